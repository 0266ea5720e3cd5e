"""What the filters give, beside plain numpy; what they refuse; and their doctests."""

import doctest
import subprocess
import sys
import threading
import zlib

import filters
import numpy as np
import plain_numpy
import pytest

KERNEL = np.array([[0.5, -1.0, 0.25, 0.0, 2.0], [0.0, 1.5, -0.5, 1.0, 0.1], [-2, 0.3, 0.7, 0, 1]])
CALLS = {
    "box_blur": ((1,), (0,), (4,)),
    "gaussian_blur": ((0.4,), (2.0,)),
    "convolve": ((KERNEL,), (KERNEL.T,), (np.ones((1, 1)),)),
    "sobel": ((),),
    "median": ((),),
}
EACH_CALL = [(name, arguments) for name, calls in CALLS.items() for arguments in calls]
ONE_CALL_EACH = [(name, calls[0]) for name, calls in CALLS.items()]
PIXELS = (np.uint8, np.float32, np.float64)
# Rows and columns, and channels if there are any.
SHAPES = ((13, 17), (13, 17, 3), (1, 1), (1, 9), (7, 1, 3), (2, 3, 4))


def draw(shape, pixels, seed=1):
    random = np.random.default_rng(seed).random(shape) * 256.0
    return random.astype(pixels)


def same(name, image, arguments, **options):
    """Does the filter give what plain numpy does?"""
    before = image.copy()
    found = getattr(filters, name)(image, *arguments, **options)
    options.pop("threads", None)
    expected = getattr(plain_numpy, name)(image, *arguments, **options)
    assert found.dtype == image.dtype and found.shape == image.shape
    assert np.array_equal(image, before)
    return np.allclose(found, expected, rtol=1e-5 if image.dtype == np.float32 else 1e-12)


def test_doctests():
    result = doctest.testmod(filters)
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("pixels", PIXELS)
@pytest.mark.parametrize(("name", "arguments"), EACH_CALL)
def test_images_of_all_kinds(name, arguments, pixels, shape):
    assert same(name, draw(shape, pixels), arguments)


@pytest.mark.parametrize("border", ["edge", "symmetric", "wrap"])
@pytest.mark.parametrize("shape", [(9, 8, 3), (2, 1)], ids=str)
@pytest.mark.parametrize(("name", "arguments"), EACH_CALL)
def test_borders(name, arguments, shape, border):
    assert same(name, draw(shape, np.uint8), arguments, border=border)


@pytest.mark.parametrize("pixels", PIXELS)
@pytest.mark.parametrize(("name", "arguments"), ONE_CALL_EACH)
def test_any_part_of_any_array(name, arguments, pixels):
    whole = draw((20, 24, 4), pixels)
    read_only = whole[..., :3].copy()
    read_only.flags.writeable = False
    swapped = whole.astype(pixels).transpose(1, 0, 2)
    for image in (
        whole[::2, ::-3, :3],
        whole[..., 1],
        swapped,
        np.asfortranarray(whole),
        read_only,
    ):
        assert same(name, image, arguments)


@pytest.mark.parametrize("pixels", PIXELS)
@pytest.mark.parametrize(("name", "arguments"), ONE_CALL_EACH)
def test_threads_change_nothing(name, arguments, pixels):
    image = draw((31, 23, 3), pixels)
    one, *others = (getattr(filters, name)(image, *arguments, threads=n) for n in (1, 2, 3, 40, 0))
    assert all(np.array_equal(one, other) for other in others)


def test_callers_may_be_threads_too():
    images = [draw((40, 50), np.uint8, seed) for seed in range(6)]
    found = {}

    def blur(number):
        found[number] = filters.gaussian_blur(images[number], 1.5, threads=2)

    threads = [threading.Thread(target=blur, args=(number,)) for number in range(len(images))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, image in enumerate(images):
        assert np.array_equal(found[number], filters.gaussian_blur(image, 1.5, threads=1))


def test_pixels_of_uint8_stay_between_0_and_255():
    image = np.array([[0, 100, 200, 255]], np.uint8)
    assert filters.convolve(image, [[3]]).tolist() == [[0, 255, 255, 255]]
    assert filters.convolve(image, [[-3]]).tolist() == [[0, 0, 0, 0]]
    assert filters.convolve(image, [[0.505]]).tolist() == [[0, 51, 101, 129]]


def test_a_pixel_that_stands_alone():
    image = np.zeros((5, 5))
    image[2, 2] = 1.0
    assert not filters.median(image).any()
    assert np.isclose(filters.box_blur(image).sum(), 1.0)
    assert np.array_equal(filters.gaussian_blur(image, 1.0), filters.gaussian_blur(image, 1.0).T)


@pytest.mark.parametrize(("name", "arguments"), ONE_CALL_EACH)
@pytest.mark.parametrize(
    ("image", "error", "message"),
    [
        (np.zeros((3, 3), np.int64), TypeError, "uint8, float32 or float64, not int64"),
        (np.zeros((3, 3), ">f8"), TypeError, "uint8, float32 or float64, not >f8"),
        (np.zeros((3, 3), object), TypeError, "not object"),
        ([[1.0, 2.0]], TypeError, "an image is a numpy array, not list"),
        (None, TypeError, "an image is a numpy array, not NoneType"),
        (np.zeros(3), ValueError, r"shape is \(3,\)"),
        (np.zeros((2, 2, 3, 1)), ValueError, r"shape is \(2, 2, 3, 1\)"),
        (np.zeros((0, 4)), ValueError, r"shape is \(0, 4\)"),
    ],
)
def test_what_is_no_image(name, arguments, image, error, message):
    with pytest.raises(error, match=message):
        getattr(filters, name)(image, *arguments)


IMAGE = np.zeros((3, 3))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: filters.convolve(IMAGE, np.ones((2, 3))), ValueError, "this one is 2 x 3"),
        (lambda: filters.convolve(IMAGE, np.ones((3, 0))), ValueError, "this one is 3 x 0"),
        (lambda: filters.convolve(IMAGE, [1, 2, 1]), ValueError, "this one 1 dimension"),
        (lambda: filters.convolve(IMAGE, [["a"]]), ValueError, "could not convert"),
        (lambda: filters.box_blur(IMAGE, -1), ValueError, "must not be negative, and is -1"),
        (lambda: filters.box_blur(IMAGE, 1.5), TypeError, "float"),
        (lambda: filters.gaussian_blur(IMAGE, 0.0), ValueError, "and is 0.0"),
        (lambda: filters.gaussian_blur(IMAGE, float("nan")), ValueError, "and is nan"),
        (lambda: filters.median(IMAGE, border="mirror"), ValueError, "edge, symmetric, wrap"),
        (lambda: filters.median(IMAGE, border=None), ValueError, "not None"),
        (lambda: filters.sobel(IMAGE, threads=-1), ValueError, "threads must not be negative"),
    ],
)
def test_other_wrong_arguments(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_show(tmp_path):
    subprocess.run([sys.executable, "show.py", tmp_path], check=True)
    for name in ("before.png", "after.png", "filters.png"):
        data = (tmp_path / name).read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) < 60_000
        width, height = (int.from_bytes(data[i : i + 4], "big") for i in (16, 20))
        start = data.index(b"IDAT") + 4
        length = int.from_bytes(data[start - 8 : start - 4], "big")
        assert len(zlib.decompress(data[start : start + length])) == height * (1 + width * 3)


def test_speed_is_compared():
    command = [sys.executable, "compare_speed.py", "40"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert [row.split()[0] for row in printed.splitlines()[1:]] == list(CALLS)
