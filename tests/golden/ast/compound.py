if a:
    pass
elif b:
    pass
else:
    pass
while a:
    break
else:
    pass
for i, in items: pass
try:
    a
except (A, B) as error:
    b
except:
    c
else:
    d
finally:
    e
try: b
except* A: b
with a as b, c: pass
with (a as b, c): pass
with (a, b): pass
with (a): pass
async def f(a):
    async with a: pass
    async for i in a: pass
match a:
    case [1, -2.5, *_] | (None): pass
    case {"k": A.b, **others} if a: pass
    case Point(0, y=[]): pass
    case _: pass
