# A float that a loop carries is a number; what escapes keeps its object.


def relax(steps):
    value = 1.0
    while steps > 0:
        value = value * 0.5 + 0.25
        steps -= 1
    return value


def collect(steps, found):
    value = 1.0
    for _ in range(steps):
        value = value / 3.0
        found.append(value)
    return value
