//! `dueby diff`, as people run it.

mod common;

use common::{Folder, run, without_revisions};

const OLD: &str = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"code\"\n\n[[clock]]\nid = \"acknowledge\"\npromise = \"Acknowledge a complaint\"\nkind = \"complaint\"\nstarts = \"complaint.received\"\nstops = \"complaint.acknowledged\"\nwithin = \"2 working days\"\nsource = \"4.1\"\n";

fn folder(new: &str) -> Folder {
    Folder::with(&[("old.toml", OLD.as_bytes()), ("new.toml", new.as_bytes())])
}

#[test]
fn what_changes_is_said_in_words() {
    let new = OLD
        .replace("2 working days", "5 working days")
        .replace("4.1", "6.2")
        + "escalation = \"x\"\n\n[[clock]]\nid = \"answer\"\nkind = \"complaint\"\nstarts = \"complaint.received\"\nstops = \"complaint.answered\"\nwithin = \"10 working days\"\nsource = \"6.3\"\n\n[escalation.x]\nsteps = [{ at = \"due\", notify = \"manager\" }]\n";
    let ran = folder(&new).run(&["diff", "old.toml", "new.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:#?}");
    assert_eq!(
        without_revisions(&ran.out),
        "p: revision REVISION → revision REVISION\n\
         Clock \"acknowledge\" (Acknowledge a complaint)\n\
         \x20 allowance: 2 working days became 5 working days: later\n\
         \x20 escalation path: new: x\n\
         \x20 source: 4.1 became 6.2\n\
         Clock \"answer\"\n\
         \x20 new: 10 working days\n\
         Escalation path \"x\"\n\
         \x20 new: due: manager is told\n"
    );
}

#[test]
fn notes_alone_compute_nothing() {
    let ran = folder(&OLD.replace("4.1", "4.2")).run(&["diff", "old.toml", "new.toml"]);
    assert_eq!(
        without_revisions(ran.good()),
        "p: revision REVISION → revision REVISION\n\
         Clock \"acknowledge\" (Acknowledge a complaint)\n\
         \x20 source: 4.1 became 4.2\n\n\
         Nothing that computes changes: what is above only travels with answers\n"
    );
    let ran = folder(&format!("# the same\n{OLD}")).run(&["diff", "old.toml", "new.toml"]);
    assert!(ran.good().ends_with("\n\nNothing changes\n"), "{}", ran.out);
}

#[test]
fn what_changes_for_several_clocks_is_said_once() {
    let clock = |id: &str| {
        format!(
            "\n[[clock]]\nid = \"{id}\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"2 days\"\nsource = \"1\"\n"
        )
    };
    let head = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"utc\"\nbasis = \"code\"\n";
    let clocks = [clock("a"), clock("b"), clock("c")].concat();
    let scope = "[pack.applies]\nwhen = { landlord = \"council\" }\n";
    let folder = Folder::with(&[
        ("old.toml", format!("{head}{clocks}").as_bytes()),
        ("new.toml", format!("{head}{scope}{clocks}").as_bytes()),
    ]);
    let ran = folder.run(&["diff", "old.toml", "new.toml"]);
    assert_eq!(
        without_revisions(&ran.out),
        "p: revision REVISION → revision REVISION\n\
         3 clocks: a, b, c\n\
         \x20 condition: new: landlord is \"council\": for fewer cases\n"
    );
}

#[test]
fn programs_get_the_same_as_json() {
    let ran = folder(&OLD.replace("2 working days", "5 working days"))
        .run(&["diff", "old.toml", "new.toml", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&told["schema"], &told["computes"]),
        (&1.into(), &true.into())
    );
    let one = &told["compared"][0]["differences"][0];
    assert_eq!(one["of"], "clock");
    assert_eq!(one["field"], "within");
    assert_eq!(
        (&one["was"], &one["now"]),
        (&"2 working days".into(), &"5 working days".into())
    );
    assert_eq!(
        (&one["later"], &one["earlier"]),
        (&true.into(), &false.into())
    );
    assert_eq!(told["what_if"], serde_json::Value::Null);
}

/// Friday 19 December 2025: two working days end on Tuesday 23, five on Tuesday 30, for
/// 25 and 26 are holidays: Monday 22, 23, 24, 29, 30. On Christmas Eve the first is overdue.
#[test]
fn real_cases_decide_what_a_change_moves() {
    let new = OLD.replace("2 working days", "5 working days");
    let case = r#"{"case":"C-1","kind":"complaint","events":[{"event":"complaint.received","at":"2025-12-19T10:00:00+00:00"}]}"#;
    let folder = Folder::with(&[
        ("old.toml", OLD.as_bytes()),
        ("new.toml", new.as_bytes()),
        ("case.json", case.as_bytes()),
    ]);
    let ran = folder.run(&[
        "diff",
        "old.toml",
        "new.toml",
        "--cases",
        "case.json",
        "--as-of",
        "2025-12-24T09:00",
    ]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    for line in [
        "1 of 1 case and 1 of 1 promise differ",
        "Deadlines: 1 later",
        "States: 1 from overdue to on-track",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert!(
        ran.out.contains("C-1: Acknowledge a complaint: "),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("30 Dec 2025"), "{}", ran.out);
    // A moment has to be given, and cases are no calendars' business.
    assert!(
        folder
            .run(&["diff", "old.toml", "new.toml", "--cases", "case.json"])
            .refused()
            .contains("--as-of")
    );
    assert!(
        run(&[
            "diff",
            "england-and-wales",
            "scotland",
            "--cases",
            "x.json",
            "--as-of",
            "2025-12-24"
        ])
        .refused()
        .contains("calendars alone promise nothing")
    );
}

/// Five working days from Friday 19 December 2025 are 22, 23, 24, 29 and 30; a week ends on
/// Friday 26. With Monday 29 off, the fifth is Wednesday 31.
#[test]
fn a_right_that_moves_is_told_and_is_a_difference() {
    let right = |within: &str| {
        format!(
            "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"code\"\n\n[[right]]\nid = \"stage-2\"\ntitle = \"Ask for stage 2\"\nto = \"the panel\"\nkind = \"complaint\"\nstarts = \"complaint.answered\"\nused = \"stage-2.asked\"\nwithin = \"{within}\"\nsource = \"5\"\n"
        )
    };
    let case = r#"{"case":"C-1","kind":"complaint","events":[{"event":"complaint.answered","at":"2025-12-19"}]}"#;
    let folder = Folder::with(&[
        ("old.toml", right("5 working days").as_bytes()),
        ("new.toml", right("1 week").as_bytes()),
        ("case.json", case.as_bytes()),
    ]);
    let ask = [
        "diff",
        "old.toml",
        "new.toml",
        "--cases",
        "case.json",
        "--as-of",
        "2025-12-29T09:00",
    ];
    let ran = folder.run(&ask);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.out.contains("1 of 1 right differ\n"), "{}", ran.out);
    assert!(ran.out.contains("lapsed, was open"), "{}", ran.out);
    let json = folder.run(&[&ask[..], &["--json"]].concat());
    let told: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let one = &told["what_if"]["rights"][0];
    assert_eq!(
        (&one["right"], &one["days"]),
        (&"stage-2".into(), &(-4).into())
    );
    assert_eq!(one["after"]["deadline"]["due_date"], "2025-12-26");
    // The same rules and another calendar: nothing of the rules changes, the right does.
    let own = "[calendar]\nid = \"england-and-wales\"\ntitle = \"Ours\"\nextends = \"england-and-wales\"\n[holidays]\n2025-12-29 = \"One more\"\n";
    let folder = Folder::with(&[
        ("old/p.toml", right("5 working days").as_bytes()),
        ("new/p.toml", right("5 working days").as_bytes()),
        ("new/c.toml", own.as_bytes()),
        ("case.json", case.as_bytes()),
    ]);
    let ran = folder.run(&[
        "diff",
        "old",
        "new",
        "--cases",
        "case.json",
        "--as-of",
        "2025-12-29T09:00",
    ]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.out.contains("1 day"), "{}", ran.out);
}

#[test]
fn names_folders_and_calendars_can_be_compared() {
    let ran = run(&[
        "diff",
        "england/complaint-handling-code@2022-04-01",
        "england/complaint-handling-code@2024-04-01",
    ]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(
        ran.out
            .contains("allowance: 2 working days became 5 working days: later"),
        "{}",
        ran.out
    );
    let ran = run(&["diff", "england-and-wales", "scotland"]);
    assert!(
        ran.out
            .contains("Fri 2 Jan 2009: open 09:00-17:00 became off: 2nd January"),
        "{}",
        ran.out
    );
    let ran = run(&["diff", "rules", "rules"]);
    assert!(ran.good().ends_with("Nothing changes\n"), "{}", ran.out);
    assert!(
        run(&["diff", "rules", "no-such-pack"])
            .refused()
            .contains("unknown-pack")
    );
    assert!(
        run(&["diff", "rules", "docs"])
            .refused()
            .contains("no pack and no calendar")
    );
}

/// A folder's packs may extend one another, whatever the order of their names.
#[test]
fn packs_of_a_folder_may_extend_one_another() {
    let own = "[pack]\nid = \"a\"\ntitle = \"A\"\ncalendar = \"ours\"\nbasis = \"promise\"\nextends = \"p\"\n";
    let calendar = "[calendar]\nid = \"ours\"\ntitle = \"Ours\"\nextends = \"utc\"\n";
    let folder = Folder::with(&[
        ("a.toml", own.as_bytes()),
        ("p.toml", OLD.as_bytes()),
        ("c.toml", calendar.as_bytes()),
    ]);
    assert!(
        folder
            .run(&["diff", ".", "."])
            .good()
            .ends_with("Nothing changes\n")
    );
}
