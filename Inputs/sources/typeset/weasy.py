"""Typeset a source with WeasyPrint: PDF bytes, and the truth with the pages on which its blocks were set."""
import xml.etree.ElementTree as ET
from collections import defaultdict

from weasyprint import CSS, HTML
from weasyprint.formatting_structure import boxes

from . import stamp
from . import truth as truths


def typeset(tree, folder, css, truth, options):
    text = "<!DOCTYPE html>\n" + ET.tostring(tree, encoding="unicode", method="html")
    document = HTML(string=text, base_url=str(folder) + "/").render(stylesheets=[CSS(filename=str(c)) for c in css])
    pages, furniture = defaultdict(set), []
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            e = getattr(box, "element", None)
            n = e.get("data-n") if e is not None and hasattr(e, "get") else None
            if n is not None:
                pages[int(n)].add(number)
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                words = " ".join(b.text for b in child.descendants() if isinstance(b, boxes.TextBox)).strip()
                if words:
                    furniture.append((number, words))
    pdf = document.write_pdf(pdf_identifier=truth["id"].encode(), pdf_tags=options.get("tagged", False),
                             custom_metadata=False)
    if options.get("turned"):
        pdf = stamp.turned(pdf, truth["id"])
    truth.update({"pages": len(document.pages), "producer": "weasyprint", "tagged": bool(options.get("tagged"))})
    return pdf, truths.paged(truth, pages, furniture)
