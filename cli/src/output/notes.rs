//! What is odd about cases, told with the answer.

use std::collections::HashMap;
use std::io::{self, IsTerminal as _};

use anstyle::Style;
use dueby::{Assessment, Code};

use super::table::wrap;
use super::words::shown;
use crate::advice;
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
                advice::here(&finding.message),
            );
            note.help = finding.hint.as_deref().map(advice::here);
            self.notes.push((note, 1));
        }
    }

    /// A part of the answer that tells them; nothing when there are none.
    pub(crate) fn write(&self, width: usize) -> String {
        if self.notes.is_empty() {
            return String::new();
        }
        let bold = Style::new().bold();
        let mut text = format!("\n{bold}To check{bold:#}\n");
        for (note, times) in &self.notes {
            let first = format!("{}: {}", note.place, message(note, *times));
            for (said, indent) in [(Some(&first), 2), (note.help.as_ref(), 4)] {
                let said = said.map(|said| shown(said)).unwrap_or_default();
                let room = width.saturating_sub(indent);
                for line in wrap(&said, room, 2).iter().filter(|line| !line.is_empty()) {
                    text.push_str(&format!("{:indent$}{line}\n", ""));
                }
            }
        }
        text
    }

    /// Tells them on standard error too where the answer goes elsewhere, so that who
    /// writes it to a file sees them.
    pub(crate) fn tell_beside(self) {
        if io::stdout().is_terminal() {
            return;
        }
        for (mut note, times) in self.notes {
            note.message = message(&note, times);
            tell_text(&note.write_note());
        }
    }
}

fn message(note: &Trouble, times: usize) -> String {
    if times > 1 {
        format!("{} ({times} times, here first)", note.message)
    } else {
        note.message.clone()
    }
}
