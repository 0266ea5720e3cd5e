# What cannot be assigned to, deleted or annotated.
f() = 1  # error: E0201 cannot assign to function call here. Maybe you meant '==' instead of '='?
1 = x  # error: E0201 cannot assign to literal here. Maybe you meant '==' instead of '='?
None = x  # error: E0201 cannot assign to None
a, b + c = x  # error: E0201 cannot assign to expression
a < b = x  # error: E0201 cannot assign to comparison
[x for x in y] = z  # error: E0201 cannot assign to list comprehension here.
__debug__ = 1  # error: E0201 cannot assign to __debug__
*a = x  # error: E0214 starred assignment target must be in a list or tuple
*a, *b = x  # error: E0214 multiple starred expressions in assignment
(a, b) += 1  # error: E0203 'tuple' is an illegal expression for augmented assignment
f() += 1  # error: E0203 'function call' is an illegal expression for augmented assignment
(a, b): int  # error: E0208 only single target (not tuple) can be annotated
f(): int  # error: E0208 illegal target for annotation
del f()  # error: E0202 cannot delete function call
del a, (b, 1)  # error: E0202 cannot delete literal
for f() in x:  # error: E0201 cannot assign to function call
    pass
with x as 1:  # error: E0201 cannot assign to literal
    pass
[x for 1 in y]  # error: E0201 cannot assign to literal
(a.b := 1)  # error: E0209 cannot use assignment expressions with attribute
x = *y  # error: E0205 can't use starred expression here
*y  # error: E0205 can't use starred expression here
