# cython: language_level=2
from __future__ import print_function
print("all is well")
print "no longer a statement"  # error: E0110
exec "still = 1" in {}
