"""Typeset a source with pdfLaTeX as a journal does: two columns, footnotes under the column of their call, floats.

Takes the same tree as the other typesetters and writes LaTeX for the elements that an article uses. A table or figure
of class `wide` floats over both columns, so it may stand on another page than its call. Joined cells use multicolumn;
a head cell over several rows is set in the first of them.
"""
import base64
import re
import subprocess
import tempfile
from pathlib import Path

from . import locate

SPECIAL = {"\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
           "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}"}


def tex(s):
    return re.sub(r"\s+", " ", "".join(SPECIAL.get(c, c) for c in s or ""))


class Writer:
    def __init__(self, folder):
        self.out, self.folder, self.images, self.held, self.front = [], folder, 0, [], False

    def inline(self, e):
        s = tex(e.text)
        for c in e:
            s += self.mark(c) + tex(c.tail)
        return s

    def mark(self, c):
        if c.tag == "fn":
            if self.front:
                self.held.append((c.get("data-marker"), self.inline(c)))
                return rf"\footnotemark[{c.get('data-marker')}]"
            return rf"\footnote[{c.get('data-marker')}]{{{self.inline(c)}}}"
        inner = self.inline(c)
        return {"wk": rf"\emph{{{inner}}}", "b": rf"\textbf{{{inner}}}", "i": rf"\emph{{{inner}}}",
                "a": rf"\href{{{c.get('href')}}}{{{inner.replace('/', '/' + chr(92) + 'allowbreak ')}}}"}.get(c.tag, inner)

    def put(self, s):
        self.out.append(s)

    def table(self, e):
        rows = [r for part in e for r in (part if part.tag in ("thead", "tbody") else [])]
        heads = int(e.get("data-heads", "1"))
        width = max(int(c.get("data-x")) + int(c.get("colspan", 1)) for r in rows for c in r)
        lines = [rf"\begin{{tabular}}{{@{{}}l{'r' * (width - 1)}@{{}}}}", r"\toprule"]
        for y, r in enumerate(rows):
            cells, x, rules = [], 0, ""
            for c in sorted(r, key=lambda c: int(c.get("data-x"))):
                at, span = int(c.get("data-x")), int(c.get("colspan", 1))
                cells += [""] * (at - x)
                text = self.inline(c)
                text = rf"\textbf{{{text}}}" if c.tag == "th" else text
                cells.append(rf"\multicolumn{{{span}}}{{c}}{{{text}}}" if span > 1 else text)
                rules += rf"\cmidrule(lr){{{at + 1}-{at + span}}}" if span > 1 else ""
                x = at + span
            lines.append(" & ".join(cells) + r" \\" + rules + (r"\midrule" if y == heads - 1 else ""))
        return "\n".join(lines + [r"\bottomrule", r"\end{tabular}"])

    def float(self, e):
        wide = "wide" in (e.get("class") or "")
        kind = "table" if e.find("table") is not None else "figure"
        star = "*" if wide else ""
        self.put(rf"\begin{{{kind}{star}}}[{'t' if wide else 'htb'}]\small")
        for c in e:
            cls = c.get("class") or ""
            if c.tag == "table":
                self.put(r"{\centering " + self.table(c) + r"\par}")
            elif c.get("data-figure"):
                img = c.find("img").get("src").split(",", 1)[1]
                import cairosvg
                self.images += 1
                cairosvg.svg2pdf(bytestring=base64.b64decode(img), write_to=str(Path(self.folder, f"f{self.images}.pdf")))
                self.put(rf"{{\centering\includegraphics[width=\linewidth]{{f{self.images}.pdf}}\par}}")
            elif cls.startswith(("note", "source", "units")):
                self.put(r"{\footnotesize\raggedright " + self.inline(c) + r"\par}")
            else:
                self.put(r"{\raggedright " + self.inline(c) + r"\par}\smallskip")
        self.put(rf"\end{{{kind}{star}}}")

    def visit(self, e):
        cls = e.get("class") or ""
        if cls == "front":
            self.front = True
            self.put(r"\twocolumn[{")
            for c in e:
                self.visit(c)
            self.put(r"\vspace{6mm}}]")
            self.front = False
            for n, text in self.held:
                self.put(rf"\footnotetext[{n}]{{{text}}}")
            self.put(rf"\setcounter{{footnote}}{{{len(self.held)}}}")
        elif cls.startswith("float"):
            self.float(e)
        elif e.tag == "h1":
            self.put(r"{\raggedright\LARGE\bfseries " + self.inline(e) + r"\par}\medskip")
        elif cls == "abs":
            self.put(r"\medskip{\centering\bfseries " + self.inline(e) + r"\par}\smallskip")
        elif e.tag == "h2":
            self.put(rf"\section*{{{self.inline(e)}}}")
        elif e.tag == "h3":
            self.put(rf"\subsection*{{{self.inline(e)}}}")
        elif cls in ("abstract", "kw"):
            self.put(r"\begin{quote}\small " + self.inline(e) + r"\end{quote}")
        elif cls == "alt":
            self.put(r"{\raggedright\large\itshape " + self.inline(e) + r"\par}\medskip")
        elif cls in ("who", "dates"):
            self.put(r"\noindent " + self.inline(e) + r"\par")
        elif cls == "ref":
            self.put(r"{\small\hangindent=4mm\noindent " + self.inline(e) + r"\par}\smallskip")
        elif e.tag == "p":
            self.put(self.inline(e) + r"\par")
        elif e.tag == "blockquote":
            self.put(r"\begin{quote}\small " + self.inline(e) + r"\end{quote}")
        elif e.tag in ("ul", "ol"):
            self.put(r"\begin{itemize}")
            for li in e:
                self.put(rf"\item[{tex(li.get('m')) or chr(92) + 'textbullet'}] " + self.inline(li))
            self.put(r"\end{itemize}")
        elif e.tag == "dl":
            self.put(r"\begin{description}")
            for term, long in zip(e.iter("dt"), e.iter("dd")):
                self.put(rf"\item[{self.inline(term)}] " + self.inline(long))
            self.put(r"\end{description}")
        else:
            for c in e:
                self.visit(c)


def typeset(tree, folder, css, truth, options):
    preamble = "".join(Path(c).read_text("utf-8") for c in css)
    with tempfile.TemporaryDirectory() as d:
        w = Writer(d)
        w.visit(tree.find("body"))
        body = preamble + rf"\pdftrailerid{{{truth['id']}}}" + "\n\\begin{document}\n" + "\n\n".join(w.out) + "\n\\end{document}\n"
        Path(d, "report.tex").write_text(body, "utf-8")
        for _ in range(2):
            done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex"], cwd=d,
                                  capture_output=True, text=True, env={**__import__("os").environ, "FORCE_SOURCE_DATE": "1"})
            if done.returncode:
                raise SystemExit(done.stdout[-1500:])
        pdf = Path(d, "report.pdf").read_bytes()
    truth["producer"] = "pdflatex"
    return pdf, locate.place(pdf, truth, options)
