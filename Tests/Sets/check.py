"""What holds of a set, seen from outside: see `run`."""
import csv
import importlib.util
import io
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1]
RECIPES = HOME / "Outputs/recipes"
sys.path[:0] = [str(HERE), str(HERE.parent / "Robustness")]
from editions import CHANGE, FINES, MEASURES, VISITS, editions  # noqa: E402
from foja import PROGRAM, database_rows  # noqa: E402

scratch = Path(tempfile.mkdtemp(prefix="foja-sets-"))
held = broken = 0
skipped = []


def check(holds, what):
    global held, broken
    held, broken = (held + 1, broken) if holds else (held, broken + 1)
    if not holds:
        print(f"sets: {what}")


def has(module):
    there = importlib.util.find_spec(module) is not None
    if not there:
        skipped.append(f"{module} (pip install -r Tests/Sets/requirements.txt)")
    return there


def home():
    """Pipelines/ with rows asked for, and this Python for Parquet."""
    shutil.copytree(HOME / "Pipelines", scratch / "home/Pipelines")
    pipeline = scratch / "home/Pipelines/default.yaml"
    text = pipeline.read_text("utf-8")
    changed = text.replace("kinds: [json, markdown, csv]", "kinds: [json, markdown, csv, rows]").replace("python: python3", f"python: {sys.executable}")
    assert "csv, rows]" in changed and sys.executable in changed
    pipeline.write_text(changed, "utf-8")


def foja(*arguments, codes=(0, 1), **more):
    ended = subprocess.run(
        [PROGRAM, *map(str, arguments)], env=dict(os.environ) | {"FOJA_HOME": str(scratch / "home")} | more, capture_output=True, text=True, timeout=600)
    check(ended.returncode in codes, f"foja {arguments[0]} ended {ended.returncode}: {ended.stderr[-500:]}")
    return ended


def run(inputs, out):
    return foja("run", "--inputs", inputs, "--outputs", out, "--jobs", "1")


def resources(package):
    for resource in json.loads(package.read_text("utf-8"))["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        yield resource["name"], [package.parent / path for path in paths], resource["schema"]["fields"]


def lines(package):
    return {name: [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()] for name, paths, _ in resources(package)}


def packages(top):
    """Every package is what it says it is."""
    if not has("frictionless"):
        return
    import frictionless

    found = sorted(top.rglob("datapackage.json"))
    check(len(found) > 1, f"no packages under {top}")
    for path in found:
        report = frictionless.validate(str(path))
        errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
        check(report.valid, f"{path.relative_to(top)}: {[(error.type, error.note) for error in errors[:3]]}")


def same_counts(set_folder):
    """As many rows in SQLite and Parquet as in the lines, with the same columns; no value is a list or an object."""
    kinds = lines(set_folder / "datapackage.json")
    db = sqlite3.connect(set_folder / "records.sqlite")
    for name, paths, fields in resources(set_folder / "datapackage.json"):
        names = [field["name"] for field in fields]
        check(all(list(line) == names for line in kinds[name]), f"{name}: lines with other keys than the schema's")
        check(not any(isinstance(value, (list, dict)) for line in kinds[name] for value in line.values()), f"{name}: is not flat")
        rows = db.execute(f'SELECT * FROM "{name}"')
        check([column[0] for column in rows.description] == names, f"{name}: other columns in SQLite")
        check(len(rows.fetchall()) == len(kinds[name]), f"{name}: other rows in SQLite")
        if has("pyarrow"):
            import pyarrow.parquet

            tables = [pyarrow.parquet.read_table(path.with_suffix(".parquet")) for path in paths]
            check(all(table.column_names == names for table in tables), f"{name}: other columns in Parquet")
            check(sum(table.num_rows for table in tables) == len(kinds[name]), f"{name}: other rows in Parquet")
            values = [row for table in tables for row in table.to_pylist()]
            strings = [field["name"] for field in fields if field["type"] in ("string", "integer", "boolean")]
            check(all(a[n] == b[n] for a, b in zip(values, kinds[name]) for n in strings), f"{name}: other values in Parquet")
    check(kinds["cells"] and kinds.get("bookmarks") and kinds["mentions"] and kinds["columns"], "no cells, mentions or columns")
    check(all(line["source_link"] for rows in kinds.values() for line in rows), "a row without a link")
    check(any("#page=" in line["source_link"] for line in kinds["mentions"]), "no link to a page")
    for view in ("outline", "table_values", "amounts", "amounts_by_year_and_body"):
        check(db.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0, f"the view {view} is empty")
    db.close()
    return {name: len(rows) for name, rows in kinds.items()}


def pandas_frames(folder, counts):
    if not has("pandas"):
        return
    spec = importlib.util.spec_from_file_location("recipe", RECIPES / "with_pandas.py")
    recipe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recipe)
    frames = recipe.load(folder)
    check({name: len(frame) for name, frame in frames.items()} == counts, "pandas: other rows")
    import pandas

    plain = {name: pandas.concat([pandas.read_json(path, lines=True) for path in paths]) for name, paths, _ in resources(folder / "datapackage.json")}
    nested = [
        f"{name}.{column}" for all_frames in (frames, plain) for name, frame in all_frames.items() for column in frame.columns
        if frame[column].map(lambda value: isinstance(value, (list, dict))).any()]
    check(not nested, f"pandas: lists or objects in {nested}")


def recipe(name, program, *more, then=None, tool=None):
    """A recipe as a new user runs it."""
    if tool and not shutil.which(tool):
        return skipped.append(f"{name} ({tool} is not installed)")
    ended = subprocess.run([program, RECIPES / name, *more], capture_output=True, text=True, timeout=300)
    check(ended.returncode == 0 and ended.stdout.strip(), f"{name}: {ended.stderr[-500:]}")
    if then:
        then(ended.stdout)


def postgresql(sql, counts):
    """In a server of its own, under a user who is not root."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        return skipped.append("with_postgresql.py (Debian: postgresql)")
    tools = programs[-1].parent
    place = Path(tempfile.mkdtemp(prefix="foja-postgresql-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_user:
        shutil.chown(place, "postgres")

    def step(*call, **more):
        return subprocess.run([*as_user, *map(str, call)], capture_output=True, text=True, cwd=place, timeout=120, **more)

    try:
        made = step(tools / "initdb", "-D", place / "data", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        started = step(tools / "pg_ctl", "-D", place / "data", "-w", "-l", place / "log", "-o", f"-k {place} -c listen_addresses=''", "start")
        check(made.returncode == 0 and started.returncode == 0, f"the server does not start: {made.stderr[-300:]} {started.stderr[-300:]}")
        client = [tools / "psql", "-h", place, "-d", "postgres", "--quiet", "--set", "ON_ERROR_STOP=1"]
        for again in (1, 2):
            loaded = step(*client, input=sql)
            check(loaded.returncode == 0, f"with_postgresql.py, loaded {again} times: {loaded.stderr[-500:]}")
        query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in counts)
        said = step(*client, "-At", "-F", "\t", "-c", query).stdout.splitlines()
        check({name: int(count) for name, count in (line.split("\t") for line in said)} == counts, f"PostgreSQL: other rows: {said}")
    finally:
        step(tools / "pg_ctl", "-D", place / "data", "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


def updates(inbox):
    """Documents that come, change and go: the same rows as a fresh run, in SQLite and Parquet; only what changed is written."""
    some, out, clean = scratch / "some", scratch / "updated", scratch / "clean"
    some.mkdir()
    names = sorted(path.name for path in inbox.iterdir())
    for name in names[:-2]:
        shutil.copy2(inbox / name, some / name)
    run(some, out)
    for name in names[-2:]:
        shutil.copy2(inbox / name, some / name)
    (some / names[0]).unlink()
    database = out / "default/records.sqlite"
    before = database.stat().st_ino
    run(some, out)
    check(database.stat().st_ino == before, "the database was made anew")
    foja("prune", "--inputs", some, "--outputs", out)
    run(some, clean)
    check(database_rows(database) == database_rows(clean / "default/records.sqlite"), "an updated database has other rows than a fresh one")
    if has("pyarrow"):
        check(
            {path.name for path in (out / "default").glob("*.parquet")} == {path.name for path in (clean / "default").glob("*.parquet")},
            "other Parquet files than a fresh run's")
    times = {path: path.stat().st_mtime_ns for path in (out / "default").iterdir() if path.is_file()}
    run(some, out)
    check(times == {path: path.stat().st_mtime_ns for path in (out / "default").iterdir() if path.is_file()}, "nothing new, and something was written")
    database.write_bytes(b"no database")
    run(some, out)
    check(database_rows(database) == database_rows(clean / "default/records.sqlite"), "a damaged database is not made again")
    word = "Brezalia"
    (some / "secret.txt").write_text(f" \nNota\n\nEl archivo de {word} se abrió en mayo de 2021.\n", "utf-8")
    os.utime(some / "secret.txt", (1, 1))
    run(some, out)
    check(word.encode() in database.read_bytes() or foja("search", word, "--outputs", out).stdout, "what is to be forgotten is not there")
    (some / "secret.txt").unlink()
    foja("forget", "secret.txt", "--inputs", some, "--outputs", out)
    left = database.read_bytes()
    check(word.encode() not in left and word.lower().encode() not in left, "what was forgotten is still in the database")


def searches(out):
    said = foja("search", "visitas inspeccion", "--outputs", out, "--json", codes=(0,)).stdout
    hits = [json.loads(line) for line in said.splitlines()]
    check(hits and all(hit["document"] and hit["page"] and len(hit["box"]) == 4 for hit in hits if hit["file"].endswith(".pdf")), "search: hits without a place")
    check(any("inspección" in hit["snippet"].lower() for hit in hits), "search: accents are not folded")
    money = [json.loads(line) for line in foja("search", "pesos", "--type", "money", "--outputs", out, "--json").stdout.splitlines()]
    check(money and all(hit["type"] != "money" for hit in money), "search --type money")
    years = [json.loads(line)["year"] for line in foja("search", "informe", "--from", "2023", "--outputs", out, "--json").stdout.splitlines()]
    check(years and min(years) >= 2023, f"search --from: {years}")
    check(foja("search", "qqqzzz", "--outputs", out, codes=(1,)).stdout == "", "search finds what is not there")
    foja("search", "AND ( OR * NEAR", "--outputs", out)
    foja("search", "palabra", "--outputs", scratch / "nowhere", codes=(66,))


def series(out, expected):
    """Over the labour report and two made editions: every value of the made ones, in the names of the report, and nothing else."""
    said = foja("series", "--table", "CUADRO VII.1", "--outputs", out, codes=(0,))
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    report = [row for row in rows if row["document"] == "informe-laboral.pdf"]
    found = {(row["document"], row["row"], row["measure"], row["period"]): row["value"] for row in rows if row["document"] != "informe-laboral.pdf"}
    check(len(found) == len(rows) - len(report), "series: a value twice")
    for key in sorted(expected.keys() | found.keys()):
        check(found.get(key) is not None and float(found[key]) == float(expected.get(key, "nan")), f"series: {key}: {found.get(key)} for {expected.get(key)}")
    truth = {(row["row"], row["period"]): row["value"] for row in report if row["measure"] == VISITS}
    check(truth["Baja California", "2022-2023"] == "5505" and truth["Total nacional", "2023-2024"] == "181708", f"series: values of the report")
    check({row["measure"] for row in report} == {VISITS, MEASURES, CHANGE}, "series: measures of the report")
    check(all(row["page"] and row["x0"] and "#page=" in row["source_link"] for row in rows), "series: a value without a place")
    told = said.stderr
    check(f"informe-laboral-2025.pdf t1: the column '{FINES}'" in told, f"series: an added column is not told: {told[:300]}")
    check(f"informe-laboral-2022.pdf t1: the column '{CHANGE}'" in told, "series: a missing column is not told")
    check("informe-laboral-2022.pdf t1: the row 'Zacatecas'" in told, "series: a missing row is not told")
    whole = json.loads(foja("series", "--table", "CUADRO VII.1", "--outputs", out, "--json", codes=(0,)).stdout)
    check(len(whole["values"]) == len(rows) and len(whole["unmatched"]) == len(told.splitlines()), "series --json: another number of values")
    foja("series", "--table", "visitas de inspección y medidas ordenadas", "--outputs", out, "-o", scratch / "visits.csv", codes=(0,))
    check((scratch / "visits.csv").read_text("utf-8").count("\n") == len(rows) + 1 and (scratch / "visits.unmatched.csv").exists(), "series by caption")
    foja("series", "--table", "Cuadro XCIX", "--outputs", out, codes=(1,))


def terminal(*arguments, **more):
    """What a command says to a terminal."""
    reader, writer = pty.openpty()
    environment = dict(os.environ) | {"FOJA_HOME": str(scratch / "home"), "TERM": "xterm", "LC_ALL": "", "NO_COLOR": ""} | more
    child = subprocess.Popen([PROGRAM, *map(str, arguments)], env=environment, stdin=writer, stdout=writer, stderr=writer)
    os.close(writer)
    said = b""
    while True:
        try:
            piece = os.read(reader, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    child.wait()
    os.close(reader)
    return said.decode("utf-8", "replace")


def people(inbox, out):
    """What is said to people: the next step, their language and colours on a terminal; JSON of each command for programs."""
    file = inbox / "comunicado.pdf"
    check(f"foja convert {file}" in foja("run", "--inputs", file, "--outputs", scratch / "none", codes=(66,)).stderr, "run FILE does not say convert")
    check(f"foja run --inputs {inbox}" in foja("convert", inbox, codes=(66,)).stderr, "convert FOLDER does not say run")
    told = foja("match", "dates/xx", "en 2020", codes=(64,)).stderr
    check("dates/es" in told and "dates/en" in told, f"match dates/xx names nothing: {told}")
    check("dates/es" in foja("match", "dates/es", "el 4 de mayo de 2021", codes=(0,)).stdout, "match finds no date")
    fresh = foja("run", "--inputs", inbox, "--outputs", scratch / "said", codes=(0, 1)).stdout
    check("Records: " in fresh and str(scratch / "said/default/documents") in fresh and "records.sqlite" in fresh, f"the summary says not where: {fresh}")
    spanish = terminal("run", "--inputs", inbox, "--outputs", scratch / "said", LC_MESSAGES="es_MX.UTF-8", LANG="en_GB.UTF-8")
    check("Nada que hacer" in spanish and "Registros: " in spanish, f"no Spanish: {spanish}")
    check("Nothing to do" in terminal("run", "--inputs", inbox, "--outputs", scratch / "said", LC_MESSAGES="en_US.UTF-8"), "no English")
    (scratch / "odd").mkdir()
    (scratch / "odd/vacio.pdf").write_bytes(b"")
    (scratch / "odd/nota.pdf").write_bytes(b"Solo texto, no un PDF.\n")
    spanish = terminal("run", "--inputs", scratch / "odd", "--outputs", scratch / "odd-out", LC_ALL="es_ES.UTF-8")
    check("rechazado, empty" in spanish and "llámelo .txt" in spanish, f"outcomes are not in Spanish: {spanish}")
    spanish = terminal("explain", file, "m9999", LC_ALL="es")
    check("nada se llama 'm9999'" in spanish, f"an error is not in Spanish: {spanish}")
    check("no hay tal pipeline; se conocen" in terminal("run", "noche", LC_ALL="es"), "an unknown pipeline is not told of in Spanish")
    foja("run", "--inputs", scratch / "odd", "--outputs", scratch / "odd-out", LC_ALL="es_ES.UTF-8", codes=(1,))
    check("Nothing to do" in foja("run", "--inputs", inbox, "--outputs", scratch / "said", LC_ALL="es_ES.UTF-8").stdout, "Spanish into a pipe")
    colours = terminal("search", "inspección", "--outputs", out)
    check("\x1b[1m" in colours, "no colours on a terminal")
    check("\x1b" not in terminal("search", "inspección", "--outputs", out, NO_COLOR="1"), "NO_COLOR is not heeded")
    check("\x1b" not in foja("search", "inspección", "--outputs", out).stdout, "colours into a pipe")
    record = out / "default/documents/comunicado.pdf/record.json"
    for call in (
        ["run", "--json", "--inputs", inbox, "--outputs", scratch / "said"], ["retry", "--json", "--inputs", inbox, "--outputs", scratch / "said"],
        ["status", "--json", "--outputs", out], ["prune", "--dry-run", "--json", "--inputs", inbox, "--outputs", scratch / "said"],
        ["check", "--json"], ["validate", "--json", record], ["match", "dates/es", "El instituto ejerció 3.5 millones de pesos el 4 de mayo de 2021.", "--json"], ["explain", record, "m1", "--json"],
        ["tables", "--json", "--pages", "3-7", inbox / "informe-laboral.pdf"], ["schema"], ["stage", "layout", "--pages", "9", inbox / "informe-laboral.pdf"],
        ["convert", "--json", "--to", "markdown,xlsx", "-o", scratch / "texts", file, inbox / "relatoria.txt"],
        ["draw", "--json", "--pages", "1", "-o", scratch / "page.png", file], ["review", "--json", "-o", scratch / "look", file],
        ["sample", "3", "--seed", "1", "--json", "-o", scratch / "sample", "--inputs", inbox, "--outputs", out],
    ):
        said = foja(*call).stdout
        check(said.strip() or call[0] == "prune", f"foja {call[0]} --json says nothing")
        try:
            [json.loads(line) for line in ([said] if call[0] in ("tables", "schema", "stage") else said.splitlines())]
        except ValueError:
            check(False, f"foja {call[0]} --json is none: {said[:200]}")
    told = [json.loads(line) for line in foja("convert", "--json", "-o", scratch / "texts", file, codes=(0,)).stdout.splitlines()]
    check([Path(path).name for path in told[0]["written"]] == ["comunicado.json"] and told[0]["outcome"] == "complete", f"convert --json: {told}")
    foja("convert", "--json", file, codes=(64,))
    pages = json.loads(foja("tables", "--json", "--pages", "9-10", inbox / "informe-laboral.pdf").stdout)
    check([table["pages"] for table in pages] == [[9], [10]], f"tables --pages 9-10: {[table['pages'] for table in pages]}")
    some = json.loads(foja("convert", "--pages", "9-10", inbox / "informe-laboral.pdf", codes=(0,)).stdout)
    check([page["number"] for page in some["pages"]] == [9, 10] and len(some["tables"]) == 2, "convert --pages 9-10 reads other pages")
    foja("convert", "--pages", "900", inbox / "informe-laboral.pdf", codes=(1,))
    for shell in ("bash", "zsh", "fish"):
        script = foja("completions", shell, codes=(0,)).stdout
        check("search" in script and "series" in script, f"completions {shell}")
        if shutil.which(shell):
            check(subprocess.run([shell, "-n"], input=script, capture_output=True, text=True).returncode == 0, f"completions {shell}: not a script")


def main():
    # The server of PostgreSQL runs under a user of its own.
    scratch.chmod(0o755)
    home()
    inbox, out = scratch / "in", scratch / "out"
    inbox.mkdir()
    for path in (HOME / "Inputs").iterdir():
        if path.suffix in (".pdf", ".html", ".txt"):
            shutil.copy2(path, inbox / path.name)
    expected = editions(inbox)
    for path in inbox.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    run(inbox, out)
    packages(out / "default")
    counts = same_counts(out / "default")
    pandas_frames(out / "default", counts)
    searches(out)
    series(out, expected)
    people(inbox, out)
    updates(inbox)
    if has("pandas"):
        recipe("with_pandas.py", sys.executable, out / "default")
    if has("duckdb"):
        said = {f"{name}: {count} rows" for name, count in counts.items()}
        recipe("with_duckdb.py", sys.executable, out / "default", then=lambda text: check(said <= set(text.splitlines()), f"DuckDB: other rows: {text}"))
    recipe("with_postgresql.py", sys.executable, out / "default", then=lambda sql: postgresql(sql, counts))
    recipe("with_r.R", "Rscript", out / "default", tool="Rscript")
    for place, folder in enumerate(sys.argv[1:]):
        run(folder, scratch / f"more{place}")
        packages(scratch / f"more{place}/default")
        pandas_frames(scratch / f"more{place}/default", same_counts(scratch / f"more{place}/default"))
    shutil.rmtree(scratch, ignore_errors=True)
    for what in dict.fromkeys(skipped):
        print(f"SKIPPED {what}")
    print(f"the set: {held} hold, {broken} do not")
    sys.exit(1 if broken else 0)


main()
