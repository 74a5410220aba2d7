#!/usr/bin/env python3
"""docling.py FOLDER: DoclingDocuments, loaded by docling-core, written again and loaded again: texts, lists, tables, pictures, pages and boxes are those
of the record, before and after."""
import tempfile
from pathlib import Path

from docling_core.types.doc import CoordOrigin, DoclingDocument

from common import Report, records

report = Report("docling")


def compare(document, record, path):
    blocks = {t: [b for b in record["blocks"] if b["type"] == t] for t in {b["type"] for b in record["blocks"]}}
    objects = ("table", "figure", "photo")
    expected = sorted(b["text"] for b in record["blocks"] if b["type"] not in objects)
    found = sorted(t.text for t in document.texts)
    report.same(path, "text", sorted(expected + [t for f in record["figures"] for t in f["texts"]]), found)
    report.same(path, "heading", [(b["text"], b["level"] or 1) for b in blocks.get("heading", [])],
                [(t.text, t.level) for t in document.texts if t.label == "section_header"])
    report.same(path, "list item", [b["text"] for b in record["blocks"] if b["type"] in ("listItem", "contents")],
                [t.text for t in document.texts if t.label == "list_item"])
    report.same(path, "note", [b["text"] for b in blocks.get("footnote", [])],
                [t.text for t in document.texts if t.label == "footnote" and t.parent.cref == "#/body"])
    report.same(path, "page", [(p["number"], p["width"], p["height"]) for p in record["pages"]],
                [(p.page_no, p.size.width, p.size.height) for p in document.pages.values()])
    if len(document.pictures) != len(record["figures"]) or len(document.tables) != len(record["tables"]):
        report.fault(path, f"{len(document.pictures)} pictures, {len(document.tables)} tables")
    for table, made in zip(record["tables"], document.tables):
        report.same(path, f"cell of {table['id']}", [(c["row"], c["column"], c["rowSpan"], c["columnSpan"], c["text"], c["box"]) for c in table["cells"]],
                    [(c.start_row_offset_idx, c.start_col_offset_idx, c.row_span, c.col_span, c.text, [c.bbox.l, c.bbox.t, c.bbox.r, c.bbox.b])
                     for c in made.data.table_cells])
        # Its own grid, as docling makes it of the cells.
        grid = made.data.grid
        for cell in table["cells"]:
            if grid[cell["row"]][cell["column"]].text != cell["text"]:
                report.fault(path, f"{table['id']}: grid at {cell['row']}, {cell['column']}")
        if [p.page_no for p in made.prov] != table["pages"]:
            report.fault(path, f"{table['id']}: pages {[p.page_no for p in made.prov]} for {table['pages']}")
    body = [b for b in record["blocks"] if b["type"] == "paragraph"]
    made = [t for t in document.texts if t.label == "text" and t.prov]
    boxes = {(p.page_no, p.bbox.l, p.bbox.t, p.bbox.r, p.bbox.b) for t in made for p in t.prov}
    for block in body:
        for page in {s["page"] for s in block["spans"]}:
            of = [s["box"] for s in block["spans"] if s["page"] == page]
            # docling-core keeps boxes within their page.
            size = document.pages[page].size
            box = (page, min(b[0] for b in of), min(b[1] for b in of), min(size.width, max(b[2] for b in of)), min(size.height, max(b[3] for b in of)))
            if box not in boxes:
                report.fault(path, f"{block['id']}: no box {box}")
    if any(p.bbox.coord_origin != CoordOrigin.TOPLEFT for t in document.texts for p in t.prov):
        report.fault(path, "a box that does not count from the top")


for record, path in records(".docling.json"):
    report.documents += 1
    document = DoclingDocument.load_from_json(path)
    compare(document, record, path)
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "again.json"
        document.save_as_json(again)
        compare(DoclingDocument.load_from_json(again), record, path)
    if record["blocks"] and not document.export_to_markdown().strip():
        report.fault(path, "no Markdown can be made of it")
report.end()
