# Statements and expressions of Python 2.
print "text"  # error: E0110 Missing parentheses in call to 'print'. Did you mean print(...)?
exec "code"  # error: E0110 Missing parentheses in call to 'exec'. Did you mean exec(...)?
x = `y`  # error: E0113 backquotes are not part of Python 3
x <> y  # error: E0114 '<>' is not part of Python 3
try:
    pass
except A, e:  # error: E0219 multiple exception types must be parenthesized
    pass
