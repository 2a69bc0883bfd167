//! Both answers side by side; a question on which they differ is made as small as it
//! can be before it is shown.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dueby::{Calendar, Error};

use crate::description::Description;
use crate::question::{Answer, Question};
use crate::toml::texts;
use crate::walk::Walked;
use crate::{conventions, engine, explanation, shrink};

/// A calendar in both minds.
pub(crate) struct World {
    pub(crate) description: Description,
    pub(crate) priority: Option<&'static str>,
    pub(crate) walked: Walked,
    pub(crate) calendar: Calendar,
}

/// As the engine reads it.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let priority = self.priority.unwrap_or("any");
        let texts = texts(&self.description).join("\n");
        write!(f, "{texts}\nfor cases of {priority} priority\n")
    }
}

impl World {
    /// An error where the engine does not take the calendar.
    pub(crate) fn of(
        description: Description,
        priority: Option<&'static str>,
    ) -> Result<Self, Error> {
        let calendar = engine::calendar(&description, priority)?;
        Ok(World::with(description, priority, calendar))
    }

    /// A description of a calendar that the engine has already.
    pub(crate) fn with(
        description: Description,
        priority: Option<&'static str>,
        calendar: Calendar,
    ) -> Self {
        World {
            walked: Walked::through(&description, priority),
            description,
            priority,
            calendar,
        }
    }

    fn asked(&self, question: &Question) -> (Answer, Answer) {
        let expected = conventions::answer(&self.walked, question);
        let found = catch_unwind(AssertUnwindSafe(|| {
            engine::answer(&self.calendar, self.walked.zone, question)
        }))
        .unwrap_or_else(|_| Answer::None("a panic".to_owned()));
        (found, expected)
    }

    /// What is wrong about the answer to a question, and what is right; then, if
    /// `explained`, what is wrong about its explanation. The right answer otherwise.
    pub(crate) fn ask(&self, question: &Question, explained: bool) -> Result<Answer, String> {
        let (found, expected) = self.asked(question);
        if found != expected {
            let zone = self.walked.zone;
            return Err(format!(
                "  engine: {}\n  oracle: {}",
                found.told(zone),
                expected.told(zone)
            ));
        }
        if explained {
            explanation::check(self, question)?;
        }
        Ok(expected)
    }
}

/// A disagreement with all that is needed to see it and to try it again.
pub(crate) fn report(world: &World, question: &Question, again: &str) -> String {
    let wrong = |world: &World, question: &Question| world.ask(question, true).is_err();
    let (world, question) = match wrong(world, question) {
        true => shrink::smallest(world, question, &wrong),
        false => return format!("{again} is right when it is asked again"),
    };
    format!(
        "{world:?}\n{}\n{}\n\nAgain: {again}\n",
        question.told(world.walked.zone),
        world.ask(&question, true).unwrap_err(),
    )
}
