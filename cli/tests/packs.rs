//! `dueby packs`.

mod common;

use common::{pack, run, without_revisions};

#[test]
fn the_packs_and_calendars_that_are_built_in() {
    let out = run(&["packs"]);
    let out = out.good();
    assert!(out.contains("landlords/customer-care-strategy"));
    assert!(out.contains("Customer Care Strategy"));
    assert!(out.contains("England and Wales"));
    assert!(out.contains("Mon 1 Jan 2007 to Mon 31 Dec 2035"));
}

#[test]
fn what_is_in_a_pack() {
    assert_eq!(
        without_revisions(run(&["packs", &pack()]).good()),
        "\
test/mixed: A pack for tests
Revision REVISION, calendar england-and-wales

Clock      Kind of case  Promise
answer     complaint     Answer within 5 working days
make-safe  repair        Make safe within 24 hours
reply      letter        Reply within 10 days (contested)
apology    fault         Apologise

Parameter     Filled in  Question
apology-time  no         How soon is the apology made?

To fill one in: --param NAME=VALUE
"
    );
}

#[test]
fn a_pack_that_does_not_exist() {
    let ran = run(&["packs", "landlords/custmer-care-strategy"]);
    assert_eq!(
        ran.refused(),
        "error: there is no pack \"landlords/custmer-care-strategy\" [unknown-pack]\n  help: did \
         you mean \"landlords/customer-care-strategy\"? Otherwise, give a pack of your own as a \
         .toml file\n"
    );
}

/// Every version with the event that decides and the dates that it is for.
#[test]
fn the_versions_of_a_pack() {
    let code = "england/complaint-handling-code";
    let ran = run(&["packs", code]);
    let headings: Vec<&str> = ran
        .good()
        .lines()
        .filter(|line| line.starts_with(code) || line.starts_with("Version"))
        .collect();
    assert_eq!(
        headings,
        [
            "england/complaint-handling-code: Complaint Handling Code before April 2024",
            "Version 2022-04-01, by complaint.received from Fri 1 Apr 2022 until Sun 31 Mar 2024",
            "england/complaint-handling-code: Complaint Handling Code 2024",
            "Version 2024-04-01, by complaint.received from Mon 1 Apr 2024",
        ]
    );
    let one = run(&["packs", "england/complaint-handling-code@2022-04-01"]);
    assert!(!one.good().contains("Version 2024-04-01"));
}

/// Until 31 March 2024 the one, from 1 April the other; packs of all dates stand in both.
#[test]
fn what_is_in_force_on_a_date() {
    for (on, old, new) in [
        ("2024-03-31", true, false),
        ("2024-04-01", false, true),
        ("2022-03-31", false, false),
    ] {
        let ran = run(&["packs", "--on", on]);
        let listed = |name: &str| ran.good().contains(name);
        assert_eq!(listed("complaint-handling-code@2022-04-01"), old, "{on}");
        assert_eq!(listed("complaint-handling-code@2024-04-01"), new, "{on}");
        assert!(listed("england/right-to-repair"));
    }
    let ran = run(&[
        "packs",
        "england/complaint-handling-code",
        "--on",
        "2024-03-31",
    ]);
    assert!(ran.good().contains("Version 2022-04-01"));
    assert!(!ran.good().contains("Version 2024-04-01"));
}

#[test]
fn a_date_that_no_version_is_for() {
    let ran = run(&[
        "packs",
        "england/complaint-handling-code",
        "--on",
        "2022-03-31",
    ]);
    assert_eq!(
        ran.refused(),
        "error: --on: no version of england/complaint-handling-code is for Thu 31 Mar 2022 \
         [no-version]\n  help: there is one by complaint.received from Fri 1 Apr 2022 until Sun 31 \
         Mar 2024, and one by complaint.received from Mon 1 Apr 2024\n"
    );
    let ran = run(&["packs", "--on", "2024-03-31T09:00"]);
    assert_eq!(
        ran.refused(),
        "error: --on: a version is for whole dates [bad-argument]\n  help: write the date alone, \
         such as \"2024-03-31\"\n"
    );
    let ran = run(&["packs", "england/complaint-handling-code@2023-04-01"]);
    assert_eq!(
        ran.refused(),
        "error: there is no pack \"england/complaint-handling-code@2023-04-01\" [unknown-pack]\n  \
         help: did you mean \"england/complaint-handling-code@2022-04-01\"? Otherwise, give a pack \
         of your own as a .toml file\n"
    );
}
