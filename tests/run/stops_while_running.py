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
