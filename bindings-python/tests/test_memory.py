"""A table is assessed in memory that its columns and its answer explain, and without an object
of Python's for a row."""

import gc
import subprocess
import sys
import tracemalloc
from datetime import date, datetime, timedelta

import dueby
import numpy
import pyarrow
import pytest

PROGRAM = """
import resource, sys
from datetime import datetime
import numpy, pyarrow
import dueby

cases, rows = {cases}, 6 * {cases}
types = ["complaint.received", "complaint.acknowledged", "complaint.updated", "complaint.responded"] + ["x", "y"]
start = int(datetime(2025, 12, 1).timestamp() * 1000)
table = pyarrow.table({{
    "case": numpy.repeat(numpy.arange(cases), 6),
    "event": pyarrow.DictionaryArray.from_arrays(numpy.tile(numpy.arange(6, dtype="int32"), cases), types),
    "at": pyarrow.array(start + numpy.arange(rows) % 2_000_000_000, pyarrow.timestamp("ms", "UTC")),
}})
engine = dueby.Engine("landlords/customer-care-strategy")
answer = engine.assess_events(table, datetime(2026, 1, 8, 9), kind="complaint", attributes=[])
assert len(answer) >= cases
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units elsewhere")
def test_a_fifth_of_a_million_cases_of_six_events():
    """What a case takes: a million of them stay below 1 GiB, columns and answer included."""
    def megabytes(cases):
        made = subprocess.run(
            [sys.executable, "-c", PROGRAM.format(cases=cases)], check=True, capture_output=True, text=True
        )
        return int(made.stdout)

    few, many = megabytes(1_000), megabytes(200_000)
    assert few + (many - few) * 5 < 1024, (few, many)


ENGINE = dueby.Engine("landlords/customer-care-strategy")
COLUMNS = dueby.Calendar.named("england-and-wales").columns
EVENTS = {"received": "complaint.received", "acknowledged": "complaint.acknowledged"}
AS_OF = datetime(2026, 1, 8, 9)


def texts(rows):
    return pyarrow.array([f"C-{row}" for row in range(rows)])


def instants(rows, hours=0):
    start = round(datetime(2025, 12, 1, 9 + hours).timestamp() * 1000)
    return pyarrow.array(start + numpy.arange(rows) * 997 % 2_000_000_000, pyarrow.timestamp("ms", "UTC"))


def by_events(rows):
    table = pyarrow.table({
        "case": texts(rows), "event": pyarrow.array(["complaint.received"] * rows), "at": instants(rows),
        "further-investigation": pyarrow.array([row % 2 == 0 for row in range(rows)]),
    })
    return lambda: ENGINE.assess_events(table, AS_OF, kind="complaint")


def by_cases(rows):
    """With words for times, and some rows that cannot be read."""
    received = pyarrow.array(["31/02/2026" if row % 100 == 0 else "19/12/2025 16:42" for row in range(rows)])
    table = pyarrow.table({"case": numpy.arange(rows), "received": received, "acknowledged": instants(rows, 3)})
    return lambda: ENGINE.assess_cases(table, AS_OF, events=EVENTS, kind="complaint", day_first=True)


def days(rows):
    dates = pyarrow.array([date(2025, 12, 19)] * rows)
    numbers = pyarrow.array(numpy.arange(rows, dtype="int32") % 250)
    return lambda: COLUMNS.add_working_days(dates, numbers)


def working_time(rows):
    starts = instants(rows)
    return lambda: COLUMNS.add_working_time(starts, timedelta(hours=2))


def objects(ask):
    """The blocks of memory that Python has more when the answer is there, and the most bytes
    that it had more on the way."""
    ask()
    gc.collect()
    before = sys.getallocatedblocks()
    answer = ask()
    blocks = sys.getallocatedblocks() - before
    del answer
    tracemalloc.start()
    ask()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return blocks, most


@pytest.mark.parametrize("make", [by_events, by_cases, days, working_time])
def test_no_python_object_for_a_row(make):
    """A hundred times as many rows: as many objects, when all is done and at any time before."""
    few_blocks, few_bytes = objects(make(1_000))
    many_blocks, many_bytes = objects(make(100_000))
    # A few blocks come and go with what the interpreter does by itself.
    assert many_blocks <= few_blocks + 20, (few_blocks, many_blocks)
    assert many_bytes <= few_bytes + 2_048, (few_bytes, many_bytes)
