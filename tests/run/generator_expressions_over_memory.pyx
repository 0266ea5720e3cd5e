"""Generator expressions whose first loop is over C memory: arrays and slices of pointers."""

cdef struct Pair:
    int a
    double b

cdef struct Node:
    int value
    Node *next

ctypedef int (*Function)(int) except -1

cdef Pair pairs[4]
cdef Node nodes[3]
cdef int numbers[3]


cdef int one_more(int x) except -1:
    return x + 1


cdef int failing(int x) except -1:
    raise ValueError(x)


cdef Function functions[2]
functions[0] = one_more
functions[1] = failing


def set_up():
    for i in range(4):
        pairs[i].a = i
        pairs[i].b = i * 1.5
    for i in range(3):
        nodes[i].value = i
        nodes[i].next = &nodes[(i + 1) % 3]
        numbers[i] = i + 1


set_up()


def structs(int n):
    """
    >>> structs(3)
    ([0, 1, 2], 9.0, {0: 0.0, 1: 1.5, 2: 3.0, 3: 4.5}, [{'a': 2, 'b': 3.0}])
    """
    cdef Pair *p = pairs
    return ([x.a for x in p[:n]], sum(x.b for x in pairs), dict((x.a, x.b) for x in pairs),
            list(x for x in p[2:n]))


def no_objects(int n):
    """Elements that no object can hold.

    >>> no_objects(2)
    ([1, 2, 0], [0, 1, 0], [10, 20], [4])
    >>> no_objects(0)
    ([1, 2, 0], [0, 1, 0], [], [4])
    """
    cdef int x = 10, y = 20
    cdef int *places[2]
    cdef int **q = places
    cdef Node *chain = nodes
    places[0] = &x
    places[1] = &y
    return (list(node.next.value for node in nodes),
            list(node.next.next.next.value if node.value < 2 else 0 for node in chain[:3]),
            list(place[0] for place in q[:n]), list(f(3) for f in functions[:1]))


def addresses():
    """A declared pointer is the place of each element.

    >>> addresses()
    [100, 101, 102, 103]
    """
    cdef Pair *place
    cdef Pair here[4]
    here[:] = pairs
    for place in here:
        place.a += 100
    return list(x.a for x in here)


def lazily(int n):
    """A pointer is looked through as the generator runs, an array as it was.

    >>> lazily(3)
    ([70, 2, 3], [1, 2, 3], [1, 2, 3])
    """
    cdef int *p = numbers
    cdef int own[3]
    numbers[0] = 1
    own[:] = numbers
    through, array, part = (x for x in p[:n]), (x for x in own), (x for x in own[:n])
    numbers[0] = 70
    own[0] = 71
    p = NULL
    n = 0
    result = list(through), list(array), list(part)
    numbers[0] = 1
    return result


def outlives(int from_end):
    """
    >>> list(outlives(False)), list(outlives(True))
    ([1, 2, 3], [3, 2])
    """
    cdef int own[3]
    own[:] = [1, 2, 3]
    if from_end:
        return (x for x in own[2:0:-1])
    return (x for x in own)


def several(int n):
    """Each has its own place and end.

    >>> several(2)
    [[1, 2], [2, 3]]
    """
    cdef int *p
    cdef int i
    made = []
    for i in range(n):
        p = &numbers[i]
        made.append((x for x in p[:2]))
    return [list(g) for g in made]


def texts(const char *text, int n):
    """
    >>> texts(b"abcd", 3)
    ([97, 98, 99], [98, 99], [100, 99, 98], 'abc')
    """
    return (list(c for c in text[:n]), list(c for c in text[1:n]), list(c for c in text[n:0:-1]),
            ''.join(chr(c) for c in text[:n]))


def nested(int n):
    """
    >>> nested(3)
    [(1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3)]
    """
    cdef int *p = numbers
    return list((x, y) for x in p[:n] for y in p[:x])


def conditions(int n):
    """
    >>> conditions(3)
    ([1, 3], True, False, 3)
    """
    cdef int *p = numbers
    return (list(x for x in p[:n] if x % 2), any(x == 2 for x in p[:n]), all(x < 3 for x in p[:n]),
            max(x for x in p[:n]))


def raising():
    """
    >>> raising()
    Traceback (most recent call last):
    ValueError: 5
    >>> first_then_close()
    2
    """
    return list(f(5) for f in functions)


def first_then_close():
    g = (f(1) for f in functions)
    first = next(g)
    g.close()
    return first


cdef class Holder:
    cdef int values[3]

    def __cinit__(self):
        self.values[:] = [4, 5, 6]

    def generator(self):
        return (x for x in self.values)

    def indexed(self):
        return (self.values[i] for i in range(3))


def of_fields():
    """
    >>> of_fields()
    ([4, 5, 6], [4, 5, 6])
    """
    return list(Holder().generator()), list(Holder().indexed())


def nothing(int n):
    """
    >>> nothing(0), nothing(-3)
    ([], [])
    """
    cdef Pair *p = NULL
    return list(x for x in p[:n])
