//! Every message that bad input gets, kept as snapshots to be read: what is wrong,
//! where, and what would be right. Every code of the catalogue is among them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dueby::{Calendar, Case, Code, Engine, Error, EventTime, Options, Pack};
use dueby_tests::{engine, one_clock};

const HEAD: &str =
    "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n";
const CLOCK: &str = "[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"2 working days\"\n";

fn pack(text: &str) -> Option<Error> {
    Pack::from_toml(text, "pack.toml").err()
}

/// A pack with one good clock, one line of it replaced or added.
fn clock(find: &str, put: &str) -> Option<Error> {
    let text = format!("{HEAD}\n{CLOCK}");
    let changed = text.replace(find, put);
    assert_ne!(text, changed, "{find}");
    pack(&changed)
}

const CALENDAR: &str = "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2025-01-01\"\nto = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n[holidays]\n2025-12-25 = \"Christmas Day\"\n";

fn calendar(find: &str, put: &str) -> Option<Error> {
    let changed = CALENDAR.replace(find, put);
    assert_ne!(CALENDAR, changed, "{find}");
    Calendar::from_toml(&changed, "calendar.toml").err()
}

fn case(text: &str) -> Option<Error> {
    Case::from_json(text, "case.json").err()
}

fn shipped() -> Engine {
    dueby_rules::engine(["landlords/customer-care-strategy"]).unwrap()
}

/// The findings of a case on a pack, as the errors that strictness makes of them.
fn strict(rest: &str, events: &[(&str, &str)]) -> Option<Error> {
    let engine = engine(&one_clock("england-and-wales", rest), None);
    let mut case = Case::new("C-1", "it");
    for (event, at) in events {
        case = case.with_event(*event, at).unwrap();
    }
    let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
    engine
        .assess_with(&case, as_of, &Options::default().strict())
        .err()
}

fn assess(events: &[(&str, &str)]) -> Option<Error> {
    let mut case = Case::new("C-1", "complaint");
    for (event, at) in events {
        case = case.with_event(*event, at).unwrap();
    }
    shipped()
        .assess(&case, "2026-06-01T12:00:00Z".parse().unwrap())
        .err()
}

fn due(pack: &str, clock: &str) -> Option<Error> {
    let from: EventTime = "2026-03-02".parse().unwrap();
    shipped()
        .due(pack, clock, from, &[], &Options::default())
        .err()
}

fn many(count: usize) -> String {
    let event = "{\"event\": \"a.b\", \"at\": \"2026-01-01\"},";
    format!(
        "{{\"case\": \"C-1\", \"events\": [{}]}}",
        event.repeat(count).trim_end_matches(',')
    )
}

/// What was tried, and the error it got.
type Tried = Vec<(&'static str, Option<Error>)>;

fn packs() -> Tried {
    vec![
        ("an empty pack", pack("  \n")),
        ("a pack that is not TOML", pack("[pack\nid = \"p\"")),
        ("an unfinished text", pack("[pack]\nid = \"p")),
        (
            "several syntax errors",
            pack("[pack]\nid = \ntitle = = 3\n"),
        ),
        ("a field twice", pack("[pack]\nid = \"p\"\nid = \"q\"\n")),
        ("a pack without a head", pack(CLOCK)),
        ("a pack without clocks", pack(HEAD)),
        (
            "a head without a calendar",
            pack("[pack]\nid = \"p\"\ntitle = \"P\"\nbasis = \"promise\"\n"),
        ),
        (
            "a misspelt table",
            pack(&format!("{HEAD}[[clocks]]\nid = \"a\"\n")),
        ),
        ("another table", pack(&format!("{HEAD}[banana]\n{CLOCK}"))),
        ("a misspelt field", clock("within", "witin")),
        ("another field", clock("kind", "colour = \"red\"\nkind")),
        ("a number for a text", clock("\"k\"", "3")),
        ("a list for a text", clock("\"k\"", "[\"k\"]")),
        (
            "a clock that is a table",
            pack(&format!("{HEAD}[clock]\nid = \"a\"\n")),
        ),
        ("an id with capitals", clock("\"a\"", "\"A b\"")),
        (
            "an id with a right-to-left override",
            clock("\"a\"", "\"a\u{202e}b\""),
        ),
        ("an event with a space", clock("k.begun", "k begun")),
        ("no event", clock("\"k.begun\"", "[]")),
        (
            "two clocks of one id",
            pack(&format!("{HEAD}{CLOCK}{CLOCK}")),
        ),
        ("an unknown basis", clock("\"promise\"", "\"promis\"")),
        ("an allowance without a unit", clock("2 working days", "2")),
        (
            "an allowance with another unit",
            clock("2 working days", "2 workin days"),
        ),
        (
            "an allowance with an unheard-of unit",
            clock("2 working days", "2 fortnights"),
        ),
        (
            "an allowance that is not whole",
            clock("2 working days", "2.5 days"),
        ),
        ("a negative allowance", clock("2 working days", "-2 days")),
        (
            "an allowance of mixed kinds",
            clock("2 working days", "1 day 2 working hours"),
        ),
        (
            "an allowance of centuries",
            clock("2 working days", "99999999999999999999 days"),
        ),
        (
            "an allowance of many years",
            clock("2 working days", "101 years"),
        ),
        (
            "a table without its attribute",
            clock("\"2 working days\"", "{ urgent = \"2 days\" }"),
        ),
        (
            "a table without rows",
            clock("\"2 working days\"", "{ by = \"priority\" }"),
        ),
        (
            "a table with a bad row",
            clock(
                "\"2 working days\"",
                "{ by = \"priority\", urgent = \"soon\" }",
            ),
        ),
        (
            "an unknown parameter",
            clock("\"2 working days\"", "{ parameter = \"tme\" }"),
        ),
        (
            "a parameter of another type",
            pack(&format!(
                "{HEAD}{}[parameter.time]\ntype = \"event\"\nquestion = \"?\"\n",
                CLOCK.replace("\"2 working days\"", "{ parameter = \"time\" }")
            )),
        ),
        (
            "a parameter with a bad value",
            pack(&format!(
                "{HEAD}{CLOCK}[parameter.time]\ntype = \"allowance\"\nquestion = \"?\"\nvalue = 3\n"
            )),
        ),
        (
            "an unknown escalation path",
            pack(&format!(
                "{HEAD}{CLOCK}escalation = \"complaint\"\n[escalation.complaints]\nsteps = [{{ at = \"due\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a bad moment",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nsteps = [{{ at = \"2 days late\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a bad lead",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nsteps = [{{ at = \"2 dys before due\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a path without steps",
            pack(&format!("{HEAD}{CLOCK}[escalation.x]\nsteps = []\n")),
        ),
        (
            "a step for nobody",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nsteps = [{{ at = \"due\", notify = \" \" }}]\n"
            )),
        ),
        (
            "an extension in another kind of time",
            clock(
                "within",
                "extension = { on = \"k.extended\", by = \"10 days\" }\nwithin",
            ),
        ),
        (
            "an unknown counting word",
            clock(
                "within",
                "counting = { roll = \"next workng day\" }\nwithin",
            ),
        ),
        (
            "a cut-off that is no time",
            clock("within", "counting = { cut-off = \"4 pm\" }\nwithin"),
        ),
        (
            "counting options on a clock in hours",
            clock(
                "within = \"2 working days\"",
                "counting = { roll = \"none\" }\nwithin = \"24 hours\"",
            ),
        ),
        (
            "a date that is none",
            clock("within", "checked = \"31/12/2025\"\nwithin"),
        ),
        ("ten mistakes", pack(TEN)),
    ]
}

const TEN: &str = r#"[pack]
id = "Ten"
title = "Ten mistakes"
calendar = "england-and-wales"
basis = "promisse"

[[clock]]
id = "one"
kind = "complaint"
starts = "complaint received"
stops = []
within = "two days"
escalation = "complants"

[[clock]]
id = "one"
kind = "complaint"
starts = "complaint.received"
stops = "complaint.answered"
within = { by = "priority", urgent = "5 wrking days" }
at-risk = "half"

[[clock]]
id = "three"
kind = "complaint"
begins = "complaint.received"

[escalation.complaints]
steps = [{ at = "tomorrow", notify = "manager" }]
"#;

fn calendars() -> Tried {
    vec![
        (
            "an empty calendar",
            Calendar::from_toml("", "calendar.toml").err(),
        ),
        (
            "a calendar without a head",
            calendar(
                "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2025-01-01\"\nto = \"2026-12-31\"\n",
                "",
            ),
        ),
        (
            "a calendar without hours",
            calendar("[hours]\nmon-fri = \"09:00-17:00\"\n", ""),
        ),
        ("an unknown zone", calendar("Europe/London", "Europe/Londn")),
        (
            "an end before the beginning",
            calendar("2026-12-31", "2024-12-31"),
        ),
        (
            "an end past the zone's data",
            calendar("2026-12-31", "2100-12-31"),
        ),
        (
            "a date that does not exist",
            calendar("2025-12-25", "2025-02-29"),
        ),
        ("a UK date", calendar("2025-12-25", "\"25/12/2025\"")),
        (
            "a holiday outside the years",
            calendar("2025-12-25", "2027-12-25"),
        ),
        (
            "a holiday twice",
            calendar("[holidays]", "[holidays]\n2025-12-25 = \"Christmas\""),
        ),
        (
            "a holiday both proclaimed and projected",
            calendar(
                "[holidays]",
                "[projected]\n2025-12-25 = \"Christmas\"\n[holidays]",
            ),
        ),
        ("a weekday that is none", calendar("mon-fri", "monday")),
        (
            "a weekday twice",
            calendar("mon-fri", "mon = \"09:00-12:00\"\nmon-fri"),
        ),
        ("no window", calendar("09:00-17:00", "9 to 5")),
        (
            "a window of no length",
            calendar("09:00-17:00", "09:00-09:00"),
        ),
        (
            "overlapping windows",
            calendar("09:00-17:00", "09:00-13:00, 12:30-17:00"),
        ),
        (
            "a night that runs into the morning",
            calendar("09:00-17:00", "09:00-17:00, 22:00-10:00"),
        ),
    ]
}

fn cases() -> Tried {
    vec![
        ("an empty case", case("")),
        (
            "a truncated case",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\""),
        ),
        ("not JSON", case("case: C-1")),
        ("a list", case("[1, 2]")),
        (
            "an unknown field",
            case("{\"case\": \"C-1\",\n \"evnts\": []}"),
        ),
        ("no reference", case("{\"kind\": \"complaint\"}")),
        ("an empty reference", case("{\"case\": \" \"}")),
        ("a number for a reference", case("{\"case\": 1042}")),
        (
            "an event without a time",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\"}]}"),
        ),
        (
            "a UK date",
            case(
                "{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\": \"19/12/2025 16:42\"}]}",
            ),
        ),
        (
            "words for a time",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\": \"yesterday\"}]}"),
        ),
        (
            "a date that does not exist",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\": \"2025-02-29\"}]}"),
        ),
        (
            "an attribute that is a list",
            case("{\"case\": \"C-1\", \"attributes\": {\"a\": []}}"),
        ),
        ("too many events", case(&many(10_001))),
        ("a case of 17 MiB", case(&" ".repeat(17 * 1024 * 1024))),
        (
            "a local time that the clocks skipped",
            assess(&[("complaint.received", "2026-03-29T01:30")]),
        ),
        (
            "a time outside the zone's data",
            assess(&[("complaint.received", "2150-01-01")]),
        ),
    ]
}

fn engines() -> Tried {
    let good = || Pack::from_toml(&format!("{HEAD}{CLOCK}"), "pack.toml").unwrap();
    let calendars = || {
        dueby_rules::calendars()
            .unwrap()
            .into_iter()
            .fold(Engine::builder(), |builder, calendar| {
                builder.calendar(calendar)
            })
    };
    let shipped_pack = dueby_rules::pack("landlords/customer-care-strategy").unwrap();
    let shipped_pack = Pack::from_toml(shipped_pack.text, shipped_pack.path).unwrap();
    vec![
        ("no pack", calendars().build().err()),
        ("no calendar", Engine::builder().pack(good()).build().err()),
        (
            "a pack twice",
            calendars().pack(good()).pack(good()).build().err(),
        ),
        (
            "a misspelt parameter",
            calendars()
                .pack(shipped_pack.clone())
                .parameter("apology-tim", "2 days")
                .build()
                .err(),
        ),
        (
            "a parameter with a bad value",
            calendars()
                .pack(shipped_pack.clone())
                .parameter("apology-time", "soon")
                .build()
                .err(),
        ),
        (
            "an event parameter with a bad value",
            calendars()
                .pack(shipped_pack)
                .parameter("reception-other-officer-start", "on arrival")
                .build()
                .err(),
        ),
        (
            "an unknown shipped pack",
            dueby_rules::engine(["landlords/customer-care"]).err(),
        ),
        (
            "an unknown pack",
            due("customer-care-strategy", "complaint-response"),
        ),
        (
            "an unknown clock",
            due(
                "landlords/customer-care-strategy",
                "complaint-acknowledgment",
            ),
        ),
    ]
}

fn findings() -> Tried {
    let days = "within = \"10 working days\"\npauses = { from = \"it.paused\", until = \"it.resumed\" }\nextension = { on = \"it.extended\", by = \"5 working days\" }\n";
    let ladder = "within = \"2 working days\"\nescalation = \"x\"\n[escalation.x]\nsteps = [{ at = \"20 years after due\", notify = \"archivist\" }, { at = \"9000 working days after due\", notify = \"archivist\" }]\n";
    vec![
        (
            "an event that no clock knows",
            strict(days, &[("it.startd", "2026-05-01")]),
        ),
        (
            "an event that has not happened",
            strict(days, &[("it.started", "2026-07-01")]),
        ),
        (
            "a stop without a start",
            strict(days, &[("it.stopped", "2026-05-05")]),
        ),
        (
            "a resumption without a pause",
            strict(
                days,
                &[("it.started", "2026-05-01"), ("it.resumed", "2026-05-05")],
            ),
        ),
        (
            "a pause too late",
            strict(
                days,
                &[("it.started", "2026-05-01"), ("it.paused", "2026-05-28")],
            ),
        ),
        (
            "an extension too late",
            strict(
                days,
                &[("it.started", "2026-05-01"), ("it.extended", "2026-05-28")],
            ),
        ),
        (
            "an extension beyond the cap",
            strict(
                days,
                &[
                    ("it.started", "2026-05-01"),
                    ("it.extended", "2026-05-05"),
                    ("it.extended", "2026-05-06"),
                ],
            ),
        ),
        (
            "a step beyond the calendar",
            strict(ladder, &[("it.started", "2026-05-20")]),
        ),
        ("a deadline on a projected holiday", {
            let engine = engine(
                &one_clock("england-and-wales", "within = \"2 working days\""),
                None,
            );
            let case = Case::new("C-1", "it")
                .with_event("it.started", "2027-12-30")
                .unwrap();
            let as_of = "2028-01-01T12:00:00Z".parse().unwrap();
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
    ]
}

fn told(tried: &Tried) -> String {
    let mut text = String::new();
    for (what, error) in tried {
        match error {
            Some(error) => writeln!(text, "# {what}\n{error}\n").unwrap(),
            None => panic!("{what} was accepted"),
        }
    }
    text
}

#[test]
fn messages_of_packs() {
    insta::assert_snapshot!("packs", told(&packs()));
}

#[test]
fn messages_of_calendars() {
    insta::assert_snapshot!("calendars", told(&calendars()));
}

#[test]
fn messages_of_cases() {
    insta::assert_snapshot!("cases", told(&cases()));
}

#[test]
fn messages_of_engines() {
    insta::assert_snapshot!("engines", told(&engines()));
}

#[test]
fn messages_of_findings() {
    insta::assert_snapshot!("findings", told(&findings()));
}

#[test]
fn every_code_is_tried_and_every_code_is_its_own() {
    let tried: BTreeSet<Code> = [packs(), calendars(), cases(), engines(), findings()]
        .iter()
        .flatten()
        .filter_map(|(_, error)| error.as_ref())
        .flat_map(|error| error.problems().map(|problem| problem.code()))
        .collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !tried.contains(code) && !OUTSIDE.contains(code))
        .map(|code| code.as_str())
        .collect();
    assert!(missing.is_empty(), "never tried: {missing:?}");
    let words: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(words.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(!code.meaning().is_empty());
        assert!(
            code.as_str()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        );
    }
}

/// Codes that only a program which reads files can meet: tried by its own tests.
const OUTSIDE: &[Code] = &[Code::NotUtf8];

/// Every problem has a remedy or a place to look at.
#[test]
fn every_problem_has_a_place_or_a_remedy() {
    for (what, error) in [packs(), calendars(), cases(), engines()].iter().flatten() {
        for problem in error.as_ref().unwrap().problems() {
            let placed = problem.place().file.is_some() || problem.place().event.is_some();
            assert!(placed || problem.remedy().is_some(), "{what}: {problem}");
        }
    }
}

#[test]
fn ten_mistakes_get_ten_findings() {
    let error = pack(TEN).unwrap();
    let lines: Vec<Option<usize>> = error
        .problems()
        .map(|problem| problem.place().line)
        .collect();
    assert_eq!(
        lines,
        [2, 5, 10, 11, 12, 13, 16, 20, 21, 26, 29]
            .map(Some)
            .to_vec(),
        "{error}"
    );
}
