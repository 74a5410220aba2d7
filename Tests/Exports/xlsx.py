#!/usr/bin/env python3
"""xlsx.py FOLDER: workbooks, opened by openpyxl: a sheet a table with typed cells and spans, and all amounts with their numbers and page links."""
from datetime import datetime

import openpyxl
from openpyxl.cell.cell import MergedCell

from common import Report, plain, records

report = Report("xlsx")


def exact(number):
    return float(number) if len(number.lstrip("-").replace(".", "").lstrip("0")) <= 15 else number


for record, path in records(".xlsx"):
    report.documents += 1
    book = openpyxl.load_workbook(path)
    report.same(path, "sheet", ["tables"] + [t["id"] for t in record["tables"]] + ["amounts"], book.sheetnames)
    index = list(book["tables"].iter_rows(min_row=2, values_only=True))
    report.same(path, "table", [(t["id"], t["pages"][0], t["rows"]) for t in record["tables"]], [(r[0], r[5], r[6]) for r in index if r[0]])
    for table in record["tables"]:
        sheet = book[table["id"]]
        spans = sorted((c["row"], c["column"], c["rowSpan"], c["columnSpan"]) for c in table["cells"] if c["rowSpan"] > 1 or c["columnSpan"] > 1)
        found = sorted((r.min_row - 1, r.min_col - 1, r.max_row - r.min_row + 1, r.max_col - r.min_col + 1) for r in sheet.merged_cells.ranges)
        report.same(path, f"span of {table['id']}", spans, found)
        for cell in table["cells"]:
            place = sheet.cell(cell["row"] + 1, cell["column"] + 1)
            value = cell["value"] or {}
            if isinstance(place, MergedCell):
                report.fault(path, f"{table['id']}: {place.coordinate} is covered")
            elif not cell["header"] and value.get("number") is not None:
                if place.value != exact(value["number"]):
                    report.fault(path, f"{table['id']}: {place.coordinate}: {place.value!r} for {value['number']}")
            elif isinstance(place.value, datetime):
                if place.value.strftime("%Y-%m-%d") != value.get("edtf"):
                    report.fault(path, f"{table['id']}: {place.coordinate}: {place.value} for {value}")
            elif plain(str(place.value or "")) != plain(cell["text"]):
                report.fault(path, f"{table['id']}: {place.coordinate}: {place.value!r} for {cell['text']!r}")
    amounts = [m for m in record["mentions"] if m["type"] in ("money", "percent", "quantity") and m["value"]]
    rows = list(book["amounts"].iter_rows(min_row=2))
    report.same(path, "amount", [(m["id"], exact(m["value"].get("amount") or m["value"]["number"]), m["page"]) for m in amounts],
                [(r[0].value, r[3].value, r[5].value) for r in rows if r[0].value])
    for mention, row in zip(amounts, rows):
        link = row[5].hyperlink
        if link is None or link.location != f"page={mention['page']}":
            report.fault(path, f"{mention['id']}: link {link and (link.target, link.location)}")
    if book.properties.created != datetime(2000, 1, 1):
        report.fault(path, f"a time of the clock: {book.properties.created}")
report.end()
