#!/usr/bin/env python3
"""reader.py [--check]: writes Outputs/recipes/foja_records.py, a typed reader of records made from their schema, or says whether it is what would be
written.

Each object of the schema becomes a dataclass, each list of the record a kind of line of the set. What later minors of version 1 add is passed over.
"""
import json
import sys
from pathlib import Path

home = Path(__file__).resolve().parents[2]
schema = json.loads((home / "Pipelines/schemas/record-1.schema.json").read_text("utf-8"))
target = home / "Outputs/recipes/foja_records.py"

# What an object is called, by the field that holds it, where the field's name (or, of a list, its singular) would not do.
names = {"": "Record", "entries": "Entry", "glossary": "Term", "glyphs": "Glyphs", "checks": "Check", "metadata": "Metadata", "value": "CellValue",
         "notes": "TableNote", "pages": "Page", "figures": "Figure", "source": "Source", "pipeline": "Pipeline"}
reserved = {"from", "with", "class", "def", "in", "is", "not"}
made = {}


def resolved(node):
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].split("/")[-1]]
    return node


def annotation(node, field):
    """(type as text, how to read it: None as it is, ("one" | "list", class))."""
    node = resolved(node)
    if "anyOf" in node:
        rest = [n for n in node["anyOf"] if n.get("type") != "null"]
        text, how = annotation(rest[0], field)
        return (f"{text} | None" if len(rest) < len(node["anyOf"]) else text), how
    kinds = node.get("type") or ("string" if "enum" in node and isinstance(node["enum"][0], str) else "integer" if "enum" in node else "string")
    null = isinstance(kinds, list) and "null" in kinds
    kind = next(k for k in kinds if k != "null") if isinstance(kinds, list) else kinds
    how = None
    if kind == "object":
        if "properties" in node:
            text = dataclass(node, field)
            how = ("one", text)
        else:
            text = "dict[str, Any]"
    elif kind == "array":
        item, inner = annotation(node.get("items", {}), field)
        text = f"list[{item}]"
        how = ("list", inner[1]) if inner else None
    else:
        text = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}[kind]
    return (text + " | None" if null else text), how


def dataclass(node, field):
    name = names.get(field) or (field[:-1] if field.endswith("s") else field)
    name = name[0].upper() + name[1:]
    if name in made:
        return name
    made[name] = None
    fields, readers = [], []
    required = set(node.get("required", []))
    # Those that may be missing come last: they have a default.
    for key in sorted(node["properties"], key=lambda k: k not in required):
        spec = node["properties"][key]
        text, how = annotation(spec, key)
        optional = key not in required
        if optional and "None" not in text:
            text += " | None"
        about = spec.get("description") or resolved(spec).get("description")
        fields.append(f"    {key + '_' if key in reserved else key}: {text}{' = None' if optional else ''}" + (f"  # {about}" if about else ""))
        if how:
            readers.append((key, how))
    title = node.get("description", "").split(". ")[0].rstrip(".")
    lines = ["@dataclass(frozen=True, slots=True)", f"class {name}:"]
    lines += [f'    """{title}."""', ""] if title else []
    lines += fields
    made[name] = ("\n".join(lines), readers)
    return name


dataclass(schema, "")
out = [f'''"""Reads Foja's records (schema foja-record/1, version {schema["properties"].get("version", {}).get("const", "1.x")}) as typed objects: this one file, Python 3.10 or later, nothing else.

    from foja_records import read, records
    for record in records("Outputs/default"):
        for mention in record.mentions:
            if mention.type == "money" and mention.value:
                print(record.source.file, mention.page, mention.value["amount"], mention.value["currency"])

Made from Pipelines/schemas/record-1.schema.json by Tests/Exports/reader.py. Offsets count code points, as Python's strings do; boxes are
[x0, y0, x1, y1] in points from the top left of the page; decimals are strings: decimal.Decimal reads them exactly.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
''']
for name in sorted(made, key=list(made).index, reverse=True):
    out.append("\n" + made[name][0] + "\n")
table = ",\n".join(f"    {name}: {{{', '.join(f'{k!r}: {how[1]}' for k, how in readers)}}}" for name, (_, readers) in made.items() if readers)
out.append(f'''
# Fields that hold objects or lists of them.
_inner: dict[type, dict[str, type]] = {{
{table},
}}
_names: dict[type, set[str]] = {{}}


def _made(kind: type, value: Any) -> Any:
    """The value as an object of the kind, or a list of them; fields that are not known are passed over."""
    if isinstance(value, list):
        return [_made(kind, item) for item in value]
    if value is None:
        return None
    known = _names.setdefault(kind, {{field.name for field in fields(kind)}})
    inner = _inner.get(kind, {{}})
    out = {{}}
    for key, item in value.items():
        name = key if key in known else key + "_"
        if name in known:
            out[name] = _made(inner[key], item) if key in inner else item
    return kind(**out)


def from_json(value: dict[str, Any]) -> Record:
    """A record of what `json` read."""
    if value.get("schema") != "foja-record/1":
        raise ValueError(f"not a record of version 1: {{value.get('schema')!r}}")
    return _made(Record, value)


def read(path: str | Path) -> Record:
    """The record in a file."""
    return from_json(json.loads(Path(path).read_text("utf-8")))


def records(folder: str | Path) -> Iterator[Record]:
    """All records below a folder (`Outputs/default`), by path."""
    for path in sorted(Path(folder).rglob("record.json")):
        yield read(path)


def lines(folder: str | Path, resource: str) -> Iterator[dict[str, Any]]:
    """All rows of a resource of the set in a folder: `for row in lines("Outputs/default", "mentions")`, as Outputs/README.md describes them."""
    package = json.loads((Path(folder) / "datapackage.json").read_text("utf-8"))
    for entry in package["resources"]:
        paths = entry["path"] if isinstance(entry["path"], list) else [entry["path"]]
        for path in paths if entry["name"] == resource else []:
            with open(Path(folder) / path, encoding="utf-8") as file:
                yield from map(json.loads, file)
''')
text = "\n".join(out)
if "--check" not in sys.argv:
    target.write_text(text, "utf-8")
    print(f"wrote {target.name}: {len(made)} classes")
elif not target.exists() or target.read_text("utf-8") != text:
    sys.exit("foja_records.py is not what the schema makes: run Tests/Exports/reader.py")
else:
    # And it reads: the record that a test or run left, if one is named.
    sys.path.insert(0, str(target.parent))
    import foja_records

    paths = [a for a in sys.argv[1:] if a != "--check"]
    for path in paths:
        record = foja_records.read(path)
        raw = json.loads(Path(path).read_text("utf-8"))
        assert len(record.mentions) == len(raw["mentions"]) and record.source.sha256 == raw["source"]["sha256"]
        for mention, as_read in zip(record.mentions, raw["mentions"]):
            assert mention.text == as_read["text"] and mention.box == as_read["box"]
        for table, as_read in zip(record.tables, raw["tables"]):
            assert [c.value and c.value.number for c in table.cells] == [(c["value"] or {}).get("number") for c in as_read["cells"]]
    print(f"foja_records.py follows the schema; {len(paths)} records read with it")
