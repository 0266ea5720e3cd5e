"""send(), throw() and close() of generators, and what a generator object shows."""


def echo():
    """
    >>> generator = echo()
    >>> generator.send(1)
    Traceback (most recent call last):
    TypeError: can't send non-None value to a just-started generator
    >>> next(generator)
    'ready'
    >>> generator.send(1), generator.send('two'), next(generator)
    (('got', 1), ('got', 'two'), ('got', None))
    """
    received = yield 'ready'
    while True:
        received = yield 'got', received


def averager():
    """
    >>> generator = averager()
    >>> next(generator)
    >>> generator.send(10), generator.send(20), generator.send(2**70)
    (10.0, 15.0, 3.935305402391371e+20)
    """
    total = 0
    count = 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total / count


def catches():
    """
    >>> generator = catches()
    >>> next(generator)
    0
    >>> generator.throw(ValueError('first'))
    'ValueError: first'
    >>> generator.throw(KeyError)
    'KeyError: '
    >>> generator.throw(ZeroDivisionError)
    Traceback (most recent call last):
    ZeroDivisionError
    >>> next(generator)
    Traceback (most recent call last):
    StopIteration
    """
    value = 0
    while True:
        try:
            yield value
        except (ValueError, KeyError) as error:
            value = f'{type(error).__name__}: {error}'


def throw_before_start():
    """
    >>> throw_before_start()
    ('early', [])
    """
    generator = echo()
    try:
        generator.throw(ValueError('early'))
    except ValueError as error:
        return str(error), list(generator)


def throw_into_finished():
    """
    >>> throw_into_finished()
    Traceback (most recent call last):
    ValueError: late
    """
    generator = (i for i in ())
    list(generator)
    generator.throw(ValueError('late'))


def close_runs_finally(log):
    """
    >>> log = []
    >>> generator = close_runs_finally(log)
    >>> next(generator)
    1
    >>> generator.close(); generator.close(); log
    ['GeneratorExit', 'finally']
    """
    try:
        yield 1
    except GeneratorExit:
        log.append('GeneratorExit')
        raise
    finally:
        log.append('finally')


def close_before_start(log):
    """
    >>> log = []
    >>> generator = close_before_start(log)
    >>> generator.close(); log, list(generator)
    ([], [])
    """
    try:
        yield 1
    finally:
        log.append('never')


def ignores_exit():
    """
    >>> generator = ignores_exit()
    >>> next(generator)
    >>> generator.close()
    Traceback (most recent call last):
    RuntimeError: generator ignored GeneratorExit
    """
    try:
        yield
    except GeneratorExit:
        yield 'more'


def returns_at_exit(log):
    """
    >>> log = []
    >>> generator = returns_at_exit(log)
    >>> next(generator)
    >>> generator.close(); log
    ['closed']
    """
    try:
        yield
    except GeneratorExit:
        log.append('closed')
        return


def raises_at_exit():
    """
    >>> generator = raises_at_exit()
    >>> next(generator)
    >>> generator.close()
    Traceback (most recent call last):
    ValueError: at exit
    """
    try:
        yield
    finally:
        raise ValueError('at exit')


def deleting_closes(log):
    """
    >>> log = []
    >>> generator = deleting_closes(log)
    >>> next(generator)
    >>> del generator
    >>> log
    ['closed']
    """
    try:
        yield
    finally:
        log.append('closed')


def stop_iteration_becomes_runtime_error():
    """
    >>> next(stop_iteration_becomes_runtime_error())
    Traceback (most recent call last):
    RuntimeError: generator raised StopIteration
    """
    raise StopIteration('value')
    yield


def stop_iteration_cause():
    """
    >>> stop_iteration_cause()
    ('StopIteration', 'StopIteration')
    """
    try:
        next(stop_iteration_becomes_runtime_error())
    except RuntimeError as error:
        return type(error.__cause__).__name__, type(error.__context__).__name__


def attributes():
    """
    >>> attributes()
    ('echo', 'echo', False, None, True, False)
    """
    generator = echo()
    before = generator.gi_frame is not None
    next(generator)
    running = generator.gi_running
    generator.close()
    return generator.__name__, generator.__qualname__, running, generator.gi_yieldfrom, before, hasattr(generator, 'x')


def is_its_own_iterator():
    """
    >>> is_its_own_iterator()
    True
    """
    generator = echo()
    return iter(generator) is generator


def representation():
    """
    >>> representation()
    '<generator object echo at 0x'
    """
    return repr(echo())[:28]


def throw_with_context():
    """An exception raised while another is handled inside the generator.

    >>> throw_with_context()
    'KeyError after ValueError'
    """
    def inner():
        try:
            yield
        except ValueError:
            raise KeyError

    generator = inner()
    next(generator)
    try:
        generator.throw(ValueError)
    except KeyError as error:
        return f'KeyError after {type(error.__context__).__name__}'


def inspected():
    """
    >>> inspected()
    (True, True, 'GEN_CREATED', 'GEN_SUSPENDED', 'GEN_CLOSED')
    """
    import collections.abc
    import inspect
    generator = echo()
    states = [inspect.getgeneratorstate(generator)]
    next(generator)
    states.append(inspect.getgeneratorstate(generator))
    generator.close()
    states.append(inspect.getgeneratorstate(generator))
    return isinstance(generator, collections.abc.Generator), inspect.isgeneratorfunction(echo), *states


def send_none_starts():
    """
    >>> send_none_starts()
    'ready'
    """
    return echo().send(None)


def coroutine_pipeline():
    """
    >>> coroutine_pipeline()
    ['<1>', '<2>']
    """
    result = []

    def sink():
        while True:
            result.append((yield))

    def decorate(target):
        next(target)
        while True:
            target.send(f'<{(yield)}>')

    stage = decorate(sink())
    next(stage)
    for i in (1, 2):
        stage.send(i)
    return result
