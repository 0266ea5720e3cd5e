"""A function object lives as long as something refers to it: closures, lambdas and the functions
of generator expressions die with their last reference, and so does what they captured.

>>> is_gone_after(make_closure)
True
>>> is_gone_after(make_lambda)
True
>>> is_gone_after(make_generator_expression)
True
>>> is_gone_after(make_method)
True
>>> is_gone_after(make_writer)
True
>>> order_of_deaths()
['made', 'called', 'closure gone', 'captured gone', 'end']
>>> kept_generator_ends_at_once()
['finally', 'after']
>>> deleted
(1, True, 'name')
>>> rebound_global()
[1, 2, 1]
>>> replaced_from_outside()
['mine', 'theirs', 'mine']
>>> recursive_closure_is_collected()
True
>>> redefined_in_a_loop()
[0, 1, 2, 2]

What a variable holds that inner functions share lives until its own function ends, read or not.

>>> outlives_closure(Thing()), argument_outlives_closure(Thing()), generator_outlives_closure()
([True, True], [True, True], [True, True, False])
"""

import gc
import weakref


class Thing:
    def __init__(self, log=None, name="captured gone"):
        self.log = log
        self.name = name

    def __del__(self):
        if self.log is not None:
            self.log.append(self.name)


def is_gone_after(make):
    thing = Thing()
    reference = weakref.ref(thing)
    made = make(thing)
    assert reference() is thing
    del thing, made
    return reference() is None


def make_closure(thing):
    def inner():
        return thing

    assert inner() is thing
    return inner


def make_lambda(thing):
    return lambda: thing


def make_generator_expression(thing):
    return (thing for _ in range(3))


def make_method(thing):
    class Local:
        def method(self):
            return thing

    made = Local().method
    result = weakref.ref(Local)
    Local = None
    del made
    gc.collect()  # a class is a cycle
    return result


def make_writer(thing):
    """The inner function only writes what it captures."""

    def inner(value):
        nonlocal thing
        thing = value

    kept = thing
    inner(None)
    inner(kept)
    return inner


def order_of_deaths():
    log = []

    def make():
        thing = Thing(log)

        def inner():
            return thing is not None

        return inner

    inner = make()
    watch = weakref.ref(inner, lambda _: log.append("closure gone"))
    log.append("made")
    assert inner()
    log.append("called")
    del inner
    log.append("end")
    assert watch() is None
    return log


def kept_generator_ends_at_once():
    log = []

    def generate():
        try:
            yield 1
        finally:
            log.append("finally")

    generator = generate()
    next(generator)
    function = (lambda kept: lambda: kept)(generator)
    del generator
    del function
    log.append("after")
    return log


def passing():
    return 1


def deleted_global():
    global passing
    reference = weakref.ref(passing)
    before = passing()
    del passing
    gone = reference() is None
    try:
        passing()
    except NameError:
        return before, gone, "name"


deleted = deleted_global()  # doctest keeps what is there at the end


def rebindable():
    return 1


def call_rebindable():
    return rebindable()


def rebound_global():
    names = globals()
    function = names["rebindable"]
    results = [call_rebindable()]
    names["rebindable"] = lambda: 2
    results.append(call_rebindable())
    names["rebindable"] = function
    results.append(call_rebindable())
    return results


def replaceable(x):
    return "mine"


def replaced_from_outside():
    names = globals()
    function = names.pop("replaceable")
    names["replaceable"] = function
    results = [replaceable(1)]
    names["replaceable"] = lambda x: "theirs"
    results.append(replaceable(1))
    names["replaceable"] = function
    del function
    results.append(replaceable(1))
    return results


def recursive_closure_is_collected():
    def make():
        thing = Thing()

        def inner(n):
            return thing if n == 0 else inner(n - 1)

        assert inner(3) is thing
        return weakref.ref(thing)

    reference = make()
    gc.collect()
    return reference() is None


for number in range(3):

    def numbered(number=number):
        return number

    if number == 0:
        made = [numbered]
    else:
        made.append(numbered)


def redefined_in_a_loop():
    return [function() for function in made] + [numbered()]


def outlives_closure(thing):
    shared = Thing()
    reference = weakref.ref(shared)
    inner = lambda: shared
    alive = [inner() is reference()]
    del inner
    return alive + [reference() is not None]


def argument_outlives_closure(thing):
    reference = weakref.ref(thing)
    inner = lambda: thing
    alive = [inner() is reference()]
    del inner
    return alive + [reference() is not None]


def holding_generator(references):
    shared = Thing()
    references.append(weakref.ref(shared))
    inner = lambda: shared
    yield inner() is references[0]()
    del inner
    yield references[0]() is not None


def generator_outlives_closure():
    references = []
    alive = list(holding_generator(references))
    return alive + [references[0]() is not None]
