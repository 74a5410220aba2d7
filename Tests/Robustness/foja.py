"""What the cases here share: the program under test, folders to run it over, and what it says of them.

FOJA: the program (default: the debug build); FOJA_HOME: the folder that holds Pipelines/.
"""
import ctypes
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("FOJA", str(HOME / ".build/debug/foja"))
ENVIRONMENT = dict(os.environ, FOJA_HOME=os.environ.get("FOJA_HOME", str(HOME)))


def text(name, more=""):
    """A small document with a title, a paragraph and a date."""
    return f" \nInforme {name}\n\nUn texto de prueba sobre {name}, con dos renglones\nque forman un solo párrafo, del 3 de mayo de 2021. {more}\n"


def put(path, content, age=3600):
    """Writes a file as if some time ago, so that nobody waits for it to come to rest."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    then = time.time() - age
    os.utime(path, (then, then))


def minipdf(lines):
    """A PDF of one page with these lines; poppler finds the objects without a table."""
    content = "BT /F1 11 Tf 14 TL 60 740 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [4 0 R] >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    return "%PDF-1.4\n" + "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1)) + "trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"


def painted(source, folder):
    """The first page of a report as a picture of 200 to the inch: width, height, bytes of gray."""
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-singlefile", "-f", "1", "-l", "1", str(source), str(folder / "page")], check=True)
    _, size, _, pixels = (folder / "page.pgm").read_bytes().split(b"\n", 3)
    return (*map(int, size.split()), pixels)


CAN_SCAN = shutil.which("tesseract") and shutil.which("pdftoppm")


def first_version(folder):
    """An inbox `in` with what the first version (1e6475a) made of it in `out`: documents beside the set, under their stems, a ledger of the first
    layout. Written by that version's own program."""
    with tarfile.open(HOME / "Tests/Robustness/first-version.tar.gz") as archive:
        archive.extractall(folder)


def database_rows(path):
    """All rows of all tables, each with its table; of the index of words: which texts have a word."""
    if not path.exists():
        return set()
    db = sqlite3.connect(path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")]
    rows = {(table, repr(row)) for table in tables for row in db.execute(f'SELECT * FROM "{table}"')}
    for kind in ("blocks", "cells"):
        db.execute(f"CREATE VIRTUAL TABLE temp.words_{kind} USING fts5vocab(main, search_{kind}, row)")
        rows |= {(f"search_{kind}", repr(row)) for row in db.execute(f"SELECT term, doc, cnt FROM words_{kind}")}
    db.close()
    return rows


class Watch:
    """Which files below a folder are opened meanwhile."""

    opened = 0x20
    libc = ctypes.CDLL(None, use_errno=True)

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        self.queue = self.libc.inotify_init1(os.O_NONBLOCK)
        for folder in [self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())]:
            self.libc.inotify_add_watch(self.queue, os.fsencode(folder), self.opened)
        self.names = set()
        return self

    def __exit__(self, *_):
        try:
            events = os.read(self.queue, 1 << 20)
        except BlockingIOError:
            events = b""
        while events:
            _, mask, _, length = struct.unpack_from("iIII", events)
            name = events[16 : 16 + length].rstrip(b"\0").decode()
            # Folders are opened to list them.
            if not mask & 0x40000000 and name:
                self.names.add(name)
            events = events[16 + length :]
        os.close(self.queue)


class Case:
    """A folder of its own with an inbox `in` and outputs `out`; counts what does not hold."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="foja-case-"))
        self.inbox, self.out = self.folder / "in", self.folder / "out"
        self.held = self.broken = 0

    def fresh(self, names=("a.txt", "b.txt", "c.txt")):
        """An inbox of small texts, read once."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.inbox.mkdir(parents=True)
        for name in names:
            put(self.inbox / name, text(name[0]))
        if names:
            self.run()

    def check(self, holds, what):
        if holds:
            self.held += 1
        else:
            self.broken += 1
            print(f"{sys.argv[0].rsplit('/')[-1]}: {what}")

    def foja(self, command, *more, out=None, faults=None, home=None, limits="stalled=5,memory=1024", wait=True):
        environment = dict(ENVIRONMENT)
        if faults is not None:
            environment |= {"FOJA_TEST_FAULTS": faults, "FOJA_TEST_LIMITS": limits}
        if home:
            environment["FOJA_HOME"] = str(home)
        call = [PROGRAM, command, *map(str, more), "--outputs", str(out or self.out)]
        if command in ("run", "retry", "prune", "forget"):
            call += ["--inputs", str(self.inbox), "--jobs", "1"]
        if not wait:
            return subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return subprocess.run(call, env=environment, capture_output=True, text=True, errors="replace", timeout=300)

    def run(self, *more, **options):
        return self.foja("run", *more, **options)

    def status(self, out=None):
        lines = self.foja("status", "--json", out=out).stdout.splitlines()
        return {entry["path"]: entry for entry in map(json.loads, lines)}

    def records(self, out=None):
        top = (out or self.out) / "default/documents"
        return sorted(str(path.parent.relative_to(top)) for path in top.rglob("record.json"))

    def lines(self, kind, out=None):
        files = sorted(((out or self.out) / "default").glob(f"{kind}-*.jsonl"))
        return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]

    def differences(self, a, b):
        found = subprocess.run(
            ["diff", "-r", "-q", "-x", "catalogue.sqlite*", "-x", "records.sqlite", "-x", "cache", str(a), str(b)], capture_output=True, text=True)
        rows = [database_rows(Path(folder) / "default/records.sqlite") for folder in (a, b)]
        # 2: one of them is not there; then nothing is said on standard output.
        return found.stdout.strip() + found.stderr.strip() * (found.returncode > 1) + ("" if rows[0] == rows[1] else f" records.sqlite: {sorted(rows[0] ^ rows[1])[:3]}")

    def same_as_clean(self, what):
        """What stands is what one run over the inbox as it is now would give."""
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        ended = self.run(out=clean)
        self.check(ended.returncode in (0, 1) and self.folder.exists(), f"{what}: the clean run ended {ended.returncode}: {ended.stderr[-300:]}")
        difference = self.differences(self.out, clean)
        self.check(difference == "", f"{what}: not as a clean run: {difference[:400]}")

    def end(self, what):
        shutil.rmtree(self.folder, ignore_errors=True)
        print(f"{what}: {self.held} hold, {self.broken} do not")
        sys.exit(1 if self.broken else 0)
