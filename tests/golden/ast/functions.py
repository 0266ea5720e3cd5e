@decorator
@other.one(1)
def f(a, /, b: int = 1, *args: *Ts, c, d=2, **kwargs) -> str:
    """docstring"""
    global g
    return a

class C[T: int, *Ts, **P](Base, metaclass=M, *bases, **options):
    x: int

lambda: 0
lambda a, *, b=1: a
type Alias[T] = list[T]
async def nested():
    x = 1
    async def inner():
        nonlocal x
        yield x
        await x
