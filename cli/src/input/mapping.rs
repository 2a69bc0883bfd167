//! Mapping files, which say what the columns of a CSV file are.

use std::path::Path;

use dueby_cases::Mapping;

use super::source::{self, Limit};
use crate::problems::Trouble;

const LARGEST: Limit = Limit {
    bytes: 1024 * 1024,
    of: "a mapping",
    help: "give the mapping to --map and the cases as CASE",
};

/// Reads a mapping file.
pub(crate) fn mapping(file: &Path) -> Result<Mapping, Vec<Trouble>> {
    let told = |troubles: Vec<dueby_cases::Trouble>| -> Vec<Trouble> {
        troubles.into_iter().map(Trouble::from).collect()
    };
    let text = source::text(file, LARGEST).map_err(|trouble| told(vec![trouble]))?;
    Mapping::parse(&text, &file.display().to_string()).map_err(told)
}
