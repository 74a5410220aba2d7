#!/usr/bin/env python3
"""openschema.py [--check]: writes Pipelines/schemas/record-1.open.schema.json, or says whether it is what would be written.

The strict schema names every field, type and code of its minor version; whoever validates with it breaks when a later minor adds one. The open
one is made from it by two rules: objects may have further fields, and closed lists of strings become any string (the known ones stay as
examples). What later minors of version 1 add therefore passes; what they may not do (rename, remove, change a type) still fails.
"""
import json
import sys
from pathlib import Path

folder = Path(__file__).resolve().parents[2] / "Pipelines/schemas"


def opened(node):
    if isinstance(node, list):
        return [opened(item) for item in node]
    if not isinstance(node, dict):
        return node
    out = {}
    for key, value in node.items():
        if key == "additionalProperties" and value is False:
            continue
        if key == "enum" and all(isinstance(item, str) or item is None for item in value):
            out["type"] = ["string", "null"] if None in value else "string"
            out["examples"] = [item for item in value if item is not None]
        else:
            out[key] = opened(value)
    return out


strict = json.loads((folder / "record-1.schema.json").read_text("utf-8"))
made = opened(strict)
made["$id"] = strict["$id"].replace("record-1.schema", "record-1.open.schema")
made["title"] = strict["title"] + ", open"
made["description"] = (
    "Made from record-1.schema.json by Tests/EmitTests/openschema.py: for those who read records, of this and every later minor of version 1. "
    + strict["description"]
)
text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
path = folder / "record-1.open.schema.json"
if "--check" not in sys.argv:
    path.write_text(text, "utf-8")
    print(f"wrote {path.name}")
elif not path.exists() or path.read_text("utf-8") != text:
    sys.exit("record-1.open.schema.json is not what the strict schema makes: run Tests/EmitTests/openschema.py")
else:
    print("record-1.open.schema.json follows the strict schema")
