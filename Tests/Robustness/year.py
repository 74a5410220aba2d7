#!/usr/bin/env python3
"""A year of nights over a growing inbox, through the real program (opt-in: minutes with a release build).

    year.py [DAYS] [DOCUMENTS] [SEED]      365 2000 1

Documents come, are renamed, moved, replaced, doubled and withdrawn; rules, words and profiles change; the first night finds the folder of the
first version, one day another build of the program comes; files cannot be read, disks are full, workers and the program are killed, the
catalogue is damaged once. After `foja retry` and `foja prune` stand the very bytes of one clean run over what the inbox holds then.

FOJA_BEFORE, FOJA_BEFORE_HOME: an older program and the folder that holds its Pipelines/, for the first half of the year; else it is the same
program with another date.
"""
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
import foja
from foja import HOME, Case, first_version, minipdf, put

days, documents, seed = (int(value) for value in (sys.argv[1:] + ["365", "2000", "1"][len(sys.argv) - 1 :])[:3])
chance = random.Random(seed)
case = Case()
check = case.check
first_version(case.folder)
home = case.folder / "home"
before = os.environ.get("FOJA_BEFORE")
shutil.copytree(Path(os.environ["FOJA_BEFORE_HOME"] if before else HOME) / "Pipelines", home / "Pipelines")
names = sorted(str(path.relative_to(case.inbox)) for path in case.inbox.rglob("*") if path.is_file())
count, read, started = 0, {}, time.time()
FAULTS = ["lost", "full", "unreadable", "kill", "changed", "bus"]
CHANGES = [
    ("rules/es/dates.yaml", "# Rules."), ("vocabularies/es/months.yaml", "# Words."), ("profiles/report.yaml", "# A profile."),
    ("rules/es/money.yaml", "# More rules."), ("vocabularies/es/structure.yaml", "# Words of structure."), ("weights/title.yaml", "# Weights."),
]


def installed(program, number):
    """The program as packages put it: outside of the folder that Swift builds it in, each time with another date."""
    folder = case.folder / f"installed-{number}"
    folder.mkdir()
    for name in ("foja", "foja-worker", "foja-draw"):
        if not Path(program).with_name(name).exists():
            continue
        shutil.copyfile(Path(program).with_name(name), folder / name)
        os.chmod(folder / name, 0o755)
        os.utime(folder / name, (1.6e9 + number, 1.6e9 + number))
    return str(folder / "foja")


def content(number, kind):
    year, amount = 1990 + number % 35, 1000 + number * 37 % 900_000
    words = [f"Informe {number}", f"El {1 + number % 28} de mayo de {year} la Junta {number % 13} gasto {amount} pesos.", f"Son {number % 97} casos en total."]
    if kind == ".pdf":
        return minipdf(words)
    if kind == ".html":
        return f"<html lang=es><title>{words[0]}</title><h1>{words[0]}</h1><p>{words[1]}<table><tr><td>Casos<td>{number % 97}</tr></table></html>"
    return " \n" + "\n\n".join(words) + "\n"


def comes(day):
    global count
    for _ in range((documents * (day + 1)) // days - count):
        kind = chance.choice([".txt", ".txt", ".html", ".pdf"])
        name = f"{day // 30 + 1:02}/{chance.choice('abc')}/n{count:05}{kind}"
        put(case.inbox / name, content(count, kind) if chance.random() > 0.01 else " \n", 86400 + count)
        names.append(name)
        count += 1


def moves():
    """What else happens to documents: up to three a day."""
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
        place = chance.randrange(len(names))
        name, event = names[place], chance.random()
        path = case.inbox / name
        if event < 0.3:
            names[place] = str(Path(name).with_name(f"r{chance.randrange(10**6):06}{path.suffix}"))
            os.rename(path, case.inbox / names[place])
        elif event < 0.45:
            names[place] = f"movidos/{chance.randrange(9)}/{path.name}"
            (case.inbox / names[place]).parent.mkdir(parents=True, exist_ok=True)
            os.rename(path, case.inbox / names[place])
        elif event < 0.7:
            put(path, content(chance.randrange(10**6), path.suffix) if chance.random() > 0.1 else "   \n", 3600 + chance.randrange(10**5))
        elif event < 0.85:
            names.append(f"copias/{chance.randrange(10**6):06}{path.suffix}")
            (case.inbox / "copias").mkdir(exist_ok=True)
            shutil.copy2(path, case.inbox / names[-1])
        else:
            os.remove(path)
            names.pop(place)


def night(day):
    faults = None
    if chance.random() < 0.12:
        faults = ",".join(f"{chance.choice(names)}={chance.choice(FAULTS)}" for _ in range(3))
        if chance.random() < 0.1:
            faults += ",set=full"
    if chance.random() < 0.08:
        killed = case.run(home=home, faults=faults, wait=False)
        time.sleep(chance.uniform(0, 0.6))
        killed.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM]))
        ended = f"killed {killed.wait(timeout=120)}"
        read[ended] = read.get(ended, 0) + 1
        return
    ended = case.run(home=home, faults=faults)
    check(ended.returncode in (0, 1) or faults and ended.returncode == 73, f"day {day} ended {ended.returncode}: {ended.stderr[-300:]}")
    read[ended.returncode] = read.get(ended.returncode, 0) + 1


program = foja.PROGRAM
foja.PROGRAM = installed(before or program, 1)
for day in range(days):
    comes(day)
    if day % (days // 7 or 1) == days // 14:
        path, line = CHANGES[day * 7 // days % len(CHANGES)]
        with open(home / "Pipelines" / path, "a") as file:
            file.write(f"\n{line} Day {day}.\n")
    if day == days // 2:
        foja.PROGRAM = installed(program, 2)
        if before:
            shutil.rmtree(home / "Pipelines")
            shutil.copytree(HOME / "Pipelines", home / "Pipelines")
    if day == days * 2 // 3:
        (case.out / "catalogue.sqlite").write_bytes(os.urandom(5000))
    if day > 0:
        moves()
    night(day)
    if day % 20 == 19:
        print(f"day {day + 1}: {len(names)} documents, {time.time() - started:.0f} s", flush=True)
ended = case.foja("retry", home=home)
check(ended.returncode in (0, 1), f"retry ended {ended.returncode}: {ended.stderr[-300:]}")
troubles = [path for path, entry in case.status().items() if entry["passing"]]
check(not troubles, f"after it there are passing troubles: {troubles[:5]}")
ended = case.foja("prune", home=home)
check(ended.returncode == 0, f"prune ended {ended.returncode}")
clean = case.folder / "clean"
case.run(out=clean, home=home)
difference = case.differences(case.out, clean)
check(difference == "", f"not as a clean run: {difference[:600]}")
check(len(case.records()) == len(case.records(out=clean)) > documents / 2, f"{len(case.records())} records")
case.end(f"{days} nights, {len(names)} documents, {len(case.records())} records, runs by end {read}, {time.time() - started:.0f} s")
