"""Memory that its owner wants to give back, move or end while views of it are held; no memory at all.

>>> sorted({told(holder, make) for holder in HOLDERS for make in (bytes_, items)})
['Existing exports of data: object cannot be re-sized', 'cannot resize an array that is exporting buffers']
>>> {told(holder, released) for holder in HOLDERS}
{'memoryview has 1 exported buffer'}
>>> {told(holder, mapped) for holder in HOLDERS}
{'cannot close exported pointers exist'}
>>> {told(holder, stream) for holder in HOLDERS}
{'Existing exports of data: object cannot be re-sized'}
"""

import array
import io
import mmap


# --- Owners: what is given, and what would take the memory away --------------------------------------------
def bytes_():
    owner = bytearray(b"abcdef")
    return owner, lambda: owner.extend(b"x" * 100)


def items():
    owner = array.array("B", b"abcdef")
    return owner, lambda: owner.append(7)


def released():
    owner = memoryview(bytearray(b"abcdef"))
    return owner, owner.release


def mapped():
    owner = mmap.mmap(-1, 6)
    owner[:] = b"abcdef"
    return owner, owner.close


def stream():
    owner = io.BytesIO(b"abcdef")
    return owner.getbuffer(), lambda: owner.write(b"x" * 100)


# --- Holders -----------------------------------------------------------------------------------------------
cdef unsigned char[:] kept_globally = None


cdef class Kept:
    cdef unsigned char[:] view


cdef unsigned char[:] passed_on(unsigned char[:] view):
    return view[1:]


def by_variable(source):
    cdef unsigned char[:] view = source
    yield view[0]
    yield view[5]


def by_parameter(unsigned char[::1] view):
    yield view[0]
    yield view[5]


def by_part(source):
    cdef unsigned char[:] view = source
    cdef unsigned char[:] part = view[::-2]
    view = None
    yield part[0]
    yield part[2]


def by_attribute(source):
    kept = Kept()
    kept.view = source
    yield kept.view[0]
    yield kept.view[5]


def by_global(source):
    global kept_globally
    kept_globally = source
    yield kept_globally[0]
    value = kept_globally[5]
    kept_globally = None
    yield value


def by_object(source):
    cdef unsigned char[:] view = source
    held = view[1:]
    view = None
    yield held[0]
    yield held[4]


def by_closure(source):
    cdef unsigned char[:] view = source

    def item(i):
        return view[i]

    yield item(0)
    yield item(5)


def by_result(source):
    cdef unsigned char[:] view = passed_on(passed_on(source))
    yield view[0]
    yield view[3]


def by_constant(const unsigned char[:] view):
    yield view[0]
    yield view[5]


HOLDERS = [by_variable, by_parameter, by_part, by_attribute, by_global, by_object, by_closure, by_result,
           by_constant]


def told(holder, make):
    """What the owner says while the view is held; it must be free to do it after that.

    >>> told(by_part, bytes_)
    'Existing exports of data: object cannot be re-sized'
    """
    source, take_away = make()
    items = holder(source)
    first = next(items)
    try:
        take_away()
    except (BufferError, ValueError) as error:
        message = str(error)
    else:
        return "nothing"
    last = next(items)
    assert first in b"abcdef" and last in b"abcdef", (first, last)
    del items
    if make is stream:
        source.release()
    take_away()
    return message


def let_go_by_exception(source, int place):
    """An exception on the way out lets go as well.

    >>> data = bytearray(b'abc')
    >>> let_go_by_exception(data, 3)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> data.extend(b'de'); let_go_by_exception(data, 3)
    100
    >>> let_go_by_exception(data, -6)
    Traceback (most recent call last):
    IndexError: Out of bounds on buffer access (axis 0)
    >>> data.clear()
    """
    cdef unsigned char[:] view = source
    with nogil:
        place = view[place]
    return place


def too_late(double[:] view):
    """
    >>> gone = memoryview(array.array('d', [1, 2]))
    >>> gone.release()
    >>> too_late(gone)
    Traceback (most recent call last):
    ValueError: operation forbidden on released memoryview object
    >>> closed = mmap.mmap(-1, 16)
    >>> closed.close()
    >>> too_late(closed)
    Traceback (most recent call last):
    ValueError: mmap closed or invalid
    """
    return view[0]


# --- No items, no memory -----------------------------------------------------------------------------------
def without_items(double[:, :] view, int row, int column):
    """Shapes with a zero have no item, whatever else they say.

    >>> for shape in ((0, 3), (3, 0), (0, 0)):
    ...     print(reached(without_items, of_shape(shape), 0, 0), reached(without_items, of_shape(shape), -1, -1))
    Out of bounds on buffer access (axis 0) Out of bounds on buffer access (axis 0)
    Out of bounds on buffer access (axis 1) Out of bounds on buffer access (axis 1)
    Out of bounds on buffer access (axis 1) Out of bounds on buffer access (axis 1)
    """
    return view[row, column]


def parts_without_items(double[:, :] view):
    """
    >>> parts_without_items(of_shape((0, 3)))
    (0, 3) (0, 0) (3, 0) (1, 0, 3) 0.0
    Index out of bounds (axis 0)
    >>> parts_without_items(of_shape((3, 0)))
    (3, 0) (3, 0) (0, 3) (1, 3, 0) 0.0
    (0,)
    """
    cdef double total = 0
    cdef Py_ssize_t i, j
    for i in range(view.shape[0]):
        for j in range(view.shape[1]):
            total += view[i, j]
    view[:] = 1
    view[...] = view[::-1]
    print(shape_of(view[::-1]), shape_of(view[:, 5:]), shape_of(view.T), shape_of(view[None]), total)
    try:
        print(shape_of(view[0]))
    except IndexError as error:
        print(error)


def none_everywhere(unsigned char[:] view, int what):
    """Nothing is read or written where there is None.

    >>> for what in range(7): print(reached(none_everywhere, None, what))
    Out of bounds on buffer access (axis 0)
    Out of bounds on buffer access (axis 0)
    'NoneType' object has no attribute 'shape'
    'NoneType' object has no attribute 'T'
    'NoneType' object has no attribute 'copy'
    Index out of bounds (axis 0)
    None
    """
    cdef unsigned char[:, :] wider = None
    if what == 0:
        return view[0]
    if what == 1:
        view[-1] = 1
    if what == 2:
        return view.shape[0]
    if what == 3:
        return view.T
    if what == 4:
        return view.copy()
    if what == 5:
        return wider[0]
    return wider


def shape_of(view):
    return tuple(view.shape)


def of_shape(shape):
    import numpy

    return numpy.zeros(shape)


def reached(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return str(error)
