#!/usr/bin/env python3
"""pages.py [FOLDER…]: review pages in a browser: of all documents of Inputs/ (and of the PDFs of other folders), of hostile ones, of ten thousand.

Each page must open without a complaint of the browser and without a finding of axe-core; what is clicked on one side is shown on the other; text
of documents never becomes markup or script. FOJA_SHOTS: a folder for pictures of the states, to be looked at.
"""
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Robustness"))
from foja import HOME, Case, put  # noqa: E402

from browser import Browser  # noqa: E402

case = Case()
more = [Path(folder) for folder in sys.argv[1:]]
shots = os.environ.get("FOJA_SHOTS")

# Words that would act if they became markup or script, in text, in a table, in a name of a file.
EVIL = '<script>window.hacked=1</script> "><img src=x onerror="window.hacked=1"> </script><svg onload=window.hacked=1> {{7*7}} \u2028'
HOSTILE = {
    "hostil <img src=x onerror=window.hacked=1>.txt": f"\n{EVIL}\n\nCapítulo 1. {EVIL}\n\nEl 3 de mayo de 2021 se pagaron $1,250.00 pesos a {EVIL}.\n",
    "tabla.html": "<html><head><title>&lt;script&gt;window.hacked=1&lt;/script&gt;</title></head><body><h1>Informe &lt;b&gt; &lt;/script&gt;</h1><p>"
    + EVIL.replace("&", "&amp;").replace("<", "&lt;") + " del 4 de junio de 2020</p><table><tr><th>&lt;i&gt;Rubro</th><th>2020</th></tr>"
    "<tr><td>__proto__</td><td>12</td></tr><tr><td>&lt;script&gt;window.hacked=1&lt;/script&gt;</td><td>30</td></tr></table></body></html>",
}


def folders():
    case.folder.mkdir(exist_ok=True)
    for name, text in HOSTILE.items():
        put(case.inbox / name, text)
    for path in sorted((HOME / "Inputs").iterdir()) + [path for folder in more for path in sorted(folder.iterdir())]:
        if path.suffix in (".pdf", ".html", ".txt"):
            put(case.inbox / path.name, path.read_bytes())
    case.run()
    case.foja("review", "--all", "--inputs", str(case.inbox))
    return case.out / "default/review"


def shot(browser, name):
    if shots:
        Path(shots).mkdir(parents=True, exist_ok=True)
        browser.picture(Path(shots) / f"{name}.png")


def look(browser, review):
    """Every document: light and English with the first finding, dark and Spanish with the last mention, narrow."""
    pages = sorted(review.glob("documents/**/index.html"))
    case.check(len(pages) >= 9, f"only {len(pages)} review pages")
    for number, page in enumerate(pages):
        name = page.parent.name
        browser.driver.set_window_size(1500, 950)
        browser.open(page)
        browser.press("n")
        case.check(not (errors := browser.errors()), f"{name}: {errors[:2]}")
        case.check(not (faults := browser.faults()), f"{name}, light: {faults[:3]}")
        shot(browser, f"{number:02}-light")
        browser.open(page, "lang=es&theme=dark")
        browser.do("const all = foja.model.of('mention'); if (all.length) foja.choose(all[all.length - 1].id, 'lists')")
        shot(browser, f"{number:02}-dark-es")
        # The same elements in other colours and words: three documents tell.
        case.check(number > 2 or not (faults := browser.faults()), f"{name}, dark: {faults[:3] if number <= 2 else ''}")
        case.check(not (errors := browser.errors()) or number <= 2, f"{name}, dark: {errors[:2]}")
        case.check(browser.do("return document.querySelector('[data-tab=mentions]').textContent") == "Menciones", f"{name}: not in Spanish")
        if number == 0:
            browser.driver.set_window_size(420, 850)
            case.check(not (faults := browser.faults()), f"{name}, narrow: {faults[:3]}")
            case.check(browser.do("return document.documentElement.scrollWidth <= innerWidth + 1"), f"{name}: wider than a narrow window")
            shot(browser, f"{number:02}-narrow")
        drawn = browser.do("const image = document.querySelector('.sheet img'); return image ? image.naturalWidth : 0")
        case.check(drawn > 100, f"{name}: page 1 has no picture")
        case.check(browser.do("return window.hacked") is None, f"{name}: text of the document ran")


def sides(browser, review):
    """A click on one side shows the other; keys; search; filters; layers."""
    browser.driver.set_window_size(1500, 950)
    browser.open(next(review.glob("documents/annual-report.pdf/index.html")))
    id = browser.do("foja.lists.open('mentions'); const row = document.querySelectorAll('#list .row')[3]; row.click(); return row.dataset.id")
    chosen = browser.do("return [document.querySelectorAll('.chosen').length, location.hash, document.querySelector('#detail h2').textContent]")
    case.check(chosen[0] >= 1 and chosen[1] == "#" + id and id in chosen[2], f"a row that is clicked is not shown on the page: {chosen}")
    box = browser.do("foja.lists.open('findings'); const drawn = document.querySelector('svg .block.heading'); drawn.scrollIntoView({block: 'center'});"
                     "const box = drawn.getBoundingClientRect();"
                     "return [box.x + box.width / 2, box.y + box.height / 2, drawn.dataset.id]")
    browser.do("document.elementFromPoint(arguments[0], arguments[1]).dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: arguments[0], clientY: arguments[1]}))", box[0], box[1])
    row = browser.do("return document.querySelector('#list [aria-current]')?.dataset.id")
    case.check(row is not None, "a box that is clicked is not shown in the list")
    browser.do("foja.lists.open('text')")
    before = browser.do("return document.querySelector('.count').textContent")
    browser.do("const field = document.getElementById('type'); field.value = 'heading'; field.dispatchEvent(new Event('change'))")
    heads = browser.do("return document.querySelectorAll('#list .row').length")
    record = json.loads((case.out / "default/documents/annual-report.pdf/record.json").read_text())
    case.check(heads == sum(block["type"] == "heading" for block in record["blocks"]), f"{heads} headings are listed, of {before}")
    browser.press("/")
    browser.driver.switch_to.active_element.send_keys("zzzz")
    case.check(browser.do("return document.querySelectorAll('#list .row').length") == 0, "a search for nothing finds something")
    case.check(browser.do("return document.querySelector('svg .layer.order').hasAttribute('hidden')"), "the reading order is shown unasked")
    browser.do("document.activeElement.blur()")
    browser.press("2")
    case.check(not browser.do("return document.querySelector('svg .layer.order').hasAttribute('hidden')"), "key 2 does not show the reading order")
    browser.press("2")


def index(browser, review):
    browser.driver.set_window_size(1300, 900)
    page = review / "index.html"
    browser.open(page)
    case.check(not (errors := browser.errors()), f"index: {errors[:2]}")
    case.check(not (faults := browser.faults()), f"index: {faults[:3]}")
    case.check(browser.do("return document.querySelectorAll('tbody a').length") >= 9, "the index does not link the documents")
    shot(browser, "index")
    # The same page over ten thousand.
    kinds = [("complete", None, None), ("partial", "page-without-text", "3 pages are pictures"), ("refused", "encrypted", "needs a password"), ("failed", "timed-out", None)]
    rows = []
    for number in range(10000):
        outcome, code, message = kinds[0] if number % 29 else kinds[1 + number // 29 % 3]
        rows.append([f"{2000 + number % 25}/informe-{number:05}.pdf", outcome, code, message, number % 300 + 1, number % 17, "", f"documents/{number}/index.html"])
    many = review.parent / "many"
    many.mkdir()
    (many / "files").symlink_to(review / "files")
    (many / "index.html").write_bytes(page.read_bytes())
    (many / "data.js").write_text("window.foja = {};\nfoja.data = JSON.parse(" + json.dumps(json.dumps({"documents": rows})) + ");\n")
    seconds = browser.open(many / "index.html")
    shot(browser, "index-10000")
    case.check(seconds < 5, f"an index of 10,000 takes {seconds:.1f} s")
    case.check(browser.do("return document.querySelector('tbody .outcome').textContent") == "failed", "trouble is not first")
    begun = time.monotonic()
    browser.do("document.querySelector('[data-sort=document]').click()")
    case.check(time.monotonic() - begun < 3, "sorting 10,000 takes more than 3 s")
    case.check(browser.do("return document.querySelector('tbody th').textContent") == "2000/informe-00000.pdf", "not sorted by name")
    browser.do("const field = document.getElementById('search'); field.value = 'INFORME-00123'; field.dispatchEvent(new Event('input'))")
    case.check(browser.do("return document.querySelectorAll('tbody tr').length") == 1, "the search of the index does not find one of 10,000")
    case.check(not (faults := browser.faults()), f"index of 10,000: {faults[:3]}")
    print(f"index of 10,000: {seconds:.2f} s")


review = folders()
downloads = case.folder / "downloads"
downloads.mkdir()
browser = Browser(downloads)
try:
    look(browser, review)
    sides(browser, review)
    index(browser, review)
finally:
    browser.close()
case.end("review pages")
