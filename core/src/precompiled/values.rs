//! How the types of others are written and read.

use std::ops::Bound;
use std::sync::Arc;

use chrono::{NaiveDate, Weekday};

use super::{Precompiled, Reader, Writer};
use crate::calendar::CalendarSpec;
use crate::checked::Condition;
use crate::time::{Day, Zone};

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Precompiled for $number {
            fn write(&self, to: &mut Writer) {
                to.signed(i64::from(*self));
            }

            fn read(from: &mut Reader<'_>) -> Self {
                <$number>::try_from(from.signed()).unwrap_or_else(|_| {
                    from.fail();
                    0
                })
            }
        })+
    };
}

numbers!(i8, u8, u16, i32, u32, i64);

impl Precompiled for f64 {
    fn write(&self, to: &mut Writer) {
        to.raw(&self.to_le_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let bytes = from.raw(size_of::<f64>()).try_into();
        bytes.map_or(0.0, f64::from_le_bytes)
    }
}

impl Precompiled for bool {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match from.number() {
            0 => false,
            1 => true,
            _ => {
                from.fail();
                false
            }
        }
    }
}

impl Precompiled for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }
}

impl<T: Precompiled> Precompiled for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Precompiled> Precompiled for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.length(self.len());
        self.iter().for_each(|one| one.write(to));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut list = Vec::new();
        // Nothing is set aside for a length that is only claimed.
        for _ in 0..from.length() {
            list.push(T::read(from));
            if from.has_failed() {
                break;
            }
        }
        list
    }
}

impl<T: Precompiled, const N: usize> Precompiled for [T; N] {
    fn write(&self, to: &mut Writer) {
        self.iter().for_each(|one| one.write(to));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        std::array::from_fn(|_| T::read(from))
    }
}

impl<T: Precompiled> Precompiled for Box<T> {
    fn write(&self, to: &mut Writer) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.deeper(|from| Box::new(T::read(from)))
    }
}

impl Precompiled for Arc<Condition> {
    fn write(&self, to: &mut Writer) {
        to.condition(self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.condition()
    }
}

impl Precompiled for Arc<CalendarSpec> {
    fn write(&self, to: &mut Writer) {
        to.calendar(self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.calendar()
    }
}

impl Precompiled for () {
    fn write(&self, _: &mut Writer) {}

    fn read(_: &mut Reader<'_>) -> Self {}
}

impl<A: Precompiled, B: Precompiled> Precompiled for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }
}

impl<T: Precompiled> Precompiled for Bound<T> {
    fn write(&self, to: &mut Writer) {
        let (sort, end) = match self {
            Bound::Unbounded => (0, None),
            Bound::Included(end) => (1, Some(end)),
            Bound::Excluded(end) => (2, Some(end)),
        };
        to.number(sort);
        if let Some(end) = end {
            end.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match from.number() {
            0 => Bound::Unbounded,
            1 => Bound::Included(T::read(from)),
            2 => Bound::Excluded(T::read(from)),
            _ => {
                from.fail();
                Bound::Unbounded
            }
        }
    }
}

impl Precompiled for Day {
    fn write(&self, to: &mut Writer) {
        to.day(self.0);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Day(from.day())
    }
}

impl Precompiled for NaiveDate {
    fn write(&self, to: &mut Writer) {
        Day::of(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Day::read(from).date()
    }
}

impl Precompiled for Weekday {
    fn write(&self, to: &mut Writer) {
        (*self as u8).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Weekday::try_from(u8::read(from)).unwrap_or_else(|_| {
            from.fail();
            Weekday::Mon
        })
    }
}

impl Precompiled for Zone {
    fn write(&self, to: &mut Writer) {
        to.text(self.name());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Zone::named(from.text()).unwrap_or_else(|_| {
            from.fail();
            Zone::without_changes()
        })
    }
}
