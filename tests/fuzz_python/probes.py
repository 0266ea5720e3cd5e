"""What generated functions work on: objects that write down everything that is done to them.

A Probe notes each operator, call, attribute access and iteration in `log`. Some operations raise:
those of probes whose number says so. Managers, decorators and helpers note their calls as well.
The module runs in the interpreter, whatever runs the functions.
"""

import os
import sys
import traceback
import types

LIMIT = 600  # notes of one call; what goes on for longer is cut off
STEPS = 40  # of what one step of an asynchronous generator waits for

log = []
# Probes made by one function, those that are there, and the instances of its classes that ended.
counts = types.SimpleNamespace(made=0, living=0, ended=0)


class TooLong(BaseException):
    """A function has done enough."""


def end(instance):
    """Counts an instance that ends. When it does is not noted: after an exception that is when the
    frames of the traceback go, which hold no variables of compiled functions."""
    counts.ended += 1


def reset():
    """Starts anew for the next function."""
    counts.made = 0
    log.clear()


def note(*parts):
    """Writes one line of the log."""
    if len(log) >= LIMIT:
        raise TooLong
    log.append(" ".join(str(part) for part in parts))


def show(value, depth=3):
    """A text of the value that is the same for compiled and interpreted code."""
    if isinstance(value, Probe):
        return value.name
    if isinstance(value, (int, float, str, bytes, complex, type(None), type(...), slice)):
        text = repr(value)
        return text if len(text) < 200 else text[:200] + f"... {len(text)}"
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        return show_container(value, depth)
    if isinstance(value, BaseException):
        return f"{type(value).__name__}({show(value.args, depth - 1)})"
    if isinstance(value, type):
        return f"class {value.__qualname__}"
    names = getattr(value, "__qualname__", None)
    kind = type(value).__name__.replace("cython_function_or_method", "function")
    return f"<{kind} {names}>" if isinstance(names, str) else f"<{kind}>"


def show_container(value, depth):
    """Items in order; those of sets sorted by their text."""
    name = type(value).__name__
    if depth == 0:
        return f"{name} of {len(value)}"
    if isinstance(value, dict):
        items = [f"{show(k, depth - 1)}: {show(v, depth - 1)}" for k, v in list(value.items())[:20]]
    else:
        items = [show(item, depth - 1) for item in list(value)[:20]]
    if isinstance(value, (set, frozenset)):
        items.sort()
    return f"{name}({', '.join(items)})"


def steady(value):
    """What a set may hold in place of the value: its order must not come from an address."""
    kind = type(value)
    if isinstance(value, (tuple, frozenset)):
        return kind(map(steady, value)) if kind in {tuple, frozenset} else show(value)
    is_steady = isinstance(value, (int, float, complex, str, bytes))
    return value if is_steady or kind.__hash__ in {None, Probe.__hash__} else show(value)


def each_steady(iterable):
    """What a set may hold in place of each value."""
    return map(steady, iterable)


class Probe:
    """Notes what is done to it; operators give new probes."""

    def __init__(self, name=None, fails=()):
        counts.made += 1
        counts.living += 1
        self.__dict__["name"] = name or f"p{counts.made}"
        self.__dict__["fails"] = fails

    def __del__(self):
        counts.living -= 1

    def __call__(self, *args, **kwargs):
        note(self.name, "call", show(args), show(kwargs))
        self.check("call")
        return Probe()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        note(self.name, "get", name)
        self.check("get")
        return Probe()

    def __setattr__(self, name, value):
        note(self.name, "set", name, show(value))
        self.check("set")

    def __delattr__(self, name):
        note(self.name, "del", name)
        self.check("del")

    def __getitem__(self, key):
        note(self.name, "item", show(key))
        self.check("item")
        return Probe()

    def __setitem__(self, key, value):
        note(self.name, "set item", show(key), show(value))
        self.check("set item")

    def __delitem__(self, key):
        note(self.name, "del item", show(key))
        self.check("del item")

    def __iter__(self):
        note(self.name, "iter")
        self.check("iter")
        for number in range(3):
            note(self.name, "next", number)
            self.check("next")
            yield number if number != 1 else Probe()

    def __contains__(self, item):
        note(self.name, "contains", show(item))
        self.check("contains")
        return len(self.name) % 2 == 0

    def __bool__(self):
        note(self.name, "bool")
        self.check("bool")
        return len(self.name) % 2 == 0

    def __len__(self):
        note(self.name, "len")
        return 2

    def __index__(self):
        note(self.name, "index")
        self.check("index")
        return 1

    def __hash__(self):
        note(self.name, "hash")
        return 7

    def __format__(self, spec):
        note(self.name, "format", repr(spec))
        self.check("format")
        return f"<{self.name}:{spec}>"

    def __str__(self):
        note(self.name, "str")
        return f"str {self.name}"

    def __repr__(self):
        note(self.name, "repr")
        return f"repr {self.name}"

    def check(self, what):
        """Raises if this probe was made to fail at that."""
        if what in self.fails:
            raise ValueError(f"{self.name} {what}")


def operator(name):
    """A method that notes an operator and gives a new probe."""

    def apply(self, *others):
        note(self.name, name, *(show(other) for other in others))
        self.check(name)
        return Probe()

    return apply


BINARY = [
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "lshift",
    "rshift",
    "and",
    "or",
    "xor",
    "matmul",
]
for _name in BINARY:
    for _prefix in ("", "r", "i"):
        setattr(Probe, f"__{_prefix}{_name}__", operator(_prefix + _name))
for _name in ["neg", "pos", "invert", "abs"]:
    setattr(Probe, f"__{_name}__", operator(_name))


def comparison(name):
    """A comparison that is noted and gives a truth value."""

    def apply(self, other):
        note(self.name, name, show(other))
        self.check(name)
        return (len(self.name) + len(name)) % 2 == 0

    return apply


for _name in ["lt", "le", "gt", "ge", "eq", "ne"]:
    setattr(Probe, f"__{_name}__", comparison(_name))


class Manager:
    """A context manager; it swallows exceptions, or fails, as it is told."""

    def __init__(self, name, swallows=False, fails=None):
        self.name, self.swallows, self.fails = name, swallows, fails

    def __enter__(self):
        note(self.name, "enter")
        if self.fails == "enter":
            raise KeyError(self.name)
        return Probe(f"{self.name}_value")

    def __exit__(self, kind, value, traceback):
        note(self.name, "exit", kind and kind.__name__, show(value), traceback is not None)
        if self.fails == "exit":
            raise IndexError(self.name)
        return self.swallows


class Watched(type):
    """A metaclass whose classes have a namespace that notes what is done to it."""

    @classmethod
    def __prepare__(metaclass, name, bases, **keywords):
        note("prepare", name, show(bases), show(keywords))
        return Namespace()

    def __new__(metaclass, name, bases, namespace, **keywords):
        return super().__new__(metaclass, name, bases, namespace.values)


class Namespace:
    """A mapping, no dict; it has some names from the start."""

    def __init__(self):
        self.values = {"g2": "prepared"}

    def __getitem__(self, name):
        note("namespace get", name)
        return self.values[name]

    def __setitem__(self, name, value):
        note("namespace set", name, "" if name.startswith("__") else show(value))
        self.values[name] = value

    def __delitem__(self, name):
        note("namespace del", name)
        del self.values[name]


class Entries:
    """Stands for Custom among the bases of a class."""

    def __mro_entries__(self, bases):
        note("entries", len(bases))
        return (Custom,)


def decorate(function):
    """A decorator that changes nothing."""
    note("decorate", show(function))
    return function


def decorate_with(value):
    """A decorator with an argument: calls are noted, then made."""
    note("decorate with", show(value))

    def apply(function):
        note("apply", show(function))

        def wrapper(*args, **kwargs):
            note("wrapper", show(args), show(kwargs))
            return function(*args, **kwargs)

        return wrapper

    return apply


def boom(value=None):
    """Raises."""
    note("boom", show(value))
    raise ValueError(show(value))


def spy(value):
    """Notes a value and gives it back."""
    note("spy", show(value))
    return value


def drain(generator, limit=6):
    """The first values of an iterator."""
    items = []
    for item in generator:
        items.append(item)
        if len(items) == limit:
            break
    return items


class Custom(Exception):
    """An exception class of our own."""


def failing(*fails):
    """A probe that fails at some operation."""
    return Probe(None, fails)


def lines_of(error):
    """Where the exception has been, within the module: a list of NAME:LINE."""
    entries = traceback.walk_tb(error.__traceback__)
    lines = [
        f"{frame.f_code.co_name}:{line}"
        for frame, line in entries
        if "fuzzed" in os.path.basename(frame.f_code.co_filename)
    ]
    if sys.version_info[:2] == (3, 11) and isinstance(error, UnboundLocalError):
        # It loads two variables by one instruction then, or stores one before, on another line.
        lines[-1:] = [lines[-1].partition(":")[0]] if lines else []
    return lines


def tell(error):
    """Notes an exception with all that it came from."""
    while isinstance(error, BaseException):
        hides = "from" if error.__suppress_context__ else "in"
        # Before Python 3.12 an asynchronous comprehension is left by an exception of its own.
        lines = [] if isinstance(error, GeneratorExit) else lines_of(error)
        note("tell", type(error).__name__, show(error.args), *lines, hides)
        error = error.__cause__ or error.__context__


def drive(suspended, actions):
    """Does to a generator or coroutine what the letters say; gives what came of each."""
    results = []
    for action in actions:
        try:
            results.append(act(suspended, action))
        except Exception as error:
            note("drive", action, type(error).__name__, show(error.args), *lines_of(error))
            results.append(type(error).__name__)
            if action == "n":
                break
        except GeneratorExit:
            results.append("left")
            break
    return results


def act(suspended, action):
    """One step of a generator or coroutine."""
    if action == "n":
        return suspended.send(None)
    if action == "s":
        return suspended.send(5)
    if action == "c":
        return suspended.close()
    return suspended.throw(GeneratorExit() if action == "T" else KeyError("thrown"))


def start(suspended, action):
    """The coroutine of one step of an asynchronous generator."""
    if action == "n":
        return suspended.__anext__()
    if action == "s":
        return suspended.asend(5)
    if action == "c":
        return suspended.aclose()
    return suspended.athrow(GeneratorExit() if action == "T" else KeyError("thrown"))


def drive_each(suspended, actions):
    """Does the same to an asynchronous generator: each action has a coroutine, which is driven."""
    results = []
    for action in actions:
        try:
            started = start(suspended, action)
        except Exception as error:
            results.append(type(error).__name__)
            continue
        results.append(drive(started, "n" * STEPS))
        if len(results[-1]) == STEPS:
            break  # it still runs; before Python 3.13 others may then be thrown into it
    return results


class Step:
    """Something to wait for, twice."""

    def __init__(self, value=None):
        self.value = value

    def __await__(self):
        note("await", show(self.value))
        received = yield self.value
        note("received", show(received))
        yield received
        return self.value


class Steps:
    """An asynchronous iterator over what an iterable gives; it waits each time."""

    def __init__(self, values):
        self.values = iter(drain(values))

    def __aiter__(self):
        return self

    async def __anext__(self):
        await Step("step")
        for value in self.values:
            return value
        raise StopAsyncIteration


class Waiting:
    """An asynchronous manager."""

    def __init__(self, value):
        self.value = value

    async def __aenter__(self):
        await Step("enter")
        return self.value

    async def __aexit__(self, kind, value, trace):
        note("exit", kind and kind.__name__, show(value))
        await Step("exit")
        return kind is KeyError
