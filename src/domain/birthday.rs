//! Birthdays, by the solar or the lunar calendar, and the days on which they fall.

use chrono::{Datelike, Days, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::ChineseTraditional;
use serde::{Deserialize, Serialize};

/// A birthday, by the solar or the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    /// The year of birth, if it is known.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31, in the lunar calendar to 30.
    pub day: u8,
    /// Whether month and day are those of the lunar calendar.
    pub lunar: bool,
}

impl Birthday {
    /// A birthday, if there is such a day. 29 February needs no leap year where the year is not known.
    pub fn new(year: Option<i32>, month: u8, day: u8, lunar: bool) -> Option<Self> {
        let there = if lunar {
            (1..=12).contains(&month) && (1..=30).contains(&day)
        } else {
            NaiveDate::from_ymd_opt(year.unwrap_or(2000), month.into(), day.into()).is_some()
        };
        there.then_some(Self { year, month, day, lunar })
    }
}

/// Some days in a row, each with the birthdays that fall on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead(Vec<(NaiveDate, Falling)>);

/// The birthdays of a day: month and day by both calendars. Of a month's last day those of the days too that other years have behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Falling {
    solar: (u8, u8),
    /// By the lunar calendar; none in a leap month, which has no birthdays of its own.
    lunar: Option<(u8, u8)>,
    /// Whether the months end with it.
    ends: (bool, bool),
}

impl Ahead {
    /// So many days from this one on.
    pub fn new(from: NaiveDate, days: u64) -> Self {
        let day = |offset| from.checked_add_days(Days::new(offset));
        Self((0..days).filter_map(day).map(|day| (day, Falling::on(day))).collect())
    }

    /// The first of the days on which the birthday falls.
    pub fn falls(&self, birthday: Birthday) -> Option<NaiveDate> {
        self.0.iter().find(|(_, falling)| falling.has(birthday)).map(|(day, _)| *day)
    }
}

impl Falling {
    fn on(day: NaiveDate) -> Self {
        let solar = (narrow(day.month()), narrow(day.day()));
        let (mut lunar, mut lunar_ends) = (None, false);
        if let Ok(date) = Date::try_new_iso(day.year(), solar.0, solar.1) {
            let date = date.to_calendar(ChineseTraditional::default());
            let month = date.month().to_input();
            lunar_ends = date.day_of_month().0 == date.days_in_month();
            lunar = (!month.is_leap()).then_some((month.number(), date.day_of_month().0));
        }
        Self { solar, lunar, ends: (day.num_days_in_month() == solar.1, lunar_ends) }
    }

    fn has(self, birthday: Birthday) -> bool {
        let wanted = (birthday.month, birthday.day);
        let (here, ends) = if birthday.lunar { (self.lunar, self.ends.1) } else { (Some(self.solar), self.ends.0) };
        here.is_some_and(|here| here == wanted || ends && here.0 == wanted.0 && here.1 < wanted.1)
    }
}

fn narrow(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(0)
}
