#!/usr/bin/env python3
"""annotations.py FOLDER: Web Annotations against the rules of the W3C Recommendation (Web Annotation Data Model, 2017, chapters 3, 4 and 5) and
against the record: one for each mention, whose quote is its text, and whose box lies on its page."""
import json
import re

from common import Report, records

report = Report("annotations")
motivations = {"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying", "linking",
               "moderating", "questioning", "replying", "tagging"}

for record, path in records(".annotations.json"):
    report.documents += 1
    page = json.loads(path.read_text("utf-8"))
    # 5.2: an Annotation Page has the context, type and items, and an IRI for an id.
    if page["@context"] != "http://www.w3.org/ns/anno.jsonld" or page["type"] != "AnnotationPage" or not page["id"].startswith("urn:"):
        report.fault(path, "is no AnnotationPage")
    texts = {b["id"]: b["text"] for b in record["blocks"]}
    cells = {(t["block"], c["row"], c["column"]): c["text"] for t in record["tables"] for c in t["cells"]}
    report.same(path, "id", [page["id"].split("#")[0] + "#" + m["id"] for m in record["mentions"]], [a["id"] for a in page["items"]])
    for mention, annotation in zip(record["mentions"], page["items"]):
        # 3.1: id, type and at least one target; 3.3.5: motivations are those of the vocabulary.
        if annotation["type"] != "Annotation" or annotation["motivation"] not in motivations or not annotation["target"]["source"]:
            report.fault(path, f"{mention['id']} is no Annotation")
        # 3.2.4: an embedded text has a value; its purpose is a motivation.
        for body in annotation["body"]:
            if body["type"] != "TextualBody" or body["purpose"] not in motivations or not isinstance(body["value"], str):
                report.fault(path, f"{mention['id']}: body")
        values = [json.loads(b["value"]) for b in annotation["body"] if b["format"] == "application/json"]
        if annotation["body"][0]["value"] != mention["type"] or values != [v for v in [mention["value"]] if v is not None]:
            report.fault(path, f"{mention['id']}: type or value")
        selector = annotation["target"]["selector"]
        if selector["type"] == "FragmentSelector":
            # 4.2.1 and RFC 8118: a page, and what of it is seen.
            place = re.fullmatch(r"page=(\d+)(?:&viewrect=([\d.-]+),([\d.-]+),([\d.]+),([\d.]+))?", selector["value"])
            if not place or int(place[1]) != mention["page"]:
                report.fault(path, f"{mention['id']}: {selector['value']}")
            elif mention["box"]:
                x, y, width, height = (float(n) for n in place.groups()[1:])
                if max(abs(a - b) for a, b in zip(mention["box"], (x, y, x + width, y + height))) > 0.02:
                    report.fault(path, f"{mention['id']}: box {selector['value']} for {mention['box']}")
            selector = selector["refinedBy"]
        # 4.2.4: the quote, with what stands before and after it.
        text = cells[(mention["block"], *mention["cell"])] if mention["cell"] else texts[mention["block"]]
        quote = selector["prefix"] + selector["exact"] + selector["suffix"]
        if selector["type"] != "TextQuoteSelector" or selector["exact"] != mention["text"] or quote not in text:
            report.fault(path, f"{mention['id']}: {selector['exact']!r} for {mention['text']!r}")
report.end()
