//! The corpus replayed, then changed at random from a fixed seed: what the fuzz targets do,
//! the same on every machine. `DUEBY_FUZZ_ROUNDS` has it go on for longer, `DUEBY_FUZZ_SEED`
//! elsewhere.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dueby_tests::{root, tried};

/// Random numbers from a seed, the same on every machine: SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

fn corpus(kind: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root(&format!("tests/corpus/{kind}"));
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{kind}");
    files
        .into_iter()
        .map(|file| (file.display().to_string(), fs::read(&file).unwrap()))
        .collect()
}

/// After so many failures it stops.
const MOST_FAILED: usize = 20;

/// Words, numbers, names and signs.
fn tokens(bytes: &[u8]) -> Vec<&[u8]> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
    bytes.chunk_by(|a, b| is_word(a) && is_word(b)).collect()
}

/// What people and programs write in the wrong place.
const ODD: [&str; 30] = [
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "nan",
    "inf",
    "-0.0",
    "\"\"",
    "\" \"",
    "true",
    "[]",
    "{}",
    "\"0 days\"",
    "\"100 years\"",
    "\"1200 months\"",
    "\"36525 working days\"",
    "\"100%\"",
    "\"0 seconds before due\"",
    "\"due\"",
    "\"start\"",
    "\"1 day or 2 days, whichever is later\"",
    "\"2026-02-29\"",
    "\"1972-01-01\"",
    "\"2099-12-31T23:59\"",
    "\"2026-03-29T01:30\"",
    "\"2026-10-25T01:30\"",
    "\u{202e}",
    "\u{0}",
    "'''",
];

/// One change, or a few.
fn changed(bytes: &[u8], others: &[(String, Vec<u8>)], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        bytes = once(&bytes, others, random);
    }
    bytes
}

fn once(bytes: &[u8], others: &[(String, Vec<u8>)], random: &mut Random) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut parts = tokens(bytes);
    match random.below(10) {
        // A byte is another, or is missing.
        0 => {
            let mut bytes = bytes.to_vec();
            let at = random.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.next() as u8;
            }
            bytes
        }
        1 => {
            let mut bytes = bytes.to_vec();
            if !bytes.is_empty() {
                let from = random.below(bytes.len());
                let to = (from + 1 + random.below(20)).min(bytes.len());
                bytes.drain(from..to);
            }
            bytes
        }
        // A line is missing, stands twice, or elsewhere.
        2 | 3 if !lines.is_empty() => {
            lines.remove(random.below(lines.len()));
            lines.concat()
        }
        4 if !lines.is_empty() => {
            let line = *random.pick(&lines);
            lines.insert(random.below(lines.len()), line);
            lines.concat()
        }
        5 if lines.len() > 1 => {
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(a, b);
            lines.concat()
        }
        // A line of another text.
        6 => {
            let (_, other) = random.pick(others);
            let from: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
            if !from.is_empty() {
                let line = *random.pick(&from);
                lines.insert(random.below(lines.len() + 1), line);
            }
            lines.concat()
        }
        // A word is another of this text, of another text, or an odd one.
        7 if parts.len() > 1 => {
            let (a, b) = (random.below(parts.len()), random.below(parts.len()));
            parts[a] = parts[b];
            parts.concat()
        }
        8 if !parts.is_empty() => {
            let (_, other) = random.pick(others);
            let from = tokens(other);
            let at = random.below(parts.len());
            if !from.is_empty() {
                parts[at] = from[random.below(from.len())];
            }
            parts.concat()
        }
        _ if !parts.is_empty() => {
            let at = random.below(parts.len());
            parts[at] = random.pick(&ODD).as_bytes();
            parts.concat()
        }
        _ => bytes.to_vec(),
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| {
        text.replace('_', "")
            .parse()
            .unwrap_or_else(|_| panic!("{name}={text}"))
    })
}

fn run(kind: &str, rounds: u64) {
    let (_, body) = tried::KINDS.iter().find(|(name, _)| *name == kind).unwrap();
    let corpus = corpus(kind);
    for (file, bytes) in &corpus {
        assert!(
            catch_unwind(AssertUnwindSafe(|| body(bytes))).is_ok(),
            "{file}"
        );
    }
    let seed = number("DUEBY_FUZZ_SEED", 0);
    let mut failed = Vec::new();
    for round in 0..number("DUEBY_FUZZ_ROUNDS", rounds) {
        let mut random = Random(seed ^ round.wrapping_mul(0xd1b5_4a32_d192_ed03));
        let (file, bytes) = random.pick(&corpus);
        let bytes = changed(bytes, &corpus, &mut random);
        if catch_unwind(AssertUnwindSafe(|| body(&bytes))).is_err() {
            failed.push(format!(
                "round {round} of seed {seed}, from {file}:\n{}",
                String::from_utf8_lossy(&bytes)
            ));
        }
        if failed.len() >= MOST_FAILED {
            break;
        }
    }
    assert!(
        failed.is_empty(),
        "{} of these; add each to tests/corpus/{kind} when it is mended:\n{}",
        failed.len(),
        failed.join("\n\n")
    );
}

#[test]
fn packs() {
    run("pack", 1_500);
}

#[test]
fn cases() {
    run("case", 1_500);
}

#[test]
fn calendars() {
    run("calendar", 300);
}

#[test]
fn directories() {
    run("directory", 300);
}
