# options: --python-version 3.12
# Scopes of type parameters; annotations are evaluated at once.
named: (other := int) = 1
yielding: (yield) = 1  # error: E0215 'yield' outside function


def generic[T](first: (other := T)):  # error: E0226 named expression cannot be used within the
    pass


def outer():
    def inner[T](first: T = (yield)) -> (yield):  # error: E0226 yield expression cannot be used
        pass

    class Inner[T]((yield), metaclass=(yield)):  # error: E0226 yield expression cannot be used
        pass  # error on line 15: E0226 yield expression cannot be used within the definition

    type Alias[T: (yield)] = (yield)  # error: E0226 yield expression cannot be used within a TypeVar
    # error on line 18: E0226 yield expression cannot be used within a type alias
