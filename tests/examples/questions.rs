//! Prints the stories and the questions to packs as JSON, by their files: for the tests of
//! languages that read no TOML of their own.

use std::io::Write as _;

use dueby_tests::{read, root};
use serde_json::{Map, Value, json};

fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => {
            let fields = table
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)));
            Value::Object(fields.collect())
        }
        toml::Value::Array(values) => values.iter().map(plain).collect(),
        toml::Value::Datetime(time) => json!(time.to_string()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
    }
}

fn main() {
    let mut files: Vec<String> = std::fs::read_dir(root("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .map(|name| format!("tests/scenarios/{name}"))
        .collect();
    files.sort();
    let beside = dueby_rules::PACKS.iter();
    let beside = beside.map(|pack| format!("rules/{}.scenarios.toml", pack.name()));
    files.extend(beside.filter(|file| root(file).exists()));
    files.push("tests/vectors/packs.toml".to_owned());
    let read = files.into_iter().map(|file| {
        let value: toml::Value = toml::from_str(&read(&file)).unwrap();
        let value = plain(&value);
        (file, value)
    });
    let all: Map<String, Value> = read.collect();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", Value::Object(all)).unwrap();
}
