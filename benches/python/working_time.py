"""Working time: Monday to Friday from 09:00 to 17:00 in London, without bank holidays.
Starts and amounts are made in each library's own form before the timing."""

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import businesstimedelta
import dueby
import numpy as np
import pandas as pd
import pyarrow as pa
import pytz
import workclock

from rows import bank_holidays
from timing import Rival

ONE_CALL = 10_000
SLOW = 300
HOUR = 3_600_000
HOLIDAYS = bank_holidays()
LONDON = ZoneInfo("Europe/London")
CALENDAR = dueby.Calendar.named("england-and-wales")


def moment(millis):
    return datetime.fromtimestamp(millis / 1000, timezone.utc)


def of_moments(moments):
    return [round(at.timestamp() * 1000) for at in moments]


def of_deltas(deltas):
    return [delta // timedelta(milliseconds=1) for delta in deltas]


def of_array(found):
    return found.astype("datetime64[ms]" if found.dtype.kind == "M" else "timedelta64[ms]").astype(
        int
    ).tolist()


class Time:
    """The rows in the forms that the libraries take."""

    def __init__(self, columns):
        self.starts, self.amounts = columns["start"], columns["amount"]
        self.ends, self.moved = columns["end"], columns["moved"]
        self.start_times = [moment(start) for start in self.starts]
        self.end_times = [moment(end) for end in self.ends]
        self.deltas = [timedelta(milliseconds=amount) for amount in self.amounts]
        self.workclock = workclock.Schedule(
            [workclock.WorkDay(time(9), time(17), days=range(5)), workclock.Holidays(HOLIDAYS)],
            time_zone="Europe/London",
        )
        london = pytz.timezone("Europe/London")
        self.businesstimedelta = businesstimedelta.Rules([
            businesstimedelta.WorkDayRule(
                start_time=time(9), end_time=time(17), working_days=range(5), tz=london
            ),
            businesstimedelta.HolidayRule(frozenset(HOLIDAYS), tz=london),
        ])


def add(times):
    every = len(times.starts)
    column = pa.array(times.starts, pa.timestamp("ms", "UTC"))
    durations = pa.array(times.amounts, pa.duration("ms"))
    yield Rival(
        "dueby, one call", ONE_CALL,
        lambda: [CALENDAR.add_working_time(start, delta) for start, delta in rows],
        of_moments, list(times.ends[:ONE_CALL]),
    )
    yield Rival(
        "dueby, column", every, lambda: CALENDAR.columns.add_working_time(column, durations),
        lambda ends: pa.array(ends).cast(pa.int64()).to_pylist(), list(times.ends),
    )
    starts = np.array(times.starts, dtype="datetime64[ms]")
    amounts = np.array(times.amounts, dtype="timedelta64[ms]")
    office = times.workclock
    yield Rival(
        "workclock add_many, array", every, lambda: office.add_many(starts, amounts),
        of_array, list(times.ends),
    )
    rows = list(zip(times.start_times, times.deltas))[:ONE_CALL]
    yield Rival(
        "workclock add, one call", ONE_CALL,
        lambda: [office.add(start, delta) for start, delta in rows],
        of_moments, list(times.ends[:ONE_CALL]),
    )
    yield custom_business_hour(times)

    rules = times.businesstimedelta
    spans = [
        (start, businesstimedelta.BusinessTimeDelta(rules, timedelta=delta))
        for start, delta in rows[:SLOW]
    ]
    yield Rival(
        "businesstimedelta add", SLOW, lambda: [start + delta for start, delta in spans],
        of_moments, list(times.ends[:SLOW]),
    )


def custom_business_hour(times):
    """Takes whole hours and local times, so the first rows that have whole hours; and
    from a closing it moves on to the next opening."""
    whole = [row for row, amount in enumerate(times.amounts) if amount % HOUR == 0][:SLOW]
    hours = pd.offsets.CustomBusinessHour(start="09:00", end="17:00", holidays=HOLIDAYS)
    rows = [
        (
            pd.Timestamp(times.start_times[row]).tz_convert(LONDON).tz_localize(None),
            times.amounts[row] // HOUR,
        )
        for row in whole
    ]
    return Rival(
        "pandas CustomBusinessHour", len(whole),
        lambda: [start + count * hours for start, count in rows],
        lambda ends: of_moments(end.tz_localize(LONDON) for end in ends),
        [times.moved[row] for row in whole],
    )


def between(times):
    every = len(times.starts)
    from_, until = (pa.array(side, pa.timestamp("ms", "UTC")) for side in (times.starts, times.ends))
    yield Rival(
        "dueby, one call", ONE_CALL,
        lambda: [CALENDAR.working_time_between(start, end) for start, end in spans],
        of_deltas, list(times.amounts[:ONE_CALL]),
    )
    yield Rival(
        "dueby, column", every, lambda: CALENDAR.columns.working_time_between(from_, until),
        lambda found: pa.array(found).cast(pa.int64()).to_pylist(), list(times.amounts),
    )
    starts = np.array(times.starts, dtype="datetime64[ms]")
    ends = np.array(times.ends, dtype="datetime64[ms]")
    office = times.workclock
    yield Rival(
        "workclock between_many, array", every, lambda: office.between_many(starts, ends),
        of_array, list(times.amounts),
    )
    spans = list(zip(times.start_times, times.end_times))[:ONE_CALL]
    yield Rival(
        "workclock between, one call", ONE_CALL,
        lambda: [office.between(start, end) for start, end in spans],
        of_deltas, list(times.amounts[:ONE_CALL]),
    )
    rules = times.businesstimedelta
    yield Rival(
        "businesstimedelta difference", SLOW,
        lambda: [rules.difference(start, end) for start, end in spans[:SLOW]],
        lambda found: of_deltas(delta.timedelta for delta in found), list(times.amounts[:SLOW]),
    )
