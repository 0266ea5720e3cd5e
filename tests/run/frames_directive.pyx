"""The directive show_frames says which functions have a frame while they call what looks at frames.

>>> shown().f_code.co_name, shown().f_lineno
('shown', 27)
>>> in_part() is None, in_part.__name__
(False, 'in_part')
>>> [each.f_code.co_name for each in in_part()]
['<module>', 'in_part', '<module>']
>>> Shown().depth(0).f_code.co_name, Shown().hidden(0).f_code.co_name
('depth', '<module>')
>>> hidden().f_code.co_name
'<module>'

The body of a module has one in every file, so that what is told by a call there is found again:

>>> pickle.loads(pickle.dumps(Point(1, Color.RED)))
Point(x=1, y=<Color.RED: 1>)
>>> body.f_code.co_name, body.f_globals['body'] is body
('<module>', True)
>>> line_of_body
53
"""
cimport cython
import collections, enum, pickle, sys

@cython.show_frames(True)
def shown(): return sys._getframe()


def in_part():
    before = sys._getframe()
    with cython.show_frames(True):
        within = sys._getframe()
    return before, within, sys._getframe()


@cython.show_frames(True)
cdef class Shown:
    def depth(self, n):
        return sys._getframe(n)

    @cython.show_frames(False)
    def hidden(self, n):
        return sys._getframe(n)


def hidden():
    return sys._getframe()


Point = collections.namedtuple('Point', 'x y')
body = sys._getframe()
line_of_body = sys._getframe().f_lineno
Color = enum.Enum('Color', 'RED')
