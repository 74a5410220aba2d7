"""Print a source with Chromium, as an office prints from its browser: PDF bytes, and the truth with its pages."""
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from . import locate, stamp


def typeset(tree, folder, css, truth, options):
    styles = "".join(f"<style>{Path(c).read_text('utf-8')}</style>" for c in css)
    text = "<!DOCTYPE html>\n" + ET.tostring(tree, encoding="unicode", method="html").replace("</head>", styles + "</head>")
    with tempfile.TemporaryDirectory() as d:
        page, out = Path(d, "page.html"), Path(d, "page.pdf")
        page.write_text(text, "utf-8")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        f"--user-data-dir={d}/profile", f"--print-to-pdf={out}", page.as_uri()],
                       check=True, capture_output=True, timeout=120)
        pdf = out.read_bytes()
    pdf = stamp.fixed(pdf, truth["id"])
    truth.update({"producer": "chromium", "tagged": True})
    return pdf, locate.place(pdf, truth, options)
