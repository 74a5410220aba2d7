#!/usr/bin/env python3
"""Rules change, documents do not: what stages gave is used again, and gives the same bytes as reading all of it."""
import os
import re
import shutil
import sys

sys.dont_write_bytecode = True
from foja import HOME, PROGRAM, Case, Watch, put, text

case = Case()
check = case.check
home = case.folder / "home"
cache = case.out / "default/cache"


def inbox():
    shutil.rmtree(case.folder, ignore_errors=True)
    case.inbox.mkdir(parents=True)
    shutil.copytree(HOME / "Pipelines", home / "Pipelines")
    for name in ("comunicado.pdf", "articulo.pdf"):
        put(case.inbox / name, (HOME / "Inputs" / name).read_bytes())
    put(case.inbox / "2023/a.txt", text("a", "El 4 de mayo de 2022 se gastaron 3.5 millones de pesos."))
    put(case.inbox / "b.html", "<html lang=es><title>B</title><h1>B</h1><p>Un texto del 3 de mayo de 2021.<table><tr><td>Total<td>12.5</table></html>")
    check(run().returncode == 0, "the first run")


def run(*more):
    return case.run(*more, home=home)


def as_clean(what):
    clean = case.folder / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    case.run(out=clean, home=home)
    difference = case.differences(case.out, clean)
    check(difference == "", f"{what}: not as a full reading: {difference[:400]}")


def edit(path, change):
    path = home / "Pipelines" / path
    before = path.read_text()
    after = change(before)
    check(before != after, f"{path} was not changed")
    path.write_text(after)


def entries():
    return sorted(path for path in cache.rglob("*") if path.is_file()) if cache.exists() else []


def changed(what, opened, path, change):
    edit(path, change)
    with Watch(case.inbox) as watch:
        ended = run()
    check(ended.returncode == 0 and "Read 4 documents" in ended.stdout, f"{what}: {ended.stdout} {ended.stderr}")
    check(bool(watch.names) == opened, f"{what}: opened {watch.names}")
    as_clean(what)


inbox()
check(len(entries()) == 8, f"kept are {entries()}")
check("Cache: 4 documents" in case.foja("status", home=home).stdout, "status does not show the cache")
# A rule that finds no more, and a month that is called otherwise.
changed("a rule", False, "rules/es/dates.yaml", lambda text: re.sub(r"(?m)^(    pattern: )'", r"\1'(?!3 de mayo)", text, count=4))
mentions = [line for line in case.lines("mentions") if line["type"] == "date"]
check(mentions, "no date is found any more")
changed("a vocabulary", False, "vocabularies/es/months.yaml", lambda text: text + "\n# Another.\n")
changed("a weight", False, "weights/title.yaml", lambda text: text.replace("later-page: -", "later-page: -1"))
changed("a profile", False, "profiles/report.yaml", lambda text: text + "\n# Another.\n")
changed("words of structure", False, "vocabularies/es/structure.yaml", lambda text: text + "\n# Another.\n")
changed("how pictures are read", True, "default.yaml", lambda text: text.replace("ocr: missing", "ocr: no"))
with Watch(case.inbox) as watch:
    run()
check(not watch.names, f"a night without news opens {watch.names}")

# What is damaged in the cache is read from the document.
for end in (".pages", ".document"):
    for path in entries():
        data = bytearray(path.read_bytes())
        if path.suffix == end:
            data[len(data) // 2] ^= 1
            path.write_bytes(data)
edit("rules/es/money.yaml", lambda text: text + "\n# Another.\n")
with Watch(case.inbox) as watch:
    run()
check(len(watch.names) == 4, f"of damaged entries only {watch.names} were read again")
as_clean("damaged entries")
path = entries()[0]
shutil.copy(entries()[-1], path)
edit("rules/es/money.yaml", lambda text: text + "\n# And another.\n")
run()
as_clean("an entry of another document")

# A renamed document is read under its new name.
os.rename(case.inbox / "comunicado.pdf", case.inbox / "otro.pdf")
run()
as_clean("renamed")
with Watch(case.inbox) as watch:
    run("--force")
check(len(watch.names) == 4, f"--force opened {watch.names}")

# What is forgotten or pruned is not kept either.
kept = len(entries())
sha = case.status()["b.html"]["sha256"]
os.remove(case.inbox / "b.html")
check(case.foja("forget", "b.html", home=home).returncode == 0, "forget")
check(len(entries()) == kept - 2 and not any(sha in path.name for path in entries()), "forget left what stages gave")
os.remove(case.inbox / "otro.pdf")
run()
check(len(entries()) == kept - 2, "what is gone was taken from the cache before it was pruned")
case.foja("prune", home=home)
check(len(entries()) == kept - 4, "prune left what stages gave")
said = case.foja("prune", "--cache", home=home).stdout
check("held 2 documents" in said and not entries(), f"prune --cache: {said}")
check(len(case.records()) == 2, "prune --cache withdrew records")

# Its bound, and none at all.
edit("default.yaml", lambda text: text.replace("cache-mb: 4000", "cache-mb: 0.02"))
run("--force")
size = sum(path.stat().st_size for path in entries())
check(0 < size <= 0.02 * (1 << 20), f"the cache has {size} bytes")
as_clean("a full cache")
edit("default.yaml", lambda text: text.replace("cache: yes", "cache: no"))
shutil.rmtree(cache)
run("--force")
check(not cache.exists(), "a cache although there should be none")

# A copy of the program elsewhere, with another date, reads the same: nothing is to be done. (Where Swift builds it, dates count.)
installed = [case.folder / "installed" / number for number in "12"]
for folder in installed:
    folder.mkdir(parents=True)
    for name in ("foja", "foja-worker", "foja-draw"):
        shutil.copyfile(os.path.join(os.path.dirname(PROGRAM), name), folder / name)
        os.chmod(folder / name, 0o755)
        os.utime(folder / name, (1.6e9 + int(folder.name), 1.6e9))
import foja
foja.PROGRAM = str(installed[0] / "foja")
run()
foja.PROGRAM = str(installed[1] / "foja")
ended = run()
check("Nothing to do" in ended.stdout, f"a copy of the program reads again: {ended.stdout}")
case.end("stages")
