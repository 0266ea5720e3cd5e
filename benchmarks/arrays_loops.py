"""The kernels of arrays.pyx in plain Python, for compilers of numpy code: Numba and Pythran.

What Pythran needs to know stands in its comments; Numba sees the arguments.
"""

# ruff: noqa: D103, PLR1730 -- arrays.pyx says what they are
from math import asin, cos, erf, exp, log, sin, sqrt


# --- Sums and maps --------------------------------------------------------------------------------
# pythran export total(float64[])
def total(x):
    result = 0.0
    for i in range(x.shape[0]):
        result += x[i]
    return result


# pythran export dot(float64[], float64[])
def dot(x, y):
    result = 0.0
    for i in range(x.shape[0]):
        result += x[i] * y[i]
    return result


# pythran export axpy(float64, float64[], float64[], float64[])
def axpy(a, x, y, target):
    for i in range(x.shape[0]):
        target[i] = a * x[i] + y[i]


# pythran export prefix_sum(float64[], float64[])
def prefix_sum(x, target):
    result = 0.0
    for i in range(x.shape[0]):
        result += x[i]
        target[i] = result


# pythran export normalise(float64[], float64[])
def normalise(x, target):
    n = x.shape[0]
    mean = 0.0
    for i in range(n):
        mean += x[i]
    mean /= n
    square = 0.0
    for i in range(n):
        square += (x[i] - mean) ** 2
    deviation = sqrt(square / n)
    for i in range(n):
        target[i] = (x[i] - mean) / deviation


# pythran export particles(float, float64[], float64[], float64[], float64[], float64[], float64[])
def particles(step, vx, vy, vz, x, y, z):
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


# --- Matrices -------------------------------------------------------------------------------------
# pythran export matmul(float64[:, :], float64[:, :], float64[:, :])
def matmul(a, b, c):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            result = 0.0
            for k in range(a.shape[1]):
                result += a[i, k] * b[k, j]
            c[i, j] = result


# pythran export matmul_strided(float64[:, :], float64[:, :], float64[:, :])
def matmul_strided(a, b, c):
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            c[i, j] = 0
        for k in range(a.shape[1]):
            for j in range(b.shape[1]):
                c[i, j] += a[i, k] * b[k, j]


# pythran export stencil(float64[:, :], float64[:, :])
def stencil(u, target):
    for i in range(1, u.shape[0] - 1):
        for j in range(1, u.shape[1] - 1):
            target[i, j] = u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1] - 4 * u[i, j]


# pythran export jacobi(int, float64[:, :], float64[:, :])
def jacobi(steps, a, b):
    n, m = a.shape
    for _ in range(steps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                b[i, j] = 0.2 * (a[i, j] + a[i, j - 1] + a[i, j + 1] + a[i + 1, j] + a[i - 1, j])
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                a[i, j] = 0.2 * (b[i, j] + b[i, j - 1] + b[i, j + 1] + b[i + 1, j] + b[i - 1, j])


# pythran export convolve(float64[:, :], float64[:, :], float64[:, :])
def convolve(image, weights, target):
    height, width = weights.shape
    for i in range(image.shape[0] - height + 1):
        for j in range(image.shape[1] - width + 1):
            result = 0.0
            for k in range(height):
                for l in range(width):  # noqa: E741
                    result += image[i + k, j + l] * weights[k, l]
            target[i, j] = result


# pythran export floyd_warshall(float64[:, :])
def floyd_warshall(d):
    n = d.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]


# pythran export pairwise(float64[:, :], float64[:, :])
def pairwise(points, target):
    for i in range(points.shape[0]):
        for j in range(points.shape[0]):
            square = 0.0
            for k in range(points.shape[1]):
                difference = points[i, k] - points[j, k]
                square += difference * difference
            target[i, j] = sqrt(square)


# --- Functions of libm ----------------------------------------------------------------------------
# pythran export arc_distance(float64[], float64[], float64[], float64[], float64[])
def arc_distance(theta_1, phi_1, theta_2, phi_2, target):
    for i in range(theta_1.shape[0]):
        half = (
            sin((theta_2[i] - theta_1[i]) / 2) ** 2
            + cos(theta_1[i]) * cos(theta_2[i]) * sin((phi_2[i] - phi_1[i]) / 2) ** 2
        )
        target[i] = 2 * asin(sqrt(half))


# pythran export black_scholes(float64, float64, float64[], float64[], float64[], float64[])
def black_scholes(rate, volatility, price, strike, years, target):
    for i in range(price.shape[0]):
        spread = volatility * sqrt(years[i])
        d1 = (log(price[i] / strike[i]) + (rate + volatility**2 / 2) * years[i]) / spread
        d2 = d1 - spread
        normal_1 = 0.5 * (1 + erf(d1 / sqrt(2.0)))
        normal_2 = 0.5 * (1 + erf(d2 / sqrt(2.0)))
        target[i] = price[i] * normal_1 - strike[i] * exp(-rate * years[i]) * normal_2


# --- Subscripts that data gives -------------------------------------------------------------------
# pythran export histogram(float64[], int64[])
def histogram(x, counts):
    bins = counts.shape[0]
    for i in range(bins):
        counts[i] = 0
    for i in range(x.shape[0]):
        counts[int(x[i] * bins)] += 1


# pythran export gather(float64[], int64[], float64[])
def gather(values, places, target):
    for i in range(places.shape[0]):
        target[i] = values[places[i]]


# pythran export spmv(float64[], int32[], int32[], float64[], float64[])
def spmv(data, columns, starts, x, target):
    for i in range(target.shape[0]):
        result = 0.0
        for k in range(starts[i], starts[i + 1]):
            result += data[k] * x[columns[k]]
        target[i] = result


# pythran export crc16(uint8[])
def crc16(data):
    crc = 0xFFFF
    for i in range(data.shape[0]):
        crc ^= int(data[i])
        for _ in range(8):
            if crc & 1:
                crc = (crc >> 1) ^ 0xA001
            else:
                crc >>= 1
    return crc


# --- Other loops ----------------------------------------------------------------------------------
# pythran export mandelbrot(int, int32[:, :])
def mandelbrot(limit, counts):
    rows, columns = counts.shape
    for i in range(rows):
        cy = 2.4 * i / rows - 1.2
        for j in range(columns):
            cx = 3.0 * j / columns - 2.25
            x = y = 0.0
            count = 0
            while x * x + y * y < 4 and count < limit:
                next_x = x * x - y * y + cx
                y = 2 * x * y + cy
                x = next_x
                count += 1
            counts[i, j] = count


# pythran export growing_mean(float64[], float64[])
def growing_mean(x, target):
    for i in range(x.shape[0]):
        window = x[: i + 1]
        result = 0.0
        for k in range(window.shape[0]):
            result += window[k]
        target[i] = result / window.shape[0]


# pythran export short_rows(float64[:, :], float64[])
def short_rows(rows, target):
    for i in range(rows.shape[0]):
        row = rows[i]
        result = 0.0
        for k in range(row.shape[0]):
            result += row[k]
        target[i] = result / row.shape[0]
