#!/usr/bin/env python3
"""Random kills of the program and its workers, with files that cannot be read, a share that is away and a full disk among them.

    chaos.py [KILLS] [SEED]

While it goes on a watcher looks at every record that was ever published: each is there, whole, at every moment. After it one undisturbed run
gives the very bytes of a clean run over the inbox as it is then.
"""
import os
import random
import signal
import sys
import threading
import time

sys.dont_write_bytecode = True
from foja import HOME, Case, put, text

kills = int(sys.argv[1]) if len(sys.argv) > 1 else 30
chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
case = Case()
case.fresh([])
names = [f"lote-{n % 3}/n{n:02}.txt" for n in range(21)] + ["comunicado.pdf", "articulo.pdf"]
for name in names:
    put(case.inbox / name, (HOME / "Inputs" / name).read_bytes() if name.endswith("pdf") else text(name))
start = time.time()
case.check(case.run().returncode == 0, "the first run did not end 0")
usual = time.time() - start

missing, looks, over = [], 0, threading.Event()


def watch():
    global looks
    while not over.is_set():
        for name in names:
            try:
                with open(case.out / "default/documents" / name / "record.json", "rb") as file:
                    file.seek(-2, 2)
                    whole = file.read() == b"}\n"
            except OSError as error:
                whole = error
            if whole is not True:
                missing.append((name, whole))
        looks += 1
        time.sleep(0.002)


def workers(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


watcher = threading.Thread(target=watch)
watcher.start()
ends = {}
for number in range(kills):
    faults = ",".join(f"{chance.choice(names)}={chance.choice(['lost', 'full', 'unreadable', 'kill', 'changed'])}" for _ in range(2))
    changed = chance.choice(names[:21])
    put(case.inbox / changed, text(changed, f"Cambio {number}."), 3000 - number)
    run = case.run(*(["--force"] if chance.random() < 0.7 else []), faults=faults, wait=False)
    time.sleep(chance.uniform(0, usual * 1.2))
    if number % 2:
        os.kill(run.pid, chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
    else:
        for worker in workers(run.pid)[:1]:
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                pass
    code = run.wait(timeout=120)
    ends[code] = ends.get(code, 0) + 1
    case.check(code in (0, 1, 73, 130, -9, -15, -2), f"a run ended {code}")
over.set()
watcher.join()
case.check(not missing, f"{len(missing)} times a published record was not there or not whole: {missing[:3]}")
ended = case.foja("retry")
case.check(ended.returncode == 0, f"the undisturbed run ended {ended.returncode}: {ended.stdout} {ended.stderr}")
case.same_as_clean("after the chaos")
case.check(sorted(os.listdir(case.out)) == ["catalogue.sqlite", "default"], f"left behind: {os.listdir(case.out)}")
case.end(f"{kills} kills (ended {dict(sorted(ends.items()))}), {looks} looks at {len(names)} records")
