"""Runs tests of CPython and writes down how each ended, so that a crash loses none before it.

    python library_tests.py FILE MODULE FOLDER TEST...

FILE gets a line of JSON for each test that starts, {"test": ID}, and one more for how it ended:
{"test": ID, "status": "ok", "skipped" or "failed", "text": TRACEBACK}. The tests are modules in the
package `test`. MODULE is what they test: it has to come from FOLDER. Works on any CPython.
"""

import faulthandler
import importlib
import json
import sys
import unittest

LIMIT = 1800  # seconds until a hang is shown with the stacks of all threads
KEPT = 1500  # characters of a traceback


class Recorder(unittest.TestResult):
    """A result that writes each test down as it starts and as it ends."""

    def __init__(self, file):
        super().__init__()
        self.file = file

    def write(self, test, **values):
        """Writes a line."""
        self.file.write(json.dumps({"test": test.id(), **values}) + "\n")
        self.file.flush()

    def fail(self, test, error):
        """Writes down that a test, or something in it, failed."""
        text = self._exc_info_to_string(error, test)
        self.write(test, status="failed", text=text[-KEPT:])

    def startTest(self, test):
        super().startTest(test)
        self.write(test)

    def addSuccess(self, test):
        self.write(test, status="ok")

    def addExpectedFailure(self, test, err):
        self.write(test, status="ok")

    def addUnexpectedSuccess(self, test):
        self.write(test, status="failed", text="an unexpected success")

    def addSkip(self, test, reason):
        self.write(test, status="skipped")

    def addFailure(self, test, err):
        self.fail(test, err)

    def addError(self, test, err):
        self.fail(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.fail(test, err)


def main():
    """Runs the tests of the modules named; nothing that needs a resource, as a network."""
    path, module, folder, *names = sys.argv[1:]
    found = importlib.import_module(module).__file__
    assert found.startswith(folder), f"{module} comes from {found}, not from {folder}"
    faulthandler.enable()
    faulthandler.dump_traceback_later(LIMIT, exit=True)
    support = importlib.import_module("test.support")
    support.use_resources = {}
    support.verbose = 0
    suite = unittest.TestSuite()
    with open(path, "a", encoding="utf-8") as file:
        recorder = Recorder(file)
        for name in names:
            suite.addTests(unittest.defaultTestLoader.loadTestsFromName("test." + name))
        suite.run(recorder)


if __name__ == "__main__":
    main()
