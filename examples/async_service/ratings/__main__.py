"""Runs the service: python -m ratings [PORT]."""

import asyncio
import contextlib
import sys

from ratings.service import serve

with contextlib.suppress(KeyboardInterrupt):
    asyncio.run(serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8080))
