//! Several packs and versions of one, and calendars.

use dueby::Diff;

use crate::{OLD, pack, told};

#[test]
fn several_packs_are_matched_by_id_and_version() {
    let of = |id: &str, version: &str, within: &str| {
        pack(
            &OLD.replace("\"ours\"", &format!("\"{id}\""))
                .replace("condition.ours", "condition.x")
                .replace("\"one\"", &format!("\"{version}\""))
                .replace("\"2 working days\"", &format!("\"{within}\"")),
        )
    };
    let old = [
        of("a", "one", "2 days"),
        of("b", "one", "2 days"),
        of("c", "one", "2 days"),
    ];
    let new = [
        of("b", "one", "3 days"),
        of("a", "one", "2 days"),
        of("a", "two", "1 day"),
        of("d", "one", "1 day"),
    ];
    let diff = Diff::between(&old, &new);
    let found: Vec<String> = diff
        .compared
        .iter()
        .map(|one| {
            let name = |edition: &Option<dueby::Edition>| match edition {
                Some(edition) => format!(
                    "{}@{}",
                    edition.id,
                    edition.version.clone().unwrap_or_default()
                ),
                None => "nothing".to_owned(),
            };
            format!(
                "{} -> {}: {}",
                name(&one.was),
                name(&one.now),
                one.differences.len()
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "b@one -> b@one: 1",
            "a@one -> a@one: 0",
            "nothing -> a@two: 0",
            "nothing -> d@one: 0",
            "c@one -> nothing: 0",
        ]
    );
    assert!(diff.computes);
}

/// A version that is new is held against the one before it.
#[test]
fn a_new_version_is_compared_with_the_one_before() {
    let next = OLD
        .replace("version = \"one\"", "version = \"two\"")
        .replace("from = \"2022-04-01\"", "from = \"2024-04-01\"")
        .replace("\"2 working days\"", "\"5 working days\"");
    let ends = OLD.replace(
        "from = \"2022-04-01\"",
        "from = \"2022-04-01\"\nuntil = \"2024-03-31\"",
    );
    let diff = Diff::between(&[pack(OLD)], &[pack(&ends), pack(&next)]);
    let found: Vec<Vec<String>> = diff
        .compared
        .iter()
        .map(|one| one.differences.iter().map(told).collect())
        .collect();
    let expected: [&[&str]; 2] = [
        &["whole - governs.until: nothing -> 2024-03-31"],
        &[
            "whole - version: one -> two",
            "whole - governs.from: 2022-04-01 -> 2024-04-01",
            "whole - governs.until: 2024-03-31 -> nothing",
            "clock acknowledge within: 2 working days -> 5 working days (later, not earlier)",
        ],
    ];
    assert_eq!(
        found,
        expected.map(|lines| lines
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>())
    );
}

/// Worked from the calendars: 4 May is a Monday that was a working day, 25 December a
/// Friday that was off in both, under another name.
#[test]
fn calendars_are_compared_date_by_date() {
    let calendar = |lines: &str| {
        let text = format!(
            "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2026-01-01\"\n\
             to = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n{lines}"
        );
        dueby::Calendar::from_toml(&text, "c.toml").unwrap_or_else(|error| panic!("{error}"))
    };
    let old = calendar("[holidays]\n2026-12-25 = \"Xmas\"\n");
    let new = calendar(
        "[dates]\n2026-12-24 = \"09:00-12:30\"\n[holidays]\n2026-12-25 = \"Christmas Day\"\n2026-05-04 = \"May Day\"\n\
         [[closure]]\nname = \"Stocktaking\"\nfrom = \"2026-06-01\"\nto = \"2026-06-02\"\npriorities = [\"routine\"]\n",
    );
    let diff = Diff::between(&[], &[]).with_calendars(&[old], &[new]);
    let found: Vec<String> = diff.compared[0].differences.iter().map(told).collect();
    assert_eq!(
        found,
        [
            "date 2026-05-04 dates: open 09:00-17:00 -> off: May Day",
            "date 2026-12-24 dates: open 09:00-17:00 -> open 09:00-12:30",
            "date 2026-12-25 dates: off: Xmas -> off: Christmas Day (for people)",
            "date 2026-06-01 dates [priority is \"routine\"]: open 09:00-17:00 -> off: Stocktaking",
            "date 2026-06-02 dates [priority is \"routine\"]: open 09:00-17:00 -> off: Stocktaking",
        ]
    );
    assert!(diff.computes);
}
