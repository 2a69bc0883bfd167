"""The figures of `dueby report` beside those that the definitions alone give, over the cases of
examples/generator: every kind of target, and the Tenant Satisfaction Measures. They agree exactly.
"""

import json
import os
import subprocess
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from counted import (
    LONDON,
    UTC,
    One,
    followed,
    months_later,
    nearest_rank,
    of_clock,
    read,
    runs,
    tally,
    working_day,
    working_days,
)

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BUILT = Path(os.environ.get("DUEBY_BUILT", ROOT / "target" / "debug"))
AS_OF = datetime(2025, 11, 15, 12, tzinfo=LONDON).astimezone(UTC)
TODAY = date(2025, 11, 15)
YEAR = (date(2025, 4, 1), date(2026, 3, 31))
QUARTER = (date(2025, 10, 1), date(2025, 12, 31))
MONTH = (date(2025, 11, 1), date(2025, 11, 30))
ROLLING = (date(2024, 12, 1), date(2025, 11, 30))
HOMES = 2000


def made(folder, *arguments):
    file = folder / "cases.csv"
    make = [
        BUILT / "generate-cases", "--seed", "11",
        "--format", "csv", "--shape", "events", "--out", file, *arguments,
    ]  # fmt: skip
    subprocess.run(make, check=True, capture_output=True)
    return file


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return made(tmp_path_factory.mktemp("figures"), "--homes", str(HOMES))


@pytest.fixture(scope="module")
def cases(file):
    return read(str(file), AS_OF)


def report(file, *arguments):
    asked = [
        BUILT / "dueby", "report", file, "--period", "2025-26", "--as-of", "2025-11-15T12:00",
        "--by", "patch", "--json", *arguments,
    ]  # fmt: skip
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    return {target["target"]: target for target in json.loads(done.stdout)["targets"]}


@pytest.fixture(scope="module")
def told(file):
    return report(file, "--pack", HERE / "figures.toml", "--number", f"homes={HOMES}")


def of_kind(cases, kind):
    return [case for case in cases if case.kind == kind]


WITHIN = {"emergency": 1, "urgent": 5, "routine": 20}


def repair_runs(cases):
    found = []
    for case in of_kind(cases, "repair"):
        found += runs(case, ["repair.reported"], ["repair.completed"], ["repair.withdrawn"])
    return found


@pytest.fixture(scope="module")
def repairs(cases):
    due = lambda run: working_day(run.start.day, WITHIN[run.case.attributes["priority"]])
    return [of_clock(run, due(run), AS_OF) for run in repair_runs(cases)]


def call_runs(cases):
    stops = ["call.answered", "call.taken-by-voicemail"]
    return [
        run for case in of_kind(cases, "call") for run in runs(case, ["call.transferred"], stops)
    ]


@pytest.fixture(scope="module")
def calls(cases):
    found = call_runs(cases)
    return [of_clock(run, run.start.at + timedelta(seconds=20), AS_OF) for run in found]


def same_share(target, ones, window, under=("kept", "failed")):
    """The figure, those of the groups, and those of each month."""
    assert (target["from"], target["until"]) == tuple(day.isoformat() for day in window)
    assert target["figure"]["denominator"] > 0

    def same(figure, counts):
        over, all_of_them = counts["kept"], sum(counts[name] for name in under)
        if all_of_them == 0:
            assert figure is None
            return
        assert (figure["numerator"], figure["denominator"]) == (over, all_of_them)
        assert figure["value"] == over / all_of_them
        assert figure["failed"] == counts["failed"]
        assert figure["overdue"] == counts["overdue"]
        assert figure["undetermined"] == counts["undetermined"]
        if figure["with_overdue"] is not None:
            completed = counts["kept"] + counts["failed"]
            assert figure["of_completed"] == (over / completed if completed else None)
            assert figure["with_overdue"] == over / (completed + counts["overdue"])

    same(target["figure"], tally(ones, *window))
    patches = {one.case.attributes["patch"] for one in ones if window[0] <= one.day <= window[1]}
    assert {group["value"] for group in target["groups"]} >= patches
    for group in target["groups"]:
        same(group["figure"], tally(ones, *window, "patch", group["value"]))
    assert len(target["months"]) >= 12
    for month in target["months"]:
        first = date.fromisoformat(month["month"])
        same(month["figure"], tally(ones, first, months_later(first, 1) - timedelta(days=1)))


def clocks(ones):
    return [one for one in ones if one.was != "open"]


def test_shares_of_clocks(told, repairs, calls):
    ones = clocks(repairs)
    same_share(told["completed"], ones, YEAR)
    both = ("kept", "failed", "overdue")
    same_share(told["completed-and-overdue"], ones, QUARTER, both)
    assert told["completed-and-overdue"]["figure"]["overdue"] > 0
    urgent = [one for one in ones if one.case.attributes["priority"] == "urgent"]
    same_share(told["urgent"], urgent, ROLLING)
    same_share(told["calls"], clocks(calls), YEAR)


def test_what_is_open(told, repairs):
    running = [one for one in repairs if one.was in ("open", "overdue")]
    figure = told["open"]["figure"]
    in_time = sum(one.was == "open" for one in running)
    assert 0 < in_time < len(running)
    assert (figure["numerator"], figure["denominator"]) == (in_time, len(running))


def test_shares_of_events_and_cases(told, cases):
    of_repairs = of_kind(cases, "repair")
    asked = [
        one
        for case in cases
        for one in followed(case, ["repair.completed"], ["repair.satisfaction-asked"])
    ]
    same_share(told["asked"], asked, YEAR)
    reported = [(case, case.all("repair.reported")) for case in of_repairs]
    once = [
        One(case, events[0].day, "kept" if len(events) == 1 else "failed")
        for case, events in reported
        if events
    ]
    same_share(told["once"], once, YEAR)
    # As they stand at the moment asked for; cases of which nothing has happened yet are cases too.
    acknowledged = sum(bool(case.all("repair.acknowledged")) for case in of_repairs)
    figure = told["acknowledged"]["figure"]
    assert (figure["numerator"], figure["denominator"]) == (acknowledged, len(of_repairs))


def test_counts_and_rates(told, cases):
    def in_year(days):
        return sum(YEAR[0] <= day <= YEAR[1] for day in days)

    withdrawn = in_year(event.day for case in cases for event in case.all("repair.withdrawn"))
    assert told["withdrawn"]["figure"]["value"] == withdrawn > 0
    assert told["withdrawn"]["may_fail"] == 500 - withdrawn
    begun = in_year(case.events[0].day for case in of_kind(cases, "repair") if case.events)
    assert told["cases"]["figure"]["value"] == begun
    assert told["cases"]["needed_count"] == max(0, 4000 - begun)
    reported = in_year(event.day for case in cases for event in case.all("repair.reported"))
    rate = told["reported"]
    assert (rate["figure"]["numerator"], rate["figure"]["denominator"]) == (reported, HOMES)
    assert rate["figure"]["value"] == reported * 1000 / HOMES
    assert rate["may_fail"] == 300 * HOMES // 1000 - reported


def test_percentiles(told, cases):
    def in_year(run):
        return run.stop is not None and YEAR[0] <= run.stop.day <= YEAR[1]

    took = [working_days(run.start.day, run.stop.day) for run in repair_runs(cases) if in_year(run)]
    figure = told["days"]["figure"]
    assert figure["time"] == f"{nearest_rank(took, 90)} working days"
    assert figure["denominator"] == len(took)
    seconds = [
        int((run.stop.at - run.start.at).total_seconds()) for run in call_runs(cases) if in_year(run)
    ]
    figure = told["seconds"]["figure"]
    # Kept in sevens of seconds, each rounded up: never less than was taken.
    exact = nearest_rank(seconds, 80)
    assert figure["denominator"] == len(seconds)
    assert figure["resolution"] == "7 seconds"
    assert figure["time"] == f"{-(-exact // 7) * 7} seconds"


def test_changes(told, cases, repairs):
    def share(window):
        counts = tally(clocks(repairs), *window)
        return Fraction(counts["kept"], counts["kept"] + counts["failed"])

    a_year_before = (date(2024, 10, 1), date(2024, 12, 31))
    points = told["points"]
    assert points["before"] == float(share(a_year_before))
    assert points["change"] == pytest.approx(float(share(QUARTER) - share(a_year_before)), abs=0)

    def reported(window):
        days = [event.day for case in cases for event in case.all("repair.reported")]
        return sum(window[0] <= day <= window[1] for day in days)

    before = reported((date(2025, 7, 1), date(2025, 9, 30)))
    percent = told["percent"]
    assert percent["before"] == before
    assert percent["change"] == float(Fraction(reported(QUARTER), before) - 1)
    once = [len(case.all("repair.reported")) for case in of_kind(cases, "repair")]
    first = [case.all("repair.reported") for case in of_kind(cases, "repair")]
    in_year = [len(events) for events in first if events and YEAR[0] <= events[0].day <= YEAR[1]]
    figure = Fraction(in_year.count(1), len(in_year))
    assert len(once) >= len(in_year)
    assert told["baseline"]["change"] == float(figure / Fraction(8, 10) - 1)


def test_states_and_the_rest_of_the_period(told, repairs):
    """At the pace so far: by the milliseconds of the period that have passed."""
    counts = tally(clocks(repairs), *YEAR)
    all_of_them = counts["kept"] + counts["failed"]
    begins = datetime(2025, 4, 1, tzinfo=LONDON).astimezone(UTC)
    ends = datetime(2026, 4, 1, tzinfo=LONDON).astimezone(UTC)
    millis = lambda span: span // timedelta(milliseconds=1)
    passed, whole = millis(AS_OF - begins) + 1, millis(ends - begins)
    expected = max(all_of_them, all_of_them * whole // passed)
    target = told["completed"]
    assert target["expected"] == expected
    assert target["may_fail"] == expected * 10 // 100 - counts["failed"]
    needed = (Fraction(9, 10) * expected - counts["kept"]) / (expected - all_of_them)
    assert target["needed_share"] == float(max(needed, Fraction(0)))
    kept = Fraction(counts["kept"], all_of_them) >= Fraction(9, 10)
    assert target["state"] == ("on-track" if kept else "at-risk")


# ------------------------------------------------------ The Tenant Satisfaction Measures


MEASURES = [
    "--pack", "england/tenant-satisfaction-measures",
    "--pack", "england/complaint-handling-code",
    "--pack", "uk/gas-safety",
    "--accept", "unconfirmed",
    "--number", "rental-homes=1920", "--number", "ownership-homes=80", "--number", f"homes={HOMES}",
    "--param", "emergency-repair-time=24 hours",
    "--param", "non-emergency-repair-time=20 working days",
]  # fmt: skip


@pytest.fixture(scope="module")
def measures(file):
    return report(file, *MEASURES)


STOCKS = {"rental": ("low-cost-rental", 1920), "ownership": ("low-cost-home-ownership", 80)}


def events_in_year(cases, name):
    days = [event.day for case in cases for event in case.all(name)]
    return sum(YEAR[0] <= day <= YEAR[1] for day in days)


@pytest.mark.parametrize("stock", STOCKS)
def test_ch01(measures, cases, stock):
    name, homes = STOCKS[stock]
    own = [case for case in cases if case.attributes.get("stock") == name]
    for stage, event in [(1, "complaint.received"), (2, "stage-2.requested")]:
        figure = measures[f"ch01-stage-{stage}-{stock}"]["figure"]
        many = events_in_year(own, event)
        assert (figure["numerator"], figure["denominator"]) == (many, homes)
        assert figure["value"] == many * 1000 / homes
    assert measures["ch01-stage-1-rental"]["figure"]["numerator"] > 0


def answered(cases, stage):
    """Ten or twenty working days after the acknowledgement, as many more where it was extended in
    time."""
    days = {1: 10, 2: 20}[stage]
    prefix = {1: "complaint", 2: "stage-2"}[stage]
    received = {1: "complaint.received", 2: "stage-2.requested"}[stage]
    found = []
    for case in of_kind(cases, "complaint"):
        acknowledgements = runs(case, [received], [f"{prefix}.acknowledged"], ["complaint.withdrawn"])
        starts = [run.stop for run in acknowledgements if run.stop is not None]
        for start in starts[:1]:
            due = working_day(start.day, days)
            extended = [event for event in case.all(f"{prefix}.extended") if event.at >= start.at]
            if extended and extended[0].day <= due:
                due = working_day(start.day, 2 * days)
            answers = [event for event in case.all(f"{prefix}.answered") if event.day >= start.day]
            withdrawn = case.all("complaint.withdrawn")
            if answers:
                in_time = answers[0].day <= due
                found.append(One(case, answers[0].day, "kept" if in_time else "failed"))
            elif not withdrawn and TODAY > due:
                found.append(One(case, due, "overdue"))
    return found


@pytest.mark.parametrize("stage", [1, 2])
@pytest.mark.parametrize("stock", STOCKS)
def test_ch02(measures, cases, stage, stock):
    ones = [one for one in answered(cases, stage) if one.case.attributes["stock"] == STOCKS[stock][0]]
    counts = tally(ones, *YEAR)
    target = measures[f"ch02-stage-{stage}-{stock}"]
    if counts["kept"] + counts["failed"] == 0:
        assert target["reason"] == "nothing-counted"
        return
    figure = target["figure"]
    assert (figure["kept"], figure["failed"], figure["overdue"]) == (
        counts["kept"],
        counts["failed"],
        counts["overdue"],
    )
    assert figure["value"] == counts["kept"] / (counts["kept"] + counts["failed"])


def test_rp02(measures, cases):
    for name, is_emergency in [("rp02-emergency", True), ("rp02-non-emergency", False)]:
        found = []
        for run in repair_runs(cases):
            if (run.case.attributes["priority"] == "emergency") == is_emergency:
                due = (
                    run.start.at + timedelta(hours=24)
                    if is_emergency
                    else working_day(run.start.day, 20)
                )
                found.append(of_clock(run, due, AS_OF))
        same_share(measures[name], clocks(found), YEAR)


def test_bs01(tmp_path):
    """In time: the last check, or the installation, is within twelve months; one in the last two
    of them keeps the day."""
    # So many homes that a few are overdue.
    file = made(tmp_path, "--homes", "8000", "--kind", "gas-appliance")
    measures, in_time, all_of_them = report(file, *MEASURES), 0, 0
    for case in read(str(file), AS_OF):
        due = None
        for event in case.all("gas-appliance.installed", "gas-appliance.checked"):
            is_early = due is not None and months_later(due, -2) < event.day <= due
            due = months_later(due if is_early else event.day, 12)
        if due is not None:
            all_of_them += 1
            in_time += TODAY <= due
    figure = measures["bs01"]["figure"]
    assert 0 < in_time < all_of_them
    assert (figure["numerator"], figure["denominator"]) == (in_time, all_of_them)


def test_nm01(measures, cases):
    for name, hate in [("nm01", False), ("nm01-hate-incidents", True)]:
        own = [
            case
            for case in of_kind(cases, "antisocial-behaviour")
            if case.events and (not hate or case.attributes.get("hate-incident") == "true")
        ]
        many = sum(YEAR[0] <= case.events[0].day <= YEAR[1] for case in own)
        figure = measures[name]["figure"]
        assert (figure["numerator"], figure["denominator"]) == (many, HOMES)
        assert many > 0
