//! Where the engine is known to be wrong, each with its reason and an example. The test
//! below fails when an example is mended: then its row goes.

use crate::compare::World;
use crate::question::{Answer, Question};

struct Known {
    why: &'static str,
    applies: fn(&World, &Question, &Answer, &Answer) -> bool,
    example: fn() -> (World, Question),
}

const KNOWN: &[Known] = &[];

/// Whether a wrong answer is one of the known ones.
pub(crate) fn applies(
    world: &World,
    question: &Question,
    found: &Answer,
    expected: &Answer,
) -> bool {
    KNOWN
        .iter()
        .any(|known| (known.applies)(world, question, found, expected))
}

#[test]
fn each_is_still_wrong() {
    for known in KNOWN {
        let (world, question) = (known.example)();
        assert!(world.is_known(&question), "mended: {}", known.why);
    }
}
