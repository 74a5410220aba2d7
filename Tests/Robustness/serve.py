#!/usr/bin/env python3
"""foja serve: records as of a run, byte for byte, whatever else is asked for and whoever dies meanwhile."""
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
from foja import ENVIRONMENT, HOME, PROGRAM, Case, put, text

case = Case()
check = case.check
case.fresh([])
for name in ("comunicado.pdf", "articulo.pdf"):
    put(case.inbox / name, (HOME / "Inputs" / name).read_bytes())
for number in range(12):
    put(case.inbox / f"n{number}.txt", text(f"n{number}"))
put(case.inbox / "vacio.txt", " \n")
case.run()
names = sorted(os.listdir(case.inbox))
requests = [{"id": name, "path": str(case.inbox / name), "outputs": ["json", "markdown", "csv"]} for name in names]
requests[5]["into"] = str(case.folder / "into/it")
requests.append({"id": "not there", "path": str(case.inbox / "no.txt")})
requests.append({"id": "kept", "path": str(case.inbox / "n0.txt"), "name": "otro.txt"})
lines = [json.dumps(request) for request in requests]
lines[3:3] = ["no json", '{"id": "relative", "path": "n0.txt"}', ""]
environment = dict(ENVIRONMENT, FOJA_TEST_FAULTS="n3.txt=kill,n4.txt=segv,n6.txt=loop", FOJA_TEST_LIMITS="stalled=2,memory=1024")
ended = subprocess.run([PROGRAM, "serve", "--jobs", "2"], env=environment, input="\n".join(lines), capture_output=True, text=True, timeout=300)
said = [json.loads(line) for line in ended.stdout.splitlines()]
check(ended.returncode == 0, f"ended {ended.returncode} {ended.stderr}")
check(said[0]["foja"] == "serve/1" and len(said[0]["stamp"]) == 32, f"the greeting: {said[:1]}")
answers = {line["id"]: line for line in said[1:]}
check(len(said) - 1 == len(requests) + 2, f"{len(said) - 1} answers to {len(requests) + 2} lines")
for name, outcome, code in [("n3.txt", "failed", "crashed"), ("n4.txt", "failed", "crashed"), ("n6.txt", "failed", "timed-out"), ("vacio.txt", "refused", "empty"),
                            ("not there", "failed", "unreadable"), ("relative", "failed", "not-a-request"), ("", "failed", "not-a-request")]:
    check((answers[name]["outcome"], answers[name].get("code")) == (outcome, code), f"{name}: {answers[name]}")
check(answers["n3.txt"]["passing"] and not answers["n4.txt"]["passing"], "which troubles pass")
same = 0
for name in names:
    top = case.out / "default/documents" / name
    if "files" in answers[name]:
        files = {path: content.encode() for path, content in answers[name]["files"].items()}
    elif name == names[5]:
        files = {str(path.relative_to(case.folder / "into/it")): path.read_bytes() for path in (case.folder / "into/it").rglob("*") if path.is_file()}
    else:
        continue
    same += files == {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}
check(same == len(names) - 4, f"{same} of {len(names)} have the files of a run")
check('"file":"otro.txt"' in answers["kept"]["files"]["record.json"].replace('": "', '":"'), "the name was not taken")

# What an engine collected becomes a folder of outputs: that of one run. Tasks that were tried twice, documents with the same bytes.
put(case.inbox / "z/copia.txt", text("n1"), 50)
os.symlink("/etc/passwd", case.folder / "outside")
case.run()
names = sorted(str(path.relative_to(case.inbox)) for path in case.inbox.rglob("*") if path.is_file())
lines = [json.dumps({"id": name, "path": str(case.inbox / name)}) for name in names + names[:3]]
ended = subprocess.run([PROGRAM, "serve", "--jobs", "2"], env=ENVIRONMENT, input="\n".join(lines), capture_output=True, text=True, timeout=300)
said = [json.loads(line) for line in ended.stdout.splitlines()]
answers = [dict(answer, stamp=said[0]["stamp"]) for answer in said[1:]]
for part in (0, 1):
    put(case.folder / f"part-{part}.jsonl", "".join(json.dumps(answer) + "\n" for answer in answers[part::2]))


def gather(out, *files):
    return subprocess.run([PROGRAM, "merge", "--records", *map(str, files), "--outputs", str(out), "--inputs", str(case.inbox), "--jobs", "1"], env=ENVIRONMENT, capture_output=True, text=True, timeout=300)


parts = [case.folder / "part-0.jsonl", case.folder / "part-1.jsonl"]
ended = gather(case.folder / "gathered", *parts)
check(ended.returncode == 1, f"merge --records ended {ended.returncode} {ended.stderr}")
difference = case.differences(case.out, case.folder / "gathered")
check(difference == "", f"records of an engine are not as of a run: {difference[:400]}")
ended = case.run(out=case.folder / "gathered")
# Of what was refused no bytes are known: it is looked at again.
check("Read 1 document, 0 pages: 1 refused" in ended.stdout, f"a run over what was gathered reads again: {ended.stdout}")
put(case.folder / "other.jsonl", json.dumps(dict(answers[0], stamp="another")) + "\n")
put(case.folder / "outside.jsonl", json.dumps(dict(answers[0], id="../outside.txt")) + "\n")
for files in ([parts[0], case.folder / "other.jsonl"], [case.folder / "outside.jsonl"]):
    ended = gather(case.folder / "none", *files)
    check(ended.returncode == 65, f"merge --records of {files[-1].name} ended {ended.returncode}")
check(not (case.folder / "none/catalogue.sqlite").exists(), "a merge that was refused made a catalogue")
case.end("serve")
