//! Two answers for one case, compared.

use super::standing::{DeadlineAnswer, InstanceName};
use super::timeline::{Change, What};
use crate::assess::{Assessment, ClockAnswer, EscalationAnswer, Finding, RightAnswer};
use crate::case::Case;
use crate::error::Code;
use crate::sorted::Map;

/// An instance by its names.
type Key<'a> = (&'a str, &'a str, usize);

pub(super) fn key(answer: &ClockAnswer) -> Key<'_> {
    (&answer.pack, &answer.clock, answer.instance)
}

/// Lists what is different `after`, at its moment: what happened, what is no longer
/// listed, then clock by clock, then the rights, then the findings.
pub(super) fn between(
    case: &Case,
    before: &Assessment,
    after: &Assessment,
    changes: &mut Vec<Change>,
) {
    let at = after.as_of;
    let mut list = |instance: Option<&ClockAnswer>, what: What| {
        changes.push(Change {
            at,
            instance: instance.map(InstanceName::of),
            what,
        });
    };
    let settled = missing(&before.findings, &after.findings);
    for finding in &settled {
        if let Some(what) = happened(case, finding) {
            list(None, what);
        }
    }
    let known: Map<_, _> = before.clocks.iter().map(|one| (key(one), one)).collect();
    let there: Map<_, _> = after.clocks.iter().map(|one| (key(one), one)).collect();
    for clock in &before.clocks {
        if !there.contains_key(&key(clock)) {
            let state = clock.state;
            list(Some(clock), What::Gone { state });
        }
    }
    for clock in &after.clocks {
        match known.get(&key(clock)) {
            Some(before) => {
                for what in of_one(before, clock) {
                    list(Some(clock), what);
                }
            }
            None => {
                let answer = Box::new(clock.clone());
                list(Some(clock), What::Listed { answer });
            }
        }
    }
    for what in rights(&before.rights, &after.rights) {
        list(None, what);
    }
    for finding in settled {
        if happened(case, finding).is_none() {
            let finding = finding.clone();
            list(None, What::Settled { finding });
        }
    }
    for finding in missing(&after.findings, &before.findings) {
        let finding = finding.clone();
        list(None, What::Noted { finding });
    }
}

/// What is different of one instance.
fn of_one(before: &ClockAnswer, after: &ClockAnswer) -> Vec<What> {
    let mut found = Vec::new();
    if before.state != after.state {
        found.push(What::State {
            from: before.state,
            to: after.state,
            reason: after.reason.clone(),
        });
    }
    let (from, to) = (DeadlineAnswer::of(before), DeadlineAnswer::of(after));
    if from != to {
        found.push(What::Deadline { from, to });
    }
    steps(&before.escalations, &after.escalations, &mut found);
    if found.is_empty() {
        let fields = fields(before, after);
        if !fields.is_empty() {
            found.push(What::Details { fields });
        }
    }
    found
}

fn steps(before: &[EscalationAnswer], after: &[EscalationAnswer], found: &mut Vec<What>) {
    let step = |named: &EscalationAnswer,
                before: Option<&EscalationAnswer>,
                after: Option<&EscalationAnswer>| What::Step {
        id: named.id.clone(),
        step: named.step,
        notify: named.notify.clone(),
        from: before.map(|step| step.state),
        to: after.map(|step| step.state),
        moment_before: before.and_then(|step| step.at),
        moment: after.and_then(|step| step.at),
        deliver_from: after.and_then(|step| step.deliver_from),
    };
    for gone in before {
        if !after.iter().any(|step| step.id == gone.id) {
            found.push(step(gone, Some(gone), None));
        }
    }
    for now in after {
        let then = before.iter().find(|step| step.id == now.id);
        if then.is_none_or(|then| (then.state, then.at) != (now.state, now.at)) {
            found.push(step(now, then, Some(now)));
        }
    }
}

/// What is different of the rights.
fn rights(before: &[RightAnswer], after: &[RightAnswer]) -> Vec<What> {
    let same = |one: &RightAnswer, other: &RightAnswer| {
        (&one.pack, &one.right, one.instance) == (&other.pack, &other.right, other.instance)
    };
    let told =
        |named: &RightAnswer, from: Option<&RightAnswer>, to: Option<&RightAnswer>| What::Right {
            pack: named.pack.clone(),
            right: named.right.clone(),
            number: named.instance,
            title: named.title.clone(),
            from: from.map(|right| right.state),
            to: to.map(|right| right.state),
            open_until: to.and_then(|right| right.open_until),
        };
    let gone = before
        .iter()
        .filter(|then| !after.iter().any(|now| same(then, now)))
        .map(|then| told(then, Some(then), None));
    let now = after.iter().filter_map(|now| {
        let then = before.iter().find(|then| same(then, now));
        let differs =
            |then: &RightAnswer| (then.state, then.open_until) != (now.state, now.open_until);
        then.is_none_or(differs).then(|| told(now, then, Some(now)))
    });
    gone.chain(now).collect()
}

/// The fields of two answers that differ, those apart that pass with time alone.
fn fields(before: &ClockAnswer, after: &ClockAnswer) -> Vec<String> {
    const PASSING: [&str; 3] = ["elapsed", "remaining", "due_if_resumed"];
    let still = ClockAnswer {
        elapsed: before.elapsed,
        remaining: before.remaining,
        due_if_resumed: before.due_if_resumed,
        ..after.clone()
    };
    if *before == still {
        return Vec::new();
    }
    let texts = (serde_json::to_string(before), serde_json::to_string(after));
    let (Ok(before), Ok(after)) = texts else {
        return Vec::new();
    };
    let (before, after) = (written(&before), written(&after));
    let mut names: Vec<String> = Vec::new();
    for (name, value) in &after {
        if !PASSING.contains(name) && before.get(name) != Some(value) {
            names.push((*name).to_owned());
        }
    }
    names
}

/// The fields of an answer as it is written, each value as its text: what would read them as values would be
/// more for browsers to load.
fn written(answer: &str) -> Map<&str, &str> {
    let mut fields = Map::new();
    let (mut depth, mut start) = (0, 1);
    let (mut in_quotes, mut is_escaped) = (false, false);
    for (at, byte) in answer.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if !in_quotes && (depth == 0 || depth == 1 && byte == b',') {
            let field = answer
                .get(start..at)
                .and_then(|field| field.split_once(':'));
            fields.extend(field.map(|(name, value)| (name.trim_matches('"'), value)));
            start = at + 1;
        }
    }
    fields
}

/// The findings of one list that are not in another.
fn missing<'a>(these: &'a [Finding], those: &[Finding]) -> Vec<&'a Finding> {
    these
        .iter()
        .filter(|finding| !those.contains(finding))
        .collect()
}

/// The event that was still to come before this finding was gone.
fn happened(case: &Case, finding: &Finding) -> Option<What> {
    if finding.code != Code::FutureEvent {
        return None;
    }
    let index = finding.event?;
    let event = case.events.get(index)?;
    Some(What::Event {
        event: event.event.clone(),
        index,
        id: event.id.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn fields_are_told_apart_whatever_is_in_them() {
        let answer = r#"{"a":"}, \"b\":1","c":[{"d":"\\"},2],"e":null,"f":{"g":{}}}"#;
        let fields: Vec<(&str, &str)> = written(answer).into_iter().collect();
        assert_eq!(
            fields,
            [
                ("a", r#""}, \"b\":1""#),
                ("c", r#"[{"d":"\\"},2]"#),
                ("e", "null"),
                ("f", r#"{"g":{}}"#),
            ]
        );
    }
}
