"""Working days: each library as its documentation shows it, under one convention: the
nth working day after a date, whether that is worked or not; and the working days from
a date up to another, which is not counted.

numpy and polars roll a start that is not worked; rolled backward, it counts the same.
Dates are made in each library's own form, and ends moved, before the timing."""

from datetime import date, timedelta
from itertools import islice

import bizdays
import dueby
import holidays
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import QuantLib as ql
from dateutil.rrule import DAILY, FR, MO, TH, TU, WE, rrule, rruleset
from workalendar.core import WesternCalendar

from rows import bank_holidays
from timing import Rival

EPOCH = date(1970, 1, 1)
# The number that QuantLib, like a spreadsheet, gives to 1 January 1970.
SERIAL = 25569
ONE_CALL = 10_000
SLOW = 300
HOLIDAYS = bank_holidays()
CALENDAR = dueby.Calendar.named("england-and-wales")


def of_dates(dates):
    return [(day - EPOCH).days for day in dates]


def of_quantlib(dates):
    return [day.serialNumber() - SERIAL for day in dates]


class England(WesternCalendar):
    """workalendar's counting with everybody's list: its own United Kingdom lacks
    8 May 2023."""

    FIXED_HOLIDAYS = ()

    def get_calendar_holidays(self, year):
        return [(day, "") for day in HOLIDAYS if day.year == year]


class Days:
    """The rows in the forms that the libraries take."""

    def __init__(self, columns):
        self.starts, self.counts = columns["start"], columns["days"]
        self.ends, self.between = columns["end"], columns["between"]
        self.start_dates = [EPOCH + timedelta(day) for day in self.starts]
        self.end_dates = [EPOCH + timedelta(day) for day in self.ends]
        self.quantlib = ql.BespokeCalendar("England and Wales")
        for weekday in (ql.Saturday, ql.Sunday):
            self.quantlib.addWeekend(weekday)
        for day in HOLIDAYS:
            self.quantlib.addHoliday(ql.Date(day.day, day.month, day.year))
        self.bizdays = bizdays.Calendar(
            HOLIDAYS, ["Saturday", "Sunday"], startdate="2007-01-01", enddate="2035-12-31"
        )
        bizdays.set_option("mode", "python")
        bizdays.set_option("mode.datetype", "date")
        self.holidays = holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2036))
        self.workalendar = England()

    def rows(self, count):
        return list(islice(zip(self.start_dates, self.counts), count))

    def spans(self, count):
        return list(islice(zip(self.start_dates, self.end_dates), count))

    def each(self, name, count, answer, plain=of_dates):
        """A call a row."""
        rows = self.rows(count)
        return Rival(
            name, count, lambda: [answer(day, days) for day, days in rows], plain,
            list(self.ends[:count]),
        )

    def each_between(self, name, count, answer, spans=None):
        spans = spans or self.spans(count)
        return Rival(
            name, count, lambda: [answer(day, until) for day, until in spans], list,
            list(self.between[:count]),
        )


def add(days):
    every = len(days.starts)
    dates, numbers = pa.array(days.starts, pa.int32()).cast(pa.date32()), pa.array(days.counts, pa.int32())
    yield days.each("dueby, one call", ONE_CALL, CALENDAR.add_working_days)
    yield Rival(
        "dueby, column", every, lambda: CALENDAR.columns.add_working_days(dates, numbers),
        lambda ends: pa.array(ends).cast(pa.int32()).to_pylist(), list(days.ends),
    )
    off = np.array(HOLIDAYS, dtype="datetime64[D]")
    calendar = np.busdaycalendar(holidays=off)
    starts = np.array(days.starts, dtype="datetime64[D]")
    counts = np.array(days.counts)
    yield Rival(
        "numpy busday_offset, array", every,
        lambda: np.busday_offset(starts, counts, roll="backward", busdaycal=calendar),
        lambda ends: ends.astype(int).tolist(), list(days.ends),
    )

    frame = pl.DataFrame({
        "start": pl.Series(days.starts, dtype=pl.Int32).cast(pl.Date), "days": days.counts,
    })
    ends = pl.col("start").dt.add_business_days("days", holidays=HOLIDAYS, roll="backward")
    yield Rival(
        "polars add_business_days, column", every,
        lambda: frame.select(ends),
        lambda found: found.to_series().cast(pl.Int32).to_list(), list(days.ends),
    )

    yield days.each(
        "numpy busday_offset, one call", ONE_CALL,
        lambda day, days: np.busday_offset(day, days, roll="backward", busdaycal=calendar),
        lambda ends: [int(end.astype(int)) for end in ends],
    )
    yield days.each("bizdays offset", ONE_CALL, days.bizdays.offset)

    advance = days.quantlib.advance
    quantlib_rows = [(ql.Date(day + SERIAL), count) for day, count in zip(days.starts, days.counts)]
    quantlib_rows = quantlib_rows[:ONE_CALL]
    yield Rival(
        "QuantLib advance", ONE_CALL,
        lambda: [advance(day, count, ql.Days) for day, count in quantlib_rows],
        of_quantlib, list(days.ends[:ONE_CALL]),
    )

    business_day = pd.offsets.CustomBusinessDay(holidays=HOLIDAYS)
    stamps = [(pd.Timestamp(day), count) for day, count in days.rows(ONE_CALL)]
    yield Rival(
        "pandas CustomBusinessDay", ONE_CALL,
        lambda: [day + count * business_day for day, count in stamps],
        lambda ends: of_dates(end.date() for end in ends), list(days.ends[:ONE_CALL]),
    )

    yield days.each("holidays get_nth_working_day", SLOW, days.holidays.get_nth_working_day)
    yield days.each("workalendar add_working_days", SLOW, days.workalendar.add_working_days)
    yield dateutil(days)


def dateutil(days):
    """A recurrence of weekdays from the day after the start, without the holidays."""
    midnights = [pd.Timestamp(day).to_pydatetime() for day in HOLIDAYS]
    week = (MO, TU, WE, TH, FR)

    def nth(start, count):
        rules = rruleset()
        rules.rrule(rrule(DAILY, byweekday=week, dtstart=start + timedelta(1)))
        for midnight in midnights:
            rules.exdate(midnight)
        return next(islice(rules, count - 1, None))

    rows = [(pd.Timestamp(day).to_pydatetime(), count) for day, count in days.rows(SLOW)]
    return Rival(
        "dateutil rruleset", SLOW,
        lambda: [nth(start, count) for start, count in rows],
        lambda ends: of_dates(end.date() for end in ends), list(days.ends[:SLOW]),
    )


def between(days):
    every = len(days.starts)
    from_, until = (pa.array(side, pa.int32()).cast(pa.date32()) for side in (days.starts, days.ends))
    yield days.each_between("dueby, one call", ONE_CALL, CALENDAR.working_days_between)
    yield Rival(
        "dueby, column", every, lambda: CALENDAR.columns.working_days_between(from_, until),
        lambda found: pa.array(found).to_pylist(), list(days.between),
    )
    off = np.array(HOLIDAYS, dtype="datetime64[D]")
    calendar = np.busdaycalendar(holidays=off)
    starts = np.array(days.starts, dtype="datetime64[D]")
    ends = np.array(days.ends, dtype="datetime64[D]")
    yield Rival(
        "numpy busday_count, array", every,
        lambda: np.busday_count(starts, ends, busdaycal=calendar),
        lambda found: found.tolist(), list(days.between),
    )

    frame = pl.DataFrame({
        "start": pl.Series(days.starts, dtype=pl.Int32).cast(pl.Date),
        "end": pl.Series(days.ends, dtype=pl.Int32).cast(pl.Date),
    })
    count = pl.business_day_count("start", "end", holidays=HOLIDAYS)
    yield Rival(
        "polars business_day_count, column", every,
        lambda: frame.select(count),
        lambda found: found.to_series().to_list(), list(days.between),
    )

    count_days = days.quantlib.businessDaysBetween
    spans = [
        (ql.Date(start + SERIAL), ql.Date(end + SERIAL))
        for start, end in zip(days.starts[:ONE_CALL], days.ends[:ONE_CALL])
    ]
    yield Rival(
        "QuantLib businessDaysBetween", ONE_CALL,
        lambda: [count_days(start, end, True, False) for start, end in spans],
        list, list(days.between[:ONE_CALL]),
    )

    # The one counts both ends, the other the second alone.
    day = timedelta(1)
    both = [(start, end - day) for start, end in days.spans(SLOW)]
    second = [(start - day, end - day) for start, end in days.spans(SLOW)]
    yield days.each_between(
        "holidays get_working_days_count", SLOW, days.holidays.get_working_days_count, both
    )
    yield days.each_between(
        "workalendar get_working_days_delta", SLOW, days.workalendar.get_working_days_delta, second
    )
