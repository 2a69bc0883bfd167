//! Who is told, and by which rule of the directory, in plain English.

use super::text::day;
use crate::assess::{RecipientAnswer, Via};

impl RecipientAnswer {
    /// Who it is and how it was found, in plain English.
    pub fn text(&self) -> String {
        let mut text = self.title.clone();
        if let Some(address) = &self.address {
            text.push_str(&format!(" ({address})"));
        }
        let via: Vec<String> = self.via.iter().map(Via::text).collect();
        format!("{text}: {}", via.join(", "))
    }
}

impl Via {
    /// The step in plain English.
    pub fn text(&self) -> String {
        match self {
            Via::Role {
                role,
                rule,
                attribute,
                value,
            } => {
                let by = match (attribute, value) {
                    (Some(attribute), Some(value)) => format!(", {attribute} \"{value}\""),
                    _ => String::new(),
                };
                format!("\"{role}\" by rule {rule} of the directory{by}")
            }
            Via::OutOfHours { calendar } => format!("out of hours of {calendar}"),
            Via::Manager { of } => format!("manager of {of}"),
            Via::Member { of } => format!("member of {of}"),
            Via::Deputy {
                of,
                from,
                until,
                reason,
            } => {
                let reason = reason
                    .as_ref()
                    .map_or(String::new(), |why| format!(" ({why})"));
                format!(
                    "deputy of {of}, away from {} to {}{reason}",
                    day(*from),
                    day(*until)
                )
            }
        }
    }
}
