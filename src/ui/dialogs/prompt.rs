//! One line of text, asked for. Where a day is asked for, what was understood is shown while it is typed.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Place, Reply};
use crate::app::follow_ups::{Agreed, agreed};
use crate::app::names::joined;
use crate::domain::matter::MatterKind;
use crate::exchange::routes::Format;
use crate::i18n::messages::{
    closing, day_report, follow_ups, importing, profile, quick, routes, settings, stock, visit as words, weeks,
};
use crate::i18n::{Lang, dates, day_words};
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{float, paint};

/// The question.
pub struct Prompt {
    ask: Ask,
    field: Field,
}

impl Prompt {
    /// A question with this text to begin with.
    pub fn new(ask: Ask, text: &str) -> Self {
        Self { ask, field: Field::new(text) }
    }

    fn asks_for_a_day(&self) -> bool {
        matches!(self.ask, Ask::StopToDay(_) | Ask::PlanOn(_) | Ask::MatterDue(..) | Ask::LateDay(_) | Ask::PutOff(_))
    }

    /// The day typed so far, if it is understood.
    fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        let text = self.field.text();
        let parse = if matches!(self.ask, Ask::LateDay(_)) { day_words::parse_past } else { day_words::parse };
        parse(&text, today)
    }

    /// What is understood of a day typed so far.
    fn hint(&self, shared: &Shared) -> Option<(String, Role)> {
        let (lang, today) = (shared.lang, shared.who.today);
        let text = self.field.text();
        if matches!(self.ask, Ask::Appointment(..) | Ask::Rearrange(..)) {
            return Some(match agreed(&text, today) {
                Some(Agreed { day, time, purpose }) => {
                    let time = time.map(dates::time).unwrap_or_default();
                    let understood = joined(lang, &[&dates::week_day(lang, day, today), &time, &purpose]);
                    (words::day_understood(lang, &understood), Role::Good)
                }
                None if text.trim().is_empty() => (follow_ups::agreed_hint(lang).to_owned(), Role::Dim),
                None => (follow_ups::not_agreed(lang).to_owned(), Role::Warning),
            });
        }
        if self.ask == Ask::RouteTo {
            let is_known = Format::of_file(text.trim().as_ref()).is_some();
            return Some((routes::file_hint(lang).to_owned(), if is_known { Role::Dim } else { Role::Warning }));
        }
        self.asks_for_a_day().then(|| match self.day(today) {
            Some(day) => (words::day_understood(lang, &dates::week_day(lang, day, today)), Role::Good),
            None if text.trim().is_empty() => {
                let past = matches!(self.ask, Ask::LateDay(_));
                (if past { words::day_hint_past(lang) } else { words::day_hint(lang) }.to_owned(), Role::Dim)
            }
            None => (words::day_not_understood(lang).to_owned(), Role::Warning),
        })
    }
}

/// The words of a question.
pub fn question(lang: Lang, ask: &Ask) -> String {
    let words = match ask {
        Ask::BoardRow(title) => return title.clone(),
        Ask::OtherWindow(tier, _) => return weeks::ask_window(lang, tier),
        Ask::CutOff(file) => return importing::ask_cut_off(lang, file),
        Ask::WhatIf => weeks::ask_what_if(lang),
        Ask::SkipReason(_) => words::ask_skip(lang),
        Ask::Appointment(..) => follow_ups::ask_appointment(lang),
        Ask::Rearrange(..) => follow_ups::ask_rearrange(lang),
        Ask::Outcome(_) => follow_ups::ask_outcome(lang),
        Ask::PutOff(_) => follow_ups::ask_put_off(lang),
        Ask::PutOffWhy(..) => follow_ups::ask_put_off_why(lang),
        Ask::WriteTo => day_report::ask_file(lang),
        Ask::RouteTo => routes::ask_file(lang),
        Ask::HandTo(_) => closing::ask_colleague(lang),
        Ask::StopToDay(_) => words::ask_to_day(lang),
        Ask::PinStop(_) => words::ask_pin(lang),
        Ask::PlanOn(_) => words::ask_plan_on(lang),
        Ask::AddToDay(_) => words::ask_add(lang),
        Ask::LateDay(_) => words::ask_late_day(lang),
        Ask::Matter(MatterKind::Promise) => words::ask_promise(lang),
        Ask::Matter(MatterKind::Errand) => words::ask_errand(lang),
        Ask::Matter(MatterKind::Complaint) => words::ask_complaint(lang),
        Ask::MatterDue(..) => words::ask_due(lang),
        Ask::OpenVisit => words::ask_open_visit(lang),
        Ask::Answered => words::ask_answered(lang),
        Ask::Setting(_) | Ask::HolidayFile => settings::file_title(lang),
        Ask::ImportFile => importing::ask_file(lang),
        Ask::ImportPath => importing::ask_path(lang),
        Ask::ImportField(_) => importing::ask_field(lang),
        Ask::ImportOptions => importing::options_title(lang),
        Ask::MergeWith(_) => profile::ask_merge_with(lang),
        Ask::Unmerge => profile::ask_unmerge(lang),
        Ask::WhichContact => profile::ask_contact(lang),
        Ask::RemoveContact => profile::ask_remove_contact(lang),
        Ask::Void(_) => profile::ask_void(lang),
        Ask::Product(_) => stock::ask_product(lang),
        Ask::WhoAsks => stock::ask_who(lang),
        Ask::WhatCame => stock::ask_came(lang),
        Ask::QuickWhere => quick::ask_where(lang),
        Ask::WhichTeam => stock::ask_team(lang),
        Ask::Cancel(_) => stock::ask_cancel(lang),
        Ask::Respond(_) => stock::ask_respond(lang),
        Ask::Takes(_) => stock::ask_takes(lang),
        Ask::Share(_) => stock::ask_share(lang),
        Ask::SayWhy(_) => stock::ask_say_why(lang),
        // These are asked by what has a title of its own.
        Ask::Account(_)
        | Ask::Common(_)
        | Ask::Dividing
        | Ask::Pause(_)
        | Ask::CloseDown(_)
        | Ask::Contact(_)
        | Ask::Propose
        | Ask::Merge(..)
        | Ask::Request(..)
        | Ask::Arrival(_)
        | Ask::Amend(_)
        | Ask::Tell(_) => "",
    };
    words.to_owned()
}

impl Layer for Prompt {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Dialog, Scope::Field]
    }

    fn typing(&self) -> bool {
        true
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Action(Action::Submit) => {
                let text = self.field.text().trim().to_owned();
                // A day that is not understood stays to be mended: the hint says so.
                let today = cx.shared.who.today;
                let mistyped = match self.ask {
                    Ask::Appointment(..) | Ask::Rearrange(..) => agreed(&text, today).is_none(),
                    Ask::RouteTo => Format::of_file(text.as_ref()).is_none(),
                    _ => self.asks_for_a_day() && self.day(today).is_none(),
                };
                if text.is_empty() || !mistyped {
                    cx.push(Effect::Reply(Reply::Text(self.ask.clone(), text)));
                }
            }
            Msg::Action(Action::Back) => {
                cx.push(Effect::Close);
                // One step back from the day of a matter are its words.
                if let Ask::MatterDue(kind, text) = &self.ask {
                    cx.push(Effect::Open(Place::Prompt(Ask::Matter(*kind), text.clone())));
                }
            }
            // The line may be lost: half a matter goes to the visit as it stands.
            Msg::Save => {
                let half = match &self.ask {
                    Ask::Matter(kind) if !self.field.is_empty() => Some(Ask::MatterDue(*kind, self.field.text())),
                    Ask::MatterDue(..) => Some(self.ask.clone()),
                    _ => None,
                };
                if let Some(ask) = half {
                    cx.push(Effect::Reply(Reply::Text(ask, String::new())));
                }
            }
            Msg::Key(chord) => drop(self.field.key(chord)),
            Msg::Paste(text) => self.field.insert(&text),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let hint = self.hint(shared);
        let height = if hint.is_some() { 2 } else { 1 };
        let inside = float::draw(area, (60, height), &question(shared.lang, &self.ask), buf, shared);
        if let Some((hint, role)) = hint {
            let row = paint::row(inside, 1);
            paint::text(buf, row.x, row.y, row.width, &hint, shared.style(role));
        }
        Some(self.field.draw(paint::row(inside, 0), buf, shared.style(Role::Strong)))
    }
}
