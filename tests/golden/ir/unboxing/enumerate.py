def weighted(values, weights):
    total = 0
    for i, (value, weight) in enumerate(zip(values, weights)):
        total += i * value * weight
    return total
