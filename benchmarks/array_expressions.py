"""The kernels of arrays.pyx as numpy's own expressions, for those that have one.

Each is given arrays, and writes into the same ones as the kernel does.
"""

# ruff: noqa: D103 -- arrays.pyx says what they are
import numpy
from numpy.lib.stride_tricks import sliding_window_view


# --- Sums and maps --------------------------------------------------------------------------------
def total(x):
    return float(x.sum())


def dot(x, y):
    return float(x @ y)


def axpy(a, x, y, target):
    numpy.multiply(a, x, out=target)
    target += y


def prefix_sum(x, target):
    numpy.cumsum(x, out=target)


def normalise(x, target):
    numpy.subtract(x, x.mean(), out=target)
    target /= x.std()


def particles(step, vx, vy, vz, x, y, z):
    x += step * vx
    x -= x > 1
    y += step * vy
    y -= y > 1
    z += step * vz
    z -= z > 1


# --- Matrices -------------------------------------------------------------------------------------
def matmul(a, b, c):
    numpy.matmul(a, b, out=c)


matmul_strided = matmul


def stencil(u, target):
    inner = target[1:-1, 1:-1]
    numpy.add(u[:-2, 1:-1], u[2:, 1:-1], out=inner)
    inner += u[1:-1, :-2]
    inner += u[1:-1, 2:]
    inner -= 4 * u[1:-1, 1:-1]


def smooth(a, b):
    inner = b[1:-1, 1:-1]
    numpy.add(a[1:-1, 1:-1], a[1:-1, :-2], out=inner)
    inner += a[1:-1, 2:]
    inner += a[2:, 1:-1]
    inner += a[:-2, 1:-1]
    inner *= 0.2


def jacobi(steps, a, b):
    for _ in range(steps):
        smooth(a, b)
        smooth(b, a)


def convolve(image, weights, target):
    windows = sliding_window_view(image, weights.shape)
    numpy.einsum("ijkl,kl->ij", windows, weights, out=target)


def floyd_warshall(d):
    for k in range(d.shape[0]):
        numpy.minimum(d, d[:, k, None] + d[k], out=d)


def pairwise(points, target):
    differences = points[:, None] - points
    numpy.sqrt((differences * differences).sum(axis=2), out=target)


# --- Functions of libm ----------------------------------------------------------------------------
def arc_distance(theta_1, phi_1, theta_2, phi_2, target):
    half = numpy.sin((theta_2 - theta_1) / 2) ** 2
    half += numpy.cos(theta_1) * numpy.cos(theta_2) * numpy.sin((phi_2 - phi_1) / 2) ** 2
    numpy.multiply(2, numpy.arcsin(numpy.sqrt(half)), out=target)


# --- Subscripts that data gives -------------------------------------------------------------------
def histogram(x, counts):
    bins = counts.shape[0]
    counts[:] = numpy.bincount((x * bins).astype(numpy.intp), minlength=bins)


def gather(values, places, target):
    target[:] = values[places]


def spmv(data, columns, starts, x, target):
    sums = numpy.zeros(data.shape[0] + 1)
    numpy.cumsum(data * x[columns], out=sums[1:])
    numpy.subtract(sums[starts[1:]], sums[starts[:-1]], out=target)


def quicksort(source, target):
    target[:] = source
    target.sort()


# --- Other loops ----------------------------------------------------------------------------------
def mandelbrot(limit, counts):
    rows, columns = counts.shape
    cy = (2.4 * numpy.arange(rows) / rows - 1.2)[:, None]
    cx = 3.0 * numpy.arange(columns) / columns - 2.25
    x = numpy.zeros(counts.shape)
    y = numpy.zeros(counts.shape)
    counts[:] = 0
    with numpy.errstate(over="ignore", invalid="ignore"):
        for _ in range(limit):
            counts += x * x + y * y < 4
            x, y = x * x - y * y + cx, 2 * x * y + cy


def growing_mean(x, target):
    for i in range(x.shape[0]):
        target[i] = x[: i + 1].mean()


def short_rows(rows, target):
    rows.mean(axis=1, out=target)
