//! Any bytes as a case: see `dueby_tests::tried::case`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dueby_tests::tried::case(bytes));
