//! `dueby test`: stories beside packs, as people run them.

mod common;

use common::{Folder, run};

const PACK: &str = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n\n[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"10 working days\"\n";

/// Ten working days from Friday 19 December 2025: 22, 23, 24, 29, 30, 31 December, 2, 5,
/// 6, 7 January; Christmas Day, Boxing Day and New Year's Day are holidays.
const STORY: &str = r#"title = "Over Christmas"
story = "Ten working days from 19 December."
pack = "p"
kind = "k"

[[event]]
event = "k.begun"
at = "2025-12-19T10:00"

[[event]]
event = "k.ended"
at = "2026-01-08T09:00"

[[expect]]
as-of = "2025-12-22T09:00"
clock = "a"
due = "2026-01-07"

[[expect]]
as-of = "2026-01-09T09:00"
clock = "a"
state = "missed"
"#;

#[test]
fn a_story_that_goes_as_told() {
    let folder = Folder::with(&[("p.toml", PACK.as_bytes()), ("s.toml", STORY.as_bytes())]);
    assert_eq!(
        folder.run(&["test", "."]).good(),
        "1 story: all goes as told\n"
    );
}

#[test]
fn the_stories_of_the_project_go_as_told() {
    assert!(
        run(&["test", "tests/scenarios"])
            .good()
            .ends_with(" stories: all goes as told\n")
    );
}

#[test]
fn a_difference_is_explained() {
    let wrong = STORY
        .replace("due = \"2026-01-07\"", "due = \"2026-01-06\"")
        .replace("missed", "met");
    let folder = Folder::with(&[("p.toml", PACK.as_bytes()), ("s.toml", wrong.as_bytes())]);
    let ran = folder.run(&["test", "."]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert_eq!(
        ran.out,
        "./s.toml: Over Christmas\n\
         \x20 as of 2025-12-22T09:00, a\n\
         \x20   expected due Tue 6 Jan 2026, found end of Wed 7 Jan 2026\n\
         \x20     because Thu 25 Dec 2025 skipped: Christmas Day\n\
         \x20     and Fri 26 Dec 2025 skipped: Boxing Day\n\
         \x20     and Thu 1 Jan 2026 skipped: New Year's Day\n\
         \x20 as of 2026-01-09T09:00, a\n\
         \x20   expected state met, found missed\n\
         \x20     because it is due by the end of Wed 7 Jan 2026\n\
         \x20     and it was stopped Thu 8 Jan 2026 09:00\n\
         \n\
         1 story: 1 differs\n"
    );
}

#[test]
fn stories_that_cannot_be_read_are_bad_input() {
    let slip = STORY.replace("state =", "sate =");
    let folder = Folder::with(&[("p.toml", PACK.as_bytes()), ("s.toml", slip.as_bytes())]);
    let said = folder.run(&["test", "."]).refused().to_owned();
    assert!(said.contains("did you mean \"state\"?"), "{said}");
    let folder = Folder::with(&[("s.toml", STORY.as_bytes())]);
    let said = folder.run(&["test", "."]).refused().to_owned();
    assert!(said.contains("there is no pack \"p\""), "{said}");
}
