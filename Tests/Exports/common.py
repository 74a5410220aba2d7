"""What the checks of exports share: records beside their exports, text without differences of white space, a report at the end."""
import json
import re
import sys
from pathlib import Path


def records(suffix):
    """(record, path of its export) for each document of the folder named on the command line."""
    folder = Path(sys.argv[1])
    for path in sorted(folder.glob("*.json")):
        if path.name.endswith((".docling.json", ".annotations.json")):
            continue
        yield json.loads(path.read_text("utf-8")), path.with_name(path.name[: -len(".json")] + suffix)


def plain(text):
    """One space for white space of any kind, and no control characters: what markup keeps of a text."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", " ", text).split())


class Report:
    def __init__(self, name):
        self.name, self.documents, self.faults = name, 0, 0

    def fault(self, path, message):
        self.faults += 1
        if self.faults <= 40:
            print(f"{self.name}: {path.name}: {message}")

    def same(self, path, what, expected, found):
        """Both lists are equal; if not, the first place where they differ."""
        if expected == found:
            return
        for index in range(max(len(expected), len(found))):
            a = expected[index] if index < len(expected) else None
            b = found[index] if index < len(found) else None
            if a != b:
                return self.fault(path, f"{what} {index} of {len(expected)}/{len(found)}: expected {a!r:.160}, found {b!r:.160}")

    def end(self):
        print(f"{self.name}: {self.documents} documents, {self.faults} faults")
        sys.exit(1 if self.faults or not self.documents else 0)
