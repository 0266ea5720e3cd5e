"""Loops over the characters of str and the bytes of bytes with variables that are C integers."""

cimport cython


def count(str text, Py_UCS4 wanted):
    """
    >>> count("banana", "a"), count("", "a"), count("\xe4\xe4b", "\xe4")
    (3, 0, 2)
    >>> count("\u20ac1\u20ac", "\u20ac"), count("\U0001f40d and \U0001f40d", "\U0001f40d")
    (2, 2)
    >>> count(None, "a")
    Traceback (most recent call last):
    TypeError: 'NoneType' is not iterable
    """
    cdef Py_UCS4 character
    cdef int found = 0
    for character in text:
        if character == wanted:
            found += 1
    return found


def sums(bytes data):
    """
    >>> sums(b"\\x00\\x7f\\x80\\xff")
    (510, -2, 510)

    Numbers from 0 to 255, as in Python: with a long, Cython gives those of a char.
    >>> sums(b"")
    (0, 0, 0)
    >>> sums(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' is not iterable
    """
    cdef unsigned char byte
    cdef signed char signed_byte
    cdef long number
    cdef long total = 0, signed_total = 0, numbers = 0
    for byte in data:
        total += byte
    for signed_byte in data:
        signed_total += signed_byte
    for number in data:
        numbers += number
    return total, signed_total, numbers


def leave(str text):
    """
    >>> leave("ab!cd"), leave("abcd"), leave("")
    (('ab', '!'), ('abcd', 'else'), ('', 'else'))
    """
    cdef Py_UCS4 c
    seen = []
    for c in text:
        if c == u"!":
            end = str(c)
            break
        if not c.isalpha():
            continue
        seen.append(c)
    else:
        end = "else"
    return "".join(seen), end


def variable_is_set_anew(str text, bytes data):
    """
    >>> variable_is_set_anew("abc", b"xyz")
    (['a', 'b', 'c'], [120, 121, 122], '', None)
    """
    cdef Py_UCS4 c
    cdef unsigned char byte
    characters, numbers = [], []
    for c in text:
        text = u""
        characters.append(c)
    for byte in data:
        data = None
        numbers.append(byte)
    return characters, numbers, text, data


def nested(str rows, str columns):
    """
    >>> nested("ab", "\u20acx")
    ['a\u20ac', 'ax', 'b\u20ac', 'bx']
    """
    cdef Py_UCS4 row, column
    pairs = []
    for row in rows:
        for column in columns:
            pairs.append(str(row) + str(column))
    return pairs


def generate(str text):
    """
    >>> list(generate("a\U0001f40d")), list(generate(""))
    ([97, 128013], [])
    """
    cdef Py_UCS4 c
    for c in text:
        yield <long>c


def closures(str text):
    """
    >>> closures("abc")
    ['c', 'c', 'c']
    """
    cdef Py_UCS4 c
    functions = []
    for c in text:
        functions.append(lambda: str(c))
    return [function() for function in functions]


def raises_inside(bytes data):
    """
    >>> raises_inside(b"\\x02\\x01\\x00\\x05")
    ([50, 100], 'division by zero')
    """
    cdef int byte
    found = []
    try:
        for byte in data:
            found.append(100 // <object>byte)
    except ZeroDivisionError as error:
        return found, str(error).replace("integer ", "").replace(" or modulo", "")


def after_the_loop(str text):
    """
    >>> after_the_loop("xyz")
    ('z', 3)
    """
    cdef Py_UCS4 c = u"?"
    cdef int n = 0
    for c in text:
        n += 1
    return str(c), n


def inferred(str text, bytes data, bytearray array):
    """Without a declaration the variable is a character of a text, and a number of bytes.

    >>> inferred("ab", b"ab", bytearray(b"c"))
    (['Py_UCS4', 'unsigned char', 'unsigned char'], ['a', 'b'], [97, 98], [99])
    """
    for character in text:
        pass
    for byte in data:
        pass
    for item in array:
        pass
    types = [cython.typeof(character), cython.typeof(byte), cython.typeof(item)]
    return types, [c for c in text], [b for b in data], [i for i in array]


def inferred_uses(str text):
    """
    >>> for value in inferred_uses("ab"): print(value)
    (True, 97, False, 'a', 'A', 'aaa', 1, 'a!', {'a': 1}, "aa'a'")
    (True, 98, False, 'b', 'B', 'bbb', 1, 'b!', {'b': 1}, "bb'b'")
    """
    found = []
    for c in text:
        found.append((isinstance(c, str), ord(c), c.isdigit(), "%s" % c, c.upper(), c * 3, len(c),
                      c + "!", {c: 1}, f"{c}{c}{c!r}"))
    return found


cdef int table[256]


def looked_up(str text):
    """
    >>> looked_up("ab\u1234")
    [98, 99, '\u1234']
    """
    for i in range(256):
        table[i] = i + 1
    found = []
    for c in text:
        found.append(table[c] if c < 256 else c)
    return found


def inferred_elsewhere(str text, bytes data):
    """
    >>> inferred_elsewhere("ab", b"cd")
    (['b', 'b'], {'a': 0, 'b': 1}, [('a', 99), ('b', 100)], ['a', 'b'])
    """
    functions = []
    for c in text:
        functions.append(lambda: c)
    return ([function() for function in functions], {k: i for i, k in enumerate(text)},
            [(p, q) for p, q in zip(text, data)], sorted(t for t in text))


def inferred_generated(str text, bytes data):
    """
    >>> list(inferred_generated("ab", b"cd"))
    ['a', 'b', 99, 100]
    """
    for c in text:
        yield c
    for b in data:
        yield b
