//! `dueby assess --svg`: cases as a timeline.

mod common;

use common::{BUILT_IN, Folder, root};

const CASE: &str = "examples/cases/complaint-at-christmas.json";

fn draw(folder: &Folder, case: &str, file: &str) -> common::Ran {
    let as_of = ["--pack", BUILT_IN, "--as-of", "2025-12-30T09:00"];
    folder.run(&[&["assess", case, "--svg", file, "--json"][..], &as_of].concat())
}

/// The picture in the README is the one that the command draws. `UPDATE_DOCS=1` draws it.
#[test]
fn the_picture_of_the_readme_is_fresh() {
    let folder = Folder::with(&[]);
    let case = root().join(CASE);
    draw(&folder, case.to_str().unwrap(), "drawn.svg").good();
    let drawn = std::fs::read_to_string(folder.path().join("drawn.svg")).unwrap();
    let kept = root().join("docs/complaint-at-christmas.svg");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&kept, &drawn).unwrap();
    }
    assert!(
        std::fs::read_to_string(&kept).is_ok_and(|kept| kept == drawn),
        "run with UPDATE_DOCS=1 and look at docs/complaint-at-christmas.svg"
    );
}

#[test]
fn bad_cases_leave_the_old_file_as_it_was() {
    let folder = Folder::with(&[("c.json", b"{}"), ("d.svg", b"old")]);
    draw(&folder, "c.json", "d.svg").refused();
    let old = std::fs::read_to_string(folder.path().join("d.svg")).unwrap();
    assert_eq!(old, "old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

/// 101 cases with three promises each are 303, and 200 are drawn.
#[test]
fn what_finds_no_room_is_counted() {
    let line = |number: u32| {
        format!(
            "{{\"case\": \"C-{number}\", \"kind\": \"complaint\", \"events\": [{{\"event\": \
             \"complaint.received\", \"at\": \"2025-12-19\"}}]}}\n"
        )
    };
    let cases: String = (0..101).map(line).collect();
    let folder = Folder::with(&[("c.jsonl", cases.as_bytes())]);
    draw(&folder, "c.jsonl", "d.svg").good();
    let drawn = std::fs::read_to_string(folder.path().join("d.svg")).unwrap();
    assert!(drawn.contains("103 more are not drawn"));
}
