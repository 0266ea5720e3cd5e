"""The service: coroutines that answer requests.

usage: python -m ratings [PORT]

>>> from ratings.http import Request
>>> service = Service()
>>> async def ask(method, target, body=b""):
...     return await service.respond(Request(method, target, {}, body))
>>> asyncio.run(ask("POST", "/games", b'{"winner": "ann", "loser": "ben"}'))
(201, {'ann': 1216.0, 'ben': 1184.0})
>>> asyncio.run(ask("GET", "/top?count=1"))
(200, [['ann', 1216.0]])
>>> asyncio.run(ask("GET", "/nowhere"))
(404, {'error': 'there is no /nowhere'})
"""

import asyncio
import contextlib
import signal
import time

from ratings.http import HttpError, answer, requests_of
from ratings.table import Table

MOST_AT_ONCE = 1000


class Service:
    """A table of players, and who is asking about it."""

    def __init__(self):
        self.table = Table()
        self.connections = set()
        self.places = asyncio.Semaphore(MOST_AT_ONCE)
        self.changed = asyncio.Condition()
        self.answered = 0

    async def connect(self, reader, writer):
        """Serve a connection; asyncio calls it for each."""
        task = asyncio.current_task()
        self.connections.add(task)
        try:
            async with self.places:
                await self.converse(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.connections.discard(task)
            writer.close()

    async def converse(self, reader, writer):
        """Answer the requests of a connection."""
        try:
            async for request in requests_of(reader):
                status, content = await self.respond(request)
                writer.write(answer(status, content))
                await writer.drain()
                self.answered += 1
                if request.closes:
                    break
        except HttpError as error:  # where the next request begins nobody knows
            writer.write(answer(error.status, {"error": str(error)}))

    async def respond(self, request):
        """Return status and content of the answer to a request."""
        try:
            handler = self.find_handler(request)
            return await handler(self, request)
        except HttpError as error:
            return error.status, {"error": str(error)}

    def find_handler(self, request):
        """Return the method that answers such requests."""
        parts = request.path.split("/")
        methods = ROUTES.get(parts[1] if len(parts) > 1 else "")
        if methods is None:
            raise HttpError(404, f"there is no {request.path}")
        if request.method not in methods:
            raise HttpError(405, f"{request.path} does not take {request.method}")
        return methods[request.method]

    async def add_game(self, request):
        """Record a game, and tell those who wait for one."""
        content = request.json()
        try:
            winner, loser = str(content["winner"]), str(content["loser"])
        except (TypeError, KeyError):
            raise HttpError(400, "a game has a winner and a loser") from None
        if winner == loser:
            raise HttpError(400, "a game has two players")
        self.table.record(winner, loser)
        async with self.changed:
            self.changed.notify_all()
        return 201, {name: round(self.table.player(name).rating, 1) for name in (winner, loser)}

    async def show_top(self, request):
        """The best players; with `wait`, as soon as there are so many."""
        count = number_in(request.query, "count", 10)
        waited = number_in(request.query, "wait", 0)
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.table) >= waited)
        return 200, [list(entry) for entry in self.table.top(count)]

    async def show_opponents(self, request):
        """With whom a player should play next."""
        name = request.path.rpartition("/")[2]
        if name not in self.table.players:
            raise HttpError(404, f"there is no player {name}")
        count = number_in(request.query, "count", 10)
        return 200, [list(entry) for entry in self.table.opponents(name, count)]

    async def stop(self):
        """End the connections that are open."""
        for task in self.connections:
            task.cancel()
        await asyncio.gather(*self.connections, return_exceptions=True)


ROUTES = {
    "games": {"POST": Service.add_game},
    "top": {"GET": Service.show_top},
    "opponents": {"GET": Service.show_opponents},
}


def number_in(query, name, default):
    """Return the number that a query has under a name."""
    text = query.get(name, str(default))
    if not text.isdecimal():
        raise HttpError(400, f"{name} is no number: {text!r}")
    return int(text)


@contextlib.asynccontextmanager
async def running(port=0):
    """Serve on the loopback interface meanwhile; gives the service and the port."""
    service = Service()
    server = await asyncio.start_server(service.connect, "127.0.0.1", port)
    try:
        yield service, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await service.stop()
        await server.wait_closed()


async def serve(port):
    """Serve until SIGTERM; says first where, and last what that took."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    async with running(port) as (service, found):
        print(f"http://127.0.0.1:{found}", flush=True)
        started = time.process_time()
        await stopped.wait()
        seconds = time.process_time() - started
        print(f"{service.answered} answers in {seconds:.3f} s of the processor's", flush=True)
