//! Changing a setting: the form of a row, the record that comes back, what it would do before it is made, and removing.

use std::path::PathBuf;

use crate::app::command::Action;
use crate::app::effect::{Ask, Effect, Place, Toast, forget};
use crate::app::form::{Fault, Form};
use crate::app::names::label;
use crate::app::query::Query;
use crate::app::setup::forecast::{Forecast, Tally};
use crate::app::setup::{Asked, Setup, calendar, people, products, tiers};
use crate::domain::calendar::HolidayYear;
use crate::domain::change::Change;
use crate::domain::record::{Key, Kind, Record, holiday_year_id};
use crate::domain::tier::Tier;
use crate::exchange::holidays;
use crate::i18n::dates;
use crate::i18n::messages::{settings as words, visit as visit_words};
use crate::i18n::text::width;
use crate::ui::layer::Cx;

use super::sections::Section;
use super::{Pending, Settings, rows};

/// The form of a row, and what it asks for; none: of a new one.
fn form_of(section: Section, at: Option<usize>, setup: &Setup, cx: &Cx<'_>) -> Option<(Asked, Form)> {
    let (lang, me) = (cx.shared.lang, cx.shared.who.rep.id);
    let reference = &setup.reference;
    Some(match section {
        Section::Tiers => {
            let tier = at.and_then(|at| reference.tiers.get(at));
            let last = reference.tiers.iter().map(|tier| tier.rank).max().unwrap_or(0);
            (Asked::Tier(tier.map(|it| it.id)), tiers::form(lang, tier, last))
        }
        Section::Urgency => (Asked::Weights, tiers::weights_form(lang, &reference.weights)),
        Section::Calendar => {
            let years = calendar::years(&reference.holidays, cx.shared.who.today);
            let missing =
                years.iter().rev().copied().find(|year| !reference.holidays.iter().any(|it| it.year == *year));
            let next = missing.or_else(|| Some(years.first()? + 1)).unwrap_or_default();
            match at.and_then(|at| rows::year(at, setup, cx.shared)) {
                Some((year, Some(decree))) => (Asked::Year(Some(year)), calendar::form(lang, Some(&decree), next)),
                Some((year, None)) => (Asked::Year(None), calendar::form(lang, None, year)),
                None => (Asked::Year(None), calendar::form(lang, None, next)),
            }
        }
        Section::Leave => {
            let leave = at.and_then(|at| reference.leave.get(at));
            (Asked::Leave(leave.map(|it| it.id)), calendar::leave_form(lang, leave, &setup.reps, me))
        }
        Section::Products => {
            let product = at.and_then(|at| setup.products.get(at));
            (Asked::Product(product.map(|it| it.id)), products::form(lang, product))
        }
        Section::Beats => {
            let beat = at.and_then(|at| reference.beats.get(at));
            (Asked::Beat(beat.map(|it| it.id)), people::beat_form(lang, beat, &setup.reps, me))
        }
        Section::People => {
            let rep = at.and_then(|at| setup.reps.get(at));
            let form = people::rep_form(lang, rep, setup, cx.shared.who.rep.zone);
            (Asked::Rep(rep.map(|it| it.id)), form)
        }
        Section::Teams => {
            let team = at.and_then(|at| reference.teams.get(at));
            (Asked::Team(team.map(|it| it.id)), people::team_form(lang, team, setup))
        }
        Section::Look | Section::Keys => return None,
    })
}

/// Opens the form that asks for a file of holidays.
pub(super) fn open_file(cx: &mut Cx<'_>) {
    let form = calendar::file_form(cx.shared.lang);
    cx.push(Effect::Open(Place::Form(Ask::HolidayFile, form)));
}

/// A record before and after, and what it is called.
struct Draft {
    before: Option<Record>,
    after: Record,
    what: String,
}

/// The record that a form asks for; `setup` is what the form was made from, `tiers` those there are now.
fn draft(asked: &Asked, form: &Form, setup: &Setup, tiers: &[Tier], cx: &mut Cx<'_>) -> Result<Draft, Fault> {
    let (lang, today, me) = (cx.shared.lang, cx.shared.who.today, cx.shared.who.rep.id);
    let reference = &setup.reference;
    let people = (setup.reps.as_slice(), me);
    let draft = |before: Option<Record>, after: Record, what: String| Draft { before, after, what };
    Ok(match asked {
        Asked::Tier(id) => {
            let before = reference.tiers.iter().find(|it| Some(it.id) == *id).cloned();
            let after = tiers::tier(lang, form, id.unwrap_or_else(|| cx.id()), tiers)?;
            let what = words::what_tier(lang, &after.code);
            draft(before.map(Record::from), after.into(), what)
        }
        Asked::Weights => {
            let after = tiers::weights(form, &reference.weights);
            draft(Some(reference.weights.into()), after.into(), words::what_weights(lang).to_owned())
        }
        Asked::Year(year) => {
            let after = calendar::year(lang, form, today)?;
            if year.is_some_and(|year| year != after.year) {
                return Err((0, words::year_stays(lang).to_owned()));
            }
            year_draft(after, setup, cx)
        }
        Asked::Leave(id) => {
            let before = reference.leave.iter().find(|it| Some(it.id) == *id);
            let whose = (id.unwrap_or_else(|| cx.id()), before);
            let after = calendar::leave(lang, form, whose, people, today)?;
            let what = words::what_leave(lang, setup.rep_name(after.rep));
            draft(before.cloned().map(Record::from), after.into(), what)
        }
        Asked::Product(id) => {
            let before = setup.products.iter().find(|it| Some(it.id) == *id).cloned();
            let after = products::product(lang, form, id.unwrap_or_else(|| cx.id()))?;
            let what = after.name.clone();
            draft(before.map(Record::from), after.into(), what)
        }
        Asked::Beat(id) => {
            let before = reference.beats.iter().find(|it| Some(it.id) == *id);
            let after = people::beat(lang, form, (id.unwrap_or_else(|| cx.id()), before), people)?;
            let what = label(lang, &after.name).to_owned();
            draft(before.cloned().map(Record::from), after.into(), what)
        }
        Asked::Rep(id) => {
            let before = setup.reps.iter().find(|it| Some(it.id) == *id);
            let after = people::rep(lang, form, id.unwrap_or_else(|| cx.id()), before, setup)?;
            let what = after.name.clone();
            draft(before.cloned().map(Record::from), after.into(), what)
        }
        Asked::Team(id) => {
            let before = reference.teams.iter().find(|it| Some(it.id) == *id).cloned();
            let after = people::team(lang, form, id.unwrap_or_else(|| cx.id()), setup)?;
            let what = label(lang, &after.name).to_owned();
            draft(before.map(Record::from), after.into(), what)
        }
    })
}

fn year_draft(after: HolidayYear, setup: &Setup, cx: &Cx<'_>) -> Draft {
    let before = setup.reference.holidays.iter().rev().find(|it| it.year == after.year).cloned();
    let what = words::what_year(cx.shared.lang, after.year);
    Draft { before: before.map(Record::from), after: after.into(), what }
}

/// The change that makes one version into the other; none if they are the same.
fn change(before: Option<Record>, after: Record) -> Option<Change> {
    match before {
        // Only what was changed here: the rest stays as somebody else may have it meanwhile.
        Some(before) => Change::between(&before, after),
        None => Some(Change::Add(after)),
    }
}

impl Settings {
    /// Opens the form of a row; none: of a new one.
    pub(super) fn open(&mut self, section: Section, at: Option<usize>, cx: &mut Cx<'_>) {
        let made = self.setup.as_ref().and_then(|setup| form_of(section, at, setup, cx));
        if let Some((asked, form)) = made {
            self.made_from.clone_from(&self.setup);
            cx.push(Effect::Open(Place::Form(Ask::Setting(asked), form)));
        }
    }

    /// Takes a form back: the record is written at once, or what it would do is looked at first.
    pub(super) fn save(&mut self, asked: Asked, form: Form, cx: &mut Cx<'_>) {
        let (Some(setup), Some(made_from)) = (&self.setup, &self.made_from) else { return };
        let made = draft(&asked, &form, made_from, &setup.reference.tiers, cx);
        let ask = Ask::Setting(asked);
        match made {
            Ok(made) => self.consider(made, Some((ask, form)), cx),
            Err(fault) => reopen(ask, form, fault, cx),
        }
    }

    /// Asks for the holidays of a file.
    pub(super) fn read_file(&mut self, form: Form, cx: &mut Cx<'_>) {
        cx.push(Effect::Read(Query::HolidayFile(PathBuf::from(form.text(0)))));
        let key = Key::new(Kind::HolidayYear, holiday_year_id(0));
        let form = Some((Ask::HolidayFile, form));
        self.pending = Some(Pending { form, key, before: None, after: None, what: String::new() });
    }

    /// The holidays of a file, or why there are none.
    pub(super) fn take_file(&mut self, read: Result<HolidayYear, holidays::Fault>, cx: &mut Cx<'_>) {
        let (Some(Pending { form: Some((ask, form)), .. }), Some(setup)) = (self.pending.take(), &self.setup) else {
            return;
        };
        match read {
            Ok(year) => {
                let made = year_draft(year, setup, cx);
                self.consider(made, Some((ask, form)), cx);
            }
            Err(fault) => reopen(ask, form, (0, calendar::holiday_fault(cx.shared.lang, &fault)), cx),
        }
    }

    fn consider(&mut self, made: Draft, form: Option<(Ask, Form)>, cx: &mut Cx<'_>) {
        let Draft { before, after, what } = made;
        let key = after.key();
        if before.as_ref() == Some(&after) {
            cx.push(Effect::Say(Toast::note(visit_words::nothing_changed(cx.shared.lang))));
            if let Some((_, form)) = form {
                cx.push(Effect::Keep(forget(&form, cx.shared.who.rep.id)));
            }
            return;
        }
        let pending = Pending { form, key, before, after: Some(after), what };
        self.set_pending(pending, cx);
    }

    /// Looks at what a change would do, where it does something to the due list; else makes it.
    fn set_pending(&mut self, pending: Pending, cx: &mut Cx<'_>) {
        let (key, after) = (pending.key, pending.after.clone());
        // A new tier has no accounts yet.
        let weighs = key.kind == Kind::HolidayYear || (key.kind == Kind::Tier && pending.before.is_some());
        self.pending = Some(pending);
        if weighs {
            cx.push(Effect::Read(Query::Forecast(key, after.map(Box::new))));
        } else {
            self.agreed(true, cx);
        }
    }

    /// Shows what a change would do before it is made.
    pub(super) fn show_forecast(&mut self, forecast: &Forecast, cx: &mut Cx<'_>) {
        let Some(pending) = &self.pending else { return };
        let lang = cx.shared.lang;
        let mut lines = vec![words::forecast_accounts(lang, forecast.accounts, forecast.moved), String::new()];
        lines.extend(table(lang, forecast.now, forecast.then));
        if pending.key.kind == Kind::HolidayYear {
            lines.push(String::new());
            let month = |first| dates::month_of(lang, first);
            let shown = forecast
                .months
                .iter()
                .map(|(first, now, then)| words::forecast_month(lang, &month(*first), *now, *then));
            lines.extend(shown);
            if forecast.months.is_empty() {
                lines.push(words::forecast_same(lang).to_owned());
            }
        }
        if let (Some(Record::Tier(before)), Some(Record::Tier(after))) = (&pending.before, &pending.after)
            && tiers::counts_other_touches(before, after)
        {
            lines.extend([String::new(), words::forecast_touches(lang).to_owned()]);
        }
        let [enter, back] = [Action::Submit, Action::Back].map(|action| cx.shared.keymap.shown(action));
        lines.extend([String::new(), words::forecast_enter(lang, &enter, &back)]);
        let title = words::forecast_title(lang, &pending.what);
        let ask = pending.form.as_ref().map_or(Ask::Setting(Asked::Year(None)), |(ask, _)| ask.clone());
        cx.push(Effect::Open(Place::Confirm(ask, title, lines)));
    }

    /// Makes the change that waits, or goes back to its form.
    pub(super) fn agreed(&mut self, agreed: bool, cx: &mut Cx<'_>) {
        let Some(Pending { form, key, before, after, what }) = self.pending.take() else { return };
        let lang = cx.shared.lang;
        if !agreed {
            if let Some((ask, form)) = form {
                cx.push(Effect::Open(Place::Form(ask, form)));
            }
            return;
        }
        let said = match (&before, &after) {
            (_, None) => words::did_remove(lang, &what),
            (None, Some(Record::Rep(rep))) => words::did_add_rep(lang, &rep.name, &rep.code),
            (None, Some(_)) => words::did_add(lang, &what),
            (Some(_), Some(_)) => words::did_save(lang, &what),
        };
        let change = match after {
            Some(after) => change(before, after),
            None => Some(Change::Remove(key)),
        };
        cx.push(Effect::Write(change.into_iter().collect(), Toast::done(said)));
        if let Some((_, form)) = form {
            cx.push(Effect::Keep(forget(&form, cx.shared.who.rep.id)));
        }
    }

    /// Removes the selected row, if nothing rests on it.
    pub(super) fn remove(&mut self, cx: &mut Cx<'_>) {
        let (Some(at), Some(setup)) = (self.selected(), &self.setup) else { return };
        if !self.may(at) {
            self.refuse(cx);
            return;
        }
        let lang = cx.shared.lang;
        let record = match self.section {
            Section::Urgency | Section::Look | Section::Keys => return,
            Section::Calendar => {
                let Some((_, Some(decree))) = rows::year(at, setup, cx.shared) else { return };
                Record::from(decree)
            }
            section => match rows::record(section, at, setup) {
                Some(record) => record,
                None => return,
            },
        };
        let (what, reason) = named(&record, setup, cx);
        if let Some(reason) = reason {
            cx.push(Effect::Say(Toast::problem(words::in_use(lang, &what, &reason))));
            return;
        }
        let pending = Pending { form: None, key: record.key(), before: Some(record), after: None, what };
        if pending.key.kind == Kind::HolidayYear {
            self.set_pending(pending, cx);
        } else {
            self.pending = Some(pending);
            self.agreed(true, cx);
        }
    }
}

/// What a record is called, and why it may not go as far as is known here; the store knows the rest.
fn named(record: &Record, setup: &Setup, cx: &Cx<'_>) -> (String, Option<String>) {
    let lang = cx.shared.lang;
    match record {
        Record::Tier(it) => (words::what_tier(lang, &it.code), None),
        Record::HolidayYear(it) => (words::what_year(lang, it.year), None),
        Record::Leave(it) => (words::what_leave(lang, setup.rep_name(it.rep)), None),
        Record::Product(it) => (it.name.clone(), None),
        Record::Beat(it) => {
            let size = setup.sizes.get(&it.id);
            (label(lang, &it.name).to_owned(), size.map(|size| words::beat_in_use(lang, *size)))
        }
        Record::Rep(it) => {
            let me = it.id == cx.shared.who.rep.id;
            (it.name.clone(), me.then(|| words::not_yourself(lang).to_owned()))
        }
        Record::Team(it) => {
            let used = setup.reps.iter().any(|rep| rep.team == Some(it.id))
                || setup.reference.teams.iter().any(|team| team.parent == Some(it.id));
            (label(lang, &it.name).to_owned(), used.then(|| words::team_in_use(lang).to_owned()))
        }
        _ => (String::new(), None),
    }
}

fn reopen(ask: Ask, form: Form, (at, why): Fault, cx: &mut Cx<'_>) {
    // A long text leaves no room for it in the form.
    cx.push(Effect::Say(Toast::problem(why.clone())));
    cx.push(Effect::Open(Place::Form(ask, form.with_fault(at, why))));
}

/// The due list now and then, in columns.
fn table(lang: crate::i18n::Lang, now: Tally, then: Tally) -> Vec<String> {
    let rows = [
        (words::forecast_overdue(lang), now.overdue, then.overdue),
        (words::forecast_last_day(lang), now.last_day, then.last_day),
        (words::forecast_in_window(lang), now.in_window, then.in_window),
        (words::forecast_early(lang), now.early, then.early),
    ];
    let first = rows.iter().map(|(name, ..)| width(name)).max().unwrap_or(0);
    let right = |text: &str, cells: usize| format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))));
    let line = |name: &str, now: &str, then: &str| {
        format!("{name}{}{}{}", " ".repeat(first - width(name)), right(now, 8), right(then, 8))
    };
    let mut lines = vec![line("", words::forecast_now(lang), words::forecast_then(lang))];
    lines.extend(rows.iter().map(|(name, now, then)| line(name, &now.to_string(), &then.to_string())));
    lines
}
