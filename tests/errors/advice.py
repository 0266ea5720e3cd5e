# What is valid and surely not meant.
name = "value"
pattern = "\d+\q"  # warning: W0201 invalid escape sequence '\d'
# warning on line 3: W0201 invalid escape sequence '\q'
data = b"\x41\
 goes on"
raw = r"\d" + rb"\d".decode() + "\é"
text = f"\d{name}"  # warning: W0201 invalid escape sequence '\d'
assert (name, "message")  # warning: W0205 assertion is always true, perhaps remove parentheses?
assert ()
same = name is "value"  # warning: W0202 "is" with 'str' literal. Did you mean "=="?
same = 1 is not name  # warning: W0202 "is not" with 'int' literal. Did you mean "!="?
same = name is None is not True is ... is (name, 1)
same = name is (1, 2)  # warning: W0202 "is" with 'tuple' literal. Did you mean "=="?
points = [(1, 2)(3, 4)]  # warning: W0203 'tuple' object is not callable; perhaps you missed a comma?
points = [{1: 2}[1], (lambda: 1)()]
items = {1, 2}[0]  # warning: W0203 'set' object is not subscriptable; perhaps you missed a comma?
items = [1, 2][name, 1]  # warning: W0204 list indices must be integers or slices, not tuple
items = "text"[1.5]  # warning: W0204 str indices must be integers or slices, not float
items = "text"[True], [1][0:1], (1, 2)[name], {}["key"]
field = f"\{name}"  # warning: W0201 invalid escape sequence '\{'
size = 1if name else 0x2or 3  # warning: W0206 invalid decimal literal
# warning on line 22: W0206 invalid hexadecimal literal
character = "\407"  # warning: W0201 invalid octal escape sequence '\407'
both = "\e" is 0  # warning: W0201 invalid escape sequence '\e'
# warning on line 25: W0202 "is" with 'str' literal
first, second = 1, 2, 3  # warning: W0207 cannot unpack 3 values into 2 targets
[first, *second] = (1, 2, 3)
