# match statements.
match x:
    case a, a:  # error: E0207 multiple assignments to name 'a' in pattern
        pass
    case [a] | [b]:  # error: E0207 alternative patterns bind different names
        pass
    case [*a, *b]:  # error: E0207 multiple starred expressions in sequence pattern
        pass
    case {1: a, 1: b}:  # error: E0207 mapping pattern checks duplicate key (1)
        pass
    case A(b=1, b=2):  # error: E0207 attribute name repeated in class pattern: b
        pass
    case A(b=1, c):  # error: E0207 positional patterns follow keyword patterns
        pass
    case a:  # error: E0207 name capture 'a' makes remaining patterns unreachable
        pass
    case _:  # error: E0207 wildcard makes remaining patterns unreachable
        pass
    case 1 as _:  # error: E0207 cannot use '_' as a target
        pass
