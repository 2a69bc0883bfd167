"""Python's times: naive is local, aware is an instant, a date is a date alone."""

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import dueby
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LONDON = ZoneInfo("Europe/London")
CALENDAR = dueby.Calendar.from_toml(
    '[calendar]\nid = "always"\ntitle = "Always"\nzone = "Europe/London"\nfrom = "2020-01-01"\nto = "2030-12-31"\n[hours]\nmon-sun = "00:00-24:00"\n'
)
HOURS = {
    "pack": {"id": "p", "title": "P", "calendar": "england-and-wales", "basis": "promise"},
    "clock": [
        {"id": "hours", "kind": "repair", "starts": "repair.reported", "stops": "repair.done", "within": "24 hours"},
        {"id": "days", "kind": "repair", "starts": "repair.reported", "stops": "repair.done", "within": "2 working days"},
    ],
}
ENGINE = dueby.Engine(HOURS)


def clocks(at, as_of=datetime(2026, 12, 1)):
    return ENGINE.assess(dueby.Case("C", "repair", events=[("repair.reported", at)]), as_of)


def test_naive_is_local_to_the_calendar_in_summer_and_winter():
    # 12:00 in London is 11:00 UTC in July, and 12:00 UTC in January.
    assert CALENDAR.instant(datetime(2026, 7, 1, 12)) == datetime(2026, 7, 1, 11, tzinfo=timezone.utc)
    assert CALENDAR.instant(datetime(2026, 1, 1, 12)) == datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def test_aware_is_an_instant_whatever_its_zone():
    new_york = datetime(2026, 7, 1, 7, tzinfo=ZoneInfo("America/New_York"))
    found = CALENDAR.instant(new_york)
    assert found == new_york
    assert (found.hour, found.tzinfo) == (12, LONDON)
    assert clocks(new_york)["hours"].due == datetime(2026, 7, 2, 12, tzinfo=LONDON) - timedelta(milliseconds=0)


def test_the_hour_that_came_twice():
    # London, 25 October 2026: 01:30 was at 00:30 UTC and again at 01:30 UTC.
    first = datetime(2026, 10, 25, 1, 30)
    # Python calls no times of two zones equal where one of them was twice (PEP 495), so
    # they are compared in UTC.
    in_utc = lambda when: CALENDAR.instant(when).astimezone(timezone.utc)
    assert in_utc(first) == datetime(2026, 10, 25, 0, 30, tzinfo=timezone.utc)
    assert in_utc(first.replace(fold=1)) == datetime(2026, 10, 25, 1, 30, tzinfo=timezone.utc)
    second = first.replace(fold=1, tzinfo=LONDON)
    assert in_utc(second) == datetime(2026, 10, 25, 1, 30, tzinfo=timezone.utc)
    assert CALENDAR.instant(second).fold == 1
    added = CALENDAR.add_working_time(datetime(2026, 10, 25, 0, 30), timedelta(hours=2))
    assert (added.hour, added.minute, added.fold) == (1, 30, 1)


def test_an_event_with_fold_needs_its_zone():
    with pytest.raises(dueby.TimeError) as raised:
        dueby.Event("repair.reported", datetime(2026, 10, 25, 1, 30, fold=1))
    assert raised.value.code == "bad-time"
    assert "ZoneInfo" in raised.value.hint
    event = dueby.Event("repair.reported", datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON))
    assert event.at == datetime(2026, 10, 25, 1, 30, tzinfo=timezone.utc)


def test_the_hour_that_never_was():
    # London, 29 March 2026: the clocks go from 01:00 to 02:00.
    with pytest.raises(dueby.TimeError) as raised:
        CALENDAR.instant(datetime(2026, 3, 29, 1, 30))
    assert raised.value.code == "missing-time"
    with pytest.raises(dueby.TimeError):
        clocks(datetime(2026, 3, 29, 1, 30))


def test_a_day_of_23_hours():
    # 24 hours from noon before the clocks go forward end at 13:00, to the millisecond.
    due = clocks(datetime(2026, 3, 28, 12))["hours"].due
    assert due == datetime(2026, 3, 29, 12, tzinfo=timezone.utc)
    assert (due.hour, due.utcoffset()) == (13, timedelta(hours=1))


def test_a_date_is_a_date_alone():
    answer = clocks(date(2026, 3, 27))
    # Friday: the second working day is Tuesday.
    assert answer["days"].due_date == date(2026, 3, 31)
    assert answer["days"].due == datetime(2026, 3, 31, 23, 59, 59, 999000, tzinfo=LONDON)
    # Hours are counted from the day's beginning.
    assert answer["hours"].due == datetime(2026, 3, 28, tzinfo=LONDON)


def test_texts_are_read_as_everywhere_in_dueby():
    assert dueby.Event("e", "2026-03-27").at == date(2026, 3, 27)
    assert dueby.Event("e", "2026-03-27 09:30").at == datetime(2026, 3, 27, 9, 30)
    assert dueby.Event("e", "2026-03-27T09:30Z").at == datetime(2026, 3, 27, 9, 30, tzinfo=timezone.utc)
    with pytest.raises(dueby.TimeError, match='year first: "2026-03-27"'):
        dueby.Event("e", "27/03/2026")


def test_finer_than_a_millisecond_is_rounded_down():
    assert dueby.Event("e", datetime(2026, 1, 1, 9, 0, 0, 123999)).at.microsecond == 123000
    aware = datetime(1975, 1, 1, 9, 0, 0, 123999, tzinfo=timezone.utc)
    assert dueby.Event("e", aware).at == aware.replace(microsecond=123000)


def test_years_that_cannot_be_computed_with():
    with pytest.raises(dueby.TimeError) as raised:
        CALENDAR.instant(datetime(2150, 1, 1))
    assert raised.value.code == "time-range"
    with pytest.raises(dueby.CalendarRangeError) as raised:
        CALENDAR.is_open(datetime(2031, 5, 1))
    assert raised.value.code == "calendar-range"


def test_a_zone_that_knows_no_offset_is_naive():
    class Nowhere(tzinfo):
        def utcoffset(self, when):
            return None

    there = datetime(2026, 7, 1, 12, tzinfo=Nowhere())
    assert CALENDAR.instant(there) == datetime(2026, 7, 1, 11, tzinfo=timezone.utc)


@pytest.mark.parametrize("wrong", [datetime(2026, 1, 1), "2026-01-01", 3, None])
def test_only_dates_are_counted_from(wrong):
    with pytest.raises(TypeError, match="a date is wanted"):
        CALENDAR.add_working_days(wrong, 1)


@pytest.mark.parametrize("wrong", [3, None, timedelta(1), object()])
def test_what_is_no_time(wrong):
    with pytest.raises(TypeError):
        dueby.Event("e", wrong)
    with pytest.raises(TypeError):
        CALENDAR.instant(wrong)


class OwnDate(date):
    pass


class OwnTime(datetime):
    pass


class OwnDelta(timedelta):
    pass


ZONES = [None, timezone.utc, LONDON, ZoneInfo("America/New_York"), timezone(timedelta(hours=5, minutes=30)), ZoneInfo("UTC")]
TIMES = st.datetimes(datetime(2021, 1, 1), datetime(2029, 1, 1), timezones=st.sampled_from(ZONES))
AROUND_CHANGES = st.builds(
    lambda day, minutes, micro, fold, zone: (day + timedelta(minutes=minutes, microseconds=micro)).replace(fold=fold, tzinfo=zone),
    st.sampled_from([datetime(2026, 3, 29), datetime(2026, 10, 25), datetime(2026, 3, 8), datetime(2026, 11, 1)]),
    st.integers(0, 240), st.integers(0, 999_999), st.integers(0, 1), st.sampled_from(ZONES),
)


def told(ask):
    """An answer in UTC and with its fold, or the code of what was refused."""
    try:
        found = ask()
    except dueby.Error as error:
        return error.code
    return (found.astimezone(timezone.utc), found.fold) if isinstance(found, datetime) else found


@settings(max_examples=300, deadline=None)
@given(TIMES | AROUND_CHANGES, st.timedeltas(timedelta(-9), timedelta(9)), st.integers(-300, 300))
def test_derived_classes_mean_what_pythons_own_mean(at, delta, days):
    """Python's own are read where their numbers lie, what is derived from them by attributes."""
    own = OwnTime(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, at.tzinfo, fold=at.fold)
    own_delta = OwnDelta(delta.days, delta.seconds, delta.microseconds)
    assert told(lambda: CALENDAR.instant(at)) == told(lambda: CALENDAR.instant(own))
    assert told(lambda: CALENDAR.add_working_time(at, delta)) == told(lambda: CALENDAR.add_working_time(own, own_delta))
    day = OwnDate(at.year, at.month, at.day)
    assert told(lambda: CALENDAR.add_working_days(at.date(), days)) == told(lambda: CALENDAR.add_working_days(day, days))
    assert told(lambda: dueby.Event("e", at).at) == told(lambda: dueby.Event("e", own).at)


@settings(max_examples=300, deadline=None)
@given(TIMES | AROUND_CHANGES)
def test_instants_are_those_of_python(at):
    """Python's own arithmetic on an aware datetime, rounded down to the millisecond."""
    if at.tzinfo is None:
        return
    found = CALENDAR.instant(at)
    expected = at.astimezone(timezone.utc)
    assert found.astimezone(timezone.utc) == expected.replace(microsecond=expected.microsecond // 1000 * 1000)
    assert found.utcoffset() == expected.astimezone(LONDON).utcoffset()


def test_timestamps_of_pandas_are_datetimes():
    assert CALENDAR.instant(pandas.Timestamp("2026-07-01T12:00")) == datetime(2026, 7, 1, 11, tzinfo=timezone.utc)
    assert CALENDAR.instant(pandas.Timestamp("2026-07-01T12:00Z")) == datetime(2026, 7, 1, 12, tzinfo=timezone.utc)


def test_amounts_of_time_come_back():
    start = datetime(2026, 7, 1, 12)
    for amount in [timedelta(0), timedelta(milliseconds=1), timedelta(days=400, seconds=86_399, milliseconds=999), -timedelta(hours=30)]:
        end = CALENDAR.add_working_time(start, amount)
        assert CALENDAR.working_time_between(start, end) == amount
