# options: --python-version 3.14
# Whether `match` opens a statement depends on the end of its line, which f-strings may hold back.
def f(x, y):
    match f"<{("s" # }
      )}>":
        case 1: pass
    match (f"{x # :
    }", f'{ {1: 2}[1] }'):
        case 2: pass
    match f"{x:{y}>{y!r}}" f"{{":
        case 3: pass
    match f"{f"{f'{f"""{x}"""}'}"}" "a:b":
        case 4: pass
    match t"{x:%H:%M}" if y else rf"\{x}":
        case 5: pass


def g(match, x):
    match(f"{x}:", f"{x:>5}")
    match[f"{x}":3]
    match (f"{x}", lambda: 0)
    match = f"{x}:"
