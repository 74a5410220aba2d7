#!/usr/bin/env python3
"""Shards on a real Slurm of one node, whose tasks are killed: what comes out is the bytes of one run.

Needs root and Debian's slurm-wlm, munge and slurm-wlm-basic-plugins; without them it is skipped. The cluster lives in a folder of its own and ends with
the test. Killed are: the program in the middle of its share (kill -9), and slurmstepd above it. Takes a minute or two.
"""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("FOJA", str(HOME / ".build/debug/foja"))
SHARES = 3
work = Path(tempfile.mkdtemp(prefix="foja-slurm-"))
started = []


def skip(why):
    print(f"SKIPPED Slurm: {why}")
    sys.exit(0)


def call(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)


def wait(what, holds, seconds=180):
    end = time.time() + seconds
    while time.time() < end:
        value = holds()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(f"waited for {what}: {call('squeue', env=ENVIRONMENT).stdout} {logs()}")


def logs():
    return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-800:]}" for path in sorted(work.glob("*.log")))


def cluster():
    """munged, slurmctld and slurmd of one node, all their files below `work`."""
    work.chmod(0o755)
    for folder in ("state", "spool"):
        (work / folder).mkdir()
    host = socket.gethostname().split(".")[0]
    config = work / "slurm.conf"
    config.write_text(f"""ClusterName=foja
SlurmctldHost={host}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={work}/munge.socket,cred_expire=5
StateSaveLocation={work}/state
SlurmdSpoolDir={work}/spool
SlurmctldPidFile={work}/ctld.pid
SlurmdPidFile={work}/d.pid
SlurmctldPort=16817
SlurmdPort=16818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
RequeueExit=75,130-255
SlurmdTimeout=10
MailProg=/bin/true
NodeName={host} CPUs=2 RealMemory=1000
PartitionName=all Nodes=ALL Default=YES MaxTime=60
""")
    key = work / "munge.key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o400)
    (work / "munge").mkdir(mode=0o700)
    os.environ["SLURM_CONF"] = str(config)
    for words in (
        ["munged", "--foreground", "--force", f"--key-file={key}", f"--socket={work}/munge.socket", f"--pid-file={work}/munge/pid", f"--log-file={work}/munge/log", f"--seed-file={work}/munge/seed"],
        ["slurmctld", "-D", "-i", "-f", str(config), "-L", str(work / "ctld.log")],
        ["slurmd", "-D", "-f", str(config), "-L", str(work / "slurmd.log")],
    ):
        started.append(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)))
        time.sleep(1)


def inbox():
    """Texts, half of which take two seconds each: so there is time to kill somebody."""
    for number in range(24):
        path = work / f"in/{number % 4}/n{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f" \nInforme {number}\n\nUn texto de prueba del 3 de mayo de 2021, con un gasto de {number * 7} pesos.\n")
        os.utime(path, (1.7e9, 1.7e9))
    shutil.copy(work / "in/1/n01.txt", work / "in/otra.txt")


def processes(name):
    """Of this test's cluster: the command line names its folder, or an ancestor does."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if re.search(name, command):
                found.append(int(entry.name))
    return found


def program_of_a_share():
    return processes(rf"{re.escape(PROGRAM)} run .*{re.escape(str(work))}")


def published():
    return len(list((work / "parts").rglob("record.json")))


def stepd_above(process):
    while process > 1:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        process = int(fields[1])
        if "slurmstepd" in Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace"):
            return process
    return None


def main():
    submitted = call(
        HOME / "Pipelines/engines/slurm/submit", SHARES, work / "in", work / "parts", work / "out", "--cpus-per-task=1", cwd=work, env=ENVIRONMENT)
    assert submitted.returncode == 0, submitted.stderr
    last = submitted.stdout.split()[-1]
    # The program itself, in the middle of its share.
    first = wait("a share that is being read", lambda: published() >= 1 and program_of_a_share())[0]
    os.kill(first, signal.SIGKILL)
    # What Slurm watches a task by: the program may live on as an orphan, and the second attempt must not publish beside it.
    time.sleep(2)
    second = wait("another share", lambda: [process for process in program_of_a_share() if process != first])[0]
    stepd = stepd_above(second)
    assert stepd, "no slurmstepd above the program"
    os.kill(stepd, signal.SIGKILL)
    wait("the merge", lambda: last not in call("squeue", "-h", "-o", "%i", env=ENVIRONMENT).stdout.split() and (work / "out/default/datapackage.json").exists(), 240)
    restarts = re.findall(r"Requeuing JobId=\S+", (work / "ctld.log").read_text())
    assert len(restarts) >= 2, f"Slurm did not send both tasks back to the queue: {restarts}"
    one = call(PROGRAM, "run", "--inputs", work / "in", "--outputs", work / "one", env=ENVIRONMENT)
    assert one.returncode == 0, one.stdout + one.stderr
    differing = call("diff", "-r", "-q", "-x", "catalogue.sqlite", "-x", "cache", work / "one", work / "out").stdout
    assert not differing, differing + logs()
    records = len(list((work / "out/default/documents").rglob("record.json")))
    print(f"Slurm: {SHARES} shares of {records} records, a program and a slurmstepd killed, {len(restarts)} times sent back: the bytes of one run")


if os.geteuid() != 0:
    skip("it needs root")
missing = [name for name in ("munged", "slurmctld", "slurmd", "sbatch") if not shutil.which(name)]
if missing:
    skip(f"{', '.join(missing)} not installed (slurm-wlm munge slurm-wlm-basic-plugins)")
try:
    cluster()
    ENVIRONMENT = dict(os.environ, FOJA=PROGRAM, FOJA_HOME=os.environ.get("FOJA_HOME", str(HOME)), FOJA_TEST_FAULTS="0.txt=slow,1.txt=slow,2.txt=slow,3.txt=slow,4.txt=slow")
    wait("an idle node", lambda: "idle" in call("sinfo", "-h", "-o", "%T", env=ENVIRONMENT).stdout, 60)
    inbox()
    main()
finally:
    if "--keep" not in sys.argv:
        call("scancel", "-u", "root", env=dict(os.environ))
        time.sleep(1)
    for process in reversed(started):
        process.terminate()
    for process in started:
        process.wait(timeout=20)
    if "--keep" not in sys.argv:
        shutil.rmtree(work, ignore_errors=True)
