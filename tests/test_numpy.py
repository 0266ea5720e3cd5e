"""What numpy and scipy give others to call from C, used as their documentation shows it.

Expected are the values that the same functions give Python.
"""

import importlib.util
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest


def is_missing(module):
    return importlib.util.find_spec(module) is None


pytestmark = pytest.mark.skipif(is_missing("numpy"), reason="needs numpy")
NEEDS_SCIPY = pytest.mark.skipif(is_missing("scipy"), reason="needs scipy")

RANDOM = """
    from cpython.pycapsule cimport PyCapsule_GetPointer
    from libc.stdint cimport int64_t, uint32_t
    cimport numpy as np
    import numpy as np
    from numpy.random cimport bitgen_t
    from numpy.random.c_distributions cimport (
        binomial_t, random_binomial, random_gamma, random_multinomial, random_normal,
        random_poisson, random_standard_uniform_fill, random_standard_uniform_fill_f)

    cdef bitgen_t *bits_of(generator):
        return <bitgen_t *>PyCapsule_GetPointer(generator.bit_generator.capsule, "BitGenerator")

    def doubles(generator, Py_ssize_t n):
        cdef bitgen_t *bits = bits_of(generator)
        cdef double[::1] values = np.empty(n)
        cdef Py_ssize_t i
        with generator.bit_generator.lock, nogil:
            for i in range(n):
                values[i] = bits.next_double(bits.state)
        return np.asarray(values)

    def fill(generator, Py_ssize_t n):
        cdef bitgen_t *bits = bits_of(generator)
        cdef np.ndarray values = np.empty(n)
        cdef np.ndarray[float, mode="c"] singles = np.empty(n, dtype=np.float32)
        with generator.bit_generator.lock, nogil:
            random_standard_uniform_fill(bits, n, <double *>np.PyArray_DATA(values))
            random_standard_uniform_fill_f(bits, n, &singles[0])
        return values, singles

    def several(generator):
        cdef bitgen_t *bits = bits_of(generator)
        cdef binomial_t binomial
        cdef int64_t[3] counts = [0, 0, 0]
        cdef double[3] parts = [0.2, 0.5, 0.3]
        binomial.has_binomial = 0
        result = [random_normal(bits, 1, 2), random_gamma(bits, 2, 3), random_poisson(bits, 4.5),
                  random_binomial(bits, 0.3, 40, &binomial)]
        random_multinomial(bits, 20, counts, parts, 3, &binomial)
        return [*result, [count for count in counts]]
    """

RANDOM_CHECK = """
    import numpy as np
    from numpy.random import PCG64, Generator
    import m
    def make(): return Generator(PCG64(7))
    assert (m.doubles(make(), 50) == make().random(50)).all()
    values, singles = m.fill(make(), 20)
    same = make()
    assert (values == same.random(20)).all() and (singles == same.random(20, np.float32)).all()
    same = make()
    wanted = [same.normal(1, 2), same.gamma(2, 3), same.poisson(4.5), same.binomial(40, 0.3)]
    assert m.several(make()) == [*wanted, same.multinomial(20, [0.2, 0.5, 0.3]).tolist()]
    """

SCIPY = """
    import numpy as np
    from scipy.linalg.cython_blas cimport ddot, dgemm, zdotc
    from scipy.linalg.cython_lapack cimport dgesv
    from scipy.special cimport cython_special
    ctypedef fused number:
        double
        double complex

    def special(double[::1] xs, number z):
        cdef double[::1] out = np.empty_like(xs)
        cdef double ai, aip, bi, bip
        cdef Py_ssize_t i
        with nogil:
            for i in range(xs.shape[0]):
                out[i] = cython_special.gamma(xs[i]) + cython_special.bdtr(1, 10, 0.1 * xs[i])
        cython_special.airy(xs[0], &ai, &aip, &bi, &bip)
        return (np.asarray(out), cython_special.jv(0.5, z), cython_special.spherical_jn(2, z, 1),
                cython_special.eval_legendre(2.5, z), cython_special.expit[float](0.25),
                [ai, aip, bi, bip])

    def dots(double[::1] a, double[::1] b, double complex[::1] z):
        cdef int n = a.shape[0], one = 1
        return ddot(&n, &a[0], &one, &b[0], &one), zdotc(&n, &z[0], &one, &z[0], &one)

    def product(double[::1, :] a, double[::1, :] b):
        cdef int m = a.shape[0], n = b.shape[1], k = a.shape[1]
        cdef double one = 1, zero = 0
        cdef double[::1, :] c = np.zeros((m, n), order='F')
        dgemm('N', 'N', &m, &n, &k, &one, &a[0, 0], &m, &b[0, 0], &k, &zero, &c[0, 0], &m)
        return np.asarray(c)

    def solve(double[::1, :] a, double[:] b):
        cdef int n = a.shape[0], columns = 1, info
        cdef int[::1] pivots = np.empty(n, np.intc)
        cdef double[::1] x = np.array(b)
        with nogil:
            dgesv(&n, &columns, &a[0, 0], &n, &pivots[0], &x[0], &n, &info)
        return np.asarray(x), info
    """

SCIPY_CHECK = """
    import numpy as np
    from scipy import special
    import m
    xs = np.linspace(0.5, 3, 5)
    for z in (1.5, 0.5 + 1j):
        out, *rest, single, airy = m.special(xs, z)
        assert np.array_equal(out, special.gamma(xs) + special.bdtr(1, 10, 0.1 * xs))
        derivative = special.spherical_jn(2, z, True)
        assert rest == [special.jv(0.5, z), derivative, special.eval_legendre(2.5, z)]
        assert single == special.expit(np.float32(0.25)) and airy == list(special.airy(xs[0]))
    assert m.dots(xs, xs, xs * 1j) == (xs @ xs, np.vdot(xs * 1j, xs * 1j))
    a = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    assert np.array_equal(m.product(a, np.asfortranarray(a.T)), a @ a.T)
    x, info = m.solve(np.array([[2.0, 1], [1, 3]], order='F'), np.array([3.0, 5]))
    assert info == 0 and np.allclose(x, [0.8, 1.4])
    """


def check(zilant, folder, source, program, *options):
    """Build the source as the module `m`, and run a program that imports it."""
    (folder / "m.pyx").write_text(textwrap.dedent(source))
    command = [zilant, "build", "m.pyx", "-o", "./", "--python", sys.executable, "--strict"]
    for arguments in ([*command, *options], [sys.executable, "-c", textwrap.dedent(program)]):
        result = subprocess.run(
            arguments, cwd=folder, check=False, capture_output=True, text=True, timeout=120
        )
        assert result.returncode == 0, result.stdout + result.stderr


def test_random(zilant, tmp_path):
    """The library of distributions is linked with the module."""
    import numpy  # noqa: PLC0415

    libraries = Path(numpy.__file__).parent / "random" / "lib"
    if not (libraries / "libnpyrandom.a").exists():
        pytest.skip("needs numpy's library of distributions")
    check(zilant, tmp_path, RANDOM, RANDOM_CHECK, "-L", str(libraries), "-l", "npyrandom")


@NEEDS_SCIPY
def test_scipy(zilant, tmp_path):
    check(zilant, tmp_path, SCIPY, SCIPY_CHECK)
