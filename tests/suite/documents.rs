//! The documents: what they show is what the program says.

use std::process::Command;

use dueby::Code;
use dueby_tests::{read, root};

/// The fenced blocks of a document with this language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_end() == format!("```{language}") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push(block.join("\n"));
        } else if line.starts_with("```") {
            lines.by_ref().find(|line| *line == "```");
        }
    }
    found
}

/// The README shows exactly two commands: one does the main job on a shipped example
/// and prints what is shown below it, one runs all tests.
#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let readme = read("README.md");
    let commands = blocks(&readme, "sh");
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert_eq!(commands[1], "./scripts/test");
    let shown = &blocks(&readme, "text")[0];
    let output = Command::new("sh")
        .args(["-c", &commands[0]])
        .current_dir(root("."))
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.trim_end(), shown.trim_end(), "{stderr}");
}

/// CI runs the README's second command.
#[test]
fn ci_runs_the_second_command() {
    let ci = read(".ci/run");
    assert!(ci.lines().any(|line| line == "./scripts/test"));
}

/// Every code with an example and what to do stands in `docs/codes.md`; `UPDATE_DOCS=1`
/// writes it.
#[test]
fn the_codes_are_explained() {
    let text = std::fs::read_to_string(root("docs/codes.md")).unwrap_or_default();
    let mut expected = "# What each code means\n\n\
        `dueby explain CODE` says the same. Of packs, only the lines that matter are shown. An error \
        has to be put\nright; a warning is hardly meant so; a note is something to know. This page is \
        written by the test\n`the_codes_are_explained` in tests/suite/documents.rs.\n"
        .to_owned();
    for code in Code::ALL {
        let explained = code.explained();
        expected.push_str(&format!(
            "\n## `{code}`\n\n{} ({})\n\n```\n{}\n```\n\n{}\n",
            code.meaning().trim(),
            code.severity(),
            explained.example,
            explained.remedy
        ));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(root("docs/codes.md"), &expected).unwrap();
    }
    assert!(
        text == expected,
        "docs/codes.md is not fresh: run with UPDATE_DOCS=1 and look at the difference"
    );
}

/// Every code with its meaning stands in `docs/answers.md`; `UPDATE_DOCS=1` writes it.
#[test]
fn the_codes_are_listed() {
    let text = read("docs/answers.md");
    let (before, _) = text.split_once("<!-- codes:").unwrap();
    let marker = text
        .lines()
        .find(|line| line.starts_with("<!-- codes:"))
        .unwrap();
    let mut expected = format!("{before}{marker}\n\n| code | meaning |\n|---|---|\n");
    for code in Code::ALL {
        expected.push_str(&format!("| `{code}` | {} |\n", code.meaning().trim()));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(root("docs/answers.md"), &expected).unwrap();
    }
    assert_eq!(
        text, expected,
        "run with UPDATE_DOCS=1 and look at the difference"
    );
}
