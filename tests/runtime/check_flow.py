"""Exceptions, with statements, generators, polling."""

import collections.abc
import gc
import signal
import sys
import threading
import time
import traceback
import types
import unittest
import weakref

import driver

echo = driver.make_function(10, None, None, None)
delegate = driver.make_function(11, None, None, None)


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return type(error).__name__, str(error)


def raiser(error):
    def run(*_):
        raise error

    return run


class Raising(unittest.TestCase):
    def test_raise(self):
        def python(exception, cause=types):
            if cause is types:
                raise exception
            raise exception from cause

        class Odd(Exception):
            def __new__(cls):
                return 5

        error = ValueError("x")
        for arguments in (
            (ValueError,),
            (error,),
            (5,),
            (Odd,),
            (int,),
            (ValueError, KeyError),
            (ValueError, None),
            (ValueError, error),
            (ValueError, 5),
        ):
            self.assertEqual(
                outcome(driver.do_raise, *arguments), outcome(python, *arguments), arguments
            )

    def test_cause_and_context(self):
        def handler(error):
            driver.do_raise(KeyError("k"), error)

        error = ValueError("v")
        with self.assertRaises(KeyError) as caught:
            driver.try_except(raiser(error), ValueError, handler)
        self.assertIs(caught.exception.__cause__, error)
        self.assertIs(caught.exception.__context__, error)
        with self.assertRaises(KeyError) as caught:
            driver.try_except(raiser(error), ValueError, raiser(KeyError))
        self.assertIs(caught.exception.__context__, error)
        self.assertIsNone(caught.exception.__cause__)
        with self.assertRaises(KeyError) as caught:
            driver.try_except(raiser(error), ValueError, lambda e: driver.do_raise(KeyError, None))
        self.assertTrue(caught.exception.__suppress_context__)

    def test_handled(self):
        error = ValueError("v")
        seen = driver.try_except(raiser(error), ValueError, lambda e: (e, sys.exc_info()))
        self.assertIs(seen[0], error)
        self.assertEqual(seen[1][:2], (ValueError, error))
        self.assertIs(seen[1][2], error.__traceback__)
        self.assertEqual(sys.exc_info(), (None, None, None))
        try:
            raise KeyError("outer")
        except KeyError as outer:
            driver.try_except(raiser(error), ValueError, lambda e: None)
            self.assertIs(sys.exc_info()[1], outer)
            self.assertIs(error.__context__, outer)

    def test_matches(self):
        for type in (ValueError, (KeyError, ValueError), Exception, (), KeyError):

            def python():
                try:
                    raise ValueError("v")
                except type:
                    return "handled"

            got = outcome(driver.try_except, raiser(ValueError("v")), type, lambda e: "handled")
            self.assertEqual(got, outcome(python), type)
        text = "catching classes that do not inherit from BaseException is not allowed"
        for type in (5, int, (ValueError, 5)):
            got = outcome(driver.try_except, raiser(ValueError("v")), type, lambda e: "handled")
            self.assertEqual(got, ("TypeError", text))

    def test_reraise(self):
        error = ValueError("v")
        with self.assertRaises(ValueError) as caught:
            driver.try_reraise(raiser(error), lambda: None)
        self.assertIs(caught.exception, error)
        self.assertEqual(
            outcome(driver.do_raise, None), ("RuntimeError", "No active exception to reraise")
        )

    def test_traceback_of_reraised(self):
        try:
            driver.try_except(raiser(ValueError("v")), KeyError, None)
        except ValueError as error:
            names = [entry.name for entry in traceback.extract_tb(error.__traceback__)]
            self.assertEqual(names[-2:], ["f1", "run"])

    def test_leaks(self):
        class Error(Exception):
            pass

        class Marker:
            pass

        def body():
            marker = Marker()
            references.append(weakref.ref(marker))
            error = Error()
            error.marker = marker
            raise error

        references = []
        for _ in range(3):
            driver.try_except(body, Error, lambda error: None)
            outcome(driver.try_except, body, KeyError, None)
            outcome(driver.try_except, body, Error, raiser(KeyError()))
            outcome(driver.try_reraise, body, lambda: None)
        gc.collect()
        self.assertEqual([reference() for reference in references if reference()], [])

    def test_unraisable(self):
        seen = []
        hooks = sys.unraisablehook, sys.excepthook
        sys.unraisablehook = lambda info: seen.append((info.exc_value, info.object))
        sys.excepthook = lambda type, value, traceback: seen.append(value)
        try:
            error, other = ValueError("v"), ValueError("w")
            driver.unraisable(error, 0)
            driver.unraisable(other, 1)
        finally:
            sys.unraisablehook, sys.excepthook = hooks
        self.assertEqual(seen, [error, (error, "driver.function"), (other, "driver.function")])

    def test_texts(self):
        def unbound():
            if 0:
                y = 1
            return y

        self.assertEqual(outcome(driver.raise_error, "unbound"), outcome(unbound))
        self.assertEqual(outcome(driver.raise_error, "none"), outcome(lambda: None.x))
        self.assertEqual(
            outcome(driver.raise_error, "index"),
            ("IndexError", "Out of bounds on buffer access (axis 1)"),
        )
        self.assertEqual(
            outcome(driver.raise_error, "negative"),
            ("OverflowError", "can't convert negative value to unsigned int"),
        )


class Manager:
    def __init__(self, swallows=False):
        self.swallows = swallows
        self.log = []

    def __enter__(self):
        return "entered"

    def __exit__(self, *arguments):
        self.log.append(arguments)
        return self.swallows


class With(unittest.TestCase):
    def test_with(self):
        manager = Manager()
        self.assertEqual(driver.do_with(manager, lambda value: value), "entered")
        self.assertEqual(manager.log, [(None, None, None)])
        error = ValueError("v")
        self.assertEqual(outcome(driver.do_with, manager, raiser(error)), ("ValueError", "v"))
        self.assertEqual(manager.log[1][:2], (ValueError, error))
        self.assertIs(type(manager.log[1][2]), types.TracebackType)
        self.assertIsNone(driver.do_with(Manager(True), raiser(error)))

    def test_instance_attributes_do_not_count(self):
        manager = Manager()
        manager.__enter__ = manager.__exit__ = None
        self.assertEqual(driver.do_with(manager, lambda value: value), "entered")

    def test_no_manager(self):
        class OnlyEnter:
            def __enter__(self):
                pass

        def python(manager):
            with manager:
                pass

        for manager in (5, OnlyEnter()):
            if sys.version_info >= (3, 11):
                self.assertEqual(outcome(driver.do_with, manager, None), outcome(python, manager))
            else:
                self.assertEqual(outcome(driver.do_with, manager, None)[0], "AttributeError")


class Generators(unittest.TestCase):
    def test_send(self):
        generator = echo("first")
        self.assertIsInstance(generator, collections.abc.Generator)
        self.assertRegex(repr(generator), "^<generator object echo at 0x")
        self.assertEqual(
            outcome(generator.send, 1),
            ("TypeError", "can't send non-None value to a just-started generator"),
        )
        self.assertEqual(next(generator), "first")
        self.assertEqual(generator.send(2), 2)
        self.assertEqual(generator.send((3,)), (3,))
        with self.assertRaises(StopIteration) as caught:
            next(generator)
        self.assertEqual(caught.exception.value, (3,))
        self.assertEqual(outcome(next, generator), ("StopIteration", ""))
        self.assertEqual(outcome(generator.send, 1), ("StopIteration", ""))

    def test_loop_and_value(self):
        self.assertEqual(list(echo(1)), [1])

        def outer():
            return (yield from echo(ValueError("as value")))

        generator = outer()
        next(generator)
        with self.assertRaises(StopIteration) as caught:
            next(generator)
        self.assertEqual(repr(caught.exception.value), "ValueError('as value')")

    def test_throw(self):
        generator = echo(1)
        self.assertEqual(outcome(generator.throw, KeyError("early")), ("KeyError", "'early'"))
        self.assertEqual(list(generator), [])
        generator = echo(1)
        next(generator)
        error = KeyError("k")
        self.assertIs(generator.throw(error), error)
        self.assertEqual(sys.exc_info(), (None, None, None))
        try:
            next(generator)
        except ValueError as raised:
            self.assertIs(raised.__context__, error)
            self.assertEqual(
                traceback.extract_tb(raised.__traceback__)[-1][:3], ("driver.pyx", 302, "echo")
            )
        generator = echo(1)
        next(generator)
        self.assertEqual(outcome(generator.throw, ValueError), ("ValueError", ""))
        self.assertEqual(outcome(next, generator), ("StopIteration", ""))
        for bad in ((5,), (int,)):
            text = "exceptions must be classes or instances deriving from BaseException, not "
            self.assertEqual(
                outcome(echo(1).throw, *bad), ("TypeError", text + type(bad[0]).__name__)
            )

    def test_handled_exception_stays_inside(self):
        generator = echo(1)
        next(generator)
        generator.throw(KeyError("inside"))
        try:
            raise TypeError("outside")
        except TypeError as outer:
            self.assertIs(sys.exc_info()[1], outer)
            with self.assertRaises(ValueError) as caught:
                next(generator)
            self.assertEqual(repr(caught.exception.__context__), "KeyError('inside')")

    def test_stop_iteration_inside(self):
        generator = echo(1)
        next(generator)
        with self.assertRaises(RuntimeError) as caught:
            generator.send("stop")
        self.assertEqual(str(caught.exception), "generator raised StopIteration")
        self.assertIsInstance(caught.exception.__cause__, StopIteration)

    def test_close(self):
        log = []
        generator = delegate([1, 2], log)
        self.assertIsNone(generator.close())
        self.assertEqual(log, [])
        generator = delegate([1, 2], log)
        self.assertEqual(next(generator), 1)
        self.assertIsNone(generator.close())
        self.assertEqual(log, [True])
        self.assertIsNone(generator.close())
        self.assertEqual(list(generator), [])

    def test_ignored_exit(self):
        def stubborn():
            try:
                yield 1
            except GeneratorExit:
                yield 2

        generator = delegate(stubborn(), [])
        next(generator)
        self.assertEqual(outcome(generator.close)[0], "RuntimeError")

    def test_finalizer(self):
        log = []
        generator = delegate([1, 2], log)
        next(generator)
        del generator
        gc.collect()
        self.assertEqual(log, [True])

    def test_cycles_are_collected(self):
        class Items(list):
            pass

        log = []
        items = Items([1, 2])
        reference = weakref.ref(items)
        generator = delegate(items, log)
        items.generator = generator
        del items, generator
        gc.collect()
        self.assertIsNone(reference())
        items = Items([1, 2])
        reference = weakref.ref(items)
        generator = delegate(items, log)
        items.generator = generator
        next(generator)
        del items, generator
        gc.collect()
        self.assertIsNone(reference())
        self.assertEqual(log, [True])

    def test_delegation(self):
        def inner():
            received = []
            while True:
                try:
                    value = yield len(received)
                except KeyError:
                    value = "key error"
                if value is None:
                    return received
                received.append(value)

        log = []
        generator = delegate(inner(), log)
        self.assertEqual(next(generator), 0)
        self.assertEqual(generator.send("a"), 1)
        self.assertEqual(generator.throw(KeyError), 2)
        with self.assertRaises(StopIteration) as caught:
            next(generator)
        self.assertEqual(caught.exception.value, ["a", "key error"])
        self.assertEqual(log, [True])
        generator = delegate([1, 2, 3], log)
        next(generator)
        self.assertEqual(outcome(generator.throw, ValueError("v")), ("ValueError", "v"))
        generator = delegate([1, 2], log)
        next(generator)
        self.assertEqual(outcome(generator.send, 5)[0], "AttributeError")
        self.assertEqual(
            outcome(next, delegate(5, log)), ("TypeError", "'int' object is not iterable")
        )
        self.assertEqual(list(delegate(delegate(delegate([1, 2], log), log), log)), [1, 2])

    def test_already_executing(self):
        def call_back():
            yield outcome(next, generator)

        generator = delegate(call_back(), [])
        self.assertEqual(next(generator), ("ValueError", "generator already executing"))

    def test_attributes(self):
        generator = echo(1)
        self.assertEqual((generator.__name__, generator.__qualname__), ("echo", "echo"))
        self.assertFalse(generator.gi_running)
        self.assertIsNone(generator.gi_yieldfrom)
        self.assertEqual(generator.gi_code.co_name, "echo")
        self.assertIs(iter(generator), generator)
        self.assertGreater(sys.getsizeof(generator), 100)

    def test_leaks(self):
        class Marker:
            pass

        references = []
        for action in (
            lambda g: None,
            next,
            list,
            lambda g: g.close(),
            lambda g: (next(g), g.close()),
            lambda g: (next(g), outcome(g.throw, ValueError)),
            lambda g: (next(g), g.throw(KeyError)),
            lambda g: (next(g), g.send(1)),
            lambda g: (next(g), outcome(g.send, "stop")),
        ):
            marker = Marker()
            references.append(weakref.ref(marker))
            generator = echo(marker)
            action(generator)
            del marker, generator
        gc.collect()
        self.assertEqual([reference() for reference in references], [None] * len(references))


class Stack(unittest.TestCase):
    def check_depth(self):
        self.assertEqual(driver.recurse(100), 101)
        error = ("RecursionError", "maximum recursion depth exceeded")
        self.assertEqual(outcome(driver.recurse, 10**9), error)

    def test_main_thread(self):
        self.check_depth()

    def test_other_threads(self):
        failures = []

        def run():
            try:
                self.check_depth()
            except AssertionError as error:
                failures.append(error)

        previous = threading.stack_size(256 * 1024)
        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        threading.stack_size(previous)
        for thread in threads:
            thread.join()
        self.check_depth()
        self.assertEqual(failures, [])


class Polling(unittest.TestCase):
    def test_signal(self):
        def handle(*_):
            raise KeyError("signal")

        previous = signal.signal(signal.SIGALRM, handle)
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        try:
            self.assertEqual(outcome(driver.poll_until, [], 10**9), ("KeyError", "'signal'"))
        finally:
            signal.signal(signal.SIGALRM, previous)

    def test_other_threads_run(self):
        flag = []

        def set_flag():
            time.sleep(0.02)
            flag.append(1)

        thread = threading.Thread(target=set_flag)
        thread.start()
        self.assertLess(driver.poll_until(flag, 10**9), 10**9)
        thread.join()

    def test_garbage_is_collected(self):
        gc.collect()
        before = gc.get_count()
        collections = gc.get_stats()[0]["collections"]
        driver.make_garbage(20000)
        self.assertGreater(gc.get_stats()[0]["collections"], collections + 5, before)


if __name__ == "__main__":
    unittest.main()
