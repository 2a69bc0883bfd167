//! Rules and cases from a stranger: each limit that the documentation names says what it is
//! and where, and what stays below it takes work that is counted.

use dueby::{Calendar, Case, Checker, Code, Engine, Pack};

const HEAD: &str = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"utc\"\nbasis = \"promise\"\n";

fn clock(id: usize, rest: &str) -> String {
    format!(
        "[[clock]]\nid = \"c{id}\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\n{rest}\n"
    )
}

fn days(id: usize) -> String {
    clock(id, "within = \"1 day\"")
}

fn many(number: usize, one: impl Fn(usize) -> String) -> String {
    (0..number).map(one).collect()
}

fn listed(number: usize, one: impl Fn(usize) -> String) -> String {
    (0..number).map(one).collect::<Vec<_>>().join(", ")
}

/// The one problem of a pack: its code, its message, and its line.
#[track_caller]
fn refused(text: &str) -> (Code, String, Option<usize>) {
    let error = Pack::from_toml(text, "p.toml").expect_err("it is accepted");
    let first = error.first();
    assert_eq!(error.problems().count(), 1, "{error}");
    assert!(first.message().chars().count() <= 2_001, "too long");
    (first.code(), first.message().to_owned(), first.place().line)
}

#[track_caller]
fn too_many(text: &str, message: &str) {
    let (code, told, line) = refused(text);
    assert_eq!((code, told.as_str()), (Code::TooLarge, message));
    assert!(line.is_some());
}

#[test]
fn a_pack_has_a_size() {
    let million = many(1_000_000, days);
    let (code, told, _) = refused(&million);
    assert_eq!(code, Code::TooLarge);
    assert!(
        told.ends_with("is larger than the 1 MiB that one may have"),
        "{told}"
    );
}

#[test]
fn each_part_of_a_pack_is_there_so_often() {
    let pack = |rest: String| format!("{HEAD}{rest}");
    too_many(
        &pack(many(1_001, days)),
        "1001 clocks stand here, and 1000 are the most",
    );
    assert!(Pack::from_toml(&pack(many(1_000, days)), "p.toml").is_ok());
    for (what, one) in [
        ("attributes", "[attribute.aN]\ntype = \"text\"\n"),
        ("conditions", "[condition.aN]\na = 1\n"),
        (
            "parameters",
            "[parameter.aN]\ntype = \"allowance\"\nquestion = \"?\"\n",
        ),
        (
            "paths",
            "[escalation.aN]\nsteps = [{ at = \"due\", notify = \"x\" }]\n",
        ),
        (
            "rights",
            "[[right]]\nid = \"rN\"\ntitle = \"t\"\nto = \"x\"\nkind = \"k\"\nstarts = \"k.b\"\nused = \"k.u\"\nwithin = \"1 day\"\n",
        ),
        (
            "appointments",
            "[[appointment]]\nid = \"rN\"\nkind = \"k\"\nmade = \"k.b\"\nkept = \"k.u\"\nwindow = { from = \"f\", until = \"u\" }\n",
        ),
    ] {
        let parts = many(1_001, |number| one.replace('N', &number.to_string()));
        too_many(
            &pack(days(0) + &parts),
            &format!("1001 {what} stand here, and 1000 are the most"),
        );
    }
}

#[test]
fn each_list_of_a_clock_has_an_end() {
    let of = |rest: &str| format!("{HEAD}{}", clock(0, rest));
    let values = listed(1_001, |n| format!("\"v{n}\""));
    too_many(
        &format!(
            "{HEAD}[attribute.a]\ntype = \"text\"\none-of = [{values}]\n{}",
            days(0)
        ),
        "1001 values stand here, and 1000 are the most",
    );
    let rows = listed(1_001, |n| format!("v{n} = \"1 day\""));
    too_many(
        &of(&format!("within = {{ by = \"a\", {rows} }}")),
        "1001 rows stand here, and 1000 are the most",
    );
    let rows = listed(1_001, |n| {
        format!("{{ when = {{ a = {n} }}, is = \"1 day\" }}")
    });
    too_many(
        &of(&format!("within = [{rows}]")),
        "1001 rows stand here, and 1000 are the most",
    );
    let rows = listed(129, |n| {
        format!("{{ when = {{ a = {n} }}, is = \"1 day\" }}")
    });
    too_many(
        &of(&format!("within = [{rows}]")),
        "the table makes more than 128 different comparisons",
    );
    let parts = listed(129, |n| format!("{{ a = {n} }}"));
    too_many(
        &of(&format!("within = \"1 day\"\nwhen = {{ any = [{parts}] }}")),
        "the condition makes 129 comparisons, and 128 are the most",
    );
    let events = listed(201, |n| format!("\"k.e{n}\""));
    too_many(
        &of(&format!("within = \"1 day\"\ncancels = [{events}]")),
        "201 events stand here, and 200 are the most",
    );
    let pauses = listed(101, |n| {
        format!("{{ from = \"a.e{n}\", until = \"b.e{n}\" }}")
    });
    too_many(
        &of(&format!("within = \"1 day\"\npauses = [{pauses}]")),
        "101 pauses stand here, and 100 are the most",
    );
    let readings = many(17, |n| {
        format!(
            "[[clock.reading]]\nname = \"r{n}\"\nsays = \"{n}\"\nwithin = \"{} days\"\n",
            n + 1
        )
    });
    too_many(
        &of(&format!(
            "within = \"1 day\"\nstatus = \"contested\"\n{readings}"
        )),
        "17 readings stand here, and 16 are the most",
    );
    let steps = listed(101, |n| {
        format!("{{ at = \"{n} hours after due\", notify = \"x\" }}")
    });
    too_many(
        &of(&format!(
            "within = \"1 day\"\nescalation = \"x\"\n[escalation.x]\nsteps = [{steps}]"
        )),
        "101 steps stand here, and 100 are the most",
    );
}

#[test]
fn a_calendar_has_so_many_rules_and_closures() {
    let head = "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"UTC\"\nfrom = \"2026-01-01\"\nto = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n";
    for (what, one) in [
        (
            "closures",
            "[[closure]]\nname = \"n\"\nfrom = \"1 May\"\nto = \"2 May\"\n",
        ),
        (
            "rules",
            "[[rule]]\nname = \"n\"\non = \"1 May\"\nby = \"custom\"\n",
        ),
    ] {
        let error =
            Calendar::from_toml(&(head.to_owned() + &one.repeat(1_001)), "c.toml").unwrap_err();
        assert_eq!(
            error.first().message(),
            format!("1001 {what} stand here, and 1000 are the most")
        );
    }
}

#[test]
fn what_lies_too_deep_is_refused_and_never_overflows() {
    let deep = |levels: usize| {
        format!(
            "{HEAD}{}",
            clock(
                0,
                &format!(
                    "within = \"1 day\"\nwhen = {}{{ a = 1 }}{}",
                    "{ not = ".repeat(levels),
                    " }".repeat(levels)
                )
            )
        )
    };
    assert!(Pack::from_toml(&deep(20), "p.toml").is_ok());
    let keys = format!("{HEAD}{}x{} = 1\n", days(0), ".a".repeat(100_000));
    for text in [deep(30_000), keys] {
        let (code, told, _) = refused(&text);
        assert_eq!(code, Code::Syntax, "{told}");
        assert_eq!(told, "tables and lists lie too deep in one another");
    }
    let json = format!(
        "{{\"pack\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let error = Pack::from_json(&json, "p.json").unwrap_err();
    assert_eq!(
        error.first().message(),
        "tables and lists lie too deep in one another"
    );
    let case = format!(
        "{{\"case\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(Case::from_json(&case, "c.json").is_err());
}

#[test]
fn long_texts_are_not_repeated_whole() {
    let long = "y".repeat(500_000);
    for text in [
        format!("{}{}", HEAD.replace("promise", &long), days(0)),
        format!("{HEAD}{}", clock(0, &format!("within = \"1 {long}\""))),
        format!(
            "{HEAD}{}",
            clock(0, &format!("within = \"1 day\"\n{long} = 1"))
        ),
        format!(
            "{HEAD}{}",
            days(0).replace("\"c0\"", &format!("\"{long}\""))
        ),
    ] {
        refused(&text);
    }
}

/// A thousand mistakes are told, and how many more there are; nothing is worked out for
/// those.
#[test]
fn so_many_problems_are_told() {
    let attributes = many(900, |n| {
        format!("[attribute.attribute-number-{n}]\ntype = \"flag\"\n")
    });
    let wrong = listed(100, |n| format!("attribute-namber-{n} = true"));
    let clocks = many(100, |n| {
        clock(n, &format!("within = \"1 day\"\nwhen = {{ {wrong} }}"))
    });
    let error = Pack::from_toml(&format!("{HEAD}{attributes}{clocks}"), "p.toml").unwrap_err();
    assert_eq!(error.problems().count(), 1_001);
    let last = error.problems().last().unwrap();
    assert_eq!(last.message(), "9000 more problems are not told");
    // What the analyses find is told as often.
    let unused = many(900, |n| {
        format!(
            "[escalation.p{n}]\nsteps = [{{ at = \"due\", notify = \"x\" }}]\n[parameter.q{n}]\ntype = \"allowance\"\nquestion = \"?\"\n"
        )
    });
    let report = Checker::new()
        .calendar(utc())
        .text("p.toml", format!("{HEAD}{}{unused}", days(0)))
        .check();
    assert_eq!(report.problems().len(), 1_001);
    assert!(
        report
            .problems()
            .iter()
            .any(|one| one.message().ends_with("more problems are not told"))
    );
}

fn utc() -> Calendar {
    let calendars = dueby_rules::calendars().unwrap();
    calendars.into_iter().find(|one| one.id() == "utc").unwrap()
}

/// Rows by rows over many attributes: looked at as far as the documented number of
/// questions goes, and then said not to be decided.
#[test]
fn a_table_is_looked_at_so_long() {
    let rows = listed(60, |n| {
        format!(
            "{{ when = {{ a{n} = \"x\", b{n} = true }}, is = \"{} days\" }}",
            n + 1
        )
    });
    let text = format!("{HEAD}{}", clock(0, &format!("within = [{rows}]")));
    let report = Checker::new().calendar(utc()).text("p.toml", text).check();
    assert!(
        report
            .problems()
            .iter()
            .any(|one| one.code() == Code::NotDecided)
    );
    // A question at a time is asked, and one row after the other: what is over is little.
    assert!(report.steps() <= 210_000, "{}", report.steps());
    // A condition that is written once and used everywhere counts each time.
    let parts = listed(128, |n| format!("{{ a{n} = {n} }}"));
    let clocks = many(1_000, |n| {
        clock(n, "within = \"1 day\"\nwhen = { condition = \"x\" }")
    });
    let text = format!("{HEAD}[condition.x]\nany = [{parts}]\n{clocks}");
    let report = Checker::new().calendar(utc()).text("p.toml", text).check();
    assert!(report.steps() <= 4_200_000, "{}", report.steps());
}

/// Each start and stop an instance, of each clock: what would not fit in memory is refused.
#[test]
fn an_answer_tells_so_many_instances() {
    let pack = Pack::from_toml(&format!("{HEAD}{}", many(1_000, days)), "p.toml").unwrap();
    let engine = Engine::builder()
        .calendar(utc())
        .pack(pack)
        .build()
        .unwrap();
    let mut case = Case::new("C-1", "k");
    for number in 0..200 {
        for event in ["k.begun", "k.ended"] {
            let at = format!("2026-01-01T{:02}:{:02}:00Z", number / 60, number % 60);
            case = case.with_event(event, &at).unwrap();
        }
    }
    let error = engine
        .assess(&case, "2026-02-01T00:00:00Z".parse().unwrap())
        .unwrap_err();
    assert_eq!(
        error.first().message(),
        "this case makes more than 50000 instances and steps of these packs' clocks"
    );
}

#[test]
fn a_case_has_so_many_events() {
    let one = r#"{"event":"k.begun","at":"2026-01-01T10:00:00Z"}"#;
    let case = |number: usize| {
        format!(
            r#"{{"case":"C-1","kind":"k","events":[{}]}}"#,
            vec![one; number].join(",")
        )
    };
    assert!(Case::from_json(&case(10_000), "c.json").is_ok());
    let error = Case::from_json(&case(10_001), "c.json").unwrap_err();
    assert_eq!(
        error.first().message(),
        "case \"C-1\" has 10001 events; a case may have at most 10000"
    );
    let long = format!("{}{}", case(1), " ".repeat(16 * 1024 * 1024));
    assert_eq!(
        Case::from_json(&long, "c.json").unwrap_err().code(),
        Code::TooLarge
    );
}

/// Every second for a century: two hundred runs are told, and that there are no more.
#[test]
fn time_alone_begins_so_many_runs() {
    let text = format!(
        "{HEAD}{}",
        clock(0, "within = \"1 second\"\nrepeats = { next = \"at due\" }")
    );
    let engine = Engine::builder()
        .calendar(utc())
        .pack(Pack::from_toml(&text, "p.toml").unwrap())
        .build()
        .unwrap();
    let case = Case::new("C-1", "k")
        .with_event("k.begun", "1990-01-01T00:00:00Z")
        .unwrap();
    let answer = engine
        .assess(&case, "2090-01-01T00:00:00Z".parse().unwrap())
        .unwrap();
    assert_eq!(answer.clocks.len(), 201);
    let last = answer.clocks.last().unwrap();
    assert_eq!(last.state, dueby::State::Undetermined);
}
