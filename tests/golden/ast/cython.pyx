cimport libc.math
from libc.stdio cimport printf as p
DEF SIZE = 3
IF SIZE == 3:
    x = 1
ELIF SIZE:
    x = 2
ELSE:
    x = 3
y = <double>x / 2
y = <list?>x
y = <unsigned char *>x + 1
y = &x[0]
y = sizeof(int *) + sizeof(x)
y = new Vector[int](3)
for i from 0 <= i < 10 by 2:
    pass
[i for i from 0 < i <= 3]
include "included.pxi"
