#!/usr/bin/env python3
"""typeset.py FOLDER: writes a PDF into FOLDER for each NAME.page beside this script, the same bytes each time.

A page is typed as it is seen, one thing a line (points, from the top left):

    page 595 842                 a page, its width and height
    72 90 11 b Some text         text: x of its start, y of its baseline, size, style (- plain, b bold, i italic), words;
                                 x may be r523 (it ends there) or + (it goes on where the text before ended)
    rule 72 100 523 100          a line of half a point
    fill 72 100 523 120          a light grey box

Fonts are Helvetica's, in WinAnsi; nothing is embedded, nothing is compressed: the files can be read in an editor."""
import sys
import unicodedata
from pathlib import Path

FONTS = {"-": "F1", "b": "F2", "i": "F3"}
NAMES = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Helvetica-Oblique"}

# Advance widths of the letters from space to ~, thousandths of the size (Adobe's metrics of the core fonts). Letters with accents are as wide as
# without; oblique ones as upright.
PLAIN = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10, 278, 278, 584, 584, 584, 556, 1015, 667, 667,
    722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
    334, 260, 334, 584]
BOLD = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10, 333, 333, 584, 584, 584, 611, 975, 722, 722,
    722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500,
    389, 280, 389, 584]


def advance(words, size, style):
    widths = BOLD if style == "b" else PLAIN
    plain = unicodedata.normalize("NFD", words)
    return sum(widths[ord(c) - 32] if " " <= c <= "~" else 556 for c in plain if not unicodedata.combining(c)) * size / 1000


def pages(text):
    out = []
    end = 0
    for row in text.splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        head, rest = row.split(" ", 1)
        if head == "page":
            width, height = map(float, rest.split())
            out.append((width, height, []))
            continue
        _, height, marks = out[-1]
        if head in ("rule", "fill"):
            x0, y0, x1, y1 = map(float, rest.split())
            if head == "rule":
                marks.append(f"0.5 w {x0:g} {height - y0:g} m {x1:g} {height - y1:g} l S")
            else:
                marks.append(f"0.9 g {x0:g} {height - y1:g} {x1 - x0:g} {y1 - y0:g} re f 0 g")
        else:
            y, size, style, words = rest.split(" ", 3)
            wide = advance(words, float(size), style)
            x = end if head == "+" else float(head[1:]) - wide if head[0] == "r" else float(head)
            end = x + wide
            shown = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("cp1252")
            marks.append(f"BT /{FONTS[style]} {float(size):g} Tf {x:.2f} {height - float(y):g} Td ({shown}) Tj ET")
    return out


def pdf(text):
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>"}
    for number, (key, name) in enumerate(NAMES.items(), 3):
        objects[number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
    fonts = " ".join(f"/{key} {number} 0 R" for number, key in enumerate(NAMES, 3))
    kids = []
    for width, height, marks in pages(text):
        content = "\n".join(marks)
        page = 6 + 2 * len(kids)
        kids.append(page)
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}] /Resources << /Font << {fonts} >> >> /Contents {page + 1} 0 R >>")
        objects[page + 1] = f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>"
    out = b"%PDF-1.4\n"
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("cp1252")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for number in sorted(objects):
        out += f"{places[number]:010} 00000 n \n".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted(Path(__file__).parent.glob("*.page")):
        (folder / f"{source.stem}.pdf").write_bytes(pdf(source.read_text("utf-8")))
