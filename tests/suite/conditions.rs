//! Conditions: three-valued logic by its truth tables, comparisons by hand, and any
//! tree of conditions against what follows from every way to fill in what is missing.

use dueby::{Case, State, Value};
use dueby_tests::{engine, one_clock};
use proptest::prelude::*;

/// A verdict: true, false, or unknown.
type Verdict = Option<bool>;

const YES: Verdict = Some(true);
const NO: Verdict = Some(false);
const UNKNOWN: Verdict = None;

/// What a clock with this condition says of a case with these attributes.
fn verdict(condition: &str, attributes: &[(&str, Value)]) -> Verdict {
    judged(condition, attributes).0
}

/// The same, with the attribute that is missing and the findings' codes.
fn judged(condition: &str, attributes: &[(&str, Value)]) -> (Verdict, Option<String>, Vec<String>) {
    let rules = format!("within = \"1 day\"\nwhen = {condition}\n");
    let engine = engine(&one_clock("england-and-wales", &rules), None);
    let mut case = Case::new("C-1", "it");
    for (name, value) in attributes {
        case = case.with_attribute(*name, value.clone());
    }
    let answer = engine
        .assess(&case, "2026-01-05T12:00:00Z".parse().unwrap())
        .unwrap();
    let findings = answer.findings.iter().map(|one| one.code.to_string());
    let findings = findings.collect();
    match answer.clocks.first() {
        None => (NO, None, findings),
        Some(clock) if clock.state == State::Pending => (YES, None, findings),
        Some(clock) => {
            assert_eq!(clock.state, State::Undetermined);
            let about = clock.reason.as_ref().unwrap().about.clone();
            (UNKNOWN, about, findings)
        }
    }
}

fn flags(a: Verdict, b: Verdict) -> Vec<(&'static str, Value)> {
    let flag = |name, value: Verdict| value.map(|value| (name, Value::Flag(value)));
    flag("a", a).into_iter().chain(flag("b", b)).collect()
}

/// Kleene's strong three-valued logic.
#[test]
fn the_truth_tables() {
    #[rustfmt::skip]
    let table = [
        // a, b, all, any
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, YES, NO, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN, YES),
        (UNKNOWN, NO, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ];
    for (a, b, all, any) in table {
        let known = flags(a, b);
        for (condition, expected) in [
            ("{ a = true, b = true }", all),
            ("{ all = [{ a = true }, { b = true }] }", all),
            ("{ any = [{ a = true }, { b = true }] }", any),
            // De Morgan's laws hold in it too.
            ("{ not = { any = [{ a = false }, { b = false }] } }", all),
            ("{ not = { a = false, b = false } }", any),
        ] {
            assert_eq!(
                verdict(condition, &known),
                expected,
                "{condition}, {known:?}"
            );
        }
    }
    for (a, not) in [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)] {
        assert_eq!(verdict("{ not = { a = true } }", &flags(a, None)), not);
    }
}

#[test]
fn the_attribute_that_is_missing_is_named() {
    for (condition, known, expected) in [
        ("{ a = true, b = true }", flags(YES, UNKNOWN), "b"),
        (
            "{ any = [{ a = true }, { b = true }] }",
            flags(UNKNOWN, NO),
            "a",
        ),
        (
            "{ not = { any = [{ a = true }, { not = { b = true } }] } }",
            flags(NO, UNKNOWN),
            "b",
        ),
    ] {
        let (verdict, about, _) = judged(condition, &known);
        assert_eq!(
            (verdict, about.as_deref()),
            (UNKNOWN, Some(expected)),
            "{condition}"
        );
    }
}

#[test]
fn comparisons() {
    let text = |text: &str| Value::Text(text.to_owned());
    let number = Value::Number;
    for (test, value, expected) in [
        ("\"urgent\"", text("urgent"), YES),
        ("\"urgent\"", text("later"), NO),
        ("[\"urgent\", 3]", number(3.0), YES),
        ("3", number(3.5), NO),
        ("{ at-least = 2 }", number(2.0), YES),
        ("{ at-least = 2 }", number(1.999), NO),
        ("{ more-than = 2 }", number(2.0), NO),
        ("{ more-than = 2 }", number(2.001), YES),
        ("{ at-most = -1.5 }", number(-1.5), YES),
        ("{ at-most = -1.5 }", number(-1.0), NO),
        ("{ less-than = 0 }", number(0.0), NO),
        ("{ less-than = 0 }", number(-0.1), YES),
        ("{ at-least = 2, at-most = 4 }", number(4.0), YES),
        ("{ at-least = 2, at-most = 4 }", number(4.5), NO),
        ("{ more-than = 2, less-than = 4 }", number(3.0), YES),
        ("{ more-than = 2, less-than = 4 }", number(4.0), NO),
        ("{ at-least = 2, at-most = 2 }", number(2.0), YES),
        ("{ at-least = \"2026-01-01\" }", text("2026-01-01"), YES),
        ("{ at-least = \"2026-01-01\" }", text("2025-12-31"), NO),
        ("{ more-than = \"2026-01-01\" }", text("2026-01-01"), NO),
        ("{ less-than = \"2026-10-01\" }", text("2026-09-30"), YES),
        (
            "{ at-least = \"2024-02-01\", at-most = \"2024-02-29\" }",
            text("2024-02-29"),
            YES,
        ),
        ("{ exists = true }", Value::Flag(false), YES),
        ("{ exists = false }", Value::Flag(false), NO),
    ] {
        let found = judged(&format!("{{ a = {test} }}"), &[("a", value.clone())]);
        assert_eq!(found, (expected, None, vec![]), "{test}, {value}");
    }
    assert_eq!(verdict("{ a = { exists = true } }", &[]), NO);
    assert_eq!(verdict("{ a = { exists = false } }", &[]), YES);
    assert_eq!(verdict("{ a = { at-least = 0 } }", &[]), UNKNOWN);
}

/// What cannot be compared does not hold, and is reported once.
#[test]
fn a_value_of_another_type_fails_and_is_reported() {
    for (test, value) in [
        ("\"two\"", Value::Number(2.0)),
        ("true", Value::Text("yes".to_owned())),
        ("[1, 2]", Value::Flag(true)),
        ("{ at-least = 2 }", Value::Text("3".to_owned())),
        ("{ less-than = \"2026-01-01\" }", Value::Number(2025.0)),
        (
            "{ less-than = \"2026-01-01\" }",
            Value::Text("1 May 2025".to_owned()),
        ),
        (
            "{ less-than = \"2026-01-01\" }",
            Value::Text("2025-05-01T10:00".to_owned()),
        ),
        (
            "{ less-than = \"2026-01-01\" }",
            Value::Text(" 2025-5-01".to_owned()),
        ),
        (
            "{ less-than = \"2026-01-01\" }",
            Value::Text("2025-02-29".to_owned()),
        ),
    ] {
        let known = [("a", value)];
        let reported = vec!["wrong-type".to_owned()];
        let fails = judged(&format!("{{ a = {test} }}"), &known);
        assert_eq!(fails, (NO, None, reported.clone()), "{test}");
        let twice = format!("{{ any = [{{ not = {{ a = {test} }} }}, {{ a = {test} }}] }}");
        assert_eq!(judged(&twice, &known), (YES, None, reported), "{twice}");
    }
}

/// A condition on attributes `x0`, `x1`, … that each stand once, and how to decide it.
#[derive(Debug, Clone)]
enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Is,
}

fn tree() -> impl Strategy<Value = Tree> {
    Just(Tree::Is).prop_recursive(4, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::Any),
            inner.prop_map(|part| Tree::Not(Box::new(part))),
        ]
    })
}

impl Tree {
    fn written(&self, next: &mut usize) -> String {
        let mut list = |parts: &[Tree]| -> String {
            let parts: Vec<String> = parts.iter().map(|part| part.written(next)).collect();
            parts.join(", ")
        };
        match self {
            Tree::All(parts) => format!("{{ all = [{}] }}", list(parts)),
            Tree::Any(parts) => format!("{{ any = [{}] }}", list(parts)),
            Tree::Not(part) => format!("{{ not = {} }}", part.written(next)),
            Tree::Is => {
                *next += 1;
                format!("{{ x{} = true }}", *next - 1)
            }
        }
    }

    fn holds(&self, values: &mut impl Iterator<Item = bool>) -> bool {
        // Each part takes its own values, so none may be passed over.
        let mut all =
            |parts: &[Tree]| -> Vec<bool> { parts.iter().map(|part| part.holds(values)).collect() };
        match self {
            Tree::All(parts) => all(parts).into_iter().all(|part| part),
            Tree::Any(parts) => all(parts).into_iter().any(|part| part),
            Tree::Not(part) => !part.holds(values),
            Tree::Is => values.next().unwrap(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Where each attribute stands once, a verdict is what every way to fill in the
    /// missing ones agrees on.
    #[test]
    fn unknown_is_what_could_go_either_way(tree in tree(), given in prop::collection::vec(prop::option::of(any::<bool>()), 81)) {
        let mut count = 0;
        let condition = tree.written(&mut count);
        let given = &given[..count];
        let missing = given.iter().filter(|value| value.is_none()).count();
        prop_assume!(missing <= 12);
        let outcomes: Vec<bool> = (0u32..1 << missing)
            .map(|bits| {
                let mut bit = 0;
                let filled: Vec<bool> = given
                    .iter()
                    .map(|value| value.unwrap_or_else(|| {
                        bit += 1;
                        bits >> (bit - 1) & 1 == 1
                    }))
                    .collect();
                tree.holds(&mut filled.into_iter())
            })
            .collect();
        let expected = match (outcomes.contains(&true), outcomes.contains(&false)) {
            (true, false) => YES,
            (false, true) => NO,
            _ => UNKNOWN,
        };
        let names: Vec<String> = (0..count).map(|index| format!("x{index}")).collect();
        let known: Vec<(&str, Value)> = names
            .iter()
            .zip(given)
            .filter_map(|(name, value)| Some((name.as_str(), Value::Flag((*value)?))))
            .collect();
        prop_assert_eq!(verdict(&condition, &known), expected, "{}", condition);
    }
}

/// However deep conditions stand in one another, reading them ends with an answer or
/// an error.
#[test]
fn deep_conditions_do_not_overflow() {
    let deep = |depth: usize| {
        let (open, close) = ("{ not = ".repeat(depth), " }".repeat(depth));
        one_clock(
            "england-and-wales",
            &format!("within = \"1 day\"\nwhen = {open}{{ a = true }}{close}"),
        )
    };
    assert!(dueby::Pack::from_toml(&deep(8), "deep.toml").is_ok());
    assert!(dueby::Pack::from_toml(&deep(40_000), "deep.toml").is_err());
    let dotted = format!(
        "within = \"1 day\"\nwhen.{}a = true",
        "not.".repeat(200_000)
    );
    assert!(dueby::Pack::from_toml(&one_clock("england-and-wales", &dotted), "deep.toml").is_err());
}
