//! Which old edition a new one is held against.

use crate::sorted::Map;

/// Each edition with the one of the other side, in the order of the new ones; then the old
/// ones without.
pub(super) fn pairs<'e, T>(
    old: &'e [T],
    new: &'e [T],
    name: impl Fn(&'e T) -> (&'e str, Option<&'e str>),
) -> Vec<(Option<&'e T>, Option<&'e T>)> {
    if let ([was], [now]) = (old, new) {
        return vec![(Some(was), Some(now))];
    }
    let mut left: Map<&str, Vec<&T>> = Map::new();
    for one in old {
        left.get_or_insert(name(one).0, Default::default).push(one);
    }
    let mut pairs: Vec<(Option<&T>, Option<&T>)> =
        new.iter().map(|one| (None, Some(one))).collect();
    // By version first; then what is alone on either side, which is the next version.
    for (was, now) in &mut pairs {
        let Some((id, version)) = now.map(&name) else {
            continue;
        };
        let Some(same_id) = left.get_mut(id) else {
            continue;
        };
        if let Some(at) = same_id.iter().position(|one| name(one).1 == version) {
            *was = Some(same_id.remove(at));
        }
    }
    let mut alone: Map<&str, usize> = Map::new();
    for (_, now) in pairs.iter().filter(|(was, _)| was.is_none()) {
        if let Some((id, _)) = now.map(&name) {
            *alone.get_or_insert(id, Default::default) += 1;
        }
    }
    for (was, now) in pairs.iter_mut().filter(|(was, _)| was.is_none()) {
        let Some((id, _)) = now.map(&name) else {
            continue;
        };
        if let Some(same_id) = left.get_mut(id)
            && same_id.len() == 1
            && alone.get(id) == Some(&1)
        {
            *was = same_id.pop();
        }
    }
    let gone: Vec<&T> = old
        .iter()
        .filter(|one| {
            let same_id = left.get(name(one).0).map_or(&[] as &[&T], Vec::as_slice);
            same_id.iter().any(|other| std::ptr::eq(*other, *one))
        })
        .collect();
    pairs.extend(gone.into_iter().map(|one| (Some(one), None)));
    pairs
}
