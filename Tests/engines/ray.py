#!/usr/bin/env python3
"""Ray with two actors, one of which is killed in the middle of a document: records as of one run, byte for byte.

PYTHON: an interpreter that has the packages of Pipelines/engines/ray/requirements.txt; skipped where it has them not.
"""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import ENVIRONMENT, HOME, PROGRAM, as_one_run, descendants, documents, skip_without  # noqa: E402

python = skip_without("ray", "Ray")
work = Path(tempfile.mkdtemp(prefix="foja-ray-"))
try:
    documents(work / "in")
    process = subprocess.Popen(
        [python, str(HOME / "Pipelines/engines/ray/read.py"), str(work / "in"), str(work / "records"), "2"], env=dict(ENVIRONMENT, RAY_DEDUP_LOGS="0", RAY_TMPDIR=str(work)),
        stdout=subprocess.DEVNULL, stderr=open(work / "log", "w"))
    answers = work / "records/answers.jsonl"
    end = time.time() + 400
    while process.poll() is None and time.time() < end and (not answers.exists() or answers.read_text().count("\n") < 3):
        time.sleep(0.05)
    # The actor above a worker that is at a document at this moment.
    killed = None
    while process.poll() is None and killed is None and time.time() < end:
        for worker in descendants("foja-worker", ENVIRONMENT["FOJA_MARK"]):
            actor = worker.above("ray::")
            if actor:
                os.kill(actor, signal.SIGKILL)
                killed = actor
                break
        time.sleep(0.05)
    code = process.wait(timeout=300)
    log = (work / "log").read_text(errors="replace")
    assert code == 0, f"it ended {code}: {log[-1500:]}"
    assert killed, "nobody was killed"
    session = "".join(path.read_text(errors="replace") for path in work.rglob("logs/*") if path.is_file() and path.stat().st_size < 1 << 24)
    assert re.search(rf"\b{killed}\b", log + session), f"Ray's log does not tell of the end of {killed}"
    count = as_one_run(work, sorted((work / "records").glob("*.jsonl")))
    print(f"Ray: two actors, one killed in the middle of a document (told in Ray's log): {count} records, the bytes of one run")
finally:
    shutil.rmtree(work, ignore_errors=True)
