"""The source language of the sample reports: HTML with a few short elements, and what they mean.

Takes the text of a source; gives an HTML tree (for a typesetter) in which every block carries `data-n`, and the list of
blocks that the truth is written from.

Inline marks (each is one mention of the truth; FORMAT of the values in CONTRIBUTING.md):
    <t e="EDTF">            a date                     <m v="1200.50" c="MXN">   money
    <pc v="41.6">           a percentage               <q v="12" u="personas">   a quantity
    <o id="CISS">           an organization            <pe> <pl>                 a person, a place
    <law n="58">            a legal text               <ev> <wk>                 an event, a publication
    <ci k="Soto 2019" p="3"> an author-year citation   <ab x="long form">        an acronym where it is defined
    <a href="...">          a web address              <fn m="3">                a footnote, at its call
Block elements: h1-h5 (n="III.2" is the printed number), p, li, blockquote, dl of a glossary, `grid` and `chart` (below).
A block with the attribute `x` makes no claim about its mentions.

    <grid label= caption= units= source= notes= heads=>     one table; a row a line, cells parted by "|"
        a first cell "#"   the row is a group row over the whole width       "<"  joined with the cell on its left
        "^"  joined with the cell above                                       "~~~"  the table goes on on the next page
"""
import base64
import re
import xml.etree.ElementTree as ET
from html import escape, unescape

from . import charts

GRID = re.compile(r"<grid\b([^>]*)>(.*?)</grid>", re.S)
CHART = re.compile(r"<chart\b([^>]*)>(.*?)</chart>", re.S)
PHOTO = re.compile(r"<photo\b([^>]*)></photo>", re.S)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def attributes(text):
    return {k: unescape(v) for k, v in ATTRIBUTE.findall(text)}


def expand(text, images):
    """Source text -> plain HTML text: grids, charts and photos written out."""
    text = GRID.sub(lambda m: grid(attributes(m[1]), m[2]), text)
    text = CHART.sub(lambda m: chart(attributes(m[1]), m[2]), text)
    return PHOTO.sub(lambda m: photo(attributes(m[1]), images), text)


# ---------------------------------------------------------------------------------------------------------------- tables

def cells_of(lines):
    """Rows of (inner HTML, rowspan, colspan) from the lines of a grid, joins resolved."""
    grid_ = [[c.strip() for c in line.split("|")] for line in lines]
    width = max(len(r) for r in grid_)
    out = []
    for y, row in enumerate(grid_):
        cells = []
        if row[0] == "#":
            cells.append((0, row[1], 1, width))
            out.append((True, cells))
            continue
        for x, c in enumerate(row):
            if c in ("<", "^"):
                continue
            cs = 1
            while x + cs < len(row) and row[x + cs] == "<":
                cs += 1
            rs = 1
            while y + rs < len(grid_) and x < len(grid_[y + rs]) and grid_[y + rs][x] == "^":
                rs += 1
            cells.append((x, c, rs, cs))
        out.append((False, cells))
    return out, width


def grid(a, body):
    lines = [line for line in body.strip("\n").split("\n") if line.strip()]
    heads = int(a.get("heads", "1"))
    pieces = [[]]
    for line in lines:
        if line.strip() == "~~~":
            pieces.append([])
        else:
            pieces[-1].append(line)
    head = pieces[0][:heads]
    ident = a.get("id") or "t-" + re.sub(r"\W+", "-", a.get("label", "0")).strip("-")
    out = []
    for k, piece in enumerate(pieces):
        rows, width = cells_of(piece if k == 0 else head + piece)
        shown = f'<b>{a["label"]}</b> {a.get("caption", "")}' if a.get("label") else a.get("caption", "")
        if k:
            shown = f'<b>{a["label"]}</b> {a.get("continued", "(continuación)")}'
        if shown and a.get("below") is None:
            out.append(f'<div class="caption{" again" if k else ""}" x>{shown}</div>')
        if a.get("units"):
            out.append(f'<div class="units" x>{a["units"]}</div>')
        table = [f'<table class="{a.get("class", "")}" data-grid="{ident}" data-piece="{k}" data-heads="{heads}"'
                 f' data-label="{escape(a.get("label", ""))}" data-caption="{escape(a.get("caption", ""))}"'
                 f' data-units="{escape(a.get("units", ""))}">']
        if a.get("widths"):
            table.append("<colgroup>" + "".join(f'<col style="width:{w}">' for w in a["widths"].split()) + "</colgroup>")
        for y, (group, cells) in enumerate(rows):
            if y == 0:
                table.append("<thead>" if heads else "<tbody>")
            elif y == heads:
                table.append("</thead><tbody>")
            total = " total" if not group and cells and cells[0][1].startswith("+") else ""
            table.append(f'<tr class="{"group" if group else ""}{total}">')
            for x, c, rs, cs in cells:
                tag = "th" if y < heads else "td"
                span = (f' rowspan="{rs}"' if rs > 1 else "") + (f' colspan="{cs}"' if cs > 1 else "")
                table.append(f'<{tag} data-x="{x}" class="c{min(x, 1)}"{span}>{c.removeprefix("+").strip()}</{tag}>')
            table.append("</tr>")
        table.append("</tbody></table>")
        out.append("".join(table))
        if k == len(pieces) - 1:
            if shown and a.get("below") is not None:
                out.append(f'<div class="caption" x>{shown}</div>')
            out.extend(after(a))
    return f'<div class="float {a.get("wide", "")}">' + "\n".join(out) + "</div>"


def after(a):
    """Table notes and the source line, in the order in which the source gives them."""
    out = []
    for note in filter(None, a.get("notes", "").split(" || ")):
        marker, _, rest = note.partition(" ")
        out.append(f'<div class="note" x data-marker="{escape(marker)}"><i class="mark">{marker}</i> {rest}</div>')
    if a.get("source"):
        out.append(f'<div class="source" x>{a["source"]}</div>')
    return out


# --------------------------------------------------------------------------------------------------------------- figures

def figure(a, kind, art, texts):
    cap = f'<div class="caption" x><b>{a.get("label", "")}</b> {a.get("caption", "")}</div>' if a.get("caption") else ""
    units = f'<div class="units" x>{a["units"]}</div>' if a.get("units") else ""
    body = (f'<div class="art" data-figure="{kind}" data-label="{escape(a.get("label", ""))}"'
            f' data-caption="{escape(a.get("caption", ""))}" data-units="{escape(a.get("units", ""))}"'
            f' data-texts="{escape("¦".join(texts))}">{art}</div>')
    above = a.get("below") is None and kind == "figure"
    parts = [cap, units, body] if above else [units, body, cap]
    return f'<div class="float {a.get("wide", "")}">' + "\n".join(p for p in parts + after(a) if p) + "</div>"


def chart(a, body):
    series = [(n.strip(), [float(v) for v in vs.split()]) for n, _, vs in
              (line.partition(":") for line in body.strip().split("\n"))]
    art, texts = charts.draw(a, series)
    image = "data:image/svg+xml;base64," + base64.b64encode(art.encode()).decode()
    return figure(a, "figure", f'<img src="{image}" alt="">', texts)


def photo(a, images):
    art = f'<img src="{images(a)}" alt="" style="width:{a.get("width", "100%")}">'
    return figure(a, "photo", art, [])


# -------------------------------------------------------------------------------------------------------------- contents

def contents(tree):
    """Fill `<div class="toc">` with one line for each heading that follows it, down to its `depth`."""
    toc = next((e for e in tree.iter("div") if e.get("class") == "toc"), None)
    if toc is None:
        return
    depth = int(toc.get("depth", "3"))
    heads = [e for e in tree.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    for k, e in enumerate(heads):
        if int(e.tag[1]) > depth or e.get("toc") == "no":
            continue
        e.set("id", f"s{k}")
        line = ET.SubElement(toc, "div", {"class": "t" + e.tag[1]})
        link = ET.SubElement(line, "a", {"href": f"#s{k}"})
        link.text = "".join(e.itertext()).strip()


def drop_caps(tree):
    """Wrap the first letter of a paragraph of class `drop`; a letter reads the same whatever its size."""
    for p in tree.iter("p"):
        if p.get("class") == "drop" and p.text:
            first = ET.Element("span", {"class": "dc"})
            first.text, first.tail = p.text[0], p.text[1:]
            p.text = None
            p.insert(0, first)
