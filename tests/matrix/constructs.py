"""The constructs that a variable is used in.

Each takes a Kind and gives the lines of one cell, with a def function `cell_NAME()` whose result is
compared; None: the construct means nothing for this kind.
"""

import textwrap

CONSTRUCTS = {}

# What @set and @show may be about.
PLACES = ("x", "y", "whole.x", "self.x", "items[1]", "p[0]", "p[0].x", "whole.inner[1].x",
          "copy.inner[1].x", "whole.inner[2].x", "arg", "glob_NAME")  # fmt: skip


def construct(function):
    CONSTRUCTS[function.__name__] = function
    return function


def fill(kind, name, text, **more):
    """The text with @x: declares x; @T: its type; @set(x): sets it to `i`; @show(x): its value."""
    text = textwrap.dedent(text).strip("\n").replace("NAME", name)
    for key, value in more.items():
        text = text.replace(f"@{key}", value)
    for place in PLACES:
        variable = place.replace("NAME", name)
        text = text.replace(f"@set({variable})", kind.set(variable))
        text = text.replace(f"@show({variable})", kind.shown(variable))
    for variable in ("x", "y", "arg"):
        text = text.replace(f"@{variable}", kind.declare(variable))
    return text.replace("@T", kind.type_text)


@construct
def local(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            return @show(x)
        """)  # fmt: skip


@construct
def loop(kind, name):
    return fill(kind, name, """
        def cell_NAME(int n=6):
            cdef @x
            cdef int i
            out = []
            for i in range(n):
                if i == 1:
                    continue
                @set(x)
                if i == 4:
                    break
                out.append(@show(x))
            else:
                out.append('else')
            return out, @show(x)
        """)  # fmt: skip


@construct
def while_else(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=0):
            cdef @x
            out = []
            while i < 3:
                @set(x)
                i += 1
                out.append(@show(x))
            else:
                out.append(@show(x))
            return out
        """)  # fmt: skip


@construct
def branch(kind, name):
    return fill(kind, name, """
        cdef choose_NAME(int i):
            cdef @x
            if i % 2:
                @set(x)
            else:
                i += 3
                @set(x)
            return @show(x)
        def cell_NAME():
            return [choose_NAME(k) for k in range(4)]
        """)  # fmt: skip


@construct
def try_finally(kind, name):
    return fill(kind, name, """
        def run_NAME(int i, out):
            cdef @x
            try:
                @set(x)
                if i == 1:
                    return @show(x)
                if i == 2:
                    raise ValueError(i)
            finally:
                out.append(@show(x))
            i += 1
            @set(x)
            return @show(x)
        def cell_NAME():
            out = []
            out.append(run_NAME(0, out))
            out.append(run_NAME(1, out))
            try:
                run_NAME(2, out)
            except ValueError as error:
                out.append(str(error))
            return out
        """)  # fmt: skip


@construct
def try_except(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=1):
            cdef @x
            out = []
            try:
                @set(x)
                {}[i]
            except KeyError as error:
                out.append((@show(x), error.args))
                i = 2
                @set(x)
            else:
                out.append('no error')
            return out, @show(x)
        """)  # fmt: skip


@construct
def generator(kind, name):
    return fill(kind, name, """
        def numbers_NAME(int n):
            cdef @x
            cdef @y
            cdef int i = 5
            @set(y)
            for i in range(n):
                @set(x)
                yield i
                yield @show(x)
            yield @show(y)
        def cell_NAME():
            return list(numbers_NAME(3))
        """)  # fmt: skip


@construct
def generator_finally(kind, name):
    return fill(kind, name, """
        def numbers_NAME(out, int i=3):
            cdef @x
            @set(x)
            try:
                yield 1
                i = 4
                @set(x)
                yield 2
            except KeyError:
                out.append('thrown in')
                yield @show(x)
            finally:
                out.append(@show(x))
        def cell_NAME():
            out = []
            first = numbers_NAME(out)
            next(first)
            first.close()
            second = numbers_NAME(out)
            next(second), next(second)
            out.append(second.throw(KeyError()))
            del second
            return out
        """)  # fmt: skip


@construct
def generator_argument(kind, name):
    if not kind.python:
        return None
    return fill(kind, name, """
        def numbers_NAME(@x):
            cdef @y
            y = x
            yield @show(x)
            yield @show(y)
        def cell_NAME():
            return list(numbers_NAME(@python))
        """, python=kind.python)  # fmt: skip


@construct
def generator_expression(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            return list(@show(x) for _ in range(2))
        """)  # fmt: skip


@construct
def comprehension(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            return [(@show(x), k) for k in range(3) if k != 1], {k: @show(x) for k in 'ab'}
        """)  # fmt: skip


@construct
def closure(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            def inner():
                return @show(x)
            first = inner()
            i = 3
            @set(x)
            return first, inner()
        """)  # fmt: skip


@construct
def closure_nonlocal(kind, name):
    return fill(kind, name, """
        def make_NAME(int i):
            cdef @x
            @set(x)
            def change(int i):
                nonlocal x
                @set(x)
            def read():
                return @show(x)
            return change, read
        def cell_NAME():
            change, read = make_NAME(1)
            before = read()
            change(2)
            other_change, other_read = make_NAME(5)
            return before, read(), other_read()
        """)  # fmt: skip


@construct
def closure_generator(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            def numbers():
                yield @show(x)
                yield @show(x)
            running = numbers()
            first = next(running)
            i = 4
            @set(x)
            return first, next(running)
        """)  # fmt: skip


@construct
def lambda_capture(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            call = lambda: @show(x)
            return call()
        """)  # fmt: skip


@construct
def nogil_block(kind, name):
    if not kind.nogil:
        return None
    return fill(kind, name, """
        def cell_NAME(int n=4):
            cdef @x
            cdef int i
            with nogil:
                for i in range(n):
                    @set(x)
            return @show(x)
        """)  # fmt: skip


@construct
def nogil_function(kind, name):
    if not kind.nogil or not kind.is_value:
        return None
    return fill(kind, name, """
        cdef void fill_NAME(int i) noexcept nogil:
            cdef @x
            @set(x)
            pass_NAME(x)
        cdef void pass_NAME(@x) noexcept nogil:
            with gil:
                out_NAME.append(@show(x))
        out_NAME = []
        def cell_NAME():
            with nogil:
                fill_NAME(3)
            return out_NAME
        """)  # fmt: skip


@construct
def default_argument(kind, name):
    if not kind.literal:
        return None
    shown = "x" if kind.literal == "None" else "@show(x)"
    return fill(kind, name, f"""
        def take_NAME(k, @x=@literal):
            return k, {shown if kind.literal != "None" else "x is None"}
        def cell_NAME():
            return take_NAME(1), take_NAME(k=2)
        """, literal=kind.literal)  # fmt: skip


@construct
def default_cdef_argument(kind, name):
    if not kind.literal or kind.literal == "None":
        return None
    return fill(kind, name, """
        cdef take_NAME(int i, @x=@literal):
            return i, @show(x)
        def cell_NAME(int i=2):
            cdef @y
            @set(y)
            return take_NAME(1), take_NAME(2, y)
        """, literal=kind.literal)  # fmt: skip


@construct
def def_argument(kind, name):
    if not kind.python:
        return None
    return fill(kind, name, """
        def take_NAME(@x, k=1):
            return @show(x), k
        def cell_NAME():
            return take_NAME(@python), take_NAME(k=2, x=@python)
        """, python=kind.python)  # fmt: skip


@construct
def def_argument_error(kind, name):
    if not kind.python or kind.name in {"object", "bint"}:
        return None
    return fill(kind, name, """
        def take_NAME(@x):
            return @show(x)
        class Wrong_NAME:
            pass
        def cell_NAME():
            try:
                take_NAME(Wrong_NAME())
            except Exception as error:
                return type(error).__name__
        """)  # fmt: skip


@construct
def inner_def_argument(kind, name):
    if not kind.python:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @y
            @set(y)
            def take(@x):
                return @show(x), @show(y)
            return take(@python)
        """, python=kind.python)  # fmt: skip


@construct
def return_value(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        cdef @T make_NAME(int i):
            cdef @x
            @set(x)
            return x
        def cell_NAME(int i=3):
            cdef @y
            y = make_NAME(i)
            return @show(y)
        """)  # fmt: skip


@construct
def return_object(kind, name):
    # Which type Python's views of ours have is no matter of Cython's.
    if not kind.is_value or kind.name in {"pointer", "function", "view", "view2d"}:
        return None
    return fill(kind, name, """
        cdef @T make_NAME(int i):
            cdef @x
            @set(x)
            return x
        def cell_NAME(int i=3):
            made = make_NAME(i)
            return type(made).__name__
        """)  # fmt: skip


@construct
def to_object(kind, name):
    if kind.name in {"pointer", "function", "union", "nested", "headerstruct", "view", "view2d"}:
        return None
    shown = "(x.a, x.b)" if kind.name == "class" else "x"
    return fill(kind, name, f"""
        def cell_NAME(int i=3):
            cdef @x
            cdef object made
            @set(x)
            made = x
            return {"made.a" if kind.name == "class" else "made"}, {shown} is None
        """)  # fmt: skip


@construct
def return_error(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        cdef @T make_NAME(int i) except *:
            cdef @x
            @set(x)
            if i == 2:
                raise ValueError(i)
            return x
        def cell_NAME(int i=3):
            cdef @y
            y = make_NAME(i)
            first = @show(y)
            try:
                y = make_NAME(2)
            except ValueError:
                return first, @show(y)
        """)  # fmt: skip


@construct
def cdef_argument(kind, name):
    return fill(kind, name, """
        cdef take_NAME(int k, @x, double d):
            cdef int i = 9
            before = @show(x)
            @set(x)
            return k, before, @show(x), d
        def cell_NAME(int i=3):
            cdef @y
            @set(y)
            return take_NAME(1, y, 0.5), @show(y)
        """)  # fmt: skip


@construct
def cpdef_argument(kind, name):
    if not kind.python:
        return None
    return fill(kind, name, """
        cpdef take_NAME(@x):
            return @show(x)
        def cell_NAME(int i=3):
            cdef @y
            @set(y)
            return take_NAME(y), globals()['take_NAME'](@python)
        """, python=kind.python)  # fmt: skip


@construct
def pointer_argument(kind, name):
    if not kind.has_address or not kind.is_value:
        return None
    return fill(kind, name, """
        cdef void fill_NAME(@T *p, int i):
            @set(p[0])
        def cell_NAME(int i=3):
            cdef @x
            @set(x)
            fill_NAME(&x, 5)
            return @show(x)
        """)  # fmt: skip


@construct
def struct_member(kind, name):
    if not kind.has_address:
        return None
    return fill(kind, name, """
        cdef struct Holder_NAME:
            char pad
            @x
            char more
        def cell_NAME(int i=3):
            cdef Holder_NAME whole
            cdef Holder_NAME copy
            whole.pad = 1
            whole.more = 2
            @set(whole.x)
            copy = whole
            i = 4
            @set(whole.x)
            whole = copy
            return whole.pad, @show(whole.x), whole.more
        """)  # fmt: skip


@construct
def packed_member(kind, name):
    if not kind.has_address:
        return None
    return fill(kind, name, """
        cdef packed struct Holder_NAME:
            char pad
            @x
            char more
        def cell_NAME(int i=3):
            cdef Holder_NAME whole
            whole.pad = 1
            whole.more = 2
            @set(whole.x)
            return whole.pad, @show(whole.x), whole.more, sizeof(Holder_NAME)
        """)  # fmt: skip


@construct
def array_element(kind, name):
    if not kind.has_address or not kind.has_plain_type:
        return None
    return fill(kind, name, """
        def cell_NAME(int n=3):
            cdef @T items[4]
            cdef int i
            for i in range(n):
                @set(items[1])
                items[i] = items[1]
            return @show(items[1]), sizeof(items)
        """)  # fmt: skip


@construct
def ctuple_item(kind, name):
    if not kind.is_value or kind.name in {"ctuple", "function"}:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=3):
            cdef (char, @T, char) whole
            cdef @x
            cdef @y
            @set(x)
            whole = (1, x, 2)
            y = whole[1]
            return whole[0], @show(y), whole[2]
        """)  # fmt: skip


@construct
def class_attribute(kind, name):
    return fill(kind, name, """
        cdef class Holder_NAME:
            cdef char pad
            cdef @x
            cdef char more
            def __init__(self, int i):
                self.pad = 1
                @set(self.x)
                self.more = 2
            def read(self):
                return self.pad, @show(self.x), self.more
        class Sub_NAME(Holder_NAME):
            pass
        def cell_NAME():
            held = Holder_NAME(3)
            other = Sub_NAME(4)
            held.__init__(5)
            return held.read(), other.read()
        """)  # fmt: skip


@construct
def class_method(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        cdef class Base_NAME:
            cdef @T same(self, @x):
                return x
        cdef class Other_NAME(Base_NAME):
            cdef @T same(self, @x):
                cdef int i = 7
                @set(x)
                return x
        def cell_NAME(int i=3):
            cdef @y
            cdef Base_NAME base
            out = []
            for base in (Base_NAME(), Other_NAME()):
                @set(y)
                y = base.same(y)
                out.append(@show(y))
            return out
        """)  # fmt: skip


@construct
def global_variable(kind, name):
    return fill(kind, name, """
        cdef @g
        def set_NAME(int i):
            global glob_NAME
            @set(glob_NAME)
        def cell_NAME():
            set_NAME(3)
            before = @show(glob_NAME)
            set_NAME(4)
            return before, @show(glob_NAME)
        """, g=kind.declare("glob_" + name))  # fmt: skip


@construct
def copied(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=3):
            cdef @x
            cdef @y
            @set(x)
            y = x
            i = 4
            @set(x)
            return @show(x), @show(y)
        """)  # fmt: skip


@construct
def swapped(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=3):
            cdef @x
            cdef @y
            @set(x)
            i = 4
            @set(y)
            x, y = y, x
            return @show(x), @show(y)
        """)  # fmt: skip


@construct
def conditional(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=3):
            cdef @x
            cdef @y
            @set(x)
            i = 4
            @set(y)
            x = y if i == 4 else x
            return @show(x)
        """)  # fmt: skip


@construct
def inferred(kind, name):
    # Cython turns a union into a dict when it has to infer its type.
    if not kind.is_value or kind.name == "union":
        return None
    return fill(kind, name, """
        cdef @T make_NAME(int i):
            cdef @x
            @set(x)
            return x
        def cell_NAME(int i=3):
            x = make_NAME(i)
            y = x
            i = 4
            x = make_NAME(i)
            return @show(x), @show(y)
        """)  # fmt: skip


@construct
def with_statement(kind, name):
    return fill(kind, name, """
        class Manager_NAME:
            def __enter__(self):
                return 4
            def __exit__(self, *details):
                return True
        def cell_NAME(int i=3):
            cdef @x
            @set(x)
            with Manager_NAME() as i:
                @set(x)
                raise ValueError
            return @show(x)
        """)  # fmt: skip


@construct
def compared(kind, name):
    if not kind.is_value or kind.name in {"struct", "packed", "nested", "union", "headerstruct",
                                          "view", "view2d", "class"}:  # fmt: skip
        return None
    return fill(kind, name, """
        def cell_NAME(int i=3):
            cdef @x
            cdef @y
            @set(x)
            y = x
            same = x == y
            i = 4
            @set(y)
            return same, x == y, x != y
        """)  # fmt: skip
