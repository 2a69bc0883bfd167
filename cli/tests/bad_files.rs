//! Files of cases that are refused: each with one message that says what, where and
//! what would be right, exit code 2, and nothing on standard output.

mod common;

use std::fs::File;

use common::{BUILT_IN, Folder, pack, run_in};

const GOOD: &str = "{\"case\": \"A\", \"kind\": \"complaint\"}";

/// What is said of a file of cases.
#[track_caller]
fn refused(name: &str, bytes: &[u8], more: &[&str]) -> String {
    let folder = Folder::with(&[(name, bytes), ("good.jsonl", GOOD.as_bytes())]);
    let pack = pack();
    let mut args = vec!["assess", "good.jsonl", name, "--pack", &pack];
    args.extend(["--as-of", "2026-01-05"]);
    args.extend(more);
    folder.run(&args).refused().to_owned()
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::with(&[("text.txt", b"x")]);
    std::fs::create_dir(folder.path().join("d.csv")).unwrap();
    let said = |name: &str| {
        let ran = folder.run(&["assess", name, "--pack", BUILT_IN, "--as-of", "2026-01-05"]);
        ran.refused().to_owned()
    };
    for name in ["b.json", "b.jsonl", "b.csv", "b"] {
        assert_eq!(
            said(name),
            format!(
                "error: {name}: there is no such file [unreadable]\n  help: check its name, and \
                 the folder that the command is run in\n"
            )
        );
    }
    for name in ["d.csv", "."] {
        assert_eq!(
            said(name),
            format!("error: {name}: this is a folder [unreadable]\n  help: name the files in it\n")
        );
    }
    assert_eq!(
        said("text.txt"),
        "error: text.txt: the name does not say what the file holds [bad-argument]\n  help: end \
         it in .json (one case), .jsonl or .ndjson (a case on each line) or .csv, or give JSON \
         on standard input as \"-\"\n"
    );
}

#[test]
fn empty_files() {
    for name in ["a.json", "a.jsonl", "a.csv"] {
        let said = refused(name, b"", &[]);
        assert!(said.starts_with(&format!("error: {name}: ")), "{said}");
        assert!(said.contains(" is empty [empty-text]\n"), "{said}");
        assert_eq!(said.matches("error").count(), 1, "{said}");
    }
}

#[test]
fn files_that_are_something_else() {
    let said = refused("a.xlsx", b"PK\x03\x04", &[]);
    assert_eq!(
        said,
        "error: a.xlsx: this is a spreadsheet [bad-argument]\n  help: save it as \"CSV UTF-8 \
         (Comma delimited)\" and give that file, which ends in .csv\n"
    );
    // A case in the place of a pack.
    let folder = Folder::with(&[("good.json", GOOD.as_bytes())]);
    for args in [
        &["packs", "good.json"][..],
        &["calendar", "good.json", "is-open", "now"],
    ] {
        assert_eq!(
            folder.run(args).refused(),
            "error: good.json: this is JSON, and not that of a pack or a calendar \
             [syntax]\n  help: give rule packs and calendars here, and cases as CASE of \"dueby \
             assess\"\n"
        );
    }
    let ran = folder.run(&[
        "assess",
        "good.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "now",
        "--map",
        "m.toml",
    ]);
    assert!(ran.refused().contains("m.toml: there is no such file"));
    std::fs::write(folder.path().join("m.toml"), "case = \"Ref\"").unwrap();
    let ran = folder.run(&[
        "assess",
        "good.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "now",
        "--map",
        "m.toml",
    ]);
    assert!(
        ran.refused()
            .starts_with("error: --map: none of the cases is in a CSV file [bad-argument]"),
        "{ran:?}"
    );
}

#[test]
fn columns_in_capitals() {
    assert_eq!(
        refused(
            "a.csv",
            b"case,Event,At\nB,complaint.received,2025-12-19\n",
            &[]
        ),
        "error: a.csv:1: the column \"Event\" has a capital letter [unknown-field]\n  help: call \
         it \"event\": the names of columns are written in small letters\n"
    );
    assert!(
        refused("a.csv", b"Case,kind\nB,complaint\n", &[]).ends_with(
            "help: call \"Case\" \"case\": the names of columns are written in small letters\n"
        )
    );
}

#[test]
fn cut_short() {
    let said = refused("a.json", b"{\"case\": \"B\",\n \"kind\": \"compl", &[]);
    assert!(said.starts_with("error: a.json:2:"), "{said}");
    assert!(
        said.contains("[syntax]\n  help: the file may have been cut short"),
        "{said}"
    );
    // The end of the line is what a program writes after what it was cut to.
    for (name, bytes, place) in [
        (
            "a.json",
            &b"{\"case\": \"B\",\n \"kind\": \"compl\n"[..],
            "a.json:2:",
        ),
        (
            "a.json",
            b"{\"case\": \"B\", \"kind\": \"compl\r\n\n",
            "a.json:1:",
        ),
        (
            "a.jsonl",
            b"{\"case\": \"B\"}\n{\"case\": \"C\", \"ki\n",
            "a.jsonl:2:",
        ),
    ] {
        let said = refused(name, bytes, &[]);
        assert!(said.starts_with(&format!("error: {place}")), "{said}");
        assert!(
            said.contains(
                ": the text ends before it is complete [syntax]\n  help: the file may have been \
                 cut short: fetch it again\n"
            ),
            "{said}"
        );
    }
    let said = refused(
        "a.csv",
        b"case,event,at\nB,complaint.received,2025-12-19\nB,compl",
        &[],
    );
    assert_eq!(
        said,
        "error: a.csv:3: this row has 2 values and the first line names 3 columns [syntax]\n  \
         help: it is the last row: export the file again, it may have been cut short\n"
    );
}

#[test]
fn not_json() {
    for (bytes, place, said) in [
        (
            &b"{\"case\": \"B\",\n \"kind\": \"compl\naint\"}"[..],
            "3:1",
            "a new line or a tab stands between quotation marks: close them, or write \\n or \\t",
        ),
        (
            b"{\"case\": B}",
            "1:10",
            "a value is missing, or does not stand in double quotation marks",
        ),
        (
            b"{\"case\": \"B\",}",
            "1:14",
            "a comma follows the last of a list",
        ),
    ] {
        let told = refused("a.json", bytes, &[]);
        let start = format!("error: a.json:{place}: this is not JSON: {said} [syntax]\n");
        assert!(told.starts_with(&start), "{told}");
    }
    // Many cases in a file that is named like one.
    assert_eq!(
        refused("a.json", b"{\"case\": \"B\"}\n{\"case\": \"C\"}\n", &[]),
        "error: a.json:2:1: this is not JSON: more follows after its end [syntax]\n  help: for \
         many cases, write JSON Lines: a case on each line, in a file that ends in .jsonl\n"
    );
}

#[test]
fn not_utf8() {
    for (name, bytes, line) in [
        ("a.json", &b"{\"case\":\n \"\xff\"}"[..], 2),
        ("a.jsonl", b"{\"case\": \"B\"}\n{\"case\": \"\xa3\"}\n", 2),
        (
            "a.csv",
            b"case,event,at\r\nB,complaint.received,2025-12-19\r\n\xa3,x,y\r\n",
            3,
        ),
    ] {
        let said = refused(name, bytes, &[]);
        let start = format!("error: {name}:{line}: this is not UTF-8 [not-utf8]\n  help: save");
        assert!(said.starts_with(&start), "{said}");
    }
}

// Sparse: it takes no room, and is refused before it is read.
#[test]
fn a_file_of_a_hundred_megabytes() {
    let folder = Folder::with(&[("good.json", GOOD.as_bytes())]);
    let big = File::create(folder.path().join("big.json")).unwrap();
    big.set_len(100 * 1024 * 1024).unwrap();
    let pack = pack();
    let started = std::time::Instant::now();
    let ran = folder.run(&[
        "assess",
        "good.json",
        "big.json",
        "--pack",
        &pack,
        "--as-of",
        "now",
    ]);
    assert_eq!(
        ran.refused(),
        "error: big.json: 100 MiB is larger than the 16 MiB that one case may have \
         [too-large]\n  help: for many cases, write JSON Lines: a case on each line, in a file \
         that ends in .jsonl\n"
    );
    assert!(started.elapsed().as_secs() < 10);
    // Nor is a pack of that size read.
    let ran = folder.run(&["packs", "big.json"]);
    assert!(
        ran.refused()
            .contains("100 MiB is larger than the 1 MiB that a pack")
    );
}

#[test]
fn cases() {
    let said = refused("a.json", b"{\"case\": \"B\", \"knd\": \"x\"}", &[]);
    assert!(said.starts_with("error: a.json:1:"), "{said}");
    assert!(
        said.contains("[unknown-field]\n  help: did you mean \"kind\"?"),
        "{said}"
    );
    assert_eq!(
        refused("a.json", b"{\"case\": 1042}", &[]),
        "error: a.json:1:13: this is the number 1042; it should be a text [wrong-type]\n  help: \
         write it in quotation marks: \"1042\"\n"
    );
    assert!(
        refused(
            "a.json",
            b"{\"case\": \"B\", \"events\": [{\"event\": \"x\"}]}",
            &[]
        )
        .ends_with("help: add \"at\", when it happened: \"at\": \"2025-12-19T16:42\"\n")
    );
    let event = |at: &str| {
        format!(
            "{{\"case\": \"B\", \"events\": [{{\"event\": \"complaint.received\", \"at\": \"{at}\"}}]}}"
        )
    };
    let said = refused("a.json", event("19/12/2025").as_bytes(), &[]);
    assert!(said.starts_with("error: a.json:1:"), "{said}");
    assert!(said.contains("[bad-time]"), "{said}");
    let said = refused("a.json", event("2026-03-29T01:30").as_bytes(), &[]);
    assert!(
        said.starts_with("error: a.json, event 1: 01:30 on 29 March 2026"),
        "{said}"
    );
    let said = refused("a.jsonl", event("2026-03-29T01:30").as_bytes(), &[]);
    assert!(
        said.starts_with("error: a.jsonl:1, event 1: 01:30 on 29 March 2026"),
        "{said}"
    );
    let said = refused("a.json", b"[{\"case\": \"B\"}]", &[]);
    assert!(
        said.starts_with("error: a.json: this is a list and not a case"),
        "{said}"
    );
    assert_eq!(
        refused("a.json", GOOD.as_bytes(), &[]),
        "error: a.json: case \"A\" was given before, at good.jsonl:1 [duplicate-name]\n  help: \
         give a case once, with all its events: answers name it by its reference\n"
    );
}

// Every problem of every case is told, and nothing is written of the good ones.
#[test]
fn rows() {
    let said = refused(
        "a.csv",
        b"case,kind,event,at,note\n\
          B,complaint,complaint.received,31/13/2025,\n\
          C,complaint,complaint.received,2026-03-29T01:30,\n\
          D,complaint,complaint.received,2025-12-19,a,b\n\
          E,complaint,,2025-12-19,\n",
        &[],
    );
    let told: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with("  help"))
        .collect();
    assert_eq!(told.len(), 5, "{said}");
    assert_eq!(
        told[0],
        "error: a.csv:2, column \"at\": \"31/13/2025\" is not a time [bad-time]"
    );
    assert_eq!(
        told[1],
        "error: a.csv:4: this row has 6 values and the first line names 5 columns [syntax]"
    );
    assert_eq!(
        told[2],
        "error: a.csv:5, column \"event\": this is blank [missing-field]"
    );
    assert!(
        told[3].starts_with("error: a.csv:3: 01:30 on 29 March 2026 does not exist"),
        "{said}"
    );
    assert_eq!(told[4], "4 problems; nothing was written");
}

#[test]
fn mappings() {
    let csv = b"Ref,Received\nB,31/13/2025\nC,2026-03-29 01:30\n";
    let said = |mapping: &str| {
        let folder = Folder::with(&[("a.csv", csv), ("m.toml", mapping.as_bytes())]);
        let pack = pack();
        let args = [
            "assess",
            "a.csv",
            "--map",
            "m.toml",
            "--pack",
            &pack,
            "--as-of",
            "2026-04-05",
        ];
        folder.run(&args).refused().to_owned()
    };
    let head = "case = \"Ref\"\nkind = \"complaint\"\ndates = \"uk\"\n[events]\n";
    assert_eq!(
        said(&format!("{head}Recieved = \"complaint.received\"\n")),
        "\
error[unknown-field]: a.csv has no column \"Recieved\"
 --> m.toml:5:1
  |
5 | Recieved = \"complaint.received\"
  | ^^^^^^^^
  |
  = help: did you mean \"Received\"?
"
    );
    let rows = said(&format!("{head}Received = \"complaint.received\"\n"));
    assert!(
        rows.starts_with(
            "error: a.csv:2, column \"Received\": \"31/13/2025\" is not a date: there is no month \
             13 [bad-time]\n  help: write day, month and year"
        ),
        "{rows}"
    );
    assert!(
        rows.contains("error: a.csv:3, column \"Received\": 01:30 on 29 March 2026 does not exist"),
        "{rows}"
    );
    let said = said("case = \"Ref");
    assert!(
        said.contains("[syntax]") && said.contains("--> m.toml:1:"),
        "{said}"
    );
}

#[test]
fn standard_input() {
    let folder = Folder::with(&[]);
    let pack = pack();
    let said = |input: &[u8], cases: &[&str]| {
        let mut args = vec!["assess", "--pack", &pack, "--as-of", "2026-01-05"];
        args.extend(cases);
        let ran = run_in(folder.path(), &args, &[], input);
        ran.refused().to_owned()
    };
    assert_eq!(
        said(b"case,event,at\n", &["-"]),
        "error: standard input: this is not a case in JSON [syntax]\n  help: give JSON or JSON \
         Lines on standard input, and CSV as a file that ends in .csv\n"
    );
    assert!(said(b"", &["-"]).contains("error: standard input: "));
    assert!(said(b"{\"case\": \"A\"}\n{\"case\": ", &["-"]).contains("standard input:2:"));
    assert!(
        said(b"{\"case\": \"A\", \"kind\": \"co\n", &["-"])
            .contains("the text ends before it is complete")
    );
    assert!(said(b"", &["-", "-"]).starts_with("error: -: standard input is given twice"));
}

// Who reads the answers has gone: that is no error of anybody's.
#[test]
fn a_reader_that_leaves() {
    use std::process::{Command, Stdio};
    let line = |index: u32| format!("{{\"case\": \"C-{index}\", \"kind\": \"complaint\"}}\n");
    let cases: String = (0..2000).map(line).collect();
    let folder = Folder::with(&[("c.jsonl", cases.as_bytes())]);
    let pack = pack();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dueby"))
        .args([
            "assess",
            "c.jsonl",
            "--pack",
            &pack,
            "--as-of",
            "2026-01-05",
            "--json",
        ])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert_eq!(String::from_utf8(ran.stderr).unwrap(), "");
}
