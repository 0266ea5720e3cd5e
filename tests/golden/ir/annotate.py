# options: --python-version 3.14
# Annotations that wait: of a function, of a class with a conditional one, of the module.
total: int = 1


def outer(kind):
    class Local:
        first: kind
        if kind:
            second: int

        def method(self, value: kind) -> str:
            return value

    return Local
