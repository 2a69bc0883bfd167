//! Every combination of the counting options against the words of the rule language,
//! counted from date to date: the benchmarks time each option only by itself.

#![allow(missing_docs)]

use dueby::{Begins, Count, Counting, Ends, EventTime, Limit, ReceivedOffDay, Roll};
use dueby_benches::{ByHand, Office, TimeRows, instant};

const LIMITS: [&str; 10] = [
    "0 working days",
    "1 working day",
    "10 working days",
    "0 days",
    "10 days",
    "3 weeks",
    "1 month",
    "11 months",
    "10 working days or 2 weeks, whichever is earlier",
    "2 working days or 4 days, whichever is later",
];

fn combinations() -> Vec<Counting> {
    let mut found = Vec::new();
    for begins in [Begins::DayAfter, Begins::WithTheDay] {
        for received_off_day in [
            ReceivedOffDay::Stays,
            ReceivedOffDay::NextWorkingDay,
            ReceivedOffDay::PreviousWorkingDay,
            ReceivedOffDay::SecondWorkingDay,
        ] {
            for cut_off in [None, Some("16:00".parse().unwrap())] {
                for ends in [
                    Ends::EndOfDay,
                    Ends::Closing,
                    Ends::SameTime,
                    Ends::DayBefore,
                ] {
                    for roll in [Roll::None, Roll::Next, Roll::Previous, Roll::Modified] {
                        found.push(Counting {
                            begins,
                            received_off_day,
                            cut_off,
                            ends,
                            roll,
                            ..Counting::default()
                        });
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_combination_counts_as_its_words_say() {
    let office = Office::new();
    let (script, openings) = (office.script(), office.openings());
    let starts = TimeRows::new().starts;
    // Each combination has rows of its own, so that all of them together see many.
    let mut rows = starts.chunks(100).cycle();
    for written in LIMITS {
        let limit: Limit = written.parse().unwrap();
        for counting in combinations() {
            let by_hand = ByHand {
                script: &script,
                openings: &openings,
                limit,
                counting,
            };
            let count = Count::new(&office.calendar, limit, counting);
            let starts = rows.next().unwrap();
            let mut dues = vec![0; starts.len()];
            count.after_each(starts, &mut dues).unwrap();
            for (start, due) in starts.iter().zip(dues) {
                let start_at = instant(*start).fixed_offset();
                assert_eq!(
                    instant(due),
                    instant(by_hand.due(*start)),
                    "{written} from {start_at}: {counting:?}"
                );
                let one = count.after(EventTime::Instant(start_at)).unwrap();
                assert_eq!(one.at.timestamp_millis(), due, "{written} from {start_at}");
            }
        }
    }
}
