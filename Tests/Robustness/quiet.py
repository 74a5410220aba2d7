#!/usr/bin/env python3
"""Nights without anybody watching: what is said and what is not, what would be read, what is new; and passwords."""
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import threading
import zlib
from pathlib import Path

sys.dont_write_bytecode = True
from foja import CAN_SCAN, HOME, Case, painted, put, text

case = Case()
check = case.check


def rc4(key, data):
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def encrypted(password, words, scan=None):
    """One page with a line of words, or a picture of one (width, height, gray), by the standard security handler's first revision (RC4 of 40 bits)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded, identifier, rights = (password.encode() + pad)[:32], b"0123456789abcdef", -4
    owner = rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + struct.pack("<i", rights) + identifier).digest()[:5]

    def stream(number, entries, content):
        content = rc4(hashlib.md5(key + bytes([number, 0, 0, 0, 0])).digest()[:10], content)
        return b"<< %s /Length %d >>\nstream\n" % (entries, len(content)) + content + b"\nendstream"

    width, height, pixels = scan or (1, 1, b"\0")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I 7 0 R >> >> >>",
        stream(5, b"", b"q 600 0 0 800 0 0 cm /I Do Q" if scan else f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode()),
        b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (rights, owner.hex().encode(), rc4(key, pad).hex().encode()),
        stream(7, b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
               % (width, height), zlib.compress(pixels)),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 8\n0000000000 65535 f \n" + table + (
        b"trailer << /Size 8 /Root 1 0 R /Encrypt 6 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
            identifier.hex().encode(), identifier.hex().encode(), len(out)))


class CommandLines(threading.Thread):
    """Looks at the command lines of all processes until it is stopped: which programs there were, and who showed the secret."""

    def __init__(self, secret):
        super().__init__(daemon=True)
        self.secret, self.programs, self.told, self.isOver = secret.encode(), set(), set(), threading.Event()

    def run(self):
        while not self.isOver.wait(0.005):
            for place in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    line = place.read_bytes()
                except OSError:
                    continue
                self.programs |= {os.path.basename(word) for word in line.split(b"\0")[:8]}
                if self.secret in line:
                    self.told.add(line)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.isOver.set()
        self.join()


case.fresh()
ended = case.run("--quiet")
check((ended.returncode, ended.stdout, ended.stderr) == (0, "", ""), f"a quiet night is not quiet: {ended}")
check(case.foja("status", "--new").returncode == 0, "something is new where nothing is")
put(case.inbox / "a.txt", text("otra"), 900)
put(case.inbox / "d.txt", text("d"))
ended = case.run("--dry-run")
check("a.txt\tchanged" in ended.stdout and "d.txt\tnew" in ended.stdout and "2 unchanged" in ended.stdout, f"--dry-run: {ended.stdout}")
check("d.txt" not in case.records() and "d.txt" not in case.status(), "--dry-run read something")
ended = case.run("--summary", case.folder / "summary.json", "--metrics", case.folder / "foja.prom")
summary = json.loads((case.folder / "summary.json").read_text())
check(summary["exit"] == 0 and summary["outcomes"] == {"complete": 2} and summary["unchanged"] == 2, f"summary: {summary}")
check('foja_documents{outcome="complete"} 4' in (case.folder / "foja.prom").read_text().splitlines(), "metrics")
ended = case.foja("status", "--new")
check(ended.returncode == 1 and "a.txt" in ended.stdout and "d.txt" in ended.stdout and "b.txt" not in ended.stdout, f"--new: {ended.stdout}")
put(case.inbox / "e.txt", "  \n")
ended = case.run("--quiet", "--log-json")
check(ended.returncode == 1 and ended.stdout.count("\n") == 1 and "e.txt: refused, empty" in ended.stdout, f"--quiet: {ended}")
ended = case.run("--force", "--log-json")
said = [json.loads(line) for line in ended.stderr.splitlines()]
check(any(line["level"] == "warning" and line["path"] == "e.txt" and line["code"] == "empty" for line in said), f"--log-json: {said}")
os.remove(case.inbox / "e.txt")

secret = "clave: 7"
put(case.inbox / "2023/locked.pdf", encrypted(secret, "Documento cerrado"))
ended = case.run()
check(case.status()["2023/locked.pdf"].get("code") == "encrypted", f"an encrypted document: {ended.stdout}")
check("--password-file" in ended.stdout, "the refusal does not say what to do")
put(case.folder / "passwords", f"# for tests\nno\n2024/*.pdf: neither\n2023/*.pdf: wrong\n2023/*.pdf: {secret}\n")
ended = case.run("--password-file", case.folder / "passwords", "--log-json")
check(ended.returncode == 0, f"with a file of passwords: {ended.stdout} {ended.stderr}")
check("cerrado" in "".join(block["text"] for block in case.lines("blocks")), "the text is not there")
kept = b"".join(path.read_bytes() for path in case.out.rglob("*") if path.is_file()) + (ended.stdout + ended.stderr).encode()
check(secret.encode() not in kept, "a password is in the outputs or the log")
check("Nothing to do" in case.run().stdout, "what was opened is read again")
if CAN_SCAN:
    put(case.inbox / "2023/scan.pdf", encrypted(secret, "", painted(HOME / "Inputs/comunicado.pdf", case.folder)))
    with CommandLines(secret) as seen:
        ended = case.run("--password-file", case.folder / "passwords")
    check(ended.returncode == 0, f"an encrypted scan: {ended.stdout} {ended.stderr}")
    check(sum(len(block["text"]) for block in case.lines("blocks") if block["document"] == "2023/scan.pdf") > 200, "an encrypted scan is not read")
    check({b"foja-draw", b"tesseract"} <= seen.programs, f"who draws and who reads was not seen among {sorted(seen.programs)}")
    check(not seen.told, f"a password stands on a command line: {seen.told}")

# The units that are delivered: their program is wherever it was installed.
if shutil.which("systemd-analyze"):
    for unit in (HOME / "Sources/packaging").glob("foja.*"):
        put(case.folder / "units" / unit.name, unit.read_text().replace("/opt/foja/foja", "/bin/true"))
    verdict = subprocess.run(["systemd-analyze", "verify", *sorted((case.folder / "units").iterdir())], capture_output=True, text=True)
    ours = [line for line in verdict.stderr.splitlines() if "foja" in line and "man page" not in line]
    check(verdict.returncode == 0 or not ours, f"systemd-analyze: {ours}")
case.end("quiet nights and passwords")
