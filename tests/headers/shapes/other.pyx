cdef public int other_counter = 1

cdef public int other_next() noexcept:
    global other_counter
    other_counter += 1
    return other_counter
