"""The packages whose test suites gate_suites.py and gate_wheels.py run, and how.

What a suite is also stands in programs.py, for gate_programs.py.
"""

from typing import NamedTuple


class Suite(NamedTuple):
    """A package and its test suite."""

    name: str  # of a line of packages.txt; of a program that line itself
    tests: tuple = ("tests",)  # what of the sources is copied for the tests, and given to pytest
    # what the build or the tests need, beside setuptools and pytest
    needs: tuple = ()
    # what is run in the sources before the build; "cython" stands for the compiler's program
    before: tuple = ()
    variables: tuple = ()  # environment variables of the build
    besides: tuple = ()  # what else of the sources the tests need
    options: tuple = ()  # of pytest
    excused: tuple = ()  # (test, why no compiler but Cython can pass it): counted apart
    # also with every second module as Cython builds it, and with the others so
    is_split: bool = False
    # of WHEELS: other modules take C code that the build links with those of the wheel
    takes_code: bool = False
    # of WHEELS and programs: (module, why it stays as the wheel has it)
    kept: tuple = ()
    reason: str = ""  # why the package is left out; "": it is not


SUITES = (
    Suite("murmurhash", ("murmurhash/tests",)),
    Suite("cymem", ("cymem/tests",)),
    Suite("fastrlock", ("fastrlock/tests",), before=("rm fastrlock/rlock.c",)),
    Suite("preshed", ("preshed/tests",), needs=("cymem", "murmurhash")),
    Suite("acora", ("test.py",), before=("rm acora/_cacora.c",)),
    Suite(
        "quicktions",
        ("src/test_fractions.py",),
        besides=("src/formatfloat_testcases.txt", "src/quicktions.pyx"),
        before=("rm src/quicktions.c",),
    ),
    Suite("frozenlist", needs=("expandvars",)),
    Suite("propcache", needs=("expandvars", "pytest-codspeed")),
    Suite(
        "yarl",
        needs=(
            *("expandvars", "pytest-codspeed", "hypothesis", "pydantic"),
            *("multidict", "idna", "propcache"),
        ),
    ),
    Suite(
        "multidict",
        needs=("hypothesis", "pytest-codspeed", "psutil", "objgraph"),
        options=("-m", "not hypothesis and not threaded and not leaks and not expensive"),
    ),
    Suite(
        "aiohttp",
        needs=(
            *("pkgconfig", "multidict", "yarl", "frozenlist", "aiosignal", "aiohappyeyeballs"),
            *("attrs", "propcache", "pytest-codspeed", "pytest-mock", "trustme", "freezegun"),
            *("blockbuster", "python-on-whales", "re-assert", "time-machine", "isal", "zlib_ng"),
            *("backports.zstd", "brotli", "proxy.py", "async-timeout", "coverage"),
            *("pytest-timeout", "pytest-cov"),
        ),
        tests=(
            *("tests/test_http_parser.py", "tests/test_http_writer.py"),
            *("tests/test_websocket_parser.py", "tests/test_websocket_writer.py"),
            *("tests/test_websocket_data_queue.py", "tests/test_http_exceptions.py"),
        ),
        besides=("tests/conftest.py", "tests/__init__.py", "tests/compression.py"),
        before=(
            "cython -3 -o aiohttp/_http_parser.c aiohttp/_http_parser.pyx -I aiohttp"
            " -I vendor/llhttp/build",
            "cython -3 -o aiohttp/_http_writer.c aiohttp/_http_writer.pyx -I aiohttp",
            "cython -3 -o aiohttp/_websocket/mask.c aiohttp/_websocket/mask.pyx -I aiohttp",
            "cython -3 --module-name aiohttp._websocket.reader_c"
            " -o aiohttp/_websocket/reader_c.c aiohttp/_websocket/reader_py.py -I aiohttp",
        ),
    ),
    Suite("msgpack", ("test",), before=("cython -3 -o msgpack/_cmsgpack.c msgpack/_cmsgpack.pyx",)),
    Suite("editdistance", reason="the source distribution has no tests"),
    Suite(
        "clickhouse-driver",
        (
            *("tests/test_buffered_reader.py", "tests/test_varint.py", "tests/test_util.py"),
            *("tests/test_substitution.py",),
        ),
        needs=("pytz", "tzlocal", "parameterized"),
        besides=("tests/testcase.py", "setup.cfg"),
    ),
    Suite(
        "falcon",
        needs=(
            *("pytest-asyncio", "msgpack", "mujson", "ujson", "orjson", "cbor2", "aiofiles"),
            *("httpx", "requests", "jsonschema", "testtools", "websockets", "PyYAML"),
        ),
        besides=("examples",),
        excused=(
            (
                "tests/test_cython.py::TestCythonized::test_imported_from_c_modules",
                "looks for 'cyfunction', which Cython's functions call themselves",
            ),
        ),
    ),
    Suite(
        "zeroconf",
        needs=(
            *("poetry-core", "ifaddr", "pytest-asyncio", "pytest-timeout", "pytest-codspeed"),
            *("hypothesis", "blockbuster"),
        ),
        # Each starts a process and wants all threads to have ended, also that of asyncio which
        # waits for the process: on a busy machine some fail, whoever compiled the modules.
        options=("--deselect", "tests/test_circular_imports.py"),
        variables=(("REQUIRE_CYTHON", "1"),),
        is_split=True,
    ),
    Suite("dbus-fast", reason="the source distribution has no tests"),
    Suite(
        "cytoolz",
        ("cytoolz/tests",),
        needs=("toolz", "setuptools-git-versioning"),
        is_split=True,
    ),
    Suite(
        "httptools",
        before=("rm httptools/parser/parser.c httptools/parser/url_parser.c",),
        needs=(),
    ),
    Suite("pyyaml", variables=(("PYYAML_FORCE_CYTHON", "1"),)),
)


TAKES_VIEWS = "a module of C++, which is the wheel's, takes memoryviews of it"
LINKED = "the build links it with C code that no module of the wheel exports"

# Packages whose builds take no other compiler: their modules take the place of the wheel's.
WHEELS = (
    Suite("cftime", ("test",)),
    Suite(
        "arch",
        (
            *("arch.tests.bootstrap", "arch.tests.univariate.test_recursions"),
            *("arch.tests.univariate.test_volatility", "arch.tests.univariate.test_mean"),
        ),
        options=("--pyargs",),
    ),
    Suite("h3", ("tests",), needs=("numpy",), takes_code=True),
    Suite("hdbscan", ("hdbscan.tests",), options=("--pyargs",), needs=("pandas", "networkx")),
    Suite(
        "scikit-image",
        tuple(
            f"tests/skimage/{part}"
            for part in (
                *("_shared", "draw", "feature", "filters", "graph", "measure", "morphology"),
                *("restoration", "segmentation", "transform", "util"),
            )
        ),
        needs=("pooch", "numpydoc", "pytest-pretty"),
        besides=("tests/conftest.py", "tests/skimage/conftest.py"),
        kept=(
            ("skimage._shared.transform", TAKES_VIEWS),
            ("skimage.feature._texture", TAKES_VIEWS),
            ("skimage.restoration._unwrap_2d", LINKED),
            ("skimage.restoration._unwrap_3d", LINKED),
        ),
    ),
)
