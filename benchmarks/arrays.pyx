# Kernels over arrays, as numerical code has them; arrays.c has the same in C. Each is given all that it needs, writes its
# last argument and can be run again.

cimport cython
from libc.math cimport asin, cos, erf, exp, log, sin, sqrt

ctypedef fused real:
    float
    double


# --- Sums and maps ---------------------------------------------------------------------------------
def total(const double[::1] x):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i]
    return result


def dot(const double[::1] x, const double[::1] y):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i] * y[i]
    return result


def axpy(double a, const double[::1] x, const double[::1] y, double[::1] target):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        target[i] = a * x[i] + y[i]


def prefix_sum(const double[::1] x, double[::1] target):
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i]
        target[i] = result


def normalise(const double[::1] x, double[::1] target):
    cdef Py_ssize_t i, n = x.shape[0]
    cdef double mean = 0, square = 0, deviation
    for i in range(n):
        mean += x[i]
    mean /= n
    for i in range(n):
        square += (x[i] - mean) ** 2
    deviation = sqrt(square / n)
    for i in range(n):
        target[i] = (x[i] - mean) / deviation


def particles(double step, const double[::1] vx, const double[::1] vy, const double[::1] vz,
              double[::1] x, double[::1] y, double[::1] z):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        x[i] += step * vx[i]
        y[i] += step * vy[i]
        z[i] += step * vz[i]
        if x[i] > 1:
            x[i] -= 1
        if y[i] > 1:
            y[i] -= 1
        if z[i] > 1:
            z[i] -= 1


# --- Matrices --------------------------------------------------------------------------------------
def matmul(const double[:, ::1] a, const double[:, ::1] b, double[:, ::1] c):
    cdef Py_ssize_t i, j, k
    cdef double result
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            result = 0
            for k in range(a.shape[1]):
                result += a[i, k] * b[k, j]
            c[i, j] = result


def matmul_strided(const double[:, :] a, const double[:, :] b, double[:, :] c):
    cdef Py_ssize_t i, j, k
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            c[i, j] = 0
        for k in range(a.shape[1]):
            for j in range(b.shape[1]):
                c[i, j] += a[i, k] * b[k, j]


def stencil(const double[:, ::1] u, double[:, ::1] target):
    cdef Py_ssize_t i, j
    for i in range(1, u.shape[0] - 1):
        for j in range(1, u.shape[1] - 1):
            target[i, j] = u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1] - 4 * u[i, j]


def jacobi(int steps, double[:, ::1] a, double[:, ::1] b):
    cdef Py_ssize_t i, j, n = a.shape[0], m = a.shape[1]
    cdef int step
    for step in range(steps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                b[i, j] = 0.2 * (a[i, j] + a[i, j - 1] + a[i, j + 1] + a[i + 1, j] + a[i - 1, j])
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                a[i, j] = 0.2 * (b[i, j] + b[i, j - 1] + b[i, j + 1] + b[i + 1, j] + b[i - 1, j])


def convolve(const real[:, :] image, const real[:, :] weights, real[:, :] target):
    cdef Py_ssize_t i, j, k, l
    cdef Py_ssize_t height = weights.shape[0], width = weights.shape[1]
    cdef real result
    for i in range(image.shape[0] - height + 1):
        for j in range(image.shape[1] - width + 1):
            result = 0
            for k in range(height):
                for l in range(width):
                    result += image[i + k, j + l] * weights[k, l]
            target[i, j] = result


def floyd_warshall(double[:, ::1] d):
    cdef Py_ssize_t i, j, k, n = d.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]


def pairwise(const double[:, ::1] points, double[:, ::1] target):
    cdef Py_ssize_t i, j, k
    cdef double difference, square
    for i in range(points.shape[0]):
        for j in range(points.shape[0]):
            square = 0
            for k in range(points.shape[1]):
                difference = points[i, k] - points[j, k]
                square += difference * difference
            target[i, j] = sqrt(square)


# --- Functions of libm -----------------------------------------------------------------------------
def arc_distance(const double[::1] theta_1, const double[::1] phi_1, const double[::1] theta_2,
                 const double[::1] phi_2, double[::1] target):
    cdef Py_ssize_t i
    cdef double half
    for i in range(theta_1.shape[0]):
        half = sin((theta_2[i] - theta_1[i]) / 2) ** 2 \
            + cos(theta_1[i]) * cos(theta_2[i]) * sin((phi_2[i] - phi_1[i]) / 2) ** 2
        target[i] = 2 * asin(sqrt(half))


cdef double normal(double x) noexcept nogil:
    return 0.5 * (1 + erf(x / sqrt(2.0)))


def black_scholes(double rate, double volatility, const double[::1] price, const double[::1] strike,
                  const double[::1] years, double[::1] target):
    cdef Py_ssize_t i
    cdef double spread, d1, d2
    for i in range(price.shape[0]):
        spread = volatility * sqrt(years[i])
        d1 = (log(price[i] / strike[i]) + (rate + volatility ** 2 / 2) * years[i]) / spread
        d2 = d1 - spread
        target[i] = price[i] * normal(d1) - strike[i] * exp(-rate * years[i]) * normal(d2)


# --- Subscripts that data gives --------------------------------------------------------------------
def histogram(const double[::1] x, long[::1] counts):
    cdef Py_ssize_t i, bins = counts.shape[0]
    for i in range(bins):
        counts[i] = 0
    for i in range(x.shape[0]):
        counts[<Py_ssize_t> (x[i] * bins)] += 1


def gather(const double[::1] values, const long[::1] places, double[::1] target):
    cdef Py_ssize_t i
    for i in range(places.shape[0]):
        target[i] = values[places[i]]


def spmv(const double[::1] data, const int[::1] columns, const int[::1] starts, const double[::1] x,
         double[::1] target):
    cdef Py_ssize_t i, k
    cdef double result
    for i in range(target.shape[0]):
        result = 0
        for k in range(starts[i], starts[i + 1]):
            result += data[k] * x[columns[k]]
        target[i] = result


def crc16(const unsigned char[::1] data):
    cdef unsigned int crc = 0xFFFF
    cdef Py_ssize_t i
    cdef int bit
    for i in range(data.shape[0]):
        crc ^= data[i]
        for bit in range(8):
            if crc & 1:
                crc = (crc >> 1) ^ 0xA001
            else:
                crc >>= 1
    return crc


cdef void sort_part(double[::1] a, Py_ssize_t first, Py_ssize_t last) noexcept:
    cdef Py_ssize_t i, j
    cdef double pivot
    while first < last:
        i, j = first, last
        pivot = a[(first + last) // 2]
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        sort_part(a, first, j)
        first = i


def quicksort(const double[::1] source, double[::1] target):
    cdef Py_ssize_t i
    for i in range(source.shape[0]):
        target[i] = source[i]
    sort_part(target, 0, source.shape[0] - 1)


# --- Other loops -----------------------------------------------------------------------------------
def mandelbrot(int limit, int[:, ::1] counts):
    cdef Py_ssize_t i, j, rows = counts.shape[0], columns = counts.shape[1]
    cdef double x, y, cx, cy, next_x
    cdef int count
    for i in range(rows):
        cy = 2.4 * i / rows - 1.2
        for j in range(columns):
            cx = 3.0 * j / columns - 2.25
            x = y = 0
            count = 0
            while x * x + y * y < 4 and count < limit:
                next_x = x * x - y * y + cx
                y = 2 * x * y + cy
                x = next_x
                count += 1
            counts[i, j] = count


cdef double mean_of(const double[:] x) noexcept nogil:
    cdef Py_ssize_t i
    cdef double result = 0
    for i in range(x.shape[0]):
        result += x[i]
    return result / x.shape[0]


def growing_mean(const double[:] x, double[:] target):
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        target[i] = mean_of(x[:i + 1])


def short_rows(const double[:, :] rows, double[:] target):
    cdef Py_ssize_t i
    for i in range(rows.shape[0]):
        target[i] = mean_of(rows[i])
