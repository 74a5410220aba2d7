#!/usr/bin/env python3
"""The catalogue, the set and published files, damaged in every way that was thought of; and an older Foja's folder."""
import json
import os
import shutil
import sqlite3
import sys

sys.dont_write_bytecode = True
from foja import Case, first_version, put

case = Case()
check = case.check
catalogue = case.out / "catalogue.sqlite"


def spoiled(what, spoil):
    """The ledger is set aside and built again; a record whose file is gone is still known."""
    case.fresh()
    spoil()
    before = catalogue.read_bytes()
    ended = case.foja("status")
    check(ended.returncode in (0, 73) and catalogue.read_bytes() == before, f"{what}: status changed it, or ended {ended.returncode}")
    os.remove(case.inbox / "c.txt")
    ended = case.run()
    check(ended.returncode == 0 and case.records() == ["a.txt", "b.txt", "c.txt"], f"{what}: ended {ended.returncode} {ended.stderr}")
    check(case.status().get("c.txt", {}).get("gone") is True, f"{what}: the record without a file is not known")
    check("Nothing to do" in case.run().stdout, f"{what}: a second run finds something to do")


def second_page():
    data = bytearray(catalogue.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    catalogue.write_bytes(data)


spoiled("garbage", lambda: catalogue.write_bytes(os.urandom(8192)))
spoiled("a page of it", second_page)
spoiled("cut short", lambda: os.truncate(catalogue, 5000))
spoiled("empty", lambda: os.truncate(catalogue, 0))

case.fresh()
with sqlite3.connect(catalogue) as db:
    db.execute("PRAGMA user_version = 99")
db.close()
before = catalogue.read_bytes()
for command in ("status", "run"):
    ended = case.foja(command)
    check(ended.returncode == 73 and "newer" in ended.stderr, f"newer: {command} ended {ended.returncode} {ended.stderr}")
check(catalogue.read_bytes() == before, "a newer one was changed")

# A journal left by a run that was killed: status looks at a copy.
case.fresh()
db = sqlite3.connect(catalogue, isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("UPDATE document SET message = ?", ["x" * 20000])
shutil.copytree(case.out, case.folder / "killed")
db.execute("ROLLBACK")
db.close()
if (case.folder / "killed/catalogue.sqlite-journal").exists():
    names = sorted(os.listdir(case.folder / "killed"))
    check(len(case.status(out=case.folder / "killed")) == 3, "status cannot read beside a journal")
    check(sorted(os.listdir(case.folder / "killed")) == names, "status played the journal back")

case.fresh()
os.truncate(case.out / "default/documents/a.txt/record.json", 0)
os.remove(case.out / "default/documents/b.txt/document.md")
ended = case.run()
check(ended.returncode == 0 and "2 documents" in ended.stdout, f"emptied and missing files: ended {ended.returncode}: {ended.stdout} {ended.stderr}")
case.same_as_clean("emptied and missing files")
for name in ("mentions-0001.jsonl", "datapackage.json"):
    os.remove(case.out / "default" / name)
    ended = case.run()
    check(ended.returncode == 0, f"without {name}: ended {ended.returncode}: {ended.stderr}")
    case.same_as_clean(f"without {name}")
turned = case.out / "default/documents/a.txt/document.md"
info, content = turned.stat(), turned.read_bytes()
turned.write_bytes(content[::-1])
os.utime(turned, ns=(info.st_atime_ns, info.st_mtime_ns))
check("Nothing to do" in case.run().stdout, "contents were read without being asked for")
check(case.run("--verify").returncode == 0 and turned.read_bytes() == content, "--verify did not see changed contents")
shutil.copytree(case.out, case.folder / "copy", copy_function=shutil.copy)
check("Nothing to do" in case.run(out=case.folder / "copy").stdout, "a copied folder is read again")

# The first version's folder is carried on: no record is lost on the way, whatever its file does now.
shutil.rmtree(case.folder)
case.folder.mkdir()
first_version(case.folder)
before = case.lines("documents") or [json.loads(line) for line in (case.out / "default/documents.jsonl").read_text().splitlines()]
check(len(before) == 3 and not (case.out / "default/documents").exists(), f"the first version's folder is another: {before}")
check(case.foja("status").returncode == 1 and len(case.status()) == 5, "status cannot read the first layout")
os.remove(case.inbox / "c.html")
put(case.inbox / "a.txt", " \n \n")
ended = case.run()
check(ended.returncode == 1 and case.records() == ["2023/b.txt", "a.txt", "c.html"], f"an older folder is not carried on: {case.records()}")
check(case.status()["c.html"]["gone"] and case.status()["a.txt"]["stale"], "records of an older folder are not known")
check(not list((case.out / "default").glob("*s.jsonl")) and not (case.out / "default/a").exists(), "files of the older folder are left")
case.foja("prune")
case.same_as_clean("an older folder, pruned")
case.end("ledger")
