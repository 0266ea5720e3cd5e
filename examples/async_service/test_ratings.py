"""What the service answers, also to many at once, to those who wait, and to what is wrong."""

import asyncio
import doctest
import importlib
import json
import re
import subprocess
import sys

import pytest
from load import ask, measure
from ratings.service import running


@pytest.mark.parametrize("name", ["http", "service", "table"])
def test_doctests(name):
    result = doctest.testmod(importlib.import_module(f"ratings.{name}"))
    assert result.attempted > 0 and result.failed == 0


def request(method, target, content=None):
    """Return the bytes of a request."""
    body = "" if content is None else json.dumps(content)
    return f"{method} {target} HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


async def converse(port, *requests):
    """Send requests on one connection; return what was answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = [json.loads(await ask(reader, writer, each)) for each in requests]
    writer.close()
    await writer.wait_closed()
    return answers


def serve(test):
    """Run a coroutine function with the port of a service."""

    async def run():
        async with running() as (service, port):
            return await test(service, port)

    return asyncio.run(asyncio.wait_for(run(), 60))


def game(winner, loser):
    """Return the request that records a game."""
    return request("POST", "/games", {"winner": winner, "loser": loser})


def test_a_conversation():
    async def talk(service, port):
        return await converse(
            port,
            game("ann", "ben"),
            game("ann", "cid"),
            request("GET", "/top?count=1"),
            request("GET", "/opponents/ann?count=2"),
        )

    first, second, top, opponents = serve(talk)
    assert first == {"ann": 1216.0, "ben": 1184.0}
    assert top == [["ann", second["ann"]]]
    assert [name for name, _ in opponents] == ["cid", "ben"]


@pytest.mark.parametrize(
    ("method", "target", "content", "message"),
    [
        ("GET", "/nothing", None, "there is no /nothing"),
        ("DELETE", "/top", None, "/top does not take DELETE"),
        ("GET", "/top?count=x", None, "count is no number: 'x'"),
        ("GET", "/opponents/nobody", None, "there is no player nobody"),
        ("POST", "/games", {"winner": "ann"}, "a game has a winner and a loser"),
        ("POST", "/games", [1], "a game has a winner and a loser"),
        ("POST", "/games", {"winner": 1, "loser": 1}, "a game has two players"),
    ],
)
def test_what_is_refused(method, target, content, message):
    """The connection serves the next request."""

    async def talk(service, port):
        return await converse(port, request(method, target, content), request("GET", "/top"))

    assert serve(talk) == [{"error": message}, []]


def test_a_request_that_is_none():
    """The connection is closed: where the next request begins nobody knows."""

    async def talk(service, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\r\n\r\n")
        answered = await reader.read()
        writer.close()
        return answered

    assert serve(talk).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_one_waits_for_others():
    async def talk(service, port):
        waiting = asyncio.create_task(converse(port, request("GET", "/top?wait=3")))
        for winner, loser in [("ann", "ben"), ("ann", "cid")]:
            await asyncio.sleep(0.01)
            assert not waiting.done()
            await converse(port, game(winner, loser))
        return await waiting

    assert [name for name, _ in serve(talk)[0]] == ["ann", "cid", "ben"]


def test_it_stops_while_clients_wait():
    async def talk(service, port):
        waiting = asyncio.create_task(converse(port, request("GET", "/top?wait=1")))
        while not service.connections:
            await asyncio.sleep(0.001)
        return waiting

    async def run():
        async with running() as (service, port):
            waiting = await talk(service, port)
        with pytest.raises(asyncio.IncompleteReadError):
            await waiting
        return len(service.connections)

    assert asyncio.run(asyncio.wait_for(run(), 60)) == 0


def test_many_at_once():
    async def talk(service, port):
        measured = await measure(port, players=50, clients=30, requests=20)
        return service.answered, len(service.connections), measured

    answered, _, measured = serve(talk)
    assert answered == 50 + 600
    assert 0 < measured["median"] <= measured["slowest"]


def test_both_are_loaded():
    options = ["--players", "9", "--clients", "3", "--requests", "5", "--rounds", "1"]
    command = [sys.executable, "compare.py", *options]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    rows = re.findall(
        r"^(\w+) +[\d.]+ µs +[\d,]+ +[\d.]+ ms +[\d.]+ ms$", result.stdout, re.MULTILINE
    )
    assert rows == ["interpreted", "compiled"]
