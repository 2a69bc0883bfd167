//! What a target says, fact by fact, each with the target's id.

use super::clock::{awaited, entries};
use super::facts::{Facts, Says, word_of};
use crate::checked::{Awaited, Basis, Change, ChangeFrom, FigureKind, MOMENTS, Source, Target};

/// Adds what a target says.
pub(super) fn add(facts: &mut Facts, target: &Target) {
    let Target {
        id,
        promise,
        // With the figure's kind and the period, in its definition.
        counts: _,
        figure,
        when,
        bound: _,
        change,
        period: _,
        steps,
        basis,
        status,
        checked,
        source,
        notes,
    } = target;
    let mut says = |field, text: String| facts.at(field, id.clone(), Says::Text(text));
    says("target", promise.clone());
    says("target.counts", target.definition());
    if let FigureKind::Percentile { resolution, .. } = figure {
        says("target.resolution", format!("{resolution} ms"));
    }
    if let Some(bound) = target.bound() {
        says("target.bound", bound);
    }
    if let Some(change) = change {
        says("target.change", changed(change));
    }
    says("target.status", status.as_str().to_owned());
    let steps = steps.iter().map(|step| {
        let moment = word_of(MOMENTS, step.missed_only);
        format!("{moment}: {}", step.notify)
    });
    facts.at("target.escalation", id.clone(), Says::Any(steps.collect()));
    if let Some(when) = when {
        facts.at("target.when", id.clone(), Says::All(entries(when)));
    }
    let events: Vec<Awaited> = target.events().into_iter().cloned().collect();
    facts.at("target.events", id.clone(), awaited(&events));
    let Source {
        title,
        provision,
        link,
    } = source;
    facts.note_at("target.basis", id, Some(word_of(Basis::WORDS, *basis)));
    facts.note_at("target.checked", id, checked.as_ref());
    facts.note_at("target.source.title", id, title.as_ref());
    facts.note_at("target.source.provision", id, provision.as_ref());
    facts.note_at("target.source.link", id, link.as_ref());
    facts.note_at("target.notes", id, notes.as_ref());
}

fn changed(change: &Change) -> String {
    let Change {
        from,
        baseline,
        relative,
    } = change;
    let from = word_of(ChangeFrom::WORDS, *from);
    let of = if *relative { "in percent of" } else { "from" };
    let baseline = baseline.map(|baseline| format!(" of {baseline} millionths"));
    format!("{of} {from}{}", baseline.unwrap_or_default())
}
