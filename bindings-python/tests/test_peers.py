"""The test suites of six other libraries, asked of the wheel: each case passes under a
convention that is named here, or is listed with the reason why not. The same cases are asked
of Rust in tests/suite/peers; none of the functions below counts anything."""

import math
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, cached_property

import dueby
import pytest
from conftest import read_json, read_toml

FIRST, LAST = date(2004, 1, 1), date(2025, 12, 31)
DAY = timedelta(days=1)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Each file with its cases, and how many of them pass.
FILES = {
    "biz": (73, 71),
    "business_time_gem": (134, 134),
    "businesstimedelta": (31, 30),
    "dhatim_business_hours": (15, 15),
    "moment_business_time": (204, 204),
    "numpy_busday": (66, 66),
}


class Refused(Exception):
    """There is no answer."""


def head(zone):
    return f'[calendar]\nid = "peer"\ntitle = "Peer"\nzone = "{zone}"\nfrom = "{FIRST}"\nto = "{LAST}"\n'


def minutes(text):
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def hours(given):
    return sorted((minutes(open_), minutes(close)) for open_, close in given)


def without(windows, breaks):
    """Windows with breaks cut out of them."""
    for from_, until in breaks:
        parts = [part for open_, close in windows for part in ((open_, min(from_, close)), (max(until, open_), close))]
        windows = [(open_, close) for open_, close in parts if open_ < close]
    return windows


def written(windows):
    clock = lambda at: f"{at // 60:02}:{at % 60:02}"
    return '"' + (", ".join(f"{clock(open_)}-{clock(close)}" for open_, close in windows) or "closed") + '"'


def calendar_text(given):
    """A case's calendar in the words of dueby. Where a date has hours of its own they replace
    the week's, a break cuts what there is, and a holiday closes all of it."""
    lines = [head(given["tz"]) + "[hours]"]
    lines += [f"{day} = {written(hours(windows))}" for day, windows in given["weekly"].items()]
    # numpy takes a holiday that is listed twice, TOML has no key twice.
    holidays = sorted(set(given.get("holidays") or []))
    lines += ["[holidays]", *(f'{day} = "Holiday"' for day in holidays), "[dates]"]
    dates = {day: hours(windows) for day, windows in (given.get("overrides") or {}).items()}
    for day, windows in (given.get("breaks") or {}).items():
        of_week = hours(given["weekly"][WEEK[date.fromisoformat(day).weekday()]])
        dates[day] = without(dates.get(day, of_week), hours(windows))
    lines += [f"{day} = {written(windows)}" for day, windows in sorted(dates.items()) if day not in holidays]
    for day in given.get("annual_holidays") or []:
        of_year = date.fromisoformat(f"2000-{day}")
        day = f"{of_year.day} {of_year:%B}"
        lines += ["[[closure]]", 'name = "Holiday"', f'from = "{day}"', f'to = "{day}"']
    return "\n".join(lines) + "\n"


@cache
def calendar_of(text):
    return dueby.Calendar.from_toml(text)


class Row:
    """A case, and the calls that several libraries have in common."""

    def __init__(self, case):
        self.case, self.given, self.op = case, case["inputs"], case["op"]
        self.zone = case["calendar"]["tz"]

    @cached_property
    def calendar(self):
        # Where only the zone is asked for there is no week.
        if self.op == "local_to_utc":
            return calendar_of(head(self.zone) + '[hours]\nmon = "09:00-17:00"\n')
        try:
            return calendar_of(calendar_text(self.case["calendar"]))
        except dueby.RuleError:
            raise Refused from None

    def read(self, text):
        """A time as dueby reads it, in the calendar's zone."""
        at = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        return self.on_the_wall(at)

    def on_the_wall(self, at):
        return calendar_of(head(self.zone) + '[hours]\nmon-sun = "00:00-24:00"\n').instant(at)

    def on(self, day, at):
        return self.on_the_wall(datetime.combine(day, at.replace(tzinfo=None)))

    def time(self, name):
        return self.read(self.given[name])

    def date(self, name):
        return self.time(name).date()

    @property
    def subtracts(self):
        return self.op.startswith("sub_")

    @property
    def days(self):
        return -self.given["days"] if self.subtracts else self.given["days"]

    @property
    def forwards(self):
        """Whether a sum of days goes forwards: no days do when they are added."""
        return self.days > 0 or (self.days == 0 and not self.subtracts)

    @property
    def amount(self):
        amount = timedelta(milliseconds=round(self.given["seconds"] * 1000))
        return -amount if self.subtracts else amount

    def add(self, edge):
        """No time at all is the next opening after addition, the closing before after
        subtraction."""
        if not self.amount and self.subtracts:
            return self.calendar.previous_close(self.time("start"))
        return self.calendar.add_working_time(self.time("start"), self.amount, edge=edge)

    def between(self, from_, until):
        return self.calendar.working_time_between(self.time(from_), self.time(until))

    def is_open(self):
        return self.calendar.is_open(self.time("at"))

    def next_open(self):
        return self.calendar.next_open(self.time("at"))

    def previous_close(self):
        return self.calendar.previous_close(self.time("at"))

    def periods_after(self):
        return list(self.calendar.openings(self.time("origin"), LAST)[: self.given["take"]])

    def periods_before(self):
        return list(self.calendar.openings(FIRST, self.time("origin"))[::-1][: self.given["take"]])

    def count(self):
        start, end = self.date("start"), self.date("end")
        return self.calendar.working_days_between(start, end + DAY * self.given["inclusive"])


def biz(row):
    """biz (Ruby): edge="moves"; a reversed range is no time; a sum of days keeps the time of
    day and, where that is not open, moves on in its own direction."""
    match row.op:
        case "add_business_time" | "sub_business_time":
            return row.add("moves")
        case "business_time_between":
            return max(row.between("start", "end"), timedelta(0)).total_seconds()
        case "add_business_days_keep_time" | "sub_business_days_keep_time":
            start = row.time("start")
            same_time = row.on(row.calendar.add_working_days(start.date(), row.days), start.timetz())
            move = row.calendar.next_open if row.forwards else row.calendar.previous_close
            return move(same_time)
        case "is_open":
            return row.is_open()
        case "periods_after":
            return row.periods_after()
        case "periods_before":
            return row.periods_before()
        case "is_on_break":
            # The breaks are a calendar of their own, whether inside of hours or not.
            breaks = row.case["calendar"]["breaks"].items()
            dates = "".join(f"{day} = {written(hours(windows))}\n" for day, windows in breaks)
            text = head(row.zone) + '[hours]\nmon-sun = "closed"\n[dates]\n' + dates
            return calendar_of(text).is_open(row.time("at"))
        case "is_holiday":
            return row.calendar.why_off(row.date("at")) == "Holiday"
        case "local_to_utc":
            # What an edge of an interval means: when a date's own hours begin. Hours are to
            # the minute; the seconds pass after it.
            local = datetime.fromisoformat(row.given["local"])
            own = f'{local.date()} = "{local:%H:%M}-24:00"\n'
            calendar = calendar_of(head(row.zone) + '[hours]\nmon = "09:00-17:00"\n[dates]\n' + own)
            return calendar.add_working_time(calendar.next_open(local.date()), timedelta(seconds=local.second))


def business_time_gem(row):
    """business_time (Ruby): edge="stays"; a sum of days begins on a working day, the next one
    or, backwards, the one before, from its opening then; it keeps the time of day or, where
    that is not open, goes to an opening: the next one or, backwards, that of the day before."""
    rolled = lambda day, forwards: row.calendar.roll(day, "next working day" if forwards else "previous working day")
    match row.op:
        case "add_business_time" | "sub_business_time":
            return row.add("stays")
        case "business_time_between":
            return row.between("start", "end").total_seconds()
        case "add_business_days" | "sub_business_days":
            return row.calendar.add_working_days(rolled(row.date("start"), row.forwards), row.days)
        case "add_business_days_keep_time" | "sub_business_days_keep_time":
            start = row.time("start")
            first = rolled(start.date(), row.forwards)
            last = row.calendar.add_working_days(first, row.days)
            if first != start.date():
                return row.calendar.next_open(last)
            same_time = row.on(last, start.timetz())
            if row.calendar.is_open(same_time):
                return same_time
            if row.forwards:
                return row.calendar.next_open(same_time)
            return row.calendar.next_open(row.calendar.previous_close(same_time).date())
        case "first_business_day_keep_time" | "previous_business_day_keep_time":
            # A working day, rolled to, with the time of day kept whether open or not.
            at = row.time("at")
            return row.on(rolled(at.date(), row.op.startswith("first")), at.timetz())
        case "count_business_days":
            return row.count()
        case "next_open_or_same":
            return row.next_open()
        case "prev_close_or_same":
            return row.previous_close()
        case "is_open":
            return row.is_open()


def businesstimedelta(row):
    """businesstimedelta (Python): edge="stays"; hours over midnight belong to the day they
    begin on."""
    match row.op:
        case "add_business_time" | "sub_business_time":
            return row.add("stays")
        case "add_then_sub_roundtrip":
            end = row.calendar.add_working_time(row.time("start"), row.amount)
            return row.calendar.add_working_time(end, -row.amount)
        case "business_time_between":
            return row.between("start", "end").total_seconds()
        case "periods_after":
            return row.periods_after()
        case "periods_before":
            return row.periods_before()


def dhatim_business_hours(row):
    """business-hours-java: half-open hours, as they are."""
    match row.op:
        case "is_open":
            return row.is_open()
        case "seconds_until_open":
            return (utc(row.next_open()) - utc(row.time("at"))).total_seconds()


def moment_business_time(row):
    """moment-business-time (JavaScript): edge="stays"; a closing is still open; sums of days
    are of dates, and the date counted from is day 0 even when it is not worked."""
    match row.op:
        case "is_working_day":
            return row.calendar.is_working_day(row.date("at"))
        case "is_open":
            return row.is_open() or utc(row.previous_close()) == utc(row.time("at"))
        case "next_open_or_same":
            return row.next_open()
        case "prev_close_or_same":
            return row.previous_close()
        case "next_transition":
            open_, close = row.calendar.openings(row.time("at"), LAST)[0]
            return (close, "close") if row.is_open() else (open_, "open")
        case "last_transition":
            open_, close = row.calendar.openings(FIRST, row.time("at"))[-1]
            return (open_, "open") if row.is_open() else (close, "close")
        case "next_working_day" | "prev_working_day":
            return row.calendar.add_working_days(row.date("at"), 1 if row.op.startswith("next") else -1)
        case "add_business_time" | "sub_business_time":
            return row.add("stays")
        case "add_business_days_keep_time":
            return row.calendar.add_working_days(row.date("start"), row.days)
        case "working_diff":
            return working_diff(row)


def working_diff(row):
    """Calendar days are the working days after one date up to and with the other. Other units
    are shares of working time, a day being as much of it as the first working day has; whole
    ones are cut towards zero."""
    unit, calendar = row.given["unit"], row.calendar
    if unit == "calendarDays":
        return calendar.working_days_between(row.date("from") + DAY, row.date("to") + DAY)
    if unit in ("day", "days"):
        day = calendar.roll(min(row.date("from"), row.date("to")))
        length = calendar.working_time_between(day, day + DAY)
    else:
        length = {"hour": timedelta(hours=1), "hours": timedelta(hours=1), "minutes": timedelta(minutes=1)}[unit]
    share = row.between("from", "to") / length
    return share if row.given["fractional"] else math.trunc(share)


def numpy_busday(row):
    """numpy's busday functions: the date is rolled first, and then counted from; between dates
    the first counts and the last does not, whichever is the earlier."""
    match row.op:
        case "busday_offset":
            day, roll, calendar = row.date("date"), row.given["roll"], row.calendar
            if roll == "raise" and not calendar.is_working_day(day):
                raise Refused
            if roll == "modifiedpreceding":
                # The mirror of "in the month": backwards, unless that leaves the month.
                first = calendar.roll(day, "previous working day")
                first = first if first.month == day.month else calendar.roll(day, "next working day")
            else:
                first = calendar.roll(day, {
                    "raise": "none",
                    "forward": "next working day", "following": "next working day",
                    "backward": "previous working day", "preceding": "previous working day",
                    "modifiedfollowing": "next working day in the month",
                }[roll])
            return calendar.add_working_days(first, row.days)
        case "count_business_days":
            start, end = row.date("start"), row.date("end")
            if start <= end:
                return row.count()
            return row.calendar.working_days_between(start + DAY, end + DAY)
        case "is_business_day":
            return row.calendar.is_working_day(row.date("date"))
        case "validate_calendar":
            # Whether a calendar with this week is refused when it is read.
            closed = [day for day, mask in zip(WEEK, row.given["weekmask"]) if mask == "0"]
            given = row.case["calendar"]
            weekly = {day: [] if day in closed else windows for day, windows in given["weekly"].items()}
            try:
                calendar_of(calendar_text({**given, "weekly": weekly}))
            except dueby.RuleError:
                raise Refused from None
            return True


def utc(at):
    """In UTC: Python calls no times of two zones equal where one was twice."""
    return at.astimezone(timezone.utc)


def plain(answer):
    match answer:
        case datetime():
            return utc(answer)
        case tuple() | list():
            return [plain(part) for part in answer]
        case bool() | date() | str():
            return answer
        case _:
            return float(answer)


def expected(row):
    """What the origin says, in the zone of the case's calendar."""
    match row.case["expected"]:
        case str(text) if len(text) == 10:
            return date.fromisoformat(text)
        case str(text):
            return utc(row.read(text))
        case [*periods]:
            return [[utc(row.read(at)) for at in pair] for pair in periods]
        case {"at": at, "kind": kind}:
            return [utc(row.read(at)), kind]
        case {"error": _}:
            return Refused
        case other:
            return plain(other)


NOT_OFFERED = read_toml("tests/vectors/peers/not-offered.toml")


def cases():
    for name in FILES:
        for case in read_json(f"tests/vectors/peers/{name}.json")["cases"]:
            yield pytest.param(name, case, id=case["id"])


@pytest.mark.parametrize("name,case", list(cases()))
def test_peers(name, case):
    row = Row(case)
    try:
        answer = plain(globals()[name](row))
    except Refused:
        answer = Refused
    if case["id"] in NOT_OFFERED:
        assert answer != expected(row), "listed, but it passes"
    else:
        assert answer == expected(row)


def test_how_many():
    """None is lost on the way, and those that are not offered are these."""
    listed = {name: [case["id"] for case in read_json(f"tests/vectors/peers/{name}.json")["cases"]] for name in FILES}
    for name, (count, passing) in FILES.items():
        assert len(listed[name]) == count
        assert count - len([id for id in listed[name] if id in NOT_OFFERED]) == passing
    assert set(NOT_OFFERED) <= {id for ids in listed.values() for id in ids}
