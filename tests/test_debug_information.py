"""What debuggers are told: lines always, variables with `zilant build -g`."""

import re
import subprocess
import sys
import textwrap

import pytest

SOURCE = """
cdef struct Point:
    int x
    double y


cdef class Node:
    cdef Node next
    cdef int value

    cdef int total(self, double factor, Point point):
        cdef Node node = self
        cdef int total = 0
        while node is not None:
            total += node.value
            node = node.next  # in total
        return <int>(total * factor + point.y)


cdef int scale(int count, const char *name, bint flag):
    cdef int[3] numbers
    cdef unsigned char small = 200
    cdef double complex turn = 1j
    cdef (int, double) pair = (count, 0.5)
    cdef int (*callback)(int, const char *, bint) = scale
    cdef void *nothing = NULL
    for i in range(3):
        numbers[i] = count * i
    return numbers[2] + small + name[0]  # in scale


def steps(int count, start):
    cdef double half = count / 2.0
    word = start + "!"
    for item in [word, start]:
        yield item, half  # in steps
    yield count


def views(double[:, ::1] matrix):
    cdef double sum = 0
    cdef Py_ssize_t i
    for i in range(matrix.shape[0]):
        sum += matrix[i, 1]  # in views
    return sum


def objects(first, *rest):
    second = first
    text = "text"
    for each in rest:
        text = text + each
    return second, text  # in objects


def run(array):
    cdef Node last = Node.__new__(Node)
    cdef Node node = Node.__new__(Node)
    node.next = last
    node.value = 3
    last.value = 4
    cdef Point point = Point(5, 6.0)
    print(node.total(2.0, point), scale(7, b"name", True), list(steps(8, "go")))
    print(views(array), objects("one", "two", "three"))
"""

SCRIPT = """
import ctypes, module
module.run((ctypes.c_double * 2 * 2)((1, 2), (3, 4)))
"""


class Debugger:
    """Runs SCRIPT in gdb with the module built from SOURCE."""

    def __init__(self, folder, zilant, arguments):
        self.folder = folder
        (folder / "module.pyx").write_text(SOURCE)
        build = [zilant, "build", "-i", "module.pyx", "--verify", "--python", sys.executable]
        subprocess.run([*build, *arguments], cwd=folder, check=True)
        (folder / "script.py").write_text(SCRIPT)

    def ask(self, place, *commands):
        """Return what each command prints where the comment `# in PLACE` stands."""
        lines = SOURCE.splitlines()
        line = next(n for n, text in enumerate(lines, 1) if text.endswith(f"# in {place}"))
        steps = [f"break module.pyx:{line}", "run"]
        for command in commands:
            steps += [f"echo <{command}>\\n", command]
        setup = ["set breakpoint pending on", "set pagination off", "set confirm off"]
        arguments = [item for step in [*setup, *steps] for item in ("-ex", step)]
        result = subprocess.run(
            ["gdb", "-nx", "-batch", *arguments, "--args", sys.executable, "script.py"],
            cwd=self.folder,
            capture_output=True,
            check=False,
            text=True,
            timeout=300,
        )
        answers = re.split(r"^<.*>\n", result.stdout, flags=re.MULTILINE)
        assert len(answers) == len(commands) + 1, result.stdout + result.stderr
        return [textwrap.dedent(answer).strip() for answer in answers[1:]]


@pytest.fixture(scope="module")
def plain(tmp_path_factory, zilant):
    """Build for developing: no variable is ever lost."""
    return Debugger(tmp_path_factory.mktemp("debug"), zilant, ["-O0", "-g"])


def variables(answer):
    """Return what `info locals` and `info args` say, by name."""
    return dict(line.split(" = ", 1) for line in answer.splitlines())


def test_c_variables_and_arguments(plain):
    local, given = plain.ask("scale", "info locals", "info args")
    found = variables(local)
    assert found["numbers"] == "{0, 7, 14}"
    assert found["small"] == "200 '\\310'"
    assert found["turn"] == "0 + 1i"
    assert found["pair"] == "{f0 = 7, f1 = 0.5}"
    assert re.match(r"0x\w+ <module\.scale.*>$", found["callback"])
    assert found["nothing"] == "0x0"
    found = variables(given)
    assert found["count"] == "7"
    assert found["name"].endswith(' "name"')
    assert found["flag"] == "1"


def test_instances_of_cdef_classes_have_their_fields(plain):
    answers = plain.ask("total", "print node->value", "print node->next->value", "print point")
    assert answers == ["$1 = 3", "$2 = 4", "$3 = {x = 5, y = 6}"]
    (types,) = plain.ask("total", "ptype self")
    assert re.search(r"struct Node \*next;\s+int value;", types)


def test_variables_of_a_generator(plain):
    (local,) = plain.ask("steps", "info locals")
    found = variables(local)
    assert (found["count"], found["half"]) == ("8", "4")
    assert {"word", "item", "start"} <= found.keys()


def test_memoryviews(plain):
    answers = plain.ask("views", "print matrix.data[3]", "print matrix.shape", "print i")
    assert answers == ["$1 = 4", "$2 = {2, 2}", "$3 = 0"]


def test_objects_are_found_by_all_their_names(plain):
    answers = plain.ask(
        "objects", "print first == second", "print first == each", "whatis second", "whatis each"
    )
    assert answers == ["$1 = 1", "$2 = 0", "type = PyObject *", "type = PyObject *"]


def test_functions_of_the_stack(plain):
    (stack,) = plain.ask("total", "backtrace 3")
    assert re.search(
        r"#0 .*module\.Node\.total \(self=.*, factor=2, point=.*\) at module\.pyx", stack
    )
    assert re.search(r"module\.run \(array=.*\) at module\.pyx", stack)


def test_optimized_code_has_what_the_processor_has(tmp_path, zilant):
    """What is shown is right; what is nowhere any more is said to be so."""
    debugger = Debugger(tmp_path, zilant, ["-O3", "-g"])
    local, given = debugger.ask("total", "info locals", "info args")
    found = variables(local) | variables(given)
    assert found.keys() == {"node", "total", "self", "factor", "point"}
    assert found["factor"] in {"2", "<optimized out>"}
    assert found["self"] != "0x0"


def test_optimized_code_is_the_same(tmp_path, zilant):
    """Variables are described beside the code, in what is not loaded."""
    sizes = []
    for name, arguments in [("without", []), ("with", ["-g"])]:
        folder = tmp_path / name
        folder.mkdir()
        Debugger(folder, zilant, ["-O3", *arguments])
        (module,) = folder.glob("*.so")
        subprocess.run(["strip", module], check=True)
        sizes.append(module.stat().st_size)
    assert sizes[1] <= 1.02 * sizes[0]


def test_lines_alone_without_the_option(tmp_path, zilant):
    debugger = Debugger(tmp_path, zilant, ["-O0"])
    line, local = debugger.ask("scale", "frame", "info locals")
    assert "module.pyx" in line
    assert local == "No locals."


def test_the_option_of_the_c_compiler_asks_for_variables_too(tmp_path, zilant):
    debugger = Debugger(tmp_path, zilant, ["-O0", "--compile-argument=-g3"])
    assert debugger.ask("scale", "print numbers") == ["$1 = {0, 7, 14}"]
