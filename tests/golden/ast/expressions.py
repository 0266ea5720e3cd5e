a + b * -c ** 2 // ~d
a and b and (c or d)
not a < b <= c is not d not in e
a if b else c
f(a, *b, c=1, **d)
f(x for x in y)
a.b[1:2, ::3, ...][0]
a[*b]
(a := 1)
[1, 2], (1,), (), {1}, {1: 2, **a}, [*a]
[x for x in y if a if b for z in x]
{x: y for x in z}
{x for x in y}
