"""What a report says, known from its source: the truth that Tests/Golden scores records against.

Takes the parsed tree of a source; gives blocks, sections, tables, figures, footnotes, glossary and mentions in one
dictionary. Offsets count Unicode scalars of the block's text; a table's text is its cells joined by one space.
"""
import re
import unicodedata

MARKS = {"t": "date", "m": "money", "pc": "percent", "q": "quantity", "o": "org", "pe": "person", "pl": "place",
         "law": "law", "ev": "event", "wk": "work", "ci": "citation", "ab": "acronym", "a": "url"}
BLOCKS = {"p": "paragraph", "li": "list_item", "blockquote": "quote"}
CLASSES = {"caption", "units", "note", "source"}
SKIP = {"head", "style", "script"}


def value_of(kind, e, text, doc_ids):
    g = e.get
    return {"date": lambda: {"edtf": g("e")}, "money": lambda: {"value": g("v"), "currency": g("c", "MXN")},
            "percent": lambda: {"value": g("v")}, "quantity": lambda: {"value": g("v"), "unit": g("u")},
            "org": lambda: {"id": g("id") or text}, "law": lambda: {"number": g("n")} if g("n") else {},
            "citation": lambda: {"key": g("k"), **({"pages": g("p")} if g("p") else {})},
            "acronym": lambda: {"acronym": text, "expansion": g("x")}, "url": lambda: {"href": g("href")},
            }.get(kind, lambda: {})()


class Text:
    """The text of one block, collected with spaces folded, its mentions and note calls at their offsets."""

    def __init__(self):
        self.s, self.mentions, self.notes = "", [], []

    def add(self, raw):
        raw = re.sub(r"[ \t\n\r]+", " ", unicodedata.normalize("NFC", raw or "").replace("\u00ad", ""))
        if raw.startswith(" ") and (not self.s or self.s.endswith(" ")):
            raw = raw[1:]
        self.s += raw

    def walk(self, e):
        self.add(e.text)
        for c in e:
            if not isinstance(c.tag, str):
                self.add(c.tail)
                continue
            if c.tag == "fn":
                self.notes.append((len(self.s), c))
            elif c.tag == "br":
                self.add(" ")
            elif c.tag in MARKS:
                start = len(self.s)
                self.walk(c)
                text = self.s[start:]
                start += len(text) - len(text.lstrip())
                self.mentions.append((MARKS[c.tag], start, len(self.s), c))
            elif c.get("class") != "mark-only":
                self.walk(c)
            self.add(c.tail)
        return self

    def done(self):
        self.s = self.s.rstrip()
        return self


class Truth:
    def __init__(self):
        self.out = {k: [] for k in ("sections", "blocks", "tables", "figures", "footnotes", "glossary", "mentions", "furniture")}
        self.stack, self.tables, self.last = [], {}, None

    # one function a kind of block; `element` keeps its number for the page on which it is shown

    def block(self, kind, e, text=None, **more):
        n = len(self.out["blocks"])
        text = text if text is not None else Text().walk(e).done()
        sure = e.get("x") is None and kind not in ("heading", "glossary_entry", "figure", "photo", "contents", "title")
        e.set("data-n", str(n))
        self.out["blocks"].append({"i": n, "type": kind, "text": text.s, "section": len(self.out["sections"]) - 1 if self.out["sections"] else None,
                                   "annotated": sure, **more})
        if sure:
            for k, s, t, m in sorted(text.mentions, key=lambda m: m[1]):
                self.out["mentions"].append({"type": k, "text": text.s[s:t], "block": n, "start": s, "end": t,
                                             "value": value_of(k, m, text.s[s:t], None)})
        for offset, fn in text.notes:
            self.footnote(fn, n, offset)
        return n

    def footnote(self, fn, host, offset):
        marker = fn.get("m") or str(len(self.out["footnotes"]) + 1)
        fn.set("data-marker", marker)
        n = self.block("footnote", fn, marker=marker)
        self.out["footnotes"].append({"marker": marker, "text": self.out["blocks"][n]["text"], "block": n,
                                      "anchor": {"block": host, "offset": offset}})

    def heading(self, e):
        level = int(e.tag[1])
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        text, number = Text().walk(e).done(), e.get("n", "")
        title = text.s[len(number):].strip(" .:—-)") if number and text.s.startswith(number) else text.s
        self.out["sections"].append({"number": number, "title": title, "level": level,
                                     "parent": self.stack[-1][1] if self.stack else None, "block": len(self.out["blocks"])})
        self.stack.append((level, len(self.out["sections"]) - 1))
        self.block("heading", e, text, level=level)

    def table(self, e):
        key, heads = e.get("data-grid"), int(e.get("data-heads", "1"))
        table = self.tables.get(key)
        rows = [r for part in e for r in (part if part.tag in ("thead", "tbody") else ([part] if part.tag == "tr" else []))]
        if table is None:
            n = self.block("table", e, Text())
            table = {"id": key, "label": e.get("data-label"), "caption": e.get("data-caption"), "units": e.get("data-units"),
                     "source": "", "notes": [], "block": n, "header_rows": heads, "pieces": 0, "cells": [], "nrows": 0}
            self.tables[key] = table
            self.out["tables"].append(table)
        else:
            rows = rows[heads:]
            e.set("data-n", str(table["block"]))
        n, block = table["block"], self.out["blocks"][table["block"]]
        for r in rows:
            for c in r:
                text = Text().walk(c).done()
                at = len(block["text"]) + (1 if block["text"] else 0)
                if text.s:
                    block["text"] += (" " if block["text"] else "") + text.s
                table["cells"].append({"row": table["nrows"], "col": int(c.get("data-x")), "rowspan": int(c.get("rowspan", 1)),
                                       "colspan": int(c.get("colspan", 1)), "text": text.s, "header": c.tag == "th",
                                       "start": at, "end": at + len(text.s)})
                for k, s, t, m in text.mentions:
                    self.out["mentions"].append({"type": k, "text": text.s[s:t], "block": n, "start": s + at, "end": t + at,
                                                 "value": value_of(k, m, text.s[s:t], None)})
                for offset, fn in text.notes:
                    self.footnote(fn, n, at + offset)
            table["nrows"] += 1
        table["ncols"] = max((c["col"] + c["colspan"] for c in table["cells"]), default=0)
        table["pieces"] += 1
        block["annotated"] = any(m["block"] == n for m in self.out["mentions"])
        self.last = table

    def figure(self, e):
        n = self.block(e.get("data-figure"), e, Text())
        self.last = {"id": f"f-{len(self.out['figures']) + 1}", "label": e.get("data-label"), "caption": e.get("data-caption"),
                     "units": e.get("data-units"), "source": "", "notes": [], "kind": e.get("data-figure"),
                     "art_texts": [t for t in e.get("data-texts", "").split("¦") if t], "block": n}
        self.out["figures"].append(self.last)

    def visit(self, e):
        kind = next((c for c in (e.get("class") or "").split() if c in CLASSES), None)
        if e.tag in SKIP:
            return
        if e.get("class") == "toc":
            for line in e:
                self.block("contents", line)
            return
        if re.fullmatch("h[1-6]", e.tag) and e.get("toc") == "no":
            self.block("contents", e)
        elif re.fullmatch("h[1-6]", e.tag):
            self.heading(e)
        elif e.tag == "table":
            self.table(e)
        elif e.get("data-figure"):
            self.figure(e)
        elif kind == "note":
            mark = e.get("data-marker")
            text = Text().walk(e).done()
            text.s = text.s.removeprefix(mark).strip()
            self.block("note", e, text, marker=mark)
            self.last["notes"].append({"marker": mark, "text": text.s})
        elif kind == "source":
            n = self.block("source", e)
            self.last["source"] = self.out["blocks"][n]["text"]
        elif kind:
            self.block(kind, e)
        elif e.tag == "dl":
            for dt, dd in zip(e.iter("dt"), e.iter("dd")):
                a, b = Text().walk(dt).done(), Text().walk(dd).done()
                text = Text()
                text.s = a.s + " " + b.s
                n = self.block("glossary_entry", dt, text)
                self.out["glossary"].append({"acronym": a.s, "expansion": b.s, "block": n})
        elif e.tag in BLOCKS and "title" in (e.get("class") or "").split():
            self.block("title", e)
        elif e.tag in BLOCKS:
            more = {"marker": e.get("m", "•")} if e.tag == "li" else {}
            self.block(BLOCKS[e.tag], e, **more)
        else:
            for c in e:
                if isinstance(c.tag, str):
                    self.visit(c)


def read(tree, **facts):
    """The truth of a parsed source; pages are filled in by the typesetter that knows them."""
    t = Truth()
    t.visit(tree)
    return {**facts, **t.out}


def paged(truth, pages_of, furniture):
    """Write in the pages on which the blocks were set: `pages_of` block number -> pages, `furniture` [(page, text)]."""
    for b in truth["blocks"]:
        b["page"] = min(pages_of.get(b["i"], [0]))
    for key in ("sections", "tables", "figures", "footnotes"):
        for item in truth[key]:
            item["page"] = truth["blocks"][item["block"]]["page"]
    for t in truth["tables"]:
        t["pages"] = sorted(pages_of.get(t["block"], []))
        t["pieces"] = max(t["pieces"], len(t["pages"]))
    truth["furniture"] = [{"page": p, "text": s} for p, s in furniture]
    return truth
