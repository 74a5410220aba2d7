#!/usr/bin/env python3
"""fields.py RECORD… writes the tables of fields in Outputs/README.md, made from the record's schema with examples from the records; fields.py --check
says whether they are still the schema's: the same fields with the same descriptions, each with an example that the schema lets pass."""
import json
import re
import sys
from pathlib import Path

home = Path(__file__).resolve().parents[2]
schema = json.loads((home / "Pipelines/schemas/record-1.schema.json").read_text("utf-8"))
readme = home / "Outputs/README.md"
begin, end = "<!-- fields: made by Tests/Exports/fields.py -->", "<!-- /fields -->"
longest = 80


def resolved(node):
    about = node.get("description")
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].split("/")[-1]]
    return {**node, "description": about or node.get("description", "")}


def kind(node):
    node = resolved(node)
    if "anyOf" in node:
        return " or ".join(dict.fromkeys(kind(n) for n in node["anyOf"]))
    if "const" in node:
        return "text"
    if "enum" in node and all(isinstance(v, str) for v in node["enum"]):
        return "one of " + ", ".join(f"`{v}`" for v in node["enum"])
    types = node.get("type", "integer")
    words = {"string": "text", "integer": "integer", "number": "number", "boolean": "true or false", "object": "object", "array": "list", "null": "null"}
    return " or ".join(words[t] for t in (types if isinstance(types, list) else [types]))


def walk(node, path=""):
    """(path, node, top) for each field, lists as `[]`."""
    for name, spec in resolved(node).get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        yield here, spec
        inner = resolved(spec)
        if "anyOf" in inner:
            inner = resolved(next(n for n in inner["anyOf"] if n.get("type") != "null"))
        if inner.get("type") == "array":
            item = resolved(inner.get("items", {}))
            if "properties" in item:
                yield from walk(item, here + "[]")
        else:
            yield from walk(inner, here)


def values(value, path):
    """All values of a field in a record."""
    name, _, rest = path.partition(".")
    listed = name.endswith("[]")
    found = value.get(name.removesuffix("[]")) if isinstance(value, dict) else None
    for item in (found or []) if listed else [found]:
        yield from values(item, rest) if rest else [item]


def shown(value):
    return json.dumps(value, ensure_ascii=False)


def example(path, records):
    """The first that says something and is short, else a short beginning of none."""
    best = None
    for record in records:
        for value in values(record, path):
            text = shown(value)
            if len(text) <= longest and "|" not in text and value not in (None, [], {}, "", 0, False):
                return text
            if best is None and len(text) <= longest and "|" not in text:
                best = text
    return best or ""


def by_type():
    """(type, fields of its value) of mentions."""
    for rule in schema["$defs"]["mention"]["allOf"]:
        value = resolved(rule["then"]["properties"]["value"])
        yield rule["if"]["properties"]["type"]["const"], next(resolved(n) for n in value.get("anyOf", [value]) if "properties" in resolved(n))


def tables(records):
    top = None
    for path, spec in walk(schema):
        name = path.split(".")[0].removesuffix("[]")
        node = resolved(spec)
        nested = "properties" in node or ("[]" not in path and node.get("type") == "array" and "properties" in resolved(node.get("items", {})))
        # Fields that stand alone share a table.
        group = name if nested or "." in path else ""
        if group != top:
            top = group
            yield ""
            if nested:
                yield f"**`{name}`** {node['description']}".rstrip()
                yield ""
            yield "| field | what it is | type | example |"
            yield "| --- | --- | --- | --- |"
        inner = node if "anyOf" not in node else resolved(node["anyOf"][0])
        if "properties" in inner or (inner.get("type") == "array" and "properties" in resolved(inner.get("items", {}))):
            if "." in path:
                yield f"| `{path}` | {node['description']} | {kind(spec)} | |"
            continue
        text = example(path, records)
        yield f"| `{path}` | {node['description']} | {kind(spec)} | {f'`{text}`' if text else ''} |"
    yield ""
    yield "**`mentions[].value`** by type:"
    yield ""
    yield "| type | fields | example |"
    yield "| --- | --- | --- |"
    for name, node in by_type():
        found = [m["value"] for r in records for m in r["mentions"] if m["type"] == name and m["value"] and len(shown(m["value"])) < 140]
        text = shown(found[0]) if found else ""
        yield f"| `{name}` | {', '.join(f'`{k}`' for k in node['properties'])} | {f'`{text}`' if text else ''} |"
    yield ""


def without_examples(lines):
    return [re.sub(r" \| (`[^|]*`)? ?\|$", "", line) for line in lines]


def check(old):
    import jsonschema

    made = list(tables([]))
    if without_examples(made) != without_examples(old):
        for a, b in zip(without_examples(made), without_examples(old)):
            if a != b:
                sys.exit(f"Outputs/README.md does not follow the schema; run Tests/Exports/fields.py\n  schema  {a}\n  README  {b}")
        sys.exit("Outputs/README.md has not as many fields as the schema")
    specs = dict(walk(schema))
    specs.update({f"value of {name}": node for name, node in by_type()})
    seen = 0
    for line in old:
        cells = [c.strip() for c in line.strip("|").split(" | ")]
        if not line.startswith("| `") or not cells[-1].strip("| ").startswith("`"):
            continue
        name = cells[0].strip("`")
        spec = specs.get(name) or specs.get(f"value of {name}")
        spec = {**spec, "$defs": schema["$defs"]}
        jsonschema.validate(json.loads(cells[-1].strip("| ").strip("`")), spec, cls=jsonschema.Draft202012Validator)
        seen += 1
    print(f"Outputs/README.md: {len(specs)} fields follow the schema, {seen} examples keep it")


text = readme.read_text("utf-8")
before, _, rest = text.partition(begin)
old, _, after = rest.partition(end)
if "--check" in sys.argv:
    check(old.split("\n")[1:])
else:
    records = [json.loads(Path(p).read_text("utf-8")) for p in sys.argv[1:]]
    readme.write_text(before + begin + "\n".join(["", *tables(records)]) + end + after, "utf-8")
    print(f"wrote the fields of {readme.name}")
