"""On which pages the blocks of a truth stand, found in the finished PDF (for typesetters that do not tell).
Running heads are those of the report's entry: `furniture` on every page, `odd` and `even` by the folio, which starts at `folio`.

Blocks are looked for in reading order by the letters and digits of their beginning and their end, so hyphens, ligatures and line ends
do not matter. A block that is not found stands where the one before it does.
"""
import re
import subprocess
import tempfile
import unicodedata


def letters(s):
    return "".join(c for c in unicodedata.normalize("NFKC", s).casefold() if c.isalnum())


def pages(pdf):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
        f.write(pdf)
        f.flush()
        text = subprocess.run(["pdftotext", "-enc", "UTF-8", f.name, "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def blocks(truth, texts, first=1):
    """Block number -> set of pages. `first`: where the body begins to be looked for."""
    keys = [letters(re.sub(r"-\n", "", t)) for t in texts]
    found, page = {}, first - 1
    for b in truth["blocks"]:
        words = letters(b["text"])
        head, tail = words[:24], words[-24:]
        hit = next((p for p in range(page, len(keys)) if head and head in keys[p]), page)
        if b["type"] not in ("footnote",):
            page = hit
        found[b["i"]] = {hit + 1}
        end = next((p for p in range(hit, min(hit + 6, len(keys))) if tail and tail in keys[p]), hit)
        if b["type"] == "table":
            found[b["i"]] |= set(range(hit + 1, end + 2))
    return found


def place(pdf, truth, options):
    from . import truth as truths
    texts = pages(pdf)
    first = options.get("folio", 1)
    heads = []
    for n in range(1, len(texts) + 1):
        for h in options.get("furniture", []) + options.get("even" if (n + first) % 2 else "odd", []):
            heads.append((n, h.replace("{page}", str(n + first - 1)).replace("{pages}", str(len(texts)))))
    truth["pages"] = len(texts)
    return truths.paged(truth, blocks(truth, texts), heads)
