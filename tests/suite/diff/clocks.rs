//! Clocks one by one: allowances, tables, what moves them, conditions, and paths.

use crate::changes;

#[test]
fn an_allowance_is_tightened_or_loosened() {
    let is = |allowance: &str, told: &str| {
        changes(
            &[(
                "within = \"2 working days\"",
                &format!("within = \"{allowance}\""),
            )],
            &[&format!(
                "clock acknowledge within: 2 working days -> {told}"
            )],
        );
    };
    is("5 working days", "5 working days (later, not earlier)");
    is("1 working day", "1 working day (not later, earlier)");
    // Two days can be fewer than two working days, and never more; whether they ever are,
    // the calendar would have to say.
    is("2 days", "2 days (not later)");
    // Three days are a Monday after a Friday, as two working days are a Tuesday.
    is("3 days", "3 days");
    is("48 hours", "48 hours");
}

#[test]
fn a_table_is_told_row_by_row() {
    changes(
        &[(
            "{ by = \"priority\", urgent = \"3 working days\", routine = \"20 working days\" }",
            "{ by = \"priority\", urgent = \"1 working day\", routine = \"20 working days\" }",
        )],
        &[
            "clock repair within [priority is \"urgent\"]: 3 working days -> 1 working day (not later, earlier)",
        ],
    );
    // Rows with conditions that say the same are the same.
    changes(
        &[(
            "{ by = \"priority\", urgent = \"3 working days\", routine = \"20 working days\" }",
            "[{ when = { priority = \"urgent\" }, is = \"3 working days\" }, { is = \"28 days\" }]",
        )],
        &[
            "clock repair within [every other case]: nothing -> 28 days",
            "clock repair within [priority is \"routine\"]: 20 working days -> nothing",
        ],
    );
    // One time for all in the place of a table, and the other way round.
    changes(
        &[(
            "{ by = \"priority\", urgent = \"3 working days\", routine = \"20 working days\" }",
            "\"20 working days\"",
        )],
        &[
            "clock repair within [priority is \"urgent\"]: 3 working days -> 20 working days (later, not earlier)",
        ],
    );
    changes(
        &[(
            "within = \"2 working days\"",
            "within = [{ when = { vulnerable = true }, is = \"1 working day\" }, { is = \"2 working days\" }]",
        )],
        &[
            "clock acknowledge within [vulnerable is true]: 2 working days -> 1 working day (not later, earlier)",
        ],
    );
}

#[test]
fn clocks_come_go_and_are_called_something_else() {
    changes(
        &[("id = \"repair\"", "id = \"mend\"")],
        &["clock mend id: repair -> mend"],
    );
    // What follows a clock follows it by its new name.
    changes(
        &[("\"acknowledge\"", "\"acknowledgement\"")],
        &["clock acknowledgement id: acknowledge -> acknowledgement"],
    );
    // Other words and another name: it is known by what it computes.
    changes(
        &[
            ("id = \"repair\"", "id = \"mend\""),
            ("promise = \"Repair\"", "promise = \"Mend it\""),
        ],
        &[
            "clock mend id: repair -> mend",
            "clock mend promise: Repair -> Mend it (for people)",
        ],
    );
    // Nothing says that this is the same one.
    changes(
        &[
            ("id = \"repair\"", "id = \"mend\""),
            ("promise = \"Repair\"", "promise = \"Mend it\""),
            ("stops = \"repair.done\"", "stops = \"repair.finished\""),
        ],
        &[
            "clock mend id: nothing -> Mend it",
            "clock repair id: Repair -> nothing",
        ],
    );
}

#[test]
fn what_moves_a_clock_is_told() {
    changes(
        &[(
            "starts = \"complaint.received\"",
            "starts = \"complaint.logged\"",
        )],
        &["clock acknowledge starts: complaint.received -> complaint.logged"],
    );
    // The order of a list means nothing.
    changes(
        &[(
            "[\"complaint.acknowledged\", \"complaint.answered\"]",
            "[\"complaint.answered\", \"complaint.acknowledged\"]",
        )],
        &[],
    );
    changes(
        &[(
            "source = \"5\"",
            "source = \"5\"\npauses = { from = \"no-access.recorded\", until = \"access.given\" }\n\
             counting = { roll = \"next working day\" }\nat-risk = \"75%\"\n\
             extension = { on = \"repair.extended\", by = \"5 working days\" }",
        )],
        &[
            "clock repair pauses: nothing -> from no-access.recorded until access.given",
            "clock repair extension.on: nothing -> repair.extended",
            "clock repair extension.by: nothing -> 5 working days",
            "clock repair extension.at-most: nothing -> 5 working days",
            "clock repair counting.roll: none -> next working day",
            "clock repair at-risk: nothing -> 75%",
        ],
    );
    changes(
        &[(
            "source = \"5\"",
            "source = \"5\"\nstatus = \"unconfirmed\"\ncalendar = \"scotland\"\nbasis = \"statute\"",
        )],
        &[
            "clock repair calendar: nothing -> scotland",
            "clock repair basis: code -> statute (for people)",
            "clock repair status: confirmed -> unconfirmed",
        ],
    );
}

#[test]
fn conditions_are_told_by_what_they_ask() {
    changes(
        &[(
            "when = { priority = [\"urgent\", \"routine\"] }",
            "when = { priority = [\"urgent\", \"routine\"], condition = \"ours\" }",
        )],
        &["clock repair when: nothing -> vulnerable is true (fewer cases)"],
    );
    changes(
        &[("when = { priority = [\"urgent\", \"routine\"] }\n", "")],
        &["clock repair when: priority is one of \"urgent\", \"routine\" -> nothing (more cases)"],
    );
    // Whom the whole pack is for, said once, is told of each clock and right.
    changes(
        &[(
            "[attribute.priority]",
            "[pack.applies]\nwhen = { vulnerable = true }\n\n[attribute.priority]",
        )],
        &[
            "clock acknowledge when: nothing -> vulnerable is true (fewer cases)",
            "clock repair when: nothing -> vulnerable is true (fewer cases)",
            "clock apology when: nothing -> vulnerable is true (fewer cases)",
            "right stage-2 when: nothing -> vulnerable is true (fewer cases)",
        ],
    );
}

#[test]
fn paths_are_told_step_by_step() {
    changes(
        &[("notify = \"manager\"", "notify = \"head of housing\"")],
        &["escalation ladder steps.notify [step 2]: manager -> head of housing"],
    );
    changes(
        &[("1 working day before due", "2 working days before due")],
        &[
            "escalation ladder steps.at [step 1]: 1 working day before due -> 2 working days before due (not later, earlier)",
        ],
    );
    // A step put before the others does not change those.
    changes(
        &[(
            "steps = [",
            "steps = [\n  { at = \"start\", notify = \"planner\" },",
        )],
        &["escalation ladder steps [step 1]: nothing -> start: planner is told"],
    );
    changes(
        &[(
            "  { at = \"1 working day before due\", notify = \"handler\" },\n",
            "",
        )],
        &["escalation ladder steps [step 1]: 1 working day before due: handler is told -> nothing"],
    );
    changes(
        &[(
            "[escalation.ladder]",
            "[escalation.ladder]\nacknowledged = \"ends the step\"",
        )],
        &["escalation ladder acknowledged: ends the path -> ends the step"],
    );
}
