//! A list before it comes in: how its columns are read, what its rows come to, what was noticed. Columns and options are changed here, and
//! only then it is brought in, as a job.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, forget};
use crate::app::form::{Form, Kind as Line};
use crate::app::importing::{Order, Request, Surveyed};
use crate::app::job::Outcome;
use crate::app::query::{Answer, Query};
use crate::app::wording::import::{self as wording, notice};
use crate::exchange::import::{DateOrder, Datum, Field, Kind, Mapping, Options};
use crate::exchange::sheet::Encoding;
use crate::i18n::messages::importing as words;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::widgets::list::Cursor;

use super::import_view as view;

/// The screen.
#[derive(Default)]
pub struct Import {
    /// What was asked to be looked at last.
    pub(super) request: Option<Request>,
    pub(super) surveyed: Option<Surveyed>,
    pub(super) cursor: Cursor,
    /// A file was asked for by itself.
    asked: bool,
    /// It was begun; nothing is asked any more.
    begun: bool,
}

impl Import {
    fn look(&mut self, request: Request, cx: &mut Cx<'_>) {
        self.request = Some(request.clone());
        cx.push(Effect::Start(Order::Look(request)));
    }

    fn look_at_file(&mut self, file: PathBuf, cx: &mut Cx<'_>) {
        let who = &cx.shared.who;
        let mut options = Options::new(who.now, who.today);
        options.rep = Some(who.rep.code.clone());
        self.surveyed = None;
        self.look(Request { file, options, refused: None, lang: cx.shared.lang }, cx);
    }

    /// The same file, read in another way.
    fn look_again(&mut self, change: impl FnOnce(&mut Options), cx: &mut Cx<'_>) {
        if let Some(mut request) = self.request.clone() {
            change(&mut request.options);
            self.look(request, cx);
        }
    }

    fn take(&mut self, surveyed: &Surveyed) {
        self.cursor.set_len(surveyed.preview.header.len());
        self.surveyed = Some(surveyed.clone());
    }

    /// The fields that a column is read as.
    pub(super) fn fields_of(surveyed: &Surveyed, column: usize) -> Vec<Field> {
        let Some(name) = surveyed.preview.header.get(column) else { return Vec::new() };
        let has = |mapping: &&Mapping| mapping.column == *name || mapping.column.split('+').any(|part| part == name);
        surveyed.preview.used.iter().filter(has).map(|mapping| mapping.field).collect()
    }

    fn ask_field(&self, cx: &mut Cx<'_>) {
        let (Some(surveyed), Some(at)) = (&self.surveyed, self.cursor.selected()) else { return };
        let lang = cx.shared.lang;
        let choice = |text: String, aside: String, nth: usize| Choice {
            text,
            aside,
            found_by: String::new(),
            answer: Picked::Nth(nth),
        };
        let none = choice(words::not_read(lang).to_owned(), String::new(), 0);
        let fields = surveyed.request.options.kind.fields().iter().zip(1..);
        let fields = fields.map(|(field, nth)| choice(wording::field(lang, *field).to_owned(), field.to_string(), nth));
        let choices = std::iter::once(none).chain(fields).collect();
        cx.push(Effect::Open(Place::Pick(Ask::ImportField(at), choices)));
    }

    fn set_field(&mut self, column: usize, nth: usize, cx: &mut Cx<'_>) {
        let Some(surveyed) = &self.surveyed else { return };
        let Some(name) = surveyed.preview.header.get(column).cloned() else { return };
        let field = nth.checked_sub(1).and_then(|at| surveyed.request.options.kind.fields().get(at)).copied();
        // What was found stays as it is; only this column changes.
        let mut map = surveyed.preview.used.clone();
        map.retain(|mapping| mapping.column != name && Some(mapping.field) != field);
        map.extend(field.map(|field| Mapping { field, column: name.clone() }));
        self.look_again(
            |options| {
                options.map = map;
                options.unread.retain(|unread| *unread != name);
                options.unread.extend(field.is_none().then_some(name));
            },
            cx,
        );
    }

    fn ask_options(&self, cx: &mut Cx<'_>) {
        let (Some(surveyed), lang) = (&self.surveyed, cx.shared.lang) else { return };
        let options = &surveyed.request.options;
        let kinds = Kind::ALL.map(|kind| wording::kind(lang, kind).to_owned()).to_vec();
        let reps = surveyed.reps.iter().map(|(code, name)| format!("{name} ({code})"));
        let data = Datum::ALL.map(|datum| datum.to_string()).to_vec();
        let encodings = Encoding::ALL.map(|encoding| encoding.to_string());
        let yes_no = || vec![words::no(lang).to_owned(), words::yes(lang).to_owned()];
        let form = Form::new(words::options_title(lang), "import")
            .one(words::option_kind(lang), kinds, Kind::ALL.iter().position(|kind| *kind == options.kind).unwrap_or(0))
            .one_or(
                words::option_rep(lang),
                words::unassigned(lang),
                reps,
                surveyed.reps.iter().position(|(code, _)| Some(code) == options.rep.as_ref()),
            )
            .one_or(
                words::option_tier(lang),
                words::no_tier(lang),
                surveyed.tiers.clone(),
                surveyed.tiers.iter().position(|code| Some(code) == options.tier.as_ref()),
            )
            .one(words::option_update(lang), yes_no(), usize::from(options.update))
            .one(words::option_join(lang), yes_no(), usize::from(options.join_licences))
            .one(words::option_datum(lang), data, Datum::ALL.iter().position(|it| *it == options.datum).unwrap_or(0))
            .one_or(
                words::option_dates(lang),
                words::found_out(lang),
                DateOrder::ALL.map(|order| order.to_string()),
                DateOrder::ALL.iter().position(|order| Some(*order) == options.dates),
            )
            .one_or(
                words::option_encoding(lang),
                words::found_out(lang),
                encodings,
                Encoding::ALL.iter().position(|it| Some(*it) == options.sheet.encoding),
            )
            .line(words::option_sheet(lang), Line::Any, options.sheet.sheet.clone().unwrap_or_default())
            .hint(words::sheet_hint(lang));
        cx.push(Effect::Open(Place::Form(Ask::ImportOptions, form)));
    }

    fn set_options(&mut self, form: &Form, cx: &mut Cx<'_>) {
        cx.push(Effect::Keep(forget(form, cx.shared.who.rep.id)));
        let Some(surveyed) = &self.surveyed else { return };
        let kind = Kind::ALL.get(form.chosen(0)).copied().unwrap_or_default();
        let other_kind = kind != surveyed.request.options.kind;
        let rep = form.chosen_or(1).and_then(|at| surveyed.reps.get(at)).map(|(code, _)| code.clone());
        let tier = form.chosen_or(2).and_then(|at| surveyed.tiers.get(at)).cloned();
        let sheet = Some(form.text(8).to_owned()).filter(|name| !name.is_empty());
        self.look_again(
            |options| {
                options.kind = kind;
                // Another kind of list has other fields.
                if other_kind {
                    options.map.clear();
                    options.unread.clear();
                }
                (options.rep, options.tier) = (rep, tier);
                (options.update, options.join_licences) = (form.chosen(3) == 1, form.chosen(4) == 1);
                options.datum = Datum::ALL.get(form.chosen(5)).copied().unwrap_or_default();
                options.dates = form.chosen_or(6).and_then(|at| DateOrder::ALL.get(at)).copied();
                options.sheet.encoding = form.chosen_or(7).and_then(|at| Encoding::ALL.get(at)).copied();
                options.sheet.sheet = sheet;
            },
            cx,
        );
    }

    /// Everything that was noticed, to be read.
    fn show_remarks(&self, cx: &mut Cx<'_>) {
        let (Some(surveyed), lang) = (&self.surveyed, cx.shared.lang) else { return };
        let survey = &surveyed.survey;
        let mut lines: Vec<(u64, String)> = Vec::new();
        for error in &survey.errors.items {
            lines.push((error.line, words::line_refused(lang, error.line, &wording::row_fault(lang, &error.fault))));
        }
        for remark in &survey.remarks.items {
            lines.push((remark.line, words::line_says(lang, remark.line, &notice(lang, &remark.what))));
        }
        lines.sort_by_key(|(line, _)| *line);
        let total = survey.errors.total + survey.remarks.total;
        let more = total - lines.len() as u64;
        let mut lines: Vec<String> = lines.into_iter().map(|(_, text)| text).collect();
        if more > 0 {
            lines.push(words::and_more(lang, more));
        }
        if lines.is_empty() {
            lines.push(words::nothing_noticed(lang).to_owned());
        }
        cx.push(Effect::Open(Place::Reading(words::remarks_title(lang).to_owned(), lines)));
    }

    fn begin(&mut self, cx: &mut Cx<'_>) {
        if let (Some(request), Some(_)) = (self.request.clone(), &self.surveyed) {
            self.begun = true;
            cx.push(Effect::Start(Order::Bring(request)));
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(view::rows_in(cx.shared.body));
        if self.cursor.moved(action) {
            return Flow::Used;
        }
        match action {
            Action::ImportColumn | Action::ImportFile | Action::ImportOptions | Action::ImportNow if self.begun => {}
            Action::ImportColumn if self.surveyed.is_some() => self.ask_field(cx),
            Action::ImportColumn | Action::ImportFile => ask_file(cx),
            Action::ImportOptions => self.ask_options(cx),
            Action::ImportRemarks => self.show_remarks(cx),
            Action::ImportNow => self.begin(cx),
            Action::Back => cx.push(Effect::Close),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        match reply {
            Reply::Picked(Ask::ImportFile, Picked::File(file)) => self.look_at_file(file, cx),
            Reply::Picked(Ask::ImportFile, Picked::Nth(_)) => {
                cx.push(Effect::Open(Place::Prompt(Ask::ImportPath, String::new())));
            }
            Reply::Text(Ask::ImportPath, text) if !text.trim().is_empty() => {
                self.look_at_file(expanded(&text, cx.shared), cx);
            }
            Reply::Picked(Ask::ImportField(column), Picked::Nth(nth)) => self.set_field(column, nth, cx),
            Reply::Form(Ask::ImportOptions, form) => self.set_options(&form, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// Nothing came of it: what was seen last is what there is.
    fn go_back(&mut self) {
        self.begun = false;
        self.request = self.surveyed.as_ref().map(|surveyed| surveyed.request.clone());
    }

    fn done(&mut self, outcome: &Arc<Outcome>, cx: &mut Cx<'_>) {
        match outcome.as_ref() {
            Outcome::Surveyed(surveyed) if Some(&surveyed.request) == self.request.as_ref() => self.take(surveyed),
            Outcome::Imported(_) if self.begun => cx.push(Effect::Close),
            Outcome::Withdrawn(_) => self.begun = false,
            Outcome::Stopped => self.go_back(),
            _ => {}
        }
    }
}

/// A path as typed: one that begins with `~` or a name alone is looked for in the person's folders.
fn expanded(text: &str, shared: &Shared) -> PathBuf {
    let text = text.trim().trim_matches(['"', '\'']);
    let (name, at_home) = match text.strip_prefix("~/") {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let path = Path::new(name);
    if path.is_absolute() {
        return path.to_owned();
    }
    let folders = shared.folders.iter().skip(usize::from(at_home));
    folders.map(|folder| folder.join(path)).find(|path| path.is_file()).unwrap_or_else(|| path.to_owned())
}

fn ask_file(cx: &mut Cx<'_>) {
    cx.push(Effect::Read(Query::Lists(cx.shared.folders.to_vec())));
}

/// The lists that were found, to choose from, and the way to one elsewhere.
fn choices(files: Vec<PathBuf>, shared: &Shared) -> Vec<Choice> {
    let file = |path: PathBuf| Choice {
        text: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        aside: path.parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
        found_by: path.display().to_string(),
        answer: Picked::File(path),
    };
    let other = Choice {
        text: words::another_file(shared.lang).to_owned(),
        aside: String::new(),
        found_by: String::new(),
        answer: Picked::Nth(0),
    };
    files.into_iter().map(file).chain([other]).collect()
}

impl Layer for Import {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Import, Scope::List, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::ImportNow => self.surveyed.as_ref().is_some_and(|it| it.survey.tally.changes > 0) && !self.begun,
            Action::ImportOptions | Action::ImportRemarks => self.surveyed.is_some(),
            _ => true,
        }
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            // Opened: a file is asked for, once.
            Msg::Refresh if !std::mem::replace(&mut self.asked, true) => ask_file(cx),
            Msg::Refresh => {}
            Msg::Answer(Answer::Lists(files)) => {
                cx.push(Effect::Open(Place::Pick(Ask::ImportFile, choices(files, cx.shared))));
            }
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => {}
            Msg::Reply(reply) => return self.reply(reply, cx),
            Msg::Done(outcome) => self.done(&outcome, cx),
            Msg::Failed => self.go_back(),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        view::draw(self, area, buf, shared);
        None
    }

    fn headline(&self, shared: &Shared) -> String {
        let rows = self.surveyed.as_ref().map(|it| it.survey.tally.rows);
        rows.map(|rows| words::rows(shared.lang, &crate::app::names::grouped(rows))).unwrap_or_default()
    }
}

/// A word that an import needs a file, said where nothing was chosen.
pub(super) fn nothing_chosen(shared: &Shared) -> String {
    words::choose_a_file(shared.lang, &shared.keymap.shown(Action::ImportFile))
}
