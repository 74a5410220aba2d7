#!/usr/bin/env python3
"""valid.py FOLDER: every record.json below the folder against the record's schema, by Python's jsonschema (draft 2020-12)."""
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

home = Path(__file__).resolve().parents[2]
schema = json.loads((home / "Pipelines/schemas/record-1.schema.json").read_text("utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
records = sorted(Path(sys.argv[1]).rglob("record.json"))
bad = 0
for path in records:
    for error in validator.iter_errors(json.loads(path.read_text("utf-8"))):
        bad += 1
        print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
print(f"{len(records)} records, {bad} errors")
sys.exit(1 if bad or not records else 0)
