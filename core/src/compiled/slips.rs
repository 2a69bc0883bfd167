//! Event types that no clock knows, with those that may be meant.

use std::sync::{Mutex, PoisonError};

use crate::error::closest;
use crate::sorted::Map;

/// What was found for each, remembered: a file of cases has the same few again and again, and to
/// find one takes longer than to assess a case. Answers do not depend on it.
#[derive(Debug, Default)]
pub(crate) struct Slips(Mutex<Map<String, Option<String>>>);

/// So many are remembered: more are no slips any more, and a caller's texts must not fill memory.
const MOST: usize = 256;

/// In bytes: what is longer is looked for each time.
const LONGEST: usize = 100;

impl Slips {
    /// The nearest of the types that are known.
    pub(crate) fn near<'a>(
        &self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(near) = found.get(written) {
            return near.clone();
        }
        let near = closest(written, known).map(str::to_owned);
        if found.len() < MOST && written.len() <= LONGEST {
            found.insert(written.to_owned(), near.clone());
        }
        near
    }
}

impl Clone for Slips {
    fn clone(&self) -> Self {
        Slips::default()
    }
}
