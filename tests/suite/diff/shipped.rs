//! The shipped packs: nothing is different from itself, and no line goes unnoticed.

use dueby::{Diff, Pack};

/// Nothing is different between a pack and itself, for any shipped pack; and each shipped
/// pack in JSON is the same pack.
#[test]
fn a_pack_is_no_different_from_itself() {
    for shipped in dueby_rules::PACKS {
        let one = shipped.read().unwrap();
        let table: toml::Table = shipped.text.parse().unwrap();
        let json = serde_json::to_string(&table).unwrap();
        let other = Pack::from_json_with(&json, shipped.id, dueby_rules::read).unwrap();
        let diff = Diff::between(&[one], &[other]);
        assert_eq!(diff.compared[0].differences, [], "{}", shipped.id);
        assert!(!diff.computes);
    }
}

/// Each line of a shipped pack says something: without it the pack cannot be read, or the
/// difference is told.
#[test]
fn no_line_of_a_shipped_pack_goes_unnoticed() {
    let mut unnoticed = Vec::new();
    let mut lines = 0;
    for shipped in dueby_rules::PACKS {
        let old = shipped.read().unwrap();
        let all: Vec<&str> = shipped.text.lines().collect();
        for (index, line) in all.iter().enumerate() {
            // Confirmed is what rules are that do not say how sure they are.
            if ["", "status = \"confirmed\""].contains(&line.trim()) || line.starts_with('#') {
                continue;
            }
            let mut rest = all.clone();
            rest.remove(index);
            let Ok(new) = Pack::from_toml_with(&rest.join("\n"), shipped.id, dueby_rules::read)
            else {
                continue;
            };
            lines += 1;
            let diff = Diff::between(std::slice::from_ref(&old), &[new]);
            if diff.compared[0].differences.is_empty() {
                unnoticed.push(format!("{}: {line}", shipped.id));
            }
        }
    }
    assert!(lines > 500, "{lines}");
    assert_eq!(unnoticed, [""; 0]);
}
