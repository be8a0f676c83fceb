//! The quick log: a visit in one line, understood while it is typed. What is shown below the line is what is saved. The line is kept like a
//! draft until it is saved; older lines come back.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Picked, Place, Reply, Toast};
use crate::app::policy::Line;
use crate::app::query::{Answer, Query};
use crate::app::quick::complete::{Offer, complete};
use crate::app::quick::{self, Part, Reading, Scene, grammar, history, keyword_name, save};
use crate::domain::ids::AccountId;
use crate::i18n::Lang;
use crate::i18n::messages::quick as words;
use crate::i18n::text::width;
use crate::store::Keep;
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::screens::deeds;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::unkept::Unkept;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{float, paint};

/// Cells of the box at most.
const WIDEST: u16 = 96;

/// Rows of what was understood at most.
const MOST_ROWS: u16 = 10;

/// The dialog.
#[derive(Default)]
pub struct Quick {
    /// Whose visit it was opened for, once that is known; the line is kept under it.
    origin: Option<AccountId>,
    /// Whose visit it is: of that account, or of the one that the line names.
    account: Option<AccountId>,
    scene: Option<Box<Scene>>,
    field: Field,
    reading: Reading,
    offer: Offer,
    /// What was put in last from what is offered, to go on to the next.
    put_in: Option<(Offer, usize)>,
    /// Older lines, the newest last, the one that is shown, and what was being typed before it was.
    history: Vec<String>,
    older: Option<usize>,
    unsent: String,
    unkept: Unkept,
    /// The settings that are read, in order.
    awaits: VecDeque<Setting>,
    /// A name behind an `@`, and what it was found to be.
    named: Option<(String, Named)>,
}

/// What a name was found to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// It is looked for.
    Looking,
    /// This account.
    Account,
    /// So many, and therefore none.
    Many(usize),
}

#[derive(Clone, Copy)]
enum Setting {
    /// The line that was not saved.
    Line,
    /// Older lines.
    History,
}

impl Quick {
    /// A line about an account; none: about the only visit that is open, or one to be picked.
    pub fn new(account: Option<AccountId>) -> Self {
        Self { origin: account, account, ..Self::default() }
    }

    fn line_setting(&self) -> Option<String> {
        self.origin.map(|account| format!("quick:{}", account.0))
    }

    fn look(&mut self, cx: &mut Cx<'_>) {
        match self.account {
            Some(account) => cx.push(Effect::Read(Query::Quick(account, cx.shared.lang))),
            None => cx.push(Effect::Read(Query::Unfinished)),
        }
    }

    /// Takes what is known of the account; at first, what was typed about it before.
    fn take(&mut self, scene: Option<Box<Scene>>, cx: &mut Cx<'_>) {
        let Some(scene) = scene else {
            cx.push(Effect::Close);
            return;
        };
        let first = self.scene.is_none();
        self.account = Some(scene.account);
        self.origin = self.origin.or(self.account);
        self.scene = Some(scene);
        if first {
            if let (true, Some(name)) = (self.field.is_empty(), self.line_setting()) {
                self.awaits.push_back(Setting::Line);
                cx.push(Effect::Read(Query::Setting(name)));
            }
            self.awaits.push_back(Setting::History);
            cx.push(Effect::Read(Query::Setting(history::SETTING.to_owned())));
        }
        self.read();
    }

    fn read(&mut self) {
        let Some(scene) = &self.scene else { return };
        let typed = self.field.text();
        let (lead, line) = said(&typed);
        self.reading = quick::read(line, scene);
        let mut offer = complete(line, scene);
        offer.from += lead;
        self.offer = offer;
    }

    /// The line was edited by hand.
    fn edited(&mut self, cx: &mut Cx<'_>) {
        self.put_in = None;
        self.older = None;
        self.changed(cx);
    }

    fn changed(&mut self, cx: &mut Cx<'_>) {
        self.unkept.edited(cx.shared.who.now);
        let typed = self.field.text();
        match name_in(&typed) {
            Some(name) if self.named.as_ref().is_none_or(|(known, _)| known != name) => {
                self.named = Some((name.to_owned(), Named::Looking));
                cx.push(Effect::Read(Query::Search(name.to_owned())));
            }
            None if self.named.take().is_some() && self.account != self.origin => {
                self.account = self.origin;
                self.look(cx);
            }
            _ => {}
        }
        self.read();
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        if let (true, Some(name)) = (self.unkept.take(), self.line_setting()) {
            let rep = cx.shared.who.rep.id;
            cx.push(Effect::Keep(Keep::Setting { rep, name, value: self.field.text() }));
        }
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(scene) = &self.scene else { return };
        if let Some(why) = self.unnamed(lang) {
            cx.push(Effect::Say(Toast::problem(why)));
            return;
        }
        if self.reading.is_empty() {
            cx.push(Effect::Say(Toast::note(words::nothing_typed(lang))));
            return;
        }
        let changes = save::changes(&self.reading, scene, &cx.shared.who, cx.ids);
        let said = Toast::done(words::did(lang, &scene.name));
        let rep = cx.shared.who.rep.id;
        let typed = self.field.text();
        let value = history::with(&self.history, said_line(&typed));
        cx.push(Effect::Write(changes, said));
        cx.push(Effect::Keep(Keep::Setting { rep, name: history::SETTING.to_owned(), value }));
        if let Some(name) = self.line_setting() {
            cx.push(Effect::Keep(Keep::Setting { rep, name, value: String::new() }));
        }
        cx.push(Effect::Close);
    }

    /// Why nobody can tell yet whose visit the line is.
    fn unnamed(&self, lang: Lang) -> Option<String> {
        match self.named.as_ref()? {
            (_, Named::Account) => None,
            (name, Named::Looking | Named::Many(0)) => Some(words::no_account(lang, name)),
            (name, Named::Many(count)) => Some(words::which_account(lang, name, *count)),
        }
    }

    /// Puts in what is offered; once more, the next of it.
    fn complete(&mut self, cx: &mut Cx<'_>) {
        let (offer, at) = match self.put_in.take() {
            Some((offer, at)) => {
                let next = (at + 1) % offer.words.len().max(1);
                (offer, next)
            }
            None => (self.offer.clone(), 0),
        };
        let Some(word) = offer.words.get(at) else { return };
        let typed = self.field.text();
        let line = format!("{}{word} ", typed.get(..offer.from).unwrap_or(&typed));
        self.field = Field::new(&line);
        self.older = None;
        self.changed(cx);
        self.put_in = Some((offer, at));
    }

    /// Shows an older line, or a newer one.
    fn look_back(&mut self, back: bool, cx: &mut Cx<'_>) {
        let last = self.history.len();
        let at = self.older.unwrap_or(last);
        let to = if back { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to <= last) };
        let Some(to) = to else { return };
        if self.older.is_none() {
            self.unsent = self.field.text();
        }
        self.field = Field::new(self.history.get(to).unwrap_or(&self.unsent));
        self.put_in = None;
        self.changed(cx);
        self.older = Some(to).filter(|to| *to < last);
    }
}

/// What ends the name of an account.
const BEHIND_A_NAME: [char; 4] = [' ', '|', '｜', '　'];

/// The name behind an `@` at the beginning, once it is typed to its end.
fn name_in(typed: &str) -> Option<&str> {
    let (name, _) = typed.strip_prefix(['@', '＠'])?.split_once(BEHIND_A_NAME)?;
    Some(name.trim()).filter(|name| !name.is_empty())
}

/// Where what is said begins in a line, behind the account that it names, and what it says.
fn said(typed: &str) -> (usize, &str) {
    let line = said_line(typed);
    (typed.len() - line.len(), line)
}

fn said_line(typed: &str) -> &str {
    match typed.strip_prefix(['@', '＠']) {
        Some(rest) => rest.split_once(BEHIND_A_NAME).map_or("", |(_, line)| line),
        None => typed,
    }
}

impl Layer for Quick {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Quick, Scope::Dialog, Scope::Field]
    }

    fn typing(&self) -> bool {
        true
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::Complete => !self.offer.words.is_empty(),
            Action::OlderLine => !self.history.is_empty(),
            Action::NewerLine => self.older.is_some(),
            _ => true,
        }
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => self.look(cx),
            Msg::Answer(Answer::Quick(scene)) => self.take(scene, cx),
            Msg::Answer(Answer::Unfinished(visits, _)) => match &visits[..] {
                [one] => {
                    (self.account, self.origin) = (Some(one.touch.account), Some(one.touch.account));
                    self.look(cx);
                }
                _ => cx.push(Effect::Read(Query::Search(String::new()))),
            },
            Msg::Answer(Answer::Found(found)) => {
                if let Some((name, named)) = &mut self.named {
                    let exact = |line: &&Line| line.row.code.eq_ignore_ascii_case(name) || line.row.name == *name;
                    let exact: Vec<&Line> = found.lines.iter().filter(exact).collect();
                    let fit = if exact.len() == 1 { exact } else { found.lines.iter().collect() };
                    if let [one] = fit[..] {
                        *named = Named::Account;
                        self.account = Some(one.row.account);
                        self.look(cx);
                    } else {
                        *named = Named::Many(found.total);
                    }
                } else {
                    let choices = found.lines.iter().map(|line| deeds::choice(line, line.row.address.clone()));
                    cx.push(Effect::Open(Place::Pick(Ask::QuickWhere, choices.collect())));
                }
            }
            Msg::Answer(Answer::Setting(kept)) => match self.awaits.pop_front() {
                Some(Setting::Line) if !kept.is_empty() => {
                    self.field = Field::new(&kept);
                    self.read();
                }
                Some(Setting::History) => self.history = history::read(&kept),
                _ => {}
            },
            Msg::Reply(Reply::Picked(Ask::QuickWhere, Picked::Account(account))) => {
                (self.account, self.origin) = (Some(account), Some(account));
                self.look(cx);
            }
            Msg::Action(Action::Submit) => self.save(cx),
            Msg::Action(Action::Complete) => self.complete(cx),
            Msg::Action(Action::OlderLine) => self.look_back(true, cx),
            Msg::Action(Action::NewerLine) => self.look_back(false, cx),
            Msg::Action(Action::Grammar) => {
                let (title, lines) = (words::grammar_title(cx.shared.lang), grammar::page(cx.shared.lang));
                cx.push(Effect::Open(Place::Reading(title.to_owned(), lines)));
            }
            Msg::Action(Action::Back) => {
                self.keep(cx);
                cx.push(Effect::Close);
                if !self.field.is_empty() {
                    cx.push(Effect::Say(Toast::note(words::kept(cx.shared.lang))));
                }
            }
            Msg::Key(chord) => {
                if self.field.key(chord) {
                    self.edited(cx);
                }
            }
            Msg::Paste(text) => {
                self.field.insert(&text);
                self.edited(cx);
            }
            Msg::Wake | Msg::Save => self.keep(cx),
            Msg::NotKept => self.unkept.not_kept(cx.shared.who.now),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let scene = self.scene.as_ref()?;
        let lang = shared.lang;
        let title = match scene.open {
            Some(_) if self.reading.when.is_none() => words::title_open(lang, &scene.name),
            _ => words::title(lang, &scene.name),
        };
        let unnamed = self.unnamed(lang);
        let rows = (self.reading.parts.len() as u16).clamp(1, MOST_ROWS);
        let size = (WIDEST.min(area.width.saturating_sub(float::EDGES)), rows + 4);
        let inside = float::draw(area, size, &title, buf, shared);
        let caret = self.field.draw(paint::row(inside, 0), buf, shared.style(Role::Strong));
        if self.reading.parts.is_empty() {
            let row = paint::row(inside, 2);
            paint::text(buf, row.x, row.y, row.width, words::hint(lang), shared.style(Role::Dim));
        }
        let first = self.reading.parts.len().saturating_sub(usize::from(rows));
        let under = paint::row(inside, 1);
        if let Some(why) = unnamed {
            paint::text(buf, under.x, under.y, under.width, &why, shared.style(Role::Warning));
        } else if first > 0 {
            paint::text(buf, under.x, under.y, under.width, &words::more_above(lang, first), shared.style(Role::Dim));
        }
        for (at, part) in self.reading.parts[first..].iter().enumerate() {
            draw_part(part, paint::row(inside, at as u16 + 2), buf, shared);
        }
        let last = paint::row(inside, rows + 3);
        if !self.offer.words.is_empty() {
            let text = words::offered(lang, &self.offer.words.join("  "));
            paint::text(buf, last.x, last.y, last.width, &text, shared.style(Role::Dim));
        }
        Some(caret)
    }

    fn wake_at(&self) -> Option<DateTime<Utc>> {
        self.unkept.due()
    }
}

/// A part: its mark, what it is about, what was understood of it.
fn draw_part(part: &Part, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let (mark, text, role) = match &part.fault {
        None => (shared.glyphs.done, part.said.replace('\n', " "), Role::Text),
        Some(why) => (shared.glyphs.last, words::into_note(lang, why, &part.said), Role::Warning),
    };
    let mark_role = if part.fault.is_some() { Role::Warning } else { Role::Good };
    paint::text(buf, area.x, area.y, 1, mark, shared.style(mark_role));
    let name = keyword_name(lang, part.keyword);
    paint::text(buf, area.x + 2, area.y, 12, &name, shared.style(Role::Dim));
    let x = area.x + 2 + (width(&name) as u16 + 1).max(12);
    paint::text(buf, x, area.y, area.right().saturating_sub(x), &text, shared.style(role));
}
