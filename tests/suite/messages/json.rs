//! Packs in JSON that are wrong: the same messages as in TOML, at their place in the text.

use dueby::{Error, Pack};

use crate::Tried;

const GOOD: &str = r#"{
  "$schema": "../schema.json",
  "pack": {"id": "p", "title": "P", "calendar": "england-and-wales", "basis": "promise", "link": null},
  "attribute": {"priority": {"type": "text", "one-of": ["urgent", "routine"]}},
  "clock": [
    {
      "id": "a",
      "kind": "k",
      "when": {"priority": "urgent"},
      "starts": "k.begun",
      "stops": "k.ended",
      "within": "2 working days"
    }
  ]
}"#;

/// The pack with a piece of it replaced.
fn json(find: &str, put: &str) -> Option<Error> {
    assert!(Pack::from_json(GOOD, "pack.json").is_ok());
    let changed = GOOD.replacen(find, put, 1);
    assert_ne!(changed, GOOD, "{find}");
    Pack::from_json(&changed, "pack.json").err()
}

pub(crate) fn jsons() -> Tried {
    vec![
        ("an empty text", Pack::from_json(" \n", "pack.json").err()),
        (
            "a text cut short",
            Pack::from_json(&GOOD[..200], "pack.json").err(),
        ),
        (
            "TOML for JSON",
            Pack::from_json("[pack]\nid = \"p\"\n", "pack.json").err(),
        ),
        ("a list", Pack::from_json("[1, 2]", "pack.json").err()),
        ("a number", Pack::from_json("3", "pack.json").err()),
        (
            "a field twice",
            json("\"kind\": \"k\",", "\"kind\": \"k\", \"kind\": \"l\","),
        ),
        ("a misspelt table", json("\"clock\"", "\"clocks\"")),
        ("a misspelt field", json("within", "wihtin")),
        ("a missing field", json("\"k.ended\"", "null")),
        ("a number for a text", json("\"k.ended\"", "3")),
        ("null in a list", json("\"k.ended\"", "[\"k.ended\", null]")),
        (
            "a value that is not listed",
            json("\"urgent\"}", "\"Urgent\"}"),
        ),
        ("an allowance without a unit", json("2 working days", "2")),
        ("half of a letter", json("2 working days", "\\ud800")),
        (
            "lists in lists in lists",
            json(
                "\"k.ended\"",
                &format!("{}{}", "[".repeat(70), "]".repeat(70)),
            ),
        ),
        (
            "a hundred thousand lists",
            json("\"k.ended\"", &"[".repeat(100_000)),
        ),
        (
            "a number beyond all",
            json("\"urgent\"}", "{\"at-least\": 1e999}}"),
        ),
    ]
}
