//! Conditions that are wrong.

use crate::packs::{clock, pack};
use crate::{CLOCK, HEAD, Tried};

pub(crate) fn conditions() -> Tried {
    let when = |condition: &str| clock("within", &format!("when = {condition}\nwithin"));
    vec![
        ("a condition that is a text", when("\"urgent\"")),
        ("an empty condition", when("{}")),
        ("a condition without a value", when("{ priority = [] }")),
        ("a misspelt comparison", when("{ rooms = { at-lest = 2 } }")),
        ("an empty comparison", when("{ rooms = {} }")),
        (
            "two lower ends",
            when("{ rooms = { at-least = 2, more-than = 1 } }"),
        ),
        (
            "a span the wrong way round",
            when("{ rooms = { at-least = 4, at-most = 2 } }"),
        ),
        (
            "a span of a number and a date",
            when("{ built = { at-least = 1970, less-than = \"2000-01-01\" } }"),
        ),
        (
            "a comparison with a word",
            when("{ rooms = { at-least = \"two\" } }"),
        ),
        (
            "a comparison with a number between quotation marks",
            when("{ rooms = { at-least = \"2\" } }"),
        ),
        (
            "a comparison with a date in UK order",
            when("{ built = { at-least = \"31/12/1999\" } }"),
        ),
        (
            "a comparison with no number",
            when("{ rooms = { at-least = nan } }"),
        ),
        (
            "a comparison with true",
            when("{ rooms = { at-least = true } }"),
        ),
        (
            "a date without quotation marks",
            when("{ built = { less-than = 2000-01-01 } }"),
        ),
        (
            "an attribute that is a date without quotation marks",
            when("{ built = 2000-01-01 }"),
        ),
        ("exists as a text", when("{ rooms = { exists = \"yes\" } }")),
        (
            "exists beside a comparison",
            when("{ rooms = { exists = true, at-least = 2 } }"),
        ),
        (
            "the date of the start as a text",
            when("{ start-date = \"2026-01-01\" }"),
        ),
        (
            "the date of the start as a number",
            when("{ start-date = { at-least = 2025 } }"),
        ),
        (
            "a time of year with a year",
            when("{ start-date = { from = \"2025-11-01\", until = \"30 April\" } }"),
        ),
        (
            "a time of year without an end",
            when("{ start-date = { from = \"1 November\" } }"),
        ),
        (
            "a time of year beside a comparison",
            when(
                "{ start-date = { from = \"1 November\", until = \"30 April\", at-least = \"2026-01-01\" } }",
            ),
        ),
        (
            "the date of the start of what has not started",
            clock(
                "within",
                "pauses = { while = { start-date = { at-least = \"2026-01-01\" } } }\nwithin",
            ),
        ),
        (
            "an attribute called start-date",
            pack(&format!(
                "{HEAD}{CLOCK}[attribute.start-date]\ntype = \"date\"\n"
            )),
        ),
        (
            "a table by the date of the start",
            clock(
                "within = \"2 working days\"",
                "within = { by = \"start-date\", winter = \"1 day\" }",
            ),
        ),
        ("all of nothing", when("{ all = [] }")),
        ("any as an attribute", when("{ any = \"urgent\" }")),
        (
            "not of a list",
            when("{ not = [{ priority = \"urgent\" }] }"),
        ),
        (
            "two mistakes in one condition",
            when("{ any = [{ a = [] }, { b = { at-most = \"soon\" } }] }"),
        ),
        (
            "a condition that nothing names",
            when("{ condition = \"urgent\" }"),
        ),
        (
            "a misspelt condition",
            pack(&format!(
                "{HEAD}{CLOCK}when = {{ condition = \"in-scop\" }}\n[condition.in-scope]\nurgent = true\n"
            )),
        ),
        (
            "a condition that names another",
            pack(&format!(
                "{HEAD}{CLOCK}[condition.a]\nurgent = true\n[condition.b]\ncondition = \"a\"\n"
            )),
        ),
        (
            "a named condition that is empty",
            pack(&format!("{HEAD}{CLOCK}[condition.a]\n")),
        ),
        (
            "a named condition that is a text",
            pack(&format!("{HEAD}{CLOCK}[condition]\na = \"b\"\n")),
        ),
    ]
}
