//! Packs as JSON: `rules/schema.json` is fresh, an independent validator takes every pack
//! that dueby takes, and a pack says the same in JSON as in TOML.

use boon::{Compiler, SchemaIndex, Schemas};
use dueby::{Error, Pack};
use dueby_tests::{read, root};
use serde_json::{Value, json};

/// A pack's TOML as JSON.
fn as_json(text: &str, what: &str) -> Value {
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    serde_json::to_value(table).unwrap()
}

/// The shipped packs and those of the stories, each with where it is from.
fn packs() -> Vec<(String, String)> {
    let mut packs: Vec<(String, String)> = dueby_rules::PACKS
        .iter()
        .map(|pack| (pack.path.to_owned(), pack.text.to_owned()))
        .collect();
    for entry in std::fs::read_dir(root("tests/scenarios")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let story: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        let more = story.get("more-rules").and_then(toml::Value::as_array);
        let texts = story
            .get("rules")
            .into_iter()
            .chain(more.into_iter().flatten());
        packs.extend(texts.map(|text| (name.clone(), text.as_str().unwrap().to_owned())));
    }
    packs
}

struct Validator {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let schema: Value = serde_json::from_str(&read("rules/schema.json")).unwrap();
        compiler.add_resource("schema.json", schema).unwrap();
        let schema = compiler.compile("schema.json", &mut schemas).unwrap();
        Validator { schemas, schema }
    }

    fn refuses(&self, pack: &Value) -> Option<String> {
        let judged = self.schemas.validate(pack, self.schema);
        judged.err().map(|error| format!("{error:#}"))
    }
}

/// `UPDATE_DOCS=1` writes it.
#[test]
fn the_schema_is_fresh() {
    let fresh = format!(
        "{}\n",
        serde_json::to_string_pretty(&Pack::schema()).unwrap()
    );
    let path = root("rules/schema.json");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    assert!(
        read("rules/schema.json") == fresh,
        "run with UPDATE_DOCS=1 and look at the difference"
    );
}

#[test]
fn every_pack_is_as_the_schema_says() {
    let validator = Validator::new();
    let packs = packs();
    assert!(packs.len() > 20);
    for (what, text) in packs {
        if let Some(error) = validator.refuses(&as_json(&text, &what)) {
            panic!("{what}: {error}\n{text}");
        }
    }
}

/// Slips that an editor should underline while they are typed.
#[test]
fn the_schema_refuses_what_is_no_pack() {
    let validator = Validator::new();
    let good = json!({
        "pack": {"id": "p", "title": "P", "calendar": "utc", "basis": "promise"},
        "clock": [{
            "id": "a", "kind": "k", "starts": "k.begun", "stops": ["k.ended"],
            "within": "2 days", "when": {"priority": "urgent", "rooms": {"at-least": 2}},
            "counting": {"roll": "next working day"}
        }]
    });
    assert_eq!(validator.refuses(&good), None);
    for (place, value) in [
        ("/pack/basis", json!("promisse")),
        ("/pack/id", json!(3)),
        ("/clock/0/starts", json!("K begun")),
        ("/clock/0/stops", json!([3])),
        ("/clock/0/within", json!(2)),
        ("/clock/0/when", json!({})),
        ("/clock/0/when/rooms", json!({"at-lest": 2})),
        ("/clock/0/counting/roll", json!("next workng day")),
        ("/clock/0/counting", json!({"rol": "none"})),
        ("/clock/0", json!({"id": "a"})),
        ("/clock", json!({"id": "a"})),
        ("/pack", json!(null)),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(place).unwrap() = value;
        assert!(validator.refuses(&bad).is_some(), "{place}");
    }
    let mut misspelt = good.clone();
    misspelt["clocks"] = misspelt["clock"].take();
    assert!(validator.refuses(&misspelt).is_some());
}

/// The same pack by either way in, but for the places that messages name.
#[test]
fn json_says_the_same_as_toml() {
    for (what, text) in packs() {
        let pack = Pack::from_toml_with(&text, &what, base);
        let pack = pack.unwrap_or_else(|error| panic!("{what}: {error}"));
        let json = serde_json::to_string_pretty(&as_json(&text, &what)).unwrap();
        let read = Pack::from_json_with(&json, &what, base);
        let read = read.unwrap_or_else(|error| panic!("{what}: {error}\n{json}"));
        assert_eq!(read.clocks(), pack.clocks(), "{what}");
        assert_eq!(read.rights(), pack.rights(), "{what}");
        assert_eq!(read.attributes(), pack.attributes(), "{what}");
        assert_eq!(read.parameters(), pack.parameters(), "{what}");
        assert_eq!(read.governs(), pack.governs(), "{what}");
        assert_eq!((read.id(), read.title()), (pack.id(), pack.title()));
        assert_ne!(read.revision(), pack.revision(), "{what}: another text");
    }
}

/// A pack of the stories or a shipped one, by its id.
fn base(id: &str) -> Result<Pack, Error> {
    let is_it = |(_, text): &(String, String)| text.contains(&format!("\nid = \"{id}\"\n"));
    match packs().into_iter().find(is_it) {
        Some((what, text)) => Pack::from_toml_with(&text, &what, base),
        None => dueby_rules::read(id),
    }
}
