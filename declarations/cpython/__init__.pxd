# Python's C API; `from cpython cimport name` finds what these modules declare.

from cpython.object cimport *
from cpython.ref cimport *
from cpython.mem cimport *
from cpython.list cimport *
from cpython.tuple cimport *
from cpython.dict cimport *
from cpython.bytes cimport *
from cpython.unicode cimport *
from cpython.long cimport *
from cpython.float cimport *
from cpython.pycapsule cimport *
from cpython.exc cimport *
