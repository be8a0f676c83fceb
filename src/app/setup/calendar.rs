//! Forms of a year's holidays and of leave.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::{Calendar, HolidayYear};
use crate::domain::day::Span;
use crate::domain::ids::{LeaveId, RepId};
use crate::domain::people::{Leave, Rep};
use crate::exchange::holidays::{self, belongs};
use crate::i18n::messages::settings as words;
use crate::i18n::{Lang, day_words};

use super::super::form::{Fault, Form, Kind, days, days_text};

/// The form of a year; none: a new one, which is probably the next that is missing.
pub fn form(lang: Lang, year: Option<&HolidayYear>, next: i32) -> Form {
    let number = year.map_or(next, |it| it.year);
    let text = |days: &[NaiveDate]| days_text(&runs(days));
    Form::new(words::year_title(lang, number), format!("year:{}", year.map_or(0, |it| it.year)))
        .line(words::col_year(lang), Kind::Number(1900, 2200), number.to_string())
        .line(words::days_off(lang), Kind::Days, year.map(|it| text(&it.off)).unwrap_or_default())
        .hint(words::days_hint(lang, number))
        .line(words::make_up(lang), Kind::Days, year.map(|it| text(&it.working)).unwrap_or_default())
        .hint(words::make_up_hint(lang, number))
}

/// The year that a form asks for.
pub fn year(lang: Lang, form: &Form, today: NaiveDate) -> Result<HolidayYear, Fault> {
    let year = form.number(0).and_then(|year| i32::try_from(year).ok());
    let year = year.ok_or_else(|| (0, words::year_needed(lang).to_owned()))?;
    // Days without a year are those of the form's.
    let seen = NaiveDate::from_ymd_opt(year, 1, 1).map_or(today, |first| first.pred_opt().unwrap_or(first));
    let list = |at: usize| {
        let mut all = Vec::new();
        for span in days(form.text(at), seen).unwrap_or_default() {
            if let Some(day) = [span.first, span.end()].into_iter().find(|day| !belongs(*day, year)) {
                return Err((at, words::day_elsewhere(lang, &day.to_string(), year)));
            }
            all.extend(span.first.iter_days().take_while(|day| *day <= span.end()));
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    };
    let (off, working) = (list(1)?, list(2)?);
    if let Some(day) = working.iter().find(|day| off.contains(day)) {
        return Err((2, words::day_both(lang, &day.to_string())));
    }
    Ok(HolidayYear { year, off, working })
}

/// Days in runs.
fn runs(days: &[NaiveDate]) -> Vec<Span> {
    let mut days = days.to_vec();
    days.sort_unstable();
    let mut runs: Vec<Span> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.end().succ_opt() == Some(day) => run.last = Some(day),
            _ => runs.push(Span::new(day, day)),
        }
    }
    runs
}

/// Working days of a whole year.
pub fn working_days(calendar: &Calendar, year: i32) -> i64 {
    let before = NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
    calendar.ordinal(last) - calendar.ordinal(before)
}

/// The years to show, the latest first: those that were decreed, this one and the next.
pub fn years(decreed: &[HolidayYear], today: NaiveDate) -> Vec<i32> {
    let mut years: Vec<i32> = decreed.iter().map(|it| it.year).chain([today.year(), today.year() + 1]).collect();
    years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    years
}

/// Why a file is not taken, in words.
pub fn holiday_fault(lang: Lang, fault: &holidays::Fault) -> String {
    match fault {
        holidays::Fault::Missing => words::file_missing(lang).to_owned(),
        holidays::Fault::Unreadable(why) => words::file_unreadable(lang, why),
        holidays::Fault::TooLarge => words::file_too_large(lang).to_owned(),
        holidays::Fault::Form(line) => words::file_form(lang, *line),
        holidays::Fault::Year(year) => words::file_year(lang, *year),
        holidays::Fault::NoDays => words::file_no_days(lang).to_owned(),
        holidays::Fault::Day(text) => words::file_day(lang, text),
        holidays::Fault::OtherYear(day) => words::file_other_year(lang, &day.to_string()),
        holidays::Fault::Both(day) => words::day_both(lang, &day.to_string()),
    }
}

/// The form that asks for a file.
pub fn file_form(lang: Lang) -> Form {
    Form::new(words::file_title(lang), "holiday-file")
        .line(words::file_path(lang), Kind::Needed, "")
        .hint(words::file_hint(lang))
}

/// The form of leave. Whose it is and who covers is asked where there is somebody to choose.
pub fn leave_form(lang: Lang, leave: Option<&Leave>, reps: &[Rep], me: RepId) -> Form {
    let id = leave.map_or_else(|| "new".to_owned(), |it| it.id.0.simple().to_string());
    let first = leave.map(|it| it.span.first.to_string()).unwrap_or_default();
    let last = leave.and_then(|it| it.span.last).map(|day| day.to_string()).unwrap_or_default();
    let form = Form::new(words::leave_title(lang), format!("leave:{id}"))
        .line(words::first_day(lang), Kind::Day, first)
        .hint(words::first_day_hint(lang))
        .line(words::last_day(lang), Kind::Day, last)
        .hint(words::last_day_hint(lang));
    if reps.len() < 2 {
        return form;
    }
    let whose = leave.map_or(me, |it| it.rep);
    let names: Vec<String> = reps.iter().map(|rep| rep.name.clone()).collect();
    let place = |id| reps.iter().position(|rep| rep.id == id);
    form.one(words::col_who(lang), names.clone(), place(whose).unwrap_or(0)).one_or(
        words::col_cover(lang),
        words::nobody(lang),
        names,
        leave.and_then(|it| it.cover).and_then(place),
    )
}

/// The leave that a form asks for.
pub fn leave(
    lang: Lang,
    form: &Form,
    (id, before): (LeaveId, Option<&Leave>),
    (reps, me): (&[Rep], RepId),
    today: NaiveDate,
) -> Result<Leave, Fault> {
    let first = day_words::parse(form.text(0), today).ok_or_else(|| (0, words::first_day_needed(lang).to_owned()))?;
    let last = match form.text(1) {
        "" => None,
        text => Some(day_words::parse(text, first).ok_or_else(|| (1, words::ends_before(lang).to_owned()))?),
    };
    if last.is_some_and(|last| last < first) {
        return Err((1, words::ends_before(lang).to_owned()));
    }
    let asked = form.entries.len() > 2;
    let rep = if asked { reps.get(form.chosen(2)).map(|rep| rep.id) } else { before.map(|it| it.rep) };
    let rep = rep.unwrap_or(me);
    let cover = if asked {
        form.chosen_or(3).and_then(|at| reps.get(at)).map(|rep| rep.id)
    } else {
        before.and_then(|it| it.cover)
    };
    if cover == Some(rep) {
        return Err((3, words::covers_self(lang).to_owned()));
    }
    Ok(Leave { id, rep, span: Span { first, last }, cover })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::shipped_holidays;

    #[test]
    fn a_year_comes_back_from_its_form_as_it_was() {
        let today = "2026-11-20".parse().unwrap();
        for decree in shipped_holidays() {
            let form = form(Lang::En, Some(&decree), 2027);
            let back = year(Lang::En, &form, today).unwrap();
            let sorted = |days: &[NaiveDate]| {
                let mut days = days.to_vec();
                days.sort_unstable();
                days
            };
            assert_eq!((back.off, back.working), (sorted(&decree.off), sorted(&decree.working)), "{}", decree.year);
        }
    }

    #[test]
    fn days_of_a_year_are_its_own_and_not_both() {
        let today = "2026-11-20".parse().unwrap();
        let form = |off: &str, working: &str| {
            Form::new("", "").line("", Kind::Number(1900, 2200), "2027").line("", Kind::Days, off).line(
                "",
                Kind::Days,
                working,
            )
        };
        let days = |text: &str| year(Lang::En, &form(text, ""), today).map(|it| it.off.len());
        assert_eq!(days("1-1..1-3, 2027-05-01, 2026-12-31"), Ok(5), "days without a year are the form's");
        assert_eq!(days("2025-05-01").unwrap_err().0, 1);
        assert_eq!(days("2027-01-01..9999-12-31").unwrap_err().0, 1);
        assert_eq!(year(Lang::En, &form("2027-05-01", "2027-05-01"), today).unwrap_err().0, 2);
    }
}
