//! Rules as bytes are the rules that were written: the same packs, the same days, the same
//! answers to every story; other bytes are refused.

use dueby::{Archive, Calendar, Code, Error, Pack};
use dueby_stories::Rules;

/// What was written, the bytes of it, and what is read back of them.
fn shipped() -> (Rules, Vec<u8>, Rules) {
    let mut written = Rules {
        calendars: dueby_rules::calendars().unwrap(),
        ..Rules::default()
    };
    for pack in dueby_rules::PACKS {
        written.packs.push(pack.read().unwrap());
    }
    let bytes = Archive::write(&written.calendars, &written.packs);
    let read = read(&bytes).unwrap();
    (written, bytes, read)
}

/// Everything in an archive.
fn read(bytes: &[u8]) -> Result<Rules, Error> {
    let archive = Archive::read(bytes)?;
    let mut read = Rules {
        calendars: archive.calendars()?,
        ..Rules::default()
    };
    for name in archive.pack_names() {
        read.packs.extend(archive.packs(name)?);
    }
    Ok(read)
}

#[test]
fn shipped_packs_are_read_back_as_they_were() {
    let (written, _, read) = shipped();
    assert_eq!(written.packs.len(), read.packs.len());
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
    let (written, _, read) = shipped();
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
    let (_, _, read) = shipped();
    stories_go_as_told(&read);
}

fn stories_go_as_told(read: &Rules) {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules");
    let mut told = 0;
    for pack in dueby_rules::PACKS {
        let beside = pack.path.replace(".toml", ".scenarios.toml");
        let path = std::path::Path::new(rules).parent().unwrap().join(beside);
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        for story in dueby_stories::read(&text, pack.path).unwrap() {
            let differences = story.differences(read).unwrap();
            assert!(differences.is_empty(), "{}: {differences:?}", story.title());
            told += 1;
        }
    }
    assert!(told > 50, "only {told} stories were found");
}

#[test]
fn packs_are_found_by_id_and_by_version() {
    let (_, bytes, _) = shipped();
    let archive = Archive::read(&bytes).unwrap();
    assert!(archive.pack_ids().eq({
        let mut ids: Vec<&str> = dueby_rules::PACKS.iter().map(|pack| pack.id).collect();
        ids.dedup();
        ids
    }));
    let versions = |name: &str| -> Vec<String> {
        let packs = archive.packs(name).unwrap();
        let version = |pack: &Pack| pack.version().unwrap_or_default().to_owned();
        packs.iter().map(version).collect()
    };
    let code = "england/complaint-handling-code";
    assert_eq!(versions(code), ["2022-04-01", "2024-04-01"]);
    assert_eq!(versions(&format!("{code}@2024-04-01")), ["2024-04-01"]);
    assert_eq!(versions("uk/gas-safety"), [""]);
    for name in ["england/complaint-handling", "uk/gas-safety@2020-01-01", ""] {
        let error = archive.packs(name).unwrap_err();
        assert_eq!(error.code(), Code::UnknownPack, "{name}");
    }
    let ids = dueby_rules::CALENDARS.iter().map(|calendar| calendar.id);
    assert!(archive.calendar_ids().eq(ids));
    assert!(archive.calendar("atlantis").unwrap().is_none());
}

#[test]
fn bytes_that_end_early_are_refused() {
    let (_, bytes, _) = shipped();
    let start = (0..2_000).chain((2_000..bytes.len()).step_by(101));
    for end in start {
        let error = Archive::read(&bytes[..end]).unwrap_err();
        assert_eq!(error.code(), Code::Syntax, "{end}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(Archive::read(&longer).unwrap_err().code(), Code::Syntax);
    let mut other = bytes;
    other[7] ^= 1;
    assert_eq!(Archive::read(&other).unwrap_err().code(), Code::Syntax);
}

/// Whatever is changed, what is read is rules or refused as no archive; nothing panics, and
/// nothing takes memory that only a wrong number asks for.
#[test]
fn changed_bytes_are_read_or_refused() {
    let office = "[calendar]\nid = \"office\"\ntitle = \"An office\"\nzone = \"Europe/London\"\n\
                  from = \"2026-01-01\"\nto = \"2026-03-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n\
                  [holidays]\n2026-01-01 = \"New Year's Day\"\n";
    let office = Calendar::from_toml(office, "office.toml").unwrap();
    let pack = dueby_rules::pack("landlords/heartbeat").unwrap();
    let bytes = Archive::write(&[office], &[pack.read().unwrap()]);
    let (mut refused, mut read_as_others) = (0, 0);
    // The pack and the calendar stand last; before them are the zones, which are many.
    let rules = bytes.len() - 1_000;
    let places = (12..rules).step_by(211).chain(rules..bytes.len());
    for (place, change) in places.zip([1, 2, 16, 127, 128, 255].into_iter().cycle()) {
        let mut changed = bytes.clone();
        changed[place] ^= change;
        match read(&changed) {
            Ok(_) => read_as_others += 1,
            Err(error) => {
                assert_eq!(error.code(), Code::Syntax, "{place} {change}");
                refused += 1;
            }
        }
    }
    assert!(refused > 100 && read_as_others > 100);
}
