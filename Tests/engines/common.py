"""What the tests of engines share."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("FOJA", str(HOME / ".build/debug/foja"))
# Engines start processes of their own session: what is ours is known by a variable of the environment.
MARK = f"{os.getpid()}-{int(time.time())}"
ENVIRONMENT = dict(os.environ, FOJA=PROGRAM, FOJA_HOME=os.environ.get("FOJA_HOME", str(HOME)), FOJA_MARK=MARK, FOJA_TEST_FAULTS="5.txt=slow,7.txt=slow,9.txt=slow")


def skip_without(module, name):
    """An interpreter that has a module."""
    python = os.environ.get("PYTHON", sys.executable)
    if subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
        print(f"SKIPPED {name}: {python} has no module {module} (Pipelines/engines/{name.lower()}/requirements.txt)")
        sys.exit(0)
    return python


def documents(folder):
    """Small texts, some of which take two seconds each; equal stems and bytes, a refused one."""
    for number in range(30):
        path = folder / f"{number % 3}/n{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f" \nInforme {number}\n\nUn texto de prueba del 3 de mayo de 2021, con un gasto de {number * 7} pesos.\n")
    (folder / "x.html").write_text("<html lang=es><title>X</title><h1>X</h1><p>Un texto del 3 de mayo de 2021.</html>")
    (folder / "x.txt").write_text(" \nX\n\nUn texto del 3 de mayo de 2021.\n")
    (folder / "vacio.txt").write_text(" \n")
    shutil.copy(folder / "1/n01.txt", folder / "copia.txt")
    for path in folder.rglob("*.*"):
        os.utime(path, (1.7e9, 1.7e9))


class Process:
    def __init__(self, id):
        self.id = id

    def command(self):
        return Path(f"/proc/{self.id}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")

    def above(self, words):
        """The nearest ancestor whose command line has these words."""
        process = self.id
        try:
            while process > 1:
                process = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
                if words in Process(process).command():
                    return process
        except OSError:
            pass
        return None


def descendants(words, mark):
    """Processes with these words in their command line that have our mark."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if words.encode() in (entry / "cmdline").read_bytes() and mark.encode() in (entry / "environ").read_bytes():
                    found.append(Process(int(entry.name)))
            except OSError:
                continue
    return found


def as_one_run(work, files):
    """Merges what an engine wrote down, compares it with one run; gives the count of records."""
    merged = subprocess.run([PROGRAM, "merge", "--records", *map(str, files), "--outputs", str(work / "merged")], env=ENVIRONMENT, capture_output=True, text=True)
    assert merged.returncode == 1, f"merge ended {merged.returncode}: {merged.stderr}"
    one = subprocess.run([PROGRAM, "run", "--inputs", str(work / "in"), "--outputs", str(work / "one")], env=dict(ENVIRONMENT, FOJA_TEST_FAULTS=""), capture_output=True, text=True)
    assert one.returncode == 1, f"the run ended {one.returncode}: {one.stderr}"
    differing = subprocess.run(["diff", "-r", "-q", "-x", "catalogue.sqlite", "-x", "cache", str(work / "one"), str(work / "merged")], capture_output=True, text=True).stdout
    assert not differing, differing
    return len(list((work / "merged/default/documents").rglob("record.json")))
