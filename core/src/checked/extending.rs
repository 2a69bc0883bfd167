//! A pack that builds on another: its overrides make promises of its own beside the clocks
//! that they tighten, and put the pack's escalation paths in place of theirs.

use super::{Clock, Pack, Parameter, Within};

/// Whether a clock's allowance can end later than that of the clock it builds on: in some
/// case (`true`), in none (`false`), or nothing where that cannot be said.
fn can_end_after(
    (own, own_pack): (&Within, &Parameters),
    (base, base_pack): (&Within, &Parameters),
) -> Option<bool> {
    let (own, base) = (resolved(own, own_pack)?, resolved(base, base_pack)?);
    if let (
        Within::By { attribute, rows },
        Within::By {
            attribute: same,
            rows: of_base,
        },
    ) = (own, base)
        && attribute == same
    {
        let each = of_base.iter().map(|(value, limit)| {
            let row = rows.iter().find(|(name, _)| name == value);
            // A value without a row has no time at all.
            row.map_or(Some(true), |(_, own)| own.can_end_after(limit))
        });
        return any(each);
    }
    match (own, base) {
        // Any number is tighter than none, and words are not held against words.
        (_, Within::Open(_)) => return Some(false),
        (Within::Open(_), _) => return Some(true),
        _ => {}
    }
    let (own, base) = (own.limits(), base.limits());
    if own.is_empty() || base.is_empty() {
        return None;
    }
    let pairs = own
        .iter()
        .flat_map(|own| base.iter().map(|base| own.can_end_after(base)));
    match any(pairs) {
        // Which of several rows meet is not said.
        Some(true) if own.len() > 1 && base.len() > 1 => None,
        said => said,
    }
}

/// Parameters by name, as far as they are known.
impl Pack {
    /// Whether it was left the same by packs that extend it: all that they can change is
    /// compared, and nothing that the texts of two packs with one revision have in common.
    pub(crate) fn is_extended_like(&self, other: &Pack) -> bool {
        let same = |(one, other): (&Clock, &Clock)| {
            one.at_risk == other.at_risk && one.escalation == other.escalation
        };
        self.revision == other.revision
            && self.parameters == other.parameters
            && self.escalations == other.escalations
            && self.clocks.iter().zip(&other.clocks).all(same)
    }
}

type Parameters = crate::sorted::Map<String, Parameter>;

fn resolved<'w>(within: &'w Within, parameters: &'w Parameters) -> Option<&'w Within> {
    match within {
        Within::Parameter(name) => parameters.get(name)?.allowance(),
        within => Some(within),
    }
}

fn any(each: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut said = Some(false);
    for one in each {
        match one {
            Some(true) => return Some(true),
            None => said = None,
            Some(false) => {}
        }
    }
    said
}

pub(super) use read::check;

mod read {
    use super::super::surroundings::{self, Surroundings};
    use super::super::{
        Basis, Clock, Declared, Pack, Source, Within, names, open, parameter, source,
    };
    use crate::count::{Counting, Limit};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;

    /// The clocks that overrides make; what they change of the pack that is extended is
    /// changed there.
    pub(in super::super) fn check(
        overrides: &[model::Override],
        filled: &[(At<String>, At<model::Filled>)],
        base: &mut Pack,
        own: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Vec<Clock> {
        for (name, value) in filled {
            fill_in(name, value, base, reader);
        }
        for (name, path) in own.escalations {
            if base.escalations.contains_key(name) {
                base.escalations.insert(name.clone(), path.clone());
            }
        }
        overrides
            .iter()
            .filter_map(|written| one(written, base, own, reader))
            .collect()
    }

    fn fill_in(
        name: &At<String>,
        value: &At<model::Filled>,
        base: &mut Pack,
        reader: &mut Reader<'_>,
    ) {
        if !base.parameters.contains_key(name.get_ref()) {
            let known = base.parameters.keys().map(String::as_str);
            let problem = Problem::unknown(
                Code::UnknownParameter,
                format!(
                    "{} has no parameter \"{}\"",
                    base.id,
                    name.get_ref().shown()
                ),
                name.get_ref(),
                "it has",
                known,
            );
            reader.note(problem, name.span());
            return;
        }
        let declared = std::mem::take(&mut reader.declared);
        reader.declared = Declared::of(base);
        if let Some(parameter) = base.parameters.get_mut(name.get_ref()) {
            parameter::fill(parameter, value, reader);
        }
        reader.declared = declared;
    }

    fn one(
        written: &model::Override,
        base: &mut Pack,
        own: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Clock> {
        let id = written.clock.get_ref();
        let at_risk = match &written.at_risk {
            Some(moment) => Some(names::parse(moment, reader)?),
            None => None,
        };
        let escalation = written.escalation.as_ref().map(|name| {
            let known = own.escalations.keys().chain(base.escalations.keys());
            surroundings::escalation_of(name, known, own.broken, reader);
            name.get_ref().clone()
        });
        let path_of = |name: &String, base: &Pack| {
            let own = own.escalations.get(name);
            own.or_else(|| base.escalations.get(name)).cloned()
        };
        let path = escalation.as_ref().and_then(|name| path_of(name, base));
        let Some(place) = base.clocks.iter().position(|clock| clock.id == *id) else {
            unknown(written, base, reader);
            return None;
        };
        let clock = base.clocks.get_mut(place)?;
        let Some(within) = &written.within else {
            let text = [&written.promise, &written.notes];
            if written.source.is_some() || text.iter().any(|one| one.is_some()) {
                reader.note(
                    Problem::new(
                        Code::PointlessOption,
                        format!("what \"{id}\" promises, and where, is not this pack's to change"),
                    )
                    .hint("add \"within\": then it is a promise of your own beside that one"),
                    written.clock.span(),
                );
            } else if at_risk.is_none() && escalation.is_none() {
                reader.note(
                    Problem::new(
                        Code::NothingListed,
                        format!("this override changes nothing of \"{id}\""),
                    )
                    .hint("give it \"within\", \"at-risk\" or \"escalation\""),
                    written.clock.span(),
                );
            }
            open::overridden(written, (&clock.within, at_risk, path.as_ref()), reader);
            clock.at_risk = at_risk.or(clock.at_risk);
            if let Some(name) = escalation {
                if let Some(path) = own.escalations.get(&name) {
                    base.escalations.insert(name.clone(), path.clone());
                }
                clock.escalation = Some(name);
            }
            return None;
        };
        let wrong = reader.problems();
        let checked = surroundings::allowance(within, own, reader)?;
        let clock = clock.clone();
        let inherited = clock.escalation.as_ref();
        let path = path.or_else(|| inherited.and_then(|name| path_of(name, base)));
        open::overridden(
            written,
            (&checked, at_risk.or(clock.at_risk), path.as_ref()),
            reader,
        );
        if reader.problems() == wrong {
            held_against(&checked, &clock, base, own, within, reader);
        }
        Some(Clock {
            promise: match &written.promise {
                Some(promise) => promise.get_ref().clone(),
                None => clock.promise.clone(),
            },
            when: clock.when.within(own.applies),
            within: checked,
            readings: Vec::new(),
            at_risk: at_risk.or(clock.at_risk),
            escalation: escalation.or(clock.escalation),
            calendar: clock.calendar.or_else(|| Some(base.calendar.clone())),
            basis: own.basis,
            status: own.status,
            checked: own.checked,
            source: match &written.source {
                Some(_) => source::of_clock(written.source.as_ref(), None, reader),
                None => Source::default(),
            },
            notes: written.notes.as_ref().map(|text| text.get_ref().clone()),
            ..clock
        })
    }

    fn unknown(written: &model::Override, base: &Pack, reader: &mut Reader<'_>) {
        let id = written.clock.get_ref();
        let problem = if base.rights.iter().any(|right| right.clock.id == *id) {
            Problem::new(
                Code::UnknownClock,
                format!("\"{id}\" is a resident's right, which no landlord overrides"),
            )
            .hint("write a [[clock]] of your own for what you promise beside it")
        } else {
            Problem::unknown(
                Code::UnknownClock,
                format!("{} has no clock \"{}\"", base.id, id.shown()),
                id,
                "it has",
                base.clocks.iter().map(|clock| clock.id.as_str()),
            )
        };
        reader.note(problem, written.clock.span());
    }

    /// Refuses an allowance that can end later than the law's or the code's.
    fn held_against(
        within: &Within,
        clock: &Clock,
        base: &Pack,
        own: &Surroundings<'_>,
        place: &At<model::Within>,
        reader: &mut Reader<'_>,
    ) {
        let basis = match clock.basis {
            Basis::Statute => "statute",
            Basis::Code => "code",
            Basis::Promise | Basis::Derived => return,
        };
        if let (
            Within::By { attribute, rows },
            Within::By {
                attribute: same,
                rows: of_base,
            },
        ) = (within, &clock.within)
            && attribute == same
            && let Some((value, _)) = of_base
                .iter()
                .find(|(value, _)| rows.iter().all(|(name, _)| name != value))
        {
            reader.note(
                Problem::new(
                    Code::LooserThanLaw,
                    format!(
                        "\"{}\" has no row for {attribute} \"{value}\", and {} has one",
                        clock.id, base.id
                    ),
                )
                .hint("write a row for each that it has"),
                place.span(),
            );
            return;
        }
        let parameters = (own.parameters, &base.parameters);
        let of = |limits: Vec<Limit>| -> Vec<_> {
            let kinds = limits.iter().flat_map(Limit::kinds);
            kinds.collect()
        };
        let mut kinds = of(within.limits());
        kinds.extend(of(clock.within.limits()));
        kinds.dedup();
        // Under other counting, only one kind of time is compared with itself.
        let plain = clock.counting == Counting::default() || kinds.len() <= 1;
        let says = super::can_end_after((within, parameters.0), (&clock.within, parameters.1));
        match says.filter(|_| plain && clock.readings.is_empty()) {
            Some(false) => {}
            Some(true) => reader.note(
                Problem::new(
                    Code::LooserThanLaw,
                    format!(
                        "\"{}\" allows more time than {}, whose basis is {basis}",
                        clock.id, base.id
                    ),
                )
                .hint(match &clock.within {
                    Within::Fixed(limit) => format!("allow at most {limit}"),
                    _ => "allow at most what it allows".to_owned(),
                }),
                place.span(),
            ),
            None => reader.remark(
                Problem::new(
                    Code::LooserThanLaw,
                    format!(
                        "whether \"{}\" can allow more time than {}, whose basis is {basis}, \
                         cannot be said",
                        clock.id, base.id
                    ),
                )
                .hint(
                    "count it in the same kind of time: both clocks run, and the earlier governs",
                ),
                place.span(),
            ),
        }
    }
}
