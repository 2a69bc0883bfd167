//! The opening windows of each date; dates with the same hours share them.

use crate::sorted::Map;

use super::spec::{Plan, Window};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shapes {
    /// For each date known, which of the windows below are its own. There are fewer
    /// dates than fit.
    of: Vec<u16>,
    windows: Vec<Vec<Window>>,
}

impl Shapes {
    pub(super) fn compile(plan: &Plan<'_>) -> Self {
        let (first, last) = (plan.spec().from, plan.spec().to);
        let mut seen: Map<&[Window], u16> = Map::new();
        let mut windows = Vec::new();
        // Most dates have the hours of the date a week before.
        let mut week: [Option<(&[Window], u16)>; 7] = [None; 7];
        let mut of = Vec::new();
        let mut day = first;
        while day <= last {
            let shape = plan.windows(day);
            let before = week.get_mut(of.len() % 7);
            let number = match &before {
                Some(Some((same, number))) if std::ptr::eq(*same, shape) => *number,
                _ => *seen.get_or_insert(shape, || {
                    windows.push(shape.to_vec());
                    (windows.len() - 1) as u16
                }),
            };
            if let Some(before) = before {
                *before = Some((shape, number));
            }
            of.push(number);
            day = day.next();
        }
        Shapes { of, windows }
    }

    /// The windows of the date at a place, from the first date known on.
    #[inline]
    pub(super) fn get(&self, index: usize) -> &[Window] {
        self.of
            .get(index)
            .and_then(|shape| self.windows.get(usize::from(*shape)))
            .map_or(&[], Vec::as_slice)
    }

    /// The windows of each date, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[Window]> {
        (0..self.of.len()).map(|index| self.get(index))
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let windows: usize = self
            .windows
            .iter()
            .map(|one| size_of_val(one.as_slice()))
            .sum();
        size_of_val(self.of.as_slice()) + windows
    }
}
