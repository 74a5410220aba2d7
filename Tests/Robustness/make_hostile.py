"""Hostile input: small PDFs, web pages and texts written here, whole, broken on purpose, and mutated from a seed.

    make_hostile.py FOLDER [SEED] [MUTATIONS]      writes the files; the same seed gives the same files
"""
import random
import sys
import zlib
from pathlib import Path


def pdf(objects, trailer="/Root 1 0 R", version="1.7"):
    """Bodies of objects 1, 2, ... (str or bytes; a tuple is a stream with its dictionary's entries) as a file with a right table."""
    out = f"%PDF-{version}\n".encode()
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        if isinstance(body, tuple):
            entries, data = body
            data = data.encode("latin-1") if isinstance(data, str) else data
            body = f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"
        elif isinstance(body, str):
            body = body.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> %s >> %s >>"
TEXT = "BT /F1 12 Tf 50 700 Td (Informe de prueba) Tj 0 -20 Td (con dos renglones) Tj ET"


def page(content=TEXT, resources="", entries="", catalogue="", more=(), trailer=""):
    """One page; `more` are objects from number 6 on."""
    return pdf(
        ["<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue, "<< /Type /Pages /Count 1 /Kids [4 0 R] >>", FONT,
         PAGE % (resources, entries), ("", content), *more], "/Root 1 0 R " + trailer)


def whole():
    """Files that give a record: what the mutations start from."""
    yield "plain.pdf", page()
    table = " ".join(f"{50 + 100 * c} 500 m {50 + 100 * c} 600 l S 50 {500 + 20 * c} m 450 {500 + 20 * c} l S" for c in range(5))
    cells = " ".join(f"BT /F1 8 Tf {55 + 100 * c} {505 + 20 * r} Td ({r},{c}) Tj ET" for r in range(4) for c in range(4))
    yield "table.pdf", page(TEXT + " 0.5 w " + table + " " + cells)
    yield "flate.pdf", page(more=[], content=TEXT).replace(b"%PDF-1.7", b"%PDF-1.4")
    squeezed = zlib.compress(TEXT.encode())
    yield "compressed.pdf", pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [4 0 R] >>", FONT, PAGE % ("", ""), ("/Filter /FlateDecode", squeezed)])
    tagged = "/H1 << /MCID 0 >> BDC BT /F1 18 Tf 50 700 Td (Uno) Tj ET EMC /P << /MCID 1 /ActualText (dos) >> BDC BT /F1 10 Tf 50 650 Td (dos) Tj ET EMC"
    yield "tagged.pdf", page(
        tagged, catalogue="/StructTreeRoot 6 0 R /MarkInfo << /Marked true >> /Outlines 9 0 R /PageLabels << /Nums [0 << /S /r >>] >>",
        more=["<< /Type /StructTreeRoot /K [7 0 R 8 0 R] >>", "<< /S /H1 /P 6 0 R /Pg 4 0 R /K 0 >>", "<< /S /P /P 6 0 R /Pg 4 0 R /K 1 >>",
              "<< /First 10 0 R /Last 10 0 R >>", "<< /Title (Uno) /Parent 9 0 R /Dest [4 0 R /XYZ 0 700 0] >>"])
    yield "picture.pdf", page("q 500 0 0 700 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q " + TEXT)
    yield "page.html", b"<!DOCTYPE html><html lang=es><head><title>T</title></head><body><h1>Uno</h1><p>Texto<sup>1</sup> largo</p><table><tr><th>a<th>b<tr><td>1<td>2</table></body></html>"
    yield "notes.txt", ("Memoria del archivo\n\nSe abrieron tres salas1 y se cerró una2 de las antiguas.\nLa sala sur3 sigue en obras.\n\n"
                        "1 La del norte abrió en mayo.\n2 Véase la página 3.\n3 Hasta el 5 de junio de 2020.\n").encode()
    yield "list.txt", ("CONTENIDO\n\n1. Objeto ........ 2\n2. Alcance ...... 3\n\n1. OBJETO\n\na) primero;\nb) segundo, y\nc) tercero.\n\n- uno\n- dos\n").encode()
    yield "columns.txt", ("Cuadro 1. Visitas\n\n   Sala      2019     2020\n   Norte    1,204      930\n   Sur         88      101\n   Total    1,292    1,031\n\n"
                          "Fuente: registro de visitas.\n\fOtra página 2\n").encode()
    yield "text.txt", "Título\n\nUn párrafo de prueba\ncon dos renglones.\n\f\nOtra página\n".encode()


def bombs():
    """Files built to exhaust: cycles, depth, lies about counts, sheer numbers."""
    form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R /Y 7 0 R >> >>"
    forms = [(form, TEXT + " /X Do /Y Do"), (form, "/X Do /Y Do /X Do")]
    yield "form-recursion.pdf", page("/X Do /Y Do " + TEXT, resources="/XObject << /X 6 0 R /Y 7 0 R >>", more=forms)
    doubling = [(form.replace("/X 6 0 R /Y 7 0 R", f"/X {n + 1} 0 R"), "/X Do /X Do") for n in range(6, 40)] + [(form, TEXT)]
    yield "form-doubling.pdf", page("/X Do " + TEXT, resources="/XObject << /X 6 0 R >>", more=doubling[:16] + [(form, TEXT)])
    yield "page-tree-cycle.pdf", pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 3 /Kids [2 0 R 3 0 R] >>", "<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>"])
    yield "page-count-lie.pdf", page().replace(b"/Count 1", b"/Count 2147483647")
    yield "negative-count.pdf", page().replace(b"/Count 1", b"/Count -7")
    yield "outline-cycle.pdf", page(
        catalogue="/Outlines 6 0 R",
        more=["<< /First 7 0 R /Last 8 0 R >>", "<< /Title (a) /Next 8 0 R /First 7 0 R >>", "<< /Title (b) /Next 7 0 R /First 6 0 R >>"])
    deep = ["<< /Type /StructTreeRoot /K 7 0 R >>"] + [f"<< /S /Div /P {n - 1} 0 R /Pg 4 0 R /K {n + 1} 0 R >>" for n in range(7, 3007)] + ["<< /S /P /K 0 >>"]
    yield "deep-structure.pdf", page(catalogue="/StructTreeRoot 6 0 R", content="/P << /MCID 0 >> BDC " + TEXT + " EMC", more=deep)
    nested = "<< /Type /StructTreeRoot /K " + "[" * 400 + "0" + "]" * 400 + " >>"
    yield "nested-arrays.pdf", page(catalogue="/StructTreeRoot 6 0 R", content="/P << /MCID 0 >> BDC " + TEXT + " EMC", more=[nested])
    yield "role-cycle.pdf", page(
        catalogue="/StructTreeRoot 6 0 R", content="/P << /MCID 0 >> BDC " + TEXT + " EMC",
        more=["<< /Type /StructTreeRoot /RoleMap << /A /B /B /A >> /K 7 0 R >>", "<< /S /A /Pg 4 0 R /K 0 >>"])
    yield "many-saves.pdf", page("q " * 100_000 + TEXT)
    yield "many-glyphs.pdf", page("BT /F1 1 Tf 50 700 Td " + f"({'a' * 1000}) Tj 0 -0.1 Td " * 600 + "ET")
    yield "many-paths.pdf", page(TEXT + " 10 10 m 20 20 l S" * 500_000)
    yield "many-marks.pdf", page("/P << /MCID 0 >> BDC " * 50_000 + TEXT)
    yield "huge-numbers.pdf", page("1e38 0 0 1e38 0 0 cm 1e38 1e38 m 9e99 -9e99 l S " + TEXT + " BT /F1 1e30 Tf 1e30 1e30 Td (x) Tj ET")
    yield "singular-matrix.pdf", page("q 0 0 0 0 0 0 cm " + TEXT + " 1 1 m 5 5 l S Q " + TEXT)
    yield "empty-box.pdf", page().replace(b"[0 0 600 800]", b"[0 0 0 0]")
    yield "odd-rotation.pdf", page(entries="/Rotate -450")
    yield "wrong-header-offset.pdf", b"x" * 300 + page()
    yield "header-only.pdf", b"%PDF-1.7\n"
    yield "zero.pdf", b""
    yield "zeros.pdf", b"\0" * 5000
    yield "looping-xref.pdf", page().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
    yield "xmp-entities.pdf", page(
        catalogue="/Metadata 6 0 R",
        more=[("/Type /Metadata /Subtype /XML", "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{("&e%d;" % (n - 1)) * 10 if n else "ha"}">' for n in range(12)) + "]><x>&e11;</x>")])
    squeezed = zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9)
    yield "inflating.pdf", pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [4 0 R] >>", FONT, PAGE % ("", ""), ("/Filter [/FlateDecode /FlateDecode]", squeezed)])
    picture = "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode"
    yield "jbig2.pdf", page("/I Do " + TEXT, resources="/XObject << /I 6 0 R >>", more=[(picture, b"\0\0\0\0\x30\0\1\0\0\0\x13\0\1\x86\xa0\0\1\x86\xa0")])
    yield "deep.html", b"<html><body>" + b"<div>" * 50_000 + b"hondo</body></html>"
    yield "spans.html", b"<html><body><table>" + b"<tr><td rowspan=99999 colspan=99999>x<td>y" * 300 + b"</table></body></html>"
    yield "entities.html", b'<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hostname">]><html><body>&a;&c;&#xD800;&#0; texto</body></html>'
    yield "broken-bytes.txt", bytes(range(9, 256)) * 40
    yield "long-line.txt", b"palabra " * 200_000


def mutated(data, chance):
    """One of the usual injuries: flipped, cut, doubled, moved bytes; another number; another keyword."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        if not data:
            break
        at, length = chance.randrange(len(data)), chance.choice([1, 2, 8, 64])
        kind = chance.randrange(7)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at:at + length]
        elif kind == 2:
            data[at:at] = data[at:at + length]
        elif kind == 3:
            del data[at:]
        elif kind == 4:
            data[at:at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif kind == 5:
            digits = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
            if digits:
                place = chance.choice(digits)
                data[place:place + 1] = chance.choice([b"0", b"-1", b"9", b"99999999999", b"2147483648", b"1e9"])
        else:
            words = [b"obj", b"endstream", b"R", b"<<", b">>", b"[", b"]", b"BT", b"ET", b"q", b"Q", b"(", b"EMC", b"BDC"]
            data[at:at] = chance.choice(words)
    return bytes(data)


def main():
    folder = Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 150
    folder.mkdir(parents=True, exist_ok=True)
    seeds = list(whole())
    for name, data in [*seeds, *bombs()]:
        (folder / name).write_bytes(data)
    chance = random.Random(seed)
    for number in range(count):
        name, data = seeds[number % len(seeds)]
        stem, suffix = name.rsplit(".", 1)
        (folder / f"mutant-{number:04}-{stem}.{suffix}").write_bytes(mutated(data, chance))


main()
