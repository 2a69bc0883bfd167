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
