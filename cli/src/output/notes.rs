//! What is odd about cases, told after the answer.

use std::collections::HashMap;

use dueby::{Assessment, Code};

use crate::input::Origin;
use crate::problems::{Trouble, tell_text};

/// Findings; those with the same words are told once.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    notes: Vec<(Trouble, usize)>,
    /// The place in that list, by code and words.
    places: HashMap<(Code, String), usize>,
}

impl Notes {
    /// Keeps the findings of a case.
    pub(crate) fn add(&mut self, origin: &Origin, assessment: &Assessment) {
        for finding in &assessment.findings {
            let key = (finding.code, finding.message.clone());
            let place = *self.places.entry(key).or_insert(self.notes.len());
            if let Some((_, times)) = self.notes.get_mut(place) {
                *times += 1;
                continue;
            }
            let mut note = Trouble::new(
                origin.place(finding.event),
                finding.code,
                finding.message.clone(),
            );
            note.help = finding.hint.clone();
            self.notes.push((note, 1));
        }
    }

    /// Tells them, on standard error.
    pub(crate) fn tell(self) {
        for (mut note, times) in self.notes {
            if times > 1 {
                note.message = format!("{} ({times} times, here first)", note.message);
            }
            tell_text(&note.write_note());
        }
    }
}
