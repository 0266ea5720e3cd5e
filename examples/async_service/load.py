"""Asks a running service as fast as it answers.

usage: python load.py PORT [--players N] [--clients N] [--requests N]

Prints a line of JSON: requests a second, and how many milliseconds the median and the slowest
hundredth of the answers took.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time


def request_bytes(target: str, content: object = None) -> bytes:
    """Return the request for a target; with content, one that posts it."""
    method, body = ("GET", "") if content is None else ("POST", json.dumps(content))
    head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: load\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def game_of(player: int, other: int) -> bytes:
    """Return the request that records a game."""
    return request_bytes("/games", {"winner": f"player{player}", "loser": f"player{other}"})


def request_of(client: int, number: int, players: int) -> bytes:
    """Return what a client asks as its `number`th: every fourth records a game."""
    player = (client * 37 + number * 11) % players
    if number % 4 == 0:
        return game_of(player, (player + 1 + number % (players - 1)) % players)
    if number % 4 == 1:
        return request_bytes("/top?count=10")
    return request_bytes(f"/opponents/player{player}?count=5")


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    """Send a request, and return the body of the answer."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


async def run_client(port: int, requests: list[bytes]) -> list[float]:
    """Send requests one after the other; return how many seconds each answer took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    seconds = []
    for request in requests:
        started = time.perf_counter()
        await ask(reader, writer, request)
        seconds.append(time.perf_counter() - started)
    writer.close()
    await writer.wait_closed()
    return seconds


async def measure(port: int, players: int, clients: int, requests: int) -> dict[str, float]:
    """Let clients ask at the same time, when all players have played; return what main() prints."""
    await run_client(port, [game_of(i, (i + 1) % players) for i in range(players)])
    prepared = [[request_of(i, j, players) for j in range(requests)] for i in range(clients)]
    started = time.perf_counter()
    runs = await asyncio.gather(*(run_client(port, each) for each in prepared))
    elapsed = time.perf_counter() - started
    seconds = sorted(second for run in runs for second in run)
    return {
        "rate": len(seconds) / elapsed,
        "median": seconds[len(seconds) // 2] * 1000,
        "slowest": seconds[len(seconds) * 99 // 100] * 1000,
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("port", type=int)
    parser.add_argument("--players", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--requests", type=int, default=200, help="of each client")
    arguments = parser.parse_args()
    measured = measure(arguments.port, arguments.players, arguments.clients, arguments.requests)
    print(json.dumps(asyncio.run(measured)))


if __name__ == "__main__":
    main()
