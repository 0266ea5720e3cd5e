# cython: language_level=3
"""Text and bytes: formatting, joining, encoding, C strings, characters, big numbers."""

from libc.string cimport strlen


cdef bytes reversed_bytes(const char *text):
    cdef Py_ssize_t i, size = strlen(text)
    result = bytearray(size)
    for i in range(size):
        result[size - 1 - i] = text[i]
    return bytes(result)


cdef str joined(list words, str between):
    cdef str result = ""
    for word in words:
        result += between + word
    return result


def count_of(str text, Py_UCS4 wanted):
    cdef int found = 0
    for char in text:
        if char == wanted:
            found += 1
    return found


cdef long long power(long long base, int exponent) except? -1:
    if exponent < 0:
        raise ValueError(f"{exponent} is negative")
    return base ** exponent


def run(scale):
    found = []
    for i in range(3):
        number = 10**20 + i
        found.append(f"{number:,} {i!r:>5} {3.25 * i:.2e} {number % 1000003} {'é' * i}")
        found.append("%s-%05d-%r" % ("x", i, [i]))
        found.append("{0}{name:>4}".format(i, name="n"))
        found.append(reversed_bytes(b"abc" * (i + 1)).decode())
        found.append(joined(["a", "b", str(i)], ", ").split(", "))
        found.append((count_of("banana", "a"), "banana"[i:-1], "banana"[::-1].upper()))
        found.append("äöü".encode("utf-8") + bytes([i, 65]))
        found.append(number * number // (i + 7) - (number << 5) | 3)
        found.append((power(3, i), int("123" * (i + 1)), str(2**70), float("1.5") + i))
        found.append("text {}".format(i).replace("t", "T").partition(" "))
        for call in (lambda: power(2, -1), lambda: "%d" % "x", lambda: b"\xff".decode("utf-8")):
            try:
                found.append(call())
            except (ValueError, TypeError) as error:
                found.append(str(error))
    return found
