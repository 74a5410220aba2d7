#!/usr/bin/env python3
"""Fits the weights of the evidences of headings (Pipelines/weights/headings.yaml) on PDFs whose own producer left the truth in the file.

    foja-worker --headings TRUTH/*.pdf --out DUMPS          what was weighed for each chunk: a JSON line each, names and signs first
    headings.py DUMPS TRUTH --silver SILVER                 judged by leaving out a repository at a time, then fitted on all
    headings.py DUMPS TRUTH --silver SILVER --out FILE      and written
    headings.py DUMPS TRUTH --silver SILVER --faults        what was missed and what was wrong, by document

TRUTH is what `silver.py make` wrote, SILVER the folder of that program (its scorer is imported). Nothing of the documents is kept here.
Needs numpy, scipy, rapidfuzz, pikepdf and pypdfium2.

The model is a weighted sum of standardized evidences (logistic loss), each weight held to the sign that the evidence has in Swift. The penalty is
strong on purpose: with 23 repositories a weaker one fits their habits (left out: C .003 .923, .02 .905, .05 .862 … 1 .838).
"""
import argparse
import glob
import json
import os
import sys
from collections import Counter, defaultdict

import numpy as np
from rapidfuzz.distance import Indel
from scipy.optimize import minimize

# The inverse of the penalty on squared weights, and the thresholds (log odds) that are tried.
PENALTY = .003
THRESHOLDS = (-3.2, -2.8, -2.4, -2.2, -2, -1.8, -1.6, -1.4, -1)
# Letters that a title and its chunk share, at least.
ALIKE = .85
# Weights below this many standard deviations' worth are left out.
LEAST = .008
# Share of its titles that must be found on the page for a document to teach anything, and of a look's lines that must be titles for the others to be none.
FOUND = .6
HALF = .5
HEADER = """# What each evidence of a heading weighs: the logarithm of the odds is `base` plus the sum of weight × evidence; from `threshold` on a chunk of lines is a heading.
# What the evidences measure stands in Sources/Structure/Headings/Evidence; one that is not here weighs nothing. `stated` is added where the outline or the
# structure tree calls the chunk a heading: not fitted (the documents are fitted without both), but set to outweigh what is doubtful.
# Fitted by Tests/Fit/headings.py on {documents} documents of {repositories} public repositories;
# with each repository left out: F1 {headings:.3f}, recall {recall:.3f}, precision {precision:.3f} (mean over repositories; the rules alone {rules:.3f}).
"""


def main():
    args = arguments()
    sys.path.insert(0, args.silver)
    global silver, letters
    import silverscore as silver
    from pdftruth import letters
    documents = load(args.dumps, args.truth)
    for d in documents:
        label(d)
    names, signs = documents[0]["names"], documents[0]["signs"]
    ruled = names.index("ruled")
    rules = means(documents, [score(d, d["x"][:, ruled], .5)[0] for d in documents])
    print(f"{len(documents)} documents, {len({d['repo'] for d in documents})} repositories; rules: {show(rules)}")
    scores = left_out(documents, signs)
    best, nested = judge(documents, scores)
    print(f"left out: {show(nested)}; threshold {best}")
    if args.faults:
        print_faults(documents, scores, best)
    model = fit(*rows(documents), signs)
    if args.out:
        write(args.out, model, names, best, documents, nested, rules)


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("dumps")
    p.add_argument("truth")
    p.add_argument("--silver", required=True)
    p.add_argument("--out")
    p.add_argument("--faults", action="store_true")
    return p.parse_args()


# -- the documents

def load(dumps, truths):
    documents = []
    for place in sorted(glob.glob(truths + "/*.json")):
        truth = json.load(open(place, encoding="utf-8"))
        dump = os.path.join(dumps, os.path.basename(place)[:-5] + ".jsonl")
        if not truth["trust"].get("headings") or not os.path.exists(dump):
            continue
        head, *lines = [json.loads(x) for x in open(dump, encoding="utf-8")]
        if lines:
            documents.append({"truth": truth, "repo": truth["repo"], "name": truth["name"], "chunks": lines, **head,
                              "x": np.array([c["values"] for c in lines], float)})
    return documents


def label(d):
    """y of each chunk: 1 heading, 0 none, -1 unknown. A title may be up to three chunks."""
    chunks, truth = d["chunks"], d["truth"]
    y, used, options = np.zeros(len(chunks), int), set(), []
    pages = defaultdict(list)
    for i, c in enumerate(chunks):
        pages[c["page"]].append(i)
    bare = lambda text: letters(silver.title_of({"text": text}))  # noqa: E731
    for k, title in enumerate(truth["headings"]):
        here = pages[title["page"]]
        for n in range(len(here)):
            for size in (1, 2, 3):
                group = here[n:n + size]
                if len(group) == size and group[-1] - group[0] == size - 1:
                    text = " ".join(chunks[i]["text"] for i in group)
                    like = max(alike(bare(title["text"]), bare(text)), alike(letters(title["text"]), letters(text)))
                    if like:
                        options.append((.02 * (size - 1) - like, k, group))
    d["hit"] = [None] * len(truth["headings"])
    for _, k, group in sorted(options):
        if d["hit"][k] is None and not used & set(group):
            d["hit"][k] = group
            used |= set(group)
    y[list(used)] = 1
    free = defaultdict(list)
    for f in truth["free"]:
        free[f["page"]].append(letters(f["text"]))
    for i, c in enumerate(chunks):
        text = letters(c["text"])
        if y[i] == 0 and text and any(text == f or len(text) >= 6 and text in f and len(text) > len(f) / 2 for f in free[c["page"]]):
            y[i] = -1
    if truth["trust"]["headings"] == "outline":
        leave_open(d, y)
    d["y"] = y


def alike(a, b):
    return Indel.normalized_similarity(a, b, score_cutoff=ALIKE) if a and b and 2 * min(len(a), len(b)) >= ALIKE * (len(a) + len(b)) else 0


def leave_open(d, y):
    """An outline stops at some depth: what looks like a deeper heading, or stands before or after it, is unknown."""
    chunks, want = d["chunks"], d["truth"]["headings"]
    look = lambda c: (c["look"][0] // 2, c["look"][1], c["look"][2], c["look"][5])  # noqa: E731
    true = [c for c, v in zip(chunks, y) if v == 1]
    looks, least = {look(c) for c in true}, min((c["look"][0] for c in true), default=0)
    depth = max((c["number"][1] for c in true if c["number"] and c["number"][0] == "path"), default=0)
    distinct, italic = d["names"].index("distinct"), d["names"].index("italic")
    share = shares(chunks, y, look)
    first, last = min(t["page"] for t in want), max(t["page"] for t in want)
    for i, c in enumerate(chunks):
        path = c["number"] if c["number"] and c["number"][0] == "path" else None
        short = len(c["text"]) <= 150
        stands_out = d["x"][i, distinct] or d["x"][i, italic] > .5
        deeper = look(c) not in looks and c["look"][0] <= least + 1 and (stands_out or path) or depth and path and path[1] > depth
        deeper = deeper or stands_out and not path and share[look(c)] < HALF
        if y[i] == 0 and (not first <= c["page"] <= last or short and deeper):
            y[i] = -1


def shares(chunks, y, look):
    """Of the short chunks of each look those that the outline has: one that has few of a look's stops in the middle of a level."""
    all_, true = Counter(), Counter()
    for c, v in zip(chunks, y):
        if len(c["text"]) <= 150:
            all_[look(c)] += 1
            true[look(c)] += v == 1
    return {k: true[k] / n for k, n in all_.items()} | {look(c): 1 for c in chunks if look(c) not in all_}


# -- the model

def rows(documents):
    """Evidences, truth and weight of all known chunks: a repository's documents count by the square root of their number, so do a document's headings."""
    count, x, y, w = Counter(d["repo"] for d in documents), [], [], []
    for d in documents:
        if sum(h is not None for h in d["hit"]) < FOUND * len(d["hit"]):
            continue  # the outline says something else than the page
        known = d["y"] >= 0
        x.append(d["x"][known])
        y.append(d["y"][known])
        w.append(np.full(known.sum(), (count[d["repo"]] * max(1, (d["y"] == 1).sum())) ** -.5))
    return np.concatenate(x), np.concatenate(y), np.concatenate(w)


def fit(x, y, w, signs):
    """(weights, base) for raw evidences"""
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    z, w, t, ridge = (x - mean) / deviation, w / w.sum(), 2 * y - 1, 1 / (PENALTY * len(y))

    def loss(b):
        m = (z @ b[:-1] + b[-1]) * t
        slope = -w * t / (1 + np.exp(np.clip(m, -50, 50)))
        return (w * np.logaddexp(0, -m)).sum() + .5 * ridge * (b[:-1] ** 2).sum(), np.append(z.T @ slope + ridge * b[:-1], slope.sum())

    bounds = [(0, None) if s > 0 else (None, 0) if s < 0 else (None, None) for s in signs] + [(None, None)]
    b = minimize(loss, np.zeros(len(signs) + 1), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 200}).x
    return {"weights": b[:-1] / deviation, "base": b[-1] - (b[:-1] * mean / deviation).sum(), "worth": b[:-1]}


def weigh(model, d):
    return d["x"] @ model["weights"] + model["base"]


def left_out(documents, signs):
    """Scores of each document by a model that has not seen its repository (nor, of one gazette's laws, any other repository that has them)."""
    gazette = lambda d: "antenna" in (d["truth"].get("producer") or "").lower()  # noqa: E731
    out = [None] * len(documents)
    for repo in sorted({d["repo"] for d in documents}):
        own = [d for d in documents if d["repo"] == repo]
        rest = [d for d in documents if d["repo"] != repo and not (gazette(d) and any(map(gazette, own)))]
        model = fit(*rows(rest), signs)
        for i, d in enumerate(documents):
            if d["repo"] == repo:
                out[i] = weigh(model, d)
    return out


# -- the figures

def score(d, weights, threshold):
    out, faults = {}, defaultdict(list)
    # What is neither right nor wrong is not given: no level is known here that would tell it from what the outline has.
    sections = [{"title": c["text"], "number": None, "level": 1, "page": c["page"]}
                for c, s, y in zip(d["chunks"], weights, d["y"]) if s >= threshold and y >= 0]
    silver.score_headings(d["truth"], {"sections": sections}, out, faults)
    return out, faults


def means(documents, figures):
    out = {}
    for row in ("headings", "recall", "precision"):
        by = defaultdict(list)
        for d, f in zip(documents, figures):
            if f.get(row) is not None:
                by[d["repo"]].append(f[row])
        out[row] = float(np.mean([np.mean(v) for v in by.values()]))
    return out


def judge(documents, scores):
    """The threshold that is best over all, and the figures with each repository's threshold chosen without it."""
    figures = {t: [score(d, s, t)[0] for d, s in zip(documents, scores)] for t in THRESHOLDS}
    best = lambda keep: max(THRESHOLDS, key=lambda t: means(  # noqa: E731
        [d for d in documents if keep(d)], [f for d, f in zip(documents, figures[t]) if keep(d)])["headings"])
    chosen = {repo: best(lambda d: d["repo"] != repo) for repo in {d["repo"] for d in documents}}
    return best(lambda d: True), means(documents, [figures[chosen[d["repo"]]][i] for i, d in enumerate(documents)])


def show(figures):
    return ", ".join(f"{k} {v:.3f}" for k, v in figures.items())


def print_faults(documents, scores, threshold):
    for d, s in zip(documents, scores):
        out, faults = score(d, s, threshold)
        print("##", d["name"], show(out))
        for kind, some in faults.items():
            for page, text in some:
                print(f"   {kind}, p. {page}: {text[:100]}")


def write(place, model, names, threshold, documents, figures, rules):
    with open(place, "w", encoding="utf-8") as f:
        f.write(HEADER.format(documents=len(documents), repositories=len({d["repo"] for d in documents}), rules=rules["headings"], **figures))
        f.write(f"base: {model['base']:.4f}\nthreshold: {threshold}\nstated: {{outline: 4, tags: 3}}\nsums:\n")
        for name, weight, worth in zip(names, model["weights"], model["worth"]):
            if abs(worth) >= LEAST:
                f.write(f"  {name}: {weight:.4f}\n")


if __name__ == "__main__":
    main()
