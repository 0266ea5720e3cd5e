# Variables that meet: at a join, around a loop, where one may be unbound, and in a handler.


def clamp(value, limit):
    if value > limit:
        result = limit
    else:
        result = value
    return result


def last_even(numbers):
    for number in numbers:
        if number % 2 == 0:
            found = number
    return found


def attempts(action):
    count = 0
    while count < 3:
        try:
            return action(count)
        except ValueError:
            count += 1
    return None
