# distutils: language = c++
"""Functions, variables and structs of headers that are C++: calls go through its own names.

>>> length(b"four"), count(), count(), total([1, 2, 3])
(4, 1, 2, 6)
>>> doubled(3), doubled(1.5)
(6, 3.0)
>>> colours()
('green', 2)
>>> points(2, 3)
(6, 7)
>>> apply_twice(5), is_even(4), is_even(5)
(20, True, False)
>>> shared_name(), ready(), flags()
(b'name', 7, (True, 1, True))
>>> through_own_struct(3)
9
>>> [later(n) for n in range(3)]
[0, 1, 4]
"""

cdef extern from *:
    """
    #include <string>
    #include <vector>

    namespace shapes {
        struct Point { int x, y; };
        enum class Colour : int { red, green };
        enum Plain { none, some = 2 };
        inline const char *name_of(Colour colour) { return colour == Colour::green ? "green" : "red"; }
        inline int value_of(Plain plain) { return plain; }
        inline int area(Point point) { return point.x * point.y; }
        inline Point shifted(Point point, int by = 1) { return Point{point.x + by, point.y + by}; }
        template <class T> T twice(T value) { return value + value; }
        int counted();
    }
    // two of one name, which C has not
    static int measure(const char *text) { return (int)std::string(text).size(); }
    static int measure(const std::vector<int> &values) {
        int sum = 0;
        for (int value : values) sum += value;
        return sum;
    }
    static int sum_of(const int *values, int count) {
        return measure(std::vector<int>(values, values + count));
    }
    inline int shapes::counted() { static int calls = 0; return ++calls; }
    typedef int (*Step)(int);
    static int apply(Step step, int value) { return step(step(value)); }
    static bool even(int value) { return value % 2 == 0; }
    static const char *const shared = "name";
    // set before the first call
    struct Ready { int value; Ready() : value(7) {} };
    static Ready is_ready;
    struct Flags { bool first; unsigned char second; bool third; };
    struct Numbered { int number; };
    static int square_first(const Numbered *object) { return object->number * object->number; }
    static int later_square(int n) { return n * n; }
    """
    ctypedef struct Point "shapes::Point":
        int x
        int y
    ctypedef enum Colour "shapes::Colour":
        green "shapes::Colour::green"
    ctypedef enum Plain "shapes::Plain":
        some "shapes::some"
    ctypedef struct Flags:
        bint first
        unsigned char second
        bint third
    const char *name_of "shapes::name_of"(Colour colour)
    int value_of "shapes::value_of"(Plain plain)
    int area "shapes::area"(Point point)
    Point shifted "shapes::shifted"(Point point)
    int twice_int "shapes::twice<int>"(int value)
    double twice_double "shapes::twice<double>"(double value)
    int counted "shapes::counted"()
    int measure(const char *text)
    int sum_of(const int *values, int count)
    ctypedef int (*Step)(int)
    int apply(Step step, int value)
    bint even(int value)
    const char *shared
    int ready_value "is_ready.value"
    int square_first(Own *own)
    int later_square(int n)

cdef struct Own:
    int number


def length(bytes text):
    return measure(text)

def count():
    return counted()

def total(values):
    cdef int[3] items = values
    return sum_of(items, 3)

def doubled(value):
    return twice_double(value) if isinstance(value, float) else twice_int(value)

def colours():
    return name_of(green).decode(), value_of(some)

def points(int x, int y):
    cdef Point point
    point.x, point.y = x, y
    return area(point), shifted(point).x + shifted(point).y

cdef int twice_of(int value) noexcept:
    return 2 * value

def apply_twice(int value):
    return apply(twice_of, value)

def is_even(int value):
    return even(value)

def shared_name():
    return shared

def ready():
    return ready_value

def flags():
    cdef Flags flags
    flags.first, flags.second, flags.third = 1, 1, True
    return flags.first, flags.second, flags.third

def through_own_struct(int number):
    cdef Own own
    own.number = number
    return square_first(&own)

# kept as an address, in another group than the calls
cdef int (*chosen)(int) noexcept
chosen = later_square

def later(int n):
    return chosen(n)
