//! `dueby check` and `dueby explain`, as people run them.

mod common;

use common::{Folder, run, run_in};

const GOOD: &str = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n\n[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"2 working days\"\n";

#[test]
fn what_is_good_is_said_to_be() {
    let folder = Folder::with(&[("a.toml", GOOD.as_bytes())]);
    let ran = folder.run(&["check", "a.toml"]);
    assert_eq!(ran.good(), "1 file: nothing is wrong\n");
}

#[test]
fn the_shipped_rules_are_good() {
    let ran = run(&["check", "rules"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.out.contains("passed over): "), "{}", ran.out);
    assert!(!ran.out.contains("error") && !ran.out.contains("warning"));
}

#[test]
fn everything_wrong_in_a_folder_is_drawn_in_one_run() {
    let wrong = GOOD
        .replace("2 working days", "2 workin days")
        .replace("promise\"", "promisse\"");
    let late = GOOD.replace("\"p\"", "\"q\"")
        + "escalation = \"x\"\n\n[escalation.x]\nsteps = [\n  { at = \"due\", notify = \"manager\" },\n  { at = \"1 day before due\", notify = \"handler\" },\n]\n";
    let folder = Folder::with(&[
        ("a.toml", wrong.as_bytes()),
        ("b.toml", late.as_bytes()),
        ("list.toml", b"title = \"a list of something else\"\n"),
        ("notes.txt", b"[pack"),
    ]);
    let ran = folder.run(&["check", "."]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert_eq!(ran.err, "");
    assert_eq!(
        ran.out,
        r#"error[unknown-word]: "promisse" is not known here
 --> ./a.toml:5:9
  |
5 | basis = "promisse"
  |         ^^^^^^^^^^
  |
  = help: did you mean "promise"?

error[bad-allowance]: "2 workin days" has an unknown unit, "workin"
  --> ./a.toml:12:10
   |
12 | within = "2 workin days"
   |          ^^^^^^^^^^^^^^^
   |
   = help: did you mean "working days"?

warning[steps-out-of-order]: step 2 of "x", 1 day before due, comes before step 1, due
  --> ./b.toml:18:10
   |
18 |   { at = "1 day before due", notify = "handler" },
   |          ^^^^^^^^^^^^^^^^^^
   |
   = help: put the steps in the order in which they come

2 files (1 other is neither a pack nor a calendar, passed over): 2 errors, 1 warning
"#
    );
}

#[test]
fn programs_get_the_same_as_json() {
    let gap = GOOD.replace(
        "\"2 working days\"",
        "{ by = \"level\", high = \"1 day\" }\nwhen = { level = [\"high\", \"low\"] }",
    );
    let folder = Folder::with(&[("a.toml", gap.as_bytes()), ("b.toml", b"\xff")]);
    let ran = folder.run(&["check", "a.toml", "b.toml", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["files"], &told["errors"]), (&2.into(), &2.into()));
    let problems = told["problems"].as_array().unwrap();
    let gap = problems
        .iter()
        .find(|one| one["code"] == "table-gap")
        .unwrap();
    assert_eq!(gap["severity"], "error");
    assert_eq!((&gap["line"], &gap["column"]), (&12.into(), &10.into()));
    assert_eq!(gap["examples"][0]["level"], "low");
    assert!(problems.iter().any(|one| one["code"] == "not-utf8"));
}

#[test]
fn what_cannot_be_looked_at_is_bad_input() {
    let folder = Folder::with(&[("list.toml", b"title = 3\n")]);
    assert!(
        folder
            .run(&["check", "nowhere"])
            .refused()
            .contains("there is no such file")
    );
    let ran = folder.run(&["check", "list.toml"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.contains("neither a pack nor a calendar"),
        "{}",
        ran.out
    );
    assert!(folder.run(&["check"]).refused().contains("<PATH>"));
}

#[test]
fn colours_are_for_terminals() {
    let folder = Folder::with(&[("a.toml", b"[pack")]);
    assert!(!folder.run(&["check", "a.toml"]).out.contains('\u{1b}'));
    let ran = run_in(
        folder.path(),
        &["check", "a.toml"],
        &[("CLICOLOR_FORCE", "1")],
        b"",
    );
    assert!(ran.out.contains('\u{1b}'));
}

#[test]
fn codes_are_explained() {
    let ran = run(&["explain", "table-gap"]);
    assert_eq!(
        ran.good(),
        "table-gap (error)\n\
         A case that no row of a table is for.\n\n\
         \x20   when = { level = [\"high\", \"low\"] }\n\
         \x20   within = { by = \"level\", high = \"1 day\" }\n\n\
         Add a row for the case that is shown, or say in \"when\" that the clock is not for it. Until then\n\
         such a case is undetermined.\n"
    );
    assert!(
        run(&["explain", "table-gpa"])
            .refused()
            .contains("did you mean \"table-gap\"?")
    );
    assert!(run(&["explain"]).good().contains("unknown-word: "));
}

/// A pack and a calendar in JSON are checked as those in TOML are, each problem at its place;
/// JSON that is neither is passed over.
#[test]
fn rules_in_json_are_checked_at_their_places() {
    let pack = r#"{
  "pack": {"id": "p", "title": "P", "calendar": "office", "basis": "promise"},
  "attribute": {"priority": {"type": "text", "one-of": ["urgent", "routine"]}},
  "clock": [{"id": "a", "kind": "k", "starts": "k.begun", "stops": "k.ended",
    "within": {"by": "priority", "urgent": "2 working days"}}]
}"#;
    let office = r#"{
  "calendar": {"id": "office", "title": "O", "zone": "Europe/London", "from": "2026-01-01", "to": "2026-12-31"},
  "hours": {"mon-fri": "09:00-17:00"}
}"#;
    let folder = Folder::with(&[
        ("case.json", br#"{"case": "C-1", "events": []}"#),
        ("office.json", office.as_bytes()),
        ("pack.json", pack.as_bytes()),
    ]);
    let ran = folder.run(&["check", "."]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.out.contains("error[table-gap]"), "{}", ran.out);
    // The table begins on the fifth line, behind four spaces and the name of the field.
    assert!(ran.out.contains("pack.json:5:15"), "{}", ran.out);
    assert!(
        ran.out
            .contains("1 other is neither a pack nor a calendar, passed over"),
        "{}",
        ran.out
    );
    let whole = pack.replace("days\"}", "days\", \"routine\": \"5 working days\"}");
    std::fs::write(folder.path().join("pack.json"), whole).unwrap();
    assert_eq!(
        folder.run(&["check", "pack.json", "office.json"]).good(),
        "2 files: nothing is wrong\n"
    );
    let wrong = office.replace("09:00-17:00", "9 to 5");
    std::fs::write(folder.path().join("office.json"), wrong).unwrap();
    let ran = folder.run(&["check", "office.json"]);
    assert!(ran.out.contains("office.json:3:24"), "{}", ran.out);
}
