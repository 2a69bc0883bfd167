//! Engines that cannot be built, and what cannot be asked of them.

use dueby::{Engine, Error, EventTime, Options, Pack};

use crate::{CLOCK, HEAD, Tried, shipped};

fn due(pack: &str, clock: &str) -> Option<Error> {
    let from: EventTime = "2026-03-02".parse().unwrap();
    shipped()
        .due(pack, clock, from, &[], &Options::default())
        .err()
}

pub(crate) fn engines() -> Tried {
    let good = || Pack::from_toml(&format!("{HEAD}{CLOCK}"), "pack.toml").unwrap();
    let calendars = || {
        dueby_rules::calendars()
            .unwrap()
            .into_iter()
            .fold(Engine::builder(), |builder, calendar| {
                builder.calendar(calendar)
            })
    };
    let shipped_pack = dueby_rules::pack("landlords/customer-care-strategy").unwrap();
    let shipped_pack = Pack::from_toml(shipped_pack.text, shipped_pack.path).unwrap();
    vec![
        ("no pack", calendars().build().err()),
        ("no calendar", Engine::builder().pack(good()).build().err()),
        (
            "a pack twice",
            calendars().pack(good()).pack(good()).build().err(),
        ),
        (
            "a misspelt parameter",
            calendars()
                .pack(shipped_pack.clone())
                .parameter("apology-tim", "2 days")
                .build()
                .err(),
        ),
        (
            "a parameter with a bad value",
            calendars()
                .pack(shipped_pack.clone())
                .parameter("apology-time", "soon")
                .build()
                .err(),
        ),
        (
            "an event parameter with a bad value",
            calendars()
                .pack(shipped_pack)
                .parameter("reception-other-officer-start", "on arrival")
                .build()
                .err(),
        ),
        (
            "an unknown shipped pack",
            dueby_rules::engine(["landlords/customer-care"]).err(),
        ),
        (
            "an unknown pack",
            due("customer-care-strategy", "complaint-response"),
        ),
        (
            "an unknown clock",
            due(
                "landlords/customer-care-strategy",
                "complaint-acknowledgment",
            ),
        ),
    ]
}
