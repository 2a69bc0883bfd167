//! Arguments and rules that are refused: each with one message that says what, where
//! and what would be right, exit code 2, and nothing on standard output.

mod common;

use common::{BUILT_IN, Folder, pack};

const GOOD: &str = "{\"case\": \"A\", \"kind\": \"complaint\"}";

/// What is said of the arguments.
#[track_caller]
fn arguments(args: &[&str]) -> String {
    let folder = Folder::with(&[("a.json", GOOD.as_bytes())]);
    folder.run(args).refused().to_owned()
}

#[test]
fn packs() {
    let said =
        |pack: &str| arguments(&["assess", "a.json", "--pack", pack, "--as-of", "2026-01-05"]);
    assert_eq!(
        said("landlords/customer-care-stratgy"),
        "error: there is no pack \"landlords/customer-care-stratgy\" [unknown-pack]\n  help: did \
         you mean \"landlords/customer-care-strategy\"? Otherwise, give a pack of your own as a \
         .toml file\n"
    );
    let unlike = said("x");
    assert!(unlike.contains("help: built in: "), "{unlike}");
    assert!(unlike.contains(&format!("\"{BUILT_IN}\"")), "{unlike}");
    assert!(unlike.contains("; give a pack of your own"), "{unlike}");
    assert_eq!(
        said("mine.toml"),
        "error: mine.toml: there is no such file [unreadable]\n  help: check its name, and the \
         folder that the command is run in\n"
    );
    assert_eq!(
        arguments(&[
            "assess",
            "a.json",
            "--pack",
            BUILT_IN,
            "--pack",
            BUILT_IN,
            "--as-of",
            "2026-01-05"
        ])
        .lines()
        .collect::<Vec<_>>(),
        [
            "error: two packs have the id \"landlords/customer-care-strategy\" [duplicate-name]",
            "  help: leave out one --pack; several versions say in [pack.governs] which dates they are for"
        ]
    );
}

// A problem of a pack is drawn under its text.
#[test]
fn the_text_of_a_pack() {
    let text = std::fs::read_to_string(pack())
        .unwrap()
        .replace("5 working days\"\nat", "5 wroking days\"\nat");
    let folder = Folder::with(&[("a.json", GOOD.as_bytes()), ("p.toml", text.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "a.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2026-01-05",
    ]);
    let said = ran.refused();
    assert!(said.starts_with("error[bad-allowance]: "), "{said}");
    assert!(said.contains("--> p.toml:17:10\n"), "{said}");
    assert!(
        said.contains("17 | within = \"5 wroking days\"\n"),
        "{said}"
    );
    assert!(
        said.contains("help: did you mean \"working days\"?"),
        "{said}"
    );
}

#[test]
fn the_text_of_a_calendar() {
    let folder = Folder::with(&[
        ("a.json", GOOD.as_bytes()),
        ("c.toml", b"[calendar]\nid = 3\n"),
    ]);
    let pack = pack();
    let ran = folder.run(&[
        "assess",
        "a.json",
        "--pack",
        &pack,
        "--calendar",
        "c.toml",
        "--as-of",
        "2026-01-05",
    ]);
    let said = ran.refused();
    assert!(said.contains("error[wrong-type]: "), "{said}");
    assert!(said.contains("--> c.toml:2:6\n"), "{said}");
}

#[test]
fn a_calendar_that_a_pack_needs() {
    let text = std::fs::read_to_string(pack())
        .unwrap()
        .replace("england-and-wales", "nowhere");
    let folder = Folder::with(&[("a.json", GOOD.as_bytes()), ("p.toml", text.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "a.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2026-01-05",
    ]);
    let said = ran.refused();
    assert!(
        said.contains("there is no calendar \"nowhere\" [unknown-calendar]"),
        "{said}"
    );
    assert!(
        said.contains("\n  help: give its file with --calendar FILE; those known are \"england-"),
        "{said}"
    );
    let text = text.replace("nowhere", "england-and-wals");
    std::fs::write(folder.path().join("p.toml"), text).unwrap();
    let ran = folder.run(&[
        "assess",
        "a.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2026-01-05",
    ]);
    assert!(
        ran.refused().contains(
            "\n  help: did you mean \"england-and-wales\"? Otherwise, give its file with \
             --calendar FILE\n"
        ),
        "{ran:?}"
    );
}

/// What is said of a calendar of one's own.
#[track_caller]
fn calendar(text: &str) -> String {
    let folder = Folder::with(&[("c.toml", text.as_bytes())]);
    let ran = folder.run(&["calendar", "c.toml", "is-open", "2026-01-05T09:00"]);
    ran.refused().to_owned()
}

#[test]
fn a_calendar_that_another_builds_on() {
    let said = calendar("[calendar]\nid = \"c\"\ntitle = \"C\"\nextends = \"head-office\"\n");
    assert!(
        said.contains("help: give its file with --calendar FILE; those known are \"england-"),
        "{said}"
    );
}

#[test]
fn a_calendar_that_never_opens() {
    let said = calendar(
        "[calendar]\nid = \"c\"\ntitle = \"C\"\nextends = \"england-and-wales\"\n[hours]\n\
         mon-fri = \"closed\"\n",
    );
    assert_eq!(
        said,
        "\
error[bad-hours]: the calendar never opens: no weekday has hours, and no single date has any
 --> c.toml:6:1
  |
6 | mon-fri = \"closed\"
  | ^^^^^^^
  |
  = help: give the weekdays that are worked their hours: mon-fri = \"09:00-17:00\", or single dates \
         theirs under [dates]
"
    );
    // One single date is enough: a market, a court's session.
    let folder = Folder::with(&[(
        "c.toml",
        b"[calendar]\nid = \"c\"\ntitle = \"C\"\nextends = \"england-and-wales\"\n[hours]\n\
          mon-fri = \"closed\"\n[dates]\n2026-01-10 = \"09:00-12:00\"\n",
    )]);
    let ran = folder.run(&["calendar", "c.toml", "is-working-day", "2026-01-10"]);
    assert_eq!(ran.good(), "Sat 10 Jan 2026: a working day\n");
}

#[test]
fn a_pack_without_parameters_has_none() {
    let text = std::fs::read_to_string(pack()).unwrap();
    let (before, after) = text.split_once("[[clock]]\nid = \"apology\"").unwrap();
    let (_, after) = after.split_once("[escalation.path]").unwrap();
    let text = format!("{before}[escalation.path]{after}");
    let folder = Folder::with(&[("a.json", GOOD.as_bytes()), ("p.toml", text.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "a.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2026-01-05",
        "--param",
        "apology-time=2 days",
    ]);
    assert_eq!(
        ran.refused(),
        "error: --param: no pack has a parameter \"apology-time\" [unknown-parameter]\n  help: \
         there are none\n"
    );
}

#[test]
fn times() {
    let said = |as_of: &str| arguments(&["assess", "a.json", "--pack", BUILT_IN, "--as-of", as_of]);
    assert!(said("soon").starts_with("error: --as-of: \"soon\" is not a time [bad-time]\n"));
    assert!(said("soon").ends_with("; \"now\" is a time too\n"));
    assert!(said("19/12/2025").contains("help: dates are written year first: \"2025-12-19\"\n"));
    assert!(said("19/12/2025 4pm").contains(
        "help: dates are written year first, and times on the 24-hour clock: \"2025-12-19T16:42\"\n"
    ));
    // The clocks go forward at one in the morning of 29 March 2026.
    let missing = said("2026-03-29T01:30");
    assert!(missing.starts_with("error: --as-of: 01:30 on 29 March 2026 does not exist"));
    assert!(missing.contains("[missing-time]"));
    // What it says to write instead can be typed as it stands.
    let typed: Vec<&str> = missing.split('"').skip(1).step_by(2).collect();
    assert_eq!(typed.len(), 2, "{missing}");
    for time in typed {
        let folder = Folder::with(&[("a.json", GOOD.as_bytes())]);
        let ran = folder.run(&["assess", "a.json", "--pack", BUILT_IN, "--as-of", time]);
        ran.good();
    }
    assert!(said("1950-01-01").contains("error: --as-of: the year 1950 "));
    let known_at = arguments(&[
        "assess",
        "a.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2026-01-05",
        "--known-at",
        "then",
    ]);
    assert!(known_at.starts_with("error: --known-at: \"then\" is not a time [bad-time]\n"));
    let from = arguments(&[
        "due",
        BUILT_IN,
        "complaint-response",
        "--from",
        "2026-03-29T01:30",
    ]);
    assert!(
        from.starts_with("error: --from: 01:30 on 29 March 2026 does not exist"),
        "{from}"
    );
}

#[test]
fn arguments_that_are_missing() {
    assert!(arguments(&["assess", "a.json", "--pack", BUILT_IN]).contains("--as-of <TIME>"));
    assert!(arguments(&["assess", "--pack", BUILT_IN, "--as-of", "now"]).contains("<CASE>"));
    assert!(arguments(&["assess", "a.json", "--as-of", "now"]).contains("--pack <PACK>"));
    assert!(arguments(&["asses"]).contains("assess"));
}

#[test]
fn parameters_and_attributes() {
    let param = |value: &str| {
        arguments(&[
            "assess",
            "a.json",
            "--pack",
            BUILT_IN,
            "--as-of",
            "2026-01-05",
            "--param",
            value,
        ])
    };
    assert_eq!(
        param("apology-time"),
        "error: --param: \"apology-time\" has no \"=\" [bad-argument]\n  help: write NAME=VALUE, \
         such as \"apology-time=2 working days\"\n"
    );
    assert!(param("=2 days").starts_with("error: --param: \"=2 days\" has nothing before the"));
    assert!(param("apology-time=").contains("has nothing after the \"=\""));
    assert!(param("apologytime=2 days").starts_with("error: --param: no pack has a parameter"));
    assert!(param("apology-time=2 wroking days").starts_with("error: --param apology-time: "));
    let set = arguments(&[
        "due",
        BUILT_IN,
        "repair-completion",
        "--from",
        "2025-12-19",
        "--set",
        "priority",
        "--set",
        "=x",
    ]);
    assert_eq!(
        set,
        "error: --set: \"priority\" has no \"=\" [bad-argument]\n  help: write ATTRIBUTE=VALUE, \
         such as \"priority=urgent\"\nerror: --set: \"=x\" has nothing before the \"=\" \
         [bad-argument]\n  help: write ATTRIBUTE=VALUE, such as \"priority=urgent\"\n"
    );
}

#[test]
fn clocks() {
    let due = arguments(&[
        "due",
        BUILT_IN,
        "complaint-acknowledgment",
        "--from",
        "2025-12-19",
    ]);
    assert!(due.contains("there is no clock \"complaint-acknowledgment\" [unknown-clock]"));
    assert!(due.contains("did you mean \"complaint-acknowledgement\"?"));
    // Nothing is near: all of them would be a long line.
    assert_eq!(
        arguments(&["due", BUILT_IN, "x", "--from", "2025-12-19"]),
        format!(
            "error: there is no clock \"x\" [unknown-clock]\n  help: \"dueby packs {BUILT_IN}\" \
             lists the clocks\n"
        )
    );
    let accept = |word: &str| {
        arguments(&[
            "assess",
            "a.json",
            "--pack",
            BUILT_IN,
            "--as-of",
            "2026-01-05",
            "--accept",
            word,
        ])
    };
    assert_eq!(
        accept("contestd"),
        "error: --accept: \"contestd\" is neither a status nor a clock [bad-argument]\n  help: \
         did you mean \"contested\"?\n"
    );
    assert_eq!(
        accept("x"),
        "error: --accept: there is no clock \"x\" [unknown-clock]\n  help: \"dueby packs PACK\" \
         lists the clocks; write \"unconfirmed\", \"contested\" or \"all\"\n"
    );
    assert!(accept("leter-response").contains("did you mean \"letter-response\"?"));
}
