//! Texts of packs that the messages are tried with.

/// An appointment, to which lines can be added.
pub(crate) const APPOINTMENT: &str = r#"
[[appointment]]
id = "v"
kind = "k"
made = "v.made"
window = { from = "from", until = "until" }
kept = "v.kept"
"#;

pub(crate) const TEN: &str = r#"[pack]
id = "Ten"
title = "Ten mistakes"
calendar = "england-and-wales"
basis = "promisse"

[[clock]]
id = "one"
kind = "complaint"
starts = "complaint received"
stops = []
within = "two days"
escalation = "complants"

[[clock]]
id = "one"
kind = "complaint"
starts = "complaint.received"
stops = "complaint.answered"
within = { by = "priority", urgent = "5 wrking days" }
at-risk = "half"

[[clock]]
id = "three"
kind = "complaint"
begins = "complaint.received"

[escalation.complaints]
steps = [{ at = "tomorrow", notify = "manager" }]
"#;
