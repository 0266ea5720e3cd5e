"""Functions of .pyx modules have no frame, whoever compiled them: who looks finds Python's.

>>> import logging, sys, warnings
>>> import looks, passes
>>> def place(frame):
...     return frame.f_code.co_name

>>> def caller(look, *arguments):
...     return place(look(*arguments))
>>> def caller_of_caller(look):
...     return caller(look, 1)
>>> looks_at = [looks.frame, looks.through_c, looks.frame_of_cp, looks.by_another_name]
>>> looks_at += [looks.closure, passes.frame, lambda depth=0: next(looks.generated(depth + 1))]
>>> {caller(look) for look in looks_at}
{'caller'}
>>> {caller_of_caller(look) for look in looks_at}
{'caller_of_caller'}
>>> caller(looks.current)
'caller'
>>> def within():
...     return looks.called(lambda: place(sys._getframe(1)))
>>> within()
'within'
>>> async def waits(depth):
...     return place(await looks.awaited(depth))
>>> [run(waits(depth)) for depth in (0, 1)]
['waits', 'run']

What lists them:

>>> def lists():
...     return looks.names()[0], looks.extracted()[-1], looks.evaluated()
>>> lists()
('lists', 'lists', 'lists')

Warnings name the line of Python that is so far away:

>>> def lines(warn, stacklevel):
...     with warnings.catch_warnings(record=True) as seen:
...         warnings.simplefilter('always')
...         warn(stacklevel)
...     return [each.lineno for each in seen]
>>> def from_here(warn):
...     return lines(warn, 1), lines(warn, 2)
>>> from_here(looks.warned), from_here(passes.warned)
(([4], [2]), ([4], [2]))
>>> from_here(looks.Plain), from_here(looks.Typed), from_here(passes.Deeper)
(([4], [2]), ([4], [2]), ([4], [2]))
>>> lines(lambda level: looks.Typed(9).old, 1)
[1, 1]

So do records of logging, and what is told by a call knows that function's module:

>>> def logs(logger):
...     looks.logged(logger)
>>> logger, records = logging.getLogger('frames'), []
>>> logger.addFilter(lambda record: records.append((record.funcName, record.lineno)))
>>> logs(logger); records
[('logs', 2)]
>>> looks.made() == [__name__] * 3
True
"""


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
