# options: --python-version 3.12
# The names of type parameters are known in all that the definition holds.
def uses[A: str, *B](first: A, *rest: *B) -> A:
    second: A = first
    return A, [B for _ in rest], lambda: second


class Uses[__C](list[int]):
    third: __C

    def method[D](self, *args: D):
        return __C, D, E  # warning: W0101 'E' is not defined

    type Alias[__F] = dict[__C, __F]


type Pair[G, **H] = dict[G, H]
print(J)  # warning: W0101 'J' is not defined


# Outside of it nobody knows them.
def outside():
    return G, __C, D  # warning: W0101 'G' is not defined # warning: W0101 '__C' # warning: W0101 'D'


print(A)  # warning: W0101 'A' is not defined
