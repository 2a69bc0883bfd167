//! Appointments that are written wrongly.

use crate::packs::pack;
use crate::texts::APPOINTMENT;
use crate::{CLOCK, HEAD, Tried};

pub(crate) fn appointments() -> Tried {
    vec![
        (
            "an appointment without a window",
            pack(&format!(
                "{HEAD}{}",
                APPOINTMENT.replace("window", "windows")
            )),
        ),
        (
            "a window without an end",
            pack(&format!(
                "{HEAD}{}",
                APPOINTMENT.replace(", until = \"until\"", "")
            )),
        ),
        (
            "notice and a reminder that cannot be read",
            pack(&format!(
                "{HEAD}{APPOINTMENT}notice = {{ of = \"a day\" }}\nreminder = {{ before = \"1 working day\", sent = \"k sent\", escalation = \"x\" }}\n"
            )),
        ),
        (
            "a notice of a parameter that there is not",
            pack(&format!(
                "{HEAD}{APPOINTMENT}notice = {{ of = {{ parameter = \"notic\" }} }}\n[parameter.notice]\ntype = \"allowance\"\nquestion = \"How long?\"\n"
            )),
        ),
        (
            "a reminder of a parameter that is an event",
            pack(&format!(
                "{HEAD}{APPOINTMENT}reminder = {{ before = {{ parameter = \"start\" }}, sent = \"reminder.sent\" }}\n[parameter.start]\ntype = \"event\"\nquestion = \"From what?\"\n"
            )),
        ),
        (
            "a reminder of a parameter with two limits",
            pack(&format!(
                "{HEAD}{APPOINTMENT}reminder = {{ before = {{ parameter = \"lead\" }}, sent = \"reminder.sent\" }}\n[parameter.lead]\ntype = \"allowance\"\nquestion = \"How long?\"\nvalue = \"1 day or 2 working days, whichever is earlier\"\n"
            )),
        ),
        (
            "a notice that is neither an allowance nor a parameter",
            pack(&format!(
                "{HEAD}{APPOINTMENT}notice = {{ of = {{ attribute = \"a\" }} }}\n"
            )),
        ),
        (
            "a clock with the id of an appointment's notice",
            pack(&format!(
                "{HEAD}{}{APPOINTMENT}notice = {{ of = \"1 day\" }}\n",
                CLOCK.replace("\"a\"", "\"v-notice\"")
            )),
        ),
    ]
}
