//! What a timeline says a case is at a moment: its start, with its changes applied. It
//! knows nothing of how they were found.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dueby::{Assessment, ClockAnswer, Code, Finding, RightState, StepState, Timeline, What};

/// A case as far as timelines tell it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Board {
    pub(crate) instances: BTreeMap<(String, String, usize), Instance>,
    /// By pack, right and number.
    rights: BTreeMap<(String, String, usize), Right>,
    /// By code, event and words.
    pub(crate) findings: BTreeSet<(&'static str, Option<usize>, String)>,
}

/// A right's state, and until when it is open.
type Right = (RightState, Option<DateTime<Utc>>);

/// An instance as far as timelines tell it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Instance {
    pub(crate) state: String,
    pub(crate) due: Option<DateTime<Utc>>,
    /// By their ids.
    pub(crate) steps: BTreeMap<String, (StepState, Option<DateTime<Utc>>)>,
}

impl Board {
    /// What an answer says.
    pub(crate) fn of(answer: &Assessment) -> Self {
        let instances = answer.clocks.iter().map(|clock| {
            let key = (clock.pack.clone(), clock.clock.clone(), clock.instance);
            (key, Instance::of(clock))
        });
        let rights = answer.rights.iter().map(|right| {
            let key = (right.pack.clone(), right.right.clone(), right.instance);
            let until = right.open_until.map(|at| at.to_utc());
            (key, (right.state, until))
        });
        Board {
            rights: rights.collect(),
            instances: instances.collect(),
            findings: answer.findings.iter().map(words).collect(),
        }
    }

    /// What a timeline says that the case is at a moment.
    pub(crate) fn at(timeline: &Timeline, moment: DateTime<Utc>) -> Self {
        let mut board = Board::of(&timeline.start);
        for change in timeline.changes.iter().take_while(|one| one.at <= moment) {
            let name = change.instance.as_ref();
            let key = name.map(|name| (name.pack.clone(), name.clock.clone(), name.instance));
            match &change.what {
                What::Event { index, .. } => board.findings.retain(|(code, event, _)| {
                    *code != Code::FutureEvent.as_str() || *event != Some(*index)
                }),
                What::Noted { finding } => assert!(board.findings.insert(words(finding))),
                What::Settled { finding } => assert!(board.findings.remove(&words(finding))),
                What::Listed { answer } => {
                    let before = board.instances.insert(key.unwrap(), Instance::of(answer));
                    assert_eq!(before, None, "it was listed before");
                }
                What::Gone { state } => {
                    let before = board.instances.remove(&key.unwrap()).unwrap();
                    assert_eq!(before.state, state.as_str());
                }
                What::Right {
                    pack,
                    right,
                    number,
                    from,
                    to,
                    open_until,
                    ..
                } => {
                    let key = (pack.clone(), right.clone(), *number);
                    let before = board.rights.remove(&key).map(|(state, _)| state);
                    assert_eq!(before, *from);
                    if let Some(to) = to {
                        let until = open_until.map(|at| at.to_utc());
                        board.rights.insert(key, (*to, until));
                    }
                }
                what => board.instances.get_mut(&key.unwrap()).unwrap().apply(what),
            }
        }
        board
    }
}

impl Instance {
    fn of(clock: &ClockAnswer) -> Self {
        let steps = clock.escalations.iter();
        Instance {
            state: clock.state.to_string(),
            due: clock.due.map(|due| due.to_utc()),
            steps: steps
                .map(|step| (step.id.clone(), (step.state, step.at.map(|at| at.to_utc()))))
                .collect(),
        }
    }

    /// What a change says was before has to be what was.
    fn apply(&mut self, what: &What) {
        match what {
            What::State { from, to, .. } => {
                assert_eq!(self.state, from.as_str());
                self.state = to.to_string();
            }
            What::Deadline { from, to } => {
                assert_eq!(self.due, from.map(|from| from.due.to_utc()));
                self.due = to.map(|to| to.due.to_utc());
            }
            What::Step {
                id,
                from,
                to,
                moment_before,
                moment,
                ..
            } => {
                let before = from.map(|from| (from, moment_before.map(|at| at.to_utc())));
                assert_eq!(self.steps.remove(id), before);
                if let Some(to) = to {
                    self.steps
                        .insert(id.clone(), (*to, moment.map(|at| at.to_utc())));
                }
            }
            What::Details { fields } => assert!(!fields.is_empty()),
            other => panic!("{other:?}"),
        }
    }
}

fn words(finding: &Finding) -> (&'static str, Option<usize>, String) {
    (
        finding.code.as_str(),
        finding.event,
        finding.message.clone(),
    )
}
