"""What a return has to run on its way: finally bodies inside loops."""


def first_even(numbers, log):
    for number in numbers:
        try:
            if number % 2 == 0:
                return number
            if number > 10:
                break
        finally:
            log.append(number)
    return None
