#!/usr/bin/env python3
"""tei.py FOLDER: TEI, validated by libxml2.

Everything but tables and figures against the DTD of TEI P5 4.8 that trafilatura ships, which was made without them. In the copy that it judges a
table is a list, its rows are items and its cells segments, so that what stands in them is judged as well. The tables and figures themselves against
tables.rng, which is ours. Then what the record says is looked for: heads, notes, cells, page breaks.
"""
import copy
from pathlib import Path

import trafilatura
from lxml import etree

from common import Report, plain, records

ns = "{http://www.tei-c.org/ns/1.0}"
xml_id = "{http://www.w3.org/XML/1998/namespace}id"
report = Report("tei")
dtd = etree.DTD(str(Path(trafilatura.__file__).with_name("data") / "tei_corpus.dtd"))
ours = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tables.rng"))))


def as_list(element):
    """What the DTD knows in place of a table or figure, with the same contents."""
    element.tag = ns + "list"
    for name in ("rows", "cols", "role"):
        element.attrib.pop(name, None)
    for row in element.iter(ns + "row"):
        row.tag = ns + "item"
        row.attrib.clear()
        for cell in row.iter(ns + "cell"):
            cell.tag = ns + "seg"
            cell.attrib.clear()
    for child in element:
        if child.tag in (ns + "p", ns + "trailer"):
            child.tag = ns + "item"
            child.attrib.pop("type", None)
    heads = [c for c in element if c.tag == ns + "head"]
    if all(c in heads or c.tag in (ns + "note", ns + "pb") for c in element):
        etree.SubElement(element, ns + "item")


def text(element):
    """Its text without notes, calls and page breaks."""
    out = element.text or ""
    for child in element:
        if child.tag not in (ns + "note", ns + "list") and not (child.tag == ns + "ref" and child.get("type") == "note"):
            out += text(child)
        out += child.tail or ""
    return out


for record, path in records(".tei.xml"):
    report.documents += 1
    tree = etree.parse(str(path))
    judged = copy.deepcopy(tree)
    for element in list(judged.iter(ns + "table", ns + "figure")):
        as_list(element)
    if not dtd.validate(judged):
        for error in list(dtd.error_log)[:5]:
            report.fault(path, f"line {error.line}: {error.message[:300]}")
    for element in tree.iter(ns + "table", ns + "figure"):
        if not ours.validate(element):
            report.fault(path, f"{element.get(xml_id)}: {ours.error_log.last_error}")
    ids = [e.get(xml_id) for e in tree.iter() if isinstance(e.tag, str) and e.get(xml_id)]
    if len(ids) != len(set(ids)):
        report.fault(path, "an id comes twice")
    for element in tree.iter(ns + "ref"):
        target = element.get("target") or ""
        if target.startswith("#") and target[1:] not in set(ids):
            report.fault(path, f"{target} is not there")
    by_id = {e.get(xml_id): e for e in tree.iter() if isinstance(e.tag, str) and e.get(xml_id)}
    blocks = [b for b in record["blocks"] if b["type"] not in ("furniture", "table", "figure", "photo", "footnote")]
    for block in blocks:
        if block["id"] not in by_id:
            report.fault(path, f"{block['type']} {block['id']} is missing")
        elif plain(text(by_id[block["id"]])) != plain(block["text"]):
            report.fault(path, f"{block['id']}: {plain(text(by_id[block['id']]))!r:.100} for {plain(block['text'])!r:.100}")
    report.same(path, "head", [plain(b["text"]) for b in blocks if b["type"] == "heading"],
                [plain(text(d.find(ns + "head"))) for d in tree.iter(ns + "div")])
    for note in record["footnotes"]:
        if note["id"] not in by_id or plain(text(by_id[note["id"]])) != plain(note["text"]):
            report.fault(path, f"note {note['id']}")
    for table in record["tables"]:
        found = [plain(text(c)) for c in by_id[table["id"]].iter(ns + "cell")] if table["id"] in by_id else []
        report.same(path, f"cell of {table['id']}", [t for t in (plain(c["text"]) for c in table["cells"]) if t], [t for t in found if t])
    report.same(path, "page break", [p["number"] for p in record["pages"]], [int(e.get(xml_id).split("-")[1]) for e in tree.iter(ns + "pb")])
report.end()
