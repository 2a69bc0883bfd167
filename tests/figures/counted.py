"""What the targets of figures.toml and the Tenant Satisfaction Measures come to, from their
definitions alone: rows read by DuckDB, working days by NumPy, bank holidays as GOV.UK lists them.
Nothing here knows dueby.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import duckdb
import numpy as np

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")

# England and Wales, from the published list, for the years that cases and their deadlines are in.
HOLIDAYS = """
2020-12-25 2020-12-28
2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
""".split()
OFFICE = np.busdaycalendar(weekmask="1111100", holidays=HOLIDAYS)


def working_day(start: date, number: int) -> date:
    """The so-manieth working day after a date."""
    # From a day off the count is that of the working day before it.
    found = np.busday_offset(start, number, roll="backward", busdaycal=OFFICE)
    return found.astype(object)


def working_days(start: date, end: date) -> int:
    """The working days after one date, up to and with another."""
    day = timedelta(days=1)
    return int(np.busday_count(start + day, end + day, busdaycal=OFFICE))


def months_later(start: date, months: int) -> date:
    """The same day of a month, or its last where there is none."""
    whole = start.year * 12 + start.month - 1 + months
    first = date(whole // 12, whole % 12 + 1, 1)
    after = date((whole + 1) // 12, (whole + 1) % 12 + 1, 1)
    return min(first + timedelta(days=start.day - 1), after - timedelta(days=1))


@dataclass(frozen=True)
class Event:
    name: str
    day: date
    # In UTC; of a date alone its beginning.
    at: datetime
    dated: bool


@dataclass
class Case:
    reference: str
    kind: str
    attributes: dict
    events: list = field(default_factory=list)

    def all(self, *names: str) -> list:
        return [event for event in self.events if event.name in names]


@dataclass(frozen=True)
class Run:
    """One run of a clock: begun, and stopped or not."""

    case: Case
    start: Event
    stop: Event | None


def moment(text: str) -> tuple:
    if len(text) == 10:
        day = date.fromisoformat(text)
        return day, datetime.combine(day, time(), LONDON).astimezone(UTC), True
    local = datetime.fromisoformat(text)
    return local.date(), local.replace(tzinfo=LONDON).astimezone(UTC), False


def read(file: str, as_of: datetime) -> list:
    """The cases, with what has happened by a moment, in order."""
    rows = duckdb.sql(f"select * from read_csv('{file}', all_varchar = true, header = true)")
    names = rows.columns
    cases: dict = {}
    for row in rows.fetchall():
        cells = {name: cell for name, cell in zip(names, row) if cell not in (None, "")}
        reference, kind = cells.pop("case"), cells.pop("kind", None)
        name, text = cells.pop("event"), cells.pop("at")
        case = cases.setdefault(reference, Case(reference, kind, {}))
        day, at, dated = moment(text)
        if at <= as_of:
            case.attributes |= cells
            case.events.append(Event(name, day, at, dated))
    for case in cases.values():
        case.events.sort(key=lambda event: event.at)
    return list(cases.values())


def runs(case: Case, starts: list, stops: list, cancels: list = ()) -> list:
    """The runs of a clock: a start begins one where none runs, a stop or a cancellation ends
    the one that does. A stop by its date alone may be later on its day than a start is."""
    found, running, waiting = [], None, []
    for event in case.events:
        waiting = [stop for stop in waiting if stop.day == event.day]
        if event.name in starts and running is None:
            running = event
            if waiting:
                found.append(Run(case, running, waiting.pop(0)))
                running = None
        elif event.name in stops and running is not None:
            found.append(Run(case, running, event))
            running = None
        elif event.name in stops and event.dated:
            waiting.append(event)
        elif event.name in cancels and running is not None:
            running = None
    if running is not None:
        found.append(Run(case, running, None))
    return found


@dataclass(frozen=True)
class One:
    """Something that is counted: of which month, and what became of it."""

    case: Case
    day: date
    was: str  # kept, failed, overdue, undetermined; of a clock that is not late yet, open


def of_clock(run: Run, due: date | datetime, as_of: datetime) -> One | None:
    """Stopped in time or too late, or open: overdue, or in time and then of no month yet."""
    late_on_dates = not isinstance(due, datetime)
    last = due if late_on_dates else due.astimezone(LONDON).date()
    if run.stop is not None:
        if not late_on_dates and run.stop.dated and run.stop.day == last:
            # On the very day of a deadline in hours a date alone does not say which it was.
            return One(run.case, run.stop.day, "undetermined")
        in_time = run.stop.day <= due if late_on_dates else run.stop.at <= due
        return One(run.case, run.stop.day, "kept" if in_time else "failed")
    now = as_of.astimezone(LONDON).date() if late_on_dates else as_of
    return One(run.case, last, "overdue" if now > due else "open")


def followed(case: Case, names: list, by: list) -> list:
    """Events, each kept where another follows before the next of them."""
    events, after = case.all(*names), case.all(*by)
    found = []
    for place, event in enumerate(events):
        until = events[place + 1].at if place + 1 < len(events) else None
        kept = any(
            other.at >= event.at and (until is None or other.at < until) for other in after
        )
        found.append(One(case, event.day, "kept" if kept else "failed"))
    return found


def nearest_rank(values: list, percent: int):
    """The first in order that makes it so many of a hundred."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * percent // 100) - 1]


def tally(ones: list, first: date, last: date, by: str | None = None, group=None) -> Counter:
    """How many of each, in dates both of which belong to it; of one group, or of all."""
    return Counter(
        one.was
        for one in ones
        if first <= one.day <= last and (by is None or one.case.attributes.get(by) == group)
    )
