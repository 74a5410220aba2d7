"""Typeset a source with LibreOffice Writer, the program that most offices write in: flat ODT out of the tree, then PDF.

Styles come from the `style` part of the report's .fodt file: one for each of Heading1-3, Text, Item, Caption, Source, Foot.
List markers are typed as text with a tab, as people do. Cells joined over rows or columns are spanned cells.
"""
import os
import re
import subprocess
import tempfile
from html import escape
from pathlib import Path

from . import locate, stamp

NS = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in (
    ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


class Writer:
    def __init__(self):
        self.out, self.notes, self.tables = [], 0, 0

    def inline(self, e):
        s = self.text(e.text)
        for c in e:
            if c.tag == "fn":
                self.notes += 1
                s += (f'<text:note text:id="n{self.notes}" text:note-class="footnote"><text:note-citation>{self.notes}</text:note-citation>'
                      f'<text:note-body><text:p text:style-name="Foot">{self.inline(c)}</text:p></text:note-body></text:note>')
            elif c.tag in ("b", "wk"):
                s += f'<text:span text:style-name="{"Bold" if c.tag == "b" else "Slanted"}">{self.inline(c)}</text:span>'
            elif c.tag == "a":
                s += f'<text:a xlink:type="simple" xlink:href="{escape(c.get("href"))}">{self.inline(c)}</text:a>'
            else:
                s += self.inline(c)
            s += self.text(c.tail)
        return s

    @staticmethod
    def text(s):
        return escape(re.sub(r"\s+", " ", s or ""))

    def p(self, style, inner):
        self.out.append(f'<text:p text:style-name="{style}">{inner}</text:p>')

    def table(self, e):
        rows = [r for part in e for r in (part if part.tag in ("thead", "tbody") else [])]
        heads = int(e.get("data-heads", "1"))
        width = max(int(c.get("data-x")) + int(c.get("colspan", 1)) for r in rows for c in r)
        self.tables += 1
        s = [f'<table:table table:name="T{self.tables}" table:style-name="Grid"><table:table-column table:number-columns-repeated="{width}"/>']
        under = {}
        for y, r in enumerate(rows):
            s.append("<table:table-header-rows>" if y == 0 else "")
            s.append("<table:table-row>")
            cells = {int(c.get("data-x")): c for c in r}
            x = 0
            while x < width:
                c = cells.get(x)
                if c is None:
                    s.append("<table:covered-table-cell/>" if under.get(x, 0) > y else '<table:table-cell table:style-name="Cell"><text:p text:style-name="Left"/></table:table-cell>')
                    x += 1
                    continue
                cs, rs = int(c.get("colspan", 1)), int(c.get("rowspan", 1))
                style = "Head" if c.tag == "th" else "Left" if x == 0 else "Right"
                s.append(f'<table:table-cell table:style-name="{"HeadCell" if c.tag == "th" else "Cell"}" table:number-columns-spanned="{cs}" table:number-rows-spanned="{rs}">'
                         f'<text:p text:style-name="{style}">{self.inline(c)}</text:p></table:table-cell>' + "<table:covered-table-cell/>" * (cs - 1))
                for d in range(cs):
                    under[x + d] = y + rs
                x += cs
            s.append("</table:table-row>" + ("</table:table-header-rows>" if y == heads - 1 else ""))
        self.out.append("".join(s) + "</table:table>")

    def visit(self, e):
        cls = (e.get("class") or "").split()
        if re.fullmatch("h[1-4]", e.tag):
            level = e.tag[1]
            self.out.append(f'<text:h text:style-name="Heading{level}" text:outline-level="{level}">{self.inline(e)}</text:h>')
        elif e.tag == "table":
            self.table(e)
        elif e.tag == "li":
            self.p("Item", self.text(e.get("m", "•")) + "<text:tab/>" + self.inline(e))
        elif e.tag == "dl":
            for term, long in zip(e.iter("dt"), e.iter("dd")):
                self.p("Item", self.inline(term) + "<text:tab/>" + self.inline(long))
        elif "caption" in cls:
            self.p("Caption", self.inline(e))
        elif set(cls) & {"source", "note", "units"}:
            self.p("Source", self.inline(e))
        elif e.tag in ("p", "blockquote"):
            self.p("Text", self.inline(e))
        else:
            for c in e:
                self.visit(c)


def typeset(tree, folder, css, truth, options):
    w = Writer()
    w.visit(tree.find("body"))
    meta = truth["metadata"]
    doc = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
           f'<office:meta><dc:title>{escape(meta["title"])}</dc:title><meta:initial-creator>{escape(meta["author"])}</meta:initial-creator></office:meta>'
           + Path(css[0]).read_text("utf-8") + "<office:body><office:text>" + "\n".join(w.out) + "</office:text></office:body></office:document>")
    with tempfile.TemporaryDirectory() as d:
        Path(d, "report.fodt").write_text(doc, "utf-8")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{d}/profile", "--headless", "--convert-to", "pdf", "--outdir", d, f"{d}/report.fodt"],
                       check=True, capture_output=True, timeout=180, env={**os.environ, "HOME": d})
        pdf = stamp.fixed(Path(d, "report.pdf").read_bytes(), truth["id"])
    truth["producer"] = "libreoffice"
    return pdf, locate.place(pdf, truth, options)
