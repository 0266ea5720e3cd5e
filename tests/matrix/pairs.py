"""Pairs of constructs: one inside the other. Written as those of constructs.py."""

from constructs import construct, fill

# --- Generators ----------------------------------------------------------------------------------


@construct
def generator_nested_finally(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        def numbers_NAME(out):
            cdef @x
            cdef @y
            cdef int i
            for i in range(3):
                try:
                    @set(x)
                    try:
                        if i == 1:
                            continue
                        yield @show(x)
                    finally:
                        out.append(('inner', @show(x)))
                        y = x
                        i += 10
                        @set(x)
                finally:
                    out.append((@show(x), @show(y)))
            yield @show(y)
        def cell_NAME():
            out = []
            return list(numbers_NAME(out)), out
        """)  # fmt: skip


@construct
def generator_with(kind, name):
    return fill(kind, name, """
        class Manager_NAME:
            def __enter__(self):
                return 4
            def __exit__(self, kind, error, traceback):
                return kind is KeyError
        def numbers_NAME():
            cdef @x
            cdef int i = 1
            @set(x)
            with Manager_NAME() as i:
                yield @show(x)
                @set(x)
                yield @show(x)
            yield @show(x)
        def cell_NAME():
            running = numbers_NAME()
            return next(running), next(running), running.throw(KeyError())
        """)  # fmt: skip


@construct
def generator_of_holder(kind, name):
    if not kind.has_address:
        return None
    return fill(kind, name, """
        cdef packed struct Holder_NAME:
            char pad
            @x
        def numbers_NAME(out):
            cdef Holder_NAME whole
            cdef Holder_NAME copy
            cdef int i
            whole.pad = 7
            for i in range(2):
                try:
                    @set(whole.x)
                    copy = whole
                    yield @show(whole.x)
                finally:
                    whole = copy
                    out.append((whole.pad, @show(whole.x)))
        def cell_NAME():
            out = []
            return list(numbers_NAME(out)), out
        """)  # fmt: skip


@construct
def generator_of_packed_arrays(kind, name):
    if not kind.has_address:
        return None
    return fill(kind, name, """
        cdef packed struct Inner_NAME:
            char pad
            @x
        cdef packed struct Outer_NAME:
            char lead
            Inner_NAME inner[3]
        def numbers_NAME(int n):
            cdef Outer_NAME whole[2]
            cdef Inner_NAME *p
            cdef int i
            for i in range(n):
                whole[1].lead = i
                p = &whole[1].inner[i]
                p.pad = i
                yield sizeof(Outer_NAME)
                p = &whole[1].inner[i]
                @set(p[0].x)
                yield p.pad, whole[1].lead
            for i in range(n):
                p = &whole[1].inner[i]
                yield @show(p[0].x)
        def cell_NAME():
            return list(numbers_NAME(3))
        """)  # fmt: skip


@construct
def generator_of_ctuple(kind, name):
    if not kind.has_plain_type or kind.name in {"ctuple", "function"}:
        return None
    return fill(kind, name, """
        def numbers_NAME(int n):
            cdef (char, @T) whole
            cdef @x
            cdef int i
            for i in range(n):
                @set(x)
                whole = (<char>i, x)
                yield whole[0]
                i += 5
                @set(x)
                x = whole[1]
                yield @show(x)
        def cell_NAME():
            return list(numbers_NAME(2))
        """)  # fmt: skip


@construct
def generator_of_global(kind, name):
    return fill(kind, name, """
        cdef @glob_NAME
        def numbers_NAME(int n):
            global glob_NAME
            cdef int i
            for i in range(n):
                try:
                    @set(glob_NAME)
                    yield i
                finally:
                    yield @show(glob_NAME)
        def cell_NAME():
            return list(numbers_NAME(2))
        """.replace("@glob_NAME", kind.declare("glob_" + name)))  # fmt: skip


@construct
def generator_of_attribute(kind, name):
    return fill(kind, name, """
        cdef class Holder_NAME:
            cdef char pad
            cdef @x
            def numbers(self, int n):
                cdef int i
                for i in range(n):
                    @set(self.x)
                    yield @show(self.x)
            def later(self):
                def read():
                    return @show(self.x)
                return read
        def cell_NAME():
            holder = Holder_NAME()
            running = holder.numbers(3)
            return next(running), next(running), holder.later()(), list(running)
        """)  # fmt: skip


# --- Closures ------------------------------------------------------------------------------------


@construct
def closure_finally(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            out = []
            def change(int i):
                nonlocal x
                try:
                    @set(x)
                    if i == 4:
                        raise ValueError
                finally:
                    out.append(@show(x))
            change(3)
            try:
                change(4)
            except ValueError:
                out.append(@show(x))
            return out
        """)  # fmt: skip


@construct
def closure_of_closure(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            def outer():
                def inner(int i):
                    nonlocal x
                    @set(x)
                    return @show(x)
                return @show(x), inner
            before, inner = outer()
            changed = inner(5)
            return before, changed, @show(x)
        """)  # fmt: skip


@construct
def closure_default(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            @set(x)
            def inner(k, shown=@show(x)):
                return k, shown, @show(x)
            i = 3
            @set(x)
            return inner(1), inner(2, 3)
        """)  # fmt: skip


@construct
def closure_generator_finally(kind, name):
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            out = []
            @set(x)
            def numbers():
                try:
                    yield @show(x)
                    yield @show(x)
                finally:
                    out.append(@show(x))
            running = numbers()
            first = next(running)
            i = 4
            @set(x)
            second = next(running)
            i = 6
            @set(x)
            running.close()
            return first, second, out
        """)  # fmt: skip


@construct
def closure_of_array(kind, name):
    if not kind.has_plain_type or not kind.has_address:
        return None
    return fill(kind, name, """
        def cell_NAME(int n=3):
            cdef @T items[3]
            cdef int i
            for i in range(n):
                @set(items[1])
                items[i] = items[1]
            def read():
                return @show(items[1]), sizeof(items)
            first = read()
            i = 7
            @set(items[1])
            return first, read()
        """)  # fmt: skip


@construct
def closure_of_holder(kind, name):
    if not kind.has_address:
        return None
    return fill(kind, name, """
        cdef packed struct Holder_NAME:
            char pad
            @x
        def cell_NAME(int i=2):
            cdef Holder_NAME whole
            whole.pad = 3
            @set(whole.x)
            def change(int i):
                @set(whole.x)
                whole.pad += 1
            change(5)
            return whole.pad, @show(whole.x)
        """)  # fmt: skip


@construct
def lambda_in_loop(kind, name):
    return fill(kind, name, """
        def cell_NAME(int n=3):
            cdef @x
            cdef int i
            calls = []
            for i in range(n):
                @set(x)
                calls.append(lambda k: (k, @show(x)))
            return [call(k) for k, call in enumerate(calls)]
        """)  # fmt: skip


# --- Without the GIL -----------------------------------------------------------------------------


@construct
def nogil_default(kind, name):
    if not kind.nogil or not kind.literal or kind.literal == "None":
        return None
    return fill(kind, name, """
        cdef void take_NAME(int i, @x=@literal) noexcept nogil:
            with gil:
                out_NAME.append((i, @show(x)))
        out_NAME = []
        def cell_NAME(int i=3):
            cdef @y
            with nogil:
                @set(y)
                take_NAME(1)
                take_NAME(2, y)
            return out_NAME
        """, literal=kind.literal)  # fmt: skip


@construct
def nogil_finally(kind, name):
    if not kind.nogil:
        return None
    return fill(kind, name, """
        def cell_NAME(int n=4):
            cdef @x
            cdef int i
            with nogil:
                for i in range(n):
                    try:
                        @set(x)
                        if i == 2:
                            break
                    finally:
                        i += 1
                        @set(x)
            return @show(x), i
        """)  # fmt: skip


@construct
def nogil_result(kind, name):
    if not kind.nogil or not kind.has_plain_type:
        return None
    return fill(kind, name, """
        cdef @T make_NAME(int i) noexcept nogil:
            cdef @x
            @set(x)
            return x
        def cell_NAME():
            cdef @x
            cdef @y
            with nogil:
                x = make_NAME(2)
                y = make_NAME(3)
                x, y = y, x
            return @show(x), @show(y)
        """)  # fmt: skip


# --- Other ---------------------------------------------------------------------------------------


@construct
def with_finally(kind, name):
    return fill(kind, name, """
        class Manager_NAME:
            def __enter__(self):
                return 4
            def __exit__(self, *details):
                return False
        def run_NAME(out, int i):
            cdef @x
            @set(x)
            try:
                with Manager_NAME() as i:
                    @set(x)
                    return @show(x)
            finally:
                i += 1
                @set(x)
                out.append(@show(x))
        def cell_NAME():
            out = []
            return run_NAME(out, 2), out
        """)  # fmt: skip


@construct
def loop_finally(kind, name):
    return fill(kind, name, """
        def cell_NAME(int n=5):
            cdef @x
            cdef int i
            out = []
            for i in range(n):
                try:
                    @set(x)
                    if i == 1:
                        continue
                    if i == 3:
                        break
                    out.append(@show(x))
                finally:
                    out.append(('finally', @show(x)))
            else:
                out.append('else')
            return out, @show(x)
        """)  # fmt: skip


@construct
def swapped(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            cdef @y
            @set(x)
            i = 3
            @set(y)
            x, y = y, x
            return @show(x), @show(y)
        """)  # fmt: skip


@construct
def chosen(kind, name):
    if not kind.is_value:
        return None
    return fill(kind, name, """
        def cell_NAME(int i=2):
            cdef @x
            cdef @y
            @set(x)
            i = 3
            @set(y)
            y = x if i == 3 else y
            return @show(y)
        """)  # fmt: skip


@construct
def recursion(kind, name):
    if not kind.has_plain_type:
        return None
    return fill(kind, name, """
        cdef list collect_NAME(int i, @y):
            cdef @x
            @set(x)
            if i == 0:
                return [@show(x), @show(y)]
            found = collect_NAME(i - 1, x)
            found.append(@show(x))
            return found
        def cell_NAME(int i=3):
            cdef @x
            @set(x)
            return collect_NAME(2, x)
        """)  # fmt: skip


@construct
def error_in_call(kind, name):
    if not kind.has_plain_type:
        return None
    return fill(kind, name, """
        cdef @T make_NAME(int i, out) except *:
            cdef @x
            try:
                @set(x)
                if i == 2:
                    raise KeyError(i)
                return x
            finally:
                out.append(@show(x))
        def cell_NAME(int i=1):
            cdef @x
            out = []
            @set(x)
            for k in range(4):
                try:
                    x = make_NAME(k, out)
                except KeyError:
                    out.append(('caught', @show(x)))
            return out, @show(x)
        """)  # fmt: skip


@construct
def packed_array_copies(kind, name):
    if not kind.has_address:
        return None
    return fill(kind, name, """
        cdef packed struct Inner_NAME:
            char pad
            @x
        cdef packed struct Outer_NAME:
            char lead
            Inner_NAME inner[3]
            short last
        cdef Outer_NAME moved_NAME(Outer_NAME whole, int i):
            @set(whole.inner[1].x)
            return whole
        def cell_NAME(int i=3):
            cdef Outer_NAME whole
            cdef Outer_NAME copy
            whole.lead = 1
            whole.last = 300
            @set(whole.inner[1].x)
            copy = moved_NAME(whole, 5)
            whole.inner[2] = copy.inner[1]
            return (whole.lead, whole.last, copy.last, @show(whole.inner[1].x),
                    @show(copy.inner[1].x), @show(whole.inner[2].x), sizeof(Outer_NAME))
        """)  # fmt: skip
