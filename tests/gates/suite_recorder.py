"""A plugin of pytest that writes down how each test ended, so that a crash loses none before it.

SUITE_REPORT names the file. It gets a line of JSON for each test that starts, {"test": ID}, and
more for how it ended: {"test": ID, "status": "passed", "failed" or "skipped", "text": TRACEBACK}.
"""

import json
import os

KEPT = 3000  # characters of a traceback


def write(test, **values):
    """Writes a line."""
    with open(os.environ["SUITE_REPORT"], "a", encoding="utf-8") as file:
        file.write(json.dumps({"test": test, **values}) + "\n")


def pytest_runtest_logstart(nodeid, location):
    """Writes down that a test starts."""
    del location
    write(nodeid)


def pytest_runtest_logreport(report):
    """Writes down how a part of a test ended, if it says more than that it went well."""
    if report.when == "call" or not report.passed:
        write(report.nodeid, status=report.outcome, text=report.longreprtext[-KEPT:])


def pytest_collectreport(report):
    """Writes down what could not be collected."""
    if not report.passed:
        write(report.nodeid, status=report.outcome, text=report.longreprtext[-KEPT:])
