"""Timing: several callables in turn, the best of many rounds of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

ROUNDS = 15
SHORTEST = 0.002  # seconds; a shorter call is repeated within a round


def best_times(calls: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return each call's best time in seconds, the calls taking turns so that noise hits all."""
    repeats = {name: _repeats(call) for name, call in calls.items()}
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            best[name] = min(best[name], _time(call, repeats[name]))
    return best


def _time(call: Callable[[], object], repeats: int) -> float:
    start = time.perf_counter()
    for _ in range(repeats):
        call()
    return (time.perf_counter() - start) / repeats


def _repeats(call: Callable[[], object]) -> int:
    once = _time(call, 1)
    return max(1, int(SHORTEST / max(once, 1e-9)))


def show_seconds(seconds: float) -> str:
    """Format a time with a fitting unit: 3.21 us."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
