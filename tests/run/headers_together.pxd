cdef extern from *:
    """
    #define headers_together_number(pair) ((struct headers_together_pair *)(pair))->number
    """
    int headers_together_number(void *pair) nogil

cdef extern from *:
    """
    struct headers_together_pair { int other, number; };
    """
    struct headers_together_pair:
        int other
        int number
