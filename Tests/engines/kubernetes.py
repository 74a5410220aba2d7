#!/usr/bin/env python3
"""Shares as a Kubernetes Indexed Job and as GNU parallel run them, on this machine: the bytes of one run.

The manifests are checked against the schema of their version (kubernetes-validate); then the commands that stand in them are run, each share's with its
JOB_COMPLETION_INDEX, with /data and the place of the scripts changed to a folder of this test. The line for GNU parallel is taken from
Pipelines/engines/README.md. What is not installed is skipped, with a message. There is no Kubernetes here: pods, volumes and restarts are not tested.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from common import ENVIRONMENT, HOME, PROGRAM, documents  # noqa: E402

ENGINES = HOME / "Pipelines/engines"
MANIFESTS = [ENGINES / "kubernetes/foja.yml", ENGINES / "kubernetes/gather.yml"]
environment = dict(ENVIRONMENT, FOJA_TEST_FAULTS="", PATH=f"{ENGINES}:{os.environ['PATH']}")
python = os.environ.get("PYTHON", sys.executable)
work = Path(tempfile.mkdtemp(prefix="foja-kubernetes-"))


def call(*words, **more):
    ended = subprocess.run([str(word) for word in words], capture_output=True, text=True, env=dict(environment, **more), cwd=work)
    assert ended.returncode == 0, f"{words} ended {ended.returncode}: {ended.stdout[-500:]} {ended.stderr[-1500:]}"
    return ended


def whole():
    subprocess.run([PROGRAM, "run", "--inputs", work / "data/in", "--outputs", work / "whole"], env=environment, capture_output=True)


def same(out, what):
    differing = subprocess.run(["diff", "-r", "-q", "-x", "catalogue.sqlite", "-x", "cache", work / "whole", out], capture_output=True, text=True).stdout
    assert not differing, f"{what}: {differing}"
    count = len(list((out / "default/documents").rglob("record.json")))
    assert count > 30, f"{what}: {count} records"
    return count


def schema():
    if subprocess.run([python, "-c", "import kubernetes_validate"], capture_output=True).returncode:
        return print(f"SKIPPED the schema of Kubernetes: {python} has no module kubernetes_validate (Tests/engines/requirements.txt)")
    validate = [python, "-c", "import sys; from kubernetes_validate.__main__ import main; sys.exit(main())", "--strict"]
    for manifest in MANIFESTS:
        call(*validate, manifest)
    # What the schema does not know must be told, or the check checks nothing.
    odd = work / "odd.yml"
    odd.write_text(MANIFESTS[0].read_text().replace("completionMode", "completionmode"))
    assert subprocess.run([*validate, odd], capture_output=True).returncode != 0, "a key that Kubernetes has not was not told"
    print("Kubernetes: both manifests are of their schema")


def job():
    """The commands of the manifests, in the pods' environment."""
    # The same reader as Foja's data: plain YAML, no anchors.
    shares, merge = MANIFESTS[0].read_text(), MANIFESTS[1].read_text()
    line = re.search(r"args: \['(.*)'\]", shares)[1]
    count = int(re.search(r"completions: (\d+)", shares)[1])
    words = [word.strip(' "') for word in re.search(r"command: \[(.*)\]", merge)[1].split(",")]

    def here(text):
        return text.replace("/usr/share/foja/Pipelines/engines", str(ENGINES)).replace("/data", str(work / "data"))

    # The last first, and one twice: order and repetition are the cluster's.
    for index in [*reversed(range(count)), 0]:
        call("/bin/sh", "-c", here(line), JOB_COMPLETION_INDEX=str(index))
    call(*map(here, words))
    print(f"Kubernetes: the commands of the manifests, {count} shares: {same(work / 'data/out', 'Kubernetes')} records, the bytes of one run")


def parallel():
    if not shutil.which("parallel"):
        return print("SKIPPED GNU parallel: it is not installed (Debian: parallel)")
    row = next(line for line in (ENGINES / "README.md").read_text().splitlines() if line.startswith("| GNU parallel"))
    line = re.search(r"`(.*)`", row)[1].replace("\\|", "|")
    (work / "in").symlink_to(work / "data/in")
    call("/bin/sh", "-c", line)
    print(f"GNU parallel: the line of the README: {same(work / 'out', 'GNU parallel')} records, the bytes of one run")


try:
    documents(work / "data/in")
    whole()
    schema()
    job()
    parallel()
finally:
    shutil.rmtree(work, ignore_errors=True)
