"""As much of HTTP/1.1 as the service needs: requests of a connection, one after the other.

>>> import asyncio
>>> async def read(data):
...     reader = asyncio.StreamReader()
...     reader.feed_data(data)
...     reader.feed_eof()
...     return [request async for request in requests_of(reader)]
>>> first, second = asyncio.run(
...     read(
...         b"GET /top?count=3 HTTP/1.1\\r\\nHost: here\\r\\n\\r\\n"
...         b"POST /games HTTP/1.1\\r\\nContent-Length: 2\\r\\n\\r\\n{}"
...     )
... )
>>> first.method, first.path, first.query
('GET', '/top', {'count': '3'})
>>> second.method, second.path, second.body
('POST', '/games', b'{}')
"""

import asyncio
import json
from urllib.parse import unquote

REASONS = {
    200: "OK",
    201: "Created",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
}
LONGEST_BODY = 1 << 16


class HttpError(Exception):
    """A request that gets an answer other than 200."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class Request:
    """What a client has asked."""

    def __init__(self, method, target, headers, body):
        self.method = method
        self.path, _, query = target.partition("?")
        self.query = parse_query(query)
        self.headers = headers
        self.body = body

    def json(self):
        """Return the body as what its JSON stands for."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise HttpError(400, "the body is no JSON") from None

    @property
    def closes(self):
        """Say whether the client wants no more of this connection."""
        return self.headers.get("connection", "").lower() == "close"


def parse_query(text):
    """Return the variables of a query.

    >>> parse_query("name=J%C3%BCrgen&count=2&flag")
    {'name': 'Jürgen', 'count': '2', 'flag': ''}
    """
    variables = {}
    for part in text.split("&"):
        name, _, value = part.partition("=")
        if name:
            variables[unquote(name)] = unquote(value)
    return variables


def parse_head(data):
    """Return method, target and headers of a request's first lines.

    >>> parse_head(b"GET / HTTP/1.1\\r\\nAccept: text/plain\\r\\n\\r\\n")
    ('GET', '/', {'accept': 'text/plain'})
    >>> parse_head(b"hello\\r\\n\\r\\n")
    Traceback (most recent call last):
    ratings.http.HttpError: 'hello' is no request
    """
    lines = data.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise HttpError(400, f"{lines[0]!r} is no request")
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return words[0], words[1], headers


def length_of_body(headers):
    """Return how many bytes follow the headers."""
    text = headers.get("content-length", "0")
    if not text.isdecimal():
        raise HttpError(400, f"{text!r} is no length")
    if int(text) > LONGEST_BODY:
        raise HttpError(413, f"a body has at most {LONGEST_BODY} bytes")
    return int(text)


async def requests_of(reader):
    """Yield the requests of a connection, until the client closes it."""
    while True:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return
        except asyncio.LimitOverrunError:
            raise HttpError(413, "the headers are too long") from None
        method, target, headers = parse_head(head)
        length = length_of_body(headers)
        body = await reader.readexactly(length) if length else b""
        yield Request(method, target, headers, body)


def answer(status, content):
    """Return the bytes of an answer whose body is JSON.

    >>> answer(200, [1]).decode().splitlines()
    ['HTTP/1.1 200 OK', 'Content-Type: application/json', 'Content-Length: 3', '', '[1]']
    """
    body = json.dumps(content).encode()
    head = (
        f"HTTP/1.1 {status} {REASONS[status]}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("latin-1") + body
