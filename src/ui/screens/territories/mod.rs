//! Who looks after what: for those who lead, a plan that evens out the loads of their reps, on a map and as a list of moves with reasons.
//! What is marked is what the numbers after show and what is accepted, all together; nothing changes before.

mod map;
mod options;
mod view;

use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Reply, Toast, forget};
use crate::app::query::{Answer, Query};
use crate::app::territories::choice::{Choice, Outlook, Stands};
use crate::app::territories::{Asked, Division, Nothing, wording};
use crate::app::thought::Conclusion;
use crate::app::writing::AT_ONCE;
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::domain::people::Rep;
use crate::i18n::messages::territories as words;
use crate::planning::territory::Moved;
use crate::store::Reference;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg, Turn};
use crate::ui::shared::Shared;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::map::Lens;
use crate::ui::widgets::map::areas::Pointed;

/// The screen.
#[derive(Default)]
pub struct Territories {
    asked: Asked,
    found: Option<Arc<Result<Division, Nothing>>>,
    choice: Choice,
    outlook: Option<Outlook>,
    rows: Vec<Row>,
    cursor: Cursor,
    map: map::Map,
    waits: Waits,
    /// What there is to choose from in the options, while they are open.
    reference: Option<Reference>,
}

/// What it waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Waits {
    /// It was not asked for anything yet.
    #[default]
    Opening,
    /// Territories are being divided.
    Division,
    /// The accounts are read that are to be handed over.
    Accepting,
    /// Nothing.
    Nothing,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Somebody who takes part.
    Rep(usize),
    /// Somebody who does not.
    Other(usize),
    /// Something that is to be said.
    Note(usize),
    /// The titles of the moves.
    Moves,
    /// A move.
    Move(usize),
}

impl Row {
    /// Whether it is only read.
    fn is_title(self) -> bool {
        matches!(self, Self::Note(_) | Self::Moves)
    }
}

impl Territories {
    /// What was found, if it was anything.
    fn division(&self) -> Option<&Division> {
        self.found.as_deref()?.as_ref().ok()
    }

    fn row(&self) -> Option<Row> {
        self.rows.get(self.cursor.selected()?).copied()
    }

    /// The move in hand.
    fn moved(&self) -> Option<(usize, &Moved)> {
        let Some(Row::Move(nth)) = self.row() else { return None };
        Some((nth, self.division()?.moves.get(nth)?))
    }

    /// The person in hand.
    fn person(&self) -> Option<&Rep> {
        let problem = &self.division()?.problem;
        match self.row()? {
            Row::Rep(seat) => problem.reps.get(seat),
            Row::Other(at) => problem.others.get(at),
            _ => None,
        }
    }

    fn begin(&mut self, cx: &mut Cx<'_>) {
        self.waits = Waits::Division;
        cx.push(Effect::Divide(Box::new(self.asked.clone())));
    }

    fn take(&mut self, found: &Arc<Result<Division, Nothing>>, cx: &mut Cx<'_>) {
        self.waits = Waits::Nothing;
        self.found = Some(Arc::clone(found));
        (self.choice, self.outlook, self.rows) = (Choice::default(), None, Vec::new());
        self.map.lens = Lens::default();
        if let Ok(division) = found.as_ref() {
            self.choice = Choice::all(division);
            self.outlook = Some(self.choice.outlook(division));
            self.map.renew(division, &self.choice);
            self.rows = rows(division, cx.shared);
        }
        self.cursor.set_len(self.rows.len());
        self.settle(Action::Down);
        self.read(cx);
    }

    /// The accounts may have moved meanwhile, or while it was worked out.
    fn read(&self, cx: &mut Cx<'_>) {
        if let Some(division) = self.division().filter(|division| !division.moves.is_empty()) {
            cx.push(Effect::Read(Query::Accounts(Choice::accounts(division))));
        }
    }

    fn chosen(&mut self, change: impl FnOnce(&mut Choice, &Division)) {
        let mut choice = std::mem::take(&mut self.choice);
        if let Some(division) = self.division() {
            change(&mut choice, division);
            self.outlook = Some(choice.outlook(division));
        }
        self.choice = choice;
        self.draw_up();
    }

    /// The map anew.
    fn draw_up(&mut self) {
        if let Some(Ok(division)) = self.found.as_deref() {
            self.map.renew(division, &self.choice);
        }
    }

    /// What stands out on the map: the territory in hand, or where the account in hand would go, and that.
    fn pointed(&self) -> Pointed {
        let moved = self.moved().map(|(_, moved)| moved);
        let area = match self.row() {
            Some(Row::Rep(seat)) => Some(seat),
            _ => moved.map(|moved| moved.to),
        };
        let place = moved.and_then(|moved| self.division()?.problem.shops.get(moved.account)?.place);
        Pointed { area, place }
    }

    /// The accounts as they are: what has become of the moves, and what is to be written if that is why they were read.
    fn seen(&mut self, accounts: &[Account], cx: &mut Cx<'_>) {
        self.chosen(|choice, division| choice.renew(division, accounts));
        if self.waits != Waits::Accepting {
            return;
        }
        self.waits = Waits::Nothing;
        let lang = cx.shared.lang;
        let Some(division) = self.division() else { return };
        let changes = self.choice.changes(division, accounts, &cx.shared.policy.beats);
        cx.push(match changes.len() {
            0 => Effect::Say(Toast::note(words::nothing_accepted(lang))),
            some if some > AT_ONCE => Effect::WriteBeside(changes, Toast::done(words::accepted(lang, some))),
            some => Effect::Write(changes, Toast::done(words::accepted(lang, some))),
        });
    }

    /// The moves that a mark on a row is about: its own, or those of a rep.
    fn moves_of(&self, row: Row) -> Vec<usize> {
        let Some(division) = self.division() else { return Vec::new() };
        let of = |seat: usize| {
            let touches = move |moved: &Moved| moved.from == Some(seat) || moved.to == seat;
            division.moves.iter().enumerate().filter(move |(_, moved)| touches(moved)).map(|(nth, _)| nth).collect()
        };
        match row {
            Row::Rep(seat) => of(seat),
            Row::Move(nth) => vec![nth],
            _ => Vec::new(),
        }
    }

    /// Titles and notes are not selected.
    fn settle(&mut self, action: Action) {
        let down = self.cursor.goes_down(action);
        let rows = std::mem::take(&mut self.rows);
        self.cursor.settle(down, |at| rows.get(at).is_some_and(|row| row.is_title()));
        self.rows = rows;
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let body = cx.shared.body;
        self.cursor.set_height(view::rows_in(body));
        // On the map keys that move in a list move the map.
        if !self.map.alone && self.cursor.moved(action) {
            self.settle(action);
            return Flow::Used;
        }
        if self.map.alone && self.map.look(action, &self.pointed(), body) {
            return Flow::Used;
        }
        match action {
            Action::NextArea => self.step(Action::Down, body),
            Action::PreviousArea => self.step(Action::Up, body),
            Action::Territories => self.begin(cx),
            Action::Mark => {
                let moves = self.row().map(|row| self.moves_of(row)).unwrap_or_default();
                self.chosen(|choice, _| choice.toggle(&moves));
                if matches!(self.row(), Some(Row::Move(_))) {
                    self.step(Action::Down, body);
                }
            }
            Action::MarkAll => {
                self.chosen(|choice, division| {
                    choice.toggle(&(0..division.moves.len()).collect::<Vec<_>>());
                });
            }
            Action::AcceptMoves => self.accept(cx),
            Action::SplitOptions => cx.push(Effect::Read(Query::Setup)),
            Action::TakePart => {
                if let (Some(person), Some(row)) = (self.person().cloned(), self.row()) {
                    self.asked.let_take_part(&person, matches!(row, Row::Other(_)));
                    self.begin(cx);
                }
            }
            Action::TerritoryMap => self.map.alone = !self.map.alone,
            Action::BeforeAfter => {
                self.map.before = !self.map.before;
                self.draw_up();
            }
            Action::Back if self.map.alone => self.map.alone = false,
            // What is looked for is not needed any more.
            Action::Back if self.waits == Waits::Division => cx.push(Effect::Perform(Action::StopJob)),
            Action::Back => cx.push(Effect::Close),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// The next row of the list or the one before, in sight on the map.
    fn step(&mut self, step: Action, body: Size) {
        self.cursor.moved(step);
        self.settle(step);
        if let Some(place) = self.pointed().place.filter(|_| self.map.alone) {
            self.map.show(place, body);
        }
    }

    fn accept(&mut self, cx: &mut Cx<'_>) {
        if self.choice.count(Stands::Marked) == 0 {
            cx.push(Effect::Say(Toast::note(words::nothing_accepted(cx.shared.lang))));
            return;
        }
        self.waits = Waits::Accepting;
        self.read(cx);
    }

    fn reply(&mut self, reply: &Reply, cx: &mut Cx<'_>) -> Flow {
        let (Reply::Form(Ask::Dividing, form), Some(reference)) = (reply, self.reference.take()) else {
            return Flow::Pass;
        };
        options::read(form, &reference, &mut self.asked);
        cx.push(Effect::Keep(forget(form, cx.shared.who.rep.id)));
        self.begin(cx);
        Flow::Used
    }
}

/// The rows of the list: people, what is to be said, moves.
fn rows(division: &Division, shared: &Shared) -> Vec<Row> {
    let notes = wording::notes(shared.lang, division).len();
    let people = (0..division.problem.reps.len()).map(Row::Rep);
    let others = (0..division.problem.others.len()).map(Row::Other);
    let moves = (0..division.moves.len()).map(Row::Move);
    people.chain(others).chain((0..notes).map(Row::Note)).chain([Row::Moves]).chain(moves).collect()
}

impl Layer for Territories {
    fn scopes(&self) -> &'static [Scope] {
        if self.map.alone { &[Scope::Areas, Scope::Global] } else { &[Scope::Territories, Scope::List, Scope::Global] }
    }

    fn applies(&self, action: Action) -> bool {
        let division = self.division();
        let marked = self.choice.count(Stands::Marked);
        match action {
            Action::Mark => {
                self.row().is_some_and(|row| self.moves_of(row).into_iter().any(|nth| self.choice.can(nth)))
            }
            Action::MarkAll => marked + self.choice.count(Stands::Open) > 0,
            Action::AcceptMoves => marked > 0,
            Action::TakePart => self.person().is_some(),
            Action::TerritoryMap
            | Action::BeforeAfter
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::PanLeft
            | Action::PanDown
            | Action::PanUp
            | Action::PanRight => division.is_some(),
            Action::FitAll => division.is_some() && self.map.lens != Lens::default(),
            Action::NextArea => self.cursor.selected().is_some_and(|at| at + 1 < self.rows.len()),
            Action::PreviousArea => self.cursor.selected().is_some_and(|at| at > 0),
            Action::QuickLog => false,
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        let (_, moved) = self.moved()?;
        Some(self.division()?.problem.shops.get(moved.account)?.account)
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh if self.waits == Waits::Opening => self.begin(cx),
            Msg::Refresh => self.read(cx),
            Msg::Concluded(conclusion) => match &*conclusion {
                Conclusion::Divided(found) => self.take(found, cx),
                Conclusion::Nothing if self.waits == Waits::Division => self.waits = Waits::Nothing,
                _ => return Flow::Pass,
            },
            Msg::Failed => self.waits = Waits::Nothing,
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => {}
            Msg::Wheel(turn) if self.map.alone => {
                let action = if turn == Turn::Up { Action::ZoomIn } else { Action::ZoomOut };
                return self.action(action, cx);
            }
            Msg::Answer(Answer::Accounts(accounts)) => self.seen(&accounts, cx),
            Msg::Answer(Answer::Setup(setup)) => {
                cx.push(Effect::Open(options::place(&self.asked, &setup.reference, cx.shared)));
                self.reference = Some(setup.reference);
            }
            Msg::Reply(reply) => return self.reply(&reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        view::draw(self, area, buf, shared);
        None
    }

    fn headline(&self, shared: &Shared) -> String {
        let Some(division) = self.division() else { return words::title(shared.lang).to_owned() };
        words::headline(shared.lang, self.choice.count(Stands::Marked), division.problem.shops.len())
    }

    fn standing_note(&self, shared: &Shared) -> String {
        let (Some(division), Some(outlook)) = (self.division(), &self.outlook) else { return String::new() };
        match self.moved() {
            Some((nth, moved)) => wording::sentence(shared.lang, &division.problem, moved, outlook.steps[nth]),
            None => words::estimated(shared.lang).to_owned(),
        }
    }
}
