# options: --python-version 3.13
"""Type parameters are variables of a function around the definition; in a class it sees the class's names."""


def first[T, *Ts](values: list[T], *rest: *Ts) -> T:
    return values[0]


class Box[T: int = bool](list[T]):
    limit = 3

    def item[U](self, default: limit) -> tuple[T, U]:
        return T, U

    type Pair[V: limit] = tuple[T, V]
