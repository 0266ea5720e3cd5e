"""C complex numbers: parts, signs, arithmetic."""


cdef double complex stored
cdef double complex[3] table


cdef struct Wave:
    double complex amplitude
    float complex small


cdef class Oscillator:
    cdef double complex state

    def change(self):
        """
        >>> Oscillator().change()
        (2+5j)
        """
        self.state.real = 2
        self.state.imag = 4
        self.state.imag += 1
        return self.state


def signs(double complex z):
    """
    >>> signs(3-4j)
    ((-3+4j), (3-4j), (3-4j))
    >>> signs(0j)
    ((-0-0j), 0j, 0j)
    """
    return -z, +z, -(-z)


def small_signs(float complex z):
    """
    >>> small_signs(1.5+2j)
    (-1.5-2j)
    """
    return -z


def set_parts(double complex z):
    """
    >>> set_parts(1+2j)
    (4+12j)
    """
    z.real = 3
    z.imag = 4
    z.real += 1
    z.imag *= 3
    return z


def set_from_objects(double complex z, real, imaginary):
    """
    >>> set_from_objects(1j, 5, '2')
    Traceback (most recent call last):
    TypeError: must be real number, not str
    >>> set_from_objects(1j, 5, 2.5)
    (5+2.5j)
    """
    z.real, z.imag = real, imaginary
    return z


def elsewhere():
    """
    >>> elsewhere()
    ((1+2j), (3+4j), (5+6j), (7+8j))
    """
    global stored
    cdef double complex local[2]
    cdef Wave wave
    cdef double complex *pointer = &local[1]
    stored = 1
    stored.imag = 2
    table[1] = 3
    table[1].imag = 4
    wave.amplitude = 5
    wave.amplitude.imag = 6
    pointer[0] = 7
    pointer[0].imag = 8
    return stored, table[1], wave.amplitude, local[1]


def arithmetic(double complex a, double complex b):
    """
    >>> arithmetic(1+2j, 3-1j)
    ((4+1j), (-2+3j), (5+5j), (0.1+0.7000000000000001j), False)
    """
    return a + b, a - b, a * b, a / b, a == b


def real_parts(double complex z, float complex w):
    """A cast to a real number takes the real part, as in C.

    >>> real_parts(1.75 + 2j, 0.5 - 3.5j)
    (1, 1.75, 1.75, 0.5, True)
    """
    return <int>z, <double>z, <float>z, <float>w, <bint>w


def literals_without_the_gil(bint choice):
    """An integer or a truth value that becomes a complex number needs no object.

    >>> literals_without_the_gil(True), literals_without_the_gil(False)
    (((1+0j), (2+0j), (-3+0j), (8+0j)), ((1+0j), (2+0j), (-3+0j), (7+0j)))
    """
    cdef double complex z, negative, chosen
    cdef float complex w
    with nogil:
        z = 5
        w = True
        z += 2
        w = w * 3 - 1
        negative = -3
        chosen = 8 if choice else z
        if z == 7:
            z = 1
    return z, w, negative, chosen
