"""One way of timing for all: the answers are compared first, then everybody's turn comes
again and again, so that what else the machine does meets all alike. What is told is processor
time, and of it the median: of the times, and of the ratios within a turn."""

import gc
import statistics
import time
from dataclasses import dataclass
from typing import Callable

TURNS = 7


@dataclass
class Rival:
    """One library's way to answer one question for a number of rows."""

    name: str
    rows: int
    run: Callable[[], object]
    # What `run` gives, as whole numbers like the answers that the Rust side wrote.
    plain: Callable[[object], list]
    expected: list


def is_right(rival):
    """Stops everything where an answer is another than the Rust side wrote."""
    found = rival.plain(rival.run())
    assert len(found) == len(rival.expected), rival.name
    wrong = [row for row in range(len(found)) if found[row] != rival.expected[row]]
    if wrong:
        row = wrong[0]
        raise SystemExit(
            f"{rival.name}: {len(wrong)} of {len(found)} answers differ, the first in row"
            f" {row}: {found[row]} instead of {rival.expected[row]}"
        )


def nanoseconds(rivals):
    """What a row takes each of them, turn by turn, once every answer is right."""
    for rival in rivals:
        is_right(rival)
    took = {rival.name: [] for rival in rivals}
    gc.disable()
    for _ in range(TURNS):
        for rival in rivals:
            begun = time.process_time_ns()
            found = rival.run()
            took[rival.name].append((time.process_time_ns() - begun) / rival.rows)
            del found
        gc.collect()
    gc.enable()
    return took


def beside(took, own):
    """How many times as long as dueby's, turn by turn."""
    return statistics.median(one / other for one, other in zip(took, own))


def middle(took):
    """The median."""
    return statistics.median(took)
