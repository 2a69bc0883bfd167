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
    let landlord = || {
        let found = dueby_rules::pack("landlords/customer-care-strategy").unwrap();
        Pack::from_toml(found.text, found.path).unwrap()
    };
    let follows = |id: &str, starts: &str| {
        let text = format!("{HEAD}{CLOCK}")
            .replace("\"p\"", &format!("\"{id}\""))
            .replace("\"k.begun\"", starts);
        Pack::from_toml(&text, "pack.toml").unwrap()
    };
    vec![
        (
            "a clock that follows one of a pack that is not there",
            calendars()
                .pack(follows("q", "{ pack = \"p\", clock = \"a\" }"))
                .build()
                .err(),
        ),
        (
            "a clock that follows one that the pack has not",
            calendars()
                .pack(good())
                .pack(follows("q", "{ pack = \"p\", clock = \"c\" }"))
                .build()
                .err(),
        ),
        (
            "clocks of two packs that follow one another in a circle",
            calendars()
                .pack(follows("p", "{ pack = \"q\", clock = \"a\" }"))
                .pack(follows("q", "{ pack = \"p\", clock = \"a\" }"))
                .build()
                .err(),
        ),
        ("no pack", calendars().build().err()),
        ("no calendar", Engine::builder().pack(good()).build().err()),
        (
            "a pack twice",
            calendars().pack(good()).pack(good()).build().err(),
        ),
        (
            "a misspelt parameter",
            calendars()
                .pack(landlord())
                .parameter("apology-tim", "2 days")
                .build()
                .err(),
        ),
        (
            "a parameter with a bad value",
            calendars()
                .pack(landlord())
                .parameter("apology-time", "soon")
                .build()
                .err(),
        ),
        (
            "an event parameter with a bad value",
            calendars()
                .pack(landlord())
                .parameter("reception-other-officer-start", "on arrival")
                .build()
                .err(),
        ),
        (
            "a parameter that is not closed",
            calendars()
                .pack(landlord())
                .parameter("apology-time", "{ by = \"level\", high = \"2 days\"")
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
