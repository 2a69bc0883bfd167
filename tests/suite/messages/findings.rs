//! What is odd about a case.

use dueby::{Case, Directory, Engine, Error, Event, Options, Pack};
use dueby_tests::{engine, one_clock};

use crate::Tried;

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

pub(crate) fn findings() -> Tried {
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
            "a stop that comes too soon",
            strict(
                "within = \"7 weeks\"\nnot-before = \"5 weeks\"\n",
                &[("it.started", "2026-05-01"), ("it.stopped", "2026-05-20")],
            ),
        ),
        (
            "a pause that holds nothing",
            strict(days, &[("it.paused", "2026-05-05")]),
        ),
        ("a priority in capitals", {
            let rules = "when = { priority = \"urgent\" }\nwithin = \"2 working days\"\n";
            let engine = engine(&one_clock("england-and-wales", rules), None);
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            let case = Case::new("C-1", "it").with_attribute("priority", "Urgent");
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
        ("a value that cannot be compared", {
            let rules = "when = { rooms = { at-least = 2 } }\nwithin = \"2 working days\"\n";
            let engine = engine(&one_clock("england-and-wales", rules), None);
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            let case = Case::new("C-1", "it").with_attribute("rooms", "three");
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
        ("a kind of case that no clock is for", {
            let engine = engine(&one_clock("england-and-wales", days), None);
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            let options = Options::default().strict();
            engine
                .assess_with(&Case::new("C-1", "its"), as_of, &options)
                .err()
        }),
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
        ("extensions that the rule does not allow", {
            let rules = "within = \"10 working days\"\npauses = { from = \"it.paused\", until = \"it.resumed\" }\nextension = { on = \"it.extended\", to = { attribute = \"new-date\" }, in-time = \"before the first due\", when = { agreed = true } }\n";
            let engine = engine(&one_clock("england-and-wales", rules), None);
            let mut case = Case::new("C-1", "it")
                .with_event("it.started", "2026-05-01")
                .unwrap()
                .with_event("it.paused", "2026-05-14")
                .unwrap()
                .with_event("it.resumed", "2026-05-15")
                .unwrap();
            for (at, date, agreed) in [
                ("2026-05-05", "2026-05-20", false),
                ("2026-05-06", "20/5/2026", true),
                ("2026-05-07", "2026-05-23", true),
                ("2026-05-08", "2026-05-07", true),
                ("2026-05-14", "2026-05-20", true),
                ("2026-05-28", "2026-06-10", true),
            ] {
                let mut event = dueby::Event::new("it.extended", at.parse().unwrap());
                event.set.insert("new-date".to_owned(), date.into());
                event.set.insert("agreed".to_owned(), agreed.into());
                case.events.push(event);
            }
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
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
        ("a visit before the window of its appointment", {
            let rules = "[pack]\nid = \"tried\"\ntitle = \"Tried\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n[[appointment]]\nid = \"visit\"\nkind = \"it\"\nmade = \"visit.agreed\"\nwindow = { from = \"from\", until = \"until\" }\nkept = \"visit.made\"\n";
            let engine = engine(rules, None);
            let case = Case::new("C-1", "it")
                .with_attribute("from", "2026-05-12T08:00")
                .with_attribute("until", "2026-05-12T13:00")
                .with_event("visit.agreed", "2026-05-01T10:00")
                .unwrap()
                .with_event("visit.made", "2026-05-12T07:30")
                .unwrap();
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
        (
            "a reset too late",
            strict(
                "within = \"10 working days\"\nresets = \"it.reset\"\n",
                &[("it.started", "2026-05-01"), ("it.reset", "2026-05-28")],
            ),
        ),
        (
            "a reopening of what has not ended",
            strict(
                "within = \"10 working days\"\nreopens = \"it.reopened\"\n",
                &[("it.reopened", "2026-05-28")],
            ),
        ),
        (
            "a step beyond the calendar",
            strict(ladder, &[("it.started", "2026-05-20")]),
        ),
        ("reports that cannot be right", {
            let rules = "within = \"2 working days\"\nescalation = \"x\"\n[escalation.x]\nsteps = [{ at = \"start\", notify = \"officer\" }, { at = \"20 working days after due\", notify = \"manager\" }]\n";
            let engine = engine(&one_clock("england-and-wales", rules), None);
            let mut case = Case::new("C-1", "it")
                .with_event("it.started", "2026-05-20T10:00")
                .unwrap();
            let one = engine
                .assess(&case, "2026-06-01T12:00:00Z".parse().unwrap())
                .unwrap();
            let id = |step: usize| Some(one.clocks[0].escalations[step].id.clone());
            for (what, at, step) in [
                (Event::SENT, "2026-05-20T10:05", id(0)),
                (Event::SENT, "2026-05-20T10:10", id(0)),
                (
                    Event::SENT,
                    "2026-05-20T10:15",
                    id(0).map(|id| format!("{id}0")),
                ),
                (Event::SENT, "2026-05-20T10:20", None),
                ("it.noted", "2026-05-20T10:25", id(0)),
                (Event::ACKNOWLEDGED, "2026-05-20T10:30", id(1)),
                (Event::SENT, "2026-05-20T10:35", id(1)),
            ] {
                let mut event = Event::new(what, at.parse().unwrap());
                event.step = step;
                case.events.push(event);
            }
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
        ("roles that lead to nobody", {
            let rules = "within = \"2 working days\"\nescalation = \"x\"\n[escalation.x]\nsteps = [{ at = \"due\", notify = \"officer\" }, { at = \"due\", notify = \"manager\" }, { at = \"due\", notify = \"board\" }, { at = \"due\", notify = \"bord\" }, { at = \"due\", notify = \"planner\" }, { at = \"due\", notify = \"surveyor\" }]\n";
            let directory = "[directory]\nid = \"d\"\ntitle = \"D\"\n[contact.a]\ntitle = \"a\"\nabsent = [{ from = \"2026-05-01\", until = \"2026-07-31\" }]\n[[role]]\nname = \"officer\"\ncontact = { by = \"patch\", north = \"a\" }\n[[role]]\nname = \"manager\"\ncontact = { by = \"ward\", north = \"a\" }\n[[role]]\nname = \"board\"\nmanager-of = \"planner\"\n[[role]]\nname = \"planner\"\ncontact = \"a\"\n[[role]]\nname = \"surveyor\"\nwhen = { patch = \"south\" }\ncontact = \"a\"\n";
            let directory = Directory::from_toml(directory, "directory.toml").unwrap();
            let pack = one_clock("england-and-wales", rules);
            let calendars = dueby_rules::calendars().unwrap();
            let builder = calendars
                .into_iter()
                .fold(Engine::builder(), |builder, calendar| {
                    builder.calendar(calendar)
                });
            let pack = Pack::from_toml(&pack, "pack.toml").unwrap();
            let engine = builder.pack(pack).directory(directory).build().unwrap();
            let case = Case::new("C-1", "it")
                .with_attribute("patch", "norht")
                .with_event("it.started", "2026-05-20T10:00")
                .unwrap();
            let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
            engine
                .assess_with(&case, as_of, &Options::default().strict())
                .err()
        }),
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
