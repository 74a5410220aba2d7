#!/usr/bin/env python3
"""Hostile input through the real supervisor: the run ends by itself, no worker dies of a document, what is whole is read.

    hostile.py [SEED] [MUTATIONS]      files are written by make_hostile.py: the same seed gives the same files
"""
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from foja import Case

seed, mutations = (sys.argv[1:] + ["1", "520"][len(sys.argv) - 1:])[:2]
case = Case()
case.fresh([])
subprocess.run([sys.executable, Path(__file__).with_name("make_hostile.py"), case.inbox, seed, mutations], check=True)
count = len(list(case.inbox.iterdir()))
ended = case.run(faults="", limits="stalled=60,total=90,memory=3000")
case.check(ended.returncode == 1, f"ended {ended.returncode}: {ended.stderr[-300:]}")
status = case.status()
case.check(len(status) == count, f"{count} files, {len(status)} outcomes")
for path, entry in status.items():
    # Memory and time have their limits; whatever else ends a worker is a bug.
    bounded = entry.get("code") in ("out-of-memory", "timed-out")
    case.check(entry["outcome"] != "failed" or bounded and not path.startswith("mutant"), f"{path}: {entry.get('code')}: {entry.get('message')}")
for name in ("plain.pdf", "table.pdf", "compressed.pdf", "tagged.pdf", "picture.pdf", "page.html", "text.txt", "notes.txt", "list.txt", "columns.txt"):
    case.check(status.get(name, {}).get("outcome") in ("complete", "partial"), f"{name}: {status.get(name)}")
if case.broken:
    print(f"the files: make_hostile.py FOLDER {seed} {mutations}")
case.end(f"{count} hostile files")
