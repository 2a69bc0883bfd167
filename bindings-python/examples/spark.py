"""Many cases on Spark: each part of the table is assessed where it lies, by the same call as
on one machine.

    python spark.py

Needs pyspark, pyarrow and Java. What every worker needs of dueby is its wheel.
"""

import pickle
from collections.abc import Iterator
from datetime import datetime, timedelta

import dueby
import pyarrow

PACK = "landlords/customer-care-strategy"
EVENTS = {"received": "complaint.received", "acknowledged": "complaint.acknowledged"}
AS_OF = datetime(2026, 1, 8, 9)

# Spark has no dictionaries and counts microseconds.
ANSWER = pyarrow.schema([
    ("case", pyarrow.string()),
    ("clock", pyarrow.string()),
    ("instance", pyarrow.int64()),
    ("state", pyarrow.string()),
    ("due", pyarrow.timestamp("us", "UTC")),
    ("escalation_level", pyarrow.int64()),
    ("status", pyarrow.string()),
])
COLUMNS = "case string, clock string, instance bigint, state string, due timestamp, escalation_level bigint, status string"


def assess(cases: pyarrow.Table | pyarrow.RecordBatch) -> pyarrow.Table:
    """What every promise of these cases is: the whole call, wherever it runs."""
    table = dueby.Engine(PACK).assess_cases(cases, AS_OF, events=EVENTS, kind="complaint", attributes=[])
    return pyarrow.table(table).select(ANSWER.names).cast(ANSWER)


def each_part(parts: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What Spark runs on its workers."""
    for part in parts:
        yield from assess(part).to_batches()


def count_each_part(parts: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What Spark runs on its workers to count targets: of each part the counts alone."""
    counts = fold()
    for part in parts:
        counts.add_cases(part, events=EVENTS, kind="complaint", attributes=[])
    yield pyarrow.record_batch({"counts": [pickle.dumps(counts)]})


def fold() -> dueby.Fold:
    """Nothing counted yet."""
    return dueby.Engine(PACK).fold("2025-26", as_of=AS_OF)


def put_together(parts: pyarrow.Table) -> dueby.TargetsAnswer:
    """What the counts of all parts come to."""
    whole = fold()
    for counts in parts["counts"].to_pylist():
        whole.merge(pickle.loads(counts))
    return whole.answer()


def made_up(count: int) -> pyarrow.Table:
    """Complaints of six weeks, every third of them acknowledged a day later."""
    received = [datetime(2025, 12, 1, 9) + timedelta(minutes=7 * number) for number in range(count)]
    return pyarrow.table({
        "case": [f"C-{number}" for number in range(count)],
        "received": pyarrow.array(received, pyarrow.timestamp("us", "UTC")),
        "acknowledged": pyarrow.array(
            [at + timedelta(days=1) if number % 3 == 0 else None for number, at in enumerate(received)],
            pyarrow.timestamp("us", "UTC"),
        ),
    })


def on_spark(cases: pyarrow.Table, run=each_part, columns: str = COLUMNS) -> pyarrow.Table:
    """The same on two cores, in four parts."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]").appName("dueby")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    try:
        frame = session.createDataFrame(cases).repartition(4)
        return frame.mapInArrow(run, columns).toArrow()
    finally:
        session.stop()


if __name__ == "__main__":
    answers = on_spark(made_up(10_000))
    print(answers.num_rows, "rows")
