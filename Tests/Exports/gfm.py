#!/usr/bin/env python3
"""gfm.py FOLDER: Markdown, read back by GitHub's own parser (cmark-gfm): the same headings, texts, list items, tables and notes as in the record,
and front matter that YAML reads."""
import cmarkgfm
import html5lib
import yaml
from cmarkgfm.cmark import Options

from common import Report, plain, records

report = Report("markdown")
flags = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE


def text(element, calls=False):
    """Its text, without the calls of notes."""
    out = element.text or ""
    for child in element:
        cls = child.get("class") or ""
        if not (child.tag == "sup" and (cls == "footnote-ref" or calls)) and "footnote-backref" not in cls and isinstance(child.tag, str) and child.tag not in ("ul", "ol"):
            out += text(child, calls)
        out += child.tail or ""
    return out


def matrix(element):
    return [[(plain(text(cell, calls=True)), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in row.iter() if cell.tag in ("th", "td")] for row in element.iter("tr")]


def expected_table(table):
    flat = table["headerRows"] <= 1 and all(c["rowSpan"] == c["columnSpan"] == 1 for c in table["cells"])
    rows = [[] for _ in range(table["rows"])]
    for cell in table["cells"]:
        rows[cell["row"]].append((plain(cell["text"]), cell["rowSpan"], cell["columnSpan"]))
    if flat and table["headerRows"] == 0:
        rows.insert(0, [("", 1, 1)] * table["columns"])
    return rows


for record, path in records(".md"):
    report.documents += 1
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    head = yaml.safe_load(front)
    for key in ("title", "subtitle", "publisher", "issued"):
        if head.get(key) != record["metadata"][key]:
            report.fault(path, f"front matter: {key}: {head.get(key)!r}")
    if head.get("authors", []) != record["metadata"]["authors"] or head["sha256"] != record["source"]["sha256"]:
        report.fault(path, "front matter: authors or hash")
    tree = html5lib.parse(cmarkgfm.github_flavored_markdown_to_html(body, options=flags), namespaceHTMLElements=False)
    blocks = [b for b in record["blocks"] if b["type"] not in ("furniture", "contents")]
    notes = tree.find(".//section[@class='footnotes']")
    in_notes = set(notes.iter()) if notes is not None else set()
    elements = [e for e in tree.iter() if e not in in_notes]
    report.same(path, "heading", [(f"h{min(b['level'] or 1, 6)}", plain(b["text"])) for b in blocks if b["type"] == "heading"],
                [(e.tag, plain(text(e))) for e in elements if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")])

    def printed(block):
        marker = block["marker"] or ""
        if not any(c.isalnum() for c in marker):
            marker = ""
        return plain(marker + " " + block["text"])

    parents = {child: element for element in elements for child in element}

    def found_item(element):
        list_ = parents[element]
        own = plain(text(element))
        return (str(int(list_.get("start", 1)) + list(list_).index(element)), own) if list_.tag == "ol" else (None, own)

    items = [found_item(e) for e in elements if e.tag == "li"]
    asked = [b for b in blocks if b["type"] == "listItem"]
    if len(items) != len(asked):
        report.fault(path, f"{len(asked)} list items, {len(items)} found")
    for block, (number, own) in zip(asked, items):
        if number is None:
            good = own == printed(block)
        else:
            good = own == plain(block["text"]) and (block["marker"] or "").rstrip(".)") == number
        if not good:
            report.fault(path, f"list item {block['id']}: {number} {own!r:.120} for {printed(block)!r:.120}")
    report.same(path, "table", [expected_table(t) for t in record["tables"] if t["rows"] and t["columns"]],
                [matrix(e) for e in elements if e.tag == "table"])
    # By label: the note's marker, or its id.
    called = {e.get("id").removeprefix("fn-"): plain(text(e)) for e in notes.iter("li")} if notes is not None else {}
    paragraphs = [plain(text(e)) for e in elements if e.tag == "p"]
    shown = []
    by_block = {n["block"]: n for n in record["footnotes"]}
    for b in blocks:
        if b["type"] in ("heading", "listItem", "table", "figure", "photo"):
            continue
        own = plain(b["text"])
        note = by_block.get(b["id"]) if b["type"] == "footnote" else None
        if note:
            # A marker that comes twice is no label, and the parser tells labels apart without regard to case.
            label = next((key for key in (note["id"], note["marker"]) if key in called), None)
            if label is not None and called[label] == own:
                del called[label]
                continue
        if b["type"] in ("reference", "note", "footnote") and b["marker"]:
            own = plain(b["marker"] + " " + b["text"])
        if own:
            shown.append(own)
    report.same(path, "paragraph", shown, paragraphs)
    if called:
        report.fault(path, f"{len(called)} notes too many: {called}")
report.end()
