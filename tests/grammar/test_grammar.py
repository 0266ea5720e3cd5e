"""The grammar's corpus, and a quick sample of the gates that check.py has in full."""

import importlib.util
import os
import pathlib
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPECIFICATION = importlib.util.spec_from_file_location("grammar_check", HERE / "check.py")
check = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(check)


@pytest.fixture(scope="module")
def checker():
    path = check.find_parse_check()
    if path is None:
        pytest.fail("parse_check is not built")
    return path


def test_corpus(checker):
    failures, count = check.check_corpus(checker)
    assert count > 0
    assert not failures, "\n".join(failures)


def test_checker_sees_errors(checker):
    assert "ERROR" in check.print_tree(checker, "x = (1, 2\n")


@pytest.mark.parametrize("library", sorted(check.find_pythons()))
def test_standard_library(checker, library):
    python = check.find_pythons()[library]
    wrong, figures = check.check_library(checker, library, python, sample=10)
    assert not wrong, "\n".join(wrong)
    assert "MB/s" in figures


def test_declarations_of_cython(checker):
    cython = pytest.importorskip("Cython")
    files = check.find_sources(pathlib.Path(cython.__file__).parent)
    sources = [name for name in files if not name.endswith(".py")]
    assert len(sources) > 50
    rejected, _ = check.list_rejected(checker, sources)
    assert not rejected, "\n".join(rejected)


def test_generated_files_are_current():
    if shutil.which(os.environ.get("TREE_SITTER", "tree-sitter")) is None:
        pytest.skip("the grammar's generator is not installed")
    script = check.ROOT / "scripts" / "generate-grammar"
    result = subprocess.run([script, "--check"], capture_output=True, text=True, check=False)
    if result.returncode == 77:
        pytest.skip(result.stderr)
    assert result.returncode == 0, result.stdout + result.stderr
