"""Write a source as plain text with form feeds, as converters leave it that lose the layout; or as a saved web page.

The text: lines of 76, a running head and a folio on every page, footnotes at the foot of the page of their call. The page: the same
elements in HTML between a menu and a footer, which are furniture.
"""
import re
import textwrap
import xml.etree.ElementTree as ET

from . import truth as truths

WIDTH, LINES = 76, 44


def flat(e, notes):
    s = e.text or ""
    for c in e:
        if c.tag == "fn":
            notes.append((c.get("data-marker"), flat(c, notes)))
            s += c.get("data-marker")
        else:
            s += flat(c, notes)
        s += c.tail or ""
    return re.sub(r"\s+", " ", s)


def typeset(tree, folder, css, truth, options):
    return page(tree, truth, options) if options.get("suffix") == ".html" else text(tree, truth, options)


def text(tree, truth, options):
    pages, body, feet, where = [], [], [], {}
    head = options["head"]

    def close():
        gap = [""] * (LINES - len(body) - len(feet) - 1)
        number = str(len(pages) + 1)
        pages.append("\n".join([head, ""] + body + gap + ([""] + feet if feet else []) + ["", number.center(WIDTH)]))
        body.clear()
        feet.clear()

    for e in tree.find("body").iter():
        if e.get("data-n") is None or e.tag == "fn":
            continue
        notes = []
        lines = flat(e, notes).strip()
        if e.tag == "h1" or e.tag == "h2":
            lines = textwrap.wrap(lines.upper(), WIDTH)
        elif e.tag == "li":
            lines = textwrap.wrap(f"{e.get('m')} {lines}", WIDTH, subsequent_indent="  ")
        else:
            lines = textwrap.wrap(lines, WIDTH)
        foot = [x for n, s in notes for x in textwrap.wrap(f"{n} {s.strip()}", WIDTH)]
        if len(body) + len(feet) + len(lines) + len(foot) + 3 > LINES:
            close()
        where[int(e.get("data-n"))] = {len(pages) + 1}
        for c in e.iter("fn"):
            where[int(c.get("data-n"))] = {len(pages) + 1}
        body.extend(lines + ([""] if e.tag != "li" else []))
        feet.extend(foot)
    close()
    truth.update({"pages": len(pages), "producer": "text"})
    furniture = [(n, s) for n in range(1, len(pages) + 1) for s in (head, str(n))]
    return ("\f".join(pages) + "\n").encode(), truths.paged(truth, where, furniture)


def page(tree, truth, options):
    body = tree.find("body")
    menu = "".join(f'<li><a href="/{w.lower().replace(" ", "-")}">{w}</a></li>' for w in options["menu"])
    plain = ET.tostring(body, encoding="unicode", method="html")
    plain = re.sub(r' (data-\w+|x|class|e|id|n|m)="[^"]*"', "", plain.replace("<body>", "").replace("</body>", ""))
    plain = re.sub(r"<(/?)(t|o|pe|pl|pc|m|q|law|ev|ab|ci)( [^>]*)?>", "", plain).replace("<wk>", "<em>").replace("</wk>", "</em>")
    html = (f'<!DOCTYPE html>\n<html lang="{truth["lang"]}">\n<head><meta charset="utf-8"><title>{truth["metadata"]["title"]}</title>'
            f'<style>nav li {{ display: inline }}</style><script>var seen = 1;</script></head>\n<body>\n<nav><ul>{menu}</ul></nav>\n'
            f"<main><article>{plain}</article></main>\n<footer><p>{options['footer']}</p></footer>\n</body>\n</html>\n")
    truth.update({"pages": 1, "producer": "html"})
    furniture = [(1, s) for s in options["menu"] + [options["footer"]]]
    return html.encode(), truths.paged(truth, {b["i"]: {1} for b in truth["blocks"]}, furniture)
