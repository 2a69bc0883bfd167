//! What a host reports of steps, in columns.

use dueby::{
    BatchError, CaseColumns, ClockRows, Engine, EventColumns, NOTHING, Names, Options, State,
};

use crate::packs;

const ANSWERED: &str = r#"
[pack]
id = "answered"
title = "Answered"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "emergency"
kind = "repair"
starts = "repair.reported"
stops = "repair.completed"
within = "24 hours"
escalation = "duty"

[escalation.duty]
steps = [
  { at = "start", notify = "duty officer", within = "2 hours" },
  { at = "due", notify = "repairs manager" },
]
"#;

/// Ten o'clock on Friday 13 March 2026.
const FRIDAY: i64 = 1_773_396_000_000;
const HOUR: i64 = 3_600_000;

/// The level and the next step of each case at 11:30.
fn at_half_past_eleven(engine: &Engine, cases: &CaseColumns<'_>) -> (Vec<u32>, Vec<i64>) {
    let options = Options::default();
    let mut rows = ClockRows::default();
    let batch = engine.batch(cases, &options).unwrap();
    batch
        .assess("2026-03-13T11:30:00Z".parse().unwrap(), &mut rows)
        .unwrap();
    assert_eq!(rows.state, [State::OnTrack; 2]);
    (rows.level, rows.next_step)
}

// Two emergencies at ten on a Friday; the duty officer has until noon to take each on. Of the
// first it is reported at eleven that it was: the manager is not told, neither at noon nor when it
// is due. Of the second nothing is reported: at noon the manager is told.
#[test]
fn an_acknowledgement_withdraws_what_would_have_come() {
    let engine = packs::engine(ANSWERED);
    let steps = ["R-1/answered/emergency/1/duty/1"];
    let reported = EventColumns {
        types: Names {
            names: &["repair.reported", "step.acknowledged"],
            codes: &[0, 1, 0],
        },
        times: &[FRIDAY, FRIDAY + HOUR, FRIDAY],
        steps: Some(Names {
            names: &steps,
            codes: &[Names::NONE, 0, Names::NONE],
        }),
        ..EventColumns::default()
    };
    let cases = CaseColumns {
        references: Some(&["R-1", "R-2"]),
        first_event: &[0, 2, 3],
        events: reported,
        ..CaseColumns::default()
    };
    let noon = FRIDAY + 2 * HOUR;
    let told = at_half_past_eleven(&engine, &cases);
    assert_eq!(told, (vec![1, 1], vec![NOTHING, noon]));
    // A report about a step of another case says nothing of this one.
    let turned = CaseColumns {
        references: Some(&["R-2", "R-1"]),
        ..cases
    };
    let told = at_half_past_eleven(&engine, &turned);
    assert_eq!(told, (vec![1, 1], vec![noon, noon]));
    // Without references no step could be found: that is said, and not passed over.
    let without = CaseColumns {
        references: None,
        ..cases
    };
    let options = Options::default();
    let refused = engine.batch(&without, &options).map(|_| ()).unwrap_err();
    assert_eq!(
        refused,
        BatchError::Lengths {
            column: "references of the cases".to_owned(),
            expected: 2,
            found: 0,
        }
    );
}
