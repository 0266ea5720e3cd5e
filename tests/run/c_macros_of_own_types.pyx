"""Macros in verbatim C that look into what the module itself defines: as in Cython's C, they are
expanded behind the definitions."""

cdef struct Chain:
    int value
    Chain *next
    double several[2]

cdef packed struct Tight:
    char letter
    int number

cdef union Either:
    int whole
    unsigned char bytes[4]

ctypedef struct Outer:
    Chain chain
    Tight *tight
    int (*function)(int)

cdef public struct Public "public_struct":
    int a

cdef public enum Colour:
    RED = 7

cdef public int counter = 5

cdef public int twice(int x) noexcept:
    return 2 * x

cdef public class Held [object HeldObject, type HeldType]:
    cdef public int value

cdef extern from *:
    """
    #define VALUE(p) ((p)->value)
    #define SECOND(p) ((p)->next->value + (p)->several[1])
    #define SUM(t) ((t).letter + (t).number)
    #define FIRST_BYTE(e) ((e).bytes[0])
    #define SET(p, v) ((p)->value = (v))
    #define DEEP(o) ((o)->chain.several[0] + (o)->tight->number)
    #define SIZES() (sizeof(struct public_struct) + 100 * sizeof(struct HeldObject))
    #define PUBLIC(p) (((struct public_struct *)(p))->a + RED)
    #define COUNT() (++counter)
    #define TWICE(x) twice(x)
    #define HELD(o) (((struct HeldObject *)(o))->value)
    #define IS_HELD(o) (Py_TYPE(o) == &HeldType)
    static int is_null(void *p) { return p == NULL; }
    """
    int VALUE(Chain *p) nogil
    double SECOND(Chain *p)
    int SUM(Tight t)
    int FIRST_BYTE(Either e)
    void SET(Chain *p, int v) nogil
    double DEEP(Outer *o)
    int PUBLIC(Public *p)
    int SIZES()
    int COUNT()
    int TWICE(int x)
    int HELD(Held o)
    bint IS_HELD(object o)
    int is_null(Chain *p)


def members():
    """
    >>> members()
    (50, 7.5, 107, 4, 6.5, False)
    """
    cdef Chain chain, last
    cdef Tight tight
    cdef Either either
    cdef Outer outer
    last.value = 5
    chain.next = &last
    chain.several[0], chain.several[1] = 1.5, 2.5
    tight.letter, tight.number = 100, 7
    either.whole = 0x01020304
    SET(&chain, 50)
    outer.chain = chain
    outer.tight = &tight
    tight.number = 5
    deep = DEEP(&outer)
    tight.number = 7
    return VALUE(&chain), SECOND(&chain), SUM(tight), FIRST_BYTE(either), deep, bool(is_null(&chain))


def public_names():
    """
    >>> public_names()
    (15, True, 14, 4, True, False)
    """
    cdef Public p
    p.a = 8
    before = counter
    held = Held()
    held.value = 4
    return PUBLIC(&p), COUNT() == before + 1 and counter == before + 1, TWICE(7), HELD(held), \
        IS_HELD(held), IS_HELD(1)


def sizes():
    """
    >>> sizes() % 100, sizes() // 100 > 16
    (4, True)
    """
    return SIZES()


def without_gil(int n):
    """
    >>> without_gil(3)
    6
    """
    cdef Chain chain
    cdef int i, total = 0
    with nogil:
        for i in range(n + 1):
            SET(&chain, i)
            total += VALUE(&chain)
    return total
