"""Sums over columns against single calls, and both against numpy's own calendar."""

from datetime import date, datetime, timedelta, timezone

import dueby
import numpy
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

CALENDAR = dueby.Calendar.named("england-and-wales")
COLUMNS = CALENDAR.columns
FIRST, LAST = date(2010, 1, 1), date(2034, 12, 31)


def holidays():
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if day.weekday() < 5 and not CALENDAR.is_working_day(day)]


# numpy knows no holidays: it is given those of the calendar, and counts by itself.
NUMPY = numpy.busdaycalendar(holidays=numpy.array(holidays(), dtype="datetime64[D]"))
DATES = st.dates(date(2012, 1, 1), date(2032, 12, 31))
ROWS = st.lists(st.tuples(DATES, st.integers(-300, 300)), min_size=1, max_size=40)


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_days_added(rows):
    starts, days = [row[0] for row in rows], [row[1] for row in rows]
    single = [CALENDAR.add_working_days(start, n) for start, n in rows]
    column = COLUMNS.add_working_days(pyarrow.array(starts), pyarrow.array(days)).to_pyarrow().to_pylist()
    assert column == single
    # numpy counts from a working day: the last before the start when adding, the next when
    # taking away, so that the start is day 0 as it is here. It has no such day 0 for 0 days.
    for start, n, end in zip(starts, days, single):
        if n:
            other = numpy.busday_offset(start, n, roll="backward" if n > 0 else "forward", busdaycal=NUMPY)
            assert other.item() == end
        else:
            assert end == start


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(DATES, DATES), min_size=1, max_size=40))
def test_days_between(rows):
    from_, until = [row[0] for row in rows], [row[1] for row in rows]
    single = [CALENDAR.working_days_between(*row) for row in rows]
    assert COLUMNS.working_days_between(pyarrow.array(from_), pyarrow.array(until)).to_pyarrow().to_pylist() == single
    for a, b, n in zip(from_, until, single):
        # Backwards numpy counts (until, from], dueby the days of [until, from).
        if a <= b:
            assert numpy.busday_count(a, b, busdaycal=NUMPY) == n
        else:
            assert -numpy.busday_count(b, a, busdaycal=NUMPY) == n


TIMES = st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)).map(
    lambda when: when.replace(microsecond=when.microsecond // 1000 * 1000)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TIMES, st.timedeltas(timedelta(days=-9), timedelta(days=9)), TIMES), min_size=1, max_size=30))
def test_time(rows):
    starts, amounts, others = zip(*[(a, timedelta(milliseconds=b // timedelta(milliseconds=1)), c) for a, b, c in rows])
    single = [CALENDAR.add_working_time(start, amount) for start, amount in zip(starts, amounts)]
    column = COLUMNS.add_working_time(pyarrow.array(starts), pyarrow.array(amounts, pyarrow.duration("us")))
    utc = [when.astimezone(timezone.utc) for when in column.to_pyarrow().to_pylist()]
    assert utc == [when.astimezone(timezone.utc) for when in single]
    between = COLUMNS.working_time_between(pyarrow.array(starts), pyarrow.array(others)).to_pyarrow().to_pylist()
    assert between == [CALENDAR.working_time_between(a, b) for a, b in zip(starts, others)]


@pytest.mark.parametrize("make", [pyarrow.array, polars.Series, lambda values: pandas.Series(pyarrow.array(values), dtype=pandas.ArrowDtype(pyarrow.array(values).type))], ids=["pyarrow", "polars", "pandas"])
def test_every_library(make):
    starts = make([date(2025, 12, 19), date(2025, 12, 24)])
    ends = COLUMNS.add_working_days(starts, 2)
    expected = [date(2025, 12, 23), date(2025, 12, 30)]
    assert ends.to_pyarrow().to_pylist() == ends.to_polars().to_list() == list(ends.to_pandas()) == expected
    local = make([datetime(2026, 7, 1, 9)])
    assert COLUMNS.working_time_between(local, make([datetime(2026, 7, 1, 10)])).to_polars().to_list() == [timedelta(hours=1)]


def test_rows_without_an_answer():
    dates = pyarrow.array([date(2025, 12, 19), None, date(1950, 1, 2)])
    with pytest.raises(dueby.Error, match="row 1"):
        COLUMNS.add_working_days(dates.slice(0, 2), 5)
    with pytest.raises(dueby.CalendarRangeError) as raised:
        COLUMNS.add_working_days(dates.slice(2, 1), 5)
    assert raised.value.code == "calendar-range"
    told = COLUMNS.add_working_days(dates, 5, strict=False).to_pyarrow().to_pylist()
    assert told == [
        {"value": date(2025, 12, 30), "status": "ok"},
        {"value": None, "status": "missing-field"},
        {"value": None, "status": "calendar-range"},
    ]
    skipped = pyarrow.array([datetime(2026, 3, 29, 1, 30)])
    told = COLUMNS.add_working_time(skipped, timedelta(hours=1), strict=False).to_pyarrow().to_pylist()
    assert told == [{"value": None, "status": "missing-time"}]


def test_what_is_no_column():
    with pytest.raises(dueby.TableError, match="a list"):
        COLUMNS.add_working_days([date(2025, 12, 19)], 5)
    with pytest.raises(dueby.TableError, match="dates are wanted"):
        COLUMNS.add_working_days(pyarrow.array([1.5]), 5)
    with pytest.raises(dueby.TableError, match="2 and 1 rows"):
        COLUMNS.add_working_days(pyarrow.array([date(2025, 12, 19)] * 2), pyarrow.array([1]))
