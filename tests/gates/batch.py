"""The program frontend_batch, driven from Python: many sources, one process.

    with Batch(dump=True) as batch:
        answer = batch.run_text("x = )\\n")
        answer.status, answer.errors[0]["line"]

FRONTEND_BATCH names the program, else it is looked for in build/bin. Works on Python 3.9 and newer,
because the gates run with the Python that they compare with.
"""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NUMBERS = ("error_count", "microseconds", "tree_microseconds", "ast_bytes", "source_bytes")


def find_program():
    """The path of frontend_batch, or None if it is not built."""
    names = [os.environ.get("FRONTEND_BATCH"), ROOT / "build" / "bin" / "frontend_batch"]
    return next((str(name) for name in names if name and os.access(name, os.X_OK)), None)


class Answer:
    """What the frontend says about a source."""

    def __init__(self, status, numbers, messages, dump):
        self.status = status  # ok, errors, timeout or crash
        self.__dict__.update(zip(NUMBERS, numbers))
        self.text = messages.decode("utf-8", "replace")
        self.dump = dump

    @property
    def errors(self):
        """The errors in their order, each a dict with code, message, line and column."""
        if self.status != "errors":
            return []
        messages = [json.loads(line) for line in self.text.splitlines()]
        return [message for message in messages if message["severity"] == "error"]

    def describe(self):
        """One line for people."""
        if self.status == "errors":
            first = self.errors[0]
            return f"{first['line']}:{first['column']} {first['code']} {first['message']}"
        return f"{self.status} {self.text.strip()[:300]}".strip()


class Batch:
    """A running frontend_batch."""

    def __init__(self, program=None, dump=False, repeat=0, limit=60):
        command = [program or find_program(), "--limit", str(limit), "--repeat", str(repeat)]
        self.process = subprocess.Popen(
            command + ["--dump"] * dump, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def run_file(self, path, minor=sys.version_info.minor, level=3):
        """Runs the frontend on a file, with the rules of Python 3.minor."""
        return self._ask(f"file {minor} {level} {path}\n".encode("utf-8", "surrogateescape"))

    def run_text(self, text, name="snippet.py", minor=sys.version_info.minor, level=3):
        """Runs the frontend on text, with the rules of Python 3.minor."""
        data = text.encode("utf-8")
        return self._ask(f"text {minor} {level} {name} {len(data)}\n".encode() + data)

    def _ask(self, request):
        self.process.stdin.write(request)
        self.process.stdin.flush()
        status, *numbers, messages, dump = self.process.stdout.readline().split()
        return Answer(
            status.decode(),
            map(int, numbers),
            self.process.stdout.read(int(messages)),
            self.process.stdout.read(int(dump)),
        )
