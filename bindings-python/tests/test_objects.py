"""Objects as Python's own: repr, equality, hash, iteration, pickle; and errors."""

import copy
import json
import pickle
import signal
import threading
from datetime import date, datetime, timedelta

import dueby
import pytest
from conftest import ROOT, stories

ENGINE = dueby.Engine("landlords/customer-care-strategy")
CASE = dueby.Case(
    "C-1042", "complaint", attributes={"patch": "Stockton", "n": 3, "flag": True},
    events=[dueby.Event("complaint.received", datetime(2025, 12, 19, 16, 42), id="e1")],
)
AS_OF = datetime(2025, 12, 22, 9)
ANSWER = ENGINE.assess(CASE, AS_OF)
CALENDAR = dueby.Calendar.named("scotland")
COUNT = dueby.Count(CALENDAR, "5 working days", roll="next working day", cut_off="16:00")
TIMELINE = ENGINE.timeline(CASE, AS_OF, date(2026, 2, 1))
OTHER = dueby.Engine(dueby.Pack.from_toml(ENGINE.packs[0].text.replace('"10 working days"', '"5 working days"')))
WHAT_IF = ENGINE.what_if(OTHER, [CASE], AS_OF)


def parts(answer, seen=None):
    """An answer and everything in it."""
    yield answer
    for name in dir(type(answer)):
        if name.startswith("_") or callable(getattr(type(answer), name)):
            continue
        value = getattr(answer, name)
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]:
            if type(one).__module__ == "dueby":
                yield from parts(one)


WHOLE = [ANSWER, TIMELINE, WHAT_IF, COUNT.after(date(2025, 12, 19))]


@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: type(whole).__name__)
def test_everything_in_an_answer_is_pickled_and_shown(whole):
    seen = set()
    for part in parts(whole):
        kind = type(part).__name__
        if kind in seen and kind not in {"ClockAnswer", "Change"}:
            continue
        seen.add(kind)
        assert pickle.loads(pickle.dumps(part)) == part
        assert copy.deepcopy(part) == part
        assert repr(part).startswith((kind, "<")) and len(repr(part)) < 3000
    assert len(seen) >= 1


GIVEN = [
    CASE, CASE.events[0], CALENDAR, COUNT, ENGINE.packs[0], ENGINE.packs[0].clocks[0],
    dueby.Allowance("5 working days"), dueby.Limit("1 month"),
    dueby.check({"a.toml": "[pack]"}).problems[0],
    dueby.Directory.from_file(ROOT / "examples/directories/north-homes.toml"),
    dueby.Event("e", date(2026, 1, 1), set={"a": 1.5}, recorded_at=datetime(2026, 1, 2), step="s", note="n"),
    dueby.Calendar.from_toml('[calendar]\nid = "o"\ntitle = "O"\nextends = "scotland"\n[holidays]\n2026-03-27 = "Ours"\n'),
]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: type(given).__name__)
def test_what_is_given_is_pickled(given):
    again = pickle.loads(pickle.dumps(given))
    assert again == given and not again != given
    assert given != "something else"
    assert type(again).__hash__ is None or hash(again) == hash(given)


def test_an_engine_is_pickled_with_everything_it_was_made_of():
    written = stories("tests/scenarios/44-the-officer-of-the-patch.toml")[0]
    again = pickle.loads(pickle.dumps(written.engine))
    for expected in written.written["expect"]:
        as_of, options = expected["as-of"], written.options(expected)
        first = written.engine.assess(written.case, as_of, **options)
        assert again.assess(written.case, as_of, **options).to_json() == first.to_json()
    report = dueby.check({"a.toml": "[pack]"})
    assert str(pickle.loads(pickle.dumps(report))) == str(report)


def test_what_has_no_hash_and_what_has():
    with pytest.raises(TypeError):
        hash(CASE)
    assert len({dueby.Allowance("24 hours"), dueby.Allowance("24 hours"), dueby.Limit("24 hours")}) == 2
    assert {dueby.Calendar.named("scotland"): 1}[CALENDAR] == 1
    assert dueby.Pack.named("uk/gas-safety") != dueby.Pack.named("uk/subject-access")


def test_amounts_are_compared_within_their_kind():
    two, three = dueby.Allowance("2 working days"), dueby.Allowance("3 working days")
    assert two < three and three >= two and max(two, three) is three
    assert dueby.Allowance("2 days") != two
    with pytest.raises(TypeError):
        two < dueby.Allowance("2 days")
    with pytest.raises(ValueError, match="no fixed length"):
        two.as_timedelta()


def test_iteration_and_length():
    assert list(ANSWER) == list(ANSWER.clocks) and len(ANSWER) == len(ANSWER.clocks)
    assert list(TIMELINE) == list(TIMELINE.changes) and len(TIMELINE) > 2
    assert list(WHAT_IF) == list(WHAT_IF.moved)
    assert list(CASE) == list(CASE.events)
    assert [clock.id for clock in ENGINE.packs[0]] == [clock.id for clock in ENGINE.packs[0].clocks]
    assert ANSWER["complaint-response"].clock == "complaint-response"
    assert ANSWER[0] == ANSWER.clocks[0]
    with pytest.raises(KeyError):
        ANSWER["no-such-clock"]


def test_every_field_of_every_answer_is_there():
    """What JSON has, the objects have: no field is forgotten when the engine grows one."""
    checked = set()
    answers = [ANSWER, TIMELINE, WHAT_IF]
    for path in sorted((ROOT / "tests/scenarios").glob("*.toml")):
        for story in stories(f"tests/scenarios/{path.name}"):
            answers += list(story.answers())
    for answer in answers:
        for part in parts(answer):
            if not hasattr(part, "to_json"):
                continue
            written = json.loads(part.to_json())
            kind = type(part).__name__
            if kind in {"Entry", "Via"}:
                tag = "step" if kind == "Entry" else "by"
                assert written.pop(tag) == getattr(part, tag)
                assert set(part.fields) == set(written), (kind, getattr(part, tag))
                checked.add((kind, getattr(part, tag)))
                continue
            if kind == "Change":
                assert written.pop("what") == part.what
                names = {"at", "pack", "clock", "instance", "promise"} & set(written)
                assert set(part.fields) == set(written) - names or part.what == "right"
                checked.add((kind, part.what))
                continue
            for name in written:
                assert hasattr(part, name if name != "from" else "from_"), (kind, name)
            checked.add(kind)
    assert {"ClockAnswer", "EscalationAnswer", "RightAnswer", "RecipientAnswer", "Reason", "Finding"} <= checked
    assert len([one for one in checked if one[0] == "Entry"]) >= 24, checked


def test_what_if_says_which_rights_moved():
    # A month from 18 December ends on 18 January, 20 working days on the 20th.
    text = """
[pack]
id = "rights"
title = "Rights"
calendar = "england-and-wales"
basis = "code"
[[right]]
id = "stage-2"
title = "Ask for stage 2"
to = "the panel"
kind = "complaint"
starts = "complaint.answered"
used = "stage-2.asked"
within = "20 working days"
"""
    before = dueby.Engine(dueby.Pack.from_toml(text))
    after = dueby.Engine(dueby.Pack.from_toml(text.replace("20 working days", "1 month")))
    case = dueby.Case("C-1", "complaint", events=[("complaint.answered", date(2025, 12, 18))])
    found = before.what_if(after, [case], datetime(2026, 1, 19, 10))
    (one,) = found.rights
    assert (one.case, one.pack, one.right, one.instance) == ("C-1", "rights", "stage-2", 1)
    assert (one.title, one.to, one.nation) == ("Ask for stage 2", "the panel", None)
    assert (one.before.state, one.after.state, one.days) == ("open", "lapsed", -2)
    assert one.after.deadline.due_date == date(2026, 1, 18)
    assert str(one.before.within) == "20 working days"
    assert (found.summary.cases_moved, found.summary.moved, found.summary.appointments) == (1, 0, 0)
    rights = found.summary.rights
    assert (rights.instances, rights.moved, rights.earlier, rights.later) == (1, 1, 1, 0)
    (states,) = rights.states
    assert (states.from_, states.to, states.instances) == ("open", "lapsed", 1)


def test_what_if_says_what_moved():
    moved = {one.clock: one for one in WHAT_IF}
    # Five working days from Friday 19 December: 22, 23, 24, 29, 30.
    assert moved["complaint-response"].after.deadline.due_date == date(2025, 12, 30)
    assert moved["complaint-response"].days == -8
    assert WHAT_IF.summary.earlier == 1


def test_what_holds_several_answers_is_pickled_compared_and_searched():
    several = ENGINE.assess_all([CASE, CASE], AS_OF)
    again = pickle.loads(pickle.dumps(several))
    assert again == several and again != ENGINE.assess_all([CASE], AS_OF) and several[0] in again
    assert "complaint-response" in ANSWER and "no-such-clock" not in ANSWER and ANSWER[0] in ANSWER
    columns = CALENDAR.columns
    assert pickle.loads(pickle.dumps(columns)) == columns != dueby.Calendar.named("utc").columns


def test_a_file_that_is_not_there_is_named(tmp_path):
    for read in (dueby.Pack.from_file, dueby.Engine, dueby.check, dueby.Directory.from_file):
        with pytest.raises(FileNotFoundError, match="nowhere.toml") as raised:
            read(tmp_path / "nowhere.toml")
        assert raised.value.filename == str(tmp_path / "nowhere.toml")
    (tmp_path / "latin.toml").write_bytes(b"[pack]\ntitle = \"caf\xe9\"\n")
    with pytest.raises(ValueError, match="latin.toml"):
        dueby.Pack.from_file(tmp_path / "latin.toml")


def test_next_change_is_that_of_the_answer():
    assert ENGINE.next_change(CASE, AS_OF) == ANSWER.next_change


def test_errors_say_where_and_what_would_be_right():
    with pytest.raises(dueby.RuleError) as raised:
        dueby.Pack.from_toml('[pack]\nid = "p"\ntitel = "x"\n', file="mine.toml")
    error = raised.value
    assert (error.code, error.file, error.line, error.column) == ("unknown-field", "mine.toml", 3, 1)
    assert "title" in error.hint
    assert error.problems[0].code == error.code
    assert "{" not in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.line, again.problems, str(again)) == (error.code, error.line, error.problems, str(error))


def test_a_dict_is_refused_without_a_line():
    with pytest.raises(dueby.RuleError) as raised:
        dueby.Pack.from_dict({"pack": {"id": "p", "title": "P", "calendar": "scotland", "basis": "promise"},
                              "clock": [{"id": "a", "kind": "k", "starts": "a.b", "stops": "a.c", "within": 3}]})
    assert raised.value.line is None
    assert any('"within": 3' in note for note in raised.value.__notes__)


def test_each_sort_of_error_has_its_class():
    with pytest.raises(dueby.UnknownNameError, match="did you mean"):
        dueby.Engine("england/awaabs-lore")
    with pytest.raises(dueby.UnknownNameError, match="scotland"):
        dueby.Calendar.named("skotland")
    with pytest.raises(dueby.UnknownNameError):
        ENGINE.assess(CASE, AS_OF, accept=["no-such-clock"])
    with pytest.raises(dueby.CaseError) as raised:
        ENGINE.assess(CASE.with_event("complaint.recieved", date(2025, 12, 20)), AS_OF, strict=True)
    assert (raised.value.code, raised.value.event) == ("unknown-event", 1)
    with pytest.raises(dueby.CaseError) as raised:
        dueby.Case.from_json('{"case": "C",\n "evnts": []}', file="c.json")
    assert (raised.value.file, raised.value.line) == ("c.json", 2)
    with pytest.raises(dueby.RuleError):
        dueby.Allowance("five days")
    with pytest.raises(dueby.Error) as raised:
        dueby.Count("scotland", "1 day", roll="forward")
    assert raised.value.code == "unknown-word" and "next working day" in raised.value.hint
    for error in (dueby.RuleError, dueby.CaseError, dueby.TimeError, dueby.CalendarRangeError, dueby.UnknownNameError):
        assert issubclass(error, dueby.Error) and issubclass(error, ValueError)


def test_a_pack_by_name_path_text_and_dict(tmp_path):
    text = dueby.Pack.named("uk/gas-safety").text
    file = tmp_path / "gas.toml"
    file.write_text(text, encoding="utf-8")
    by_text = dueby.Pack.from_toml(text)
    assert by_text == dueby.Pack.named("uk/gas-safety") == dueby.Pack.from_file(file)
    for given in ("uk/gas-safety", str(file), file, by_text, [by_text]):
        assert dueby.Engine(given).packs[0] == by_text
    import tomllib
    assert dueby.Engine(tomllib.loads(text)).packs[0].id == "uk/gas-safety"


def test_a_case_by_dict():
    case = {"case": "C-1042", "kind": "complaint", "events": [{"event": "complaint.received", "at": datetime(2025, 12, 19, 16, 42)}]}
    assert ENGINE.assess(case, AS_OF)["complaint-response"].due_date == date(2026, 1, 7)
    assert dueby.Case.from_dict(CASE.to_dict()) == CASE
    assert dueby.Case("C", attributes={"when": date(2026, 1, 1), "none": None}).attributes == {"when": "2026-01-01"}


def test_checking_a_folder_and_files(tmp_path):
    (tmp_path / "a.toml").write_text("[pack]\nid = 3\n", encoding="utf-8")
    (tmp_path / "note.txt").write_text("nothing", encoding="utf-8")
    report = dueby.check(tmp_path)
    assert len(report) == report.errors + report.warnings + report.notes and not report
    assert report.problems[0].file.endswith("a.toml")
    with pytest.raises(OSError):
        dueby.check(tmp_path / "none.toml")
    shipped = {f"{name}.toml": dueby.Pack.named(name).text for name in dueby.packs()}
    assert dueby.check(shipped).errors == 0


def test_checking_with_a_directory(tmp_path):
    pack = """
[pack]
id = "ours"
title = "Ours"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "repair"
promise = "Repair within 5 working days"
kind = "repair"
starts = "repair.reported"
stops = "repair.done"
within = "5 working days"
escalation = "ladder"

[escalation.ladder]
steps = [{ at = "due", notify = "head of repairs" }]
"""
    directory = """
[directory]
id = "north"
title = "North Homes"

[contact.ann]
title = "Head of repairs"

[[role]]
name = "head of housing"
contact = "ann"
"""
    given = dueby.Directory.from_toml(directory)
    assert dueby.check({"ours.toml": pack}).is_clean
    report = dueby.check({"ours.toml": pack}, directory=given)
    assert [problem.code for problem in report] == ["unknown-role"]
    (tmp_path / "north.toml").write_text(directory)
    assert str(dueby.check({"ours.toml": pack}, directory=tmp_path / "north.toml")) == str(report)
    assert str(pickle.loads(pickle.dumps(report))) == str(report)
    right = dueby.Directory.from_toml(directory.replace("head of housing", "head of repairs"))
    assert dueby.check({"ours.toml": pack}, directory=right).is_clean


def test_long_work_lets_other_threads_run():
    """While cases are compared, another thread gets its turn."""
    turns = []
    done = threading.Event()

    def count():
        while not done.is_set():
            turns.append(1)
            done.wait(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    ENGINE.what_if(OTHER, (CASE for _ in range(3000)), AS_OF)
    done.set()
    thread.join()
    assert len(turns) > 1


def test_long_work_can_be_interrupted():
    def cases():
        for number in range(10_000_000):
            if number == 1000:
                signal.raise_signal(signal.SIGINT)
            yield CASE

    with pytest.raises(KeyboardInterrupt):
        ENGINE.what_if(OTHER, cases(), AS_OF)


def test_openings_and_sums():
    assert CALENDAR.working_time_between(datetime(2026, 1, 5, 9), datetime(2026, 1, 6, 9)) == timedelta(hours=8)
    assert date(2026, 1, 1) in CALENDAR and date(1900, 1, 1) not in CALENDAR
    with pytest.raises(ValueError, match="stays"):
        CALENDAR.add_working_time(AS_OF, timedelta(hours=1), edge="jumps")


def interrupted(ask):
    """Interrupts a call that takes seconds."""
    timer = threading.Timer(0.1, signal.raise_signal, [signal.SIGINT])
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            ask()
    finally:
        timer.cancel()


def test_checking_can_be_interrupted():
    head = '[pack]\nid = "p{n}"\ntitle = "P"\ncalendar = "england-and-wales"\nbasis = "promise"\n'
    clock = """
[[clock]]
id = "c{n}"
promise = "Within {n} days"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "{n} days"
"""
    clocks = "".join(clock.format(n=n) for n in range(1, 300))
    interrupted(lambda: dueby.check({f"p{n}.toml": head.format(n=n) + clocks for n in range(1_000)}))


def test_a_timeline_can_be_interrupted():
    engine = dueby.Engine({
        "pack": {"id": "p", "title": "P", "calendar": "england-and-wales", "basis": "promise"},
        "clock": [{"id": "long", "kind": "k", "starts": "k.begun", "stops": "k.ended", "within": "400 working days",
                   "at-risk": "50%"}],
    })
    hours = [datetime(2024, 1, 1) + timedelta(hours=number) for number in range(800)]
    case = dueby.Case("C", "k", events=[(event, at) for at in hours for event in ("k.begun", "k.ended")])
    interrupted(lambda: engine.timeline(case, datetime(2024, 1, 1), datetime(2025, 1, 1)))
