"""One way of timing for all: the answers are compared first, then the median of a few
runs is taken."""

import gc
import statistics
import time
from dataclasses import dataclass
from typing import Callable

REPEATS = 5


@dataclass
class Rival:
    """One library's way to answer one question for a number of rows."""

    name: str
    rows: int
    run: Callable[[], object]
    # What `run` gives, as whole numbers like the answers that the Rust side wrote.
    plain: Callable[[object], list]
    expected: list


def nanoseconds(rival):
    """What a row takes, once every answer is right."""
    found = rival.plain(rival.run())
    assert len(found) == rival.rows == len(rival.expected), rival.name
    wrong = [row for row in range(rival.rows) if found[row] != rival.expected[row]]
    if wrong:
        row = wrong[0]
        raise SystemExit(
            f"{rival.name}: {len(wrong)} of {rival.rows} answers differ, the first in row"
            f" {row}: {found[row]} instead of {rival.expected[row]}"
        )
    took = []
    gc.disable()
    for _ in range(REPEATS):
        begun = time.perf_counter_ns()
        rival.run()
        took.append((time.perf_counter_ns() - begun) / rival.rows)
    gc.enable()
    return statistics.median(took)
