//! Any bytes as a calendar: see `dueby_tests::tried::calendar`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dueby_tests::tried::calendar(bytes));
