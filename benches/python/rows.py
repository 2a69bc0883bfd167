"""The rows and their answers, as the Rust side wrote them, and the bank holidays that
every library counts with."""

import csv
import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

VECTOR = Path(__file__).parents[2] / "tests/vectors/bank-holidays-england-and-wales.json"


def columns(path):
    """The columns of whole numbers of a file, by name."""
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        return dict(zip(names, zip(*(map(int, row) for row in reader))))


def dueby_times(path):
    """What dueby took: (question, how, nanoseconds a row)."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [(row["question"], row["how"], float(row["nanoseconds"])) for row in rows]


def openings():
    """When the office is open, in milliseconds, from 2014 on: Monday to Friday from 09:00 to
    17:00 in London, but for bank holidays."""
    off = set(bank_holidays())
    day, spans = date(2014, 1, 1), []
    while day < date(2035, 12, 31):
        if day.weekday() < 5 and day not in off:
            sides = (datetime.combine(day, time(hour), LONDON) for hour in (9, 17))
            spans.append(tuple(round(side.timestamp() * 1000) for side in sides))
        day += timedelta(days=1)
    return spans


def bank_holidays():
    """Those on weekdays, in order: the list that is not dueby's own."""
    listed = json.loads(VECTOR.read_text(encoding="utf-8"))["holidays"]
    return [date.fromisoformat(day) for day in listed]
