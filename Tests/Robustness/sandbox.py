#!/usr/bin/env python3
"""Workers try to leave their sandbox; what they may do still works in it; cells of CSV are no formulas; nothing odd reaches a terminal."""
import os
import re
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

sys.dont_write_bytecode = True
from foja import CAN_SCAN, HOME, PROGRAM, Case, painted, put, text

case = Case()
check = case.check
WORKER = Path(PROGRAM).with_name("foja-worker")


def scan(source):
    """A page of a sample report as a picture and nothing else."""
    width, height, pixels = painted(source, case.folder)
    picture = zlib.compress(pixels)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length 29 >>\nstream\nq 612 0 0 792 0 0 cm /I Do Q \nendstream",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\n"
        b"stream\n" % (width, height, len(picture)) + picture + b"\nendstream",
    ]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"


def names():
    return sorted((str(path.relative_to(case.inbox)), path.stat().st_mode, path.stat().st_mtime_ns) for path in case.inbox.rglob("*"))


offered = subprocess.run([WORKER, "--sandbox"], capture_output=True, text=True).stdout.split()
case.fresh()
before = names(), (case.inbox / "a.txt").read_bytes()
case.run("--force", faults="a.txt=escape")
entry = case.status()["a.txt"]
check(entry.get("code") == "escape", f"nothing was tried: {entry}")
told = case.foja("status").stdout
if set(offered) == {"files", "calls"}:
    check(not entry.get("message"), f"a worker left its sandbox: {entry.get('message')}")
    check((names(), (case.inbox / "a.txt").read_bytes()) == before, "a worker changed the inbox")
    check("kernel has no" not in told, f"status: {told}")
else:
    print(f"sandbox: this kernel offers {offered or 'nothing'}: not all is tried")
    check("kernel has no" in told, "status does not say what is missing")
check(not list(Path("/tmp").glob("foja-escaped-*")) or "files" not in offered, "a worker wrote among temporary files")
check(case.run("--force").returncode == 0, "after it a document is not read")

if CAN_SCAN:
    put(case.inbox / "scan.pdf", scan(HOME / "Inputs/comunicado.pdf"))
    ended = case.run()
    words = " ".join(block["text"] for block in case.lines("blocks") if block["document"] == "scan.pdf")
    check(ended.returncode == 0 and len(words) > 200, f"a scan is not read in the sandbox: {ended.stdout} {words[:200]}")
else:
    print("sandbox: no Tesseract here: scans are not tried")

# Cells that a spreadsheet would run.
rows = [("=1+2", "-3,5", "@SUM(A1)"), ("+4.2 %", "-", "+cmd|' /C calc'!A0"), ("+/-", "-x", "= suma"), ("total", "=", "−7")]
cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
put(case.inbox / "t.html", f"<html lang=es><title>Tabla</title><h1>Tabla</h1><p>Un texto.</p><table><tr><th>A<th>B<th>C</tr>{cells}</table></html>")
case.run()
tables = "".join(path.read_text() for path in (case.out / "default/documents/t.html").rglob("t*.csv"))
check(tables != "", "no table was written")
cells = [cell.strip('"') for line in tables.splitlines() for cell in line.split(",")]
for cell in ("'=1+2", "'@SUM(A1)", "'+cmd|' /C calc'!A0", "'-x", "'= suma", "-", "+/-", "+4.2 %", "=", "−7"):
    check(cell in cells, f"no cell {cell} in {tables}")
check(not any(cell in cells for cell in ("'-", "'+/-", "'=", "'+4.2 %", "'−7", "'-3.5")), f"what is no formula is marked: {tables}")

# Names and messages with control characters reach neither log nor terminal as they are.
odd = "raro\x1b]0;x\x07\x9b31m\u202e.txt"
put(case.inbox / odd, "  \n")
for command in ("run", "status", "retry"):
    ended = case.foja(command)
    said = ended.stdout + ended.stderr
    check("raro" in said and not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said), f"{command}: control characters: {said!r}")
case.end("sandbox")
