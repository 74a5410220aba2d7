#!/usr/bin/env python3
"""Several machines: the shards of an inbox, merged, are the very bytes of one run; shards that do not fit are refused; a lock holds over machines."""
import json
import os
import shutil
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from foja import ENVIRONMENT, HOME, PROGRAM, Case, Watch, minipdf, put, text

case = Case()
check = case.check


def foja(*arguments, environment=ENVIRONMENT):
    return subprocess.run([PROGRAM, *map(str, arguments)], env=environment, capture_output=True, text=True, errors="replace", timeout=300)


def shard(number, of, *more, inbox=None, environment=ENVIRONMENT):
    return foja("run", "--shard", f"{number}/{of}", "--inputs", inbox or case.inbox, "--outputs", case.folder / f"{of}-{number}", "--jobs", "1", *more, environment=environment)


def merged(of, out):
    folders = [case.folder / f"{of}-{number}" for number in range(1, of + 1)]
    return foja("merge", *folders, "--outputs", out, "--jobs", "1")


def as_one(of, what):
    out = case.folder / f"merged-{of}"
    ended = merged(of, out)
    check(ended.returncode in (0, 1), f"{what}: merge ended {ended.returncode} {ended.stderr}")
    difference = case.differences(out, case.folder / "whole")
    check(difference == "", f"{what}: not as one run: {difference[:400]}")
    return out


def whole():
    shutil.rmtree(case.folder / "whole", ignore_errors=True)
    case.run(out=case.folder / "whole")


case.fresh([])
for number in range(24):
    put(case.inbox / f"{number % 5}/n{number:02}.txt", text(f"n{number}"))
# Equal stems, one name in other case, duplicates whose first is in another shard, what is refused, and no file at all.
put(case.inbox / "x.txt", text("x"))
put(case.inbox / "x.html", "<html lang=es><title>X</title><h1>X</h1><p>Un texto del 3 de mayo de 2021.</html>")
put(case.inbox / "x.pdf", minipdf(["Informe x", "Un texto del 3 de mayo de 2021."]))
put(case.inbox / "X.txt", text("otra x"))
for copy in ("a/copia.txt", "z/copia.txt", "m/copia-1.txt", "m/copia-2.txt"):
    put(case.inbox / copy, text("n7"), 100)
for empty in ("vacio-1.txt", "vacio-2.txt", "z/vacio-3.txt"):
    put(case.inbox / empty, " \n")
os.symlink("/etc/passwd", case.inbox / "fuera.txt")
whole()
shares = {}
for of in (1, 3, 4):
    for number in range(1, of + 1):
        ended = shard(number, of)
        check(ended.returncode in (0, 1), f"shard {number}/{of} ended {ended.returncode} {ended.stderr}")
        shares[of, number] = len(case.records(out=case.folder / f"{of}-{number}"))
    as_one(of, f"{of} shards")
check(all(0 < shares[3, number] < 20 for number in (1, 2, 3)), f"shares are {shares}")
before = {path: path.stat().st_mtime_ns for path in (case.folder / "merged-3").rglob("*.json*")}
as_one(3, "merged again")
check(before == {path: path.stat().st_mtime_ns for path in (case.folder / "merged-3").rglob("*.json*")}, "merging again wrote what had not changed")
check("Nothing to do" in case.run(out=case.folder / "merged-3").stdout, "a run over what was merged reads again")
counts = [entry["duplicateOf"] for entry in case.status(out=case.folder / "merged-4").values() if entry.get("duplicateOf")]
check(len(counts) == 6, f"duplicates are {counts}")

# Copies of a file are one document on whichever machine they fall; a night later their bytes are known.
with Watch(case.inbox) as watch:
    ended = [shard(number, 3).returncode for number in (1, 2, 3)]
check(set(ended) <= {0, 1}, f"the next night the shards ended {ended}")
check(not watch.names, f"the next night shards opened {watch.names}")
os.utime(case.inbox / "2/n07.txt", (1.6e9, 1.6e9))
with Watch(case.inbox) as watch:
    for number in (1, 2, 3):
        shard(number, 3)
check(watch.names == {"n07.txt"}, f"one file of a group was touched: opened {watch.names}")

# The second month: renamed over shares, gone, new, changed; one share is read from copies on a disk of its own.
os.rename(case.inbox / "0/n00.txt", case.inbox / "0/renombrado.txt")
os.rename(case.inbox / "1/n01.txt", case.inbox / "4/n01.txt")
put(case.inbox / "2/n02.txt", text("n2", "Otra versión."), 50)
put(case.inbox / "nuevo.txt", text("nuevo"))
local = case.folder / "local"
shutil.copytree(case.inbox, local, symlinks=True, copy_function=shutil.copyfile)
for path in local.rglob("*"):
    if not path.is_symlink():
        os.utime(path, (1.7e9, 1.7e9))
case.run(out=case.folder / "whole")
for number in (1, 2, 3):
    ended = shard(number, 3, inbox=local if number == 2 else None)
    check(ended.returncode in (0, 1), f"the second time shard {number}/3 ended {ended.returncode} {ended.stderr}")
    if number == 2:
        unchanged = len(case.records(out=case.folder / "3-2"))
        check("unchanged" in ended.stdout or "Nothing to do" in ended.stdout, f"on copies all was read again: {ended.stdout}")
as_one(3, "a second month")
os.remove(case.inbox / "3/n03.txt")
os.remove(local / "3/n03.txt")
case.run(out=case.folder / "whole")
for number in (1, 2, 3):
    shard(number, 3, inbox=local if number == 2 else None)
gone = as_one(3, "a document that is gone")
check(case.status(out=gone)["3/n03.txt"]["gone"], "what is gone is not told")

# What does not fit together.
for folders, why in [(["3-1", "3-2"], "missing"), (["3-1", "3-2", "3-3", "3-3"], "twice"), (["3-1", "3-2", "4-3"], "one of"), (["whole"], "no shard")]:
    ended = foja("merge", *[case.folder / name for name in folders], "--outputs", case.folder / "none")
    check(ended.returncode == 65 and why in ended.stderr, f"merge of {folders} ended {ended.returncode}: {ended.stderr}")
check(not (case.folder / "none").exists(), "a merge that was refused made a folder")
check(foja("run", "--shard", "2/4", "--inputs", case.inbox, "--outputs", case.folder / "4-1").returncode == 64, "a folder took another share")
check(foja("run", "--inputs", case.inbox, "--outputs", case.folder / "4-1").returncode == 64, "a shard's folder took a whole run")
check(foja("run", "--shard", "5/4", "--inputs", case.inbox, "--outputs", case.folder / "none").returncode == 64, "5/4 is taken for a share")
home = case.folder / "home"
shutil.copytree(HOME / "Pipelines", home / "Pipelines")
with open(home / "Pipelines/rules/es/dates.yaml", "a") as file:
    file.write("\n# Other rules.\n")
shard(2, 4, environment=dict(ENVIRONMENT, FOJA_HOME=str(home)))
ended = merged(4, case.folder / "none")
check(ended.returncode == 65 and "other rules" in ended.stderr, f"shards of two sets of rules: {ended.returncode} {ended.stderr}")
shard(2, 4)
put(case.inbox / "0/mas.txt", text("mas"))
for number in (1, 2, 3, 4):
    killed = subprocess.Popen([PROGRAM, "run", "--shard", f"{number}/4", "--force", "--inputs", str(case.inbox), "--outputs", str(case.folder / f"4-{number}")], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.4)
    killed.kill()
    killed.wait()
ended = merged(4, case.folder / "none")
check(ended.returncode in (0, 1, 65), f"after kills merge ended {ended.returncode}")
case.run(out=case.folder / "whole")
for number in (1, 2, 3, 4):
    shard(number, 4)
as_one(4, "after kills")

# A lock of another machine: one that is renewed holds, one that is not is taken over, and who lost it publishes no more.
lease = case.folder / "4-1/.lease"
check(not lease.exists(), "a lease was left behind")
lease.write_text("otra-maquina otra 7 1 1\n")
over = threading.Event()


def renew():
    count = 1
    while not over.is_set():
        count += 1
        lease.write_text(f"otra-maquina otra 7 1 {count}\n")
        time.sleep(0.5)


renewing = threading.Thread(target=renew)
renewing.start()
ended = shard(1, 4)
over.set()
renewing.join()
check(ended.returncode == 75 and "process 7 on otra" in ended.stderr, f"a renewed lease: {ended.returncode} {ended.stderr}")
start = time.time()
ended = shard(1, 4)
check(ended.returncode in (0, 1) and 15 < time.time() - start < 60, f"a stale lease: {ended.returncode} {ended.stderr} after {time.time() - start:.0f} s")
before = (case.folder / "4-1/catalogue.sqlite").read_bytes()
running = subprocess.Popen([PROGRAM, "run", "--shard", "1/4", "--force", "--inputs", str(case.inbox), "--outputs", str(case.folder / "4-1"), "--jobs", "1"], env=dict(ENVIRONMENT, FOJA_TEST_FAULTS="txt=slow"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
while not lease.exists() and running.poll() is None:
    time.sleep(0.02)
time.sleep(0.5)
marks = {path: path.stat().st_ino for path in (case.folder / "4-1/default/documents").rglob("record.json")}
lease.write_text("otra-maquina otra 7 1 1\n")
said = running.communicate(timeout=120)[1]
check(running.returncode == 75, f"who lost its lease ended {running.returncode} {said}")
check(marks == {path: path.stat().st_ino for path in (case.folder / "4-1/default/documents").rglob("record.json")}, "who lost its lease published")
check(lease.read_text().startswith("otra"), "it took the other's lease away")
case.end("shards")
