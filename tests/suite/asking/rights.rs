//! Residents' rights and appointments under other rules, reckoned by hand.

use dueby::{Calendar, Case, Engine, Options, WhatIf};
use dueby_tests::engine;

use crate::timeline::at;

const RULES: &str = r#"
[pack]
id = "rights"
title = "Rights"
calendar = "england-and-wales"
basis = "code"

[[right]]
id = "stage-2"
title = "Ask for stage 2"
to = "the complaints panel"
kind = "complaint"
starts = "complaint.answered"
used = "stage-2.asked"
within = "20 working days"

[[right]]
id = "ombudsman"
title = "Go to the ombudsman"
to = "the Housing Ombudsman"
nation = "england"
kind = "complaint"
when = { landlord = "council" }
starts = "stage-2.answered"
used = "ombudsman.asked"
within = "12 months"

[[appointment]]
id = "visit"
promise = "Keep appointments made"
kind = "repair"
made = "appointment.made"
window = { from = "visit-from", until = "visit-until" }
kept = "visit.made"
no-access = { event = "appointment.missed", when = { missed-by = "tenant" } }
cancelled = "appointment.cancelled"
"#;

fn answered(name: &str) -> Case {
    Case::new(name, "complaint")
        .with_attribute("landlord", "council")
        .with_event("complaint.answered", "2025-12-18")
        .unwrap()
}

fn ask(after: &Engine, cases: &[Case], as_of: &str) -> WhatIf {
    let before = engine(RULES, None);
    before
        .what_if(after, cases, at(&before, as_of), &Options::default())
        .unwrap()
}

fn changed(pairs: &[(&str, &str)]) -> Engine {
    let mut text = RULES.to_owned();
    for (from, to) in pairs {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    engine(&text, None)
}

// From Thursday 18 December 2025 the working days are 19; 22, 23, 24; 29, 30, 31; 2 January;
// 5 to 9; 12 to 16; 19 and 20 January: Tuesday 20 is the 20th. A month ends on Sunday 18.
// C-1 has not been used on the 19th: open by the first, lapsed by the second. C-2 was used
// on the 19th: in time by the first alone. C-3 was used on 5 January, in time by both, and
// the last moment moves all the same. C-4 is not answered yet: nothing moves.
#[test]
fn a_shorter_time_to_go_to_stage_two() {
    let used = |name: &str, on: &str| answered(name).with_event("stage-2.asked", on).unwrap();
    let cases = [
        answered("C-1"),
        used("C-2", "2026-01-19T09:00"),
        used("C-3", "2026-01-05T09:00"),
        Case::new("C-4", "complaint").with_attribute("landlord", "council"),
    ];
    let found = ask(
        &changed(&[("20 working days", "1 month")]),
        &cases,
        "2026-01-19T10:00",
    );
    assert_eq!(
        found.text(),
        "As of Mon 19 Jan 2026 10:00\n\
         3 of 4 cases and 0 of 0 promises differ\n\
         3 of 8 rights differ\n\
         Last moments of rights: 3 earlier\n\
         States of rights: 1 from open to lapsed, 1 from used to lapsed\n\
         C-1: Ask for stage 2 (the complaints panel): to be used by the end of Sun 18 Jan 2026, \
         not by the end of Tue 20 Jan 2026, 2 days earlier; lapsed, was open\n\
         C-2: Ask for stage 2 (the complaints panel): to be used by the end of Sun 18 Jan 2026, \
         not by the end of Tue 20 Jan 2026, 2 days earlier; lapsed, was used\n\
         C-3: Ask for stage 2 (the complaints panel): to be used by the end of Sun 18 Jan 2026, \
         not by the end of Tue 20 Jan 2026, 2 days earlier\n"
    );
    let told = serde_json::to_value(&found).unwrap();
    assert_eq!(told["moved"], serde_json::json!([]));
    assert_eq!(
        told["rights"][0],
        serde_json::json!({
            "case": "C-1", "pack": "rights", "right": "stage-2", "instance": 1,
            "title": "Ask for stage 2", "to": "the complaints panel", "nation": null,
            "before": {
                "state": "open", "reason": null, "within": "20 working days", "open": null,
                "open_from": "2025-12-18T00:00:00+00:00",
                "deadline": {"due": "2026-01-20T23:59:59.999+00:00", "due_date": "2026-01-20", "whole_day": true},
            },
            "after": {
                "state": "lapsed", "reason": null, "within": "1 month", "open": null,
                "open_from": "2025-12-18T00:00:00+00:00",
                "deadline": {"due": "2026-01-18T23:59:59.999+00:00", "due_date": "2026-01-18", "whole_day": true},
            },
            "by": "-48 hours", "days": -2,
        })
    );
}

// With Monday 29 December off, the 20th working day is Wednesday 21 January.
#[test]
fn one_more_holiday_moves_a_right() {
    let text = "[calendar]\nid = \"england-and-wales\"\ntitle = \"With one more\"\n\
                extends = \"england-and-wales\"\n[holidays]\n2025-12-29 = \"One more\"\n";
    let shipped = dueby_rules::calendars().unwrap();
    let after = engine(RULES, Calendar::from_toml_with(text, "own", &shipped));
    let found = ask(&after, &[answered("C-1")], "2026-01-19T10:00");
    assert_eq!((found.rights.len(), found.rights[0].days), (1, Some(1)));
    assert_eq!(
        found.rights[0].difference(),
        "to be used by the end of Wed 21 Jan 2026, not by the end of Tue 20 Jan 2026, 1 day later"
    );
    assert_eq!(
        (found.summary.rights.later, found.summary.rights.moved),
        (1, 1)
    );
}

// A right that opens at the end of stage 2 is not there before, and one for other landlords
// not at all; which attribute is missing is said.
#[test]
fn rights_come_and_go() {
    let case = answered("C-1")
        .with_event("stage-2.answered", "2026-01-12T15:00")
        .unwrap();
    let others = changed(&[(
        "landlord = \"council\"",
        "landlord = \"housing association\"",
    )]);
    let found = ask(&others, std::slice::from_ref(&case), "2026-01-13");
    assert_eq!(
        found.rights[0].text(),
        "Go to the ombudsman (the Housing Ombudsman): no longer applies, was open, to be used by \
         the end of Tue 12 Jan 2027"
    );
    assert_eq!(
        (found.summary.rights.gone, found.summary.rights.listed),
        (1, 0)
    );
    let at_once = changed(&[(
        "starts = \"stage-2.answered\"",
        "starts = \"complaint.answered\"",
    )]);
    let found = ask(&at_once, &[case], "2026-01-13");
    assert_eq!(
        found.rights[0].difference(),
        "to be used by the end of Fri 18 Dec 2026, not by the end of Tue 12 Jan 2027, 25 days \
         earlier; open from Thu 18 Dec 2025 00:00, not Mon 12 Jan 2026 15:00"
    );
    let unknown = changed(&[("landlord = \"council\"", "region = \"north\"")]);
    let found = ask(&unknown, &[answered("C-2")], "2026-01-13");
    assert_eq!(
        found.rights[0].difference(),
        "undetermined (the attribute \"region\" is missing), was not-yet"
    );
}

// The tenant was out: no access by the first rules, and by the second the visit was
// cancelled. It is cancelled either way, but not the same became of it.
#[test]
fn what_became_of_an_appointment() {
    let text = r#"{"case": "R-1", "kind": "repair", "events": [
        {"event": "appointment.made", "at": "2026-02-02T10:00",
         "set": {"visit-from": "2026-02-10T08:00", "visit-until": "2026-02-10T13:00"}},
        {"event": "appointment.missed", "at": "2026-02-10T10:00", "set": {"missed-by": "tenant"}}]}"#;
    let case = Case::from_json(text, "case").unwrap();
    let after = changed(&[
        (
            "no-access = { event = \"appointment.missed\", when = { missed-by = \"tenant\" } }\n",
            "",
        ),
        (
            "cancelled = \"appointment.cancelled\"",
            "cancelled = [\"appointment.cancelled\", \"appointment.missed\"]",
        ),
    ]);
    let found = ask(&after, &[case], "2026-02-11");
    assert_eq!(
        found.text(),
        "As of Wed 11 Feb 2026 00:00\n\
         1 of 1 case and 1 of 1 promise differ\n\
         Appointments: 1 with another window or outcome\n\
         R-1: Keep appointments made: appointment cancelled, was no-access\n"
    );
    let told = serde_json::to_value(&found.moved[0]).unwrap();
    assert_eq!(
        (
            &told["before"]["appointment"]["outcome"],
            &told["after"]["appointment"]["outcome"]
        ),
        (&"no-access".into(), &"cancelled".into())
    );
}
