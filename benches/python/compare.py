"""Prints what each library takes for a row, beside what dueby took for the same rows in
Rust, as one Markdown table."""

import sys
from pathlib import Path

import rows
import timing
import working_days
import working_time


def main(folder):
    days = working_days.Days(rows.columns(folder / "days.csv"))
    times = working_time.Time(rows.columns(folder / "time.csv"))
    dueby = rows.dueby_times(folder / "dueby.csv")
    questions = {
        "add working days": working_days.add(days),
        "working days between": working_days.between(days),
        "add working time": working_time.add(times),
        "working time between": working_time.between(times),
    }
    print("| Question | Who | ns a row | rows | beside dueby's call |")
    print("|---|---|---:|---:|---:|")
    for question, rivals in questions.items():
        own = {how: took for asked, how, took in dueby if asked == question}
        for how, took in own.items():
            line(question, f"dueby (Rust), {how}", took, len(days.starts), "")
        for rival in rivals:
            took = timing.nanoseconds(rival)
            # One call beside one call, a column beside a column.
            batch = rival.name.endswith((", array", ", column"))
            beside = took / own["columns" if batch else "one call"]
            line(question, rival.name, took, rival.rows, f"{beside:,.0f}×")


def line(question, who, took, count, beside):
    digits = 1 if took < 100 else 0
    print(f"| {question} | {who} | {took:,.{digits}f} | {count:,} | {beside} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
