#!/usr/bin/env python3
"""changes.py: foja diff of a run with itself is empty and of a changed rule shows that alone; foja sample, judged by keys, gives precision and corrections;
foja draw draws each layer."""
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Robustness"))
from foja import ENVIRONMENT, HOME, PROGRAM, Case, put  # noqa: E402

from browser import Browser  # noqa: E402

case = Case()
case.folder.mkdir(exist_ok=True)
home = case.folder / "home"
shutil.copytree(HOME / "Pipelines", home / "Pipelines")
for name in ("comunicado.pdf", "annual-report.pdf", "relatoria.txt"):
    put(case.inbox / name, (HOME / "Inputs" / name).read_bytes())


def foja(*words):
    return subprocess.run([PROGRAM, *map(str, words)], env=dict(ENVIRONMENT, FOJA_HOME=str(home)), capture_output=True, text=True, timeout=300)


case.run(home=home)
same = foja("diff", case.out, case.out)
case.check(same.returncode == 0 and "No difference" in same.stdout, f"a run against itself: {same.stdout[-200:]} {same.stderr}")

# Without the rules for percentages, percentages are gone and nothing else.
for path in (home / "Pipelines/rules").glob("*/percentages*.yaml"):
    path.unlink()
new = case.folder / "new"
case.run(out=new, home=home)
found = foja("diff", case.out, new, "--json")
changes = [(kind, change) for entry in json.loads(found.stdout)["documents"] for kind, list in entry["changes"].items() for change in list]
case.check(found.returncode == 1 and len(changes) > 3, f"a changed rule: {len(changes)} changes")
odd = [change for kind, change in changes if kind != "mentions" or "percent" not in (change.get("before") or "") + (change.get("after") or "") and "quantity" not in (change.get("after") or "")]
case.check(not odd, f"more than the rule changed: {odd[:3]}")
one = foja("diff", case.out / "default/documents/comunicado.pdf/record.json", new / "default/documents/comunicado.pdf/record.json", "-o", case.folder / "page")
case.check(one.returncode in (0, 1), one.stderr)

# Why: each kind of thing, a line of text, and what is not there.
path = case.inbox / "annual-report.pdf"
record = json.loads((case.out / "default/documents/annual-report.pdf/record.json").read_text("utf-8"))


def first(list, **wanted):
    return next(item for item in list if all(item[key] == value for key, value in wanted.items()))


date, heading = first(record["mentions"], type="date"), first(record["blocks"], type="heading")
plain = next(block for block in record["blocks"] if block["type"] == "paragraph" and len(block["spans"]) > 1)
table = record["tables"][0]
cell = next(cell for cell in table["cells"] if cell["value"])
asked = {
    date["id"]: [date["rule"], ".yaml:", "=> ", date["text"]],
    heading["id"]: ["A heading: ", "look-share"],
    plain["id"]: ["No heading: "],
    record["sections"][1]["id"]: ["within", "A heading: "],
    table["id"]: ["Part of a table", "rows of heads", "=> Taken as a table", "cells filled", "rows with values"],
    f"{table['id']}:{cell['row']}:{cell['column']}": ["heads:", "value:"],
    record["footnotes"][0]["id"]: ["as a footnote", "called"],
    first(record["blocks"], type="caption")["id"]: ["words and form of captions"],
    first(record["blocks"], type="furniture")["id"]: ["furniture", "By: ", "points from the edge"],
    first(record["blocks"], type="listItem")["id"]: ["an item of a list", "No heading: ", "\t"],
    record["figures"][0]["id"]: ["Measured:", "share of the page"],
    "p2": ["glyphs", "text"],
}
for id, words in asked.items():
    said = foja("explain", path, id)
    case.check(said.returncode == 0 and all(word in said.stdout for word in words), f"explain {id}: {said.stdout[:300]} {said.stderr[:200]}")
lost = foja("explain", path, "m99999")
case.check(lost.returncode == 66 and "m1" in lost.stderr, f"an id that is none: {lost.stderr}")
words = " ".join(plain["text"].split()[:4])
said = foja("explain", path, "--text", words)
case.check(said.returncode == 0 and "No heading: " in said.stdout and plain["id"] in said.stdout, f"explain --text: {said.stdout[:300]} {said.stderr[:200]}")
case.check(foja("explain", path, "--text", "words that are nowhere").returncode == 66, "words that are nowhere")
old = foja("explain", case.out / "default/documents/annual-report.pdf/record.json", date["id"], "--inputs", case.inbox)
case.check(date["rule"] in old.stdout, f"explain of a record: {old.stdout[:200]} {old.stderr[:200]}")

downloads = case.folder / "downloads"
downloads.mkdir()
browser = Browser(downloads)
try:
    foja("diff", case.out, new, "-o", case.folder / "page")
    browser.open(case.folder / "page/index.html")
    case.check(not (errors := browser.errors()), f"diff page: {errors[:2]}")
    case.check(not (faults := browser.faults()), f"diff page: {faults[:2]}")
    case.check(browser.do("return document.querySelectorAll('.change').length") == len(changes), "the page has other differences than the JSON")

    made = foja("sample", 8, "--seed", 5, "--type", "date", "--inputs", case.inbox, "--outputs", case.out, "-o", case.folder / "audit")
    case.check(made.returncode == 0, f"sample: {made.stderr}")
    again = foja("sample", 8, "--seed", 5, "--type", "date", "--inputs", case.inbox, "--outputs", case.out, "-o", case.folder / "audit2")
    case.check((case.folder / "audit/data.js").read_bytes() == (case.folder / "audit2/data.js").read_bytes(), "the same seed draws others")
    browser.open(case.folder / "audit/index.html")
    for key in "rrrwrrrr":
        browser.press(key)
    case.check(not (errors := browser.errors()), f"sample page: {errors[:2]}")
    case.check(not (faults := browser.faults()), f"sample page: {faults[:2]}")
    z, n, p = 1.959964, 8, 7 / 8
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    said = browser.do("return document.getElementById('result').textContent")
    case.check("7 of 8" in said and f"{middle - half:.3f} to {middle + half:.3f}" in said, f"the precision is said to be: {said}")
    file = browser.downloaded("document.querySelector('[data-file]').click()")
    folder = home / "Pipelines/corrections"
    folder.mkdir()
    shutil.copy(file, folder)
    loaded = foja("check", "--corrections", "--inputs", case.inbox)
    case.check(loaded.returncode in (0, 1) and "correction" in loaded.stdout, f"corrections of a sample: {loaded.stdout[-200:]} {loaded.stderr[-200:]}")
finally:
    browser.close()

layers = ("blocks", "order", "tables", "notes", "figures", "mentions", "furniture", "lines", "columns")
sizes = {}
for layer in layers:
    out = case.folder / f"{layer}.png"
    drawn = foja("draw", case.inbox / "annual-report.pdf", "--pages", "1-4", "--what", layer, "-o", out)
    pages = sorted(case.folder.glob(f"{layer}-*.png"))
    case.check(drawn.returncode == 0 and len(pages) == 4, f"draw {layer}: {drawn.stderr}")
    sizes[layer] = b"".join(page.read_bytes() for page in pages)
case.check(len(set(sizes.values())) >= 7, "layers look alike")
vector = foja("draw", case.inbox / "comunicado.pdf", "--pages", "1", "--what", "blocks,order", "-o", case.folder / "p.svg")
case.check(vector.returncode == 0 and b"<svg" in (case.folder / "p.svg").read_bytes()[:300], f"draw as svg: {vector.stderr}")
text = foja("draw", case.inbox / "relatoria.txt", "--pages", "1", "-o", case.folder / "t.png")
case.check(text.returncode == 0 and (case.folder / "t.png").stat().st_size > 5000, f"draw a text: {text.stderr}")
case.check(foja("draw", case.inbox / "comunicado.pdf", "--pages", "99", "-o", case.folder / "x.png").returncode == 66, "a page that is not there")
(case.inbox / "broken.pdf").write_bytes((case.inbox / "comunicado.pdf").read_bytes()[:3000])
case.check(foja("draw", case.inbox / "broken.pdf", "-o", case.folder / "x.png").returncode == 1, "a broken file")
case.end("drawings, differences, samples")
