//! `dueby assess --directory`: who has which role; and the rights of residents.

mod common;

use common::{Folder, run};

const BUILT_IN: &str = "landlords/customer-care-strategy";

fn assess<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec![
        "assess",
        "examples/cases/complaint-at-christmas.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2025-12-22T09:00",
    ];
    words.extend(more);
    words
}

// The officer of the patch is on leave from the 22nd on: her deputy is the officer of
// Harbourside. The story "44-the-officer-of-the-patch" reckons it.
#[test]
fn who_is_told_is_in_the_table_and_in_the_reasons() {
    let ran = run(&assess(&[
        "--calendar",
        "examples/calendars/duty-desk.toml",
        "--directory",
        "examples/directories/north-homes.toml",
    ]));
    let out = ran.good();
    for part in [
        "neighbourhood manager",
        "that is housing officer, Harbourside (harbourside@north-homes.example)",
        "deputy of officer-stockton",
        "directory north-homes revision",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
}

#[test]
fn json_says_who_and_which_directory() {
    let ran = run(&assess(&[
        "--json",
        "--directory",
        "examples/directories/borough-homes.json",
    ]));
    let answer: serde_json::Value = serde_json::from_str(ran.good()).unwrap();
    assert_eq!(answer["revisions"]["directory"]["id"], "borough-homes");
    let step = &answer["clocks"][0]["escalations"][0];
    assert_eq!(step["to"], serde_json::json!([]));
    assert_eq!(step["unresolved"][0]["code"], "unknown-role");
    assert_eq!(answer["findings"][0]["code"], "unresolved-role");
}

#[test]
fn a_bad_directory_is_shown_with_its_line() {
    let text = "[directory]\nid = \"d\"\ntitle = \"D\"\n[[role]]\nname = \"manager\"\ncontact = \"hed\"\n[contact.head]\ntitle = \"head\"\n";
    let folder = Folder::with(&[
        ("d.toml", text.as_bytes()),
        ("case.json", br#"{"case": "C-1", "events": []}"#),
    ]);
    let ran = folder.run(&[
        "assess",
        "case.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2026-01-01",
        "--directory",
        "d.toml",
    ]);
    let err = ran.refused();
    for part in [
        "d.toml:6:11",
        "there is no contact \"hed\"",
        "did you mean \"head\"?",
    ] {
        assert!(err.contains(part), "{part}\n{err}");
    }
}

// A case received on the start of Friday 19 December 2025: a step at the due of 2 working days.
#[test]
fn due_says_who_has_the_role() {
    let pack = r#"
[pack]
id = "p"
title = "P"
calendar = "england-and-wales"
basis = "promise"
[[clock]]
id = "answer"
kind = "complaint"
starts = "complaint.received"
stops = "complaint.answered"
within = "2 working days"
escalation = "path"
[escalation.path]
steps = [{ at = "due", notify = "manager" }]
"#;
    let directory = "[directory]\nid = \"d\"\ntitle = \"D\"\n[[role]]\nname = \"manager\"\ncontact = \"head\"\n[contact.head]\ntitle = \"head of housing\"\naddress = \"head@homes.example\"\n";
    let folder = Folder::with(&[
        ("p.toml", pack.as_bytes()),
        ("d.toml", directory.as_bytes()),
    ]);
    let mut words = vec!["due", "p.toml", "answer", "--from", "2025-12-19T10:00"];
    assert!(!folder.run(&words).good().contains("head of housing"));
    words.extend(["--directory", "d.toml"]);
    let ran = folder.run(&words);
    let out = ran.good();
    for part in [
        "that is head of housing (head@homes.example)",
        "directory d revision",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
}

const RIGHTS: &str = r#"
[pack]
id = "rights"
title = "Rights"
calendar = "england-and-wales"
basis = "statute"
[[right]]
id = "ombudsman"
title = "Take the complaint to the ombudsman"
to = "the Housing Ombudsman"
nation = "england"
kind = "complaint"
starts = "complaint.received"
used = "ombudsman.approached"
within = "12 months"
"#;

// Twelve months from Friday 19 December 2025 end with 19 December 2026; of the second case it
// is not known yet when they begin.
#[test]
fn rights_stand_in_the_table_of_many_cases() {
    let cases = "{\"case\": \"C-1\", \"kind\": \"complaint\", \"events\": [{\"event\": \"complaint.received\", \"at\": \"2025-12-19T16:42\"}]}\n{\"case\": \"C-2\", \"kind\": \"complaint\", \"events\": []}\n";
    let folder = Folder::with(&[("p.toml", RIGHTS.as_bytes()), ("c.jsonl", cases.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "c.jsonl",
        "--pack",
        "p.toml",
        "--as-of",
        "2026-01-05",
    ]);
    let out = ran.good();
    assert!(
        out.contains("No promise applies to any of them\nRights of residents: 1 not-yet, 1 open\n"),
        "{out}"
    );
    let row = |case: &str| {
        let line = out.lines().find(|line| line.starts_with(case));
        line.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let open = row("C-1").unwrap_or_default();
    assert!(open.contains(" open end of Sat 19 Dec 2026 - -"), "{out}");
    let waits = row("C-2").unwrap_or_default();
    assert!(waits.contains(" not-yet - - -"), "{out}");
}

// Twelve months from Friday 19 December 2025 end with 19 December 2026.
#[test]
fn a_right_is_told_with_its_time_and_nation() {
    let text = RIGHTS;
    let case = r#"{"case": "C-1", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-19T16:42"}]}"#;
    let folder = Folder::with(&[("p.toml", text.as_bytes()), ("c.json", case.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "c.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2026-01-05",
    ]);
    let out = ran.good();
    for line in [
        "Take the complaint to the ombudsman",
        "  a right of the resident, to the Housing Ombudsman, in england: open until the end of Sat 19 Dec",
    ] {
        assert!(out.lines().any(|found| found == line), "{line}\n{out}");
    }
}

const PACK: &str = r#"[pack]
id = "p"
title = "P"
calendar = "england-and-wales"
basis = "promise"

[attribute.patch]
type = "text"
one-of = ["north", "south"]

[[clock]]
id = "a"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "2 working days"
escalation = "x"

[escalation.x]
steps = [{ at = "due", notify = "officer" }]
"#;

const ROLES: &str = r#"[directory]
id = "ours"
title = "Ours"

[contact.officer]
title = "officer"

[[role]]
name = "officer"
contact = { by = "patch", north = "officer" }
"#;

#[test]
fn check_looks_for_the_role_of_each_step() {
    let folder = Folder::with(&[
        ("pack.toml", PACK.as_bytes()),
        ("roles.toml", ROLES.as_bytes()),
    ]);
    let ran = folder.run(&["check", "pack.toml", "--directory", "roles.toml"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    let expected = r#"warning[unresolved-role]: the directory "ours" finds nobody for the role "officer" in a case with patch "south"
  --> pack.toml:20:33
"#;
    assert!(ran.out.starts_with(expected), "{}", ran.out);
    assert!(ran.out.ends_with("2 files: 1 warning\n"), "{}", ran.out);
    // The same when it lies beside the pack, and once when it is named as well.
    for words in [
        &["check", "."][..],
        &["check", ".", "--directory", "roles.toml"],
    ] {
        let ran = folder.run(words);
        assert!(ran.out.contains("warning[unresolved-role]"), "{}", ran.out);
        assert!(ran.out.ends_with("2 files: 1 warning\n"), "{}", ran.out);
    }
}

#[test]
fn a_pack_is_held_against_the_only_directory_beside_it() {
    let whole = ROLES.replace("{ by = \"patch\", north = \"officer\" }", "\"officer\"");
    let folder = Folder::with(&[
        ("pack.toml", PACK.as_bytes()),
        ("roles.toml", ROLES.as_bytes()),
        ("whole.toml", whole.as_bytes()),
    ]);
    // Which of two is meant is not guessed.
    assert_eq!(
        folder.run(&["check", "."]).good(),
        "3 files: nothing is wrong\n"
    );
    let ran = folder.run(&["check", "pack.toml", "--directory", "whole.toml"]);
    assert_eq!(ran.good(), "2 files: nothing is wrong\n");
    let ran = folder.run(&["check", ".", "--directory", "roles.toml"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
}

#[test]
fn what_is_no_directory_is_no_directory_to_check_against() {
    let folder = Folder::with(&[("pack.toml", PACK.as_bytes())]);
    let refused = folder.run(&["check", "pack.toml", "--directory", "pack.toml"]);
    assert!(refused.refused().contains("pack.toml is no directory"));
}
