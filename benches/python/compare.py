"""Prints what each library takes for a row beside dueby's own package, the same rows in
Rust, and which goals are reached, as Markdown tables."""

import sys
from pathlib import Path

import clocks
import rows
import timing
import working_days
import working_time

ONE, COLUMN = "dueby, one call", "dueby, column"

# How many times as long as dueby's own call the other takes at least.
GOALS = [
    ("add working days", ONE, "numpy busday_offset, one call", 12),
    ("add working days", COLUMN, "numpy busday_offset, array", 30),
    ("add working time", ONE, "workclock add, one call", 20),
    ("working time between", ONE, "workclock between, one call", 20),
    ("add working time", COLUMN, "workclock add_many, array", 80),
    ("working time between", COLUMN, "workclock between_many, array", 80),
    ("state of a clock", COLUMN, "workclock, array", 30),
    ("state of a clock", COLUMN, "numpy by hand, array", 3),
    ("state of a clock", COLUMN, "pandas, row by row", 500),
]


def main(folder):
    days = working_days.Days(rows.columns(folder / "days.csv"))
    times = working_time.Time(rows.columns(folder / "time.csv"))
    dueby = rows.dueby_times(folder / "dueby.csv")
    questions = {
        "add working days": working_days.add(days),
        "working days between": working_days.between(days),
        "add working time": working_time.add(times),
        "working time between": working_time.between(times),
        "state of a clock": clocks.state(clocks.Clocks(
            rows.columns(folder / "clocks.csv"), folder / "clock.toml", times.workclock
        )),
    }
    print("| question | who | ns a row | rows | beside dueby |")
    print("|---|---|---:|---:|---:|")
    measured = {}
    for question, rivals in questions.items():
        rivals = list(rivals)
        took = measured[question] = timing.nanoseconds(rivals)
        for asked, how, nanoseconds in dueby:
            if asked == question:
                line(question, f"dueby in Rust, {how}", nanoseconds, len(days.starts), "")
        for rival in rivals:
            # One call beside one call, a column beside a column.
            batch = rival.name.endswith((", array", ", column")) or question == "state of a clock"
            own = took[COLUMN if batch else ONE]
            ratio = "" if rival.name.startswith("dueby") else written(timing.beside(took[rival.name], own))
            line(question, rival.name, timing.middle(took[rival.name]), rival.rows, ratio)
    print("\n| goal | reached |\n|---|---|")
    for question, own, other, least in GOALS:
        took = measured[question]
        ratio = timing.beside(took[other], took[own])
        word = "yes" if ratio >= least else "no"
        print(f"| {question}: {own.removeprefix('dueby, ')} at least {least}× {other} | {word}: {written(ratio)} |")


def written(ratio):
    return f"{ratio:.1f}×" if ratio < 100 else f"{ratio:,.0f}×"


def line(question, who, took, count, ratio):
    digits = 1 if took < 100 else 0
    print(f"| {question} | {who} | {took:,.{digits}f} | {count:,} | {ratio} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
