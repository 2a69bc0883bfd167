//! Any bytes as a pack: see `dueby_tests::tried::pack`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dueby_tests::tried::pack(bytes));
