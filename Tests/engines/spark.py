#!/usr/bin/env python3
"""Spark in local-cluster mode with two executors, one of which is killed in the middle of a task: records as of one run, byte for byte.

PYTHON: an interpreter that has the packages of Pipelines/engines/spark/requirements.txt, with Java 17; skipped where they are missing.
"""
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
from common import ENVIRONMENT, HOME, as_one_run, descendants, documents, skip_without  # noqa: E402

python = skip_without("pyspark", "Spark")
if not shutil.which("java"):
    print("SKIPPED Spark: no java (openjdk-17-jre-headless)")
    sys.exit(0)
work = Path(tempfile.mkdtemp(prefix="foja-spark-"))
SETTINGS = ["--master", "local-cluster[2,1,1024]", "--conf", "spark.executor.memory=512m", "--conf", "spark.driver.memory=512m", "--conf", "spark.driver.host=127.0.0.1",
            "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.ui.enabled=false"]


def submit(*words, log):
    environment = dict(ENVIRONMENT, PYSPARK_PYTHON=python, PYSPARK_DRIVER_PYTHON=python, SPARK_LOCAL_IP="127.0.0.1", SPARK_LOCAL_DIRS=str(work / "local"), SPARK_WORKER_DIR=str(work / "worker"))
    engines = HOME / "Pipelines/engines"
    return subprocess.Popen([str(Path(python).parent / "spark-submit"), *SETTINGS, "--py-files", str(engines / "serving.py"), str(engines / "spark/read.py"), *map(str, words)],
                            env=environment, cwd=work, stdout=subprocess.DEVNULL, stderr=open(log, "w"))


try:
    documents(work / "in")
    process = submit(work / "in", work / "table", 8, log=work / "log")
    end = time.time() + 300
    killed = None
    while process.poll() is None and killed is None and time.time() < end:
        told = (work / "log").read_text(errors="replace")
        if len(re.findall(r"Finished task", told)) >= 3:
            for worker in descendants("foja-worker", ENVIRONMENT["FOJA_MARK"]):
                executor = worker.above("CoarseGrainedExecutorBackend")
                if executor:
                    os.kill(executor, signal.SIGKILL)
                    killed = executor
                    break
        time.sleep(0.05)
    code = process.wait(timeout=400)
    log = (work / "log").read_text(errors="replace")
    assert code == 0, f"it ended {code}: {log[-2500:]}"
    assert killed, "nobody was killed"
    lost = re.findall(r"Lost task [^\n]*", log)
    assert lost, "Spark's log has no failed task"
    code = submit("--lines", work / "table", work / "lines", log=work / "log2").wait(timeout=300)
    assert code == 0, (work / "log2").read_text()[-2000:]
    count = as_one_run(work, sorted((work / "lines").glob("part-*")))
    print(f"Spark: two executors, one killed in the middle of a task ({lost[0][:40]}…): {count} records, the bytes of one run")
finally:
    shutil.rmtree(work, ignore_errors=True)
