0, 0_0, 0xff_ff, 0b101, 0o17, 123456789012345678901234567890, 0xffffffffffffffffffffffff
10L, 10u, 0xFFull, 1.5e-3, 1_0.5, .5, 2j, 1.e2J
True, False, None, ...
'a\tb\x41\u20ac\U0001F600\101\N{GREEK SMALL LETTER ALPHA}\
c' "\d" r'\n' u'é' '\ud800'
b'a\xff\0' rb'\x'
c'x', c'\n'
"""a
b"""
f"{x}" f"a{x!r:>{w}.{p}}b{{c}}" 'd'
f"{x=}{x = !s}{ y=:2}"
rf'\{x}'
'a' 'b' "c"
