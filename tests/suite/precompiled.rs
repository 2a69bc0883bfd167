//! Rules as bytes are the rules that were written: the same packs, the same days, the same
//! answers to every story; other bytes are refused.

use dueby::{Calendar, Code, Pack};
use dueby_stories::Rules;

/// What was written, and what is read back of it.
fn shipped() -> (Rules, Rules) {
    let mut written = Rules {
        calendars: dueby_rules::calendars().unwrap(),
        ..Rules::default()
    };
    for pack in dueby_rules::PACKS {
        written.packs.push(pack.read().unwrap());
    }
    let mut read = Rules::default();
    for calendar in &written.calendars {
        let bytes = calendar.to_precompiled().unwrap();
        let back = Calendar::from_precompiled(&bytes, &read.calendars).unwrap();
        read.calendars.push(back);
    }
    for pack in &written.packs {
        let bytes = pack.to_precompiled().unwrap();
        read.packs.push(Pack::from_precompiled(&bytes).unwrap());
    }
    (written, read)
}

#[test]
fn shipped_packs_are_read_back_as_they_were() {
    let (written, read) = shipped();
    for (written, read) in written.packs.iter().zip(&read.packs) {
        same(written, read);
    }
}

/// All but the remarks on a text, which are not written.
fn same(written: &Pack, read: &Pack) {
    let text = |pack: &Pack| {
        let whole = format!("{pack:?}");
        whole.split_once(", remarks: ").unwrap().0.to_owned()
    };
    assert!(text(written) == text(read), "{} is another", written.id());
    assert!(read.remarks().is_empty());
    match (written.extends(), read.extends()) {
        (Some(written), Some(read)) => same(written, read),
        (written, read) => assert_eq!(written.is_some(), read.is_some()),
    }
}

#[test]
fn shipped_calendars_work_the_same_days() {
    let (written, read) = shipped();
    for (written, read) in written.calendars.iter().zip(&read.calendars) {
        assert_eq!(written.id(), read.id());
        assert_eq!(written.revision(), read.revision());
        assert_eq!(written.zone(), read.zone());
        assert_eq!(written.span(), read.span());
        let (mut date, last) = written.span();
        while date <= last {
            let days = (written.is_working_day(date), read.is_working_day(date));
            assert_eq!(
                days.0.unwrap(),
                days.1.unwrap(),
                "{date} in {}",
                written.id()
            );
            assert_eq!(written.why_off(date), read.why_off(date));
            date = date.succ_opt().unwrap();
        }
    }
}

/// The stories beside the packs, which were worked by hand.
#[test]
fn their_stories_go_as_told() {
    let (_, read) = shipped();
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules");
    let mut told = 0;
    for pack in dueby_rules::PACKS {
        let beside = pack.path.replace(".toml", ".scenarios.toml");
        let path = std::path::Path::new(rules).parent().unwrap().join(beside);
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        for story in dueby_stories::read(&text, pack.path).unwrap() {
            let differences = story.differences(&read).unwrap();
            assert!(differences.is_empty(), "{}: {differences:?}", story.title());
            told += 1;
        }
    }
    assert!(told > 50, "only {told} stories were found");
}

#[test]
fn other_bytes_are_refused_and_nothing_panics() {
    let (written, _) = shipped();
    let pack = written.packs[0].to_precompiled().unwrap();
    for end in 0..pack.len() {
        let error = Pack::from_precompiled(&pack[..end]).unwrap_err();
        assert_eq!(error.code(), Code::Syntax);
    }
    let calendar = written.calendars[0].to_precompiled().unwrap();
    for end in (0..calendar.len()).step_by(7) {
        let error = Calendar::from_precompiled(&calendar[..end], &[]).unwrap_err();
        assert_eq!(error.code(), Code::Syntax);
    }
    assert!(Pack::from_precompiled(&calendar).is_err());
    assert!(Calendar::from_precompiled(&pack, &[]).is_err());
}
