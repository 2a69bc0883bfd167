"""Many cases and columns: every library in and out, and the answers of single cases."""

import copy
import pickle
import threading
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import dueby
import duckdb
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LONDON = ZoneInfo("Europe/London")
ENGINE = dueby.Engine("landlords/customer-care-strategy")
AS_OF = datetime(2026, 1, 8, 9)
ROWS = {
    "case": ["C-1", "C-2", "C-1", "C-3"],
    "event": ["complaint.received", "complaint.received", "complaint.acknowledged", "complaint.received"],
    "at": [datetime(2025, 12, 19, 16, 42), datetime(2025, 12, 22, 9), datetime(2025, 12, 22, 10), datetime(2026, 1, 7)],
}
WIDE = {
    "case": ["C-1", "C-2", "C-3"],
    "received": [datetime(2025, 12, 19, 16, 42), datetime(2025, 12, 22, 9), datetime(2026, 1, 7)],
    "acknowledged": [datetime(2025, 12, 22, 10), None, None],
}
EVENTS = {"received": "complaint.received", "acknowledged": "complaint.acknowledged"}
CASES = [
    dueby.Case(case, "complaint", events=[
        (event, at) for name, event, at in zip(ROWS["case"], ROWS["event"], ROWS["at"]) if name == case
    ])
    for case in WIDE["case"]
]


def instant(moment):
    return moment and moment.astimezone(timezone.utc)


def expected(cases, as_of=AS_OF, engine=ENGINE, **options):
    """What single answers say, as rows."""
    rows = []
    for case in cases:
        for clock in engine.assess(case, as_of, **options):
            steps = [step.step for step in clock.escalations if step.state in ("fired", "acknowledged")]
            rows.append({
                "case": case.case, "pack": clock.pack, "clock": clock.clock, "instance": clock.instance,
                "state": clock.state, "due": instant(clock.due), "overdue_from": instant(clock.overdue_from),
                "remaining": clock.remaining and clock.remaining.amount,
                "remaining_kind": clock.remaining and clock.remaining.kind,
                "escalation_level": max(steps, default=0),
                "status": "ok", "reason": clock.reason and clock.reason.code,
            })
    return rows


def found(table):
    names = ["case", "pack", "clock", "instance", "state", "due", "overdue_from", "remaining",
             "remaining_kind", "escalation_level", "status", "reason"]
    rows = table.to_pyarrow().select(names).to_pylist()
    for row in rows:
        row["due"], row["overdue_from"] = instant(row["due"]), instant(row["overdue_from"])
    return rows


def in_order(rows):
    # Batches list clocks after those that they follow, answers in the order of the pack.
    return sorted(rows, key=lambda row: (str(row["case"]), row["clock"] or "", row["instance"]))


def as_pandas(columns):
    return pandas.DataFrame(columns)


def as_duckdb(columns):
    given = pyarrow.table(columns)  # noqa: F841, DuckDB finds it by its name
    return duckdb.sql("from given")


LIBRARIES = {"pandas": as_pandas, "polars": polars.DataFrame, "pyarrow": pyarrow.table, "duckdb": as_duckdb}


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_in(library):
    make = LIBRARIES[library]
    by_event = ENGINE.assess_events(make(ROWS), AS_OF, kind="complaint")
    by_case = ENGINE.assess_cases(make(WIDE), AS_OF, events=EVENTS, kind="complaint")
    assert in_order(found(by_event)) == in_order(expected(CASES))
    assert in_order(found(by_case)) == in_order(expected(CASES))


def test_every_library_out():
    answers = table = ENGINE.assess_events(pyarrow.table(ROWS), AS_OF, kind="complaint")  # noqa: F841
    states = [row["state"] for row in found(table)]
    assert table.to_pandas()["state"].tolist() == states
    assert pandas.DataFrame.from_arrow(table)["state"].tolist() == states
    assert polars.DataFrame(table)["state"].to_list() == states
    assert pyarrow.table(table)["state"].to_pylist() == states
    assert [row[0] for row in duckdb.sql("select state from answers").fetchall()] == states
    overdue = duckdb.sql("select count(*) from answers where state = 'overdue'").fetchall()
    assert overdue == [(states.count("overdue"),)]


@pytest.mark.parametrize("type_", [
    pyarrow.timestamp("s"), pyarrow.timestamp("ms"), pyarrow.timestamp("us"), pyarrow.timestamp("ns"),
    pyarrow.timestamp("us", "UTC"), pyarrow.timestamp("ns", "Europe/London"), pyarrow.date32(), pyarrow.string(),
])
def test_every_type_of_time(type_):
    at = pyarrow.array(["2025-12-19", "2025-12-22"])
    at = at if type_ == pyarrow.string() else at.cast(pyarrow.date32()).cast(pyarrow.timestamp("us")).cast(type_)
    table = pyarrow.table({"case": [1, 2], "event": pyarrow.array(["complaint.received"] * 2).dictionary_encode(), "at": at})
    answer = ENGINE.assess_events(table, AS_OF, kind="complaint").to_pyarrow()
    rows = [row for row in answer.to_pylist() if row["clock"] == "complaint-acknowledgement"]
    assert [row["case"] for row in rows] == [1, 2]
    assert [row["due"].date() for row in rows] == [date(2025, 12, 23), date(2025, 12, 24)]


def test_texts_of_every_sort_in_one_column():
    at = ["2025-12-19", "2025-12-19 16:42", "2025-12-19T16:42Z", "19/12/2025", "19/12/2025 16:42"]
    table = polars.DataFrame({"case": list("abcde"), "event": "complaint.received", "at": at})
    answer = ENGINE.assess_events(table, AS_OF, kind="complaint", day_first=True).to_polars()
    assert set(answer.filter(clock="complaint-acknowledgement")["due"].dt.date()) == {date(2025, 12, 23)}
    refused = ENGINE.assess_events(table, AS_OF, kind="complaint").to_polars()
    assert refused.filter(status="bad-time")["case"].to_list() == ["d", "e"]


def test_a_bad_row_says_so_or_raises():
    table = pyarrow.table({
        "case": ["a", "b", None, "c", "d", "e"],
        "event": ["complaint.received", "complaint.received", "complaint.received", None, "complaint.received", "complaint.received"],
        "at": ["2026-01-05", "2026-03-29T01:30", "2026-01-05", "2026-01-05", None, "2150-01-01"],
    })
    answer = ENGINE.assess_events(table, datetime(2026, 4, 1), kind="complaint").to_pyarrow().to_pylist()
    status = {row["case"]: row["status"] for row in answer}
    assert status == {
        "a": "ok", "b": "missing-time", None: "missing-field", "c": "missing-field", "d": "missing-field", "e": "time-range",
    }
    alone = [row for row in answer if row["status"] != "ok"]
    assert [row["case"] for row in alone] == ["b", None, "c", "d", "e"]
    assert all(row["state"] == "undetermined" and row["clock"] is None for row in alone)
    for row in range(1, 6):
        with pytest.raises(dueby.Error) as raised:
            ENGINE.assess_events(table.slice(row, 1), datetime(2026, 4, 1), kind="complaint", strict=True)
        assert raised.value.code == alone[row - 1]["status"]


def test_a_cell_with_nothing_in_it_is_an_event_that_has_not_happened():
    table = polars.DataFrame({"case": ["a"], "received": ["05/01/2026"], "acknowledged": [""]})
    answer = ENGINE.assess_cases(table, AS_OF, events=EVENTS, kind="complaint", day_first=True)
    assert [row["state"] for row in found(answer) if row["clock"] == "complaint-acknowledgement"] == ["overdue"]


def test_attributes_of_cases_and_of_events():
    engine = dueby.Engine({
        "pack": {"id": "p", "title": "P", "calendar": "england-and-wales", "basis": "promise"},
        "clock": [{"id": "repair", "kind": "repair", "starts": "repair.reported", "stops": "repair.done",
                   "within": {"by": "priority", "urgent": "1 working day", "routine": "10 working days"}}],
    })
    events = polars.DataFrame({
        "case": [7, 8, 8], "event": ["repair.reported", "repair.reported", "repair.changed"],
        "at": [date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 6)], "priority": [None, None, "urgent"],
    })
    cases = polars.DataFrame({"case": [8, 7, 9], "kind": "repair", "priority": ["routine", "urgent", "urgent"]})
    table = engine.assess_events(events, datetime(2026, 1, 6, 12), cases=cases).to_polars()
    assert table["case"].to_list() == [8, 7, 9]
    # 8 was routine and became urgent: from the start, Monday 5 January.
    assert table["due"].dt.date().to_list() == [date(2026, 1, 6), date(2026, 1, 6), None]
    assert table["state"].to_list() == ["on-track", "on-track", "pending"]
    wide = polars.DataFrame({"case": [7], "kind": ["repair"], "reported": [date(2026, 1, 5)], "priority": ["urgent"]})
    answer = engine.assess_cases(wide, datetime(2026, 1, 6, 12), events={"reported": "repair.reported"}).to_polars()
    assert answer["due"].dt.date().to_list() == [date(2026, 1, 6)]


def test_what_is_known_at_a_moment():
    events = polars.DataFrame({
        "case": ["a", "a"], "event": ["complaint.received", "complaint.acknowledged"],
        "at": [datetime(2026, 1, 5, 9), datetime(2026, 1, 6, 9)],
        "recorded": [None, datetime(2026, 1, 7, tzinfo=timezone.utc)],
    })
    states = lambda **known: ENGINE.assess_events(
        events, AS_OF, kind="complaint", recorded_at="recorded", attributes=[], **known
    ).to_polars().filter(clock="complaint-acknowledgement")["state"].to_list()
    assert states() == ["met"]
    assert states(known_at=datetime(2026, 1, 6, 12)) == ["overdue"]


def test_what_is_wrong_with_a_table():
    table = pyarrow.table(ROWS)
    with pytest.raises(dueby.TableError, match='no column "when"; the columns are "case"'):
        ENGINE.assess_events(table, AS_OF, at="when")
    with pytest.raises(dueby.TableError, match="dates, times or texts"):
        ENGINE.assess_events(table.set_column(2, "at", pyarrow.array([1.5] * 4)), AS_OF)
    with pytest.raises(dueby.TableError, match="not a dict"):
        ENGINE.assess_events(ROWS, AS_OF)
    with pytest.raises(dueby.UnknownNameError, match="no clock knows"):
        ENGINE.assess_cases(pyarrow.table(WIDE), AS_OF, events={"received": "complaint.recieved"})
    unknown = ENGINE.assess_events(pyarrow.table({**ROWS, "event": ["x"] * 4}), AS_OF, kind="complaint")
    assert unknown.unknown_events == ("x",)


def test_nothing_at_all():
    empty = pyarrow.table(ROWS).slice(0, 0)
    table = ENGINE.assess_events(empty, AS_OF)
    assert len(table) == 0 and len(table.to_polars()) == 0


STAMPS = st.datetimes(datetime(2025, 11, 1), datetime(2026, 4, 1)).filter(
    # No hour that the clocks skip.
    lambda when: not datetime(2026, 3, 29, 1) <= when < datetime(2026, 3, 29, 2)
).map(lambda when: when.replace(fold=0))
HISTORIES = st.lists(
    st.lists(st.tuples(st.sampled_from(ENGINE.event_types), STAMPS | st.dates(date(2025, 11, 1), date(2026, 4, 1))), max_size=6),
    min_size=1, max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, STAMPS)
def test_a_table_says_what_single_answers_say(histories, as_of):
    cases = [
        dueby.Case(f"C-{number}", "complaint", events=events) for number, events in enumerate(histories)
    ]
    rows = [(case.case, event.event, event.at.isoformat()) for case in cases for event in case]
    columns = {name: [row[place] for row in rows] for place, name in enumerate(["case", "event", "at"])}
    events = pyarrow.table(columns, schema=pyarrow.schema([(name, pyarrow.string()) for name in columns]))
    known = pyarrow.table({"case": [case.case for case in cases], "kind": ["complaint"] * len(cases)})
    table = ENGINE.assess_events(events, as_of, cases=known, accept="all")
    assert in_order(found(table)) == in_order(expected(cases, as_of, accept="all"))


def test_an_interrupt_stops_it():
    import signal

    many = pyarrow.table({"case": list(range(400_000)), "event": ["complaint.received"] * 400_000,
                          "at": [datetime(2025, 12, 19)] * 400_000})
    timer = threading.Timer(0.05, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        for _ in range(50):
            ENGINE.assess_events(many, AS_OF, kind="complaint")


CODE = dueby.Engine(
    ["landlords/customer-care-strategy", "england/complaint-handling-code"],
    directory={
        "directory": {"id": "north", "title": "North Homes"},
        "contact": {"ann": {"title": "Ann"}, "ben": {"title": "Ben"}},
        "role": [{"name": "complaint handler", "contact": "ann"}, {"name": "complaints manager", "contact": "ben"}],
    },
)
KNOWN = {"nation": "england", "landlord": "council", "further-investigation": True}


def single_rights(case, answer):
    for right in answer.rights:
        yield {
            "case": case.case, "pack": right.pack, "right": right.right, "instance": right.instance, "title": right.title,
            "to": right.to, "nation": right.nation, "state": right.state, "open_from": instant(right.open_from),
            "open_until": instant(right.open_until), "used": instant(right.used),
            "reason": right.reason and right.reason.code, "status": "ok",
        }


def single_findings(case, answer):
    for finding in answer.findings:
        event = None if finding.event is None else case.events[finding.event].event
        yield {
            "case": case.case, "code": finding.code, "event": event, "index": finding.event,
            "message": finding.message, "hint": finding.hint, "status": "ok",
        }


def single_steps(case, answer):
    for clock in answer:
        for step in clock.escalations:
            yield {
                "case": case.case, "pack": clock.pack, "clock": clock.clock, "instance": clock.instance, "id": step.id,
                "step": step.step, "occurrence": step.occurrence, "notify": step.notify,
                "to": None if step.to is None else ", ".join(one.contact for one in step.to),
                "state": step.state, "why": step.why, "at": instant(step.at), "deliver_from": instant(step.deliver_from),
                "sent": instant(step.sent), "acknowledged": instant(step.acknowledged),
                "acknowledge_by": instant(step.acknowledge_by), "status": "ok",
            }


SINGLE = {"rights": single_rights, "findings": single_findings, "steps": single_steps}
TYPES = [*CODE.event_types, "complaint.recieved"]


@pytest.mark.parametrize("wanted", SINGLE)
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(TYPES), STAMPS | st.dates(date(2025, 11, 1), date(2026, 4, 1))), max_size=5),
        min_size=1, max_size=4,
    ),
    STAMPS,
)
def test_other_tables_say_what_single_answers_say(wanted, histories, as_of):
    cases = [
        dueby.Case(f"C-{number}", "complaint", attributes=KNOWN, events=events) for number, events in enumerate(histories)
    ]
    rows = [(case.case, event.event, event.at.isoformat()) for case in cases for event in case]
    columns = {name: [row[place] for row in rows] for place, name in enumerate(["case", "event", "at"])}
    events = pyarrow.table(columns, schema=pyarrow.schema([(name, pyarrow.string()) for name in columns]))
    known = pyarrow.table({
        "case": [case.case for case in cases], "kind": ["complaint"] * len(cases),
        **{name: [value] * len(cases) for name, value in KNOWN.items()},
    })
    table = CODE.assess_events(events, as_of, cases=known, accept="all", table=wanted).to_pyarrow()
    found = [{name: instant(value) if isinstance(value, datetime) else value for name, value in row.items()} for row in table.to_pylist()]
    expected = [row for case in cases for row in SINGLE[wanted](case, CODE.assess(case, as_of, accept="all"))]
    assert found == expected


def test_what_a_host_reported_of_steps():
    case = dueby.Case("C-1", "complaint", events=[("complaint.received", datetime(2025, 12, 19, 16, 42))])
    first, second = ENGINE.assess(case, AS_OF)["complaint-acknowledgement"].escalations[:2]
    rows = [
        ("C-1", "complaint.received", "2025-12-19T16:42", None),
        ("C-1", "step.sent", "2025-12-22T09:05", first.id),
        ("C-1", "step.acknowledged", "2025-12-22T11:00", first.id),
    ]
    events = polars.DataFrame(rows, schema=["case", "event", "at", "about"], orient="row")
    table = ENGINE.assess_events(events, AS_OF, kind="complaint", table="steps", step="about").to_polars()
    # London is at UTC in winter.
    reported = table.filter(id=first.id).select("state", "sent", "acknowledged").row(0)
    assert reported == ("acknowledged", datetime(2025, 12, 22, 9, 5, tzinfo=LONDON), datetime(2025, 12, 22, 11, tzinfo=LONDON))
    assert table.filter(id=second.id)["sent"].to_list() == [None]
    with pytest.raises(ValueError, match="as if nothing had been reported"):
        ENGINE.assess_events(events, AS_OF, kind="complaint", step="about")


def test_other_tables_of_cases_that_cannot_be_read():
    table = pyarrow.table({"case": ["a", "b"], "received": ["05/01/2026", "31/02/2026"]})
    ask = lambda **more: ENGINE.assess_cases(
        table, AS_OF, events={"received": "complaint.received"}, kind="complaint", day_first=True, **more
    ).to_pyarrow().to_pylist()
    for wanted in SINGLE:
        last = ask(table=wanted)[-1]
        assert last.pop("case") == "b" and last.pop("status") == "bad-time"
        assert set(last.values()) == {None}
        with pytest.raises(dueby.TimeError, match='case "b"'):
            ask(table=wanted, strict=True)
    with pytest.raises(ValueError, match='"findings" or "steps"'):
        ask(table="people")


def test_other_threads_run_meanwhile():
    rows = 100_000
    table = pyarrow.table({"case": list(range(rows)), "event": ["complaint.received"] * rows, "at": [datetime(2025, 12, 19)] * rows})
    turns, done = [], threading.Event()

    def count():
        while not done.is_set():
            turns.append(1)
            done.wait(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    ENGINE.assess_events(table, AS_OF, kind="complaint")
    done.set()
    thread.join()
    assert len(turns) > 2


def test_pictures():
    answer = ENGINE.assess(CASES[0], AS_OF)
    assert answer._repr_html_() == answer.to_svg() and answer.to_svg(width=900) != answer.to_svg()
    both = ENGINE.assess_all(CASES[:2], AS_OF)
    assert both._repr_html_().count("<svg") == 1 and "C-2" in both.to_svg()
    assert ENGINE.timeline(CASES[0], AS_OF, date(2026, 2, 1)).start.to_svg() == answer.to_svg()
    table = ENGINE.assess_events(pyarrow.table(ROWS), AS_OF, kind="complaint")
    shown = table._repr_html_()
    assert shown.startswith("<svg") and shown.count("<svg") == 1 and "C-3" in shown.split("<table>")[0]
    assert "overdue" in shown.split("<table>")[1]
    # The same picture as single answers draw.
    assert shown.split("<table>")[0] == ENGINE.assess_all(CASES, AS_OF).to_svg()
    rights = ENGINE.assess_events(pyarrow.table(ROWS), AS_OF, kind="complaint", table="rights")
    assert rights._repr_html_().startswith("<table>")


def test_tables_and_columns_are_pickled_and_compared():
    events = pyarrow.table({**ROWS, "at": ["2025-12-19T16:42", "31/02/2026", "2025-12-22T10:00", "2026-01-07"]})
    for wanted in ("clocks", *SINGLE):
        table = ENGINE.assess_events(events, AS_OF, kind="complaint", table=wanted)
        again = pickle.loads(pickle.dumps(table))
        assert again == table and copy.deepcopy(table) == table
        assert again.to_pyarrow().equals(table.to_pyarrow())
        assert again.unknown_events == table.unknown_events
        assert again._repr_html_() == table._repr_html_()
    assert table != ENGINE.assess_events(events, AS_OF, kind="complaint") != "something else"
    with pytest.raises(TypeError):
        hash(table)
    calendar = dueby.Calendar.named("england-and-wales")
    column = calendar.columns.add_working_days(pyarrow.array([date(2025, 12, 19), None]), 5, strict=False)
    assert pickle.loads(pickle.dumps(column)) == column
    column = calendar.columns.add_working_days(pyarrow.array([date(2025, 12, 19)]), 5)
    assert pickle.loads(pickle.dumps(column)) == column
    assert column != calendar.columns.add_working_days(pyarrow.array([date(2025, 12, 19)]), 6)

