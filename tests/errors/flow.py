# Statements and expressions in the wrong place.
return 1  # error: E0215 'return' outside function
yield 1  # error: E0215 'yield' outside function
await x  # error: E0215 'await' outside function
break  # error: E0216 'break' outside loop
continue  # error: E0217 'continue' not properly in loop
class A:
    return 1  # error: E0215 'return' outside function
for i in x:
    def f():
        break  # error: E0216 'break' outside loop
else:
    continue  # error: E0217 'continue' not properly in loop
def f():
    await x  # error: E0218 'await' outside async function
    async for i in x: pass  # error: E0218 'async for' outside async function
    async with x: pass  # error: E0218 'async with' outside async function
    [i async for i in x]  # error: E0218 asynchronous comprehension outside of an
    from math import *  # error: E0220 import * only allowed at module level
    return [(yield i) for i in x]  # error: E0223 'yield' inside list comprehension
async def g():
    yield from x  # error: E0226 'yield from' inside async function
try:
    pass
except:  # error: E0219 default 'except:' must be last
    pass
except A:
    pass
try:
    pass
except A:
    pass
except* B:  # error: E0219 cannot have both 'except' and 'except*' on the same 'try'
    pass
from __future__ import annotations  # error: E0221 from __future__ imports must occur at the beginning
[i := 0 for i in x]  # error: E0223 assignment expression cannot rebind comprehension iteration variable 'i'
[i for i in (j := x)]  # error: E0223 assignment expression cannot be used in a comprehension iterable
from x import y,  # error: E0224 trailing comma not allowed without surrounding parentheses
