"""The state of a clock: a job reported, held twice, and done, under 40 working hours. What is
asked is when it was due and how much working time is left, below nothing where it was late.

dueby is given events in any order and finds what each does; the others are given the six
times in columns of their own, in order, and asked for three spans and a sum."""

from datetime import datetime, timedelta, timezone

import dueby
import numpy as np
import pandas as pd
import pyarrow as pa

from rows import openings
from timing import Rival
from working_time import of_array

ONE_CALL = 5_000
SLOW = 300
HOUR = 3_600_000
ALLOWED = 40 * HOUR
SIX = ("reported", "refused", "given", "ordered", "arrived", "done")
TYPES = ("job.reported", "access.refused", "access.given", "part.ordered", "part.arrived", "job.done")
# After all of them, within the calendar's years.
AS_OF = datetime(2035, 12, 1, 12)


class Clocks:
    """The rows in the forms that the libraries take."""

    def __init__(self, columns, pack, workclock):
        self.engine = dueby.Engine(dueby.Pack.from_file(pack))
        self.times = np.array([columns[name] for name in SIX]).T.copy()
        self.due, self.left = columns["due"], columns["left"]
        self.workclock = workclock
        self.by_column = [np.ascontiguousarray(column) for column in self.times.T]

    def expected(self, count):
        """Each due and what is left, one after the other."""
        return [number for both in zip(self.due[:count], self.left[:count]) for number in both]


def one_after_the_other(due, left):
    return np.column_stack([due, left]).reshape(-1).tolist()


def of_table(table, done):
    table = pa.table(table)
    assert table["status"].unique().to_pylist() == ["ok"]
    due, left = table["due"].cast(pa.int64()).to_numpy(), table["remaining"].to_numpy()
    late = np.array(table["state"].to_pylist()) == "missed"
    assert (late == (done > due)).all()
    return one_after_the_other(due, left)


def state(clocks):
    every = len(clocks.due)
    codes = np.tile(np.arange(6, dtype="int32"), every)
    events = pa.table({
        "case": np.repeat(np.arange(every), 6),
        "event": pa.DictionaryArray.from_arrays(codes, pa.array(TYPES)),
        "at": pa.array(clocks.times.reshape(-1), pa.timestamp("ms", "UTC")),
    })
    cases = pa.table({
        "case": np.arange(every),
        **{name: pa.array(column, pa.timestamp("ms", "UTC")) for name, column in zip(SIX, clocks.by_column)},
    })
    columns = dict(zip(SIX, TYPES))

    def plain(table):
        return of_table(table, clocks.by_column[5])

    def rival(name, rows, run, plain):
        return Rival(name, rows, run, plain, clocks.expected(rows))

    yield rival(
        "dueby, column", every,
        lambda: clocks.engine.assess_events(events, AS_OF, kind="job", attributes=[]), plain,
    )
    yield rival(
        "dueby, a column for each event", every,
        lambda: clocks.engine.assess_cases(cases, AS_OF, events=columns, kind="job", attributes=[]), plain,
    )
    yield one_call(clocks, rival)

    reported, refused, given, ordered, arrived, done = (
        column.astype("datetime64[ms]") for column in clocks.by_column
    )
    office, allowed = clocks.workclock, np.timedelta64(ALLOWED, "ms")

    def workclock():
        lost = office.between_many(refused, given) + office.between_many(ordered, arrived)
        due = office.add_many(reported, allowed + lost)
        left = allowed - (office.between_many(reported, done) - lost)
        return due, left, done <= due

    yield rival(
        "workclock, array", every, workclock,
        lambda found: one_after_the_other(of_array(found[0]), of_array(found[1])),
    )
    yield rival(
        "numpy by hand, array", every, by_hand(clocks.by_column),
        lambda found: one_after_the_other(found[0], found[1]),
    )
    yield row_by_row(clocks, rival)


def one_call(clocks, rival):
    """A call for each case, with every word of its answer at hand."""
    moment = lambda millis: datetime.fromtimestamp(millis / 1000, timezone.utc)
    cases = [
        dueby.Case("B", "job", events=[(event, moment(at)) for event, at in zip(TYPES, times)])
        for times in clocks.times[:ONE_CALL].tolist()
    ]
    epoch, milli = datetime(1970, 1, 1, tzinfo=timezone.utc), timedelta(milliseconds=1)

    def plain(answers):
        found = []
        for answer in answers:
            clock = answer.clocks[0]
            found += [(clock.due - epoch) // milli, clock.remaining.amount]
        return found

    return rival(
        "dueby, one call", ONE_CALL, lambda: [clocks.engine.assess(case, AS_OF) for case in cases], plain
    )


def by_hand(columns):
    """Openings searched by halves, with the open time before each: what somebody who knows
    numpy well writes for one office."""
    spans = np.array(openings())
    opens, closes = spans[:, 0].copy(), spans[:, 1].copy()
    after = np.cumsum(closes - opens)
    before = after - (closes - opens)

    def open_until(at):
        place = np.searchsorted(opens, at, "right") - 1
        return before[place] + np.minimum(at, closes[place]) - opens[place]

    def state():
        reported, refused, given, ordered, arrived, done = columns
        lost = open_until(given) - open_until(refused) + open_until(arrived) - open_until(ordered)
        start = open_until(reported)
        end = start + ALLOWED + lost
        place = np.searchsorted(after, end, "left")
        due = opens[place] + end - before[place]
        return due, ALLOWED - (open_until(done) - start - lost), done <= due

    return state


def row_by_row(clocks, rival):
    """A function of a row, applied to a data frame, that asks workclock."""
    frame = pd.DataFrame({
        name: pd.to_datetime(column[:SLOW], unit="ms", utc=True)
        for name, column in zip(SIX, clocks.by_column)
    })
    office, allowed = clocks.workclock, timedelta(milliseconds=ALLOWED)

    def of_row(row):
        lost = office.between(row["refused"].to_pydatetime(), row["given"].to_pydatetime())
        lost += office.between(row["ordered"].to_pydatetime(), row["arrived"].to_pydatetime())
        reported, done = row["reported"].to_pydatetime(), row["done"].to_pydatetime()
        due = office.add(reported, allowed + lost)
        left = allowed - (office.between(reported, done) - lost)
        return pd.Series({"due": due, "left": left, "met": done <= due})

    def plain(found):
        due = pd.to_datetime(found["due"], utc=True).astype("datetime64[ms, UTC]").astype("int64")
        left = found["left"].astype("timedelta64[ms]").astype("int64")
        return one_after_the_other(due.to_numpy(), left.to_numpy())

    return rival("pandas, row by row", SLOW, lambda: frame.apply(of_row, axis=1), plain)
