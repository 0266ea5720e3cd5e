"""Filters for images in numpy arrays: blurs, edges, the median, any kernel.

An image is an array of rows and columns (grey), or of rows, columns and channels (RGB). Its pixels
are uint8, float32 or float64. All filters give a new image of the same shape and type. They work
without the GIL, their rows shared by as many threads as `threads` says (0: one for each processor).

What is beyond the border is what `border` says, in the words of numpy.pad: the pixels at the border
again ("edge"), the image in a mirror ("symmetric"), or its other side ("wrap").
"""

import os

import numpy as np

from cython.parallel cimport prange
from libc.math cimport sqrt

ctypedef unsigned char uint8

# Each function that names this type is compiled three times, and the arrays of a call tell which one
# is meant.
ctypedef fused Pixel:
    uint8
    float
    double

cdef enum Border:
    EDGE
    SYMMETRIC
    WRAP

BORDERS = {"edge": EDGE, "symmetric": SYMMETRIC, "wrap": WRAP}


def box_blur(image, Py_ssize_t radius=1, *, str border="edge", int threads=0):
    """Give each pixel the mean of the square around it, of 2 * radius + 1 rows and columns.

    >>> box_blur(np.array([[0, 0, 9], [0, 9, 0]], dtype=np.uint8))
    array([[1, 3, 5],
           [2, 3, 4]], dtype=uint8)
    """
    if radius < 0:
        raise ValueError(f"the radius must not be negative, and is {radius}")
    size = 2 * radius + 1
    return blur(image, np.full(size, 1.0 / size), border, threads)


def gaussian_blur(image, double sigma, *, str border="edge", int threads=0):
    """Blur with a bell curve of that standard deviation in pixels, cut off after three of them.

    >>> gaussian_blur(np.array([[0.0, 0.0, 1.0, 0.0, 0.0]]), 0.5).round(3)
    array([[0.   , 0.106, 0.787, 0.106, 0.   ]])
    """
    if not 0.0 < sigma <= 1000.0:
        raise ValueError(f"sigma must be above 0 and at most 1000, and is {sigma}")
    radius = int(np.ceil(3.0 * sigma))
    weights = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    return blur(image, weights / weights.sum(), border, threads)


def convolve(image, kernel, *, str border="edge", int threads=0):
    """Give each pixel the sum of those around it, each times the number at its place in the kernel.

    The kernel has a middle, so its rows and columns are odd in number. It is not turned round.

    >>> image = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])
    >>> convolve(image, [[-1, 0, 1]])
    array([[ 1.,  3.,  2.],
           [ 8., 24., 16.]])
    >>> convolve(image, [[1, 1], [1, 1]])
    Traceback (most recent call last):
    ValueError: a kernel has odd numbers of rows and columns, and this one is 2 x 2
    """
    weights = check_kernel(kernel)
    frame = Frame(image, threads)
    padded = frame.surround(weights.shape[0] // 2, weights.shape[1] // 2, border)
    sums = frame.empty(np.float64)
    weigh(padded, weights, sums, frame.channels, frame.threads)
    return frame.finish(sums)


def sobel(image, *, str border="edge", int threads=0):
    """Give each pixel the steepness of the image there, so that edges are light.

    >>> sobel(np.array([[0, 0, 40, 40], [0, 0, 40, 40]], dtype=np.uint8))
    array([[  0, 160, 160,   0],
           [  0, 160, 160,   0]], dtype=uint8)
    """
    frame = Frame(image, threads)
    padded = frame.surround(1, 1, border)
    steepness = frame.empty(np.float64)
    find_edges(padded, steepness, frame.channels, frame.threads)
    return frame.finish(steepness)


def median(image, *, str border="edge", int threads=0):
    """Give each pixel the median of the nine in the square around it: what stands alone goes.

    >>> median(np.array([[1, 1, 1, 5], [1, 99, 1, 5], [1, 1, 5, 5]], dtype=np.uint8))
    array([[1, 1, 1, 5],
           [1, 1, 5, 5],
           [1, 1, 5, 5]], dtype=uint8)
    """
    frame = Frame(image, threads)
    padded = frame.surround(1, 1, border)
    result = frame.empty(frame.pixels.dtype)
    find_medians(padded, result, frame.channels, frame.threads)
    return frame.finish(result)


cdef blur(image, weights, border, threads):
    """Weigh the pixels of each row, then of each column: 2 n products a pixel instead of n * n."""
    frame = Frame(image, threads)
    radius = len(weights) // 2
    padded = frame.surround(radius, radius, border)
    middle = np.empty((padded.shape[0], frame.columns * frame.channels))
    weigh(padded, weights[np.newaxis, :], middle, frame.channels, frame.threads)
    sums = frame.empty(np.float64)
    weigh(middle, weights[:, np.newaxis], sums, frame.channels, frame.threads)
    return frame.finish(sums)


cdef check_kernel(kernel):
    """Return the kernel as an array of float64, or say what is wrong with it."""
    weights = np.asarray(kernel, np.float64)
    if weights.ndim != 2:
        raise ValueError(f"a kernel has rows and columns, and this one {weights.ndim} dimensions")
    rows, columns = weights.shape
    if rows % 2 == 0 or columns % 2 == 0:
        raise ValueError(
            f"a kernel has odd numbers of rows and columns, and this one is {rows} x {columns}"
        )
    return weights


cdef class Frame:
    """An image on its way through a filter.

    The filters get rows in which the channels of all pixels follow one another, so that grey and RGB
    are the same to them but for `channels`, how far a pixel is from its neighbour.
    """

    cdef readonly object pixels
    cdef readonly tuple shape
    cdef readonly Py_ssize_t rows, columns, channels
    cdef readonly int threads

    def __init__(self, image, int threads):
        if not isinstance(image, np.ndarray):
            raise TypeError(f"an image is a numpy array, not {type(image).__name__}")
        if image.dtype not in (np.uint8, np.float32, np.float64):
            raise TypeError(f"pixels are uint8, float32 or float64, not {image.dtype}")
        if image.ndim not in (2, 3) or image.size == 0:
            raise ValueError(
                "an image has rows, columns and perhaps channels, and pixels;"
                f" the array's shape is {image.shape}"
            )
        if threads < 0:
            raise ValueError(f"the number of threads must not be negative, and is {threads}")
        self.shape = image.shape
        self.pixels = np.atleast_3d(image)
        self.rows, self.columns, self.channels = self.pixels.shape
        self.threads = min(threads or os.cpu_count() or 1, self.rows)

    def empty(self, dtype):
        """Return an array for a value of each channel of each pixel."""
        return np.empty((self.rows, self.columns * self.channels), dtype)

    def surround(self, Py_ssize_t above, Py_ssize_t beside, border):
        """Return the image with so many more rows above and below, and columns on both sides."""
        if border not in BORDERS:
            raise ValueError(f"border is one of {', '.join(BORDERS)}, not {border!r}")
        shape = self.rows + 2 * above, (self.columns + 2 * beside) * self.channels
        padded = np.empty(shape, self.pixels.dtype)
        pad(self.pixels, padded, above, beside, BORDERS[border], self.threads)
        return padded

    def finish(self, values):
        """Return the values as an image of the shape and type that the first one had."""
        if values.dtype != self.pixels.dtype:
            result = self.empty(self.pixels.dtype)
            settle(values, result, self.threads)
            values = result
        return values.reshape(self.shape)


cdef Py_ssize_t stand_in(Py_ssize_t i, Py_ssize_t size, Border border) noexcept nogil:
    """Return which of the pixels 0 to size - 1 stands at place i, which may be far outside."""
    if border == EDGE:
        return min(max(i, 0), size - 1)
    if border == WRAP:
        return i % size
    i %= 2 * size
    return min(i, 2 * size - 1 - i)


# The views of an image are strided (":"), because any part of any array may be one. Those of our own
# arrays are contiguous ("::1"), and the loops over them become vector code.
def pad(
    const Pixel[:, :, :] image,
    Pixel[:, ::1] padded,
    Py_ssize_t above,
    Py_ssize_t beside,
    Border border,
    int threads,
):
    """Copy the image into the middle of a larger one, and fill that one up."""
    cdef Py_ssize_t row
    for row in prange(padded.shape[0], nogil=True, num_threads=threads):
        pad_row(image[stand_in(row - above, image.shape[0], border)], padded[row], beside, border)


cdef void pad_row(
    const Pixel[:, :] image, Pixel[::1] padded, Py_ssize_t beside, Border border
) noexcept nogil:
    cdef Py_ssize_t column, channel, source, size = image.shape[0], channels = image.shape[1]
    for column in range(-beside, size + beside):
        source = stand_in(column, size, border)
        for channel in range(channels):
            padded[(column + beside) * channels + channel] = image[source, channel]


def weigh(
    const Pixel[:, ::1] padded,
    const double[:, :] kernel,
    double[:, ::1] sums,
    Py_ssize_t channels,
    int threads,
):
    """Add up what the kernel says of the pixels around each one."""
    cdef Py_ssize_t row, above
    for row in prange(sums.shape[0], nogil=True, num_threads=threads):
        sums[row] = 0.0
        for above in range(kernel.shape[0]):
            weigh_row(padded[row + above], kernel[above], sums[row], channels)


cdef void weigh_row(
    const Pixel[::1] pixels, const double[:] weights, double[::1] sums, Py_ssize_t channels
) noexcept nogil:
    cdef Py_ssize_t tap, i
    cdef double weight
    for tap in range(weights.shape[0]):
        weight = weights[tap]
        for i in range(sums.shape[0]):
            sums[i] += weight * pixels[i + tap * channels]


def find_edges(
    const Pixel[:, ::1] padded, double[:, ::1] steepness, Py_ssize_t channels, int threads
):
    """Write the length of the gradient, of which Sobel's two kernels give the parts."""
    cdef Py_ssize_t row
    for row in prange(steepness.shape[0], nogil=True, num_threads=threads):
        find_edges_row(padded[row], padded[row + 1], padded[row + 2], steepness[row], channels)


cdef void find_edges_row(
    const Pixel[::1] above,
    const Pixel[::1] middle,
    const Pixel[::1] below,
    double[::1] steepness,
    Py_ssize_t step,
) noexcept nogil:
    cdef Py_ssize_t i
    cdef double top_left, top, top_right, left, right, bottom_left, bottom, bottom_right
    cdef double across, down
    for i in range(steepness.shape[0]):
        top_left, top, top_right = above[i], above[i + step], above[i + 2 * step]
        left, right = middle[i], middle[i + 2 * step]
        bottom_left, bottom, bottom_right = below[i], below[i + step], below[i + 2 * step]
        across = (top_right - top_left) + 2.0 * (right - left) + (bottom_right - bottom_left)
        down = (bottom_left - top_left) + 2.0 * (bottom - top) + (bottom_right - top_right)
        steepness[i] = sqrt(across * across + down * down)


def find_medians(
    const Pixel[:, ::1] padded, Pixel[:, ::1] result, Py_ssize_t channels, int threads
):
    """Write the median of each pixel and its eight neighbours."""
    cdef Py_ssize_t row
    for row in prange(result.shape[0], nogil=True, num_threads=threads):
        find_medians_row(padded[row], padded[row + 1], padded[row + 2], result[row], channels)


cdef Pixel median_of_three(Pixel a, Pixel b, Pixel c) noexcept nogil:
    return max(min(a, b), min(max(a, b), c))


cdef void find_medians_row(
    const Pixel[::1] above,
    const Pixel[::1] middle,
    const Pixel[::1] below,
    Pixel[::1] result,
    Py_ssize_t step,
) noexcept nogil:
    """Of three sorted columns, the largest first, the median second and the smallest third number.

    The other six are on one side of the median of nine or the other. There is no branch in this, so
    that many pixels are done at once.
    """
    cdef Py_ssize_t i
    cdef Pixel a, b, c, d, e, f, g, h, k
    for i in range(result.shape[0]):
        a, b, c = above[i], middle[i], below[i]
        d, e, f = above[i + step], middle[i + step], below[i + step]
        g, h, k = above[i + 2 * step], middle[i + 2 * step], below[i + 2 * step]
        result[i] = median_of_three(
            max(min(a, b, c), min(d, e, f), min(g, h, k)),
            median_of_three(
                median_of_three(a, b, c), median_of_three(d, e, f), median_of_three(g, h, k)
            ),
            min(max(a, b, c), max(d, e, f), max(g, h, k)),
        )


def settle(const double[:, ::1] values, Pixel[:, ::1] result, int threads):
    """Convert values to pixels: those of uint8 are rounded, and stay between 0 and 255."""
    cdef Py_ssize_t row
    for row in prange(result.shape[0], nogil=True, num_threads=threads):
        settle_row(values[row], result[row])


cdef void settle_row(const double[::1] values, Pixel[::1] result) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(result.shape[0]):
        # Only one of the two is compiled in each version.
        if Pixel is uint8:
            result[i] = <uint8>(min(max(values[i], 0.0), 255.0) + 0.5)
        else:
            result[i] = <Pixel>values[i]
