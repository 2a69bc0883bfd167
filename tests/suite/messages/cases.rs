//! Cases that are wrong.

use dueby::{Case, Error};

use crate::{Tried, shipped};

fn case(text: &str) -> Option<Error> {
    Case::from_json(text, "case.json").err()
}

fn assess(events: &[(&str, &str)]) -> Option<Error> {
    let mut case = Case::new("C-1", "complaint");
    for (event, at) in events {
        case = case.with_event(*event, at).unwrap();
    }
    shipped()
        .assess(&case, "2026-06-01T12:00:00Z".parse().unwrap())
        .err()
}

fn many(count: usize) -> String {
    let event = "{\"event\": \"a.b\", \"at\": \"2026-01-01\"},";
    format!(
        "{{\"case\": \"C-1\", \"events\": [{}]}}",
        event.repeat(count).trim_end_matches(',')
    )
}

pub(crate) fn cases() -> Tried {
    vec![
        ("an empty case", case("")),
        (
            "a truncated case",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\""),
        ),
        ("not JSON", case("case: C-1")),
        ("a list", case("[1, 2]")),
        (
            "an unknown field",
            case("{\"case\": \"C-1\",\n \"evnts\": []}"),
        ),
        ("no reference", case("{\"kind\": \"complaint\"}")),
        ("an empty reference", case("{\"case\": \" \"}")),
        ("a number for a reference", case("{\"case\": 1042}")),
        (
            "an event without a time",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\"}]}"),
        ),
        (
            "a UK date",
            case(
                "{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\": \"19/12/2025 16:42\"}]}",
            ),
        ),
        (
            "words for a time",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\": \"yesterday\"}]}"),
        ),
        (
            "a date that does not exist",
            case("{\"case\": \"C-1\", \"events\": [{\"event\": \"a.b\", \"at\": \"2025-02-29\"}]}"),
        ),
        (
            "an attribute that is a list",
            case("{\"case\": \"C-1\", \"attributes\": {\"a\": []}}"),
        ),
        ("too many events", case(&many(10_001))),
        ("a case of 17 MiB", case(&" ".repeat(17 * 1024 * 1024))),
        (
            "a local time that the clocks skipped",
            assess(&[("complaint.received", "2026-03-29T01:30")]),
        ),
        (
            "a time outside the zone's data",
            assess(&[("complaint.received", "2150-01-01")]),
        ),
        (
            "an event as a list",
            case("{\"case\": \"C-1\", \"events\": [[\"a.b\", \"2026-01-01\"]]}"),
        ),
        (
            "an attribute twice",
            case("{\"case\": \"C-1\", \"attributes\": {\"a\": 1, \"a\": 2}}"),
        ),
        (
            "two local times that the clocks skipped",
            assess(&[
                ("complaint.received", "2026-03-29T01:30"),
                ("complaint.acknowledged", "2025-03-30T01:59:59"),
            ]),
        ),
    ]
}
