//! The shipped calendar against an independent list of bank holidays, day by day.

use chrono::NaiveDate;
use dueby::Calendar;
use dueby_tests::read;
use serde_json::Value;

#[test]
fn england_and_wales() {
    let list: Value =
        serde_json::from_str(&read("tests/vectors/bank-holidays-england-and-wales.json")).unwrap();
    let found = dueby_rules::calendar("england-and-wales").unwrap();
    let calendar = Calendar::from_toml(found.text, found.path).unwrap();
    let (from, to) = calendar.span();
    assert_eq!(from.to_string(), list["from"].as_str().unwrap());
    assert_eq!(to.to_string(), list["to"].as_str().unwrap());
    let holidays = list["holidays"].as_object().unwrap();
    let mut differences = Vec::new();
    let mut date: NaiveDate = from;
    while date <= to {
        let weekend = matches!(date.format("%a").to_string().as_str(), "Sat" | "Sun");
        let expected = !weekend && !holidays.contains_key(&date.to_string());
        if calendar.is_working_day(date).unwrap() != expected {
            differences.push(date);
        }
        date = date.succ_opt().unwrap();
    }
    assert!(differences.is_empty(), "{differences:?}");
}

/// The moved and one-off days, each from its proclamation.
#[test]
fn moved_and_one_off_days() {
    let found = dueby_rules::calendar("england-and-wales").unwrap();
    let calendar = Calendar::from_toml(found.text, found.path).unwrap();
    for (date, working) in [
        // 2012: the spring holiday moved to 4 June, with the Diamond Jubilee after it.
        ("2012-05-28", true),
        ("2012-06-04", false),
        ("2012-06-05", false),
        // 2020: the early May holiday moved to VE day.
        ("2020-05-04", true),
        ("2020-05-08", false),
        // 2022: the spring holiday moved to 2 June, with the Platinum Jubilee after it.
        ("2022-05-30", true),
        ("2022-06-02", false),
        ("2022-06-03", false),
        // 2022: the State Funeral. 2023: the Coronation.
        ("2022-09-19", false),
        ("2023-05-08", false),
    ] {
        let day: NaiveDate = date.parse().unwrap();
        assert_eq!(calendar.is_working_day(day).unwrap(), working, "{date}");
    }
}
