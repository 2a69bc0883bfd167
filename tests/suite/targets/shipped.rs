//! The Tenant Satisfaction Measures that are shipped, over cases worked by hand.

use dueby::{Accept, Case, Engine, Fold, Options, TargetOptions, TargetReason, TargetsAnswer};

const PACKS: [&str; 3] = [
    "england/complaint-handling-code",
    "england/tenant-satisfaction-measures",
    "uk/gas-safety",
];

/// The packs, with these parameters filled in.
fn engine(parameters: &[(&str, &str)]) -> Engine {
    let mut builder = Engine::builder();
    for (name, value) in parameters {
        builder = builder.parameter(*name, *value);
    }
    for calendar in dueby_rules::calendars().unwrap() {
        builder = builder.calendar(calendar);
    }
    for pack in PACKS
        .iter()
        .flat_map(|name| dueby_rules::read_all(name).unwrap())
    {
        builder = builder.pack(pack);
    }
    builder.build().unwrap()
}

fn case(name: &str, kind: &str, stock: &str, events: &[(&str, &str)]) -> Case {
    let mut case = Case::new(name, kind)
        .with_attribute("nation", "england")
        .with_attribute("landlord", "council")
        .with_attribute("stock", stock);
    for (event, at) in events {
        case = case.with_event(*event, at).unwrap();
    }
    case
}

const RENTAL: &str = "low-cost-rental";
const OWNED: &str = "low-cost-home-ownership";

fn complaints() -> Vec<Case> {
    let complaint = |name, stock, [received, acknowledged, answered]: [&str; 3]| {
        let mut events = vec![
            ("complaint.received", received),
            ("complaint.acknowledged", acknowledged),
        ];
        if !answered.is_empty() {
            events.push(("complaint.answered", answered));
        }
        case(name, "complaint", stock, &events)
    };
    let late = ["2025-06-02", "2025-06-03", "2025-06-18"];
    vec![
        // Ten working days after Thursday 8 May 2025: the 9th, 12th to 16th, 19th to 22nd.
        complaint("C-1", RENTAL, ["2025-05-06", "2025-05-08", "2025-05-22"]),
        // After Tuesday 3 June: the 4th to 6th, 9th to 13th, 16th and 17th. A day late. Stage 2:
        // twenty after Monday 23 June are over on Monday 21 July.
        complaint("C-2", RENTAL, late)
            .with_event("stage-2.requested", "2025-06-20")
            .and_then(|case| case.with_event("stage-2.acknowledged", "2025-06-23"))
            .and_then(|case| case.with_event("stage-2.answered", "2025-07-21"))
            .unwrap(),
        // The same as at first, but extended to 1 July before it was due.
        complaint("C-3", RENTAL, ["2025-06-02", "2025-06-03", "2025-06-27"])
            .with_event("complaint.extended", "2025-06-10")
            .unwrap(),
        // Due on Tuesday 16 September, never answered.
        complaint("C-4", RENTAL, ["2025-09-01", "2025-09-02", ""]),
        complaint("C-5", OWNED, ["2025-10-06", "2025-10-07", "2025-10-09"]),
        // All of it in the year before.
        complaint("C-6", RENTAL, ["2025-03-03", "2025-03-04", "2025-03-10"]),
    ]
}

fn repairs() -> Vec<Case> {
    let repair = |name, stock, priority, reported, then: (&str, &str)| {
        let mut events = vec![("repair.reported", reported)];
        if !then.0.is_empty() {
            events.push(then);
        }
        case(name, "repair", stock, &events).with_attribute("priority", priority)
    };
    let reported = "2025-07-01T10:00";
    vec![
        // To the minute in time, and a minute late.
        repair(
            "R-1",
            RENTAL,
            "emergency",
            reported,
            ("repair.completed", "2025-07-02T10:00"),
        ),
        repair(
            "R-2",
            RENTAL,
            "emergency",
            reported,
            ("repair.completed", "2025-07-02T10:01"),
        ),
        repair(
            "R-3",
            RENTAL,
            "P3",
            "2025-11-03",
            ("repair.completed", "2025-11-10"),
        ),
        // Twenty working days after Monday 2 February are over on Monday 2 March.
        repair("R-4", RENTAL, "routine", "2026-02-02", ("", "")),
        repair(
            "R-5",
            RENTAL,
            "routine",
            "2026-03-30",
            ("repair.withdrawn", "2026-03-31"),
        ),
        repair(
            "R-6",
            OWNED,
            "routine",
            "2025-11-03",
            ("repair.completed", "2025-11-10"),
        ),
    ]
}

fn others() -> Vec<Case> {
    let gas = |name, stock, checks: &[&str]| {
        let events: Vec<_> = checks
            .iter()
            .map(|at| ("gas-appliance.checked", *at))
            .collect();
        case(name, "gas-appliance", stock, &events).with_attribute("landlord-gas", true)
    };
    let antisocial = |name, reports: &[&str], hate: bool| {
        let events: Vec<_> = reports
            .iter()
            .map(|at| ("incident.reported", *at))
            .collect();
        case(name, "antisocial-behaviour", RENTAL, &events).with_attribute("hate-incident", hate)
    };
    vec![
        gas("G-1", RENTAL, &["2025-06-10"]),
        // Due on 3 February 2026.
        gas("G-2", RENTAL, &["2025-02-03"]),
        gas("G-3", RENTAL, &["2024-06-03", "2025-05-20"]),
        gas("G-4", OWNED, &["2025-09-01"]),
        // Reported twice, one case.
        antisocial("A-1", &["2025-04-02", "2025-04-09"], false),
        antisocial("A-2", &["2026-01-10"], true),
        antisocial("A-3", &["2025-03-31"], false),
    ]
}

fn answer(accept: Accept) -> TargetsAnswer {
    let parameters = [
        ("emergency-repair-time", "24 hours"),
        ("non-emergency-repair-time", "20 working days"),
    ];
    let (complaints, repairs, others) = (complaints(), repairs(), others());
    let cases = complaints.iter().chain(&repairs).chain(&others);
    counted(&engine(&parameters), accept, cases)
}

fn counted<'c>(
    engine: &Engine,
    accept: Accept,
    cases: impl IntoIterator<Item = &'c Case>,
) -> TargetsAnswer {
    let options = TargetOptions::of("2025-26".parse().unwrap())
        .number("rental-homes", 2000)
        .number("ownership-homes", 100)
        .number("homes", 2100)
        .assess(Options::default().accept(accept));
    // The last millisecond of 31 March, in British Summer Time.
    let as_of = "2026-03-31T22:59:59.999Z".parse().unwrap();
    let mut fold = Fold::new(engine, as_of, &options).unwrap();
    for case in cases {
        fold.add(case).unwrap();
    }
    fold.answer()
}

/// Why a target is undetermined, and what that is about.
fn why<'a>(answer: &'a TargetsAnswer, target: &str) -> (Option<TargetReason>, Option<&'a str>) {
    let mut targets = answer.targets.iter();
    let found = targets.find(|one| one.target == target).unwrap();
    (found.reason, found.reason_about.as_deref())
}

/// What is counted, of how many; and what that comes to with what is open and overdue.
fn told(answer: &TargetsAnswer, target: &str) -> (u64, Option<u64>, Option<f64>, Option<f64>) {
    let found = answer.targets.iter().find(|one| one.target == target);
    let figure = found
        .unwrap()
        .figure
        .as_ref()
        .unwrap_or_else(|| panic!("{found:?}"));
    (
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.with_overdue,
    )
}

#[test]
fn complaints_for_each_thousand_homes() {
    let answer = answer(Accept::none());
    assert_eq!(answer.not_covered, []);
    // 4 of 2,000 homes, 1 of 100.
    let value = |target| told(&answer, target).2;
    assert_eq!(value("ch01-stage-1-rental"), Some(2.0));
    assert_eq!(value("ch01-stage-2-rental"), Some(0.5));
    assert_eq!(value("ch01-stage-1-ownership"), Some(10.0));
}

#[test]
fn complaints_answered_in_the_codes_time() {
    let known = answer(Accept::none().unconfirmed());
    let stage_1 = told(&known, "ch02-stage-1-rental");
    assert_eq!(stage_1, (2, Some(3), Some(2.0 / 3.0), Some(0.5)));
    assert_eq!(told(&known, "ch02-stage-2-rental").2, Some(1.0));
    assert_eq!(told(&known, "ch02-stage-1-ownership").1, Some(1));
    // Not confirmed: only where that is accepted.
    let stage_1 = "ch02-stage-1-rental";
    assert_eq!(
        why(&answer(Accept::none()), stage_1),
        (Some(TargetReason::NotAccepted), Some(stage_1))
    );
}

/// What has to be filled in is named, however many repairs there are; and where all that was
/// completed hangs on a time of day that nobody wrote down, it is not said that nothing was.
#[test]
fn repairs_of_which_it_cannot_be_said() {
    let emergency = counted(&engine(&[]), Accept::none(), &repairs());
    assert_eq!(
        why(&emergency, "rp02-emergency"),
        (
            Some(TargetReason::MissingParameter),
            Some("emergency-repair-time")
        )
    );
    // Due at 10:00 on the day on which it was completed at some time.
    let events = [
        ("repair.reported", "2025-07-01T10:00"),
        ("repair.completed", "2025-07-02"),
    ];
    let unsure = case("R-7", "repair", RENTAL, &events).with_attribute("priority", "emergency");
    let engine = engine(&[("emergency-repair-time", "24 hours")]);
    let found = counted(&engine, Accept::none(), [&unsure]);
    let undetermined = Some(TargetReason::UndeterminedCases);
    assert_eq!(why(&found, "rp02-emergency"), (undetermined, None));
    let nothing = Some(TargetReason::NothingCounted);
    assert_eq!(
        why(&counted(&engine, Accept::none(), []), "rp02-emergency"),
        (nothing, None)
    );
}

#[test]
fn repairs_completed_in_the_landlords_own_time() {
    let answer = answer(Accept::none());
    let emergency = told(&answer, "rp02-emergency");
    assert_eq!(emergency, (1, Some(2), Some(0.5), Some(0.5)));
    // Of what was completed all in time; of what should have been, half.
    let others = told(&answer, "rp02-non-emergency");
    assert_eq!(others, (1, Some(1), Some(1.0), Some(0.5)));
}

#[test]
fn gas_checks_when_the_year_ends() {
    let checks = told(&answer(Accept::none()), "bs01");
    assert_eq!((checks.0, checks.1, checks.2), (3, Some(4), Some(0.75)));
}

#[test]
fn antisocial_behaviour_for_each_thousand_homes() {
    let answer = answer(Accept::none());
    let all = told(&answer, "nm01");
    assert_eq!((all.0, all.1), (2, Some(2100)));
    assert!((all.2.unwrap() - 2.0 / 2.1).abs() < 1e-12);
    assert_eq!(told(&answer, "nm01-hate-incidents").0, 1);
}
