# cython: language_level=3
def numbers(int i, long n, double x, float y, bint flag, object o, unsigned int u):
    a = i + n
    b = i / n
    c = i // n
    d = x * y
    e = flag + 1
    f = o + i
    g = i ** 2
    h = i ** n
    j = -u
    k = ~i
    l = 5000000000
    m = 2147483647 + 1
    p = 1 << 80
    q = i < x < n
    r = o < i
    s = i if flag else x
    t = not o
    return min(i, x), abs(i), len([a, b, c, d, e, f, g, h, j, k, l, m, p, q, r, s, t])
