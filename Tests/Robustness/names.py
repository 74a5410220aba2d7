#!/usr/bin/env python3
"""Names of every kind, links and devices: each has an outcome, and a folder that depends on nothing else."""
import os
import subprocess
import sys
import time
import unicodedata

sys.dont_write_bytecode = True
from foja import ENVIRONMENT, PROGRAM, Case, put, text

case = Case()
check = case.check
case.fresh([])


def decomposed(name):
    return unicodedata.normalize("NFD", name).encode()


NAMES = [
    b"line\nbreak.txt", b"tab\there.txt", b"back\\slash.txt", b"not\xff\xfetext.txt", b"latin\xe9.txt", b"latin\xe8.txt", b"latin\\xE9.txt",
    b"latin%E9.txt", b"-dash.txt", b"--help.txt", b"$(id).txt", b"%s%n.txt", b"escape\x1b[31m.txt", b"turned\xe2\x80\xaetxt.txt", b" space.txt",
    b"n" * 251 + b".txt", "ü".encode() * 125 + b".txt", b"a.txt", b"a.html", b"A.txt", b"a.TXT", b"low/a.txt", b"Low/a.txt", "mañana.txt".encode(),
    decomposed("mañana.txt"), decomposed("ÀÉÎ õ.txt"), "\u212b.txt".encode(), "가.txt".encode(), decomposed("가.txt"), b"cells.jsonl.txt", b"datapackage.json.txt",
    b"record.json.txt", b"r/record.json.txt", b"s.txt", b"s/tables.txt", b"folder.txt/within.txt", b"n/" * 40 + b"deep.txt", "目録.txt".encode(),
]
for number, name in enumerate(NAMES):
    path = os.fsencode(case.inbox) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"<html><body><p>Hola.</p></body></html>" if name.endswith(b"html") else text(f"número {number}").encode())
    os.utime(path, (1.7e9, 1.7e9))
put(case.folder / "outside/secret.txt", text("secreto"))
os.symlink(case.folder / "outside/secret.txt", case.inbox / "out.txt")
os.symlink(case.folder / "outside", case.inbox / "outside")
os.symlink("nowhere", case.inbox / "broken.txt")
os.symlink("itself.txt", case.inbox / "itself.txt")
os.symlink("a.txt", case.inbox / "within.txt")
for name in "xy":
    os.symlink(".", case.inbox / name)
os.mkfifo(case.inbox / "pipe.txt")

start = time.time()
ended = case.run()
check(ended.returncode == 1, f"ended {ended.returncode}")
check(time.time() - start < 60, "loops of links took for ever")
status = case.status()
read = {path: entry for path, entry in status.items() if entry["outcome"] == "complete" and "duplicateOf" not in entry}
check(len(read) == len(NAMES) == len(case.records()), f"{len(NAMES)} names, {len(read)} read, {len(case.records())} records")
check(len({entry["folder"] for entry in read.values()}) == len(NAMES), "two documents share a folder")
for name in NAMES:
    try:
        check(name.decode() in read or b"\\x" in name, f"{name!r} has no outcome")
    except UnicodeDecodeError:
        check("".join(chr(b) if b < 128 else f"\\x{b:02X}" for b in name) in read, f"{name!r} has no outcome")
codes = {name: status[name].get("code") for name in ("out.txt", "broken.txt", "itself.txt", "pipe.txt", "within.txt")}
wanted = {"out.txt": "link-outside", "broken.txt": "link-broken", "itself.txt": "link-broken", "pipe.txt": "not-a-file", "within.txt": "duplicate"}
check(codes == wanted, f"codes: {codes}")
check(len(status) == len(NAMES) + 5, f"in status: {sorted(set(status) - set(read))}")
check("secreto" not in "".join(line["text"] for line in case.lines("blocks")), "a link was followed out of the inbox")
documents = [line["document"] for line in case.lines("documents")]
check(sorted(documents) == sorted(case.records()) and len(set(documents)) == len(NAMES), "the set names other documents")
check(all(unicodedata.is_normalized("NFC", name) for name in documents), "a folder's name is decomposed")
said = case.foja("status").stdout + case.run().stderr
check("\x1b" not in said and "\u202e" not in said, "control characters of a name reached the terminal")

try:
    ended = subprocess.run([PROGRAM, "convert", case.inbox / "pipe.txt"], env=ENVIRONMENT, capture_output=True, timeout=20)
    check(ended.returncode == 66, f"convert of a pipe ended {ended.returncode}")
except subprocess.TimeoutExpired:
    check(False, "convert of a pipe hangs")
for name in ("one/x.txt", "two/x.txt"):
    put(case.folder / name, text(name))
subprocess.run([PROGRAM, "convert", "one/x.txt", "two/x.txt", "-o", "both"], env=ENVIRONMENT, cwd=case.folder, capture_output=True)
check(sorted(os.listdir(case.folder / "both")) == ["x-2.json", "x.json"], "convert wrote one of two files of a name")
case.end(f"{len(NAMES)} names, links and devices")
