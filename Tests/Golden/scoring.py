"""How near a record is to what the report says: figures between 0 and 1, for the ratchet over our own Inputs.

Takes a record.json (schema foja-record/1) and a truth of Tests/Golden/truth (written by Inputs/sources/build). Words of
the record are first laid on words of the truth, block by block; spans, note anchors and noise are then read off that map, so a block cut
in two or run together costs nothing where the words are right. Standard library only.
"""
import re
import unicodedata
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

BODY = {"paragraph", "listItem", "heading", "quote", "glossaryEntry", "reference"}
NAMES = {"list_item": "listItem", "glossary_entry": "glossaryEntry"}   # the truth's word -> the record's
TYPES = {"org": "organization"}
NEUTRAL = {"title", "contents"}      # title pages and printed contents: neither asked for nor held against a record
TOKEN = re.compile(r"\w+|[^\w\s]")
ALIKE = 0.9                          # texts of captions, sources and notes count as the same from here on


def fold(s):
    return unicodedata.normalize("NFKC", s or "").casefold()


def tokens(s):
    return [(fold(m[0]), m.start(), m.end()) for m in TOKEN.finditer(s or "")]


def words(s):
    return [t for t, _, _ in tokens(s)]


def letters(s):
    return "".join(c for c in fold(s) if c.isalnum())


def alike(a, b):
    return SequenceMatcher(None, letters(a), letters(b), False).ratio() >= ALIKE if letters(a) or letters(b) else True


def f1(hits, a, b):
    return 2 * hits / (a + b) if a + b else None


def shared(a, b):
    return f1(sum((Counter(a) & Counter(b)).values()), len(a), len(b))


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else None


# ------------------------------------------------------------------------------------------------ words laid on words

class Laid:
    """`at[r][k]`: the (truth block, word) under word k of record block r, or None; no truth word is used twice."""

    def __init__(self, truth, record):
        self.gold, self.rec = [tokens(b["text"]) for b in truth], [tokens(b["text"]) for b in record]
        where = defaultdict(Counter)
        for g, block in enumerate(self.gold):
            for key in self.keys(block):
                where[key][g] += 1
        pairs = []
        for r, block in enumerate(self.rec):
            votes = Counter()
            for key in self.keys(block):
                for g in where.get(key, ()):
                    votes[g] += 1
            for g, n in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:6]:
                same = truth[g]["type"] == record[r]["type"]
                whole = [t for t, _, _ in self.gold[g]] == [t for t, _, _ in block]
                pairs.append((not (whole and same), not whole, -n, not same, abs(g / len(self.gold) - r / len(self.rec)), g, r))
        self.at = [[None] * len(b) for b in self.rec]
        taken = [[False] * len(b) for b in self.gold]
        for *_, g, r in sorted(pairs):
            if all(self.at[r]) or all(taken[g]):
                continue
            free_g = [k for k in range(len(taken[g])) if not taken[g][k]]
            free_r = [k for k in range(len(self.at[r])) if self.at[r][k] is None]
            match = SequenceMatcher(None, [self.gold[g][k][0] for k in free_g], [self.rec[r][k][0] for k in free_r], False)
            runs = match.get_matching_blocks()
            if sum(n for _, _, n in runs) < .25 * min(len(free_g), len(free_r)):
                continue
            for i, j, n in runs:
                for d in range(n):
                    self.at[r][free_r[j + d]] = (g, free_g[i + d])
                    taken[g][free_g[i + d]] = True

    @staticmethod
    def keys(block):
        t = [w for w, _, _ in block]
        return [tuple(t[k:k + 3]) for k in range(len(t) - 2)] if len(t) > 2 else [tuple(t)] if t else []

    def owner(self, r):
        """The truth block that most words of record block r lie on."""
        count = Counter(p[0] for p in self.at[r] if p)
        return min(count, key=lambda g: (-count[g], g)) if count else None

    def span(self, r, start, end):
        """Characters of a record block -> (truth block, first word, last word), or None."""
        under = [self.at[r][k] for k, (_, s, e) in enumerate(self.rec[r]) if s < end and e > start]
        if not under or under[0] is None or under[-1] is None or under[0][0] != under[-1][0]:
            hit = [p for p in under if p]
            return (hit[0][0], hit[0][1], hit[-1][1], False) if hit else None
        k = [k for k, (_, s, e) in enumerate(self.rec[r]) if s < end and e > start]
        exact = self.rec[r][k[0]][1] == start and self.rec[r][k[-1]][2] == end
        return under[0][0], under[0][1], under[-1][1], exact

    def truth_span(self, g, start, end):
        k = [k for k, (_, s, e) in enumerate(self.gold[g]) if s < end and e > start]
        return (g, k[0], k[-1]) if k else None


# ------------------------------------------------------------------------------------------------------------- figures

def text_figures(truth, record, laid):
    gold = [w for b in truth["blocks"] if b["type"] in BODY for w in words(b["text"])]
    kept, stray = [], []
    for r, b in enumerate(record["blocks"]):
        owner = laid.owner(r)
        if b["type"] not in BODY or (owner is not None and truth["blocks"][owner]["type"] in NEUTRAL):
            continue
        kept += [t for t, _, _ in laid.rec[r]]
        stray.append(" ".join("|" if p else t for (t, _, _), p in zip(laid.rec[r], laid.at[r])))
    strings = Counter(" ".join(words(s)) for s in [f["text"] for f in truth["furniture"]] + [t for f in truth["figures"] for t in f["art_texts"]])
    leaked = 0
    for s, n in strings.items():
        pattern = re.compile(rf"(?<!\S){re.escape(s)}(?!\S)")
        leaked += min(n, sum(len(pattern.findall(text)) for text in stray)) if s else 0
    match = SequenceMatcher(None, gold, kept, False)
    hits = sum(n for _, _, n in match.get_matching_blocks())
    return {"text.body": f1(hits, len(gold), len(kept)), "text.noise": 1 - leaked / sum(strings.values()) if strings else None}


def section_figures(truth, record):
    neutral = {letters(b["text"]) for b in truth["blocks"] if b["type"] in NEUTRAL} | {letters(truth["metadata"].get("title"))}

    def keys(sections):
        out = []
        for s in sections:
            title, number = fold(s["title"]), fold(s.get("number") or "")
            rest = title.removeprefix(number)
            out.append((letters(title if rest[:1].isalnum() else rest), s["level"]))
        return out
    gold, rec = keys(truth["sections"]), keys(record["sections"])
    titles = {t for t, _ in gold}
    rec = [k for k in rec if k[0] in titles or k[0] not in neutral]
    levels = max((shared(gold, [(t, v + d) for t, v in rec]) or 0 for d in (0, 1, -1)), default=None)
    return {"sections.title": shared([t for t, _ in gold], [t for t, _ in rec]), "sections.level": levels if gold else None}


def neighbours(cells):
    """Pairs of texts side by side and one under the other, over joined and empty cells."""
    grid = {}
    for k, c in enumerate(cells):
        for y in range(c["rows"]):
            for x in range(c["columns"]):
                grid.setdefault((c["row"] + y, c["column"] + x), k)
    rows, columns = max((y for y, _ in grid), default=-1) + 1, max((x for _, x in grid), default=-1) + 1
    out = set()
    for way, lines in (("h", [[(y, x) for x in range(columns)] for y in range(rows)]), ("v", [[(y, x) for y in range(rows)] for x in range(columns)])):
        for line in lines:
            last = None
            for place in line:
                k = grid.get(place)
                if k is None or not cells[k]["key"] or k == last:
                    continue
                if last is not None:
                    out.add((last, k, way))
                last = k
    return Counter((cells[a]["key"], cells[b]["key"], way) for a, b, way in out)


def pick(pairs):
    """One to one, the strongest first: truth index -> record index."""
    out, used = {}, set()
    for _, g, r in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if g not in out and r not in used:
            out[g] = r
            used.add(r)
    return out


def table_figures(truth, record):
    def cells(table, column, rows, columns):
        return [{"row": c["row"], "column": c[column], "rows": c.get(rows) or 1, "columns": c.get(columns) or 1,
                 "key": "".join(words(c.get("text")))} for c in table["cells"]]
    gold = [cells(t, "col", "rowspan", "colspan") for t in truth["tables"]]
    rec = [cells(t, "column", "rowSpan", "columnSpan") for t in record["tables"]]
    bags = [[Counter(c["key"] for c in t if c["key"]) for t in side] for side in (gold, rec)]
    pairs = [(f, g, r) for g, a in enumerate(bags[0]) for r, b in enumerate(bags[1])
             for f in [f1(sum((a & b).values()), sum(a.values()), sum(b.values())) or 0] if f >= .4]
    match = pick(pairs)
    a, b = [neighbours(t) for t in gold], [neighbours(t) for t in rec]
    hits = sum(sum((a[g] & b[r]).values()) for g, r in match.items())
    items = [(t, record["tables"][match[g]] if g in match else {}) for g, t in enumerate(truth["tables"])]
    figures = [(f"{f['label']} {f['caption']}", f) for f in record["figures"]]
    for f in truth["figures"]:
        same = [r for s, r in figures if f["caption"] and alike(s, f"{f['label']} {f['caption']}")]
        items.append((f, same[0] if same else {}))
    full = [(t, u, "{} {}".format(t["label"], t["caption"]), "{} {}".format(u.get("label") or "", u.get("caption") or "")) for t, u in items]
    notes = [(letters(n["marker"]), letters(n["text"])) for t, _ in items for n in t["notes"]]
    found = [(letters(n["marker"]), letters(n["text"])) for _, u in items for n in u.get("notes") or []]
    return {"tables.found": f1(len(match), len(gold), len(rec)),
            "tables.cells": f1(hits, sum(map(lambda c: sum(c.values()), a)), sum(map(lambda c: sum(c.values()), b))),
            "tables.heads": mean(float(g in match and record["tables"][match[g]]["headerRows"] == t["header_rows"])
                                 for g, t in enumerate(truth["tables"])),
            "captions": mean(float(bool(u) and alike(x, y)) for t, u, x, y in full if t["caption"]),
            "units": mean(float(alike(t["units"], u.get("units"))) for t, u in items if t["units"]),
            "sources": mean(float(alike(t["source"], u.get("source"))) for t, u in items if t["source"]),
            "table notes": shared(notes, found)}


def note_figures(truth, record, laid, place):
    gold, rec = truth["footnotes"], record["footnotes"]
    pairs = [(1, g, r) for g, a in enumerate(gold) for r, b in enumerate(rec)
             if letters(a["marker"]) == letters(b["marker"]) and alike(a["text"], b["text"])]
    match = pick(pairs)

    def right(g):
        a = gold[g]["anchor"]
        before = [k for k, (_, _, e) in enumerate(laid.gold[a["block"]]) if e <= a["offset"]]
        for b in rec[match[g]]["anchors"] if g in match else []:
            r = place.get(b["block"])
            k = [k for k, (_, _, e) in enumerate(laid.rec[r]) if e <= b["offset"]] if r is not None else []
            if r is not None and (laid.at[r][k[-1]] == (a["block"], before[-1]) if k and before else not k and not before):
                return 1.0
        return 0.0
    terms = [(letters(g["acronym"]), letters(g["expansion"])) for g in truth["glossary"]]
    found = [(letters(g["term"]), letters(g["expansion"])) for g in record["glossary"]]
    return {"footnotes": f1(len(match), len(gold), len(rec)), "footnotes.anchor": mean(right(g) for g in range(len(gold))),
            "glossary": shared(terms, found)}


# -------------------------------------------------------------------------------------------------------------- mentions

def decimal(s):
    try:
        return Decimal(str(s)).normalize()
    except (InvalidOperation, ValueError):
        return s


def value(kind, v):
    """The part of a value that is asked for, in one form for truth and record."""
    v = v or {}
    return {"date": lambda: v.get("edtf"), "money": lambda: (decimal(v.get("value", v.get("amount"))), v.get("currency")),
            "percent": lambda: decimal(v.get("value", v.get("number"))),
            "quantity": lambda: (decimal(v.get("value", v.get("number"))), fold(v.get("unit"))),
            "organization": lambda: fold(v.get("id") or v.get("name")), "law": lambda: fold(v.get("number")),
            "citation": lambda: (letters(v.get("key")), letters(v.get("pages"))),
            "acronym": lambda: (v.get("acronym", v.get("short")), letters(v.get("expansion", v.get("long")))),
            "url": lambda: (v.get("href") or "").rstrip("/")}.get(kind, lambda: None)()


def mention_figures(truth, record, laid, place):
    claims = {b["i"] for b in truth["blocks"] if b["annotated"]}
    gold = [(TYPES.get(m["type"], m["type"]), laid.truth_span(m["block"], m["start"], m["end"]), m) for m in truth["mentions"]
            if m["block"] in claims]
    rec = []
    for m in record["mentions"]:
        r = place.get(m["block"])
        span = laid.span(r, m["start"], m["end"]) if r is not None and m.get("cell") is None else None
        if span and span[0] in claims:
            rec.append((m["type"], span, m))
    per = {}
    for kind in sorted({k for k, _, _ in gold} | {k for k, _, _ in rec} - {"identifier"}):
        a, b = [(s, m) for k, s, m in gold if k == kind], [(s, m) for k, s, m in rec if k == kind]
        exact = pick([(1, g, r) for g, (s, _) in enumerate(a) for r, (t, _) in enumerate(b) if t[3] and s == t[:3]])
        over = pick([(1 + (s == t[:3]), g, r) for g, (s, _) in enumerate(a) for r, (t, _) in enumerate(b)
                     if s[0] == t[0] and s[1] <= t[2] and t[1] <= s[2]])
        true = sum(value(kind, a[g][1]["value"]) == value(kind, b[r][1]["value"]) for g, r in over.items())
        per[kind] = {"strict": f1(len(exact), len(a), len(b)), "value": f1(true, len(a), len(b)), "n": len(a),
                     "missed": [m["text"] for g, (_, m) in enumerate(a) if g not in exact],
                     "extra": [m["text"] for r, (_, m) in enumerate(b) if r not in set(exact.values())],
                     "wrong": [(a[g][1]["text"], value(kind, a[g][1]["value"]), value(kind, b[r][1]["value"])) for g, r in over.items()
                               if value(kind, a[g][1]["value"]) != value(kind, b[r][1]["value"])]}
    return {f"mentions.{k}": mean(p[k] for p in per.values()) for k in ("strict", "value")}, per


def score(truth, record):
    """Figures by name (None where the report has nothing to measure), and the mentions by type."""
    for b in truth["blocks"]:
        b["type"] = NAMES.get(b["type"], b["type"])
    record = {**record, "blocks": [b for b in record["blocks"] if b["type"] != "furniture"]}
    tables = {t["block"]: t for t in record["tables"]}
    for b in record["blocks"]:
        if b["id"] in tables:
            b["text"] = " ".join(c["text"] for c in tables[b["id"]]["cells"] if c.get("text"))
        b["text"] = b.get("text") or ""
    place = {b["id"]: n for n, b in enumerate(record["blocks"])}
    laid = Laid(truth["blocks"], record["blocks"])
    mentions, per = mention_figures(truth, record, laid, place)
    return {**text_figures(truth, record, laid), **section_figures(truth, record), **table_figures(truth, record),
            **note_figures(truth, record, laid, place), **mentions}, per
