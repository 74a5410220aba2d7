#!/usr/bin/env python3
"""figures.py FOLDER: a picture for each figure of a PDF, of the size of its box at 144 to an inch, and not of one colour."""
import struct
import zlib

from common import Report, records

report = Report("figures")


def picture(path):
    """(width, height, the pixels' bytes with their filters)."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, pixels = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IDAT":
            pixels += data[at + 8 : at + 8 + length]
        at += 12 + length
    return *struct.unpack(">II", data[16:24]), zlib.decompress(pixels)


for record, path in records(".figures"):
    if record["source"]["mediaType"] != "application/pdf":
        continue
    report.documents += 1
    for figure in record["figures"]:
        file = path / f"{figure['id']}.png"
        if not file.exists():
            report.fault(path, f"{figure['id']} is missing")
            continue
        width, height, pixels = picture(file)
        x0, y0, x1, y1 = figure["box"]
        page = record["pages"][figure["page"] - 1]
        x0, x1, y0, y1 = max(x0, 0), min(x1, page["width"]), max(y0, 0), min(y1, page["height"])
        if abs(width - 2 * (x1 - x0)) > 3 or abs(height - 2 * (y1 - y0)) > 3:
            report.fault(path, f"{figure['id']}: {width}×{height} for a box of {x1 - x0:.1f}×{y1 - y0:.1f}")
        if len(set(pixels)) < 3:
            report.fault(path, f"{figure['id']}: nothing is on it")
report.end()
