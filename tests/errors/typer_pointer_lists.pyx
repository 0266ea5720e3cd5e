# Lists that become C arrays, and the pointers to them.
cdef int *of_module = [1, 2]
cdef int *late
late = [3, 4]


cdef class Holder:
    cdef int *numbers

    def fill(self, int n):
        self.numbers = [n, 1]  # warning: W0115 the pointer outlives the items of the list


cdef int *give(int n):
    return [n, 1]  # warning: W0115 the pointer outlives the items of the list


cdef int first(int *numbers):
    return numbers[0]


def local(int n):
    cdef int *declared = [n, 1]
    cdef int array[2]
    cdef int *parts[2]
    cdef int *later
    array = [n, 2]
    parts[0] = [n, 3]
    later = [n, 4]  # error: E0561 'later' is a pointer that is declared before # help: in its declaration
    declared = later = [n, 4]  # error: E0561 'declared' # error: E0561 'later'
    return first([n, 5]) + declared[0] + array[0] + parts[0][0]


def at_module_level(int n):
    global late
    late = [n, 4]  # error: E0561 'late' is a pointer that is declared before
