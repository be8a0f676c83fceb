//! The first start on an empty database: in which language, who are you, and what to begin with. Nothing is made before the last question
//! is answered.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::chord::Chord;
use crate::app::command::{Action, Scope};
use crate::app::event::Event;
use crate::app::keymap::Keymap;
use crate::i18n::Lang;
use crate::i18n::messages::{common, welcome as words};
use crate::i18n::text::wrap;

use super::glyphs::Glyphs;
use super::theme::{Role, Theme};
use super::widgets::field::Field;
use super::widgets::list::Cursor;
use super::widgets::paint;

/// The questions.
pub struct Welcome {
    lang: Lang,
    theme: Theme,
    glyphs: Glyphs,
    keymap: Keymap,
    step: Step,
    cursor: Cursor,
    field: Field,
    dirty: bool,
    done: bool,
    answer: Option<First>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// The language.
    pub lang: Lang,
    /// The name.
    pub name: String,
    /// What to begin with.
    pub begin: Begin,
}

/// What one begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// A list from a spreadsheet.
    Import,
    /// Nothing.
    Empty,
    /// A territory to look at. Nothing is made.
    Demo,
}

const BEGINNINGS: [Begin; 3] = [Begin::Import, Begin::Empty, Begin::Demo];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Language,
    Name,
    Begin,
}

impl Welcome {
    /// The questions, with a language and a name to begin with.
    pub fn new(lang: Lang, theme: Theme, glyphs: Glyphs, keymap: Keymap, name: &str) -> Self {
        let mut welcome = Self {
            lang,
            theme,
            glyphs,
            keymap,
            step: Step::Language,
            cursor: Cursor::default(),
            field: Field::new(name),
            dirty: true,
            done: false,
            answer: None,
        };
        welcome.ask(Step::Language);
        welcome
    }

    /// What was answered; none if the questions were left.
    pub fn answer(self) -> Option<First> {
        self.answer
    }

    /// Takes one event.
    pub fn handle(&mut self, _now: DateTime<Utc>, event: Event) {
        match event {
            Event::Key(chord) => self.key(chord),
            Event::Paste(text) if self.step == Step::Name => self.field.insert(&text),
            Event::Hangup => self.done = true,
            _ => {}
        }
        self.dirty = true;
    }

    fn key(&mut self, chord: Chord) {
        let typing = self.step == Step::Name;
        let scopes: &[Scope] = if typing { &[Scope::Dialog] } else { &[Scope::Dialog, Scope::List] };
        let action = self.keymap.action(scopes, chord).filter(|_| !typing || chord.text().is_none());
        match action {
            Some(Action::Submit) => self.go_on(),
            Some(Action::Back) => match self.step {
                Step::Language => self.done = true,
                Step::Name => self.ask(Step::Language),
                Step::Begin => self.ask(Step::Name),
            },
            Some(action) if self.cursor.moved(action) => self.point(),
            _ if typing => drop(self.field.key(chord)),
            _ => {
                // A choice by its number.
                let number =
                    chord.text().and_then(|text| text.to_digit(10)).and_then(|it| (it as usize).checked_sub(1));
                if let Some(at) = number.filter(|at| *at < self.choices().len()) {
                    self.cursor.select(at);
                    self.point();
                    self.go_on();
                }
            }
        }
    }

    /// The language that is pointed at is spoken at once.
    fn point(&mut self) {
        if self.step == Step::Language {
            self.lang = self.cursor.selected().and_then(|at| Lang::ALL.get(at).copied()).unwrap_or(self.lang);
        }
    }

    fn go_on(&mut self) {
        match self.step {
            Step::Language => self.ask(Step::Name),
            Step::Name if self.field.text().trim().is_empty() => {}
            Step::Name => self.ask(Step::Begin),
            Step::Begin => {
                let begin = self.cursor.selected().and_then(|at| BEGINNINGS.get(at).copied()).unwrap_or(Begin::Empty);
                let name = self.field.text().trim().to_owned();
                (self.answer, self.done) = (Some(First { lang: self.lang, name, begin }), true);
            }
        }
    }

    fn ask(&mut self, step: Step) {
        self.step = step;
        let choices = self.choices().len();
        self.cursor.set_len(choices);
        self.cursor.set_height(choices.max(1));
        let spoken = Lang::ALL.iter().position(|lang| *lang == self.lang);
        self.cursor.select(if step == Step::Language { spoken.unwrap_or(0) } else { 0 });
    }

    /// What can be chosen now.
    fn choices(&self) -> Vec<&'static str> {
        match self.step {
            Step::Language => Lang::ALL.map(common::language_name).into(),
            Step::Name => Vec::new(),
            Step::Begin => {
                let of = |begin| match begin {
                    Begin::Import => words::begin_import(self.lang),
                    Begin::Empty => words::begin_empty(self.lang),
                    Begin::Demo => words::begin_demo(self.lang),
                };
                BEGINNINGS.map(of).into()
            }
        }
    }

    /// Whether there is something to draw.
    pub fn dirty(&self) -> bool {
        self.dirty
    }

    /// Nothing here needs painting whole.
    pub fn repaint(&mut self) -> bool {
        false
    }

    /// The mouse selects text here.
    pub fn mouse(&self) -> bool {
        false
    }

    /// The marks stay as they are.
    pub fn measures(&self) -> bool {
        false
    }

    /// There is nothing to edit.
    pub fn to_edit(&mut self) -> Option<String> {
        None
    }

    /// A text for the clipboard of the terminal: there is none.
    pub fn copied(&mut self) -> Option<String> {
        None
    }

    /// Nothing here wants to be woken.
    pub fn wake_in(&self, _now: DateTime<Utc>) -> Option<Duration> {
        None
    }

    /// Whether it was answered or left.
    pub fn done(&self) -> bool {
        self.done
    }

    /// Draws the question.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.dirty = false;
        let area = frame.area();
        let buf = frame.buffer_mut();
        buf.set_style(area, self.theme.style(Role::Ground));
        if let Some(caret) = self.draw_in(area, buf) {
            frame.set_cursor_position(caret);
        }
    }

    fn draw_in(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let lang = self.lang;
        let inside = Rect { x: area.x + 4.min(area.width), width: area.width.saturating_sub(8), ..area };
        let line = |at: u16| paint::row(inside, area.height / 4 + at);
        let text = |at: u16, text: &str, role: Role, buf: &mut Buffer| {
            let row = line(at);
            paint::text(buf, row.x, row.y, row.width, text, self.theme.style(role));
        };
        let name = format!("{} {}", common::product(Lang::Zh), common::product(Lang::En));
        text(0, &name, Role::Accent, buf);
        let (question, hint) = match self.step {
            Step::Language => (words::ask_language(lang), words::hint_language(lang)),
            Step::Name => (words::ask_name(lang), words::hint_name(lang)),
            Step::Begin => (words::ask_begin(lang), words::hint_begin(lang)),
        };
        text(2, question, Role::Text, buf);
        let choices = self.choices();
        for (at, choice) in choices.iter().enumerate() {
            let selected = self.cursor.selected() == Some(at);
            let mark = if selected { self.glyphs.selected } else { " " };
            let shown = format!("{mark} {} {choice}", at + 1);
            text(3 + at as u16, &shown, if selected { Role::Strong } else { Role::Text }, buf);
        }
        let below = 4 + choices.len().max(1) as u16;
        for (at, part) in wrap(hint, usize::from(inside.width), 3).iter().enumerate() {
            text(below + at as u16, part, Role::Dim, buf);
        }
        (self.step == Step::Name).then(|| self.field.draw(line(3), buf, self.theme.style(Role::Strong)))
    }
}
