#!/usr/bin/env python3
"""The set as pandas data frames, one a kind of thing:

    pip install pandas
    python3 Outputs/recipes/with_pandas.py Outputs/default
"""
import json
import sys
from pathlib import Path

import pandas

TYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string"}


def load(folder):
    """Every resource of a data package as a frame, with the types that the package states."""
    folder = Path(folder)
    frames = {}
    for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        fields = resource["schema"]["fields"]
        dtypes = {field["name"]: TYPES[field["type"]] for field in fields}
        parts = [pandas.read_json(folder / path, lines=True, dtype=dtypes, convert_dates=False) for path in paths]
        frame = pandas.concat(parts, ignore_index=True).astype(dtypes)
        for field in fields:
            if field["type"] == "date":
                frame[field["name"]] = pandas.to_datetime(frame[field["name"]], errors="coerce")
        frames[resource["name"]] = frame
    return frames


if __name__ == "__main__":
    frames = load(sys.argv[1] if len(sys.argv) > 1 else "Outputs/default")
    for name, frame in frames.items():
        print(f"{name}: {len(frame)} rows, {len(frame.columns)} columns")
    # The largest amounts, with where they stand.
    if "mentions" in frames:
        money = frames["mentions"].query("type == 'money'").nlargest(5, "amount")
        print(money[["amount", "currency", "text", "source_link"]].to_string(index=False))
    # A table as it is printed: rows by their names, columns by their heads.
    if "cells" in frames:
        cells = frames["cells"]
        body = cells[~cells["header"] & cells["row_label"].notna() & cells["number"].notna()]
        if len(body):
            first = body.iloc[0]
            one = body[(body["document"] == first["document"]) & (body["table"] == first["table"])]
            print(one.pivot_table(index="row_label", columns="header_path", values="number", aggfunc="first", sort=False).head().to_string())
