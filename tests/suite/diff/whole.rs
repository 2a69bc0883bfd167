//! What a pack says for all of its clocks, what only travels with answers, and the pack below.

use dueby::{Diff, Pack};

use crate::{OLD, changes, pack, told};

#[test]
fn what_the_pack_says_for_all_is_told_once() {
    changes(
        &[(
            "calendar = \"england-and-wales\"",
            "calendar = \"scotland\"",
        )],
        &["whole - calendar: england-and-wales -> scotland"],
    );
    changes(
        &[
            ("version = \"one\"", "version = \"two\""),
            ("from = \"2022-04-01\"", "from = \"2024-04-01\""),
        ],
        &[
            "whole - version: one -> two",
            "whole - governs.from: 2022-04-01 -> 2024-04-01",
        ],
    );
    changes(
        &[(
            "by = \"complaint.received\"",
            "by = [\"complaint.received\", \"complaint.logged\"]",
        )],
        &["whole - governs.by: complaint.received -> complaint.received or complaint.logged"],
    );
    changes(
        &[(
            "question = \"How long?\"",
            "question = \"How long?\"\nvalue = \"3 days\"",
        )],
        &["parameter apology value: nothing -> 3 days"],
    );
    changes(
        &[(
            "one-of = [\"urgent\", \"routine\"]",
            "one-of = [\"urgent\", \"routine\", \"planned\"]",
        )],
        &["attribute priority one-of: nothing -> \"planned\""],
    );
    changes(
        &[(
            "used = \"stage-2.requested\"\nwithin = \"6 months\"",
            "used = \"stage-2.requested\"\nwithin = \"12 months\"",
        )],
        &["right stage-2 within: 6 months -> 12 months (later, not earlier)"],
    );
}

#[test]
fn what_only_travels_with_answers_computes_nothing() {
    changes(
        &[
            (
                "title = \"Ours\"",
                "title = \"Our promises\"\nnotes = \"Read again.\"",
            ),
            (
                "source = \"4.1\"",
                "source = \"4.1(a)\"\nchecked = \"2026-11-26\"",
            ),
        ],
        &[
            "whole - title: Ours -> Our promises (for people)",
            "whole - notes: nothing -> Read again. (for people)",
            "clock acknowledge checked: nothing -> 2026-11-26 (for people)",
            "clock acknowledge source.provision: 4.1 -> 4.1(a) (for people)",
        ],
    );
    // A text written in another way says nothing else: another order, a condition written
    // out.
    changes(
        &[(
            "[attribute.vulnerable]\ntype = \"flag\"",
            "\n# A comment.\n[attribute.vulnerable]\ntype = \"flag\"",
        )],
        &[],
    );
}

/// What a pack takes over is compared too: the law below a landlord's own pack.
#[test]
fn a_pack_below_is_compared_as_well() {
    let own = |extra: &str| {
        let text = format!(
            "[pack]\nid = \"mine\"\ntitle = \"Mine\"\ncalendar = \"england-and-wales\"\n\
             basis = \"promise\"\nextends = \"ours\"\n{extra}"
        );
        Pack::from_toml_with(&text, "mine.toml", |_| Ok(pack(OLD)))
            .unwrap_or_else(|error| panic!("{error}"))
    };
    let tightened = "[[override]]\nclock = \"repair\"\nwithin = { by = \"priority\", urgent = \"1 working day\", routine = \"10 working days\" }\n\n\
                     [fill-in]\napology = \"2 days\"\n";
    let diff = Diff::between(&[own("")], &[own(tightened)]);
    let found: Vec<(String, Vec<String>)> = diff
        .compared
        .iter()
        .map(|one| {
            let id = one
                .now
                .as_ref()
                .map(|now| now.id.clone())
                .unwrap_or_default();
            (id, one.differences.iter().map(told).collect())
        })
        .collect();
    let expected: [(&str, &[&str]); 2] = [
        ("mine", &["clock repair id: nothing -> Repair"]),
        ("ours", &["parameter apology value: nothing -> 2 days"]),
    ];
    assert_eq!(
        found,
        expected.map(|(id, lines)| (
            id.to_owned(),
            lines.iter().map(|line| (*line).to_owned()).collect()
        ))
    );
}
