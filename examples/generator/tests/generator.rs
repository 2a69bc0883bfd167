//! The same bytes from the same seed, the same cases in every form, and cases that the
//! shipped packs know.

use std::collections::{BTreeMap, BTreeSet};

use dueby::Case as Read;
use dueby_generator::{
    BANK_HOLIDAYS, Bad, Dates, Form, Kind, Landlord, Settings, Shape, Written, mapping, write,
};
use serde_json::{Value, json};

fn landlord(cases: u64) -> Landlord {
    let settings = Settings {
        cases: Some(cases),
        ..Settings::default()
    };
    Landlord::new(&settings).unwrap()
}

fn written(landlord: &Landlord, shape: Shape, form: Form, bad: u32) -> (String, Written) {
    let mut bytes = Vec::new();
    let told = write(landlord, shape, form, bad, &mut bytes).unwrap();
    (String::from_utf8_lossy(&bytes).into_owned(), told)
}

const CSV: Form = Form::Csv(Dates::Iso);

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let digest = |seed: u64, shape, form| {
        let settings = Settings {
            seed,
            cases: Some(5000),
            ..Settings::default()
        };
        let mut bytes = Vec::new();
        let landlord = Landlord::new(&settings).unwrap();
        write(&landlord, shape, form, 1000, &mut bytes).unwrap();
        sha1_smol::Sha1::from(bytes).digest().to_string()
    };
    // Pinned, so that a machine or a change that makes other bytes is noticed. They are what
    // `generate-cases --cases 5000 --bad 1 … | sha1sum` says.
    let pinned = [
        (
            Shape::Events,
            CSV,
            "95a8cbb657f8851062b06bba49aa04cf0255c05c",
        ),
        (
            Shape::Cases,
            Form::Csv(Dates::Uk),
            "e22df3fc423a0a21b2600c673b0bec2e63ea89d2",
        ),
        (
            Shape::Events,
            Form::JsonLines,
            "167d37d173e106869bc5e3630d687038961f2915",
        ),
        (
            Shape::Cases,
            Form::JsonLines,
            "44b0d7b4820dd4df6a9ac9336256868377b37d17",
        ),
    ];
    for (shape, form, expected) in pinned {
        assert_eq!(digest(1, shape, form), expected, "{shape:?} {form:?}");
        assert_ne!(digest(2, shape, form), expected, "{shape:?} {form:?}");
    }
}

/// A case by its reference: its kind, what is known of it, and what happened.
type Cases = BTreeMap<String, (String, BTreeMap<String, Value>, Vec<(String, String)>)>;

/// A cell as its attribute's value.
fn value(text: &str) -> Value {
    match text {
        "true" | "false" => json!(text == "true"),
        text => serde_json::from_str(text)
            .ok()
            .filter(Value::is_number)
            .unwrap_or_else(|| json!(text)),
    }
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let records = reader.records();
    let named = records.map(|row| {
        let row = row.unwrap();
        let cells = head.iter().zip(row.iter());
        cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    });
    named.collect()
}

fn sorted(mut cases: Cases) -> Cases {
    for (_, _, events) in cases.values_mut() {
        events.sort();
    }
    cases
}

fn from_event_rows(rows: impl Iterator<Item = BTreeMap<String, Value>>) -> Cases {
    let mut cases = Cases::new();
    for mut row in rows {
        let mut take = |name: &str| match row.remove(name) {
            Some(Value::String(text)) => text,
            other => panic!("{name}: {other:?}"),
        };
        let [case, kind, event, at] = ["case", "kind", "event", "at"].map(&mut take);
        let known = cases.entry(case).or_default();
        known.0 = kind;
        known.1.extend(row);
        known.2.push((event, at));
    }
    sorted(cases)
}

fn from_case_csv(text: &str, map: &str) -> Cases {
    let map: toml::Table = map.parse().unwrap();
    let table = |name: &str| map[name].as_table().unwrap().clone();
    let (events, attributes) = (table("events"), table("attributes"));
    let mut cases = Cases::new();
    for mut row in rows(text) {
        let mut known = (row.remove("kind").unwrap(), BTreeMap::new(), Vec::new());
        let case = row.remove("case").unwrap();
        for (column, cell) in row {
            match (events.get(&column), attributes.get(&column)) {
                (Some(event), None) => known.2.push((event.as_str().unwrap().to_owned(), cell)),
                (None, Some(name)) => {
                    known
                        .1
                        .insert(name.as_str().unwrap().to_owned(), value(&cell));
                }
                other => panic!("{column}: {other:?}"),
            }
        }
        cases.insert(case, known);
    }
    sorted(cases)
}

fn from_case_lines(text: &str) -> Cases {
    let mut cases = Cases::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let attributes = line["attributes"].as_object().unwrap().clone();
        let events = line["events"].as_array().unwrap().iter();
        let known = (
            text(&line["kind"]),
            attributes.into_iter().collect(),
            events
                .map(|event| (text(&event["event"]), text(&event["at"])))
                .collect(),
        );
        cases.insert(text(&line["case"]), known);
    }
    sorted(cases)
}

#[test]
fn every_form_has_the_same_cases() {
    let landlord = landlord(3000);
    let (lines, told) = written(&landlord, Shape::Cases, Form::JsonLines, 0);
    let expected = from_case_lines(&lines);
    assert_eq!((told.cases, expected.len()), (3000, 3000));
    assert!(expected.values().all(|(_, _, events)| !events.is_empty()));

    let (text, _) = written(&landlord, Shape::Cases, CSV, 0);
    assert!(from_case_csv(&text, &mapping(&landlord, Dates::Iso)) == expected);

    let (text, _) = written(&landlord, Shape::Events, CSV, 0);
    let as_values = |row: BTreeMap<String, String>| {
        let own = ["case", "kind", "event", "at"];
        let cells = row.into_iter();
        cells
            .map(|(name, cell)| match own.contains(&name.as_str()) {
                true => (name, json!(cell)),
                false => (name, value(&cell)),
            })
            .collect()
    };
    assert!(from_event_rows(rows(&text).into_iter().map(as_values)) == expected);

    let (text, _) = written(&landlord, Shape::Events, Form::JsonLines, 0);
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    assert!(from_event_rows(lines) == expected);
}

/// With dates as they are written in Britain: `19/12/2025 16:42` for `2025-12-19T16:42`.
#[test]
fn british_dates_are_the_same_dates() {
    let landlord = landlord(300);
    let iso = from_case_csv(
        &written(&landlord, Shape::Cases, CSV, 0).0,
        &mapping(&landlord, Dates::Iso),
    );
    let map = mapping(&landlord, Dates::Uk);
    assert!(map.contains("dates = \"uk\""));
    let uk = from_case_csv(
        &written(&landlord, Shape::Cases, Form::Csv(Dates::Uk), 0).0,
        &map,
    );
    let turned = |at: &str| {
        let (day, time) = at.split_once(' ').unwrap_or((at, ""));
        let parts: Vec<&str> = day.split('/').collect();
        let time = if time.is_empty() {
            String::new()
        } else {
            format!("T{time}")
        };
        format!("{}-{}-{}{time}", parts[2], parts[1], parts[0])
    };
    for (case, (_, _, events)) in &uk {
        let mut events: Vec<_> = events
            .iter()
            .map(|(event, at)| (event.clone(), turned(at)))
            .collect();
        events.sort();
        assert_eq!(events, iso[case].2, "{case}");
    }
}

#[test]
fn bad_lines_are_bad_and_change_no_other() {
    let landlord = landlord(2000);
    for (shape, form) in [
        (Shape::Cases, Form::JsonLines),
        (Shape::Events, Form::JsonLines),
        (Shape::Cases, CSV),
        (Shape::Events, CSV),
    ] {
        let (good, _) = written(&landlord, shape, form, 0);
        let (some, told) = written(&landlord, shape, form, 50_000);
        let bad: BTreeMap<u64, Bad> = told.bad.iter().copied().collect();
        let kinds: BTreeSet<Bad> = bad.values().copied().collect();
        assert_eq!(kinds.len(), if shape == Shape::Cases { 5 } else { 4 });
        // Five in a hundred, give or take.
        let share = bad.len() as f64 / good.lines().count() as f64;
        assert!((0.03..0.07).contains(&share), "{share}");
        let mut good = good.lines();
        let mut before = "";
        for (number, line) in (1..).zip(some.lines()) {
            match bad.get(&number) {
                Some(Bad::Twice) => assert_eq!(line, before),
                Some(_) => assert_ne!(Some(line), good.next()),
                None => assert_eq!(Some(line), good.next(), "line {number}"),
            }
            before = line;
        }
        assert_eq!(good.next(), None);
    }
}

/// What is made is known to the packs: no event that no clock knows, no value that an
/// attribute cannot have, nothing that is out of order but what records of real cases have.
#[test]
fn the_packs_know_every_event_and_attribute() {
    let packs = [
        "england/awaabs-law",
        "england/complaint-handling-code",
        "england/right-to-repair",
        "england/tenant-satisfaction-measures",
        "landlords/customer-care-strategy",
        "uk/gas-safety",
    ];
    let engine = dueby_rules::engine(packs).unwrap();
    // What is odd about real cases too: stops of what had been cancelled, or was not in
    // force; a report while the one before is still open.
    let real = [
        "stop-without-start",
        "pause-without-start",
        "pause-too-late",
        "resume-without-pause",
        "extension-refused",
        "no-version",
    ];
    let as_of = "2026-04-01T00:00:00Z".parse().unwrap();
    let mut odd: BTreeMap<String, u32> = BTreeMap::new();
    let mut kinds = BTreeSet::new();
    let (lines, _) = written(&landlord(2500), Shape::Cases, Form::JsonLines, 0);
    for line in lines.lines() {
        let case = Read::from_json(line, "line").unwrap();
        kinds.insert(case.kind.clone().unwrap());
        for found in engine.assess(&case, as_of).unwrap().findings {
            let code = found.code.as_str().to_owned();
            if !real.contains(&code.as_str()) {
                *odd.entry(format!("{code}: {}", found.message)).or_default() += 1;
            }
        }
    }
    assert!(odd.is_empty(), "{odd:#?}");
    assert_eq!(kinds.len(), Kind::ALL.len());
}

/// What the packs name but a landlord's own records have beside it.
#[test]
fn attributes_are_declared_by_the_packs_but_for_the_landlords_own() {
    let own = BTreeSet::from(["home", "patch", "channel", "team", "description"]);
    let mut declared = BTreeSet::new();
    for pack in dueby_rules::PACKS {
        let text: toml::Table = pack.text.parse().unwrap();
        let all = text.get("attribute").and_then(|all| all.as_table());
        declared.extend(all.into_iter().flat_map(|all| all.keys().cloned()));
    }
    for kind in Kind::ALL {
        for name in kind.attributes() {
            assert!(own.contains(name) || declared.contains(*name), "{name}");
        }
    }
}

#[test]
fn the_bank_holidays_are_those_of_the_shipped_calendar() {
    let text: toml::Table = dueby_rules::calendar("england-and-wales")
        .unwrap()
        .text
        .parse()
        .unwrap();
    let known: BTreeSet<&str> = text["holidays"]
        .as_table()
        .unwrap()
        .keys()
        .map(String::as_str)
        .filter(|date| ("2019".."2028").contains(&&date[..4]))
        .collect();
    assert_eq!(
        BANK_HOLIDAYS.iter().copied().collect::<BTreeSet<_>>(),
        known
    );
    assert!(BANK_HOLIDAYS.is_sorted());
}

/// A kind alone has the cases that it has among the others.
#[test]
fn a_kind_alone_has_the_same_cases() {
    let all = landlord(1500);
    let complaints = Landlord::new(&Settings {
        cases: Some(1500),
        kinds: vec![Kind::Complaint],
        ..Settings::default()
    })
    .unwrap();
    let of_all: Vec<_> = all
        .cases()
        .filter(|case| case.kind == "complaint")
        .collect();
    assert!(!of_all.is_empty());
    assert_eq!(complaints.cases().collect::<Vec<_>>(), of_all);
}

#[test]
fn what_cannot_be_made_is_refused() {
    let wrong = [
        Settings {
            homes: 0,
            ..Settings::default()
        },
        Settings {
            years: 0,
            ..Settings::default()
        },
        Settings {
            years: 7,
            ..Settings::default()
        },
        Settings {
            from: "2018-04-01".parse().unwrap(),
            ..Settings::default()
        },
        Settings {
            from: "2021-04-02".parse().unwrap(),
            ..Settings::default()
        },
    ];
    for settings in wrong {
        assert!(Landlord::new(&settings).is_err(), "{settings:?}");
    }
}

/// A landlord of the size asked for, over the whole time: thousands of repairs a year, with
/// pauses, reopened ones and dates alone among them.
#[test]
fn it_is_a_landlord_with_everything_that_goes_wrong() {
    let landlord = landlord(20_000);
    let cases: Vec<_> = landlord.cases().collect();
    let of = |kind: &str| cases.iter().filter(|case| case.kind == kind).count();
    assert_eq!(of("gas-appliance"), 800);
    assert!((16_500..18_000).contains(&of("repair")), "{}", of("repair"));
    let with = |event: &str, times: usize| {
        let has = |case: &&dueby_generator::Case| {
            case.events.iter().filter(|one| one.event == event).count() >= times
        };
        cases.iter().filter(has).count()
    };
    assert!(with("repair.reported", 2) > 300);
    assert!(with("exceptional-circumstances.began", 1) > 100);
    assert!(with("access.not-given", 1) > 200);
    assert!(with("complaint.extended", 1) > 5);
    assert!(with("stage-2.requested", 1) > 10);
    let repairs = || cases.iter().filter(|case| case.kind == "repair");
    let dated = repairs().filter(|case| case.events.iter().any(|one| one.at.second.is_none()));
    assert!(dated.count() > 2000);
    let open = repairs().filter(|case| {
        !case
            .events
            .iter()
            .any(|one| matches!(one.event, "repair.completed" | "repair.withdrawn"))
    });
    assert!(open.count() > 20);
}
