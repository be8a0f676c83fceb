//! A form: several values, one in hand, each said to be good or not while it is typed. What is typed is kept like a draft until it is saved,
//! so that a form left by mistake or by a lost line is there again.

use chrono::{DateTime, Utc};
use ratatui::layout::{Position, Rect};

use crate::app::chord::{Chord, Key};
use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Reply, Toast, forget, form_setting};
use crate::app::form::{Form, Kind, Value, birthday};
use crate::app::names;
use crate::app::query::{Answer, Query};
use crate::i18n::messages::{forms as words, visit as visit_words};
use crate::i18n::text::width;
use crate::i18n::{dates, day_words};
use crate::store::Keep;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::unkept::Unkept;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{float, paint};

/// The form on the screen.
pub struct FormDialog {
    ask: Ask,
    form: Form,
    /// One for each entry; empty for choices.
    fields: Vec<Field>,
    focus: usize,
    /// Which of several marks is in hand.
    mark: usize,
    unkept: Unkept,
}

/// Cells of the values.
const ROOM: u16 = 44;

impl FormDialog {
    /// A form to be filled in. One that is shown again because of a fault begins there.
    pub fn new(ask: Ask, form: Form) -> Self {
        let focus = form.fault.as_ref().map_or(0, |(at, _)| *at).min(form.entries.len().saturating_sub(1));
        let fields = fields(&form);
        Self { ask, form, fields, focus, mark: 0, unkept: Unkept::default() }
    }

    fn value(&self) -> Option<&Value> {
        self.form.entries.get(self.focus).map(|entry| &entry.value)
    }

    fn is_text(&self) -> bool {
        matches!(self.value(), Some(Value::Text(..)))
    }

    fn step(&mut self, forward: bool) {
        let count = self.form.entries.len().max(1);
        self.go_to((self.focus + if forward { 1 } else { count - 1 }) % count);
    }

    fn go_to(&mut self, entry: usize) {
        self.focus = entry;
        self.mark = 0;
    }

    fn edited(&mut self, cx: &Cx<'_>) {
        if let (Some(entry), Some(field)) = (self.form.entries.get_mut(self.focus), self.fields.get(self.focus))
            && let Value::Text(_, text) = &mut entry.value
        {
            *text = field.text();
        }
        self.form.fault = None;
        self.unkept.edited(cx.shared.who.now);
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        if self.unkept.take() {
            let (rep, name, value) = (cx.shared.who.rep.id, form_setting(&self.form), self.form.typed());
            cx.push(Effect::Keep(Keep::Setting { rep, name, value }));
        }
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let bad = |at: &usize| !self.is_good(*at, cx.shared);
        if let Some(at) = (0..self.form.entries.len()).find(bad) {
            self.focus = at;
            let why = self.said(at, cx.shared).map(|(text, _)| text).unwrap_or_default();
            cx.push(Effect::Say(Toast::problem(why)));
            return;
        }
        self.unkept.edited(cx.shared.who.now);
        self.keep(cx);
        cx.push(Effect::Reply(Reply::Form(self.ask.clone(), Form { fault: None, ..self.form.clone() })));
    }

    fn is_good(&self, at: usize, shared: &Shared) -> bool {
        match &self.form.entries[at].value {
            Value::Text(kind, text) => kind.takes(text, shared.who.today),
            _ => true,
        }
    }

    /// What is said about an entry: a fault, a day as it is understood, or what can be written there.
    fn said(&self, at: usize, shared: &Shared) -> Option<(String, Role)> {
        let (lang, today) = (shared.lang, shared.who.today);
        let entry = &self.form.entries[at];
        if let Some((_, why)) = self.form.fault.as_ref().filter(|(place, _)| *place == at) {
            return Some((why.clone(), Role::Warning));
        }
        let Value::Text(kind, text) = &entry.value else { return None };
        if !kind.takes(text, today) {
            let why = match kind {
                Kind::Any | Kind::Needed => words::needed(lang).to_owned(),
                Kind::Number(least, most) => words::number_between(lang, *least, *most),
                Kind::Decimal => words::not_a_number(lang).to_owned(),
                Kind::Day => visit_words::day_not_understood(lang).to_owned(),
                Kind::Time => words::not_a_time(lang).to_owned(),
                Kind::Hours => words::not_hours(lang).to_owned(),
                Kind::Days => words::not_days(lang).to_owned(),
                Kind::Place => words::not_a_place(lang).to_owned(),
                Kind::Birthday => words::not_a_birthday(lang).to_owned(),
            };
            // What is empty and in hand is still being typed.
            let role = if text.trim().is_empty() { Role::Dim } else { Role::Warning };
            return Some((why, role));
        }
        match (kind, day_words::parse(text, today)) {
            (Kind::Day, Some(day)) => {
                Some((visit_words::day_understood(lang, &dates::week_day(lang, day, today)), Role::Good))
            }
            (Kind::Birthday, _) if !text.trim().is_empty() => {
                let shown = names::birthday(lang, birthday(text)?);
                Some((visit_words::day_understood(lang, &shown), Role::Good))
            }
            _ if text.is_empty() && !entry.hint.is_empty() => Some((entry.hint.clone(), Role::Dim)),
            _ => None,
        }
    }

    fn choose(&mut self, forward: bool, cx: &Cx<'_>) {
        let Some(entry) = self.form.entries.get_mut(self.focus) else { return };
        match &mut entry.value {
            Value::One(options, chosen) if !options.is_empty() => {
                *chosen = (*chosen + if forward { 1 } else { options.len() - 1 }) % options.len();
            }
            Value::Some(options) if !options.is_empty() => {
                self.mark = (self.mark + if forward { 1 } else { options.len() - 1 }) % options.len();
                return;
            }
            _ => return,
        }
        self.edited(cx);
    }

    fn toggle(&mut self, cx: &Cx<'_>) {
        match self.form.entries.get_mut(self.focus).map(|entry| &mut entry.value) {
            Some(Value::Some(options)) => {
                if let Some((_, marked)) = options.get_mut(self.mark) {
                    *marked = !*marked;
                    self.edited(cx);
                }
            }
            Some(Value::One(..)) => self.choose(true, cx),
            _ => {}
        }
    }

    fn key(&mut self, chord: Chord, cx: &Cx<'_>) {
        if self.is_text() {
            if self.fields.get_mut(self.focus).is_some_and(|field| field.key(chord)) {
                self.edited(cx);
            }
        } else if let Some(letter) = chord.narrowed().text() {
            self.jump(letter, cx);
        } else if chord.key == Key::Backspace {
            self.choose(false, cx);
        }
    }

    /// Goes to the next option that begins with a letter.
    fn jump(&mut self, letter: char, cx: &Cx<'_>) {
        let Some(Value::One(options, chosen)) = self.form.entries.get_mut(self.focus).map(|entry| &mut entry.value)
        else {
            return;
        };
        let begins = |option: &String| option.to_lowercase().starts_with(letter.to_ascii_lowercase());
        let after = (1..=options.len()).map(|step| (*chosen + step) % options.len());
        if let Some(found) = after.into_iter().find(|at| begins(&options[*at])) {
            *chosen = found;
            self.edited(cx);
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) {
        match action {
            Action::NextField | Action::Down => self.step(true),
            Action::PreviousField | Action::Up => self.step(false),
            Action::Submit if self.focus + 1 < self.form.entries.len() => self.step(true),
            Action::Submit | Action::SaveForm => self.save(cx),
            Action::Right => self.choose(true, cx),
            Action::Left => self.choose(false, cx),
            Action::Toggle => self.toggle(cx),
            Action::StartOver => {
                self.form.start_over();
                self.form.fault = None;
                self.fields = fields(&self.form);
                self.unkept = Unkept::default();
                cx.push(Effect::Keep(forget(&self.form, cx.shared.who.rep.id)));
            }
            Action::Back => {
                self.keep(cx);
                if self.form.is_changed() {
                    cx.push(Effect::Say(Toast::note(words::left_kept(cx.shared.lang))));
                }
                cx.push(Effect::Close);
            }
            _ => {}
        }
    }

    fn draw_value(&self, at: usize, row: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let focused = self.focus == at;
        match &self.form.entries[at].value {
            Value::Text(..) => {
                let style = shared.style(if focused { Role::Strong } else { Role::Text });
                let field = self.fields.get(at)?;
                let caret = field.draw(row, buf, style);
                let used = width(&field.text()) as u16 + 2;
                if let Some((text, role)) = self.said(at, shared).filter(|(_, role)| focused || *role == Role::Warning)
                {
                    let x = row.x + used.min(row.width);
                    paint::text(buf, x, row.y, row.right().saturating_sub(x), &text, shared.style(role));
                }
                focused.then_some(caret)
            }
            Value::One(options, chosen) => {
                let text = options.get(*chosen).map_or("", String::as_str);
                let style = shared.style(if focused { Role::Strong } else { Role::Text });
                let hint = if focused { "  < >" } else { "" };
                paint::pieces(buf, row, &[(text, style), (hint, shared.style(Role::Key))]);
                None
            }
            Value::Some(options) => {
                let mut x = row.x;
                for (n, (text, marked)) in options.iter().enumerate() {
                    let role = match (focused && self.mark == n, marked) {
                        (true, _) => Role::Tab,
                        (false, true) => Role::Text,
                        (false, false) => Role::Dim,
                    };
                    let shown = format!("[{}] {text}", if *marked { 'x' } else { ' ' });
                    let wide = paint::text(buf, x, row.y, row.right().saturating_sub(x), &shown, shared.style(role));
                    buf.hit(Rect { x, width: wide, ..row }, Hit::Choice(at, n));
                    x += wide + 2;
                }
                None
            }
        }
    }
}

fn fields(form: &Form) -> Vec<Field> {
    let text = |value: &Value| if let Value::Text(_, text) = value { Field::new(text) } else { Field::default() };
    form.entries.iter().map(|entry| text(&entry.value)).collect()
}

impl Layer for FormDialog {
    fn scopes(&self) -> &'static [Scope] {
        if self.is_text() {
            &[Scope::Form, Scope::Dialog, Scope::List, Scope::Field]
        } else {
            &[Scope::Form, Scope::Choice, Scope::Dialog, Scope::List, Scope::Field]
        }
    }

    fn typing(&self) -> bool {
        self.is_text()
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::StartOver => self.form.is_changed(),
            Action::Editor => false,
            _ => true,
        }
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh if self.form.fault.is_none() && self.unkept.due().is_none() => {
                cx.push(Effect::Read(Query::Setting(form_setting(&self.form))));
            }
            Msg::Answer(Answer::Setting(kept)) if self.form.restore(&kept) => {
                self.fields = fields(&self.form);
                let key = cx.shared.keymap.shown(Action::StartOver);
                cx.push(Effect::Say(Toast::note(words::restored(cx.shared.lang, &key))));
            }
            Msg::Action(action) => self.action(action, cx),
            Msg::Key(chord) => self.key(chord, cx),
            Msg::Click(Hit::Row(at)) if at == self.focus => self.choose(true, cx),
            Msg::Click(Hit::Row(at)) => self.go_to(at),
            Msg::Click(Hit::Choice(at, nth)) => {
                self.go_to(at);
                self.mark = nth;
                self.toggle(cx);
            }
            Msg::Paste(text) => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.insert(&text);
                    self.edited(cx);
                }
            }
            Msg::Wake | Msg::Save => self.keep(cx),
            Msg::NotKept => self.unkept.not_kept(cx.shared.who.now),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let entries = &self.form.entries;
        let column = entries.iter().map(|entry| width(&entry.label)).max().unwrap_or(0) as u16 + 4;
        let column = column.min(area.width / 2);
        let inside = float::draw(area, (column + ROOM, entries.len() as u16), &self.form.title, buf, shared);
        let rows = usize::from(inside.height).max(1);
        let first = (self.focus + 1).saturating_sub(rows);
        let mut caret = None;
        for (n, at) in (first..entries.len()).take(rows).enumerate() {
            let row = paint::row(inside, n as u16);
            buf.hit(row, Hit::Row(at));
            let focused = self.focus == at;
            if focused {
                paint::text(buf, row.x, row.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
            }
            let style = shared.style(if focused { Role::Strong } else { Role::Dim });
            paint::text(buf, row.x + 2, row.y, column.saturating_sub(3), &entries[at].label, style);
            let value = Rect { x: row.x + column, width: row.width.saturating_sub(column), ..row };
            caret = self.draw_value(at, value, buf, shared).or(caret);
        }
        float::draw_extent(inside, first, entries.len(), buf, shared);
        caret
    }

    fn wake_at(&self) -> Option<DateTime<Utc>> {
        self.unkept.due()
    }
}
