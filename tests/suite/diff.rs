//! What a new edition of a pack changes, against what a person would say of the two texts.

use dueby::{Cases, Diff, Difference, Pack};

const OLD: &str = r#"
[pack]
id = "ours"
title = "Ours"
version = "one"
calendar = "england-and-wales"
basis = "code"
source = "The Code"

[pack.governs]
by = "complaint.received"
from = "2022-04-01"

[attribute.priority]
type = "text"
one-of = ["urgent", "routine"]

[attribute.vulnerable]
type = "flag"

[condition.ours]
vulnerable = true

[parameter.apology]
type = "allowance"
question = "How long?"

[[clock]]
id = "acknowledge"
promise = "Acknowledge a complaint"
kind = "complaint"
starts = "complaint.received"
stops = ["complaint.acknowledged", "complaint.answered"]
within = "2 working days"
source = "4.1"
escalation = "ladder"

[[clock]]
id = "repair"
promise = "Repair"
kind = "repair"
when = { priority = ["urgent", "routine"] }
starts = "repair.reported"
stops = "repair.done"
within = { by = "priority", urgent = "3 working days", routine = "20 working days" }
source = "5"

[[clock]]
id = "apology"
promise = "Apologise"
kind = "complaint"
starts = { clock = "acknowledge" }
stops = "apology.sent"
within = { parameter = "apology" }
source = "6"

[[right]]
id = "stage-2"
title = "Ask for stage 2"
to = "us"
kind = "complaint"
starts = "complaint.answered"
used = "stage-2.requested"
within = "6 months"
source = "7"

[escalation.ladder]
steps = [
  { at = "1 working day before due", notify = "handler" },
  { at = "due", notify = "manager" },
]
"#;

fn pack(text: &str) -> Pack {
    Pack::from_toml(text, "ours.toml").unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// `of id field [at]: was -> now (effect)`
fn told(one: &Difference) -> String {
    let of = format!("{:?}", one.of).to_lowercase();
    let id = one.id.as_deref().unwrap_or("-");
    let at = one
        .at
        .as_deref()
        .map_or(String::new(), |at| format!(" [{at}]"));
    let says = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    let mut effect = Vec::new();
    for (name, value) in [("later", one.later), ("earlier", one.earlier)] {
        match value {
            Some(true) => effect.push(name.to_owned()),
            Some(false) => effect.push(format!("not {name}")),
            None => {}
        }
    }
    effect.extend(one.cases.map(|cases| match cases {
        Cases::More => "more cases".to_owned(),
        _ => "fewer cases".to_owned(),
    }));
    if !one.computes {
        effect.push("for people".to_owned());
    }
    let effect = match effect.is_empty() {
        true => String::new(),
        false => format!(" ({})", effect.join(", ")),
    };
    format!(
        "{of} {id} {}{at}: {} -> {}{effect}",
        one.field,
        says(&one.was),
        says(&one.now)
    )
}

#[track_caller]
fn changes(edits: &[(&str, &str)], expected: &[&str]) {
    let mut new = OLD.to_owned();
    for (from, to) in edits {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    let diff = Diff::between(&[pack(OLD)], &[pack(&new)]);
    assert_eq!(diff.compared.len(), 1);
    let found: Vec<String> = diff.compared[0].differences.iter().map(told).collect();
    assert_eq!(found, expected, "{edits:?}");
    let computes = expected.iter().any(|line| !line.ends_with("for people)"));
    assert_eq!(diff.computes, computes);
}

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

#[test]
fn what_the_pack_says_for_all_is_told_once() {
    changes(
        &[(
            "calendar = \"england-and-wales\"",
            "calendar = \"scotland\"",
        )],
        &["whole - calendar: england-and-wales -> scotland"],
    );
    changes(
        &[
            ("version = \"one\"", "version = \"two\""),
            ("from = \"2022-04-01\"", "from = \"2024-04-01\""),
        ],
        &[
            "whole - version: one -> two",
            "whole - governs.from: 2022-04-01 -> 2024-04-01",
        ],
    );
    changes(
        &[(
            "by = \"complaint.received\"",
            "by = [\"complaint.received\", \"complaint.logged\"]",
        )],
        &["whole - governs.by: complaint.received -> complaint.received or complaint.logged"],
    );
    changes(
        &[(
            "question = \"How long?\"",
            "question = \"How long?\"\nvalue = \"3 days\"",
        )],
        &["parameter apology value: nothing -> 3 days"],
    );
    changes(
        &[(
            "one-of = [\"urgent\", \"routine\"]",
            "one-of = [\"urgent\", \"routine\", \"planned\"]",
        )],
        &["attribute priority one-of: nothing -> \"planned\""],
    );
    changes(
        &[(
            "used = \"stage-2.requested\"\nwithin = \"6 months\"",
            "used = \"stage-2.requested\"\nwithin = \"12 months\"",
        )],
        &["right stage-2 within: 6 months -> 12 months (later, not earlier)"],
    );
}

#[test]
fn what_only_travels_with_answers_computes_nothing() {
    changes(
        &[
            (
                "title = \"Ours\"",
                "title = \"Our promises\"\nnotes = \"Read again.\"",
            ),
            (
                "source = \"4.1\"",
                "source = \"4.1(a)\"\nchecked = \"2026-11-26\"",
            ),
        ],
        &[
            "whole - title: Ours -> Our promises (for people)",
            "whole - notes: nothing -> Read again. (for people)",
            "clock acknowledge checked: nothing -> 2026-11-26 (for people)",
            "clock acknowledge source.provision: 4.1 -> 4.1(a) (for people)",
        ],
    );
    // A text written in another way says nothing else: another order, a condition written
    // out.
    changes(
        &[(
            "[attribute.vulnerable]\ntype = \"flag\"",
            "\n# A comment.\n[attribute.vulnerable]\ntype = \"flag\"",
        )],
        &[],
    );
}

/// What a pack takes over is compared too: the law below a landlord's own pack.
#[test]
fn a_pack_below_is_compared_as_well() {
    let own = |extra: &str| {
        let text = format!(
            "[pack]\nid = \"mine\"\ntitle = \"Mine\"\ncalendar = \"england-and-wales\"\n\
             basis = \"promise\"\nextends = \"ours\"\n{extra}"
        );
        Pack::from_toml_with(&text, "mine.toml", |_| Ok(pack(OLD)))
            .unwrap_or_else(|error| panic!("{error}"))
    };
    let tightened = "[[override]]\nclock = \"repair\"\nwithin = { by = \"priority\", urgent = \"1 working day\", routine = \"10 working days\" }\n\n\
                     [fill-in]\napology = \"2 days\"\n";
    let diff = Diff::between(&[own("")], &[own(tightened)]);
    let found: Vec<(String, Vec<String>)> = diff
        .compared
        .iter()
        .map(|one| {
            let id = one
                .now
                .as_ref()
                .map(|now| now.id.clone())
                .unwrap_or_default();
            (id, one.differences.iter().map(told).collect())
        })
        .collect();
    let expected: [(&str, &[&str]); 2] = [
        ("mine", &["clock repair id: nothing -> Repair"]),
        ("ours", &["parameter apology value: nothing -> 2 days"]),
    ];
    assert_eq!(
        found,
        expected.map(|(id, lines)| (
            id.to_owned(),
            lines.iter().map(|line| (*line).to_owned()).collect()
        ))
    );
}

#[test]
fn several_packs_are_matched_by_id_and_version() {
    let of = |id: &str, version: &str, within: &str| {
        pack(
            &OLD.replace("\"ours\"", &format!("\"{id}\""))
                .replace("condition.ours", "condition.x")
                .replace("\"one\"", &format!("\"{version}\""))
                .replace("\"2 working days\"", &format!("\"{within}\"")),
        )
    };
    let old = [
        of("a", "one", "2 days"),
        of("b", "one", "2 days"),
        of("c", "one", "2 days"),
    ];
    let new = [
        of("b", "one", "3 days"),
        of("a", "one", "2 days"),
        of("a", "two", "1 day"),
        of("d", "one", "1 day"),
    ];
    let diff = Diff::between(&old, &new);
    let found: Vec<String> = diff
        .compared
        .iter()
        .map(|one| {
            let name = |edition: &Option<dueby::Edition>| match edition {
                Some(edition) => format!(
                    "{}@{}",
                    edition.id,
                    edition.version.clone().unwrap_or_default()
                ),
                None => "nothing".to_owned(),
            };
            format!(
                "{} -> {}: {}",
                name(&one.was),
                name(&one.now),
                one.differences.len()
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "b@one -> b@one: 1",
            "a@one -> a@one: 0",
            "nothing -> a@two: 0",
            "nothing -> d@one: 0",
            "c@one -> nothing: 0",
        ]
    );
    assert!(diff.computes);
}

/// A version that is new is held against the one before it.
#[test]
fn a_new_version_is_compared_with_the_one_before() {
    let next = OLD
        .replace("version = \"one\"", "version = \"two\"")
        .replace("from = \"2022-04-01\"", "from = \"2024-04-01\"")
        .replace("\"2 working days\"", "\"5 working days\"");
    let ends = OLD.replace(
        "from = \"2022-04-01\"",
        "from = \"2022-04-01\"\nuntil = \"2024-03-31\"",
    );
    let diff = Diff::between(&[pack(OLD)], &[pack(&ends), pack(&next)]);
    let found: Vec<Vec<String>> = diff
        .compared
        .iter()
        .map(|one| one.differences.iter().map(told).collect())
        .collect();
    let expected: [&[&str]; 2] = [
        &["whole - governs.until: nothing -> 2024-03-31"],
        &[
            "whole - version: one -> two",
            "whole - governs.from: 2022-04-01 -> 2024-04-01",
            "whole - governs.until: 2024-03-31 -> nothing",
            "clock acknowledge within: 2 working days -> 5 working days (later, not earlier)",
        ],
    ];
    assert_eq!(
        found,
        expected.map(|lines| lines
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>())
    );
}

/// Worked from the calendars: 4 May is a Monday that was a working day, 25 December a
/// Friday that was off in both, under another name.
#[test]
fn calendars_are_compared_date_by_date() {
    let calendar = |lines: &str| {
        let text = format!(
            "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2026-01-01\"\n\
             to = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n{lines}"
        );
        dueby::Calendar::from_toml(&text, "c.toml").unwrap_or_else(|error| panic!("{error}"))
    };
    let old = calendar("[holidays]\n2026-12-25 = \"Xmas\"\n");
    let new = calendar(
        "[dates]\n2026-12-24 = \"09:00-12:30\"\n[holidays]\n2026-12-25 = \"Christmas Day\"\n2026-05-04 = \"May Day\"\n\
         [[closure]]\nname = \"Stocktaking\"\nfrom = \"2026-06-01\"\nto = \"2026-06-02\"\npriorities = [\"routine\"]\n",
    );
    let diff = Diff::between(&[], &[]).with_calendars(&[old], &[new]);
    let found: Vec<String> = diff.compared[0].differences.iter().map(told).collect();
    assert_eq!(
        found,
        [
            "date 2026-05-04 dates: open 09:00-17:00 -> off: May Day",
            "date 2026-12-24 dates: open 09:00-17:00 -> open 09:00-12:30",
            "date 2026-12-25 dates: off: Xmas -> off: Christmas Day (for people)",
            "date 2026-06-01 dates [priority is \"routine\"]: open 09:00-17:00 -> off: Stocktaking",
            "date 2026-06-02 dates [priority is \"routine\"]: open 09:00-17:00 -> off: Stocktaking",
        ]
    );
    assert!(diff.computes);
}

/// Nothing is different between a pack and itself, for any shipped pack; and each shipped
/// pack in JSON is the same pack.
#[test]
fn a_pack_is_no_different_from_itself() {
    for shipped in dueby_rules::PACKS {
        let one = shipped.read().unwrap();
        let table: toml::Table = shipped.text.parse().unwrap();
        let json = serde_json::to_string(&table).unwrap();
        let other = Pack::from_json_with(&json, shipped.id, dueby_rules::read).unwrap();
        let diff = Diff::between(&[one], &[other]);
        assert_eq!(diff.compared[0].differences, [], "{}", shipped.id);
        assert!(!diff.computes);
    }
}

/// Each line of a shipped pack says something: without it the pack cannot be read, or the
/// difference is told.
#[test]
fn no_line_of_a_shipped_pack_goes_unnoticed() {
    let mut unnoticed = Vec::new();
    let mut lines = 0;
    for shipped in dueby_rules::PACKS {
        let old = shipped.read().unwrap();
        let all: Vec<&str> = shipped.text.lines().collect();
        for (index, line) in all.iter().enumerate() {
            // Confirmed is what rules are that do not say how sure they are.
            if ["", "status = \"confirmed\""].contains(&line.trim()) || line.starts_with('#') {
                continue;
            }
            let mut rest = all.clone();
            rest.remove(index);
            let Ok(new) = Pack::from_toml_with(&rest.join("\n"), shipped.id, dueby_rules::read)
            else {
                continue;
            };
            lines += 1;
            let diff = Diff::between(std::slice::from_ref(&old), &[new]);
            if diff.compared[0].differences.is_empty() {
                unnoticed.push(format!("{}: {line}", shipped.id));
            }
        }
    }
    assert!(lines > 500, "{lines}");
    assert_eq!(unnoticed, [""; 0]);
}
