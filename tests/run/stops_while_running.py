"""Where the interpreter stops running code, native code stops too: at the end of the stack, in the
main thread and in others; for signals, for other threads, for a due garbage collection.

>>> ends_with(endless), ends_with(endless_generators), ends_with(endless_through_c)
('RecursionError', 'RecursionError', 'RecursionError')
>>> [in_thread(ends_with, f) for f in (endless, endless_generators, endless_through_c)]
['RecursionError', 'RecursionError', 'RecursionError']
>>> endless_in_try()
'caught'
>>> interrupted()
'alarm'
>>> [ends_for_alarm(each) for each in loops]
['alarm', 'alarm', 'alarm', 'alarm', 'alarm', 'alarm', 'alarm', 'alarm', 'alarm', 'alarm', 'alarm']
>>> stopped_by_another_thread()
'stopped'
>>> collected_while_running(50000)
True
"""

import signal
import threading
import weakref


def endless():
    return endless() + 1


def endless_generator(depth):
    yield from endless_generator(depth + 1)


def endless_generators():
    return list(endless_generator(0))


def endless_through_c():
    return max((1,), key=lambda _: endless_through_c())


def endless_in_try():
    try:
        return endless_in_try()
    except RecursionError:
        return "caught"


def ends_with(function):
    try:
        function()
    except Exception as error:
        return type(error).__name__


def in_thread(function, *arguments):
    results = []
    thread = threading.Thread(target=lambda: results.append(function(*arguments)))
    thread.start()
    thread.join()
    return results[0]


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm("alarm")


def work_until_alarm():
    items = []
    try:
        while True:
            items.append(1)
            items.clear()
    except Alarm as alarm:
        return str(alarm)


def interrupted():
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        return work_until_alarm()
    finally:
        signal.signal(signal.SIGALRM, before)


def passes():
    while True:
        pass


def continues():
    while not False:
        continue


def leaves_try():
    while True:
        try:
            assert True
        finally:
            continue


def counts():
    number = 0
    while 1:
        number += 1


def flips():
    number = 0
    while number >= 0:
        number ^= 1


def compares():
    first = second = 1
    while first == second:
        first, second = second, first


def grows():
    number = 0.5
    while number:
        number = number * 1.5 if number < 10 else 0.5


def ranges():
    for _ in range(10**12):
        pass


def comprehends():
    [number for number in range(10**12) if number < 0]


def generates():
    sum(1 for number in range(10**12) if number < 0)


def resumes():
    def endless():
        while True:
            yield

    for _ in endless():
        pass


loops = (passes, continues, leaves_try, counts, flips, compares, grows, ranges, comprehends, generates, resumes)


def ends_for_alarm(loop):
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        loop()
    except Alarm as alarm:
        return str(alarm)
    finally:
        signal.signal(signal.SIGALRM, before)


def work_until(flags):
    items = []
    while not flags:
        items.append(1)
        items.clear()
    return "stopped"


def stopped_by_another_thread():
    flags = []
    timer = threading.Timer(0.05, flags.append, [1])
    timer.start()
    result = work_until(flags)
    timer.join()
    return result


class Node:
    def __init__(self):
        self.me = self


def collected_while_running(count):
    first = Node()
    alive = weakref.ref(first)
    del first
    for _ in range(count):
        Node()
    return alive() is None
