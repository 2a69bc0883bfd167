//! Attributes that are declared wrongly, or used otherwise than they are declared.

use dueby::{Case, Error, Options, Value};
use dueby_tests::{engine, one_clock};

use crate::packs::pack;
use crate::{CLOCK, HEAD, Tried};

const DECLARED: &str = r#"
[attribute.priority]
type = "text"
one-of = ["emergency", "urgent", "routine"]

[attribute.rooms]
type = "number"

[attribute.cost]
type = "money"

[attribute.built]
type = "date"

[attribute.vulnerable]
type = "flag"
"#;

/// A pack that declares these attributes and uses them in a condition.
fn when(condition: &str) -> Option<Error> {
    pack(&format!("{HEAD}{CLOCK}when = {condition}\n{DECLARED}"))
}

fn declared(lines: &str) -> Option<Error> {
    pack(&format!("{HEAD}{CLOCK}{lines}"))
}

/// A table of allowances by an attribute.
fn within(table: &str) -> Option<Error> {
    let clock = CLOCK.replace("\"2 working days\"", table);
    pack(&format!("{HEAD}{clock}{DECLARED}"))
}

/// What is odd about a case with these attributes at the start, and one set by an event.
fn odd(attributes: &[(&str, Value)], set: Option<(&str, Value)>) -> Option<Error> {
    let rules = format!("within = \"2 days\"\n{DECLARED}");
    let engine = engine(&one_clock("england-and-wales", &rules), None);
    let mut case = Case::new("C-1", "it")
        .with_event("it.started", "2026-05-01")
        .unwrap();
    for (name, value) in attributes {
        case = case.with_attribute(*name, value.clone());
    }
    if let Some((name, value)) = set {
        case.events[0].set.insert(name.to_owned(), value);
    }
    let as_of = "2026-06-01T12:00:00Z".parse().unwrap();
    engine
        .assess_with(&case, as_of, &Options::default().strict())
        .err()
}

pub(crate) fn attributes() -> Tried {
    vec![
        (
            "an attribute without a type",
            declared("[attribute.rooms]\nquestion = \"How many?\"\n"),
        ),
        (
            "a misspelt type",
            declared("[attribute.rooms]\ntype = \"numbr\"\n"),
        ),
        (
            "another type",
            declared("[attribute.rooms]\ntype = \"colour\"\n"),
        ),
        (
            "a list of values for a number",
            declared("[attribute.rooms]\ntype = \"number\"\none-of = [\"1\", \"2\"]\n"),
        ),
        (
            "an empty list of values",
            declared("[attribute.level]\ntype = \"text\"\none-of = []\n"),
        ),
        (
            "a value listed twice",
            declared(
                "[attribute.level]\ntype = \"text\"\none-of = [\"high\", \"low\", \"high\"]\n",
            ),
        ),
        (
            "an attribute called any",
            declared("[attribute.any]\ntype = \"flag\"\n"),
        ),
        (
            "an attribute with capitals",
            declared("[attribute.Rooms]\ntype = \"number\"\n"),
        ),
        (
            "attributes in a list",
            declared("[[attribute]]\ntype = \"flag\"\n"),
        ),
        (
            "a misspelt attribute in a condition",
            when("{ prority = \"urgent\" }"),
        ),
        (
            "an attribute that is not declared",
            when("{ keysafe = true }"),
        ),
        (
            "a value in capitals",
            when("{ priority = [\"Urgent\", \"routine\"] }"),
        ),
        ("a value that is not listed", when("{ priority = \"p1\" }")),
        ("a number for a text", when("{ priority = 1 }")),
        ("a text for a number", when("{ rooms = \"2\" }")),
        ("a text for a flag", when("{ vulnerable = \"yes\" }")),
        ("a flag for a date", when("{ built = true }")),
        ("a date in UK order", when("{ built = \"31/12/1999\" }")),
        ("a fraction of a penny", when("{ cost = 12.345 }")),
        ("an amount with its sign", when("{ cost = \"£1,250\" }")),
        (
            "a comparison of a text",
            when("{ priority = { at-least = 2 } }"),
        ),
        (
            "a comparison of a date with a number",
            when("{ built = { at-least = 1970 } }"),
        ),
        (
            "a comparison of a number with a date",
            when("{ rooms = { less-than = \"2000-01-01\" } }"),
        ),
        (
            "a comparison of a flag",
            when("{ vulnerable = { at-most = 1 } }"),
        ),
        (
            "a table by a misspelt attribute",
            within("{ by = \"prioriti\", urgent = \"2 days\" }"),
        ),
        (
            "a table with rows that no case can have",
            within("{ by = \"priority\", urgent = \"2 days\", rutine = \"3 days\" }"),
        ),
        (
            "a table by a number, with a word",
            within("{ by = \"rooms\", 1 = \"2 days\", two = \"3 days\" }"),
        ),
        (
            "a case's value in capitals",
            odd(&[("priority", "Urgent".into())], None),
        ),
        (
            "a case's value that is not listed",
            odd(&[("priority", "p1".into())], None),
        ),
        (
            "a case's number as a text",
            odd(&[("rooms", "3".into())], None),
        ),
        (
            "a case's amount with its sign",
            odd(&[("cost", "£250".into())], None),
        ),
        (
            "a value set by an event",
            odd(&[], Some(("built", "31/12/1999".into()))),
        ),
        (
            "a case's misspelt attribute",
            odd(&[("prioritty", "urgent".into())], None),
        ),
    ]
}
