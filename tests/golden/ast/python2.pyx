# cython: language_level=2
print
print a
print a, b,
print (a), b
print (a) % b
print >>f, a
exec code in g, l
x = `a` <> 3
try: pass
except A, e: pass
raise A, b, c
