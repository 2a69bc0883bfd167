//! Every message that bad input gets, kept as snapshots to be read: what is wrong,
//! where, and what would be right. Every code of the catalogue is among them.

mod appointments;
mod attributes;
mod calendars;
mod cases;
mod checks;
mod conditions;
mod directories;
mod engines;
mod escalations;
mod extending;
mod findings;
mod json;
mod leads;
mod open;
mod packs;
mod parameters;
mod remarks;
mod targets;
mod texts;
mod versions;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use appointments::appointments;
use attributes::attributes;
use calendars::calendars;
use cases::cases;
use conditions::conditions;
use directories::directories;
use dueby::{Code, Engine, Error};
use engines::engines;
use escalations::escalations;
use extending::extendings;
use findings::findings;
use json::jsons;
use leads::leads;
use open::opens;
use packs::packs;
use parameters::parameters;
use remarks::remarks;
use targets::targets;
use versions::versions;

const HEAD: &str =
    "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n";
const CLOCK: &str = "[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"2 working days\"\n";

fn shipped() -> Engine {
    dueby_rules::engine(["landlords/customer-care-strategy"]).unwrap()
}

/// What was tried, and the error it got.
type Tried = Vec<(&'static str, Option<Error>)>;

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
fn messages_of_appointments() {
    insta::assert_snapshot!("appointments", told(&appointments()));
}

#[test]
fn messages_of_dues_before_and_after_a_date() {
    insta::assert_snapshot!("leads", told(&leads()));
}

#[test]
fn messages_of_duties_without_a_number() {
    insta::assert_snapshot!("open", told(&opens()));
}

#[test]
fn messages_of_attributes() {
    insta::assert_snapshot!("attributes", told(&attributes()));
}

#[test]
fn messages_of_parameters() {
    insta::assert_snapshot!("parameters", told(&parameters()));
}

#[test]
fn messages_of_conditions() {
    insta::assert_snapshot!("conditions", told(&conditions()));
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
fn messages_of_escalations() {
    insta::assert_snapshot!("escalations", told(&escalations()));
}

#[test]
fn messages_of_directories() {
    insta::assert_snapshot!("directories", told(&directories()));
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
fn messages_of_versions() {
    insta::assert_snapshot!("versions", told(&versions()));
}

#[test]
fn messages_of_extending() {
    insta::assert_snapshot!("extending", told(&extendings()));
}

#[test]
fn messages_of_targets() {
    insta::assert_snapshot!("targets", told(&targets()));
}

#[test]
fn messages_of_json() {
    insta::assert_snapshot!("json", told(&jsons()));
}

/// What is no mistake but worth a look.
#[test]
fn messages_of_remarks() {
    let told: Vec<String> = remarks().iter().map(|one| one.to_string()).collect();
    insta::assert_snapshot!("remarks", told.join("\n\n"));
}

#[test]
fn every_code_is_tried_and_every_code_is_its_own() {
    let tried: BTreeSet<Code> = [
        packs(),
        appointments(),
        opens(),
        conditions(),
        parameters(),
        attributes(),
        calendars(),
        cases(),
        directories(),
        escalations(),
        engines(),
        findings(),
        versions(),
        extendings(),
    ]
    .iter()
    .flatten()
    .filter_map(|(_, error)| error.as_ref())
    .flat_map(|error| error.problems().map(|problem| problem.code()))
    .chain(remarks().iter().map(|problem| problem.code()))
    .chain(checks::codes())
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
    for (what, error) in [
        packs(),
        appointments(),
        opens(),
        jsons(),
        leads(),
        versions(),
        extendings(),
        attributes(),
        conditions(),
        parameters(),
        calendars(),
        cases(),
        directories(),
        escalations(),
        engines(),
    ]
    .iter()
    .flatten()
    {
        for problem in error.as_ref().unwrap().problems() {
            let placed = problem.place().file.is_some() || problem.place().event.is_some();
            assert!(placed || problem.remedy().is_some(), "{what}: {problem}");
        }
    }
}

#[test]
fn ten_mistakes_get_ten_findings() {
    let error = packs::pack(texts::TEN).unwrap();
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
