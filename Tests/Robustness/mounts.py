#!/usr/bin/env python3
"""Opt-in, as root: a share that goes away in the middle of a run, and a disk without room, by real mounts.

CI may not mount: there the same comes from FOJA_TEST_FAULTS (nights.py).
"""
import os
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from foja import Case, put, text

if os.getuid() != 0:
    sys.exit("mounts.py needs root")
case = Case()
check = case.check
names = [f"{letter}.txt" for letter in "abcdef"]


def mount(*arguments):
    subprocess.run(["mount", *map(str, arguments)], check=True)


def share():
    case.fresh([])
    for name in names:
        put(case.folder / "away" / name, text(name))
    mount("--bind", case.folder / "away", case.inbox)
    check(case.run().returncode == 0, "the first run")
    run = case.run("--force", faults="b.txt=slow", wait=False)
    while not (case.out / ".staging").exists():
        time.sleep(0.01)
    time.sleep(0.7)
    subprocess.run(["umount", "-l", str(case.inbox)], check=True)
    check(run.wait(timeout=120) == 1, "a share that goes away: the run did not end 1")
    check(len(case.records()) == len(names), f"a share that goes away took records with it: {case.records()}")
    check(case.run().returncode == 66 and len(case.records()) == len(names), "a share that is not mounted")
    mount("--bind", case.folder / "away", case.inbox)
    check(case.run("--force").returncode == 0, "the share is back")
    case.same_as_clean("the share is back")
    subprocess.run(["umount", "-l", str(case.inbox)], check=True)


def disk():
    case.fresh([])
    for name in names:
        put(case.inbox / name, text(name))
    small = case.folder / "small"
    small.mkdir()
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", small)
    out = small / "out"
    check(case.run(out=out).returncode == 0, "the first run")
    filler = os.open(small / "filler", os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(filler, b"0" * 4096) > 0:
            pass
    except OSError:
        os.close(filler)
    for _ in range(2):
        check(case.run("--force", out=out).returncode in (1, 73), "a full disk: the run ended well")
        check(case.records(out=out) == names, f"a full disk took records with it: {case.records(out=out)}")
    os.remove(small / "filler")
    check(case.run("--force", out=out).returncode == 0 and case.records(out=out) == names, "room again")
    case.run(out=case.out)
    check((difference := case.differences(out, case.out)) == "", f"room again: not as a clean run: {difference[:400]}")
    subprocess.run(["umount", "-l", str(small)], check=True)


share()
disk()
case.end("mounts")
