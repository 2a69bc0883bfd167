//! Timelines reckoned by hand.

use chrono::{DateTime, Utc};
use dueby::{Case, Engine, Options, StepState, Timeline, What};
use dueby_tests::engine;

pub(crate) const RULES: &str = r#"
[pack]
id = "asked"
title = "Asked"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "answer"
promise = "Answer within 5 working days"
kind = "complaint"
starts = "complaint.received"
stops = "complaint.answered"
pauses = { from = "complaint.held", until = "complaint.released" }
within = "5 working days"
at-risk = "1 working day before due"
escalation = "path"

[[clock]]
id = "make-safe"
promise = "Make safe within 24 hours"
kind = "repair"
when = { priority = "emergency" }
starts = "repair.reported"
stops = "repair.made-safe"
within = "24 hours"

[escalation.path]
steps = [
  { at = "1 working day before due", notify = "case handler" },
  { at = "due", notify = "manager" },
]
"#;

pub(crate) fn rules() -> Engine {
    engine(RULES, None)
}

pub(crate) fn at(engine: &Engine, text: &str) -> DateTime<Utc> {
    engine.instant(text.parse().unwrap()).unwrap()
}

fn ask(case: &Case, from: &str, until: &str) -> Timeline {
    let engine = rules();
    let (from, until) = (at(&engine, from), at(&engine, until));
    engine
        .timeline(case, from, until, &Options::default())
        .unwrap()
}

/// Each change as `date time: text`, seconds left out.
fn told(timeline: &Timeline) -> Vec<String> {
    let changes = timeline.changes.iter();
    changes
        .map(|change| format!("{}: {}", change.at.format("%F %H:%M"), change.text()))
        .collect()
}

fn complaint() -> Case {
    Case::new("C-1", "complaint")
        .with_event("complaint.received", "2025-12-19T16:42")
        .unwrap()
}

// Friday 19 December is day 0; Monday 22 to Wednesday 24 are 1 to 3, Thursday and
// Friday are Christmas, Monday 29 and Tuesday 30 are 4 and 5. The working day before
// is Monday 29, opening at nine.
#[test]
fn a_complaint_that_nobody_answers() {
    let timeline = ask(&complaint(), "2025-12-22T09:00", "2026-01-31");
    assert_eq!(
        told(&timeline),
        [
            "2025-12-29 09:00: Answer within 5 working days: at-risk, was on-track",
            "2025-12-29 09:00: Answer within 5 working days: tell the case handler",
            "2025-12-31 00:00: Answer within 5 working days: overdue, was at-risk",
            "2025-12-31 00:00: Answer within 5 working days: tell the manager, delivered from \
             Wed 31 Dec 2025 09:00",
        ]
    );
    assert_eq!((timeline.cut_at, timeline.next_change), (None, None));
    assert_eq!(timeline.start.clocks[0].state.as_str(), "on-track");
    assert_eq!(
        timeline.text(),
        "Case C-1, after Mon 22 Dec 2025 09:00 until Sat 31 Jan 2026 00:00\n\
         Mon 29 Dec 2025 09:00: Answer within 5 working days: at-risk, was on-track\n\
         Mon 29 Dec 2025 09:00: Answer within 5 working days: tell the case handler\n\
         Wed 31 Dec 2025 00:00: Answer within 5 working days: overdue, was at-risk\n\
         Wed 31 Dec 2025 00:00: Answer within 5 working days: tell the manager, delivered from \
         Wed 31 Dec 2025 09:00\n"
    );
}

// Held from Tuesday 23 until Wednesday 24: the 23rd does not count. Monday 22 and
// Wednesday 24 are 1 and 2, Monday 29 to Wednesday 31 are 3 to 5; the working day before
// is Tuesday 30. Thursday 1 January is a holiday, so what falls at its beginning is
// delivered on Friday.
#[test]
fn events_that_are_known_beforehand_take_effect_at_their_time() {
    let case = complaint()
        .with_event("complaint.held", "2025-12-23T10:00")
        .and_then(|case| case.with_event("complaint.released", "2025-12-24T12:00"))
        .and_then(|case| case.with_event("complaint.answered", "2026-01-05T11:00"))
        .unwrap();
    let timeline = ask(&case, "2025-12-22T09:00", "2026-01-31");
    let told = told(&timeline);
    let promise = "Answer within 5 working days";
    assert_eq!(
        told,
        [
            "2025-12-23 10:00: complaint.held happens".to_owned(),
            format!("2025-12-23 10:00: {promise}: paused, was on-track"),
            format!(
                "2025-12-23 10:00: {promise}: no deadline, was due by the end of Tue 30 Dec 2025"
            ),
            format!("2025-12-23 10:00: {promise}: the case handler will not be told after all"),
            format!("2025-12-23 10:00: {promise}: the manager will not be told after all"),
            "2025-12-24 12:00: complaint.released happens".to_owned(),
            format!("2025-12-24 12:00: {promise}: on-track, was paused"),
            format!("2025-12-24 12:00: {promise}: due by the end of Wed 31 Dec 2025"),
            format!(
                "2025-12-24 12:00: {promise}: the case handler will be told Tue 30 Dec 2025 09:00"
            ),
            format!("2025-12-24 12:00: {promise}: the manager will be told Thu 1 Jan 2026 00:00"),
            format!("2025-12-30 09:00: {promise}: at-risk, was on-track"),
            format!("2025-12-30 09:00: {promise}: tell the case handler"),
            format!("2026-01-01 00:00: {promise}: overdue, was at-risk"),
            format!(
                "2026-01-01 00:00: {promise}: tell the manager, delivered from Fri 2 Jan 2026 09:00"
            ),
            "2026-01-05 11:00: complaint.answered happens".to_owned(),
            format!("2026-01-05 11:00: {promise}: missed, was overdue"),
        ]
    );
    let What::Step {
        id,
        from,
        to,
        moment_before,
        moment,
        ..
    } = &timeline.changes[3].what
    else {
        panic!("{:?}", timeline.changes[3]);
    };
    assert_eq!(id, &timeline.start.clocks[0].escalations[0].id);
    assert_eq!(
        (*from, *to),
        (Some(StepState::Scheduled), Some(StepState::Withdrawn))
    );
    assert_eq!(
        moment_before.unwrap().to_rfc3339(),
        "2025-12-29T09:00:00+00:00"
    );
    assert_eq!(*moment, None);
}

// A case of no promise becomes one of an emergency: 24 hours from its report.
#[test]
fn a_promise_that_begins_or_ceases_to_apply() {
    let case = r#"{"case": "R-1", "kind": "repair", "attributes": {"priority": "routine"}, "events": [
        {"event": "repair.reported", "at": "2026-01-05T10:00"},
        {"event": "repair.inspected", "at": "2026-01-05T12:00", "set": {"priority": "emergency"}},
        {"event": "repair.inspected", "at": "2026-01-05T15:00", "set": {"priority": "routine"}}]}"#;
    let case = Case::from_json(case, "R-1").unwrap();
    let timeline = ask(&case, "2026-01-05T11:00", "2026-02-01");
    assert_eq!(timeline.start.clocks, []);
    assert_eq!(
        told(&timeline),
        [
            "2026-01-05 12:00: repair.inspected happens",
            "2026-01-05 12:00: Make safe within 24 hours: new: on-track, due by Tue 6 Jan 2026 10:00",
            "2026-01-05 15:00: repair.inspected happens",
            "2026-01-05 15:00: Make safe within 24 hours: no longer applies, was on-track",
        ]
    );
}

// A repair without a priority: whether the promise applies is not known, before its report
// and after.
#[test]
fn a_clock_that_starts_undetermined() {
    let case = Case::new("R-1", "repair")
        .with_event("repair.reported", "2026-01-05T10:00")
        .unwrap();
    let timeline = ask(&case, "2026-01-05", "2026-02-01");
    assert_eq!(
        told(&timeline),
        [
            "2026-01-05 10:00: repair.reported happens",
            "2026-01-05 10:00: Make safe within 24 hours: started, and undetermined as before",
        ]
    );
    let What::Details { fields } = &timeline.changes[1].what else {
        panic!("{:?}", timeline.changes[1]);
    };
    assert!(fields.contains(&"trigger".to_owned()), "{fields:?}");
}

#[test]
fn the_beginning_is_not_in_and_the_end_is() {
    let case = complaint();
    let count = |from, until| ask(&case, from, until).changes.len();
    // Two changes each at nine on the 29th and at midnight after the 30th.
    assert_eq!(count("2025-12-29T09:00", "2025-12-31"), 2);
    assert_eq!(
        count("2025-12-29T08:59:59.999", "2025-12-30T23:59:59.999"),
        2
    );
    assert_eq!(count("2025-12-29T08:59:59.999", "2025-12-31"), 4);
    for until in ["2025-12-29T09:00", "2025-12-01"] {
        let timeline = ask(&case, "2025-12-29T09:00", until);
        assert_eq!(timeline.changes, []);
        let next = timeline.next_change.unwrap();
        assert_eq!(next.to_rfc3339(), "2025-12-31T00:00:00+00:00");
        assert!(
            timeline
                .text()
                .ends_with("Nothing changes\nThe next change after that: Wed 31 Dec 2025 00:00\n")
        );
    }
}

/// As data: the fields stand beside each other, and what is null is there.
#[test]
fn a_change_as_json() {
    let timeline = ask(&complaint(), "2025-12-29T09:00", "2025-12-31");
    let json = serde_json::to_value(&timeline).unwrap();
    assert_eq!(
        json["changes"][0],
        serde_json::json!({
            "at": "2025-12-31T00:00:00+00:00", "pack": "asked", "clock": "answer", "instance": 1,
            "promise": "Answer within 5 working days", "what": "state",
            "from": "at-risk", "to": "overdue", "reason": null,
        })
    );
    assert_eq!(
        json["changes"][1],
        serde_json::json!({
            "at": "2025-12-31T00:00:00+00:00", "pack": "asked", "clock": "answer", "instance": 1,
            "promise": "Answer within 5 working days", "what": "step",
            "id": timeline.start.clocks[0].escalations[1].id, "step": 2, "notify": "manager",
            "from": "scheduled", "to": "fired",
            "moment_before": "2025-12-31T00:00:00+00:00", "moment": "2025-12-31T00:00:00+00:00",
            "deliver_from": "2025-12-31T09:00:00+00:00",
        })
    );
    for (field, value) in [("schema", "1"), ("cut_at", "null"), ("next_change", "null")] {
        assert_eq!(json[field].to_string(), value);
    }
    assert_eq!(json["start"]["case"], "C-1");
}

// Each hour an event that holds or releases in turn: far more changes than are listed at
// once. Those that are, and those asked for from where they end, are all of them.
#[test]
fn a_list_that_is_cut_says_so_and_goes_on() {
    let engine = rules();
    let mut case = complaint();
    let first = at(&engine, "2026-01-05");
    for hour in 0..900 {
        let event = ["complaint.held", "complaint.released"][hour % 2];
        let at = (first + chrono::TimeDelta::hours(hour as i64)).to_rfc3339();
        case = case.with_event(event, &at).unwrap();
    }
    let until = at(&engine, "2026-03-01");
    let mut from = at(&engine, "2025-12-20");
    let (mut parts, mut happened) = (0, 0);
    loop {
        let timeline = engine
            .timeline(&case, from, until, &Options::default())
            .unwrap();
        parts += 1;
        let events = timeline
            .changes
            .iter()
            .filter(|one| matches!(one.what, What::Event { .. }));
        happened += events.count();
        let Some(cut_at) = timeline.cut_at else {
            assert!(timeline.changes.len() < Timeline::MOST);
            break;
        };
        assert!(timeline.changes.len() >= Timeline::MOST);
        assert_eq!(timeline.changes.last().unwrap().at, cut_at);
        assert!(timeline.next_change.unwrap() > cut_at);
        assert!(
            timeline
                .text()
                .contains("There are more changes than are listed at once")
        );
        from = cut_at.to_utc();
    }
    assert!(parts > 1);
    assert_eq!(happened, 900);
}

#[test]
fn what_an_assessment_refuses() {
    let engine = rules();
    let case = complaint();
    let from = at(&engine, "2025-12-22");
    let far = "2101-01-01T00:00:00Z".parse().unwrap();
    let refused = engine
        .timeline(&case, from, far, &Options::default())
        .unwrap_err();
    assert_eq!(refused.code().as_str(), "time-range");
    // An event to come is a finding, and a finding refused when asked to be strict.
    let case = case.with_event("complaint.answered", "2026-01-05").unwrap();
    let until = at(&engine, "2026-02-01");
    let strict = Options::default().strict();
    let refused = engine.timeline(&case, from, until, &strict).unwrap_err();
    assert_eq!(refused.code().as_str(), "future-event");
}
