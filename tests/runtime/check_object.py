"""Names, attributes and methods through caches, items, loops, unpacking, imports, classes."""

import gc
import sys
import types
import unittest

import driver

A, B, X = "a", "b", "x"


caches = {}


def cache_of(*place):
    """The number of the inline cache of a place in the source: it belongs to one name."""
    return caches.setdefault(place, len(caches))


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


def returner(value):
    return lambda *_: value


class Globals(unittest.TestCase):
    def load(self, name):
        return outcome(driver.load_global, name, cache_of("global", name))

    def test_module_and_builtins(self):
        missing = ("NameError", "name 'x' is not defined")
        for _ in range(3):
            self.assertEqual(self.load(X), missing)
            driver.store_global(X, 1)
            self.assertEqual(self.load(X), 1)
            self.assertEqual(self.load(X), 1)
            driver.x = 2
            self.assertEqual(self.load(X), 2)
            driver.__dict__["x"] = 3
            self.assertEqual(self.load(X), 3)
            driver.delete_global(X)
            self.assertEqual(outcome(driver.delete_global, X), missing)

    def test_shadowed_builtin(self):
        import builtins

        self.assertIs(driver.load_global("len", cache_of("global", "len")), len)
        self.assertIs(driver.load_global("len", cache_of("global", "len")), len)
        driver.len = "mine"
        self.assertEqual(driver.load_global("len", cache_of("global", "len")), "mine")
        del driver.len
        self.assertIs(driver.load_global("len", cache_of("global", "len")), len)
        original = builtins.len
        try:
            builtins.len = patched = lambda value: original(value)
            self.assertIs(driver.load_global("len", cache_of("global", "len")), patched)
        finally:
            builtins.len = original
        self.assertIs(driver.load_global("len", cache_of("global", "len")), len)

    def test_references(self):
        value = object()
        driver.store_global("a", value)
        before = sys.getrefcount(value)
        for _ in range(100):
            driver.load_global("a", cache_of("global", "a"))
        self.assertEqual(sys.getrefcount(value), before)
        driver.delete_global("a")
        self.assertEqual(sys.getrefcount(value), before - 1)


class Attributes(unittest.TestCase):
    def both(self, object, name):
        """Twice: the second time through the filled cache."""
        expected = outcome(getattr, object, name)
        for _ in range(3):
            self.assertEqual(
                outcome(driver.load_attribute, object, name, cache_of("load", name)), expected
            )
        return expected

    def make_class(self):
        class Plain:
            def __init__(self):
                self.a = 1
                self.b = 2

        return Plain

    def test_instance(self):
        Plain = self.make_class()
        objects = [Plain() for _ in range(4)]
        for number, object in enumerate(objects):
            object.a = number
            self.both(object, A)
            self.both(object, B)
        for object in objects:
            for value in (10, 11):
                driver.store_attribute(object, A, value, cache_of("store", A))
                self.assertEqual(object.a, value)
                self.assertEqual(object.__dict__["a"], value)

    def test_deleted_attribute(self):
        Plain = self.make_class()
        object = Plain()
        self.assertEqual(self.both(object, A), 1)
        del object.a
        self.assertEqual(self.both(object, A)[0], "AttributeError")
        driver.store_attribute(object, A, 5, cache_of("store", A))
        driver.store_attribute(object, A, 6, cache_of("store", A))
        self.assertEqual(object.__dict__, {"b": 2, "a": 6})
        self.assertEqual(list(object.__dict__), ["b", "a"])

    def test_first_store_keeps_order(self):
        class Empty:
            pass

        def fill(object):
            driver.store_attribute(object, "a", 1, cache_of("store", "a"))
            driver.store_attribute(object, "b", 2, cache_of("store", "b"))
            driver.store_attribute(object, "c", 3, cache_of("store", "c"))

        for _ in range(5):
            object = Empty()
            fill(object)
            self.assertEqual(list(object.__dict__.items()), [("a", 1), ("b", 2), ("c", 3)])
        other = Empty()
        other.c = 3
        fill(other)
        self.assertEqual(list(other.__dict__.items()), [("c", 3), ("a", 1), ("b", 2)])

    def test_dict_was_asked_for(self):
        Plain = self.make_class()
        object, other = Plain(), Plain()
        self.both(object, A)
        driver.store_attribute(object, A, 1, cache_of("store", A))
        names = object.__dict__
        names["a"] = 7
        self.assertEqual(self.both(object, A), 7)
        driver.store_attribute(object, A, 8, cache_of("store", A))
        self.assertEqual(names["a"], 8)
        object.__dict__ = {"a": 9}
        self.assertEqual(self.both(object, A), 9)
        driver.store_attribute(object, A, 10, cache_of("store", A))
        self.assertEqual(object.__dict__, {"a": 10})
        self.assertEqual(self.both(other, A), 1)

    def test_class_changes(self):
        Plain = self.make_class()
        object = Plain()
        self.assertEqual(self.both(object, A), 1)
        driver.store_attribute(object, A, 1, cache_of("store", A))
        driver.store_attribute(object, A, 1, cache_of("store", A))
        Plain.a = property(returner("property"))
        self.assertEqual(self.both(object, A), "property")
        self.assertEqual(
            outcome(driver.store_attribute, object, A, 2, cache_of("store", A))[0], "AttributeError"
        )
        del Plain.a
        self.assertEqual(self.both(object, A), 1)
        Plain.__getattr__ = returner("missing")
        self.assertEqual(self.both(object, A), 1)
        self.assertEqual(self.both(object, "zz"), "missing")
        Plain.__getattribute__ = returner("all")
        self.assertEqual(self.both(object, A), "all")
        del Plain.__getattribute__
        self.assertEqual(self.both(object, A), 1)
        stored = []
        Plain.__setattr__ = lambda self, name, value: stored.append(value)
        driver.store_attribute(object, A, 3, cache_of("store", A))
        self.assertEqual(stored, [3])
        object.__class__ = self.make_class()
        self.assertEqual(self.both(object, A), 1)

    def test_other_layouts(self):
        class Slots:
            __slots__ = ("a",)

        class Both(Slots):
            pass

        class Variable(tuple):
            pass

        class Derived(list):
            pass

        for type in (Slots, Both, Variable, Derived):
            object = type()
            if type in (Both, Variable, Derived):
                for _ in range(3):
                    driver.store_attribute(object, B, 2, cache_of("store", B))
                self.assertEqual(self.both(object, B), 2)
            if hasattr(type, "a"):
                self.assertEqual(self.both(object, A)[0], "AttributeError")
                driver.store_attribute(object, A, 1, cache_of("store", A))
                self.assertEqual(self.both(object, A), 1)
        self.assertEqual(self.both(5, "real"), 5)
        self.assertEqual(self.both("x", "zz")[0], "AttributeError")

    def test_modules(self):
        module = types.ModuleType("m")
        module.a = 1
        self.assertEqual(self.both(module, A), 1)
        module.a = 2
        self.assertEqual(self.both(module, A), 2)
        module.other = 3
        self.assertEqual(self.both(module, A), 2)
        del module.a
        self.assertEqual(self.both(module, A)[0], "AttributeError")
        module.__getattr__ = lambda name: "through " + name
        self.assertEqual(self.both(module, A), "through a")
        self.both(module, "__name__")
        self.both(module, "__dict__")
        other = types.ModuleType("n")
        other.a = 5
        self.assertEqual(self.both(other, A), 5)

    def test_many_types_at_one_place(self):
        for _ in range(3):
            objects = [self.make_class()() for _ in range(20)]
            for number, object in enumerate(objects):
                object.a = number
            for object in objects:
                self.both(object, A)

    def test_references(self):
        Plain = self.make_class()
        object = Plain()
        value = types.SimpleNamespace()
        before = sys.getrefcount(value)
        for _ in range(100):
            driver.store_attribute(object, A, value, cache_of("store", A))
            driver.load_attribute(object, A, cache_of("load", A))
        self.assertEqual(sys.getrefcount(value), before + 1)
        driver.store_attribute(object, A, None, cache_of("store", A))
        self.assertEqual(sys.getrefcount(value), before)


class Methods(unittest.TestCase):
    def call(self, object, name, *arguments, keywords=None):
        expected = None
        for _ in range(3):
            expected = outcome(
                driver.call_method, cache_of("method", name), name, keywords, object, *arguments
            )
        return expected

    def test_plain_class(self):
        class Plain:
            def method(self, *arguments, **keywords):
                return self, arguments, keywords

            @staticmethod
            def static(*arguments):
                return arguments

            @classmethod
            def of_class(cls, *arguments):
                return cls, arguments

        object = Plain()
        self.assertEqual(self.call(object, "method", 1), (object, (1,), {}))
        self.assertEqual(
            self.call(object, "method", 1, 2, keywords=("z",)), (object, (1,), {"z": 2})
        )
        self.assertEqual(self.call(object, "static", 1), (1,))
        self.assertEqual(self.call(object, "of_class", 1), (Plain, (1,)))
        self.assertEqual(self.call(Plain, "of_class", 1), (Plain, (1,)))
        self.assertEqual(self.call(Plain, "method", 1, 2), (1, (2,), {}))
        self.assertEqual(self.call(object, "missing")[0], "AttributeError")

    def test_patches(self):
        class Base:
            def method(self):
                return "base"

        class Plain(Base):
            pass

        object, other = Plain(), Plain()
        self.assertEqual(self.call(object, "method"), "base")
        other.method = returner("instance")
        self.assertEqual(self.call(other, "method"), "instance")
        self.assertEqual(self.call(object, "method"), "base")
        fresh = Plain()
        self.assertEqual(self.call(fresh, "method"), "base")
        fresh.__dict__["method"] = returner("through dict")
        self.assertEqual(self.call(fresh, "method"), "through dict")
        Base.method = returner("patched")
        self.assertEqual(self.call(object, "method"), "patched")
        Plain.method = lambda self: "derived"
        self.assertEqual(self.call(object, "method"), "derived")
        del Plain.method
        self.assertEqual(self.call(object, "method"), "patched")
        Plain.__getattribute__ = lambda self, name: returner("all")
        self.assertEqual(self.call(object, "method"), "all")

    def test_instance_attribute_before_caching(self):
        class Plain:
            def method(self):
                return "class"

        object = Plain()
        object.method = returner("instance")
        self.assertEqual(self.call(object, "method"), "instance")
        self.assertEqual(self.call(Plain(), "method"), "class")

    def test_hidden_after_caching(self):
        class Plain:
            def method(self):
                return "class"

        for make in (
            lambda o: setattr(o, "method", returner("hidden")),
            lambda o: o.__dict__.update(method=returner("hidden")),
        ):
            object = Plain()
            self.assertEqual(self.call(object, "method"), "class")
            make(object)
            self.assertEqual(self.call(object, "method"), "hidden")

    def test_method_that_removes_itself(self):
        class Plain:
            def method(self):
                del Plain.method
                gc.collect()
                return "done"

        object = Plain()
        cache = cache_of("method", "removed")
        other = Plain()
        Plain.method, keep = (lambda self: "kept"), Plain.method
        driver.call_method(cache, "method", None, other)
        Plain.method = keep
        del keep
        self.assertEqual(driver.call_method(cache, "method", None, object), "done")

    def test_builtin_types(self):
        items = []
        self.assertIsNone(self.call(items, "append", 1))
        self.assertEqual(items, [1, 1, 1])
        self.assertEqual(self.call("a b", "split"), ["a", "b"])
        self.assertEqual(self.call("a b", "upper"), "A B")
        self.assertEqual(self.call({1: 2}, "get", 1), 2)
        self.assertEqual(self.call(types, "SimpleNamespace"), types.SimpleNamespace())

    def test_recursion_through_python(self):
        class Deep:
            def method(self):
                return driver.call_method(cache_of("method", "deep"), "method", None, self)

        self.assertRaises(RecursionError, Deep().method)


class Odd:
    def __init__(self, items=(1, 2)):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.stored = index, value


class Items(unittest.TestCase):
    def test_get(self):
        for container in ([1, 2, 3], (1, 2, 3), "abc", {0: 1}, range(5), Odd(), 5, None):
            for key in (0, 1, -1, -3, 3, -4, 2**70, True, "a", slice(0, 2), 1.0):
                expected = outcome(lambda: container[key])
                self.assertEqual(
                    outcome(driver.get_item, container, key), expected, (container, key)
                )
                if type(key) is int and abs(key) < 2**60:
                    self.assertEqual(outcome(driver.get_item_index, container, key), expected)

    def test_set(self):
        def store(container, key):
            container[key] = "new"
            return container

        def stored(function):
            def run(container, key):
                function(container, key, "new")
                return container

            return run

        for make in (lambda: [1, 2, 3], lambda: {}, lambda: (1,), lambda: bytearray(3)):
            for key in (0, -1, 2, 3, -4, True, "a", 2**70):
                expected = outcome(store, make(), key)
                self.assertEqual(outcome(stored(driver.set_item), make(), key), expected)
                if type(key) is int and abs(key) < 2**60:
                    self.assertEqual(outcome(stored(driver.set_item_index), make(), key), expected)


class Loops(unittest.TestCase):
    def test_iterables(self):
        for make in (
            lambda: [1, 2, 3],
            lambda: (1, 2),
            lambda: "abc",
            lambda: range(4),
            lambda: {1: 2},
            lambda: iter([1]),
            lambda: Odd((1, 2)),
            lambda: (i for i in range(3)),
            list,
            tuple,
        ):
            self.assertEqual(driver.iterate(make()), list(make()))
        self.assertEqual(outcome(driver.iterate, 5), ("TypeError", "'int' object is not iterable"))

    def test_list_that_changes(self):
        items = [1, 2, 3]

        def change(item):
            if item < 6:
                items.append(item + 3)

        self.assertEqual(driver.iterate(items, change), [1, 2, 3, 4, 5, 6, 7, 8])
        items = [1, 2, 3]
        self.assertEqual(driver.iterate(items, lambda item: items.clear()), [1])

    def test_errors(self):
        def broken():
            yield 1
            raise ValueError("inside")

        class Stops:
            def __iter__(self):
                return self

            def __next__(self):
                raise StopIteration(5)

        self.assertEqual(outcome(driver.iterate, broken()), ("ValueError", "inside"))
        self.assertEqual(driver.iterate(Stops()), [])

    def test_references(self):
        value = object()
        before = sys.getrefcount(value)
        for make in (lambda: [value] * 3, lambda: (value, value), lambda: iter([value])):
            driver.iterate(make())
        self.assertEqual(sys.getrefcount(value), before)

    def test_ranges(self):
        edges = (0, 1, -1, 5, -5, 2**62, -(2**63), 2**63 - 1, 2**63, True)
        for start in edges:
            for stop in edges:
                for step in (1, -1, 2, -3, 2**62, -(2**63), 2**63 - 1, 0, "a"):
                    try:
                        expected = range(start, stop, step)
                    except Exception as error:
                        expected = type(error).__name__, str(error)
                    got = outcome(driver.range_start, start, stop, step)
                    if isinstance(expected, tuple):
                        self.assertEqual(got, expected)
                    elif got is not None:
                        size = (
                            max(0, -((start - stop) // step))
                            if step > 0
                            else max(0, -((stop - start) // -step))
                        )
                        self.assertEqual(got, min(size, 2**63 - 1), (start, stop, step))

    def test_unpack(self):
        def expected(value, count):
            if count == 2:
                a, b = value
                return a, b
            a, b, c = value
            return a, b, c

        for make in (
            lambda: (1, 2),
            lambda: [1, 2, 3],
            lambda: "ab",
            lambda: iter([1]),
            lambda: 5,
            lambda: {1: 2},
            lambda: Odd((1, 2)),
            lambda: None,
            lambda: (i for i in range(9)),
            lambda: (),
        ):
            for count in (2, 3):
                self.assertEqual(
                    outcome(driver.unpack, make(), count), outcome(expected, make(), count)
                )

    def test_unpack_star(self):
        def expected(value):
            a, *b, c = value
            return a, b, c

        for make in (
            lambda: (1, 2),
            lambda: [1, 2, 3],
            lambda: "abcde",
            lambda: iter([1]),
            lambda: 5,
            lambda: (),
        ):
            self.assertEqual(outcome(driver.unpack_star, make(), 1, 1), outcome(expected, make()))


class Containers(unittest.TestCase):
    def test_merge_keywords(self):
        def f(**keywords):
            pass

        names = {"a": 1}
        driver.merge_keywords(names, {"b": 2}, f)
        self.assertEqual(names, {"a": 1, "b": 2})
        for mapping in ({"a": 2}, 5, types.MappingProxyType({"a": 3})):
            expected = outcome(lambda: f(**{"a": 1}, **mapping))
            self.assertEqual(outcome(driver.merge_keywords, {"a": 1}, mapping, f), expected)

    def test_spread(self):
        for value in ((1, 2), "ab", 5, None, range(3)):
            items = [0]
            got = outcome(driver.list_extend, items, value)
            expected = outcome(lambda: [0, *value])
            if isinstance(expected, list):
                self.assertEqual(items, expected)
            else:
                self.assertEqual(got, expected)
        names = {1: 2}
        driver.dict_update(names, {3: 4})
        self.assertEqual(names, {1: 2, 3: 4})
        self.assertEqual(outcome(driver.dict_update, {}, 5), outcome(lambda: {**5}))

    def test_format(self):
        for value in (5, "text", 2.5, None):
            self.assertEqual(driver.format_value(value, "-", None), f"{value}")
            self.assertEqual(driver.format_value(value, "r", None), f"{value!r}")
            self.assertEqual(driver.format_value(value, "s", ">9"), f"{value!s:>9}")
        self.assertEqual(outcome(driver.format_value, 5, "-", "z9"), outcome(lambda: f"{5:z9}"))


class Imports(unittest.TestCase):
    def test_import(self):
        import os.path

        self.assertIs(driver.import_name("os.path", None), sys.modules["os"])
        self.assertIs(driver.import_name("os.path", ("join",)), os.path)
        self.assertIs(driver.import_from(os.path, "join"), os.path.join)
        self.assertIs(driver.import_submodule("os.path", "os"), os.path)
        self.assertEqual(
            outcome(driver.import_name, "no_such", None),
            ("ModuleNotFoundError", "No module named 'no_such'"),
        )
        expected = outcome(lambda: exec("from os import nothing"))
        self.assertEqual(outcome(driver.import_from, os, "nothing")[1], expected[1])
        self.assertEqual(
            outcome(driver.import_from, sys, "nothing")[1],
            outcome(lambda: exec("from sys import nothing"))[1],
        )

    def test_star(self):
        module = types.ModuleType("m")
        module.public_of_m, module._private_of_m = 1, 2
        driver.import_star(module)
        self.assertEqual(driver.public_of_m, 1)
        self.assertFalse(hasattr(driver, "_private_of_m"))
        module.__all__ = ["_private_of_m"]
        driver.import_star(module)
        self.assertEqual(driver._private_of_m, 2)
        module.__all__ = ["missing"]
        self.assertEqual(outcome(driver.import_star, module)[0], "AttributeError")


class Meta(type):
    prepared = None

    @classmethod
    def __prepare__(cls, name, bases, **keywords):
        cls.prepared = name, bases, keywords
        return {"from_prepare": 1}

    def __new__(cls, name, bases, names, **keywords):
        return super().__new__(cls, name, bases, names)

    def __init__(cls, name, bases, names, **keywords):
        cls.keywords = keywords


class Statements(unittest.TestCase):
    def make(self, name, bases, keywords, **names):
        return driver.make_class(name, bases, keywords, lambda space: space.update(names))

    def test_plain(self):
        made = self.make("Made", (), None, value=1)
        self.assertEqual((made.__name__, made.__qualname__, made.value), ("Made", "Made", 1))
        self.assertEqual(made.__module__, driver.__name__)
        self.assertEqual(made.__bases__, (object,))

    def test_metaclass(self):
        made = self.make("Made", (int,), {"metaclass": Meta, "k": 5})
        self.assertIs(type(made), Meta)
        self.assertEqual(Meta.prepared, ("Made", (int,), {"k": 5}))
        self.assertEqual((made.from_prepare, made.keywords), (1, {"k": 5}))
        derived = self.make("Derived", (made,), None)
        self.assertIs(type(derived), Meta)
        self.assertEqual(
            outcome(self.make, "Bad", (made,), {"metaclass": type("Other", (type,), {})})[0],
            "TypeError",
        )

    def test_hooks(self):
        log = []

        class Base:
            def __init_subclass__(cls, **keywords):
                log.append((cls.__name__, keywords))

        class Descriptor:
            def __set_name__(self, owner, name):
                log.append(name)

        self.make("Made", (Base,), {"k": 1}, field=Descriptor())
        self.assertEqual(log, ["field", ("Made", {"k": 1})])

    def test_mro_entries(self):
        class Entry:
            def __mro_entries__(self, bases):
                return (int,)

        entry = Entry()
        made = self.make("Made", (entry,), None)
        self.assertEqual(made.__bases__, (int,))
        self.assertEqual(made.__orig_bases__, (entry,))

    def test_class_cell(self):
        cell = types.CellType()
        made = self.make("Made", (), None, __classcell__=cell)
        self.assertIs(cell.cell_contents, made)


class Interpreted(unittest.TestCase):
    def test_function(self):
        driver.run_interpreted(0, None)
        driver.y_of_driver = 10
        self.assertEqual(driver.interpreted(1), 11)
        self.assertEqual(driver.interpreted.__code__.co_firstlineno, 5)
        self.assertEqual(driver.interpreted.__code__.co_filename, "driver.pyx")

    def test_class_body(self):
        names = {}
        driver.run_interpreted(1, names)
        method = names["method"]
        self.assertEqual(method.__code__.co_firstlineno, 8)
        try:
            method(None)
        except ValueError as error:
            self.assertEqual(error.__traceback__.tb_next.tb_lineno, 9)

    def test_syntax_error(self):
        with self.assertRaises(SyntaxError) as caught:
            driver.run_interpreted(2, None)
        self.assertEqual((caught.exception.filename, caught.exception.lineno), ("driver.pyx", 12))


if __name__ == "__main__":
    unittest.main()
