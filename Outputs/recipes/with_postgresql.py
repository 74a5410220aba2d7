#!/usr/bin/env python3
"""The set as SQL for PostgreSQL (12 or later): tables with keys and references, filled by COPY from the JSON Lines. Nothing but psql is needed:

    createdb reports
    python3 Outputs/recipes/with_postgresql.py Outputs/default | psql --quiet --set ON_ERROR_STOP=1 reports
"""
import json
import sys
from pathlib import Path

TYPES = {"string": "text", "integer": "bigint", "number": "numeric", "boolean": "boolean", "date": "date"}


def quoted(name):
    return '"' + name + '"'


def listed(names):
    return ", ".join(map(quoted, names))


def statements(folder):
    """SQL that makes the tables anew and fills them, all or nothing."""
    folder = Path(folder).resolve()
    resources = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    yield "SET client_min_messages = warning;"
    yield "BEGIN;"
    for resource in resources:
        name, schema = quoted(resource["name"]), resource["schema"]
        columns = [f'{quoted(field["name"])} {TYPES[field["type"]]}' for field in schema["fields"]]
        yield f"DROP TABLE IF EXISTS {name} CASCADE;"
        yield f"CREATE TABLE {name} ({', '.join(columns)}, PRIMARY KEY ({listed(schema['primaryKey'])}));"
    yield "CREATE TEMPORARY TABLE foja_lines (line jsonb) ON COMMIT DROP;"
    for resource in resources:
        for path in [resource["path"]] if isinstance(resource["path"], str) else resource["path"]:
            # A line of JSON is one field: its quotes and backslashes mean nothing to COPY.
            yield f"\\copy foja_lines FROM '{folder / path}' WITH (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')"
            yield f"INSERT INTO {quoted(resource['name'])} SELECT (jsonb_populate_record(NULL::{quoted(resource['name'])}, line)).* FROM foja_lines;"
            yield "TRUNCATE foja_lines;"
    for resource in resources:
        for key in resource["schema"]["foreignKeys"]:
            target = key["reference"]
            yield (
                f"ALTER TABLE {quoted(resource['name'])} ADD FOREIGN KEY ({listed(key['fields'])}) "
                f"REFERENCES {quoted(target['resource'])} ({listed(target['fields'])});")
    yield "COMMIT;"


if __name__ == "__main__":
    for statement in statements(sys.argv[1] if len(sys.argv) > 1 else "Outputs/default"):
        print(statement)
