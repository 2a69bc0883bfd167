"""The vectors of the project, asked of the wheel: expected dates come from outside."""

import json
from datetime import date, datetime, timedelta, timezone

import dueby
import pytest
from conftest import ROOT, inline, moment, read_json, read_toml

# What is contested in others' practice, as a pack beside the vectors.
READINGS = "examples/readings"
LATE = datetime(2030, 1, 1, tzinfo=timezone.utc)


def own_calendar(given):
    lines = [
        f'[calendar]\nid = "own"\ntitle = "Own"\nzone = "{given["zone"]}"\nfrom = "{given["from"]}"\nto = "{given["to"]}"\n[hours]'
    ]
    lines += [f'{days} = "{hours}"' for days, hours in given["hours"].items()]
    lines += ["[holidays]", *(f'{day} = "Holiday"' for day in given["holidays"])]
    for closure in given.get("closures", []):
        lines += ["[[closure]]", *(f"{name} = {json.dumps(closure[name])}" for name in ("name", "from", "to", "priorities"))]
    return dueby.Calendar.from_toml("\n".join(lines) + "\n")


def is_as_expected(due, due_date, expected):
    if "due-date" in expected:
        return due_date is not None and due_date.isoformat() == expected["due-date"]
    return due == datetime.fromisoformat(expected["due"].replace("Z", "+00:00"))


def law():
    return read_json("tests/vectors/law.json")["rows"]


@pytest.mark.parametrize("row", law(), ids=lambda row: row["id"])
def test_law(row):
    if isinstance(row["calendar"], str):
        calendar = dueby.Calendar.named(row["calendar"])
    else:
        calendar = own_calendar(row["calendar"])
    if row.get("op") == "add-working-days":
        found = calendar.add_working_days(date.fromisoformat(row["start"]), row["days"])
        assert found.isoformat() == row["expected"]["date"]
        return
    clock = {
        "id": "it", "kind": "it", "starts": "it.started", "stops": "it.stopped",
    }
    if "due" in row:
        # What is due on a date is moved by nothing.
        clock["due"] = row["due"]
    else:
        clock["within"] = row["within"]
        clock["pauses"] = {"from": "it.paused", "until": "it.resumed"}
    if row["counting"]:
        clock["counting"] = row["counting"]
    pack = {
        "pack": {"id": "tried", "title": "Tried", "calendar": calendar.id, "basis": "promise"},
        "clock": [clock],
    }
    engine = dueby.Engine(pack, calendars=[calendar])
    events = [("it.started", moment(row["start"]))]
    for pause in row.get("pauses", []):
        events += [("it.paused", moment(pause["from"])), ("it.resumed", moment(pause["until"]))]
    attributes = {"priority": row["priority"]} if "priority" in row else None
    case = dueby.Case(row["id"], "it", attributes=attributes, events=events)
    clock = engine.assess(case, LATE, accept="all").clocks[0]
    assert is_as_expected(clock.due, clock.due_date, row["expected"]), clock


def asked_of_packs():
    rows = {row["id"]: row for row in law()}
    for ask in read_toml("tests/vectors/packs.toml")["ask"]:
        for name in ask["rows"]:
            yield pytest.param(ask, rows[name], id=f"{name}-{ask['pack']}")


@pytest.mark.parametrize("ask,row", list(asked_of_packs()))
def test_shipped_packs(ask, row):
    events = [(ask["start"], moment(row["start"]))] if "start" in ask else []
    for pause in row.get("pauses", []):
        paused, resumed = ask["pause"]
        events += [(paused, moment(pause["from"])), (resumed, moment(pause["until"]))]
    events += [dueby.Event(**{**event, "at": moment(event["at"])}) for event in ask.get("events", [])]
    case = dueby.Case(row["id"], ask.get("kind", "example"), attributes=ask.get("attributes"), events=events)
    readings = {ask["clock"]: ask["reading"]} if "reading" in ask else None
    pack = dueby.Pack.from_file(ROOT / "tests/vectors/readings.toml") if ask["pack"] == READINGS else ask["pack"]
    answer = dueby.Engine(pack).assess(case, LATE, accept=ask.get("accept"), readings=readings)
    if "right" in ask:
        due = next(right for right in answer.rights if right.right == ask["right"]).open_until
        assert is_as_expected(due, due and due.date(), row["expected"])
        return
    clock = next(clock for clock in answer if (clock.clock, clock.instance) == (ask["clock"], ask.get("run", 1)))
    gives = ask.get("gives", "due")
    if gives == "window":
        assert clock.early_from.isoformat() == row["start"]
    dates = {"early-from": clock.early_from, "not-before": clock.not_before}
    assert is_as_expected(clock.due, dates.get(gives, clock.due and clock.due.date()), row["expected"])


@pytest.mark.parametrize("nation", ["england-and-wales", "scotland", "northern-ireland"])
def test_bank_holidays(nation):
    listed = read_json(f"tests/vectors/bank-holidays-{nation}.json")
    calendar = dueby.Calendar.named(nation)
    first, last = calendar.span
    assert (first.isoformat(), last.isoformat()) == (listed["from"], listed["to"])
    known = {row["date"]: row["calendar"] == "open" for row in listed["differences"]}
    day = first
    while day <= last:
        text = day.isoformat()
        expected = known.get(text, day.weekday() < 5 and text not in listed["holidays"])
        assert calendar.is_working_day(day) == expected, day
        day += timedelta(days=1)


@pytest.mark.parametrize("zone", list(read_json("tests/vectors/zones.json")["zones"]))
def test_zones(zone):
    """Instants come back with the offset that the zone has then, around every change."""
    changes = read_json("tests/vectors/zones.json")["zones"][zone]
    calendar = dueby.Calendar.from_toml(
        f'[calendar]\nid = "there"\ntitle = "There"\nzone = "{zone}"\nfrom = "1990-01-01"\nto = "2099-12-31"\n[hours]\nmon-sun = "00:00-24:00"\n'
    )
    before = changes["first-offset"]
    for text, after in changes["changes"]:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
        for instant, offset in [(at - timedelta(seconds=1), before), (at, after)]:
            found = calendar.instant(instant)
            # Compared in UTC: Python calls no times of two zones equal where one was twice.
            assert found.astimezone(timezone.utc) == instant
            assert found.utcoffset() == timedelta(seconds=offset), instant
            assert calendar.next_open(instant).utcoffset() == timedelta(seconds=offset)
            # What the wall shows then is the same instant again, with its fold.
            again = calendar.instant(found.replace(tzinfo=None))
            assert again.astimezone(timezone.utc) == instant
        before = after
