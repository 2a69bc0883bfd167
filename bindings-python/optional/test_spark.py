"""Spark's answer is that of one machine. Run by scripts/python-spark."""

import sys
from pathlib import Path

import pyarrow

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
import spark


def in_order(table: pyarrow.Table) -> list[dict[str, object]]:
    return table.sort_by([("case", "ascending"), ("clock", "ascending")]).to_pylist()


def test_spark_says_what_one_machine_says():
    cases = spark.made_up(5_000)
    answers = spark.on_spark(cases)
    assert answers.num_rows >= 5_000
    assert in_order(answers.cast(spark.ANSWER)) == in_order(spark.assess(cases))


def test_counts_of_parts_come_to_what_one_machine_counts():
    cases = spark.made_up(5_000)
    alone = spark.fold()
    alone.add_cases(cases, events=spark.EVENTS, kind="complaint", attributes=[])
    parts = spark.on_spark(cases, spark.count_each_part, "counts binary")
    assert parts.num_rows > 1
    assert spark.put_together(parts) == alone.answer() and len(alone) == 5_000
