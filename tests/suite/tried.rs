//! What holds of any bytes that somebody gives for rules or a case: the bodies of the fuzz
//! targets in `fuzz/`, replayed and mutated by `tests/suite/fuzz.rs`.

use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use dueby::{
    Accept, Calendar, Case, Checker, Diff, Directory, Engine, Error, Event, EventTime, Options,
    Pack, Value,
};

/// What is done with the bytes.
pub type Body = fn(&[u8]);

/// The kinds of text that can be given.
pub const KINDS: [(&str, Body); 4] = [
    ("pack", pack),
    ("case", case),
    ("calendar", calendar),
    ("directory", directory),
];

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

/// Before all, in between, and after all.
fn moments() -> [DateTime<Utc>; 4] {
    [
        moment("1999-12-31T23:59:59Z"),
        moment("2026-03-29T01:30:00Z"),
        moment("2026-06-15T12:00:00Z"),
        moment("2090-01-01T00:00:00Z"),
    ]
}

fn calendars() -> &'static [Calendar] {
    static READ: OnceLock<Vec<Calendar>> = OnceLock::new();
    READ.get_or_init(|| dueby_rules::calendars().unwrap_or_else(|error| panic!("{error}")))
}

/// What was refused says why and where: a message that people can read, in the text.
fn refused(error: &Error, text: &str) {
    for problem in error.problems() {
        told(problem, text);
    }
}

fn told(problem: &dueby::Problem, text: &str) {
    let message = problem.message();
    assert!(!message.trim().is_empty(), "nothing is said");
    assert!(message.chars().count() <= 2_001, "too much is said");
    let place = problem.place();
    assert!(place.file.is_some(), "no place: {problem}");
    if let Some(span) = &place.span {
        assert!(span.start <= span.end, "{problem}");
        let before = text.get(..span.start);
        let before = before.unwrap_or_else(|| panic!("no such place: {problem}"));
        assert!(text.get(span.clone()).is_some(), "no such place: {problem}");
        let line = before.matches('\n').count() + 1;
        assert_eq!(place.line, Some(line), "{problem}");
    }
}

/// A pack: read, the same in JSON, checked the same twice, and every answer that can be
/// asked of it is given or refused.
pub fn pack(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let json = text.trim_start().starts_with('{');
    let read = |text: &str| {
        if json {
            Pack::from_json_with(text, "pack", dueby_rules::read)
        } else {
            Pack::from_toml_with(text, "pack", dueby_rules::read)
        }
    };
    let read = match read(text) {
        Ok(read) => read,
        Err(error) => {
            refused(&error, text);
            if !json {
                check(text);
            }
            return;
        }
    };
    if !json {
        check(text);
        in_json(text, &read);
    }
    let diff = Diff::between(std::slice::from_ref(&read), std::slice::from_ref(&read));
    assert!(!diff.computes, "a pack differs from itself");
    let mut builder = Engine::builder().pack(read);
    for calendar in calendars() {
        builder = builder.calendar(calendar.clone());
    }
    if let Ok(engine) = builder.build() {
        ask(&engine);
    }
}

fn check(text: &str) {
    let run = || {
        let mut checker = Checker::new().most_steps(20_000);
        for calendar in calendars() {
            checker = checker.calendar(calendar.clone());
        }
        checker.text("pack", text).check()
    };
    let (one, other) = (run(), run());
    assert_eq!(one.problems(), other.problems(), "checked twice");
    for problem in one.problems() {
        told(problem, text);
    }
}

/// The same text in JSON is the same pack.
fn in_json(text: &str, read: &Pack) {
    let Ok(table) = text.parse::<toml::Table>() else {
        panic!("read, and yet no TOML");
    };
    let Ok(json) = serde_json::to_string(&table) else {
        return;
    };
    match Pack::from_json_with(&json, "pack", dueby_rules::read) {
        Ok(other) => {
            let diff = Diff::between(std::slice::from_ref(read), &[other]);
            let found: Vec<_> = diff
                .compared
                .iter()
                .flat_map(|one| &one.differences)
                .collect();
            assert!(found.is_empty(), "another pack in JSON: {found:?}");
        }
        // A number that JSON has no words for.
        Err(_) if ["nan", "inf"].iter().any(|word| text.contains(word)) => {}
        Err(error) => panic!("refused in JSON: {error}"),
    }
}

/// A case in which everything happens that these rules wait for, and one in which it
/// happens the other way round, asked about at each moment.
fn ask(engine: &Engine) {
    let events: Vec<String> = engine.event_types().take(60).map(str::to_owned).collect();
    let kinds: Vec<String> = engine
        .packs()
        .flat_map(|pack| pack.clocks())
        .map(|clock| clock.kind().to_owned())
        .take(2)
        .collect();
    let mut attributes: Vec<(String, Vec<Value>)> = Vec::new();
    for pack in engine.packs() {
        for (name, attribute) in pack.attributes().iter().take(20) {
            let values: Vec<Value> = match attribute.of() {
                dueby::AttributeType::Text(one_of) => one_of
                    .iter()
                    .take(3)
                    .map(|text| text.as_str().into())
                    .collect(),
                dueby::AttributeType::Flag => vec![true.into(), false.into()],
                dueby::AttributeType::Date => vec!["2026-03-28".into()],
                _ => vec![0.0.into(), 1e300.into()],
            };
            attributes.push((name.clone(), values));
        }
    }
    let at = |number: usize| -> EventTime {
        let (day, hour) = (number / 24 % 28 + 1, number % 24);
        let text = match number % 3 {
            0 => format!("2026-03-{day:02}"),
            1 => format!("2026-03-{day:02}T{hour:02}:30"),
            _ => format!("2026-03-{day:02}T{hour:02}:30:00Z"),
        };
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    };
    for kind in kinds.iter().chain(&["another".to_owned()]) {
        for turn in 0..2 {
            let mut case = Case::new("C-1", kind.as_str());
            if turn == 0 {
                for (name, values) in &attributes {
                    if let Some(value) = values.first() {
                        case = case.with_attribute(name, value.clone());
                    }
                }
            }
            let ordered: Vec<&String> = match turn {
                0 => events.iter().chain(&events).collect(),
                _ => events.iter().rev().chain(&events).collect(),
            };
            for (number, event) in ordered.into_iter().enumerate() {
                let mut event = Event::new(event.as_str(), at(number * 5));
                if let Some((name, values)) = attributes.get(number % attributes.len().max(1))
                    && let Some(value) = values.get(number % values.len().max(1))
                {
                    event.set.insert(name.clone(), value.clone());
                }
                case.events.push(event);
            }
            assess(engine, &case);
        }
    }
}

/// Every answer of a case: given or refused, and the same when it is asked for again.
fn assess(engine: &Engine, case: &Case) {
    let options = [Options::default(), Options::default().accept(Accept::all())];
    for (number, as_of) in moments().into_iter().enumerate() {
        for options in options.iter().skip(number % 2) {
            let one = engine.assess_with(case, as_of, options);
            let other = engine.assess_with(case, as_of, options);
            match (one, other) {
                (Ok(one), Ok(other)) => {
                    assert_eq!(one, other, "asked twice");
                    for clock in &one.clocks {
                        for entry in &clock.explanation {
                            assert!(!entry.text().is_empty());
                        }
                    }
                    let written = serde_json::to_string(&one);
                    assert!(written.is_ok(), "an answer that cannot be written");
                    if let Some(next) = one.next_change {
                        assert!(next > as_of, "the next change is past");
                    }
                }
                (Err(one), Err(other)) => assert_eq!(one, other, "refused twice"),
                (one, _) => panic!("once given and once refused: {one:?}"),
            }
        }
    }
}

/// A case in JSON, asked of shipped packs.
pub fn case(bytes: &[u8]) {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        dueby_rules::engine([
            "landlords/customer-care-strategy",
            "england/complaint-handling-code",
            "england/awaabs-law",
            "uk/gas-safety",
        ])
        .unwrap_or_else(|error| panic!("{error}"))
    });
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Case::from_json(text, "case") {
        Ok(case) => {
            // Written and read again it is the same case.
            let written = serde_json::to_string(&case).unwrap_or_else(|error| panic!("{error}"));
            match Case::from_json(&written, "case") {
                Ok(again) => assert_eq!(case, again, "written and read again"),
                Err(error) => panic!("refused when written: {error}\n{written}"),
            }
            assess(engine, &case);
        }
        Err(error) => refused(&error, text),
    }
}

/// A calendar, and sums with it.
pub fn calendar(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let calendar = match Calendar::from_toml_with(text, "calendar", calendars()) {
        Ok(calendar) => calendar,
        Err(error) => return refused(&error, text),
    };
    let (from, to) = calendar.span();
    assert!(from <= to);
    for date in [from, to, moment("2026-06-15T12:00:00Z").date_naive()] {
        for days in [-40_000, -1, 0, 1, 40_000] {
            let _ = calendar.add_working_days(date, days);
        }
        let _ = (calendar.is_working_day(date), calendar.why_off(date));
    }
    for at in moments() {
        let _ = (
            calendar.is_open(at),
            calendar.next_open(at),
            calendar.previous_close(at),
        );
    }
    let diff = Diff::between(&[], &[]).with_calendars(
        std::slice::from_ref(&calendar),
        std::slice::from_ref(&calendar),
    );
    assert!(!diff.computes, "a calendar differs from itself");
}

/// A directory, in TOML or JSON, beside a shipped pack whose steps it resolves.
pub fn directory(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = if text.trim_start().starts_with('{') {
        Directory::from_json(text, "directory")
    } else {
        Directory::from_toml(text, "directory")
    };
    let directory = match read {
        Ok(directory) => directory,
        Err(error) => return refused(&error, text),
    };
    let mut builder = Engine::builder().directory(directory);
    for calendar in calendars() {
        builder = builder.calendar(calendar.clone());
    }
    let pack = dueby_rules::read("landlords/customer-care-strategy");
    if let Ok(engine) = builder
        .pack(pack.unwrap_or_else(|error| panic!("{error}")))
        .build()
    {
        ask(&engine);
    }
}
