//! Random opening hours.

use crate::description::Window;
use crate::random::Random;

/// Monday first.
pub(crate) type Hours = [Option<Vec<Window>>; 7];

const MIDNIGHT: i64 = 24 * 60;

/// The hours of a week: somewhere it opens.
pub(crate) fn week(random: &mut Random) -> Hours {
    let mut hours = Hours::default();
    let style = random.below(9);
    let every_day = random.percent(30);
    let one = windows_of(random, style);
    for (weekday, hours) in hours.iter_mut().enumerate() {
        *hours = match (weekday, style) {
            (5 | 6, _) if !every_day => match random.below(4) {
                0 => Some(Vec::new()),
                _ => None,
            },
            // Different by weekday, some closed.
            (_, 2) if random.percent(20) => Some(Vec::new()),
            (_, 2) => Some(by_day(random)),
            (_, 8) => Some(windows_of(random, 8)),
            _ => Some(one.clone()),
        };
    }
    // Saturday alone, lest there is a week without an opening.
    if hours.iter().flatten().all(Vec::is_empty) {
        hours[5] = Some(by_day(random));
    }
    end_nights(&mut hours);
    hours
}

/// A night ends where the next day's hours begin.
fn end_nights(hours: &mut Hours) {
    for weekday in 0..7 {
        let next = hours[(weekday + 1) % 7].as_ref();
        let opens = next.and_then(|hours| hours.first()).map(|(open, _)| *open);
        if let (Some(opens), Some((_, close))) = (
            opens,
            hours[weekday].as_mut().and_then(|hours| hours.last_mut()),
        ) {
            *close = (*close).min(MIDNIGHT + opens);
        }
    }
}

fn windows_of(random: &mut Random, style: usize) -> Vec<Window> {
    match style {
        0 => vec![(9 * 60, 17 * 60)],
        1 => vec![(9 * 60, 12 * 60 + 30), (13 * 60 + 30, 17 * 60)],
        3 => vec![night(random)],
        4 => vec![(0, MIDNIGHT)],
        5 => vec![(6 * 60, 14 * 60), night(random)],
        // A minute: at noon, the first, the last, or any.
        6 => {
            let any = random.between(0, MIDNIGHT - 1);
            let open = *random.pick(&[12 * 60, 0, MIDNIGHT - 1, any]);
            vec![(open, open + 1)]
        }
        // Where clocks change.
        7 => {
            let open = random.between(0, 180);
            vec![(open, open + random.between(1, 120))]
        }
        _ => by_day(random),
    }
}

/// From the evening into the next morning.
fn night(random: &mut Random) -> Window {
    let open = random.between(15 * 60, MIDNIGHT - 1);
    let hours = random.between(MIDNIGHT - open + 1, 15 * 60 - 1);
    (open, open + hours)
}

/// One to four windows between midnight and midnight, now and then one beginning
/// where the one before ends.
pub(crate) fn by_day(random: &mut Random) -> Vec<Window> {
    let grid = *random.pick(&[1, 5, 15, 30, 60]);
    let count = *random.pick(&[1, 1, 2, 2, 3, 4]);
    let touching = random.percent(15);
    let mut edges = std::collections::BTreeSet::new();
    while edges.len() < 2 * count {
        edges.insert(random.between(0, MIDNIGHT / grid) * grid);
    }
    let edges: Vec<i64> = edges.into_iter().collect();
    let mut windows: Vec<Window> = edges.chunks(2).map(|edge| (edge[0], edge[1])).collect();
    if touching && windows.len() > 1 {
        windows[0].1 = windows[1].0;
    }
    windows
}

/// A date with hours of its own, which need not heed its neighbours.
pub(crate) fn of_a_date(random: &mut Random) -> Vec<Window> {
    match random.below(5) {
        0 => Vec::new(),
        1 => vec![night(random)],
        2 => windows_of(random, 7),
        3 => windows_of(random, 4),
        _ => by_day(random),
    }
}
