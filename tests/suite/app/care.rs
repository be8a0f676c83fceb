//! Birthdays that are near: flagged in the lists, told in the brief, worth their points once.

use chrono::{Datelike, Days, NaiveDate};
use rounds::app::policy::Policy;
use rounds::domain::account::{Contact, ContactRole};
use rounds::domain::birthday::Birthday;
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, ContactId};
use rounds::domain::urgency::Term;
use rounds::i18n::Lang;
use rounds::store::Store as _;
use uuid::Uuid;

use crate::flow::NEXT;
use crate::support::demo::Demo;

fn solar(day: NaiveDate) -> Birthday {
    Birthday::new(Some(1980), day.month() as u8, day.day() as u8, false).expect("a day")
}

fn person(n: u128, account: AccountId, birthday: Birthday) -> Change {
    let id = ContactId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n));
    Change::Set(Contact { birthday: Some(birthday), ..Contact::new(id, account, "李", ContactRole::Clerk) }.into())
}

/// How often the term stands in an account's score, and the day of the birthday that its row tells.
fn care(demo: &Demo, account: AccountId) -> (usize, Option<NaiveDate>) {
    let policy = Policy::new(&demo.store().reference(demo.viewer()).unwrap());
    let row = demo.book().into_iter().find(|row| row.account == account).unwrap();
    let care = row.care;
    let terms = policy.line(row, demo.today()).score.terms;
    (terms.iter().filter(|(term, points)| *term == Term::CareNear && *points > 0.0).count(), care)
}

#[test]
fn a_birthday_counts_from_a_week_before_it_and_once_however_many_there_are() {
    let demo = Demo::new();
    let (quiet, today) = ("阿强烟酒", demo.today());
    let account = demo.account(quiet).account;
    for contact in demo.store().brief(demo.viewer(), account).unwrap().unwrap().contacts {
        demo.apply(None, vec![Change::Set(Contact { birthday: None, ..contact }.into())]);
    }
    assert_eq!(care(&demo, account), (0, None));
    for (n, ahead, counts) in [(1, 8, 0), (2, 7, 1), (3, 3, 1), (4, 0, 1), (5, 5, 1)] {
        demo.apply(None, vec![person(n, account, solar(today + Days::new(ahead)))]);
        let (found, day) = care(&demo, account);
        assert_eq!(found, counts, "in {ahead} days");
        let nearest = [7, 3, 0].into_iter().filter(|it| n > 1 && *it >= if n > 3 { 0 } else { ahead }).min();
        assert_eq!(day, nearest.map(|it| today + Days::new(it)), "in {ahead} days");
    }
    // The day before is a year away.
    let other = demo.account("大众超市").account;
    let before = care(&demo, other);
    demo.apply(None, vec![person(9, other, solar(today - Days::new(1)))]);
    assert_eq!(care(&demo, other), before);
}

#[test]
fn a_lunar_birthday_is_flagged_and_told() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        // The twentieth of November 2026 is the twelfth of the tenth month.
        let birthday = Birthday::new(None, 10, 14, true).unwrap();
        let account = demo.account(NEXT).account;
        demo.apply(None, vec![person(1, account, birthday)]);
        assert_eq!(care(&demo, account).1, NaiveDate::from_ymd_opt(2026, 11, 22));
        let mut stage = demo.stage(lang, (120, 36));
        let text = stage.text();
        let mut lists = text.lines().map(|row| row.split('│').next().unwrap().trim_end());
        let list = lists.find(|list| list.contains(NEXT)).unwrap();
        assert!(list.ends_with(" b"), "{list}");
        let told = if lang == Lang::En { "birthday Sun 22 Nov" } else { "生日" };
        assert!(stage.text().contains(told), "{}", stage.text());
        stage.keys("w");
        let why = if lang == Lang::En { "a birthday is near" } else { "近日有人生日" };
        assert!(stage.text().contains(why), "{}", stage.text());
    }
}
