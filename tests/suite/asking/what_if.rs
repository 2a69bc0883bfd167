//! What other rules would change, reckoned by hand.

use dueby::{Accept, Calendar, Case, Comparison, Engine, Options, WhatIf};
use dueby_tests::engine;

use crate::timeline::{RULES, at, rules};

/// The same rules, with one more holiday.
fn with_holiday(date: &str) -> Engine {
    let text = format!(
        "[calendar]\nid = \"england-and-wales\"\ntitle = \"With one more\"\n\
         extends = \"england-and-wales\"\n[holidays]\n{date} = \"One more\"\n"
    );
    let shipped = dueby_rules::calendars().unwrap();
    engine(RULES, Calendar::from_toml_with(&text, "own", &shipped))
}

fn complaint(name: &str, received: &str) -> Case {
    Case::new(name, "complaint")
        .with_event("complaint.received", received)
        .unwrap()
}

fn ask(before: &Engine, after: &Engine, cases: &[Case], as_of: &str) -> WhatIf {
    before
        .what_if(after, cases, at(before, as_of), &Options::default())
        .unwrap()
}

// C-1: day 5 is Tuesday 30 December, and Wednesday 31 without the 29th; at risk from nine
// on the working day before. C-2: day 5 is Monday 22, whatever the 29th is. C-3 has used
// one day when it is held on the 23rd; four are left, and resumed on the 31st they are
// the 31st, 2, 5 and 6 January.
#[test]
fn one_more_holiday() {
    let cases = [
        complaint("C-1", "2025-12-19T16:42"),
        complaint("C-2", "2025-12-15"),
        complaint("C-3", "2025-12-19")
            .with_event("complaint.held", "2025-12-23")
            .unwrap(),
    ];
    let found = ask(
        &rules(),
        &with_holiday("2025-12-29"),
        &cases,
        "2025-12-31T10:00",
    );
    assert_eq!(
        serde_json::to_value(&found.summary).unwrap(),
        serde_json::json!({
            "cases": 3, "cases_moved": 1, "instances": 3, "moved": 1, "earlier": 0, "later": 1,
            "deadlines_gained": 0, "deadlines_lost": 0, "listed": 0, "gone": 0, "appointments": 0,
            "states": [{"from": "overdue", "to": "at-risk", "instances": 1}],
            "rights": {
                "instances": 0, "moved": 0, "earlier": 0, "later": 0, "deadlines_gained": 0,
                "deadlines_lost": 0, "listed": 0, "gone": 0, "states": [],
            },
        })
    );
    assert_eq!(
        serde_json::to_value(&found.moved).unwrap(),
        serde_json::json!([{
            "case": "C-1", "pack": "asked", "clock": "answer", "instance": 1,
            "promise": "Answer within 5 working days",
            "before": {
                "state": "overdue", "reason": null, "within": "5 working days", "open": null,
                "deadline": {"due": "2025-12-30T23:59:59.999+00:00", "due_date": "2025-12-30", "whole_day": true},
                "deadline_if_resumed": null, "appointment": null,
            },
            "after": {
                "state": "at-risk", "reason": null, "within": "5 working days", "open": null,
                "deadline": {"due": "2025-12-31T23:59:59.999+00:00", "due_date": "2025-12-31", "whole_day": true},
                "deadline_if_resumed": null, "appointment": null,
            },
            "by": "24 hours", "days": 1,
        }])
    );
    assert_eq!(
        found.text(),
        "As of Wed 31 Dec 2025 10:00\n\
         1 of 3 cases and 1 of 3 promises differ\n\
         Deadlines: 1 later\n\
         States: 1 from overdue to at-risk\n\
         C-1: Answer within 5 working days: due by the end of Wed 31 Dec 2025, was due by the \
         end of Tue 30 Dec 2025, 1 day later; at-risk, was overdue\n"
    );
    assert_ne!(
        found.before.calendars.get("england-and-wales"),
        found.after.calendars.get("england-and-wales")
    );
    assert_eq!(found.notice, "A calculation, not legal advice.");
}

// Received on Friday 20 March 2026, day 5 is Friday 27; with that day off, Monday 30. The
// clocks go forward on Sunday 29: three days, but 71 hours.
#[test]
fn days_are_told_as_days_and_time_as_it_passes() {
    let case = complaint("C-1", "2026-03-20");
    let found = ask(&rules(), &with_holiday("2026-03-27"), &[case], "2026-03-23");
    let moved = &found.moved[0];
    assert_eq!(
        (moved.days, moved.by.unwrap().to_string()),
        (Some(3), "71 hours".to_owned())
    );
    assert_eq!(moved.shift().unwrap(), "3 days later");
}

// Held from the 23rd with four days left: resumed on Wednesday 31, they are the 31st, 2, 5
// and 6 January; with Friday 2 January off, the last is the 7th.
#[test]
fn while_it_is_held_what_counts_is_when_it_would_be_due() {
    let case = complaint("C-1", "2025-12-19").with_event("complaint.held", "2025-12-23");
    let found = ask(
        &rules(),
        &with_holiday("2026-01-02"),
        &[case.unwrap()],
        "2025-12-31T10:00",
    );
    assert_eq!(found.summary.later, 1);
    assert_eq!(
        found.moved[0].text(),
        "Answer within 5 working days: if it resumed, due by the end of Wed 7 Jan 2026, was due \
         by the end of Tue 6 Jan 2026, 1 day later"
    );
}

// 20 hours from ten o'clock are six the next morning, 24 hours ten; a deadline to the
// minute is told in hours and minutes.
#[test]
fn another_pack_that_is_called_differently() {
    let stricter = RULES
        .replace("id = \"asked\"", "id = \"stricter\"")
        .replace("\"24 hours\"", "\"20 hours\"")
        .replace(
            "priority = \"emergency\"",
            "priority = [\"emergency\", \"urgent\"]",
        );
    let after = engine(&stricter, None);
    let repair = |name: &str, priority: &str| {
        Case::new(name, "repair")
            .with_attribute("priority", priority)
            .with_event("repair.reported", "2026-01-05T10:00")
            .unwrap()
    };
    let cases = [
        repair("R-1", "emergency"),
        repair("R-2", "urgent"),
        repair("R-3", "routine"),
    ];
    let found = ask(&rules(), &after, &cases, "2026-01-06T08:00");
    let told: Vec<String> = found.moved.iter().map(|moved| moved.text()).collect();
    assert_eq!(
        told,
        [
            "Make safe within 24 hours: due by Tue 6 Jan 2026 06:00, was due by Tue 6 Jan 2026 \
             10:00, 4 hours earlier; overdue, was on-track",
            "Make safe within 24 hours: new: overdue, due by Tue 6 Jan 2026 06:00",
        ]
    );
    assert_eq!((found.moved[0].days, found.moved[1].by), (None, None));
    assert_eq!(found.moved[0].by.unwrap().to_string(), "-4 hours");
    let sum = &found.summary;
    assert_eq!((sum.cases, sum.cases_moved, sum.instances), (3, 2, 2));
    assert_eq!((sum.earlier, sum.later, sum.listed, sum.gone), (1, 0, 1, 0));
    // The other way round, everything is the other way round.
    let back = ask(&after, &rules(), &cases, "2026-01-06T08:00");
    assert_eq!(
        back.moved[1].text(),
        "Make safe within 24 hours: no longer applies, was overdue, due by Tue 6 Jan 2026 06:00"
    );
    assert_eq!((back.summary.later, back.summary.gone), (1, 1));
}

/// With several packs, one that is called differently is another one.
#[test]
fn several_packs_are_compared_by_their_ids() {
    let renamed = RULES.replace("id = \"asked\"", "id = \"renamed\"");
    let with_other = |text: &str| {
        let mut builder = Engine::builder();
        for calendar in dueby_rules::calendars().unwrap() {
            builder = builder.calendar(calendar);
        }
        let other = RULES.replace("id = \"asked\"", "id = \"other\"");
        for text in [text, &other] {
            builder = builder.pack(dueby::Pack::from_toml(text, "tried").unwrap());
        }
        builder.build().unwrap()
    };
    let cases = [complaint("C-1", "2025-12-19")];
    let found = ask(
        &with_other(RULES),
        &with_other(&renamed),
        &cases,
        "2025-12-22",
    );
    let sum = &found.summary;
    assert_eq!(
        (sum.instances, sum.moved, sum.listed, sum.gone),
        (3, 2, 1, 1)
    );
    let packs: Vec<&str> = found
        .moved
        .iter()
        .map(|one| one.instance.pack.as_str())
        .collect();
    assert_eq!(packs, ["asked", "renamed"]);
}

/// A clock that only one of the engines has can be accepted by its name; one that neither
/// has cannot.
#[test]
fn accepting_a_clock_that_only_one_has() {
    let contested = RULES.replace("id = \"answer\"", "id = \"reply\"\nstatus = \"contested\"");
    let after = engine(&contested, None);
    let before = rules();
    let as_of = at(&before, "2025-12-22");
    let cases = [complaint("C-1", "2025-12-19")];
    let ask =
        |accept: Accept| before.what_if(&after, &cases, as_of, &Options::default().accept(accept));
    let after_state = |accept: Accept| {
        let found = ask(accept).unwrap();
        let listed = found.moved.iter().find(|one| one.before.is_none()).unwrap();
        listed.after.as_ref().unwrap().state.to_string()
    };
    assert_eq!(after_state(Accept::none()), "undetermined");
    assert_eq!(after_state(Accept::none().unconfirmed()), "undetermined");
    for accept in [
        Accept::all(),
        Accept::none().contested(),
        Accept::none().clock("reply"),
    ] {
        assert_eq!(after_state(accept), "on-track");
    }
    let refused = ask(Accept::none().clock("nobody")).unwrap_err();
    assert_eq!(refused.code().as_str(), "unknown-clock");
}

#[test]
fn cases_one_by_one_and_a_case_that_is_refused() {
    let (before, after) = (rules(), with_holiday("2025-12-29"));
    let as_of = at(&before, "2025-12-31T10:00");
    let options = Options::default();
    let mut comparison = Comparison::new(&before, &after, as_of, &options).unwrap();
    // The hour from one to two did not exist on that night.
    let bad = complaint("C-9", "2025-03-30T01:30");
    assert_eq!(
        comparison.add(&bad).unwrap_err().code().as_str(),
        "missing-time"
    );
    let good = complaint("C-1", "2025-12-19");
    let moved = comparison.add(&good).unwrap();
    assert_eq!(comparison.summary().cases, 1);
    let one_by_one = comparison.finish(moved).unwrap();
    assert_eq!(
        one_by_one,
        ask(&before, &after, &[good], "2025-12-31T10:00")
    );
    let refused = before.what_if(&after, [bad], as_of, &options).unwrap_err();
    assert_eq!(refused.first().place().file.as_deref(), Some("C-9"));
}

#[test]
fn no_cases_and_no_difference() {
    let (before, after) = (rules(), rules());
    let none = ask(&before, &after, &[], "2025-12-31");
    assert_eq!(
        none.text(),
        "As of Wed 31 Dec 2025 00:00\n0 of 0 cases and 0 of 0 promises differ\n"
    );
    let same = ask(
        &before,
        &after,
        &[complaint("C-1", "2025-12-19")],
        "2025-12-31",
    );
    assert_eq!(same.moved, []);
    assert_eq!(same.summary.instances, 1);
}
