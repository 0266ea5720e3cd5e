# Strings, numbers, brackets and characters.
s = "abc
# error on line 2: E0106 unterminated string literal (detected at line 2)
a = 1__0  # error: E0130 invalid decimal literal
a = 0xg  # error: E0130 invalid hexadecimal literal
a = 12abc  # error: E0130 invalid decimal literal
a = 0o18  # error: E0136 invalid digit '8' in octal literal
a = 10L  # error: E0130 invalid decimal literal
a = 0777  # error: E0115 leading zeros in decimal integer literals are not permitted
a = ]  # error: E0108 unmatched ']'
a = (1]  # error: E0133 closing parenthesis ']' does not match opening parenthesis '('
a = 1 \ + 2  # error: E0109 unexpected character after line continuation character
a = b"é"  # error: E0122 bytes can only contain ASCII literal characters
a = "\xg"  # error: E0117 truncated \x escape: 2 hexadecimal digits are needed
a = "\U00110000"  # error: E0118
a = "\N{NO SUCH NAME}"  # error: E0120 unknown Unicode character name 'NO SUCH NAME'
a = b"a" "b"  # error: E0124 cannot mix bytes and nonbytes literals
a = f"{x!z}"  # error: E0123 f-string: invalid conversion character 'z': expected 's', 'r', or 'a'
a = f"}"  # error: E0121 f-string: single '}' is not allowed
a = x.class  # error: E0129 'class' is a keyword and cannot be used as a name
a = """abc
# error on line 21: E0106 unterminated triple-quoted string literal (detected at line 23)
