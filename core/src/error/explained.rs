//! An example of each code and what to do, for people who look one up.

use super::Code;

/// What a code means to who meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// What brings it about: lines of a clock, tables of a pack, a whole text, or words.
    pub example: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Code {
    /// An example and what to do. Of a pack, only what matters is shown.
    pub fn explained(self) -> Explained {
        EXPLAINED.iter().find(|(code, ..)| *code == self).map_or(
            Explained {
                example: "",
                remedy: "",
            },
            |(_, example, remedy)| Explained { example, remedy },
        )
    }
}

#[rustfmt::skip]
const EXPLAINED: &[(Code, &str, &str)] = &[
    (
        Code::Syntax,
        r#"within = "2 working days"#,
        "Look at the place shown: most often a quotation mark, a bracket or a comma is missing there or just before.",
    ),
    (
        Code::EmptyText,
        "(a file with nothing in it)",
        "Check that the right file was given, and that it was saved.",
    ),
    (
        Code::TooLarge,
        "(a pack of 3 MiB)",
        r#"Split the text: a pack or a calendar may be 1 MiB, a case 16 MiB. All limits are in docs/rule-language.md under "Limits"."#,
    ),
    (
        Code::NotUtf8,
        "(a file saved as Windows-1252 or UTF-16)",
        "Save the file as UTF-8.",
    ),
    (
        Code::UnknownField,
        r#"witin = "2 working days""#,
        "Correct the name: the fields are in docs/rule-language.md. What is not described there is refused, so that a slip is not taken for a rule.",
    ),
    (
        Code::MissingField,
        r#"[[clock]]
id = "b"
kind = "k"
starts = "k.begun"
stops = "k.ended""#,
        "Add the field that is named; docs/rule-language.md says what it is for.",
    ),
    (
        Code::WrongType,
        "kind = 3",
        "Write the value as the message says: texts stand between quotation marks, numbers, true and false do not.",
    ),
    (
        Code::DuplicateName,
        r#"[[clock]]
id = "a"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "3 days""#,
        "Give each its own name: answers, parameters and reports find things by it.",
    ),
    (
        Code::BadId,
        r#"starts = "Complaint received""#,
        r#"Use lower-case letters, digits and hyphens; events have dots between their parts: "complaint.received"."#,
    ),
    (
        Code::BadAllowance,
        r#"within = "2 fortnights""#,
        r#"Write a whole number and a unit: "2 working days", "24 hours", "10 days", "8 working hours", "12 weeks", "1 month"."#,
    ),
    (
        Code::BadMoment,
        r#"at-risk = "soon""#,
        r#"Write "1 working day before due", "due", "2 working days after due", or a share of the allowance, "75%"."#,
    ),
    (
        Code::UnknownWord,
        r#"basis = "law""#,
        "Write one of the words that the message lists.",
    ),
    (
        Code::UnknownEscalation,
        r#"escalation = "complaints""#,
        "Add the path, [escalation.complaints], or name one that the pack has.",
    ),
    (
        Code::UnknownParameter,
        r#"within = { parameter = "apology-time" }"#,
        "Declare it, [parameter.apology-time], or name one that the pack has.",
    ),
    (
        Code::UnknownCalendar,
        r#"[pack]
id = "p"
title = "P"
calendar = "england-and-whales"
basis = "promise"
[[clock]]
id = "a"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "2 days""#,
        "Correct the id, or give the calendar's file too.",
    ),
    (
        Code::MixedKinds,
        r#"within = "2 working days"
extension = { on = "k.extended", by = "10 days" }"#,
        "Extend a clock in the kind of time that it counts: working days by working days.",
    ),
    (
        Code::NothingListed,
        "starts = []",
        "Name at least one, or leave the field out.",
    ),
    (
        Code::PointlessOption,
        r#"within = "24 hours"
counting = { roll = "next working day" }"#,
        "Leave it out: options for days mean nothing to hours.",
    ),
    (
        Code::UnsafeText,
        r#"promise = "Answer \u202e in time""#,
        "Leave out characters that hide or turn text. Write a line break in a note as a line break.",
    ),
    (
        Code::Cycle,
        r#"[calendar]
id = "c"
title = "C"
extends = "c""#,
        "Let one of them stand alone.",
    ),
    (
        Code::TableGap,
        r#"when = { level = ["high", "low"] }
within = { by = "level", high = "1 day" }"#,
        r#"Add a row for the case that is shown, or say in "when" that the clock is not for it. Until then such a case is undetermined."#,
    ),
    (
        Code::TableOverlap,
        r#"within = [
  { when = { level = ["high", "middle"] }, is = "1 day" },
  { when = { level = ["middle", "low"] }, is = "5 days" },
]"#,
        "Change one of the two rows so that the case shown has one: with two it is undetermined.",
    ),
    (
        Code::RowNeverMatches,
        r#"when = { level = "high" }
within = { by = "level", high = "1 day", low = "5 days" }"#,
        r#"Check the row against "when" and the values declared; leave it out if it is not needed."#,
    ),
    (
        Code::NeverHolds,
        "when = { all = [{ rooms = { at-least = 3 } }, { rooms = { at-most = 2 } }] }",
        "Change the condition. Two parts of it exclude each other, or a value is not one that the attribute can have.",
    ),
    (
        Code::NeverStops,
        r#"when = { level = "high" }
stops = { event = "k.ended", when = { level = "low" } }"#,
        "Name an event that keeps the promise, under a condition that a case of this clock can meet.",
    ),
    (
        Code::EventWithoutEffect,
        r#"cancels = "k.ended""#,
        "Keep the event in one of the two places: what has ended is neither held nor taken away.",
    ),
    (
        Code::StepsOutOfOrder,
        r#"escalation = "x"
[escalation.x]
steps = [{ at = "due", notify = "a" }, { at = "1 day before due", notify = "b" }]"#,
        "Put the steps in the order in which they come.",
    ),
    (
        Code::StepsAtOneMoment,
        r#"escalation = "x"
[escalation.x]
steps = [{ at = "due", notify = "a" }, { at = "due", notify = "b" }]"#,
        "Give one of them another moment: a step is for those who did not hear the one before.",
    ),
    (
        Code::StepBeforeStart,
        r#"within = "2 working days"
at-risk = "2 working days before due""#,
        r#"Shorten the lead, or write a share of the allowance: "75%". No step comes before its clock starts."#,
    ),
    (
        Code::ExtensionBeyondCap,
        r#"within = "10 days"
extension = { on = "k.extended", by = "10 days", at-most = "5 days" }"#,
        "Make the cap at least one extension, and a multiple of it: one that goes beyond the cap is refused whole.",
    ),
    (
        Code::CalendarTooShort,
        r#"checked = "2035-12-20"
within = "10 years""#,
        "Use a calendar whose years reach that far: beyond them clocks are undetermined.",
    ),
    (
        Code::MissingSource,
        r#"basis = "statute""#,
        r#"Add "source" with the provision: source = "section 11(2)"."#,
    ),
    (
        Code::NotFilledIn,
        r#"within = { parameter = "time" }
[parameter.time]
type = "allowance"
question = "How soon?""#,
        r#"Nothing has to be done to the pack. A landlord fills it in: value = "…" in a pack of its own, or --param NAME=VALUE."#,
    ),
    (
        Code::UnknownAttribute,
        r#"when = { prioritty = "urgent" }
[attribute.priority]
type = "text"
one-of = ["urgent", "routine"]"#,
        "Correct the name, or declare it: [attribute.NAME] with its type. Declared once, slips are found wherever it is used.",
    ),
    (
        Code::UnusedName,
        r#"[escalation.x]
steps = [{ at = "due", notify = "a" }]"#,
        "Use it, or leave it out; often the name is misspelt where it was meant to be used.",
    ),
    (
        Code::LookAlike,
        r#"[[clock]]
id = "b"
kind = "k"
starts = "request.received"
stops = "request.answered"
within = "1 day"
[[clock]]
id = "c"
kind = "k"
starts = "request.recieved"
stops = "request.answered"
within = "2 days"
[[clock]]
id = "d"
kind = "k"
starts = "request.received"
stops = "request.closed"
within = "3 days""#,
        "Correct the slip. If both names are meant, make them differ by more than a letter.",
    ),
    (
        Code::NotDecided,
        r#"(a table over more attributes than can be looked at: docs/rule-language.md, "Limits")"#,
        r#"Use fewer attributes in one table, or split the clock in two with "when"."#,
    ),
    (
        Code::BadDate,
        r#"checked = "31/12/2025""#,
        r#"Write the year first: "2025-12-31"."#,
    ),
    (
        Code::BadHours,
        r#"[calendar]
id = "c"
title = "C"
zone = "UTC"
from = "2026-01-01"
to = "2026-12-31"
[hours]
mon-fri = "17:00-09:00 and 12:00""#,
        r#"Write windows that follow one another: "09:00-12:30, 13:30-17:00"."#,
    ),
    (
        Code::UnknownZone,
        r#"[calendar]
id = "c"
title = "C"
zone = "Europe/Londn"
from = "2026-01-01"
to = "2026-12-31"
[hours]
mon-fri = "09:00-17:00""#,
        r#"Write an IANA name, such as "Europe/London"."#,
    ),
    (
        Code::CalendarRange,
        r#"[calendar]
id = "c"
title = "C"
zone = "UTC"
from = "2026-01-01"
to = "2026-12-31"
[hours]
mon-fri = "09:00-17:00"
[holidays]
2027-12-25 = "Christmas Day""#,
        r#"Change "from" or "to" of the calendar, or leave the date out."#,
    ),
    (
        Code::UnknownPack,
        "dueby assess case.json --pack landlords/custmer-care --as-of now",
        r#"Name one that is built in ("dueby packs" lists them), or a file."#,
    ),
    (
        Code::UnknownClock,
        "dueby due PACK complaint-respons --from now",
        r#"Name one of the pack's clocks: "dueby packs PACK" lists them."#,
    ),
    (
        Code::BadTime,
        r#"{ "event": "complaint.received", "at": "19/12/2025 4pm" }"#,
        r#"Write the year first and the 24-hour clock: "2025-12-19T16:00"."#,
    ),
    (
        Code::MissingTime,
        r#"{ "event": "complaint.received", "at": "2026-03-29T01:30" }"#,
        "Correct the time: the clocks went from 01:00 to 02:00 that night. Or write it with its offset.",
    ),
    (
        Code::TimeRange,
        r#"{ "event": "complaint.received", "at": "1925-12-19" }"#,
        "Correct the year: times from 1972 to 2099 are known.",
    ),
    (
        Code::UnknownEvent,
        r#"{ "event": "complaint.recieved", "at": "2025-12-19" }"#,
        "Correct the event's type; one that no clock knows may still set attributes.",
    ),
    (
        Code::UnknownKind,
        r#"{ "case": "C-1", "kind": "complant" }"#,
        "Correct the kind of case, or give the pack that is for it.",
    ),
    (
        Code::UnknownValue,
        r#""attributes": { "priority": "Urgent" }"#,
        "Write the value as the rules do, letter by letter.",
    ),
    (
        Code::FutureEvent,
        "(an event dated after the moment that was asked for)",
        "Nothing, if it is an appointment; otherwise correct its date. It is not counted before it comes.",
    ),
    (
        Code::StopWithoutStart,
        r#"(a "complaint.answered" in a case without "complaint.received")"#,
        "Record the event that starts the clock, or correct the order of the dates.",
    ),
    (
        Code::PauseWithoutStart,
        r#"(an "access.refused" before the repair was reported)"#,
        "Correct the date of the pause, or record the start.",
    ),
    (
        Code::ResumeWithoutPause,
        r#"(an "access.given" without "access.refused")"#,
        "Record the event that begins the pause, or leave this one out.",
    ),
    (
        Code::PauseTooLate,
        r#"(an "access.refused" after the deadline)"#,
        "Nothing: a pause after the deadline moves nothing.",
    ),
    (
        Code::ExtensionRefused,
        "(a second extension where the rule allows one)",
        "Nothing: an extension that comes too late or goes beyond its cap moves nothing.",
    ),
    (
        Code::ProjectedHoliday,
        "(a deadline in a year whose holidays are not proclaimed)",
        "Ask again once they are proclaimed and the calendar says so.",
    ),
    (
        Code::BeyondCalendar,
        "(a step after the last year of the calendar)",
        "Give a calendar whose years reach that far.",
    ),
    (
        Code::BadNumber,
        r#"(a number of repeats, "at-most", that is none or too large)"#,
        "Write a number that the field allows: the message says which.",
    ),
    (
        Code::UnknownCondition,
        r#"when = { condition = "vulnerable" }"#,
        "Name the condition, [condition.NAME], or correct its name.",
    ),
    (
        Code::LooserThanLaw,
        "(an override of a clock of statute that allows more time than the law)",
        "Allow as much time as the law, or less. The law's clock runs whatever a landlord promises.",
    ),
    (
        Code::VersionsOverlap,
        "(two versions of a pack that are both for April 2024)",
        "Let one version end on the day before the next begins.",
    ),
    (
        Code::UnknownContact,
        r#"[directory]
id = "ours"
title = "Ours"

[contact.head]
title = "head of repairs"

[[role]]
name = "repairs manager"
contact = "hed""#,
        "Add the contact, or correct its name.",
    ),
    (
        Code::UnknownRole,
        r#"[directory]
id = "ours"
title = "Ours"

[[role]]
name = "complaints manager"
manager-of = "complaint handler""#,
        "Add the role to the directory, or correct its name: there, or in the step that names it.",
    ),
    (
        Code::CircularRole,
        r#"[directory]
id = "ours"
title = "Ours"

[[role]]
name = "complaints manager"
manager-of = "complaint handler"

[[role]]
name = "complaint handler"
manager-of = "complaints manager""#,
        "Name a contact for one of them.",
    ),
    (
        Code::CircularManager,
        r#"[directory]
id = "ours"
title = "Ours"

[contact.officer]
title = "housing officer"
manager = "head"

[contact.head]
title = "head of housing"
manager = "officer""#,
        "Correct the \"manager\" of one of them. Whoever stands at the top has none.",
    ),
    (
        Code::NobodyStandsIn,
        r#"[directory]
id = "ours"
title = "Ours"

[contact.officer]
title = "housing officer"
absent = [{ from = "2026-08-03", until = "2026-08-14" }]

[[role]]
name = "complaint handler"
contact = "officer""#,
        "Add a \"deputy\" who is there then, or give the deputy one: who is away with nobody to stand in is not told.",
    ),
    (
        Code::UnknownReading,
        "(a reading accepted that the clock does not have)",
        "Name one of the clock's readings.",
    ),
    (
        Code::NoVersion,
        "(an event before the first version of its pack)",
        "Give the version of that time too, or correct the date.",
    ),
    (
        Code::UnresolvedRole,
        "(a step for a role that the directory leads to nobody for)",
        "Add the role to the directory, for every case that needs it.",
    ),
    (
        Code::UnknownStep,
        "(a report that a step was sent which there is not)",
        "Report the step by the id that the answer gives it.",
    ),
    (
        Code::StepReportedTwice,
        "(two reports that one step was sent)",
        "Nothing: the first one counts.",
    ),
    (
        Code::StepNotDue,
        "(a report that a step was sent before its moment)",
        "Correct the time of the report.",
    ),
    (
        Code::ReopenWithoutStop,
        r#"(a "complaint.reopened" in a case of which nothing has ended)"#,
        "Record the event that ended it, or correct the order of the dates.",
    ),
    (
        Code::VisitTooEarly,
        "(a visit before the window that was agreed)",
        "Nothing, or correct the time: a visit before its window does not keep the appointment.",
    ),
    (
        Code::ResetTooLate,
        "(an event that would begin the count anew, after the deadline)",
        "Nothing: it comes too late, and moves nothing.",
    ),
    (
        Code::CircularStart,
        r#"starts = { clock = "b" }
[[clock]]
id = "b"
kind = "k"
starts = { clock = "a" }
stops = "k.closed"
within = "1 day""#,
        "Let an event start one of them.",
    ),
    (
        Code::TooEarly,
        "(a decoration two years after the last, where five are the least)",
        "Nothing, or correct the date: it comes too soon to count.",
    ),
];
