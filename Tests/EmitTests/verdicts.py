#!/usr/bin/env python3
"""Our schema validator against Python's jsonschema (draft 2020-12), verdict by verdict: small schemas for each keyword, and the record's own
schema over a record of Foja's, whole and spoiled in many ways. (One difference is known and left out: `$` matches before a last line feed in Python, not in ECMA-262.) Says how many verdicts were compared; ends 1 where one differs."""
import copy
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

home = Path(__file__).resolve().parents[2]
foja = os.environ.get("FOJA", str(home / ".build/debug/foja"))
os.environ.setdefault("FOJA_HOME", str(home))

VALUES = [None, True, False, 0, 1, 1.0, -1, 2.5, 3, 10, 1e3, "", "a", "ab", "abc", "á", "\U0001F600\U0001F600", "a\nb", "2021-03-04", "b12", [], [1], [1, 1],
          [1, 1.0], [1, "a"], ["a", "b", "c"], [True, 1], [[1], [1]], {}, {"a": 1}, {"a": "x", "b": 2}, {"b": 2}, {"a": 1, "b": 2, "c": 3},
          {"x-1": 1}, {"a": {"a": {"a": 1}}}, {"kind": "p", "v": 1}, {"kind": "p", "v": "s"}, {"kind": "q", "v": "s"}, {"v": 1}, {"kind": 3, "v": {}}]

CHOICE = {"allOf": [{"if": {"properties": {"kind": {"const": k}}}, "then": {"properties": {"v": {"type": t}}}} for k, t in (("p", "number"), ("q", "string"))]}

SCHEMAS = [
    True, False, {}, {"type": "integer"}, {"type": "number"}, {"type": ["string", "null"]}, {"type": "boolean"}, {"type": "array"},
    {"const": 1}, {"const": {"a": 1}}, {"const": [1, 1]}, {"const": False}, {"enum": [1, "a", None, [1]]}, {"enum": [{"b": 2}, True]},
    {"required": ["a"]}, {"properties": {"a": {"type": "string"}}, "additionalProperties": False},
    {"properties": {"a": True}, "required": ["a", "b"]}, {"additionalProperties": {"type": "integer"}},
    {"patternProperties": {"^x-": {"type": "string"}, "[ab]": {"type": "integer"}}, "additionalProperties": False},
    {"propertyNames": {"maxLength": 1}}, {"minProperties": 2}, {"maxProperties": 1}, {"dependentRequired": {"a": ["b"]}},
    {"dependentSchemas": {"a": {"required": ["b"]}}},
    {"items": {"type": "integer"}}, {"prefixItems": [{"type": "integer"}, {"type": "string"}]},
    {"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}, {"prefixItems": [True], "items": False},
    {"minItems": 2}, {"maxItems": 1}, {"uniqueItems": True}, {"contains": {"type": "integer"}}, {"contains": {"const": 1}, "minContains": 2},
    {"contains": {"type": "string"}, "maxContains": 1}, {"contains": {"const": 9}, "minContains": 0},
    {"minLength": 2}, {"maxLength": 1}, {"pattern": "^b[1-9][0-9]*$"}, {"pattern": "á|\\d{4}"}, {"pattern": "^.a?$"},
    {"minimum": 1}, {"maximum": 2.5}, {"exclusiveMinimum": 0}, {"exclusiveMaximum": 3}, {"multipleOf": 2}, {"multipleOf": 0.5},
    {"allOf": [{"minimum": 0}, {"maximum": 3}]}, {"anyOf": [{"type": "string"}, {"minimum": 2}]}, {"oneOf": [{"type": "integer"}, {"minimum": 2}]},
    {"not": {"type": "object"}}, {"not": {}}, {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"not": {"type": "null"}}},
    {"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"then": False}, CHOICE,
    {"$defs": {"tree": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#/$defs/tree"}, {"type": "integer"}]}}}, "$ref": "#/$defs/tree"},
    {"$defs": {"n": {"$anchor": "n", "type": "number"}}, "anyOf": [{"$ref": "#n"}, {"type": "array", "items": {"$ref": "#n"}}]},
    {"type": "object", "properties": {"a": {"$ref": "#"}}}, {"$defs": {"a/b~c": {"type": "string"}}, "$ref": "#/$defs/a~1b~0c"},
    {"$ref": "#/$defs/x", "maximum": 2, "$defs": {"x": {"minimum": 1}}}, {"properties": {"a\"b": {"type": "string"}}, "required": ["a\"b"]},
]


def main():
    compared = wrong = 0
    with tempfile.TemporaryDirectory() as work:
        for number, schema in enumerate(SCHEMAS):
            Draft202012Validator.check_schema(schema)
            differ = compare(schema, VALUES, Path(work, str(number)))
            compared += len(VALUES)
            wrong += differ
        schema = json.loads((home / "Pipelines/schemas/record-1.schema.json").read_text("utf-8"))
        records = spoiled(record(work))
        valid = sum(1 for r in records if Draft202012Validator(schema).is_valid(r))
        wrong += compare(schema, records, Path(work, "records"))
        compared += len(records)
        if not 0 < valid < len(records) / 2:
            print(f"the spoiled records are no test: {valid} of {len(records)} are valid")
            wrong += 1
    print(f"{compared} verdicts compared, {wrong} differ")
    sys.exit(1 if wrong else 0)


def compare(schema, values, folder):
    folder.mkdir()
    (folder / "schema.json").write_text(json.dumps(schema), "utf-8")
    files = []
    for n, value in enumerate(values):
        files.append(folder / f"{n:05}.json")
        # Every other one with escapes, so that both readings of a string are met.
        files[-1].write_text(json.dumps(value, ensure_ascii=n % 2 == 0), "utf-8")
    said = subprocess.run([foja, "validate", "--verdicts", "--schema", folder / "schema.json", *files], capture_output=True, text=True)
    ours = {line.split("\t")[1]: line.split("\t")[0] == "valid" for line in said.stdout.splitlines()}
    differ = 0
    validator = Draft202012Validator(schema)
    for path, value in zip(files, values):
        if ours.get(str(path)) != validator.is_valid(value):
            differ += 1
            print(f"differ: schema {json.dumps(schema)[:300]} value {json.dumps(value)[:200]}: ours {ours.get(str(path))} {said.stderr[:200]}")
    return differ


def record(work):
    """The record of the smallest report among the Inputs, by this build."""
    pdf = min((home / "Inputs").glob("*.pdf"), key=lambda p: p.stat().st_size)
    said = subprocess.run([foja, "convert", pdf], capture_output=True)
    if said.returncode != 0:
        sys.exit(f"foja convert {pdf.name} failed: {said.stderr.decode()}")
    return json.loads(said.stdout)


def spoiled(record):
    """The record, and copies with one thing wrong or odd each, by a seeded choice of place."""
    rnd = random.Random(11)
    places = []

    def walk(value, path):
        places.append(path)
        if isinstance(value, dict):
            for k, v in value.items():
                walk(v, path + [k])
        elif isinstance(value, list):
            for n, v in enumerate(value[:6]):
                walk(v, path + [n])

    walk(record, [])
    out = [record]
    for path in rnd.sample([p for p in places if p], min(400, len(places) - 1)):
        made = copy.deepcopy(record)
        parent = made
        for step in path[:-1]:
            parent = parent[step]
        how = rnd.choice(["drop", "type", "extra", "null", "same"])
        if how == "drop":
            del parent[path[-1]]
        elif how == "type":
            parent[path[-1]] = rnd.choice([[], {}, "x", -3, 1.5, True, "b1", ""])
        elif how == "extra" and isinstance(parent[path[-1]], dict):
            parent[path[-1]]["extra"] = 1
        elif how == "null":
            parent[path[-1]] = None
        elif isinstance(parent[path[-1]], str):
            parent[path[-1]] += rnd.choice(["", "x", "\t"])
        out.append(made)
    return out


if __name__ == "__main__":
    main()
