cimport cython


def sections(o):
    with cython.critical_section():  # error: E0540 a critical section is about one or two Python objects, not 0 arguments
        pass
    with cython.critical_section(o, o, o):  # error: E0540 a critical section is about one or two Python objects, not 3 arguments
        pass
    with cython.critical_section(please=True):  # error: E0540 a critical section is about one or two Python objects, not a keyword argument
        pass
    with cython.critical_section(*o):  # error: E0540 a critical section is about one or two Python objects, not a starred argument
        pass
    cdef int number = 1
    with cython.critical_section(number):  # error: E0540 a critical section is about one or two Python objects, not a value of type 'int'
        pass
    with cython.critical_section(<void *>o):  # error: E0540 a critical section is about one or two Python objects, not a value of type 'void *'
        pass
    with cython.critical_section(o) as target:  # error: E0525 'as' has no meaning on a critical section
        pass


@cython.critical_section  # error: E0540 a critical section is about one or two Python objects, not a function without positional parameters
def no_parameter():
    pass


@cython.critical_section  # error: E0540 a critical section is about one or two Python objects, not a function without positional parameters
def star_only(*args):
    pass


@cython.critical_section(True)  # error: E0525 an argument has no meaning on the decorator critical_section
def argument(o):
    pass


@cython.critical_section
def number(int o):  # error: E0540 a critical section is about one or two Python objects, not a value of type 'int'
    pass


def suspended(o):
    with cython.critical_section(o):
        yield  # error: E0541 'yield' in a critical section
        yield from o  # error: E0541 'yield from' in a critical section
        (lambda: (yield))
    yield


@cython.critical_section
def generator(o):
    yield  # error: E0541 'yield' in a critical section


async def waits(o):
    with cython.critical_section(o):
        await o  # error: E0541 'await' in a critical section
        async for x in o:  # error: E0541 'async for' in a critical section
            pass
        async with o:  # error: E0541 'async with' in a critical section
            pass
        return [x async for x in o]  # error: E0541 'async for' in a critical section
