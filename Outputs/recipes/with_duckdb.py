#!/usr/bin/env python3
"""The set as a DuckDB database, with the types that the data package states:

    pip install duckdb
    python3 Outputs/recipes/with_duckdb.py Outputs/default records.duckdb
"""
import json
import sys
from pathlib import Path

import duckdb

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def load(folder, database):
    """A table for each resource; gives the numbers of rows."""
    folder = Path(folder)
    counts = {}
    for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        columns = {field["name"]: TYPES[field["type"]] for field in resource["schema"]["fields"]}
        listed = ", ".join("'" + str(folder / path).replace("'", "''") + "'" for path in paths)
        database.execute(
            f'CREATE OR REPLACE TABLE "{resource["name"]}" AS SELECT * FROM read_json([{listed}], '
            f"format = 'newline_delimited', columns = {json.dumps(columns).replace(chr(34), chr(39))}, maximum_object_size = 268435456)")
        counts[resource["name"]] = database.execute(f'SELECT count(*) FROM "{resource["name"]}"').fetchone()[0]
    return counts


if __name__ == "__main__":
    database = duckdb.connect(sys.argv[2] if len(sys.argv) > 2 else ":memory:")
    for name, count in load(sys.argv[1] if len(sys.argv) > 1 else "Outputs/default", database).items():
        print(f"{name}: {count} rows")
    # Which bodies are named in how many documents.
    for name, documents in database.execute(
        "SELECT name, count(DISTINCT document) AS documents FROM mentions WHERE type = 'organization' GROUP BY name ORDER BY documents DESC, name LIMIT 5"
    ).fetchall():
        print(f"{documents} documents name {name}")
