//! Any bytes as a directory: see `dueby_tests::tried::directory`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dueby_tests::tried::directory(bytes));
