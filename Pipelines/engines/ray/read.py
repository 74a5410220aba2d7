#!/usr/bin/env python3
"""Documents read by actors of a Ray cluster: `read.py INPUTS RECORDS [ACTORS]`, then `foja merge --records RECORDS/*.jsonl --outputs Outputs`.

INPUTS is a folder, one of object storage (s3://…), or a file with a path a line. Each actor has a `foja serve` of its own; a call whose actor dies is
made again by another. Answers are written to RECORDS/answers.jsonl as they come; documents that stand there already are not read again.
"""
import json
import os
import sys
from pathlib import Path

import ray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from serving import Reader, listed  # noqa: E402


@ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=3)
class Actor:
    def __init__(self):
        self.reader = Reader()

    def read(self, path, id):
        return self.reader.read(path, id)


def main(inputs, records, actors=2):
    os.makedirs(records, exist_ok=True)
    target = os.path.join(records, "answers.jsonl")
    done = {json.loads(line)["id"] for line in open(target)} if os.path.exists(target) else set()
    waiting = [item for item in listed(inputs) if item[1] not in done]
    ray.init(address=os.environ.get("RAY_ADDRESS"), runtime_env={"env_vars": {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}})
    idle, running = [Actor.remote() for _ in range(int(actors))], {}
    with open(target, "a") as out:
        while waiting or running:
            while waiting and idle:
                actor = idle.pop()
                running[actor.read.remote(*waiting.pop(0))] = actor
            finished, _ = ray.wait(list(running))
            for answer in finished:
                idle.append(running.pop(answer))
                out.write(json.dumps(ray.get(answer)) + "\n")
                out.flush()
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
