# Blocks that are missing or out of place.
def f():
x = 1  # error: E0103 expected an indented block after function definition on line 2
y = 1
  y = 2  # error: E0105 unexpected indent
if x:
    y
  z  # error: E0104 unindent does not match any outer indentation level
if x:
	pass
        pass  # error: E0107 inconsistent use of tabs and spaces in indentation
y = 1
class A:  # error on line 13: E0103 expected an indented block after class definition on line 13
