"""C variables of headers that are declared as other numbers: they are read and set as in C."""

cdef extern from *:
    """
    #include <stdbool.h>
    static struct {
        char before; bool flag; unsigned char guard; unsigned char small; char after;
        float real; float after_real; double wide; float _Complex number; float after_number;
        short narrow; short after_narrow; long long big; const char *text;
    } zi_all = {1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0};
    #define zi_flag zi_all.flag
    static int zi_intact(void) {
        return zi_all.before == 1 && zi_all.guard == 2 && zi_all.after == 4
            && zi_all.after_real == 6 && zi_all.after_number == 9 && zi_all.after_narrow == 11;
    }
    static bool zi_turn(bool *flag) { return *flag = !*flag; }
    """
    bint flag "zi_flag"
    int small "zi_all.small"
    long as_integer "zi_all.flag"
    double real "zi_all.real"
    float wide "zi_all.wide"
    int of_wide "zi_all.wide"
    double complex number "zi_all.number"
    long long narrow "zi_all.narrow"
    int big "zi_all.big"
    const char *text "zi_all.text"
    bint intact "zi_intact"()
    bint turn "zi_turn"(bint *)


def truths(x):
    """
    >>> truths([1]), truths(0)
    ((True, True, 1, True, False), (False, True, 1, True, False))
    """
    global flag, as_integer
    flag = bool(x)
    first = flag
    flag = 256
    second = flag
    as_integer = 512
    return first, second, as_integer, intact(), turn(&flag)


def integers():
    """
    >>> integers()
    (1, 2, 0, 3, -1, 2, (9, 8), True)
    """
    global small, narrow, big
    small = 257
    first = small
    small += 1
    second = small
    small += 254
    third = small
    narrow = 65539
    fourth = narrow
    big = -1
    fifth = big
    for small in range(3):
        pass
    sixth = small
    small, narrow = 9, 8
    return first, second, third, fourth, fifth, sixth, (small, narrow), intact()


def numbers():
    """
    >>> numbers()
    (True, 2.5, 7, 7.0, (2+4j), (1.5+2j), b'text', True)
    """
    global real, wide, of_wide, number, text
    real = 1.1
    is_narrow = real == <float>1.1
    wide = 2.5
    first = wide
    of_wide = 7
    second = of_wide, wide
    number = 1 + 2j
    number *= 2
    third = number
    number = 1.5 + 2j
    text = "text"
    return is_narrow, first, *second, third, number, text, intact()


cdef void set_all(int n) noexcept nogil:
    global flag, small, real
    small = n
    flag = n > 3
    real = n / 2.0


def without_gil(int n):
    """
    >>> without_gil(77), without_gil(3)
    ((77, True, 38.5, True), (3, False, 1.5, True))
    """
    with nogil:
        set_all(n)
    return small, flag, real, intact()
