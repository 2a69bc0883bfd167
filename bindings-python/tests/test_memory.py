"""A table is assessed in memory that its columns and its answer explain."""

import subprocess
import sys

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
