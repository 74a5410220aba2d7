"""A `foja serve` beside a Python process: a document in, its answer out. What adapters to engines are made of; needs nothing but Python.

    with Reader() as reader:
        answer = reader.read("/data/in/2023/report.pdf", "2023/report.pdf")

An answer is what Pipelines/schemas/serve-1.schema.json says, with the `stamp` of the greeting: lines of such answers become a folder of outputs by
`foja merge --records`. Paths with a scheme (s3://, gs://, hdfs://) are brought near by fsspec. FOJA: the program (default: foja on the path).
"""
import json
import os
import shutil
import subprocess
import tempfile


class Reader:
    def __init__(self, pipeline="default", program=None):
        self.command = [program or os.environ.get("FOJA", "foja"), "serve", pipeline, "--jobs", "1"]
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def read(self, path, id, name=None, password=None):
        """The answer for a document; `id` is its path below the inputs. An engine tries a task again whose process died: nothing is kept here."""
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self.stamp = json.loads(self.process.stdout.readline())["stamp"]
        with Near(path) as local:
            request = {"id": id, "path": local, "name": name or os.path.basename(id)}
            if password:
                request["password"] = password
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"foja serve ended {self.process.wait()}")
        return dict(json.loads(line), stamp=self.stamp)

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


class Near:
    """A file of wherever as one of this machine, while it is needed."""

    def __init__(self, path):
        self.path, self.copy = path, None

    def __enter__(self):
        if "://" not in self.path:
            return os.path.abspath(self.path)
        import fsspec

        handle, self.copy = tempfile.mkstemp(suffix=os.path.splitext(self.path)[1])
        with fsspec.open(self.path, "rb") as source, os.fdopen(handle, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        return self.copy

    def __exit__(self, *_):
        if self.copy:
            os.unlink(self.copy)


def listed(inputs, suffixes=(".pdf", ".html", ".htm", ".txt")):
    """(path, id) of the documents of a folder (also one with a scheme), or of a list of paths in a file; by id."""
    if os.path.isfile(inputs):
        with open(inputs) as lines:
            return [(path, os.path.basename(path)) for path in map(str.strip, lines) if path]
    if "://" in inputs:
        import fsspec

        system, root = fsspec.core.url_to_fs(inputs)
        scheme = inputs.split("://")[0]
        found = [(f"{scheme}://{path}", path[len(root):].lstrip("/")) for path in system.find(root)]
    else:
        found = []
        for folder, folders, names in os.walk(inputs):
            folders[:] = [name for name in folders if not name.startswith((".", "_"))]
            found += [(os.path.join(folder, name), os.path.relpath(os.path.join(folder, name), inputs)) for name in names]
    return sorted((item for item in found if item[1].lower().endswith(suffixes)), key=lambda item: item[1].encode())
