//! `dueby report`: figures worked by hand, and every way in which cases are written.

mod common;

use common::{
    Folder, Ran, data,
    report::{
        CASE_LINES, CASES, EVENT_LINES, EVENTS, errors, flowing, json, remedies, report, target,
    },
};
use serde_json::Value;

#[test]
fn five_repairs_by_hand() {
    let ran = report(
        "e.csv",
        EVENTS.as_bytes(),
        &["--json", "--by", "patch", "--number", "homes=2500"],
    );
    ran.good();
    let report = json(&ran);
    assert_eq!(report["cases"], 5);
    assert_eq!(report["data_from"], "2025-04-02");
    assert_eq!(report["data_until"], "2025-07-14");
    assert_eq!(report["read"]["files"][0], "e.csv");
    assert_eq!(report["read"]["problems"], 0);

    let in_time = target(&report, "in-time");
    let figure = &in_time["figure"];
    // Two of the three that were completed; two of the four with the one that is overdue.
    assert_eq!(
        (&figure["numerator"], &figure["denominator"]),
        (&2.into(), &3.into())
    );
    assert_eq!(figure["of_completed"], 2.0 / 3.0);
    assert_eq!(figure["with_overdue"], 0.5);
    assert_eq!(in_time["state"], "at-risk");
    // 3 in 105 days and a millisecond of 365: ten in all. Two of ten may fail, one has; eight
    // are needed, and six of the seven to come.
    assert_eq!(in_time["expected"], 10);
    assert_eq!(in_time["may_fail"], 1);
    assert_eq!(in_time["needed_share"], 6.0 / 7.0);
    assert_eq!(in_time["failed"][0]["case"], "R-3");
    assert_eq!(in_time["failed"][0]["at"], "2025-06-12T00:00:00+01:00");

    let all = target(&report, "in-time-all");
    assert_eq!(all["figure"]["value"], 0.5);
    assert_eq!(all["failed"][0]["case"], "R-4");
    assert_eq!(all["failed"][1]["case"], "R-3");
    // Those without a patch have neither been completed nor are overdue.
    let groups = all["groups"].as_array().unwrap();
    let told: Vec<(&Value, &Value)> = groups
        .iter()
        .map(|one| (&one["value"], &one["figure"]["value"]))
        .collect();
    assert_eq!(
        told,
        [
            (&"Norton".into(), &1.0.into()),
            (&"Stockton".into(), &0.0.into())
        ]
    );

    assert_eq!(target(&report, "inspected")["figure"]["numerator"], 1);
    assert_eq!(target(&report, "inspected")["state"], "on-track");
    // 8, 10 and 11 days: the third of three is the first that makes nine in ten.
    assert_eq!(target(&report, "nine-in-ten")["figure"]["time"], "11 days");
    // Five among 2500 homes are two for each thousand.
    assert_eq!(target(&report, "for-each-thousand")["figure"]["value"], 2.0);
}

#[test]
fn every_shape_gives_the_same() {
    let told = |file: &str, bytes: &[u8], more: &[&str]| {
        let mut args = vec!["--json", "--by", "patch"];
        args.extend(more);
        let ran = report(file, bytes, &args);
        ran.good();
        json(&ran)["targets"].clone()
    };
    let expected = told("e.csv", EVENTS.as_bytes(), &[]);
    assert_eq!(told("c.csv", CASES.as_bytes(), &[]), expected);
    assert_eq!(told("e.jsonl", EVENT_LINES.as_bytes(), &[]), expected);
    assert_eq!(told("c.ndjson", CASE_LINES.as_bytes(), &[]), expected);
    let uk = |text: &str| {
        let dates =
            text.split(',').map(
                |cell| match cell.trim_end().split('-').collect::<Vec<_>>()[..] {
                    [year, month, day] if year.len() == 4 => {
                        cell.replace(cell.trim_end(), &format!("{day}/{month}/{year}"))
                    }
                    _ => cell.to_owned(),
                },
            );
        dates.collect::<Vec<_>>().join(",")
    };
    let written = uk(EVENTS);
    assert!(written.contains("12/06/2025"), "{written}");
    assert_eq!(
        told("e.csv", written.as_bytes(), &["--dates", "uk"]),
        expected
    );
    let map = "case = \"Ref\"\nkind = \"repair\"\ndates = \"uk\"\n[events]\nRep = \"repair.reported\"\n\
               Done = \"repair.completed\"\nSeen = \"repair.inspected\"\n[attributes]\nPatch = \"patch\"\n";
    let rows = uk(&CASES.replace(
        "\nR-5,repair,,2025-07-14,,\n",
        "\nR-5,repair,,2025-07-14,,x\n",
    ))
    .replace(
        "case,kind,patch,repair.reported,repair.completed,repair.inspected",
        "Ref,K,Patch,Rep,Done,Seen",
    )
    .replace(",,x\n", ",,\n");
    let folder = Folder::with(&[("c.csv", rows.as_bytes()), ("m.toml", map.as_bytes())]);
    let pack = data("targets.toml");
    let ran = folder.run(&[
        "report",
        "c.csv",
        "--pack",
        &pack,
        "--period",
        "2025-26",
        "--as-of",
        "2025-07-15",
        "--by",
        "patch",
        "--json",
        "--map",
        "m.toml",
    ]);
    ran.good();
    assert_eq!(json(&ran)["targets"], expected);
}

#[test]
fn the_bytes_may_be_in_several_encodings() {
    let text = EVENTS.replace("Stockton", "Caf\u{e9}");
    let group = |ran: &Ran| json(ran)["targets"][0]["groups"][0]["value"].clone();
    let args = ["--json", "--by", "patch"];
    let marked = format!("\u{feff}{text}");
    assert_eq!(
        group(&report("a.csv", marked.as_bytes(), &args)),
        "Caf\u{e9}"
    );
    for big in [false, true] {
        let bytes: Vec<u8> = marked
            .encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect();
        let ran = report("a.csv", &bytes, &args);
        ran.good();
        assert_eq!(group(&ran), "Caf\u{e9}");
    }
    let western: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let ran = report(
        "a.csv",
        &western,
        &["--json", "--by", "patch", "--encoding", "windows-1252"],
    );
    ran.good();
    assert_eq!(group(&ran), "Caf\u{e9}");
    // Without being told so it is not certain: the two rows are named, their cases left out.
    let ran = report("a.csv", &western, &args);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        errors(&ran),
        [
            "a.csv:7: this is not UTF-8 [not-utf8]",
            "a.csv:9: this is not UTF-8 [not-utf8]"
        ]
    );
    assert!(
        remedies(&ran)[0].contains("--encoding windows-1252"),
        "{ran:#?}"
    );
    assert_eq!(json(&ran)["cases"], 3);
    assert_eq!(json(&ran)["read"]["left_out"], 2);
}

#[test]
fn threads_change_nothing() {
    // 3000 cases in several blocks, each thirteenth with something wrong in it.
    let mut text = String::from("case,kind,event,at,patch\n");
    for number in 0..3000_u32 {
        let (day, took) = (number % 28 + 1, number * 7 % 19);
        let month = number % 12 + 1;
        text.push_str(&format!(
            "R-{number},repair,repair.reported,2025-{month:02}-{day:02},P{}\n",
            number % 5
        ));
        let done = if number % 13 == 0 {
            "x".to_owned()
        } else {
            format!("2026-01-{:02}", took + 1)
        };
        text.push_str(&format!("R-{number},,repair.completed,{done},\n"));
    }
    let args = |threads| {
        [
            "--json",
            "--by",
            "patch",
            "--as-of",
            "2026-03-01",
            "--threads",
            threads,
        ]
    };
    let one = report("a.csv", text.as_bytes(), &args("1"));
    let eight = report("a.csv", text.as_bytes(), &args("8"));
    assert_eq!(one.out, eight.out);
    assert_eq!(one.err, eight.err);
    // 0, 13, …, 2990.
    assert_eq!(errors(&one).len(), 231);
    assert_eq!(json(&one)["cases"], 3000 - 231);
}

#[test]
fn a_table_for_people() {
    let ran = report("e.csv", EVENTS.as_bytes(), &["--by", "patch"]);
    ran.good();
    let out = flowing(&ran.out);
    for told in [
        "Report 1 Apr 2025 to 31 Mar 2026 As of Tue 15 Jul 2025 00:00 (Europe/London) \
         5 cases, with events from 2 Apr 2025 to 14 Jul 2025",
        "Promise Target Figure Counted State Still",
        "at least 80%",
        "completed: 66.6%, 2 of",
        "with overdue: 50.0%,",
        "at risk",
        "1 more may fail;",
        "R-4: due 30 Jun 2025, still open",
        "R-3: due 11 Jun 2025, done 12 Jun 2025",
        // Without --number homes=…
        "To have all of them counted --number homes=NUMBER",
        "A calculation, not legal advice.",
    ] {
        assert!(out.contains(told), "{told:?} is not in\n{out}");
    }
    assert!(!out.contains("Not counted"), "{out}");
}

#[test]
fn a_period_that_the_cases_do_not_reach() {
    // The last moment of the year is asked for, and the last event is in July.
    let folder = Folder::with(&[("e.csv", EVENTS.as_bytes())]);
    let pack = data("targets.toml");
    let ran = folder.run(&["report", "e.csv", "--pack", &pack, "--period", "2025-26"]);
    ran.good();
    let out = flowing(&ran.out);
    assert!(out.contains("As of Tue 31 Mar 2026 23:59:59.999"), "{out}");
    assert!(
        out.contains("the cases do not reach Aug 2025, Sep 2025"),
        "{out}"
    );
    assert!(out.contains("the cases do not"), "{out}");
    let rolling = [
        "report",
        "e.csv",
        "--pack",
        &pack,
        "--period",
        "rolling 3 months",
    ];
    assert!(
        folder
            .run(&rolling)
            .refused()
            .contains("counted back from a moment")
    );
    let ran = folder.run(&[&rolling[..], &["--as-of", "2025-07-15", "--json"]].concat());
    let report = json(&ran);
    assert_eq!(
        (&report["from"], &report["until"]),
        (&"2025-05-01".into(), &"2025-07-31".into())
    );
}

#[test]
fn what_cannot_be_reported() {
    let folder = Folder::with(&[
        ("e.csv", EVENTS.as_bytes()),
        ("n.csv", b"case,kind,event,at\n"),
    ]);
    let pack = data("targets.toml");
    let run = |args: &[&str]| folder.run(&[&["report", "--period", "2025-26"][..], args].concat());
    let mixed = data("pack.toml");
    for (args, told) in [
        (
            vec!["e.csv", "--pack", &mixed],
            "these packs have no target",
        ),
        (
            vec!["e.csv", "--pack", &pack, "--number", "homes=many"],
            "\"many\" is not a whole number",
        ),
        (
            vec!["e.csv", "--pack", &pack, "--number", "flats=20"],
            "these are asked for: homes",
        ),
        (
            vec!["e.csv", "--pack", &pack, "--number", "homes:Norton=20"],
            "give --by with the attribute",
        ),
        (
            vec!["n.csv", "--pack", &pack],
            "there are no cases; nothing was written",
        ),
        (vec!["no.csv", "--pack", &pack], "there is no such file"),
        (
            vec!["-", "-", "--pack", &pack],
            "standard input is given twice",
        ),
    ] {
        let ran = run(&args);
        assert!(ran.refused().contains(told), "{told:?}: {ran:#?}");
    }
    let ran = folder.run(&["report", "e.csv", "--pack", &pack, "--period", "2025-27"]);
    assert!(
        ran.refused().contains("\"2025-27\" is not a period"),
        "{ran:#?}"
    );
}

#[test]
fn events_that_no_rule_knows_are_noted() {
    let slips = EVENTS.replace("repair.completed", "repair.complted");
    let ran = report("e.csv", slips.as_bytes(), &["--json"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.err
            .contains("3 events are \"repair.complted\", which no rule knows"),
        "{ran:#?}"
    );
    assert_eq!(remedies(&ran), ["did you mean \"repair.completed\"?"]);
    assert_eq!(json(&ran)["read"]["unknown_events"]["repair.complted"], 3);
}

#[test]
fn the_page_is_written_beside() {
    let folder = Folder::with(&[("e.csv", EVENTS.as_bytes())]);
    let pack = data("targets.toml");
    let args = [
        "report",
        "e.csv",
        "--pack",
        &pack,
        "--period",
        "2025-26",
        "--as-of",
        "2025-07-15",
    ];
    folder
        .run(&[&args[..], &["--html", "board.html"]].concat())
        .good();
    let page = std::fs::read_to_string(folder.path().join("board.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(
        page.contains("66.6%, 2 of 3") && page.contains("50.0%, 2 of 4"),
        "{page}"
    );
    assert!(page.contains("A strategy for tests"));
    let ran = folder.run(&[&args[..], &["--html", "no/board.html"]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("there is no such folder"), "{ran:#?}");
}
