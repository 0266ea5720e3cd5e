# What is asynchronous belongs to Python functions and to context managers.
import cython


@cython.cfunc
async def in_c(x):  # error: E0525 'async' has no meaning on a C function
    return x


async def without_manager(x):
    async with nogil:  # error: E0525 'async' has no meaning where there is no context manager
        pass
    async with x, cython.boundscheck(False):  # error: E0525 'async' has no meaning
        pass
