# options: -X language_level=2
a = 10L
b = 10UL  # error: E0130 invalid decimal literal
c = 10LL  # error: E0130
