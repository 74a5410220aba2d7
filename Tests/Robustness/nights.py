#!/usr/bin/env python3
"""Nothing that was published is lost, nothing said of the set is untrue: a records office's second month, through the real program."""
import os
import shutil
import sys

sys.dont_write_bytecode = True
from foja import Case, put, text

case = Case()
check = case.check


def passing():
    """Troubles of the moment: the record stays, and the next run tries again."""
    case.fresh()
    clean = case.folder / "before"
    shutil.copytree(case.out, clean)
    for fault, code in [
        ("kill", "crashed"), ("bus", "crashed"), ("memory", "out-of-memory"), ("loop", "timed-out"), ("full", "cannot-write"),
        ("unreadable", "unreadable"), ("lost", None),
    ]:
        ended = case.run("--force", faults=f"b.txt={fault}", limits=f"stalled={2 if fault == 'loop' else 30},memory=1024")
        entry = case.status()["b.txt"]
        check(ended.returncode == 1, f"{fault}: the run ended {ended.returncode}")
        check(case.records() == ["a.txt", "b.txt", "c.txt"], f"{fault}: records are {case.records()}")
        check(entry.get("code") == code and entry["passing"] == (code is not None), f"{fault}: {entry}")
        check(entry["stale"] == (code is not None), f"{fault}: stale is {entry['stale']}")
        check([line["stale"] for line in case.lines("documents")] == [False, code is not None, False], f"{fault}: the set does not say so")
        # A file that was not found is as before: nothing new is known of it.
        ended = case.run(*(["--force"] if fault == "lost" else []))
        check(ended.returncode == 0, f"{fault}: the next run ended {ended.returncode}: {ended.stdout}")
        check(case.differences(case.out, clean) == "", f"{fault}: the next run did not mend all")
    ended = case.run("--force", faults="b.txt=changed")
    check(ended.returncode == 0 and case.differences(case.out, clean) == "", "a file that changed while it was read was not read again")
    ended = case.run("--force", faults="txt=full")
    check(ended.returncode == 1 and len(case.records()) == 3, f"a full disk: {ended.returncode} {ended.stderr}")
    ended = case.run("--force", faults="set=full")
    check(ended.returncode == 73 and len(case.lines("documents")) == 3, f"a full disk for the set: {ended.returncode}")
    check(case.run().returncode == 0 and case.differences(case.out, clean) == "", "a full disk was not mended")


def permanent():
    """An outcome of these bytes is not tried again, unless asked for."""
    case.fresh()
    ended = case.run("--force", faults="b.txt=segv")
    check(case.status()["b.txt"]["passing"] is False, "a crash of a document's own doing is taken for a passing one")
    check("1 unchanged" not in ended.stdout and "b.txt" in case.run().stdout, "what needs attention is not told again")
    check(case.status()["b.txt"]["code"] == "crashed", "a permanent outcome was tried again")
    check(case.foja("retry").returncode == 1, "retry tried a permanent outcome")
    check(case.foja("retry", "--code", "crashed").returncode == 0, "retry --code did not try it")


def waiting():
    """After three failures a document is tried at every second, fourth, eighth run."""
    case.fresh()
    put(case.inbox / "b.txt", text("b", "Nuevo."), 1800)
    tried = "".join("r" if "SIGKILL" in case.run(faults="b.txt=kill").stderr else "." for _ in range(14))
    check(tried == "rrr.r...r.....", f"tried in runs {tried}")
    check(case.foja("retry").returncode == 0 and not case.status()["b.txt"]["stale"], "retry waited")
    case.same_as_clean("after retry")


def inputs():
    """Renamed, moved, gone, back, twice, refused."""
    case.fresh()
    os.rename(case.inbox / "c.txt", case.inbox / "d.txt")
    check(case.run().returncode == 0 and case.records() == ["a.txt", "b.txt", "d.txt"], f"renamed: {case.records()}")
    (case.inbox / "2023.v1").mkdir()
    os.rename(case.inbox / "d.txt", case.inbox / "2023.v1/d.txt")
    ended = case.run()
    check("Nothing to do" in ended.stdout and case.records()[0] == "2023.v1%2F/d.txt", f"moved: {ended.stdout} {case.records()}")
    check(len(case.lines("documents")) == 3 and len(case.lines("inputs")) == 3, "a renamed document is counted twice")
    case.same_as_clean("renamed and moved")
    os.remove(case.inbox / "b.txt")
    check(case.run().returncode == 0 and "b.txt" in case.records(), "a record went with its file")
    check(case.status()["b.txt"]["gone"] and sum(line["gone"] for line in case.lines("documents")) == 1, "gone is not told")
    check("Nothing to do" in case.run().stdout, "what is gone is told each night")
    put(case.inbox / "b.txt", text("b"), 100)
    check("Nothing to do" in case.run().stdout and not case.status()["b.txt"]["gone"], "what came back with the same bytes is read again")
    shutil.copy2(case.inbox / "a.txt", case.inbox / "e.txt")
    case.run()
    check(case.status()["e.txt"].get("duplicateOf") == "a.txt" and "e.txt" not in case.records(), "a duplicate is not told")
    check([line["duplicate_of"] for line in case.lines("inputs") if line["path"] == "e.txt"] == ["a.txt"], "a duplicate is not in the set")
    os.remove(case.inbox / "a.txt")
    case.run()
    check("e.txt" in case.records() and "a.txt" not in case.records(), "a record did not go to the other file with its bytes")
    shutil.copy2(case.inbox / "e.txt", case.inbox / "a.txt")
    case.run()
    case.same_as_clean("duplicates")
    put(case.inbox / "x.txt", "   \n", 900)
    put(case.inbox / "y.txt", "   \n", 900)
    ended = case.run()
    check(case.status()["y.txt"].get("duplicateOf") == "x.txt" and ended.returncode == 1, "a duplicate of a refused one is not told")
    put(case.inbox / "b.txt", " \n \n", 800)
    ended = case.run()
    check(case.status()["b.txt"]["outcome"] == "refused" and case.status()["b.txt"]["stale"], "newer bytes that are refused are not told")
    check("b.txt" in case.records() and sum(line["stale"] for line in case.lines("documents")) == 1, "the older record did not stay")
    listed = case.foja("prune", "--dry-run").stdout
    check("b.txt\tstale" in listed and "b.txt" in case.records(), f"prune --dry-run: {listed}")
    check("1 record withdrawn" in case.foja("prune").stdout and "b.txt" not in case.records(), "prune did not withdraw it")
    case.same_as_clean("pruned")
    os.remove(case.inbox / "2023.v1/d.txt")
    check(case.foja("forget", "2023.v1/d.txt").returncode == 0, "forget failed")
    kept = [line["path"] for line in case.lines("inputs")] + list(case.status()) + case.records()
    check(not any("d.txt" in name for name in kept) and not (case.out / "default/documents/2023.v1%2F").exists(), f"forget left {kept}")
    check(case.foja("forget", "nowhere.pdf").returncode == 66, "forget does not tell what it does not know")


def folders():
    """A folder of the inbox that cannot be read for a night, and an inbox that is not there."""
    case.fresh(["a.txt", "sub/b.txt"])
    if os.getuid() != 0:
        os.chmod(case.inbox / "sub", 0)
        ended = case.run()
        os.chmod(case.inbox / "sub", 0o755)
        check(ended.returncode == 1 and not case.status()["sub/b.txt"]["gone"], "what cannot be seen is taken for gone")
    shutil.move(case.inbox, case.folder / "away")
    check(case.run().returncode == 66 and len(case.records()) == 2, "an inbox that is not there")
    case.inbox.mkdir()
    check(case.run().returncode == 66 and len(case.records()) == 2, "an empty inbox, as of a share that is not mounted")
    check(len(case.lines("documents")) == 2, "the set forgot what it had")


for part in (passing, permanent, waiting, inputs, folders):
    part()
case.end("nights")
