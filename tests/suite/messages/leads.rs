//! Dues before and after a date, written wrongly.

use dueby::Error;

use crate::Tried;
use crate::packs::clock;

/// A clock that is due so long before or after a date.
fn due(put: &str) -> Option<Error> {
    clock("within = \"2 working days\"", &format!("due = {put}"))
}

pub(crate) fn leads() -> Tried {
    vec![
        (
            "a due before a date and after it",
            due("{ attribute = \"ends\", before = \"2 days\", after = \"1 day\" }"),
        ),
        ("a due before nothing", due("{ before = \"2 months\" }")),
        (
            "a due before a day of every year",
            due("{ every-year = \"30 June\", from = 2026, before = \"2 months\" }"),
        ),
        (
            "a due before what is filled in",
            due("{ parameter = \"published\", before = \"2 months\" }"),
        ),
        (
            "a due some hours before a date",
            due("{ attribute = \"ends\", before = \"24 hours\" }"),
        ),
        (
            "a due some working hours after a date",
            due("{ attribute = \"ends\", after = \"4 working hours\" }"),
        ),
        (
            "a due no time before a date",
            due("{ attribute = \"ends\", before = \"0 days\" }"),
        ),
        (
            "a due before a date by no allowance",
            due("{ attribute = \"ends\", before = \"two months\" }"),
        ),
        (
            "a due before a date, counted from the second working day",
            due("{ attribute = \"ends\", before = \"5 working days\" }\n\
                 counting = { received-off-day = \"second working day\" }"),
        ),
        (
            "a due after a date, with a cut-off",
            due("{ attribute = \"ends\", after = \"5 working days\" }\n\
                 counting = { cut-off = \"16:00\" }"),
        ),
        (
            "a due after a date, at the same time",
            due("{ attribute = \"ends\", after = \"5 working days\" }\n\
                 counting = { ends = \"same time\" }"),
        ),
        (
            "a due after a date, with pauses",
            due("{ attribute = \"ends\", after = \"5 working days\" }\n\
                 pauses = { from = \"k.held\", until = \"k.freed\" }"),
        ),
    ]
}
