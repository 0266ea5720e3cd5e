"""Functions: parameters, attributes, and the errors of wrong calls in Cython's words."""

import copy
import gc
import inspect
import pickle
import sys
import traceback
import unittest
import weakref

import driver_plain

import driver

sys.modules["package.driver"] = driver

f0 = driver.make_function(0, None, None, None)
f1 = driver.make_function(1, None, None, None)
f2 = driver.make_function(2, None, None, None)
f12 = driver.make_function(2, ("default",), None, None)
f23 = driver.make_function(3, ("default",), None, None)
kw = driver.make_function(4, None, None, None)
kwd = driver.make_function(9, None, {"k": 1}, ("a", int, "return", str))
po = driver.make_function(5, None, None, None)
st = driver.make_function(6, None, None, None)
ds = driver.make_function(7, None, None, None)
al = driver.make_function(8, ("c",), {"k": "k"}, None)


class Text(str):
    pass


class Calls(unittest.TestCase):
    def test_good_calls(self):
        self.assertEqual(f0(), ())
        self.assertEqual(f1(1), (1,))
        self.assertEqual(f1(a=1), (1,))
        self.assertEqual(f2(1, 2), (1, 2))
        self.assertEqual(f2(b=2, a=1), (1, 2))
        self.assertEqual(f2(1, **{Text("b"): 2}), (1, 2))
        self.assertEqual(f12(1), (1, "default"))
        self.assertEqual(f12(1, 2), (1, 2))
        self.assertEqual(f23(1, 2), (1, 2, "default"))
        self.assertEqual(f23(1, c=3, b=2), (1, 2, 3))
        self.assertEqual(kw(1, k=2), (1, 2))
        self.assertEqual(kwd(1), (1, 1))
        self.assertEqual(po(1, 2), (1, 2))
        self.assertEqual(po(1, b=2), (1, 2))
        self.assertEqual(st(1), (1, ()))
        self.assertEqual(st(1, 2, 3), (1, (2, 3)))
        self.assertEqual(st(a=1), (1, ()))
        self.assertEqual(ds(1, b=2, z=3), (1, {"b": 2, "z": 3}))
        self.assertEqual(ds(a=1), (1, {}))
        self.assertEqual(al(1, 2), (1, 2, "c", "k", (), {}))
        self.assertEqual(al(1, 2, 3, 4, 5, k=6, y=7, a=8), (1, 2, 3, 6, (4, 5), {"y": 7, "a": 8}))

    def expect(self, text, function, *arguments, **keywords):
        with self.assertRaises(TypeError) as caught:
            function(*arguments, **keywords)
        self.assertEqual(str(caught.exception), text)

    def test_wrong_counts(self):
        self.expect("f0() takes no arguments (1 given)", f0, 1)
        self.expect("f0() takes no arguments (2 given)", f0, 1, 2)
        self.expect("f1() takes exactly 1 positional argument (0 given)", f1)
        self.expect("f1() takes exactly 1 positional argument (2 given)", f1, 1, 2)
        self.expect("f2() takes exactly 2 positional arguments (1 given)", f2, 1)
        self.expect("f2() takes exactly 2 positional arguments (3 given)", f2, 1, 2, 3)
        self.expect("f2() takes at least 1 positional argument (0 given)", f12)
        self.expect("f2() takes at most 2 positional arguments (3 given)", f12, 1, 2, 3)
        self.expect("f2() takes at least 1 positional argument (0 given)", f12, b=1)
        self.expect("f23() takes at least 2 positional arguments (1 given)", f23, 1, c=1)
        self.expect("kw() takes exactly 1 positional argument (2 given)", kw, 1, 2)
        self.expect("kw() takes exactly 1 positional argument (0 given)", kw, k=1)
        self.expect("kw() takes exactly 1 positional argument (2 given)", kw, 1, 2, k=1)
        self.expect("st() takes at least 1 positional argument (0 given)", st)
        self.expect("ds() takes exactly 1 positional argument (0 given)", ds)
        self.expect("ds() takes exactly 1 positional argument (2 given)", ds, 1, 2)
        self.expect("po() takes exactly 2 positional arguments (1 given)", po, 1)

    def test_wrong_keywords(self):
        self.expect("f0() takes no keyword arguments", f0, x=1)
        self.expect("f1() got multiple values for keyword argument 'a'", f1, 1, a=2)
        self.expect("f1() got an unexpected keyword argument 'b'", f1, b=1)
        self.expect("f2() got an unexpected keyword argument 'c'", f12, c=1)
        self.expect("kw() needs keyword-only argument k", kw, 1)
        self.expect("kw() got an unexpected keyword argument 'z'", kw, 1, z=1)
        self.expect("po() takes exactly 2 positional arguments (0 given)", po, a=1, b=2)
        self.expect("po() got an unexpected keyword argument 'a'", po, 1, a=1, b=2)
        self.expect("st() got multiple values for keyword argument 'a'", st, 1, a=1)
        self.expect("ds() got multiple values for keyword argument 'a'", ds, 1, a=2)

    def test_leaks(self):
        marker = object()
        before = sys.getrefcount(marker)
        for _ in range(1000):
            st(marker, marker)
            ds(marker, z=marker)
            al(marker, marker, marker, marker, q=marker)
            for bad in (
                lambda: ds(1, 2, q=marker),
                lambda: al(marker, z=marker),
                lambda: f1(marker, marker),
            ):
                self.assertRaises(TypeError, bad)
        self.assertEqual(sys.getrefcount(marker), before)


class Attributes(unittest.TestCase):
    def test_names(self):
        self.assertEqual(f1.__name__, "f1")
        self.assertEqual(f1.__qualname__, "Outer.f1")
        self.assertEqual(f1.__module__, driver.__name__)
        self.assertEqual(f0.__doc__, "Takes nothing.")
        self.assertIsNone(f1.__doc__)
        self.assertRegex(repr(f1), r"^<function Outer.f1 at 0x[0-9a-f]+>$")
        other = driver.make_function(1, None, None, None)
        other.__name__ = "g"
        other.__qualname__ = "X.g"
        other.__doc__ = "doc"
        other.__module__ = "m"
        self.assertEqual(
            (other.__name__, other.__qualname__, other.__doc__, other.__module__),
            ("g", "X.g", "doc", "m"),
        )
        self.assertEqual(f1.__name__, "f1")
        for name in ("__name__", "__qualname__"):
            with self.assertRaises(TypeError) as caught:
                setattr(other, name, 5)
            self.assertEqual(str(caught.exception), name + " must be set to a string object")

    def test_values(self):
        self.assertEqual(f12.__defaults__, ("default",))
        self.assertIsNone(f1.__defaults__)
        self.assertEqual(kwd.__kwdefaults__, {"k": 1})
        self.assertEqual(kwd.__annotations__, {"a": int, "return": str})
        self.assertEqual(f1.__annotations__, {})
        self.assertIsNone(f1.__closure__)
        self.assertIs(f1.__globals__, driver.__dict__)
        changed = driver.make_function(2, None, None, None)
        changed.__defaults__ = (5, 6)
        self.assertEqual(changed(), (5, 6))
        changed.__defaults__ = None
        self.assertRaises(TypeError, changed)
        self.assertRaises(TypeError, setattr, changed, "__defaults__", [])
        changed.some = 1
        self.assertEqual(changed.__dict__, {"some": 1})

    def test_signature(self):
        self.assertEqual(str(inspect.signature(f23)), "(a, b, c='default')")
        self.assertEqual(str(inspect.signature(kwd)), "(a: int, *, k=1) -> str")
        self.assertEqual(str(inspect.signature(po)), "(a, /, b)")
        self.assertEqual(str(inspect.signature(al)), "(a, /, b, c='c', *args, k='k', **kwargs)")
        self.assertEqual(f23.__code__.co_varnames, ("a", "b", "c"))
        self.assertEqual(f23.__code__.co_firstlineno, 40)
        self.assertEqual(f23.__code__.co_filename, "driver.pyx")

    def test_binding(self):
        class Holder:
            method = f2

        holder = Holder()
        self.assertEqual(holder.method(5), (holder, 5))
        self.assertEqual(holder.method.__self__, holder)
        self.assertIs(Holder.method, f2)

    def test_one_type(self):
        self.assertIs(type(f0), type(driver_plain.f0))

    def test_life(self):
        function = driver.make_function(2, None, None, None)
        reference = weakref.ref(function)
        function.me = function
        replacement = driver.make_function(2, None, None, None)  # the module keeps the latest one
        del function
        gc.collect()
        self.assertIsNone(reference())
        self.assertIsNotNone(replacement)

    def test_pickle(self):
        driver.f0 = f0
        self.assertIs(pickle.loads(pickle.dumps(f0)), f0)
        self.assertIs(copy.deepcopy(f0), f0)


class Modules(unittest.TestCase):
    def test_module(self):
        self.assertEqual(driver.__doc__, "The driver.")
        self.assertIn("__builtins__", driver.__dict__)

    def import_again(self, module):
        import importlib.machinery
        import importlib.util

        name = module.__name__
        loader = importlib.machinery.ExtensionFileLoader(name, module.__file__)
        spec = importlib.util.spec_from_file_location(name, module.__file__, loader=loader)
        again = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(again)
        return again

    def test_second_instance(self):
        again = self.import_again(driver_plain)
        self.assertIsNot(again, driver_plain)
        self.assertIsNot(again.f0, driver_plain.f0)
        self.assertIs(self.import_again(driver), driver)  # its state is static

    def test_instances_are_collected(self):
        references = []
        for _ in range(5):
            again = self.import_again(driver_plain)
            references.append(weakref.ref(again.f0))
            self.assertEqual(again.f0(), ())
        del again
        gc.collect()
        self.assertEqual([reference() for reference in references], [None] * 5)

    def test_function_keeps_its_module(self):
        function = self.import_again(driver_plain).f0
        gc.collect()
        self.assertEqual(function(), ())
        self.assertEqual(function.__code__.co_filename, "plain.py")


class Tracebacks(unittest.TestCase):
    def lines_of(self, function, *arguments):
        try:
            function(*arguments)
        except Exception as error:
            return [
                (entry.name, entry.filename, entry.lineno)
                for entry in traceback.extract_tb(error.__traceback__)
            ][1:]
        return None

    def test_lines(self):
        self.assertEqual(self.lines_of(driver.do_raise, ValueError), [("f0", "driver.pyx", 101)])
        self.assertEqual(self.lines_of(driver.body_error), [("<module>", "driver.pyx", 77)])

    def test_code_is_shared(self):
        codes = set()
        for _ in range(3):
            try:
                driver.do_raise(ValueError)
            except ValueError as error:
                codes.add(error.__traceback__.tb_next.tb_frame.f_code)
        self.assertEqual(len(codes), 1)

    def test_globals(self):
        try:
            driver.do_raise(ValueError)
        except ValueError as error:
            self.assertIs(error.__traceback__.tb_next.tb_frame.f_globals, driver.__dict__)

    def test_printed(self):
        import subprocess

        program = "import driver\ndef f():\n    driver.do_raise(ValueError('text'))\nf()\n"
        result = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False
        )
        self.assertIn('  File "driver.pyx", line 101, in f0\n', result.stderr)
        self.assertTrue(result.stderr.endswith("ValueError: text\n"), result.stderr)

    def test_leaks(self):
        class Error(Exception):
            pass

        def run():
            try:
                driver.do_raise(Error())
            except Error:
                pass

        run()
        gc.collect()
        before = len(gc.get_objects())
        for _ in range(1000):
            run()
        gc.collect()
        self.assertLess(abs(len(gc.get_objects()) - before), 20)


if __name__ == "__main__":
    unittest.main()
