"""Targets over many cases: beside figures counted by DuckDB and pandas over made up cases."""

import copy
import hashlib
import json
import math
import pickle
import subprocess
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

import dueby
import duckdb
import pandas
import polars
import pyarrow
import pytest
from conftest import ROOT, read_json

LONDON = ZoneInfo("Europe/London")
PACK = """
[pack]
id = "board"
title = "What the board reads"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "answer"
promise = "Answer a letter within 28 days"
kind = "letter"
starts = "letter.received"
stops = "letter.answered"
within = "28 days"

[[target]]
id = "answered-in-time"
promise = "Answer nine in ten letters in time"
figure = "share"
clock = "answer"
at-least = "90%"
period = "financial year"

[[target]]
id = "letters"
promise = "Fewer than 4 000 letters a year"
figure = "count"
event = "letter.received"
at-most = "4000"
period = "financial year"

[[target]]
id = "letters-a-thousand"
promise = "Letters by the thousand homes"
figure = "rate"
event = "letter.received"
per-thousand = "homes"
period = "financial year"
"""
ENGINE = dueby.Engine(dueby.Pack.from_toml(PACK, file="board.toml"))
AS_OF = datetime(2024, 3, 31, 23, 59, 59, 999000, tzinfo=LONDON)


@pytest.fixture(scope="session")
def letters(tmp_path_factory):
    """Letters of five years from the generator, with dates alone."""
    file = tmp_path_factory.mktemp("cases") / "letters.csv"
    subprocess.run(
        ["cargo", "run", "--quiet", "--locked", "-p", "dueby-generator", "--", "--format", "csv", "--shape", "events",
         "--kind", "letter", "--cases", "200000", "--seed", "7", "--out", str(file)],
        cwd=ROOT, check=True, stdin=subprocess.DEVNULL,
    )
    return pandas.read_csv(file, dtype="str")


def wide(letters):
    """A row a case."""
    known = letters.drop(columns=["event", "at"]).groupby("case", sort=False).first()
    times = letters.pivot_table(index="case", columns="event", values="at", aggfunc="first")
    return known.join(times).reset_index()


def counted_by_duckdb(letters):
    """The same figures by other means: letters that were answered in 2023-24, by the date on which they were."""
    rows = pyarrow.Table.from_pandas(wide(letters), preserve_index=False)  # noqa: F841, DuckDB finds it by its name
    return duckdb.sql("""
        with one as (
            select patch, "letter.received"[:10]::date as received, "letter.answered"[:10]::date as answered from rows
        ), answered as (
            select patch, answered <= received + 28 as kept from one
            where answered between date '2023-04-01' and date '2024-03-31'
        )
        select coalesce(patch, 'all') as patch, count(*) filter (kept), count(*) filter (not kept)
        from answered group by grouping sets ((), (patch))
    """).fetchall()


def rows_of(table):
    return table.to_pyarrow().to_pylist()


def in_groups(answer, target):
    return {row["group"]: row for row in rows_of(answer.figures) if row["target"] == target}


ARGUMENTS = {"by": "patch", "as_of": AS_OF, "numbers": {"homes": 20390}}
# The table has a column "kind", which is one more attribute here.
LETTERS = {**ARGUMENTS, "kind": "letter"}


def test_figures_are_those_of_duckdb(letters):
    answer = ENGINE.report_events(letters, "2023-24", **LETTERS)
    found = in_groups(answer, "answered-in-time")
    expected = counted_by_duckdb(letters)
    assert len(expected) > 4
    for patch, kept, failed in expected:
        row = found[None if patch == "all" else patch]
        assert (row["kept"], row["failed"]) == (kept, failed), patch
        assert (row["numerator"], row["denominator"]) == (kept, kept + failed)
        assert math.isclose(row["figure"], kept / (kept + failed))
    assert set(found) == {None if patch == "all" else patch for patch, *_ in expected}
    whole = found[None]
    assert (whole["from"], whole["until"]) == (date(2023, 4, 1), date(2024, 3, 31))
    assert whole["state"] == ("met" if whole["figure"] >= 0.9 else "missed")

    received = pandas.to_datetime(wide(letters)["letter.received"].str[:10])
    in_year = received.between("2023-04-01", "2024-03-31")
    count = in_groups(answer, "letters")[None]
    assert count["numerator"] == in_year.sum()
    assert count["state"] == ("met" if in_year.sum() <= 4000 else "missed")
    rate = in_groups(answer, "letters-a-thousand")[None]
    assert math.isclose(rate["figure"], in_year.sum() / 20390 * 1000) and rate["state"] is None

    months = [row for row in rows_of(answer.months) if row["target"] == "letters"]
    by_month = received[in_year].dt.to_period("M").value_counts()
    assert {row["from"]: row["numerator"] for row in months if row["from"] >= date(2023, 4, 1)} == {
        month.start_time.date(): count for month, count in by_month.items()
    }
    assert months[0]["until"].day in (28, 29, 30, 31)


def test_both_shapes_and_every_library_say_the_same(letters):
    answer = ENGINE.report_events(letters, "2023-24", **LETTERS)
    rows = wide(letters)
    events = {"letter.received": "letter.received", "letter.answered": "letter.answered"}
    attributes = [name for name in rows.columns if not name.startswith("letter.") and name not in ("case", "kind")]
    by_cases = ENGINE.report_cases(rows, "2023-24", events=events, attributes=attributes, kind="letter", **ARGUMENTS)
    wanted = in_groups(answer, "answered-in-time")
    assert {name: row["kept"] for name, row in in_groups(by_cases, "answered-in-time").items()} == {
        name: row["kept"] for name, row in wanted.items()
    }
    as_arrow = pyarrow.Table.from_pandas(letters, preserve_index=False)
    for table in (polars.from_arrow(as_arrow), as_arrow, duckdb.sql("from as_arrow"), letters.sample(frac=1, random_state=1)):
        assert ENGINE.report_events(table, "2023-24", **LETTERS) == answer


def test_the_command_line_says_the_same(letters, tmp_path):
    (tmp_path / "board.toml").write_text(PACK, encoding="utf-8")
    letters.to_csv(tmp_path / "letters.csv", index=False)
    told = subprocess.run(
        ["cargo", "run", "--quiet", "--locked", "--bin", "dueby", "--", "report", str(tmp_path / "letters.csv"), "--pack",
         str(tmp_path / "board.toml"), "--period", "2023-24", "--by", "patch", "--number", "homes=20390", "--json"],
        cwd=ROOT, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )
    answer = json.loads(ENGINE.report_events(letters, "2023-24", **{**LETTERS, "as_of": None}).to_json())
    told = json.loads(told.stdout)
    for one in (answer, told):
        del one["read"]["files"], one["revisions"]
    assert answer == told


def test_parts_are_put_together_in_any_order(letters):
    whole = ENGINE.report_events(letters, "2023-24", **LETTERS)
    number = letters["case"].map(lambda name: int(hashlib.sha1(name.encode()).hexdigest(), 16) % 5)
    parts = []
    for part in range(5):
        fold = ENGINE.fold("2023-24", **ARGUMENTS)
        assert len(fold.add_events(letters[number == part], kind="letter")) == 0
        # As a process sends it to another.
        parts.append(pickle.loads(pickle.dumps(fold)))
    for order in ([0, 1, 2, 3, 4], [3, 0, 4, 2, 1]):
        fold = copy.deepcopy(parts[order[0]])
        for part in order[1:]:
            fold.merge(parts[part])
        assert fold.answer() == whole and len(fold) == whole.cases == letters["case"].nunique()
    before = fold.answer()
    with pytest.raises(dueby.CaseError, match="in both parts") as raised:
        fold.merge(parts[0])
    assert raised.value.code == "duplicate-name" and fold.answer() == before
    with pytest.raises(ValueError, match="other packs, another period"):
        fold.merge(ENGINE.fold("2022-23", **ARGUMENTS))
    again = pickle.loads(pickle.dumps(whole))
    assert again == whole and again.to_json() == whole.to_json()
    # The references of cases are no part of an answer.
    assert len(pickle.dumps(whole)) < len(pickle.dumps(fold))


def letter(case, received, answered=None, patch="Norton"):
    return {"case": case, "patch": patch, "received": received, "answered": answered}


EVENTS = {"received": "letter.received", "answered": "letter.answered"}


def test_what_is_not_counted_is_told_and_nothing_twice():
    table = polars.DataFrame([
        letter("L-1", "01/06/2023", "29/06/2023"),  # The 28th day is 29 June.
        letter("L-2", "01/06/2023", "30/06/2023"),
        letter("L-3", "31/06/2023", "30/06/2023"),
        letter("L-1", "02/06/2023", "03/06/2023"),
        letter(None, "01/06/2023"),
        letter(None, None),
    ], schema={"case": str, "patch": str, "received": str, "answered": str})
    fold = ENGINE.fold("2023-24", by="patch")
    left = fold.add_cases(table, events=EVENTS, kind="letter", day_first=True)
    assert [(row["case"], row["status"]) for row in rows_of(left)] == [
        ("L-3", "bad-time"), ("L-1", "duplicate-name"), (None, "missing-field"), (None, "missing-field"),
    ]
    answer = fold.answer()
    assert (answer.cases, answer.repeated, answer.repeated_cases, answer.left_out) == (2, 1, ("L-1",), 3)
    assert answer.left_out_by_code == {"bad-time": 1, "missing-field": 2}
    share = in_groups(answer, "answered-in-time")[None]
    assert (share["kept"], share["failed"]) == (1, 1)
    (failure,) = [row for row in rows_of(answer.failures) if row["target"] == "answered-in-time"]
    # London has summer time: the day ends at 23:00 in UTC.
    assert failure["due"].astimezone(timezone.utc) == datetime(2023, 6, 29, 22, 59, 59, 999000, tzinfo=timezone.utc)
    assert (failure["case"], failure["why"]) == ("L-2", "missed")
    with pytest.raises(dueby.TimeError, match='case "L-3"'):
        fold.add_cases(table[2:3], events=EVENTS, kind="letter", day_first=True, strict=True)
    with pytest.raises(dueby.CaseError, match="counted before"):
        fold.add_cases(table[3:4], events=EVENTS, kind="letter", day_first=True, strict=True)
    assert fold.answer() == answer
    events = pyarrow.table({
        "case": ["L-4", "L-4", "L-5", "L-5"], "event": ["letter.received", "letter.lost", None, "letter.received"],
        "at": ["2023-06-01", "2023-06-02", "2023-06-01", "2023-06-01"],
    })
    left = fold.add_events(events, kind="letter")
    assert [(row["case"], row["status"]) for row in rows_of(left)] == [("L-5", "missing-field")]
    assert left.unknown_events == ("letter.lost",) and fold.answer().unknown_events == {"letter.lost": 1}
    known = pyarrow.table({"case": ["L-6", None], "patch": ["Roseworth", "Roseworth"]})
    events = pyarrow.table({"case": ["L-6"], "event": ["letter.received"], "at": ["2024-03-02"]})
    left = fold.add_events(events, kind="letter", cases=known)
    assert [row["status"] for row in rows_of(left)] == ["missing-field"] and len(fold) == 4
    assert in_groups(fold.answer(), "letters")["Roseworth"]["numerator"] == 1


def test_a_table_counts_what_single_cases_count(letters):
    few = letters[letters["case"].isin(letters["case"].unique()[:300])]
    fold = ENGINE.fold("2023-24", **ARGUMENTS)
    for name, rows in few.groupby("case", sort=False):
        known = {key: value for key, value in rows.iloc[0].items() if key not in ("case", "event", "at") and isinstance(value, str)}
        case = dueby.Case(name, "letter", attributes=known, events=list(zip(rows["event"], rows["at"])))
        assert fold.add(case)
    assert not fold.add(case)
    answer = ENGINE.report_events(few, "2023-24", **LETTERS)
    assert rows_of(fold.answer().figures) == rows_of(answer.figures) and rows_of(fold.answer().failures) == rows_of(answer.failures)


def test_what_is_wrong_with_a_question():
    with pytest.raises(dueby.Error, match="is not a period") as raised:
        ENGINE.fold("last year")
    assert raised.value.code == "bad-date"
    with pytest.raises(dueby.Error, match="counted back from a moment") as raised:
        ENGINE.fold("rolling 12 months")
    assert (raised.value.code, raised.value.hint) == ("missing-field", "say as of when")
    assert ENGINE.fold("rolling 12 months", as_of=date(2024, 3, 31)).answer().from_ == date(2023, 4, 1)
    with pytest.raises(dueby.Error, match='no target asks for the number "houses"') as raised:
        ENGINE.fold("2023-24", numbers={"houses": 1})
    assert (raised.value.code, raised.value.hint) == ("unknown-field", "these are asked for: homes")
    with pytest.raises(dueby.Error, match="no groups are told") as raised:
        ENGINE.fold("2023-24", numbers={"homes": 10, "homes:Norton": 1})
    assert raised.value.code == "missing-field"
    ENGINE.fold("2023-24", by="patch", numbers={"homes": 10, "homes:Norton": 1})
    with pytest.raises(ValueError, match="have no target"):
        dueby.Engine("uk/subject-access").fold("2023-24")
    with pytest.raises(TypeError, match="bye"):
        ENGINE.report_events(pyarrow.table({"case": [1], "event": ["x"], "at": ["2024-01-01"]}), "2023-24", bye="patch")
    answer = ENGINE.report_events(pyarrow.table({"case": ["1"], "event": ["letter.received"], "at": ["2023-05-01"]}), "2023-24", kind="letter")
    assert answer.not_covered[0] == date(2023, 4, 1) and answer.data_from == answer.data_until == date(2023, 5, 1)
    assert in_groups(answer, "letters")[None]["reason"] == "not-covered"
    assert in_groups(answer, "letters-a-thousand")[None]["reason"] == "missing-number"
    assert repr(answer) == "<TargetsAnswer 2023-04-01 to 2024-03-31: 3 targets over 1 cases>"
    assert answer.as_of == AS_OF and (answer.zone, answer.by) == ("Europe/London", None)
    assert answer.to_html().startswith("<!DOCTYPE html>") and answer._repr_html_().startswith("<table>")
    assert "not legal advice" in answer.notice


def mark(*parts):
    """As docs/targets.md describes it: the SHA-1 of the parts as netstrings."""
    return hashlib.sha1(b"".join(b"%d:%s," % (len(part.encode()), part.encode()) for part in parts)).hexdigest()


@pytest.mark.parametrize("row", read_json("tests/vectors/sample.json")["rows"], ids=lambda row: row["id"])
def test_samples_of_the_vectors(row):
    cases = pyarrow.table({"case": pyarrow.array(row["cases"], pyarrow.string()),
                           "stratum": pyarrow.array([row["stratum"]] * len(row["cases"]), pyarrow.string())})
    named = {"by": "stratum"} if row["stratum"] else {}
    chosen = rows_of(dueby.sample(cases, seed=row["seed"], period=row["period"], percent=row["percent"], **named))
    assert [one["case"] for one in chosen] == row["chosen"]
    assert all(one["mark"] == row["marks"][one["case"]] for one in chosen if one["case"] in row["marks"])


def test_a_sample_is_what_anybody_can_compute():
    repairs = polars.DataFrame({
        "case": [f"R-{number}" for number in range(1, 200)],
        "patch": ["Norton" if number % 3 else "Thornaby" for number in range(1, 200)],
    })
    chosen = rows_of(dueby.sample(repairs, seed="spring", period="2025-26", percent=10, by="patch"))
    expected = []
    for patch in ("Norton", "Thornaby"):
        of = [row["case"] for row in repairs.rows(named=True) if row["patch"] == patch]
        marks = sorted((mark("spring", "2025-26", patch, case), case) for case in of)
        expected += [{"stratum": patch, "case": case, "mark": mark} for mark, case in marks[:-(-len(of) * 10 // 100)]]
    assert chosen == expected and len(chosen) == 14 + 7
    numbers = pyarrow.table({"case": [3, 1, 2, 3]})
    assert len(dueby.sample(numbers, seed="s", period="p", percent=100)) == 3
    assert len(dueby.sample(numbers, seed="s", period="p", percent=1)) == 1
    with pytest.raises(ValueError, match="0 to 100"):
        dueby.sample(numbers, seed="s", period="p", percent=101)
    with pytest.raises(dueby.TableError, match="row 1 has no reference"):
        dueby.sample(pyarrow.table({"case": ["a", None]}), seed="s", period="p", percent=10)


def test_an_interrupt_stops_it_and_counts_nothing():
    import signal
    import threading

    many = pyarrow.table({"case": list(range(400_000)), "event": ["letter.received"] * 400_000,
                          "at": [datetime(2023, 12, 19)] * 400_000})
    fold = ENGINE.fold("2023-24")
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        for _ in range(20):
            fold.add_events(many, kind="letter")
            fold = ENGINE.fold("2023-24")
    assert len(fold) == 0


def test_threads_count_into_one_fold(letters):
    import threading

    fold = ENGINE.fold("2023-24", **ARGUMENTS)
    names = letters["case"].unique()
    parts = [letters[letters["case"].isin(names[part::4])] for part in range(4)]
    threads = [threading.Thread(target=fold.add_events, args=(part,), kwargs={"kind": "letter"}) for part in parts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert len(fold) <= len(names)
    for thread in threads:
        thread.join()
    assert fold.answer() == ENGINE.report_events(letters, "2023-24", **LETTERS)
