#!/usr/bin/env python3
"""Our schema validator against the public JSON Schema Test Suite, draft 2020-12: each of its cases for the keywords that we take.

The suite lies in the source archive of PyPI's `jsonschema` (json/tests); pip fetches it once into .build/. A schema that uses what we do not take
(`$dynamicRef`, `unevaluated…`, references out of the document) must be refused, never half checked. Says how many verdicts were compared and
how many schemas were refused; ends 1 where a verdict differs or a schema is refused for another reason, 77 where the archive cannot be had."""
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

home = Path(__file__).resolve().parents[2]
foja = os.environ.get("FOJA", str(home / ".build/debug/foja"))
os.environ.setdefault("FOJA_HOME", str(home))
VERSION = "4.25.1"
# What is annotation for us, as the draft has it by default, or not taken at all.
OTHERS = {"dynamicRef", "unevaluatedItems", "unevaluatedProperties", "vocabulary", "refRemote"}
REFUSALS = re.compile(r"is not supported|only references into this document|only draft 2020-12|no anchor|leads nowhere")


def archive():
    folder = home / ".build/schema-suite"
    found = folder / f"jsonschema-{VERSION}.tar.gz"
    if not found.exists():
        said = subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--no-binary", "jsonschema",
             "--dest", folder, f"jsonschema=={VERSION}"], capture_output=True, text=True)
        if said.returncode != 0:
            print(f"the suite cannot be had: {said.stderr.strip().splitlines()[-1:]}")
            sys.exit(77)
    return tarfile.open(found)


def groups(suite):
    """(keyword, group) of all test files of the draft, without the optional ones."""
    for member in sorted(suite.getmembers(), key=lambda m: m.name):
        found = re.fullmatch(r"[^/]+/json/tests/draft2020-12/([\w-]+)\.json", member.name)
        if found and found[1] not in OTHERS:
            for group in json.load(suite.extractfile(member)):
                yield found[1], group


def main():
    compared = differ = 0
    refused, keywords = [], set()
    with tempfile.TemporaryDirectory() as work:
        for number, (keyword, group) in enumerate(groups(archive())):
            folder = Path(work, str(number))
            folder.mkdir()
            (folder / "schema.json").write_text(json.dumps(group["schema"]), "utf-8")
            files = []
            for place, case in enumerate(group["tests"]):
                files.append(folder / f"{place:03}.json")
                files[-1].write_text(json.dumps(case["data"]), "utf-8")
            said = subprocess.run([foja, "validate", "--verdicts", "--schema", folder / "schema.json", *files], capture_output=True, text=True)
            if said.returncode == 78 and REFUSALS.search(said.stderr):
                refused.append(f"{keyword}: {group['description']}")
                continue
            keywords.add(keyword)
            ours = {line.split("\t")[1]: line.split("\t")[0] == "valid" for line in said.stdout.splitlines()}
            for file, case in zip(files, group["tests"]):
                compared += 1
                if ours.get(str(file)) != case["valid"]:
                    differ += 1
                    print(f"differs: {keyword}: {group['description']}: {case['description']}: ours {ours.get(str(file))} {said.stderr.strip()[:200]}")
    if "--refused" in sys.argv:
        print(*refused, sep="\n")
    print(f"{compared} verdicts of {len(keywords)} keywords compared, {differ} differ; {len(refused)} schemas refused")
    sys.exit(1 if differ or compared < 800 else 0)


if __name__ == "__main__":
    main()
