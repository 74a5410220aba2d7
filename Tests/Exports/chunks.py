#!/usr/bin/env python3
"""chunks.py FOLDER: pieces for retrieval against the record: tokens as stated, no larger than said, every text and cell in some piece, offsets of
mentions and notes, overlaps, paths of headings, boxes on their pages."""
import json
import re

from common import Report, records

report = Report("chunks")
most, most_overlap = 400, 50


def tokens(text):
    return len(re.findall(r"\w+|[^\w\s]", text))


for record, path in records(".chunks.jsonl"):
    report.documents += 1
    chunks = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    sections = {s["id"]: s for s in record["sections"]}
    notes = {n["id"]: n for n in record["footnotes"]}
    mentions = {m["id"]: m for m in record["mentions"]}
    pages = {p["number"]: p for p in record["pages"]}
    before = None
    for chunk in chunks:
        name = f"{chunk['id']}: "
        if chunk["tokens"] != tokens(chunk["text"]):
            report.fault(path, name + f"{chunk['tokens']} tokens, {tokens(chunk['text'])} counted")
        one_row = chunk["rows"] is None or chunk["rows"][0] == chunk["rows"][1]
        if chunk["tokens"] > most + 2 and not (chunk["kind"] == "table" and one_row):
            report.fault(path, name + f"{chunk['tokens']} tokens")
        if chunk["overlap"]:
            repeated = chunk["text"][: chunk["overlap"]]
            if before is None or before["section"] != chunk["section"] or not before["text"].endswith(repeated) or tokens(repeated) > most_overlap:
                report.fault(path, name + f"overlap {repeated!r:.100}")
        for m in chunk["mentions"]:
            if chunk["text"][m["start"] : m["end"]] != m["text"] or m["value"] != mentions[m["id"]]["value"]:
                report.fault(path, name + f"mention {m['id']}")
        for n in chunk["notes"]:
            if notes[n["id"]]["text"] != n["text"] or not 0 <= n["offset"] <= len(chunk["text"]):
                report.fault(path, name + f"note {n['id']}")
        for box in chunk["boxes"]:
            if box["page"] not in chunk["pages"] or box["page"] not in pages:
                report.fault(path, name + f"page {box['page']}")
        before = chunk
    whole = [c["text"] for c in chunks]
    by_block = {}
    for chunk in chunks:
        for block in chunk["blocks"]:
            by_block.setdefault(block, []).append(chunk)
    anchored = {n["block"] for n in record["footnotes"] if n["anchors"]}
    for block in record["blocks"]:
        if block["type"] in ("furniture", "contents", "figure", "photo", "table") or block["id"] in anchored or not block["text"]:
            continue
        held = by_block.get(block["id"], [])
        joined = "".join(re.sub(r"\s", "", c["text"][c["overlap"] :]) for c in held)
        if re.sub(r"\s", "", block["text"]) not in joined:
            report.fault(path, f"{block['id']}: not in the pieces: {block['text']!r:.80}")
        wanted, section = [], block["section"]
        while section:
            wanted.insert(0, sections[section]["title"])
            section = sections[section]["parent"]
        if block["type"] != "heading" and any(c["section"] != wanted for c in held):
            report.fault(path, f"{block['id']}: another section")
    for table in record["tables"]:
        held = [c for c in chunks if c["table"] == table["id"]]
        rows = [r for c in held if c["rows"] for r in range(c["rows"][0], c["rows"][1] + 1)]
        report.same(path, f"row of {table['id']}", list(range(table["headerRows"], table["rows"])), rows)
        for cell in table["cells"]:
            if not any(cell["text"] in c["text"] for c in held):
                report.fault(path, f"{table['id']}: cell {cell['row']}, {cell['column']}")
        head = [c["text"] for c in table["cells"] if c["row"] < table["headerRows"]]
        for c in held:
            if any(text not in c["text"] for text in head):
                report.fault(path, f"{c['id']}: no head")
    cited = {n["id"] for c in chunks for n in c["notes"]}
    furniture = {b["id"] for b in record["blocks"] if b["type"] in ("furniture", "contents", "figure", "photo")}
    for n in record["footnotes"]:
        if any(a["block"] not in furniture for a in n["anchors"]) and n["id"] not in cited:
            report.fault(path, f"note {n['id']} is with no piece")
report.end()
