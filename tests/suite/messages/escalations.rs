//! Escalation paths that are written wrongly in themselves.

use crate::packs::pack;
use crate::{CLOCK, HEAD, Tried};

pub(crate) fn escalations() -> Tried {
    vec![
        (
            "an unknown word for what an acknowledgement ends",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nacknowledged = \"ends the pth\"\nsteps = [{{ at = \"due\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "an unknown word for a pause of the clock",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nwhile-paused = \"wait\"\nsteps = [{{ at = \"start\", notify = \"officer\", within = \"1 hour\" }}, {{ at = \"due\", notify = \"manager\" }}]\n"
            )),
        ),
        (
            "a pause of what nothing waits for",
            pack(&format!(
                "{HEAD}{CLOCK}[escalation.x]\nwhile-paused = \"runs on\"\nsteps = [{{ at = \"due\", notify = \"manager\" }}]\n"
            )),
        ),
    ]
}
