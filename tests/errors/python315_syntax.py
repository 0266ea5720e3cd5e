# options: --python-version 3.15
# Mistakes that CPython 3.15 has its own words for.
from string lazy import digits  # error: E0135 use 'lazy from ... ' instead of 'from ... lazy import'
lazy import  # error: E0135 Expected one or more names after 'import'
lazy cimport json  # error: E0100
raise from digits  # error: E0135 did you forget an expression between 'raise' and 'from'?
raise digits from  # error: E0135 did you forget an expression after 'from'?
assert (digits), other := 1  # error: E0135 cannot use named expression without parentheses here
with digits, other,: pass  # error: E0135 the last 'with' item has a trailing comma
{1: *digits}  # error: E0135 cannot use a starred expression in a dictionary value
{*digits: 1}  # error: E0135 cannot use a starred expression in a dictionary key
{**digits: 1}  # error: E0135 cannot use dict unpacking in a dictionary key
{1: **digits}  # error: E0135 cannot use dict unpacking in a dictionary value
[**digits]  # error: E0135 cannot use dict unpacking here
def keywords(**names=1): pass  # error: E0135 var-keyword parameter cannot have default value
