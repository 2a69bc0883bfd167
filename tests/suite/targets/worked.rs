//! Worked by hand.

use chrono::{DateTime, NaiveDate, Utc};
use dueby::{
    Added, Case, Engine, Event, Fold, MergeError, Pack, Sample, Span, TargetAnswer, TargetOptions,
    TargetReason, TargetState, TargetsAnswer,
};

use crate::pack::{Repair, engine};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn repair(name: &str, reported: &str, completed: Option<&str>) -> Repair {
    Repair {
        name: name.to_owned(),
        patch: Some("Norton"),
        reported: date(reported),
        completed: completed.map(date),
        inspected: None,
        visits: Vec::new(),
    }
}

fn answer(
    engine: &Engine,
    repairs: &[Repair],
    as_of: &str,
    options: &TargetOptions,
) -> TargetsAnswer {
    let mut fold = Fold::new(engine, at(as_of), options).unwrap();
    for one in repairs {
        assert_eq!(fold.add(&one.case()).unwrap(), Added::Counted);
    }
    fold.answer()
}

fn one<'a>(answer: &'a TargetsAnswer, name: &str) -> &'a TargetAnswer {
    answer
        .targets
        .iter()
        .find(|one| one.target == name)
        .unwrap()
}

/// Four repairs of the financial year 2025-26, ten days each. A: 2 to 10 April, in time.
/// B: 1 to 11 June, on the last day, in time. C: 1 to 12 June, a day late. D: reported on
/// 20 June, due by the end of 30 June, still open on 15 July.
fn four() -> Vec<Repair> {
    vec![
        repair("A", "2025-04-02", Some("2025-04-10")),
        repair("B", "2025-06-01", Some("2025-06-11")),
        repair("C", "2025-06-01", Some("2025-06-12")),
        repair("D", "2025-06-20", None),
        // What is told last reaches into July, so that July is covered.
        repair("E", "2025-07-14", None),
    ]
}

#[test]
fn both_denominators_are_shown() {
    let engine = engine();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let answer = answer(&engine, &four(), "2025-07-15T09:00:00Z", &options);
    let year = one(&answer, "in-time");
    let figure = year.figure.as_ref().unwrap();
    // Completed: A and B of A, B and C. With D, which is overdue: 2 of 4.
    assert_eq!((figure.numerator, figure.denominator), (2, Some(3)));
    assert_eq!(figure.of_completed, Some(2.0 / 3.0));
    assert_eq!(figure.with_overdue, Some(0.5));
    assert_eq!(year.state, Some(TargetState::AtRisk));
    assert_eq!(year.tell.len(), 1);
    assert_eq!(year.tell[0].notify, "head of repairs");
    // The worst first: only C failed of what was completed.
    assert_eq!(year.failed.len(), 1);
    assert_eq!(year.failed[0].case, "C");

    // Of the quarter to September nothing was completed: but D fell due in June.
    let quarter = one(&answer, "in-time-all");
    assert_eq!(quarter.reason, Some(TargetReason::NothingCounted));
    assert_eq!(quarter.periods.len(), 2);
    let first = &quarter.periods[0];
    assert_eq!(
        (first.from, first.until),
        (date("2025-04-01"), date("2025-06-30"))
    );
    let figure = first.figure.as_ref().unwrap();
    assert_eq!((figure.numerator, figure.denominator), (2, Some(4)));
    assert_eq!(first.state, Some(TargetState::Missed));
}

/// On 30 September 2025 at its last millisecond 183 of 365 days of the year have passed.
/// With 61 completed by then, 61 × 365 / 183 = 121.67 and so 121 are expected. 80% of 121 is
/// 96.8, so 24 may fail (20% of 121 is 24.2); one has, so 23 more. Of the 60 to come,
/// 96.8 − 60 = 36.8 are needed: 0.6133.
#[test]
fn what_the_rest_of_the_period_needs() {
    let engine = engine();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let mut repairs: Vec<Repair> = (0..60)
        .map(|number| repair(&format!("R{number}"), "2025-04-02", Some("2025-04-04")))
        .collect();
    repairs.push(repair("late", "2025-09-01", Some("2025-09-20")));
    let answer = answer(&engine, &repairs, "2025-09-30T22:59:59.999Z", &options);
    let year = one(&answer, "in-time");
    assert_eq!(year.state, Some(TargetState::OnTrack));
    assert_eq!(year.expected, Some(121));
    assert_eq!(year.may_fail, Some(23));
    assert!((year.needed_share.unwrap() - 36.8 / 60.0).abs() < 1e-12);
    assert_eq!(year.next.unwrap().to_rfc3339(), "2026-04-01T00:00:00+01:00");
    // 54.9 of 61 are nine in ten: the 55th took two days, and two days are fewer than 12.
    let time = one(&answer, "nine-in-ten")
        .figure
        .as_ref()
        .unwrap()
        .time
        .unwrap();
    assert_eq!(time.to_string(), "2 days");
}

/// First-time repairs: of two in the year before, one was visited once (50%); of four in
/// the year three were (75%): 25 points more, and 5 were asked for.
#[test]
fn a_change_against_the_year_before() {
    let engine = engine();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let visited = |name: &str, visits: &[&str]| Repair {
        visits: visits.iter().map(|one| date(one)).collect(),
        ..repair(name, visits[0], None)
    };
    let now = [
        visited("a", &["2025-04-02"]),
        visited("b", &["2025-05-02"]),
        visited("c", &["2025-06-02", "2025-06-05"]),
        visited("d", &["2026-03-30"]),
    ];
    let mut all = now.to_vec();
    all.push(visited("x", &["2024-04-03"]));
    all.push(visited("y", &["2025-03-03", "2025-03-20"]));
    let end = "2026-03-31T22:59:59.999Z";
    let whole = answer(&engine, &all, end, &options);
    let told = one(&whole, "first-time");
    assert_eq!(told.before, Some(0.5));
    assert_eq!(told.change, Some(0.25));
    assert_eq!(told.state, Some(TargetState::Met));
    // Without the year before there is nothing to compare it with.
    let alone = answer(&engine, &now, end, &options);
    let told = one(&alone, "first-time");
    assert_eq!(told.state, Some(TargetState::Undetermined));
    assert_eq!(told.reason, Some(TargetReason::MissingBaseline));
}

/// 6 repairs among 20 homes are 300 for each thousand, which is in it; one more is not, and
/// no month to come can change that.
#[test]
fn a_rate_for_each_thousand_homes() {
    let engine = engine();
    let six: Vec<Repair> = (0..6)
        .map(|number| repair(&format!("R{number}"), "2025-04-02", None))
        .collect();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let without = answer(&engine, &six, "2025-04-20T09:00:00Z", &options);
    let told = one(&without, "repairs-for-each-thousand");
    assert_eq!(told.reason, Some(TargetReason::MissingNumber));
    assert_eq!(
        told.why().as_deref(),
        Some("the number \"homes\" was not given")
    );
    let options = options.number("homes", 20);
    let told = answer(&engine, &six, "2025-04-20T09:00:00Z", &options);
    let told = one(&told, "repairs-for-each-thousand");
    assert_eq!(told.figure.as_ref().unwrap().value, Some(300.0));
    assert_eq!(
        (told.state, told.may_fail),
        (Some(TargetState::OnTrack), Some(0))
    );
    let mut seven = six;
    seven.push(repair("R7", "2025-04-03", None));
    let told = answer(&engine, &seven, "2025-04-20T09:00:00Z", &options);
    let told = one(&told, "repairs-for-each-thousand");
    assert_eq!(
        (told.state, told.may_fail),
        (Some(TargetState::Missed), Some(-1))
    );
}

/// 3 repairs among Norton's 10 homes are 300 for each thousand; Yarm has homes and no repair, which
/// is 0; how many homes Thornaby has is not known. Without homes of their own the 4 are of all 20.
#[test]
fn a_rate_by_groups_is_of_each_groups_own_number() {
    let engine = engine();
    let mut repairs: Vec<Repair> = (0..3)
        .map(|number| repair(&format!("R{number}"), "2025-04-02", None))
        .collect();
    repairs.push(Repair {
        patch: Some("Thornaby"),
        ..repair("R3", "2025-04-02", None)
    });
    let rates = |options: &TargetOptions| {
        let told = answer(&engine, &repairs, "2025-04-20T09:00:00Z", options);
        let told = one(&told, "repairs-for-each-thousand");
        assert_eq!(told.figure.as_ref().unwrap().value, Some(200.0));
        let groups = told.groups.iter().map(|group| {
            let value = group.figure.as_ref().and_then(|figure| figure.value);
            (group.value.clone().unwrap(), value)
        });
        groups.collect::<Vec<_>>()
    };
    let named = |name: &str, rate| (name.to_owned(), rate);
    let options = TargetOptions::of("2025-26".parse().unwrap()).by("patch");
    let options = options.number("homes", 20);
    assert_eq!(
        rates(&options),
        [named("Norton", Some(150.0)), named("Thornaby", Some(50.0))]
    );
    let options = options.number("homes:Norton", 10).number("homes:Yarm", 5);
    assert_eq!(
        rates(&options),
        [
            named("Norton", Some(300.0)),
            named("Thornaby", None),
            named("Yarm", Some(0.0))
        ]
    );
}

#[test]
fn a_period_that_the_cases_do_not_cover_is_undetermined() {
    let engine = engine();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let cases = [repair("A", "2025-06-02", Some("2025-06-04"))];
    let answer = answer(&engine, &cases, "2025-07-15T09:00:00Z", &options);
    let told = one(&answer, "in-time");
    assert_eq!(told.reason, Some(TargetReason::NotCovered));
    assert_eq!(told.state, Some(TargetState::Undetermined));
    // April, May and July.
    let months: Vec<String> = answer
        .not_covered
        .iter()
        .map(NaiveDate::to_string)
        .collect();
    assert_eq!(months, ["2025-04-01", "2025-05-01", "2025-07-01"]);
}

#[test]
fn nothing_is_counted_twice() {
    let engine = engine();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let as_of = at("2026-03-31T22:59:59.999Z");
    let mut fold = Fold::new(&engine, as_of, &options).unwrap();
    let case = repair("A", "2025-06-02", Some("2025-06-04")).case();
    assert_eq!(fold.add(&case).unwrap(), Added::Counted);
    assert_eq!(fold.add(&case).unwrap(), Added::Twice);
    let told = fold.answer();
    assert_eq!((told.cases, told.repeated), (1, 1));
    assert_eq!(told.repeated_cases, ["A"]);
    let figure = one(&told, "in-time").figure.clone().unwrap();
    assert_eq!((figure.numerator, figure.denominator), (1, Some(1)));
    let mut other = Fold::new(&engine, as_of, &options).unwrap();
    other.add(&case).unwrap();
    let twice = MergeError::Overlap { cases: 1 };
    assert_eq!(fold.merge(other), Err(twice));
    assert_eq!(fold.answer(), told);
}

/// What was begun for another moment, period or pack is not the same count.
#[test]
fn only_what_was_begun_alike_is_put_together() {
    let (engine, like) = (engine(), engine());
    let as_of = "2026-03-31T22:59:59.999Z".parse().unwrap();
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let mut fold = Fold::new(&engine, as_of, &options).unwrap();
    let one_of_them = Fold::new(&like, as_of, &options).unwrap();
    assert_eq!(fold.merge(one_of_them), Ok(()));
    let earlier = "2026-02-28T22:59:59.999Z".parse().unwrap();
    let other = TargetOptions::of("2024-25".parse().unwrap());
    let law = dueby_rules::engine(["england/tenant-satisfaction-measures"]).unwrap();
    for (engine, as_of, options) in [
        (&engine, earlier, &options),
        (&engine, as_of, &other),
        (&law, as_of, &options),
    ] {
        let unlike = Fold::new(engine, as_of, options).unwrap();
        assert_eq!(fold.merge(unlike), Err(MergeError::Unlike));
    }
}

/// Surveys sent on 2 June 2025, and whether the answer says that the customer was satisfied: of
/// A it does, B was not, C never answered, and D's answer does not say, which is not the same as
/// a yes: one of the three that are known. E's first answer does not say, its second is a yes.
#[test]
fn an_answer_that_does_not_say_is_neither_kept_nor_failed() {
    let pack = r#"
        [pack]
        id = "s"
        title = "S"
        calendar = "england-and-wales"
        basis = "promise"

        [attribute.satisfied]
        type = "flag"

        [[target]]
        id = "satisfied"
        promise = "Of those asked, so many are satisfied"
        figure = "share"
        event = "survey.sent"
        with = { event = "survey.answered", when = { satisfied = true } }
        period = "financial year"

        [[target]]
        id = "cases"
        promise = "Of all cases, so many have a satisfied customer"
        figure = "share"
        case = "survey"
        with = { event = "survey.answered", when = { satisfied = true } }
        period = "financial year"
    "#;
    let mut builder = Engine::builder();
    for calendar in dueby_rules::calendars().unwrap() {
        builder = builder.calendar(calendar);
    }
    let pack = Pack::from_toml(pack, "s.toml").unwrap();
    let engine = builder.pack(pack).build().unwrap();
    let asked = |name: &str, answers: &[Option<bool>]| {
        let mut case = Case::new(name, "survey");
        case = case.with_event("survey.sent", "2025-06-02").unwrap();
        for (number, satisfied) in answers.iter().enumerate() {
            let date = format!("2025-06-1{number}");
            let mut event = Event::new("survey.answered", date.parse().unwrap());
            let said = satisfied.map(|satisfied| ("satisfied".to_owned(), satisfied.into()));
            event.set.extend(said);
            case.events.push(event);
        }
        case
    };
    let options = TargetOptions::of("2025-26".parse().unwrap());
    let mut fold = Fold::new(&engine, at("2025-07-15T09:00:00Z"), &options).unwrap();
    for case in [
        asked("A", &[Some(true)]),
        asked("B", &[Some(false)]),
        asked("C", &[]),
        asked("D", &[None]),
    ] {
        fold.add(&case).unwrap();
    }
    let told = fold.answer();
    for name in ["satisfied", "cases"] {
        let figure = one(&told, name).figure.as_ref().unwrap();
        assert_eq!(
            (figure.numerator, figure.denominator),
            (1, Some(3)),
            "{name}"
        );
        assert_eq!(figure.undetermined, 1, "{name}");
    }
    fold.add(&asked("E", &[None, Some(true)])).unwrap();
    let told = fold.answer();
    for name in ["satisfied", "cases"] {
        let figure = one(&told, name).figure.as_ref().unwrap();
        assert_eq!(
            (figure.numerator, figure.denominator),
            (2, Some(4)),
            "{name}"
        );
        assert_eq!(figure.undetermined, 1, "{name}");
    }
}

/// The mark is that of `printf '6:spring,7:2025-26,6:Norton,3:R-1,' | sha1sum`.
#[test]
fn a_sample_is_the_same_everywhere() {
    let sample = Sample::new("spring", "2025-26", "Norton", 10);
    assert_eq!(sample.mark("R-1"), include_str!("mark.txt").trim());
    let all: Vec<String> = (0..95).map(|number| format!("R-{number}")).collect();
    let chosen = sample.choose(all.iter().map(String::as_str));
    // A tenth of 95 is 9.5: ten, so that a tenth holds.
    assert_eq!(chosen.len(), 10);
    let backwards = sample.choose(all.iter().rev().map(String::as_str));
    assert_eq!(chosen, backwards);
    // Twice is once, and nothing is chosen of nothing.
    let twice = all.iter().chain(&all).map(String::as_str);
    assert_eq!(sample.choose(twice), chosen);
    assert_eq!(sample.choose([]), [""; 0]);
    let greatest = chosen.iter().map(|one| sample.mark(one)).max().unwrap();
    let passed_over = all.iter().filter(|one| !chosen.contains(&one.as_str()));
    assert!(
        passed_over
            .map(|one| sample.mark(one))
            .all(|mark| mark > greatest)
    );
}

/// What `tests/vectors/make_sample.py` worked out with Python's hashlib.
#[test]
fn a_sample_is_that_of_the_vectors() {
    let vectors: serde_json::Value =
        serde_json::from_str(&dueby_tests::read("tests/vectors/sample.json")).unwrap();
    for row in vectors["rows"].as_array().unwrap() {
        let text = |name: &str| row[name].as_str().unwrap();
        let texts = |name: &str| -> Vec<&str> {
            let all = row[name].as_array().unwrap().iter();
            all.map(|one| one.as_str().unwrap()).collect()
        };
        let percent = row["percent"].as_u64().unwrap().try_into().unwrap();
        let sample = Sample::new(text("seed"), text("period"), text("stratum"), percent);
        assert_eq!(
            sample.choose(texts("cases")),
            texts("chosen"),
            "{}",
            text("id")
        );
        for (case, mark) in row["marks"].as_object().unwrap() {
            assert_eq!(sample.mark(case), *mark);
        }
    }
}

#[test]
fn periods_are_read() {
    for (text, first, last) in [
        ("2025-26", "2025-04-01", "2026-03-31"),
        ("2011/12", "2011-04-01", "2012-03-31"),
        ("2099-00", "", ""),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-27", "", ""),
        ("2025-Q5", "", ""),
        ("2025-", "", ""),
        ("25-26", "", ""),
    ] {
        match text.parse::<Span>() {
            Ok(span) => {
                assert_eq!(
                    (span.first(), span.last()),
                    (date(first), date(last)),
                    "{text}"
                );
            }
            Err(_) => assert_eq!(first, "", "{text}"),
        }
    }
}
