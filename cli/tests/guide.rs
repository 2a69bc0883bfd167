//! `docs/write-your-pack.md`, done as it says, by somebody who has only that page.
//!
//! A block in TOML or JSON is saved under the name that the text before it gives in
//! `` `code` ``; the commands of a block run in the folder of these files, and print the
//! block after it. `UPDATE_DOCS=1` writes what they print.

mod common;

use std::fmt::Write as _;
use std::process::Command;

use common::{Folder, root};

/// The last `` `name.ending` `` of a text.
fn name(before: &str, ending: &str) -> String {
    before
        .split('`')
        .rev()
        .find(|part| part.ends_with(ending) && !part.contains(' '))
        .unwrap_or_else(|| panic!("no name before a block in {ending}"))
        .to_owned()
}

/// What the commands print, one after the other.
fn run(folder: &Folder, commands: &str) -> String {
    let command = env!("CARGO_BIN_EXE_dueby");
    let mut printed = String::new();
    for line in commands.lines() {
        let line = match line.strip_prefix("dueby ") {
            Some(arguments) => format!("\"{command}\" {arguments} 2>&1"),
            None => line.to_owned(),
        };
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        printed.push_str(&String::from_utf8(output.stdout).unwrap());
    }
    printed.trim_end().to_owned()
}

#[test]
fn the_guide_does_what_it_says() {
    let path = root().join("docs/write-your-pack.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let folder = Folder::with(&[]);
    let mut written = String::new();
    let mut printed = None;
    let mut parts = text.split("```");
    written.push_str(parts.next().unwrap());
    while let Some(block) = parts.next() {
        let (language, body) = block.split_once('\n').unwrap();
        let mut shown = body.to_owned();
        match language {
            "toml" | "json" => {
                let ending = format!(".{language}");
                std::fs::write(folder.path().join(name(&written, &ending)), body).unwrap();
            }
            "sh" => printed = Some(run(&folder, body)),
            "text" => {
                shown = format!("{}\n", printed.take().expect("a command before it"));
            }
            other => panic!("a block in {other:?}"),
        }
        let after = parts.next().unwrap();
        write!(written, "```{language}\n{shown}```{after}").unwrap();
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    assert!(
        text == written,
        "run with UPDATE_DOCS=1 and look at the difference:\n{written}"
    );
}
