#!/usr/bin/env python3
"""corrections.py: one of each kind is made in the browser, changes the record at the next run, and still does under other rules and weights."""
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Robustness"))
from foja import ENVIRONMENT, HOME, PROGRAM, Case, put  # noqa: E402

from browser import Browser  # noqa: E402

case = Case()
NAME = "annual-report.pdf"
home = case.folder / "home"


def record(out=None):
    return json.loads(((out or case.out) / f"default/documents/{NAME}/record.json").read_text("utf-8"))


def table_pair(record):
    """Two tables after each other."""
    return record["tables"][0], record["tables"][1]


def choose(browser, id, mark):
    browser.do("foja.choose(arguments[0], 'key')", id)
    found = browser.do("const button = document.querySelector(`[data-mark=${CSS.escape(arguments[0])}]`); if (!button) return false; button.click(); return true", mark)
    case.check(found, f"{id} has no button {mark}")


def value(browser, id, **fields):
    browser.do("foja.choose(arguments[0], 'key')", id)
    for name, text in fields.items():
        browser.do("const field = document.querySelector(`#detail form [name=${arguments[0]}]`); field.value = arguments[1]; field.dispatchEvent(new Event('change', {bubbles: true}))", name, text)
    browser.do("document.querySelector('#detail [data-mark=value]').click()")


def mark(browser, before):
    """One of each kind; gives what is to hold of the record, by kind."""
    headings = [block for block in before["blocks"] if block["type"] == "heading"]
    plain = next(block for block in before["blocks"] if block["type"] == "paragraph" and len(block["spans"]) == 1 and len(block["text"]) > 20)
    # The last tables, so that joining the first two moves nothing that was marked.
    cells = [(table, cell) for table in before["tables"][2:] for cell in table["cells"] if cell["value"] and not cell["header"] and cell["value"]["type"] == "number"]
    table, cell = cells[-1]
    head = next(cell for cell in table["cells"] if cell["row"] == table["headerRows"] and cell["text"])
    free = [mention for mention in before["mentions"] if mention["cell"] is None]
    of = {type: [mention for mention in free if mention["type"] == type] for type in ("date", "organization", "percent", "money")}
    dated, named, dropped = of["date"][0], of["organization"][0], of["date"][1]
    choose(browser, headings[-1]["id"], "heading-no")
    level = 3 if headings[1]["level"] != 3 else 2
    choose(browser, headings[1]["id"], f"heading-{level}")
    choose(browser, plain["id"], "heading-4")
    titled = next(block for block in headings if block["text"] != before["metadata"]["title"])
    choose(browser, titled["id"], "title")
    one, other = table_pair(before)
    choose(browser, one["id"], "table-joined")
    choose(browser, f"{table['id']}:{head['row']}:{head['column']}", "header-yes")
    value(browser, f"{table['id']}:{cell['row']}:{cell['column']}", number="987654.25")
    value(browser, dated["id"], edtf="1999-03")
    value(browser, named["id"], name="Instituto de Prueba")
    choose(browser, dropped["id"], "mention-no")

    def block(record, text):
        return [block for block in record["blocks"] if block["text"] == text]

    def mentions(record, mention):
        return [it for it in record["mentions"] if it["page"] == mention["page"] and it["text"] == mention["text"] and it["box"] == mention["box"] and it["type"] == mention["type"]]

    def cell_at(record, wanted):
        return [it for table in record["tables"] for it in table["cells"] if it["page"] == wanted["page"] and it["box"] == wanted["box"] and it["text"] == wanted["text"]]

    return {
        "not a heading": lambda it: all(found["type"] != "heading" for found in block(it, headings[-1]["text"])[-1:]),
        "level": lambda it: any(found["type"] == "heading" and found["level"] == level for found in block(it, headings[1]["text"])),
        "heading": lambda it: any(found["type"] == "heading" and found["level"] == 4 for found in block(it, plain["text"])),
        "title": lambda it: it["metadata"]["title"] == titled["text"],
        "tables joined": lambda it: len(it["tables"]) == len(before["tables"]) - 1,
        "head of a column": lambda it: any(found["header"] for found in cell_at(it, head)),
        "value of a cell": lambda it: any(found["value"] and found["value"]["number"] == "987654.25" for found in cell_at(it, cell)),
        "value of a mention": lambda it: any(found["value"]["edtf"] == "1999-03" and found["value"]["end"] == "1999-03-31" for found in mentions(it, dated)),
        "name": lambda it: any(found["value"]["name"] == "Instituto de Prueba" for found in mentions(it, named)),
        "no mention": lambda it: not mentions(it, dropped),
    }


def other_rules():
    """Other heading weights, and no rules for dates at all."""
    weights = home / "Pipelines/weights/headings.yaml"
    text = weights.read_text("utf-8")
    changed = re.sub(r"^(\s*threshold:\s*)\S+", r"\g<1>99", text, flags=re.M)
    case.check(changed != text, "the weights have no threshold to change")
    weights.write_text(changed, "utf-8")
    for path in (home / "Pipelines/rules").glob("*/dates*.yaml"):
        path.unlink()


case.folder.mkdir(exist_ok=True)
shutil.copytree(HOME / "Pipelines", home / "Pipelines")
put(case.inbox / NAME, (HOME / "Inputs" / NAME).read_bytes())
put(case.inbox / "other.txt", "\nOtro informe\n\nDel 3 de mayo de 2021.\n")
case.run(home=home)
before = record()
case.foja("review", "--all", "--inputs", str(case.inbox), home=home)
downloads = case.folder / "downloads"
downloads.mkdir()
browser = Browser(downloads)
try:
    browser.open(case.out / f"default/review/documents/{NAME}/index.html")
    holds = mark(browser, before)
    case.check(not any(hold(before) for hold in holds.values()), "what is to be corrected holds already: " + ", ".join(name for name, hold in holds.items() if hold(before)))
    browser.do("foja.lists.open('marks')")
    case.check(not (faults := browser.faults()), f"list of corrections: {faults[:2]}")
    file = browser.downloaded("document.getElementById('download').click()")
finally:
    browser.close()
case.check(file.name == NAME + ".corrections.yaml", f"the file is called {file.name}")
folder = home / "Pipelines/corrections"
folder.mkdir(exist_ok=True)
shutil.copy(file, folder)

# Only the document that they are of is read again.
dry = case.foja("run", "--dry-run", home=home).stdout
case.check(NAME in dry and "other.txt" not in dry, f"what would be read: {dry}")
case.run(home=home)
after = record()
for name, hold in holds.items():
    case.check(hold(after), f"{name}: the record has not changed")
outcomes = [entry["outcome"] for entry in after.get("corrections", [])]
case.check(outcomes == ["applied"] * len(holds), f"the record says of them: {outcomes}")
case.check("Nothing to do" in case.run(home=home).stdout, "they are applied again and again")

# Other rules: what was said still holds; where they agree by themselves, the check says so.
other_rules()
case.run(home=home)
for name, hold in holds.items():
    case.check(hold(record()), f"{name}: lost under other rules")
report = subprocess.run(
    [PROGRAM, "check", "--corrections", "--inputs", str(case.inbox)], env=dict(ENVIRONMENT, FOJA_HOME=str(home)), capture_output=True, text=True)
case.check("agree" in report.stdout, f"check --corrections: {report.stdout[-300:]} {report.stderr[-300:]}")

# One that no longer fits is told of and kept; one that cannot be is refused with its place.
text = file.read_text("utf-8")
(folder / file.name).write_text(re.sub(r'(kind: title, says: "[^"]*", )page: \d+', r"\1page: 99", text), "utf-8")
case.run(home=home)
unfit = [finding for finding in record()["findings"] if finding["code"] == "correction-unfit"]
case.check(len(unfit) == 1 and case.status()[NAME]["outcome"] == "partial", f"an unfit correction: {unfit}")
(folder / file.name).write_text(text.replace("kind: title", "kind: titel"), "utf-8")
refused = case.run(home=home)
case.check(refused.returncode == 78 and "titel" in refused.stderr and "corrections[" in refused.stderr, f"a kind that is none: {refused.returncode} {refused.stderr[-300:]}")
case.end("corrections")
