def count(str text, bytes data):
    cdef Py_UCS4 character
    cdef unsigned char byte
    cdef long total = 0
    for character in text:
        total += character
    for byte in data:
        total += byte
    return total
