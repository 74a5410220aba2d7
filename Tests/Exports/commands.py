#!/usr/bin/env python3
"""commands.py README…: runs what the files say can be run: their fenced blocks marked `sh run`, from the first to the last, each file in a copy of
the project of its own, in which `./foja` is the program that FOJA names. A block ends 0, or `ends N` where it is marked so (`sh run ends 1`).
`python run` blocks are run by the Python that runs this."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

home = Path(__file__).resolve().parents[2]
program = os.environ["FOJA"]
worker = os.environ["FOJA_WORKER"]
ran = failed = 0


def copy(folder):
    files = subprocess.run(["git", "-C", home, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, check=True)
    for name in files.stdout.decode().split("\0"):
        if name and not name.startswith(("Tests/", "Sources/")) and (home / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((home / name).read_bytes())
    launcher = folder / "foja"
    launcher.write_text(f'#!/bin/sh\nFOJA_HOME="{folder}" FOJA_WORKER="{worker}" exec "{program}" "$@"\n', "utf-8")
    launcher.chmod(0o755)


for readme in sys.argv[1:]:
    text = (home / readme).read_text("utf-8")
    blocks = re.findall(r"^```(sh|python) run(?: ends (\d+))?\n(.*?)^```$", text, re.M | re.S)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "foja"
        folder.mkdir()
        copy(folder)
        # `python3` is the one that has what recipes import.
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": temporary}
        for language, status, code in blocks:
            command = ["bash", "-eu", "-o", "pipefail", "-c", code] if language == "sh" else [sys.executable, "-c", code]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)
            ran += 1
            if done.returncode != int(status or 0):
                failed += 1
                print(f"{readme}: ends {done.returncode}:\n{code}{done.stdout[-600:]}{done.stderr[-1200:]}")
    if not blocks:
        failed += 1
        print(f"{readme}: nothing in it is marked as runnable")
print(f"{ran} blocks of {len(sys.argv) - 1} files run, {failed} failed")
sys.exit(1 if failed else 0)
