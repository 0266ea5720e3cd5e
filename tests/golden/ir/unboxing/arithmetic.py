def sum_of_squares(values):
    total = 0
    for value in values:
        total += value * value
    return total


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def single(a, b):
    return a + b
