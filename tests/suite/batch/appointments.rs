//! What became of appointments, and when they were cancelled, in columns.

use dueby::{AttributeColumn, CaseColumns, ClockRows, EventColumns, NOTHING, Names, Outcome};
use dueby::{Options, State, Values};

use crate::packs;

const VISIT: &str = r#"
[pack]
id = "visits"
title = "Visits"
calendar = "england-and-wales"
basis = "promise"

[[appointment]]
id = "visit"
kind = "repair"
made = "appointment.made"
window = { from = "visit-from", until = "visit-until" }
kept = "visit.made"
no-access = { event = "appointment.missed", when = { by = "tenant" } }
"#;

/// Ten o'clock on Monday 2 February 2026, and on Tuesday 10 February.
const MADE: i64 = 1_770_026_400_000;
const TUESDAY: i64 = 1_770_717_600_000;

// Both are made for Tuesday 10 February from eight to one. At ten the tenant of the first is
// out: no access, which breaks no promise. The second is visited at that time.
#[test]
fn an_outcome_and_a_cancellation() {
    let engine = packs::engine(VISIT);
    let texts = |names: &'static [&'static str], codes: &'static [u32]| {
        Values::Texts(Names { names, codes })
    };
    let set = |name: &'static str, values| AttributeColumn { name, values };
    const NONE: u32 = Names::NONE;
    let sets = [
        set(
            "visit-from",
            texts(&["2026-02-10T08:00"], &[0, NONE, 0, NONE]),
        ),
        set(
            "visit-until",
            texts(&["2026-02-10T13:00"], &[0, NONE, 0, NONE]),
        ),
        set("by", texts(&["tenant"], &[NONE, 0, NONE, NONE])),
    ];
    let cases = CaseColumns {
        first_event: &[0, 2, 4],
        events: EventColumns {
            types: Names {
                names: &["appointment.made", "appointment.missed", "visit.made"],
                codes: &[0, 1, 0, 2],
            },
            times: &[MADE, TUESDAY, MADE, TUESDAY],
            sets: &sets,
            ..EventColumns::default()
        },
        ..CaseColumns::default()
    };
    let options = Options::default();
    let mut rows = ClockRows::default();
    let batch = engine.batch(&cases, &options).unwrap();
    batch
        .assess("2026-02-11T09:00:00Z".parse().unwrap(), &mut rows)
        .unwrap();
    assert_eq!(rows.state, [State::Cancelled, State::Met]);
    assert_eq!(rows.outcome, [Some(Outcome::NoAccess), Some(Outcome::Kept)]);
    assert_eq!(rows.cancelled, [TUESDAY, NOTHING]);
    assert_eq!(rows.stopped, [NOTHING, TUESDAY]);
}
