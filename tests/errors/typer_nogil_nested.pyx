# Who holds the GIL, block by block.
cdef object give() nogil:  # error: E0701 returning a Python object needs the GIL
    pass


cdef object give_with_gil() with gil:
    return 1


cdef void discard() noexcept nogil:
    give_with_gil()  # error: E0701 releasing a Python object needs the GIL


cdef void may_have_it() noexcept nogil:
    with nogil:
        with nogil:  # error: E0704 'with nogil' where the GIL has been released
            pass


def nested():
    with nogil:
        with gil:
            with nogil:
                pass
        with nogil:  # error: E0704
            pass


cdef int[:] view_of_array() nogil:
    cdef int[4] numbers
    numbers[0] = 1
    return numbers  # error: E0701 making a memoryview of a C array needs the GIL


# A condition is known when compiling, and what is wrong hides nothing else.
def conditions(int x, items):
    with nogil(x > 1):  # error: E0513 the value of 'x > 1' is not known when compiling
        x += 1
    with gil(items):  # error: E0513 the value of 'items' is not known when compiling
        items.append(1)
    with nogil(True, False):  # error: E0402 'nogil' takes one condition, 2 given
        items.append(1)
    with nogil(when=True):  # error: E0410 'nogil' has no argument 'when'
        items.append(1)
    with nogil(True):
        x = unknown  # error: E0301
        x = items.unknown(1)  # error: E0701 calling a Python object needs the GIL


# What holds in a block with a wrong head is not known.
def wrong_heads(items):
    with nogil:
        with unknown():  # error: E0301
            with gil:
                items.append(1)
    with nogil(items):  # error: E0513
        with gil:
            items.append(1)
    with nogil:
        del missing.part  # error: E0301
