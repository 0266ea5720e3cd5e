# cython: language_level=3
"""Packed structs: their members lie at any address, in arrays, frames, cells and classes too."""


cdef packed struct Part:
    char tag
    double value
    long double wide
    int items[3]
    short last

cdef packed struct Whole:
    char lead
    Part parts[3]
    Part *link

cdef struct Holder:
    char lead
    Whole whole


def nested(int i):
    """
    >>> nested(3)
    (39, 126, 127, 5.0, 3.0, 6.0, 5.0, 5.0, 3)
    """
    cdef Whole wholes[4]
    cdef Holder holder
    cdef Part *part
    cdef double *value
    cdef int k
    for k in range(4):
        wholes[k].parts[1].value = k + i
        wholes[k].parts[2].wide = k * 1.5
        wholes[k].parts[2].items[1] = k
        wholes[k].link = &wholes[k].parts[1]
    holder.whole = wholes[2]
    holder.whole.parts[0] = wholes[3].parts[1]
    part = wholes[1].link
    value = &part.value
    value[0] += 1
    return (sizeof(Part), sizeof(Whole), sizeof(Holder), holder.whole.parts[1].value,
            holder.whole.parts[2].wide, holder.whole.parts[0].value, part.value,
            wholes[1].parts[1].value, wholes[3].parts[2].items[1])


def generator(int n):
    """
    >>> list(generator(2))
    [0.5, (3.0, 0.0), 1.5, (3.0, 1.0)]
    """
    cdef Whole whole
    cdef Part part
    cdef int i
    part.wide = 2
    part.value = 0.5
    for i in range(n):
        whole.parts[1] = part
        whole.parts[1].value += i
        whole.parts[2].wide = i
        try:
            yield whole.parts[1].value
        finally:
            whole.parts[1].wide += 1
        yield whole.parts[1].wide, whole.parts[2].wide


cdef class Owner:
    cdef char lead
    cdef Whole whole
    cdef Part part

    def move(self):
        """
        >>> Owner().move()
        (3.5, 9.0)
        """
        self.whole.parts[1].value = 3.5
        self.part = self.whole.parts[1]
        self.part.wide = 9
        return self.part.value, self.part.wide


cdef Whole everywhere


def captured(int i):
    """
    >>> captured(4)
    ((4.0, 8.0), 4.0, 6.0)
    """
    global everywhere
    cdef Whole whole
    whole.parts[0].value = i
    whole.parts[1].wide = 2 * i
    everywhere = whole

    def inner():
        return whole.parts[0].value, whole.parts[1].wide

    everywhere.parts[0].wide = 6
    return inner(), everywhere.parts[0].value, everywhere.parts[0].wide


cdef double total(Part *parts, int n) noexcept nogil:
    cdef int i
    cdef double result = 0
    for i in range(n):
        result += parts[i].value
    return result


cdef Part moved(Part part, double by):
    part.value += by
    return part


def passed(int n):
    """
    >>> passed(33)
    (528.0, {'tag': 1, 'value': 2.5, 'wide': 3.0, 'items': [1, 2, 3], 'last': 5})
    """
    cdef Part parts[64]
    cdef int i
    cdef Part part = dict(tag=1, value=2, wide=3, items=[1, 2, 3], last=5)
    for i in range(64):
        parts[i].value = i
    return total(parts, n), moved(part, 0.5)
