"""Lines of JSON -> Parquet, with the types of the set's columns. Says `ready`, then reads one task a line on standard input:
{"lines", "parquet", "columns": [[name, type]]}. Ends 3 where pyarrow is not there."""
import json
import sys

try:
    import pyarrow
    import pyarrow.json
    import pyarrow.parquet
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(3)

print("ready", flush=True)
TYPES = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(), "date": pyarrow.string()}
# Larger than any line: a line must stand in one block.
BLOCK = 1 << 28

for line in sys.stdin:
    task = json.loads(line)
    schema = pyarrow.schema([(name, TYPES[kind]) for name, kind in task["columns"]])
    table = pyarrow.json.read_json(
        task["lines"], read_options=pyarrow.json.ReadOptions(block_size=BLOCK, use_threads=False),
        parse_options=pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"))
    for place, (name, kind) in enumerate(task["columns"]):
        if kind == "date":
            table = table.set_column(place, name, table.column(name).cast(pyarrow.date32()))
    pyarrow.parquet.write_table(table, task["parquet"], compression="zstd")
