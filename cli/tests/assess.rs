//! `dueby assess`, told to people.

mod common;

use common::{BUILT_IN, Folder, Ran, pack, run, run_in, without_revisions};

/// Received on the last Friday before Christmas.
const COMPLAINT: &str = r#"{"case": "C-1", "kind": "complaint",
  "events": [{"event": "complaint.received", "at": "2025-12-19T16:42"}]}"#;

fn assess(case: &str, as_of: &str, more: &[&str]) -> Ran {
    let folder = Folder::with(&[("case.json", case.as_bytes())]);
    let pack = pack();
    let mut args = vec!["assess", "case.json", "--pack", &pack, "--as-of", as_of];
    args.extend(more);
    folder.run(&args)
}

// Friday 19 is day 0; Monday 22 to Wednesday 24 are 1 to 3; 25 and 26 are holidays, 27
// and 28 a weekend; Monday 29 and Tuesday 30 are 4 and 5. On Monday 22, four working
// days come after it. One working day before Tuesday 30 is Monday 29, at opening.
#[test]
fn one_case_is_told_in_full() {
    let ran = assess(COMPLAINT, "2025-12-22T09:00", &[]);
    assert_eq!(
        without_revisions(ran.good()),
        "\
Case C-1, complaint
As of Mon 22 Dec 2025 09:00 (Europe/London)
Next change Mon 29 Dec 2025 09:00

Promise                     State     Due                     Remaining       Told next
Answer within 5 working     on-track  end of Tue 30 Dec 2025  4 working days  case handler
  days                                                                        Mon 29 Dec 2025 09:00

Answer within 5 working days
  rule answer of test/mixed: within 5 working days; calendar england-and-wales
  complaint.received on Fri 19 Dec 2025 16:42
  Fri 19 Dec 2025 not counted: the count begins on the day after
  Sat 20 to Sun 21 Dec 2025 skipped
  Mon 22 to Wed 24 Dec 2025 are working days 1 to 3
  Thu 25 Dec 2025 skipped: Christmas Day
  Fri 26 Dec 2025 skipped: Boxing Day
  Sat 27 to Sun 28 Dec 2025 skipped
  Mon 29 to Tue 30 Dec 2025 are working days 4 to 5
  due by the end of Tue 30 Dec 2025
  tell the case handler, Mon 29 Dec 2025 09:00: to come
  tell the manager, Wed 31 Dec 2025 00:00, delivered from Wed 31 Dec 2025 09:00: to come

A calculation, not legal advice.
Made with dueby 0.1.0, time zones 2026e, pack test/mixed revision REVISION, calendar
  england-and-wales revision REVISION
"
    );
}

// 2 working days from Friday 19 are Monday 22 and Tuesday 23. 10 are Monday 22 to
// Wednesday 24 (1 to 3), Monday 29 to Wednesday 31 (4 to 6), Friday 2 January (7), as
// 1 January is a holiday, and Monday 5 to Wednesday 7 (8 to 10).
#[test]
fn the_example_of_a_complaint_at_christmas() {
    let ran = run(&[
        "assess",
        "examples/cases/complaint-at-christmas.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2025-12-22T09:00",
    ]);
    let out = ran.good();
    for line in [
        "Case C-1042, complaint",
        "  Thu 25 Dec 2025 skipped: Christmas Day",
        "  Thu 1 Jan 2026 skipped: New Year's Day",
        "  due by the end of Tue 23 Dec 2025",
        "  due by the end of Wed 7 Jan 2026",
        "  undetermined: the attribute \"further-investigation\" is missing",
        "A calculation, not legal advice.",
    ] {
        assert!(out.lines().any(|found| found == line), "{line}\n{out}");
    }
    assert!(out.contains("further investigation (contested)"), "{out}");
}

// What each state says. The dates are reckoned beside each case.
#[test]
fn many_cases_are_a_table() {
    let cases = r#"{"case": "C-1", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-19T16:42"}]}
{"case": "C-2", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-15"}, {"event": "complaint.answered", "at": "2025-12-22"}]}
{"case": "C-3", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-15"}, {"event": "complaint.answered", "at": "2025-12-24"}]}
{"case": "C-4", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-18"}, {"event": "complaint.held", "at": "2025-12-23"}]}
{"case": "C-5", "kind": "complaint"}
{"case": "C-6", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-15"}]}
{"case": "R-1", "kind": "repair", "attributes": {"priority": "emergency"}, "events": [{"event": "repair.reported", "at": "2025-12-28T16:42"}]}
{"case": "R-2", "kind": "repair", "events": [{"event": "repair.reported", "at": "2025-12-28T16:42"}]}
{"case": "L-1", "kind": "letter", "events": [{"event": "letter.received", "at": "2025-12-19"}]}
{"case": "F-1", "kind": "fault", "events": [{"event": "fault.found", "at": "2025-12-19"}]}
{"case": "F-2", "kind": "fault", "events": [{"event": "fault.found", "at": "2025-12-19"}]}
{"case": "X-1", "kind": "garden"}
"#;
    let folder = Folder::with(&[("cases.jsonl", cases.as_bytes())]);
    let pack = pack();
    let ran = folder.run(&[
        "assess",
        "cases.jsonl",
        "--pack",
        &pack,
        "--as-of",
        "2025-12-29T10:00",
    ]);
    // C-1: due Tuesday 30, at risk from opening on Monday 29.
    // C-2: Tuesday 16 to Friday 19 are 1 to 4, Monday 22 is 5: answered on that day.
    // C-3: the same, answered on Wednesday 24, the second working day after.
    // C-4: Friday 19 and Monday 22 are 1 and 2, held from Tuesday 23: three are left,
    //      and if resumed today, Monday 29 to Wednesday 31 would be they.
    // C-6: due Monday 22; late by Tuesday 23, Wednesday 24 and Monday 29.
    // R-1: 24 hours from 16:42 on the 28th; from 10:00 that is 6 hours 42 minutes.
    assert_eq!(
        without_revisions(&ran.out),
        "\
12 cases
As of Mon 29 Dec 2025 10:00 (Europe/London)
Next change Mon 29 Dec 2025 16:42
Promises: 1 overdue, 1 missed, 1 at-risk, 1 on-track, 1 paused, 1 pending, 1 met, 4 undetermined

Case  Promise             State         Due                     Remaining     Told next
C-1   Answer within 5     at-risk       end of Tue 30 Dec 2025  1 working     manager
      working days                                              day           Wed 31 Dec 2025 00:00
C-2   Answer within 5     met           end of Mon 22 Dec 2025  on the last   -
      working days                                              day
C-3   Answer within 5     missed        end of Mon 22 Dec 2025  2 working     -
      working days                                              days late
C-4   Answer within 5     paused        if resumed now:         3 working     -
      working days                      end of Wed 31 Dec 2025  days
C-5   Answer within 5     pending       -                       -             -
      working days
C-6   Answer within 5     overdue       end of Mon 22 Dec 2025  3 working     -
      working days                                              days late
R-1   Make safe within    on-track      Mon 29 Dec 2025 16:42   6 hours 42    -
      24 hours                                                  minutes
R-2   Make safe within    undetermined  -                       -             -
      24 hours
L-1   see below           undetermined  -                       -             -
F-1   see below           undetermined  -                       -             -
F-2   see below           undetermined  -                       -             -
X-1   no promise applies  -             -                       -             -

To check
  cases.jsonl:12: no clock is for cases of kind \"garden\"
    the kinds are \"complaint\", \"fault\", \"letter\" or \"repair\"

Undetermined
  Make safe within 24 hours: R-2
    the attribute \"priority\" is missing
    to have it run: give the case the attribute \"priority\": \"emergency\"
  Reply within 10 days (contested): L-1
    its rule is contested. Read as days of any kind; the other reading is working days.
    to have it run: --accept reply
  Apologise: F-1, F-2
    the parameter \"apology-time\" has no value: How soon is the apology made?
    to have it run: --param apology-time=VALUE

For the reasons of each deadline, add --why.

A calculation, not legal advice.
Made with dueby 0.1.0, time zones 2026e, pack test/mixed revision REVISION, calendar
  england-and-wales revision REVISION
"
    );
    let why = folder.run(&[
        "assess",
        "cases.jsonl",
        "--pack",
        &pack,
        "--as-of",
        "2025-12-29T10:00",
        "--why",
    ]);
    let out = why.out;
    assert!(out.contains("\nCase C-2\n\nAnswer within 5 working days\n  rule answer"));
    assert!(out.contains("\n  complaint.answered on Mon 22 Dec 2025 (date alone): met\n"));
    assert!(!out.contains("--why"));
}

#[test]
fn lines_stay_below_a_hundred_columns() {
    let long = "a-reference-of-a-case-that-is-far-longer-than-any-column";
    for case in [COMPLAINT.to_owned(), COMPLAINT.replace("C-1", long)] {
        let line = case.replace('\n', " ");
        let other = line.replacen("\"case\": \"", "\"case\": \"other-", 1);
        let lines = format!("{line}\n{other}\n");
        let folder = Folder::with(&[("c.jsonl", lines.as_bytes())]);
        let args = |file| {
            let as_of = "2026-01-05T09:00";
            [
                "assess", file, "--pack", BUILT_IN, "--as-of", as_of, "--why",
            ]
        };
        let ran = folder.run(&args("c.jsonl"));
        for line in ran.good().lines() {
            assert!(line.chars().count() < 100, "{line}");
        }
    }
}

// The day of the start and ten days of any kind: the end of Monday 29.
#[test]
fn rules_that_are_not_confirmed_run_when_accepted() {
    let letter = r#"{"case": "L-1", "kind": "letter", "events": [{"event": "letter.received", "at": "2025-12-19"}]}"#;
    for accept in ["all", "contested", "reply", "unconfirmed,contested"] {
        let ran = assess(letter, "2025-12-22", &["--accept", accept]);
        let out = ran.good();
        assert!(
            out.contains("  due by the end of Mon 29 Dec 2025\n"),
            "{out}"
        );
        // What else the words may mean is said beside the answer.
        assert!(out.contains("Reply within 10 days (contested)"), "{out}");
        assert!(
            out.contains("  contested: Read as days of any kind;"),
            "{out}"
        );
    }
    let ran = assess(letter, "2025-12-22", &["--accept", "unconfirmed"]);
    assert!(ran.good().contains("to have it run: --accept reply"));
}

// Friday 19 is day 0, Monday 22 and Tuesday 23 are 1 and 2.
#[test]
fn a_parameter_is_filled_in() {
    let fault = r#"{"case": "F-1", "kind": "fault", "events": [{"event": "fault.found", "at": "2025-12-19"}]}"#;
    let ran = assess(
        fault,
        "2025-12-22",
        &["--param", "apology-time=2 working days"],
    );
    assert!(ran.good().contains("  due by the end of Tue 23 Dec 2025\n"));
}

// Answered on the 22nd, but that was recorded on the 5th of January: until then the
// landlord's own records said that it was overdue, due being the 30th of December.
#[test]
fn what_was_known_at_the_time() {
    let case = r#"{"case": "C-1", "kind": "complaint", "events": [
        {"event": "complaint.received", "at": "2025-12-19"},
        {"event": "complaint.answered", "at": "2025-12-22", "recorded_at": "2026-01-05T09:00"}]}"#;
    let now = assess(case, "2026-01-06", &[]);
    assert!(now.good().contains(" met "), "{now:?}");
    let then = assess(case, "2026-01-02", &["--known-at", "2026-01-02"]);
    assert!(then.good().contains(" overdue "), "{then:?}");
    // A date alone is its start: at nine on that day it was not known yet.
    let same_day = assess(case, "2026-01-06", &["--known-at", "2026-01-05"]);
    assert!(same_day.good().contains(" overdue "), "{same_day:?}");
}

// Midnight of a date is before its working hours: at risk only from Monday at nine.
#[test]
fn a_date_alone_is_its_start() {
    assert!(
        assess(COMPLAINT, "2025-12-29", &[])
            .good()
            .contains(" on-track ")
    );
    assert!(
        assess(COMPLAINT, "2025-12-29T09:00", &[])
            .good()
            .contains(" at-risk ")
    );
    // An offset counts: nine in London is ten in Paris.
    let paris = "2025-12-29T09:59:59+01:00";
    assert!(assess(COMPLAINT, paris, &[]).good().contains(" on-track "));
}

#[test]
fn now_is_a_time() {
    assert!(assess(COMPLAINT, "now", &[]).good().contains("As of "));
}

#[test]
fn instances_and_packs_are_told_apart() {
    let case = r#"{"case": "C-1", "kind": "complaint", "events": [
        {"event": "complaint.received", "at": "2025-12-01"},
        {"event": "complaint.answered", "at": "2025-12-02"},
        {"event": "complaint.received", "at": "2025-12-03"}]}"#;
    let ran = assess(case, "2025-12-04", &["--pack", BUILT_IN]);
    let out = ran.good();
    assert!(out.contains("\nAnswer within 5 working days (instance 1, test/mixed)\n"));
    assert!(out.contains("\nAnswer within 5 working days (instance 2, test/mixed)\n"));
    assert!(out.contains(&format!(", {BUILT_IN})\n")), "{out}");
}

// Safe 100 hours after the report: 76 hours late, which is three days and four hours.
// At the 47 hours of two days less one, hours are as good.
#[test]
fn long_hours_are_told_in_days_as_well() {
    for (safe, late) in [
        ("2025-12-05T20:42", " 76 hours late (3 days) "),
        ("2025-12-04T15:42", " 47 hours late "),
    ] {
        let case = format!(
            "{{\"case\": \"R-1\", \"kind\": \"repair\", \
             \"attributes\": {{\"priority\": \"emergency\"}}, \"events\": [\
             {{\"event\": \"repair.reported\", \"at\": \"2025-12-01T16:42\"}}, \
             {{\"event\": \"repair.made-safe\", \"at\": \"{safe}\"}}]}}"
        );
        let ran = assess(&case, "2025-12-22", &[]);
        let out: Vec<&str> = ran.good().split_whitespace().collect();
        assert!(out.join(" ").contains(late), "{out:?}");
    }
}

#[test]
fn a_kind_that_no_promise_is_for() {
    let ran = assess(r#"{"case": "X", "kind": "complain"}"#, "2025-12-22", &[]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains(
        "\nNo promise is for cases of kind \"complain\".\nThe kinds are complaint, fault, letter, \
         repair.\n"
    ));
    assert!(
        ran.err
            .contains("[unknown-kind]\n  help: did you mean \"complaint\"?")
    );
    let strict = assess(
        r#"{"case": "X", "kind": "complain"}"#,
        "2025-12-22",
        &["--strict"],
    );
    assert!(strict.refused().contains("[unknown-kind]"));
}

#[test]
fn a_file_with_a_header_alone_has_no_cases() {
    let folder = Folder::with(&[("c.csv", b"case,event,at\n")]);
    let args = [
        "assess",
        "c.csv",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2026-01-05",
    ];
    assert_eq!(folder.run(&args).good(), "No cases.\n");
}

#[test]
fn colours_only_where_they_belong() {
    let folder = Folder::with(&[("case.json", COMPLAINT.as_bytes())]);
    let pack = pack();
    let args = [
        "assess",
        "case.json",
        "--pack",
        &pack,
        "--as-of",
        "2026-01-05",
    ];
    let run = |settings: &[(&str, &str)]| run_in(folder.path(), &args, settings, b"");
    assert!(!run(&[]).good().contains('\u{1b}'));
    let coloured = run(&[("CLICOLOR_FORCE", "1")]);
    // Overdue since the end of Tuesday 30 December: red.
    assert!(
        coloured.good().contains("\u{1b}[31moverdue\u{1b}[0m"),
        "{coloured:?}"
    );
    let plain = run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!plain.good().contains('\u{1b}'), "{plain:?}");
}

#[test]
fn a_case_cannot_write_to_the_terminal() {
    let case = COMPLAINT.replace("C-1", "C-1\\u001b[2J\\u202e");
    let ran = assess(&case, "2025-12-22", &[]);
    assert!(
        ran.good()
            .starts_with("Case C-1\\u{1b}[2J\\u{202e}, complaint\n")
    );
    let ran = assess(
        &case.replace("2025-12-19T16:42", "2026-03-29T01:30"),
        "2026-04-01",
        &[],
    );
    assert!(!ran.refused().contains('\u{1b}'));
}
