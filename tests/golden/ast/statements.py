x = y = 1
x += 2
n: int = 3
(m): int
del x, y.z
return_value, *rest = f()
assert x, "message"
global_name = None
import a.b as c, d
from ..package import (name as other, more,)
from . import *
raise ValueError from error
pass; x;
