//! CSV files, as housing systems and spreadsheets write them.

mod common;

use common::{BUILT_IN, Folder, pack, run};

/// The first words of each line of the table: reference, and what follows the promise.
#[track_caller]
fn row<'o>(out: &'o str, case: &str, promise: &str) -> &'o str {
    let start = format!("{case} ");
    out.lines()
        .find(|line| line.starts_with(&start) && line.contains(promise))
        .unwrap_or_else(|| panic!("no row for {case} in\n{out}"))
}

/// The columns of a row, which stand at least two spaces apart.
fn columns(row: &str) -> Vec<&str> {
    row.split("  ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

// By hand, on Monday 29 December 2025 at ten; 25 and 26 December are holidays:
// R-2001 reported Monday 22 at 18:30, safe at 21:05: within 24 hours.
// R-2002 reported Tuesday 23 at 9:15, safe on Wednesday 24 at 11:40: due at 9:15.
// R-2003 reported Wednesday 24 at 20:10, not safe yet: due Thursday 25 at 20:10.
// R-2004 urgent, Monday 15: 16 to 19 are 1 to 4, Monday 22 is 5; completed Friday 19.
// R-2005 urgent, Tuesday 16: 17, 18, 19, 22, 23; completed on the 29th.
// R-2006 urgent, Friday 19: 22, 23, 24, 29, 30; not completed.
// R-2007 routine, Monday 1: 2 to 5 (4), 8 to 12 (9), 15 to 19 (14), 22 to 24 (17),
//        29, 30, 31; completed on the 22nd.
// R-2008 routine, Monday 24 November: 25 to 28 (4), 1 to 5 December (9), 8 to 12 (14),
//        15 to 19 (19), Monday 22; not completed.
#[test]
fn the_example_of_an_export() {
    let ran = run(&[
        "assess",
        "examples/cases/repairs.csv",
        "--map",
        "examples/cases/repairs.map.toml",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2025-12-29T10:00",
    ]);
    let out = ran.good();
    for (case, promise, state, due) in [
        ("R-2001", "Make an", "met", "Tue 23 Dec 2025 18:30"),
        ("R-2002", "Make an", "missed", "Wed 24 Dec 2025 09:15"),
        ("R-2003", "Make an", "overdue", "Thu 25 Dec 2025 20:10"),
        ("R-2004", "Complete", "met", "end of Mon 22 Dec 2025"),
        ("R-2005", "Complete", "missed", "end of Tue 23 Dec 2025"),
        ("R-2006", "Complete", "on-track", "end of Tue 30 Dec 2025"),
        ("R-2007", "Complete", "met", "end of Wed 31 Dec 2025"),
        ("R-2008", "Complete", "overdue", "end of Mon 22 Dec 2025"),
    ] {
        let columns = columns(row(out, case, promise));
        assert_eq!((columns[2], columns[3]), (state, due), "{case}");
    }
}

// C-1101: Friday 12, Monday 15 and Tuesday 16 are 1 and 2; acknowledged on the 15th.
// R-2101: Monday 22; 23, 24, 29, 30, 31 are 1 to 5; completed on 2 January.
#[test]
fn the_example_of_json_lines() {
    let ran = run(&[
        "assess",
        "examples/cases/events.jsonl",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2026-01-05T10:00",
    ]);
    let out = ran.good();
    for (case, promise, state, due) in [
        ("C-1101", "Acknowledge", "met", "end of Tue 16 Dec 2025"),
        ("R-2101", "Complete", "missed", "end of Wed 31 Dec 2025"),
    ] {
        let columns = columns(row(out, case, promise));
        assert_eq!((columns[2], columns[3]), (state, due), "{case}");
    }
}

// The same events in any order of rows, as one case: due Tuesday 30 (see assess.rs),
// answered on Monday 29.
#[test]
fn events_in_rows() {
    let folder = Folder::with(&[(
        "events.csv",
        b"\xef\xbb\xbfcase,kind,event,at,priority\r\n\
          C-1,complaint,complaint.received,2025-12-19 16:42:00,\r\n\
          R-1,repair,repair.reported,2025-12-28T16:42,emergency\r\n\
          C-1,,complaint.answered,2025-12-29,\r\n",
    )]);
    let pack = pack();
    let args = [
        "assess",
        "events.csv",
        "--pack",
        &pack,
        "--as-of",
        "2025-12-30",
    ];
    let ran = folder.run(&args);
    let out = ran.good();
    assert_eq!(columns(row(out, "C-1", "Answer"))[2], "met");
    // 24 hours from 16:42 on the 28th were over on the 29th.
    assert_eq!(columns(row(out, "R-1", "Make safe"))[2], "overdue");
}

#[test]
fn a_case_on_each_row_without_a_mapping() {
    let folder = Folder::with(&[(
        "cases.csv",
        b"case,kind,priority,repair.reported,repair.made-safe\n\
          R-1,repair,emergency,2025-12-28T16:42,2025-12-29T16:42\n\
          R-2,repair,emergency,2025-12-28T16:42,2025-12-29T16:43\n",
    )]);
    let pack = pack();
    let args = [
        "assess",
        "cases.csv",
        "--pack",
        &pack,
        "--as-of",
        "2025-12-30",
    ];
    let ran = folder.run(&args);
    // The last millisecond that counts is the one at 16:42 sharp.
    assert_eq!(columns(row(ran.good(), "R-1", "Make safe"))[2], "met");
    assert_eq!(columns(row(ran.good(), "R-2", "Make safe"))[2], "missed");
}

// A spreadsheet of the housing system, whose columns have names of their own.
#[test]
fn columns_that_are_no_events_point_at_a_mapping() {
    let run = |csv: &[u8]| {
        let folder = Folder::with(&[("c.csv", csv)]);
        let pack = pack();
        folder.run(&["assess", "c.csv", "--pack", &pack, "--as-of", "2025-12-30"])
    };
    let ran = run(b"case,kind,Date reported\nR-1,repair,2025-12-28T16:42\n");
    assert_eq!(ran.code, Some(0));
    let shown = "\"dueby assess --help\" shows one";
    assert_eq!(
        ran.err,
        format!(
            "note: c.csv:1: no column is named like an event of the rules: nothing has happened \
             in these cases [unknown-event]\n  help: say which column holds the date of which \
             event in a mapping file and give it with --map; {shown}\n"
        )
    );
    let ran = run(b"Ref,kind,Date reported\nR-1,repair,2025-12-28T16:42\n");
    assert!(
        ran.refused().ends_with(&format!(
            "in a mapping file and give it with --map; {shown}\n"
        )),
        "{ran:?}"
    );
    // One column that is an event is enough.
    assert_eq!(run(b"case,kind,repair.reported\nR-1,repair,\n").err, "");
}
