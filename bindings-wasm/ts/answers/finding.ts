// Made from the Rust types by `UPDATE_DOCS=1 cargo test -p dueby-tests --test typescript`.

/**
 * Something odd about a case.
 */
export type Finding = { 
/**
 * The stable code.
 */
code: Code, 
/**
 * The index of the event in the case's list, from 0.
 */
event: number | null, 
/**
 * What is odd.
 */
message: string, 
/**
 * What would be right, where that can be said.
 */
hint: string | null, };

/**
 * The stable code of a problem or of a finding.
 *
 * A code never changes its meaning and is never used again for another.
 */
export type Code = "syntax" | "empty-text" | "too-large" | "not-utf8" | "unknown-field" | "missing-field" | "wrong-type" | "duplicate-name" | "bad-id" | "bad-allowance" | "bad-moment" | "bad-number" | "unknown-word" | "unknown-escalation" | "unknown-parameter" | "unknown-attribute" | "unknown-condition" | "not-filled-in" | "unknown-calendar" | "mixed-kinds" | "nothing-listed" | "pointless-option" | "unsafe-text" | "cycle" | "table-gap" | "table-overlap" | "row-never-matches" | "never-holds" | "never-stops" | "event-without-effect" | "steps-out-of-order" | "steps-at-one-moment" | "step-before-start" | "extension-beyond-cap" | "calendar-too-short" | "missing-source" | "unused-name" | "look-alike" | "not-decided" | "circular-start" | "looser-than-law" | "versions-overlap" | "bad-date" | "bad-hours" | "unknown-zone" | "calendar-range" | "unknown-contact" | "unknown-role" | "circular-role" | "circular-manager" | "nobody-stands-in" | "unknown-pack" | "unknown-clock" | "unknown-reading" | "bad-time" | "missing-time" | "time-range" | "unknown-event" | "no-version" | "unknown-kind" | "unknown-value" | "future-event" | "stop-without-start" | "reopen-without-stop" | "pause-without-start" | "resume-without-pause" | "pause-too-late" | "too-early" | "visit-too-early" | "reset-too-late" | "extension-refused" | "unresolved-role" | "unknown-step" | "step-reported-twice" | "step-not-due" | "projected-holiday" | "beyond-calendar";

/**
 * How bad a problem is.
 */
export type Severity = "note" | "warning" | "error";

