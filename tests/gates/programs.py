"""The packages of plain Python that gate_programs.py compiles whole, and how they are tested."""

from suites import Suite

RUN_AS_PROGRAM = "tests run it with python -m"
RELOADS = "reloads a module, which does nothing with an extension module"
FRAME_VARIABLES = "looks for `self` among the variables of frames, where compiled ones have none"
TYPE_OF_LAMBDA = "compares the type of a function with that of an interpreted one"
PYPARSING_MODES = (
    "02_WithoutPackrat",
    "04_WithPackrat",
    "06_WithBoundedPackrat",
    "08_WithUnboundedPackrat",
    "09_WithLeftRecursionParsing",
    "10_WithLeftRecursionParsingBoundedMemo",
)

PROGRAMS = (
    Suite("jinja2==3.1.6", needs=("trio",)),
    Suite("lark==1.3.1", needs=("regex",)),
    Suite("parso==0.8.7", ("test",), besides=("parso",), needs=("docopt",)),
    Suite("more-itertools==11.2.1"),
    Suite("click==8.5.1", options=("-k", "not stress")),  # 20,000 tests of one kind
    Suite("sqlparse==0.6.1", kept=(("sqlparse.cli", RUN_AS_PROGRAM),)),
    Suite(
        "attrs==26.1.0",
        needs=("cloudpickle", "hypothesis"),
        excused=(
            (
                "tests/test_3rd_party.py::TestCloudpickleCompat::test_repr",
                "pickles methods by value, as the code objects of interpreted ones",
            ),
        ),
    ),
    Suite(
        "pyparsing==3.3.3",
        needs=("railroad-diagrams", "jinja2"),
        besides=("examples",),
        excused=tuple(
            (f"tests/test_unit.py::Test{mode}::test{test}", FRAME_VARIABLES)
            for mode in PYPARSING_MODES
            for test in ("ExceptionExplainVariations", "MiscellaneousExceptionBits")
        ),
    ),
    Suite("toolz==1.2.0", ("toolz.tests",), options=("--pyargs",)),
    Suite("cachetools==8.0.2"),
    Suite(
        "marshmallow==4.4.0",
        needs=("simplejson",),
        # its names have the time at which tests are collected
        options=("-k", "not test_invalid_datetime_deserialization"),
    ),
    Suite("cattrs==26.2.1", needs=("hypothesis", "immutables", "pytest-benchmark")),
    Suite("pycparser==3.12", besides=("examples", "utils")),
    Suite("mako==1.4.3", ("test",), needs=("babel", "pygments")),
    Suite(
        "packaging==26.4",
        needs=("hypothesis", "pretend", "tomli_w"),
        options=("--ignore", "tests/property"),  # they take an hour on a busy machine
    ),
    Suite(
        "markdown==3.9",
        needs=("pyyaml",),
        excused=(
            (
                "tests/test_syntax/blocks/test_blockquotes.py"
                "::TestBlockquoteBlocks::test_nesting_limit",
                "looks how many frames there are, to find out how deep it is",
            ),
        ),
    ),
    Suite(
        "wcwidth==0.9.4",
        excused=(
            ("tests/test_clip.py::test_clip_import_error_fallback", RELOADS),
            ("tests/test_core.py::test_python_env_var", RELOADS),
            ("tests/test_core.py::test_import_error_fallback", RELOADS),
            ("tests/test_textwrap.py::test_iter_graphemes_import_error_fallback", RELOADS),
        ),
    ),
    Suite(
        "python-dateutil==4.0.0", needs=("attrs", "hypothesis", "freezegun", "pytest-cov", "six")
    ),
    Suite("mistune==3.4.0"),
    Suite(
        "tabulate==0.9.0",
        ("test",),
        needs=("wcwidth",),
        excused=(
            ("test/test_api.py::test_tabulate_signature", TYPE_OF_LAMBDA),
            ("test/test_api.py::test_simple_separated_format_signature", TYPE_OF_LAMBDA),
        ),
    ),
    Suite(
        "werkzeug==3.1.9",
        needs=("cffi", "cryptography", "ephemeral-port-reserve"),
        # the first two wait for servers of their own, names of the last have the folder
        options=(
            *("--ignore", "tests/test_serving.py"),
            *("--ignore", "tests/middleware/test_http_proxy.py"),
            *("--ignore", "tests/test_send_file.py"),
        ),
    ),
    Suite(
        "starlette==1.10.0",
        needs=("httpx", "httpx2", "trio", "python-multipart", "itsdangerous", "pyyaml"),
    ),
    Suite(
        "anyio==4.16.0",
        needs=(
            *("trio", "psutil", "hypothesis", "exceptiongroup", "trustme", "blockbuster"),
            *("pytest-mock", "pytest-timeout"),
        ),
        kept=(("anyio.to_process", "it runs itself with python -m"),),
    ),
    Suite("idna==3.20"),
    Suite(
        "pluggy==1.7.0",
        ("testing",),
        excused=(
            (
                "testing/test_warnings.py::test_teardown_raised_warning",
                "counts the frames of callers in other modules",
            ),
        ),
    ),
    Suite(
        "simplejson==4.3.0",
        ("simplejson.tests",),
        options=("--pyargs",),
        kept=(("simplejson.tool", RUN_AS_PROGRAM),),
    ),
    Suite(
        "pyyaml==6.0.4",
        excused=(
            (
                "tests/legacy_tests/test_yaml.py"
                "::test_representer_types::construct-python-name-module.code",
                "writes down a function, which is found by the type of interpreted ones",
            ),
        ),
    ),
    Suite(
        "chardet==7.7.0",
        options=("--ignore", "tests/test_benchmark.py"),  # holds times against limits
        kept=(("chardet.cli", RUN_AS_PROGRAM),),
    ),
)
