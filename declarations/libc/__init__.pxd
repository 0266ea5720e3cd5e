# The C standard library.
