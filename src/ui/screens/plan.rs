//! Plan: the weeks to come as a grid of accounts and days. It shows the routes as they stand, or a proposal that is written only when it is
//! accepted; and what would become of the weeks if something were otherwise.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast};
use crate::app::names::joined;
use crate::app::query::{Answer, Query};
use crate::app::thought::{Conclusion, Thought};
use crate::app::weeks::{
    LONG, Proposal, QUICK, Question, Sheet, WhatIf, accepted, forecast_lines, gap_words, move_lines, moved, note_lines,
    remedy_lines, what_if_words,
};
use crate::domain::cadence::Window;
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, RepId};
use crate::i18n::dates;
use crate::i18n::messages::{common, weeks as words};
use crate::planning::matrix::Source;
use crate::planning::weeks::{Plan as Weeks, Problem};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::widgets::list::Cursor;

use super::panes::panes;
use super::plan_view;

/// The screen.
pub struct Plan {
    pub(super) sheet: Option<Sheet>,
    pub(super) cursor: Cursor,
    /// The selected day, by its place.
    pub(super) day: usize,
    pub(super) what_if: Vec<WhatIf>,
    pub(super) proposal: Option<Box<Proposal>>,
    weeks: u32,
    /// The colleague who may leave.
    leaver: Option<RepId>,
    /// A plan is wanted as soon as the weeks are read.
    wanted: bool,
    /// The account that the cursor follows when the rows change.
    follow: Option<AccountId>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            sheet: None,
            cursor: Cursor::default(),
            day: 0,
            what_if: Vec::new(),
            proposal: None,
            weeks: WEEKS,
            leaver: None,
            wanted: false,
            follow: None,
        }
    }
}

/// So many weeks are planned where nobody says otherwise.
pub const WEEKS: u32 = 4;
/// Most weeks.
pub const MOST_WEEKS: u32 = 8;
/// By how many minutes days are made longer where somebody tries it.
const LONGER: [u32; 2] = [30, 60];

impl Plan {
    /// What is shown: the proposal, else the routes as they stand.
    pub(super) fn shown(&self) -> Option<(&Sheet, &Problem, &Weeks)> {
        match (&self.proposal, &self.sheet) {
            (Some(proposal), _) => Some((&proposal.question.sheet, &proposal.asked, &proposal.plan)),
            (None, Some(sheet)) => Some((sheet, &sheet.asked, &sheet.present)),
            (None, None) => None,
        }
    }

    /// Whether the ways of what is shown are known, not estimated.
    pub(super) fn ways_known(&self) -> bool {
        match (&self.proposal, &self.sheet) {
            (Some(proposal), _) => !matches!(proposal.matrix.source(), Source::Estimate(_)),
            (None, sheet) => sheet.as_ref().is_some_and(|sheet| sheet.ways_known),
        }
    }

    fn read(&self, cx: &mut Cx<'_>) {
        cx.push(Effect::Read(Query::Weeks(self.weeks, self.leaver)));
    }

    fn take(&mut self, sheet: Sheet, cx: &mut Cx<'_>) {
        // What was proposed for other routes is no proposal any more.
        if self.proposal.as_ref().is_some_and(|proposal| !proposal.question.sheet.is_like(&sheet)) {
            self.proposal = None;
        }
        self.what_if.retain(|what| *what != WhatIf::Leaves || !sheet.joining.is_empty());
        self.day = self.day.min(sheet.dates.len().saturating_sub(1));
        self.sheet = Some(sheet);
        self.rows();
        if std::mem::take(&mut self.wanted) {
            self.plan(cx);
        }
    }

    /// The rows may be others now; the cursor stays at its account.
    fn rows(&mut self) {
        let Some((sheet, asked, _)) = self.shown() else { return };
        let len = asked.accounts.len();
        let at = sheet.rows.iter().take(len).position(|row| Some(row.line.row.account) == self.follow);
        self.cursor.set_len(len);
        if let Some(at) = at {
            self.cursor.select(at);
        }
        self.follow = self.account();
    }

    fn plan(&self, cx: &mut Cx<'_>) {
        let Some(sheet) = &self.sheet else { return };
        // Asked again, it looks farther.
        let iterations = if self.proposal.is_some() { LONG } else { QUICK };
        let question = Question { sheet: sheet.clone(), what_if: self.what_if.clone(), iterations };
        cx.push(Effect::Think(Box::new(Thought::Weeks(Box::new(question)))));
    }

    fn concluded(&mut self, proposal: &Proposal, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(sheet) = &self.sheet else { return };
        if !proposal.question.sheet.is_like(sheet) || proposal.question.what_if != self.what_if {
            cx.push(Effect::Say(Toast::note(words::stale(lang, &cx.shared.keymap.shown(Action::PlanWeeks)))));
            return;
        }
        let known = self.proposal.as_ref().map(|known| known.plan.cost.total());
        if known.is_some_and(|known| known <= proposal.plan.cost.total()) {
            cx.push(Effect::Say(Toast::note(words::no_better(lang))));
            return;
        }
        let (new, moved) = moved(proposal);
        let said = if new + moved == 0 && self.what_if.is_empty() {
            self.proposal = None;
            Toast::note(words::unchanged(lang))
        } else {
            self.proposal = Some(Box::new(proposal.clone()));
            Toast::note(words::found(lang, proposal.plan.count(), new, moved, proposal.plan.cost.late_gaps))
        };
        cx.push(Effect::Say(said));
        self.rows();
    }

    fn accept(&mut self, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(proposal) = &self.proposal else {
            let key = cx.shared.keymap.shown(Action::PlanWeeks);
            cx.push(Effect::Say(Toast::note(words::no_proposal(lang, &key))));
            return;
        };
        if self.what_if.contains(&WhatIf::Leaves) {
            cx.push(Effect::Say(Toast::note(words::only_imagined(lang))));
            return;
        }
        let (changes, keep) = accepted(proposal, &cx.shared.who, cx.ids);
        let said = Toast::done(words::did_accept(lang, changes.len()));
        cx.push(Effect::Write(changes, said));
        cx.push(Effect::Keep(keep));
        // Now the weeks know for which input they were accepted.
        self.read(cx);
    }

    /// Leaves the proposal and what could be otherwise; answers whether there was any.
    fn leave(&mut self) -> bool {
        let any = self.proposal.is_some() || !self.what_if.is_empty();
        self.proposal = None;
        self.what_if.clear();
        self.rows();
        any
    }

    /// Puts a visit on the selected day, or takes it off.
    fn plan_visit(&self, cx: &mut Cx<'_>) {
        let (lang, shared) = (cx.shared.lang, cx.shared);
        let (Some(row), Some(sheet)) = (self.cursor.selected(), &self.sheet) else { return };
        if self.proposal.is_some() {
            let key = |action| shared.keymap.shown(action);
            let said = words::accept_or_leave(lang, &key(Action::AcceptPlan), &key(Action::Back));
            cx.push(Effect::Say(Toast::note(said)));
            return;
        }
        let (line, day) = (&sheet.rows[row].line.row, sheet.dates[self.day]);
        let shown = dates::week_day(lang, day, shared.who.today);
        let effect = match sheet.stops.get(&(self.day, row)) {
            Some(_) if self.day > 0 && sheet.is_agreed(row, self.day) => {
                Effect::Say(Toast::note(words::agreed_stays(lang)))
            }
            Some(stop) => {
                let said = Toast::done(words::taken_off(lang, &line.name, &shown));
                Effect::Write(vec![Change::Unplan { stop: *stop }], said)
            }
            None => {
                let plan = Change::Plan { stop: cx.id(), rep: shared.who.rep.id, day, account: line.account };
                Effect::Write(vec![plan], Toast::done(words::planned_on(lang, &line.name, &shown)))
            }
        };
        cx.push(effect);
    }

    /// The page of all that is to be said about the proposal.
    fn read_moves(&self, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(proposal) = &self.proposal else {
            let key = cx.shared.keymap.shown(Action::PlanWeeks);
            cx.push(Effect::Say(Toast::note(words::no_proposal(lang, &key))));
            return;
        };
        let sheet = &proposal.question.sheet;
        let what_if = |what: &WhatIf| words::what_if_line(lang, &what_if_words(lang, sheet, what));
        let mut moves = move_lines(lang, proposal);
        if moves.is_empty() {
            moves.push(words::nothing_moves(lang).to_owned());
        }
        let parts = [
            self.what_if.iter().map(what_if).collect(),
            forecast_lines(lang, proposal),
            remedy_lines(lang, proposal),
            note_lines(lang, proposal),
            moves,
        ];
        let parts: Vec<Vec<String>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let lines = parts.join(&String::new());
        cx.push(Effect::Open(Place::Reading(words::moves_title(lang).to_owned(), lines)));
    }

    /// Asks what could be otherwise.
    fn ask_what_if(&self, cx: &mut Cx<'_>) {
        let Some(sheet) = &self.sheet else { return };
        let (lang, shared) = (cx.shared.lang, cx.shared);
        let choices = self.imaginable(shared).into_iter().enumerate().map(|(at, imagined)| Choice {
            text: match &imagined {
                Imagined::That(what) => what_if_words(lang, sheet, what),
                Imagined::OtherWindow(tier, _) => words::if_other_window(lang, tier),
                Imagined::Colleague(rep) => {
                    let name = shared.people.iter().find(|it| it.id == *rep).map_or("", |it| &it.name);
                    words::if_somebody_leaves(lang, name)
                }
                Imagined::Nothing => words::if_nothing(lang).to_owned(),
            },
            aside: String::new(),
            found_by: String::new(),
            answer: Picked::Nth(at),
        });
        let choices = choices.collect();
        cx.push(Effect::Open(Place::Pick(Ask::WhatIf, choices)));
    }

    /// What can be imagined, in the order in which it is offered.
    fn imaginable(&self, shared: &Shared) -> Vec<Imagined> {
        let Some(sheet) = &self.sheet else { return Vec::new() };
        let mut all = Vec::new();
        if sheet.can_be_off(self.day) {
            all.push(Imagined::That(WhatIf::DaysOff(vec![sheet.dates[self.day]])));
        }
        let week = self.week(sheet);
        let days: Vec<usize> = week.filter(|day| sheet.can_be_off(*day)).collect();
        if days.len() > 1 {
            all.push(Imagined::That(WhatIf::DaysOff(days.iter().map(|day| sheet.dates[*day]).collect())));
        }
        let mut tiers: Vec<(u32, &str)> =
            sheet.rows.iter().filter_map(|row| Some((row.line.tier_rank?, row.line.tier.as_str()))).collect();
        tiers.dedup();
        all.extend(tiers.into_iter().map(|(rank, tier)| Imagined::OtherWindow(tier.to_owned(), rank)));
        all.extend(LONGER.map(|minutes| Imagined::That(WhatIf::Longer(minutes))));
        let others = shared.people.iter().filter(|rep| rep.id != shared.who.rep.id);
        all.extend(others.map(|rep| Imagined::Colleague(rep.id)));
        if !self.what_if.is_empty() {
            all.push(Imagined::Nothing);
        }
        all
    }

    /// The days of the calendar week of the selected one.
    fn week(&self, sheet: &Sheet) -> impl Iterator<Item = usize> + use<> {
        use chrono::Datelike;
        let week = |at: usize| sheet.dates[at].iso_week();
        let days: Vec<usize> = (0..sheet.dates.len()).filter(|at| week(*at) == week(self.day)).collect();
        days.into_iter()
    }

    /// Takes over what could be otherwise, and plans.
    fn imagine(&mut self, what: WhatIf, cx: &mut Cx<'_>) {
        let replaces = |old: &WhatIf| match (old, &what) {
            (WhatIf::Window(_, a, _), WhatIf::Window(_, b, _)) => a == b,
            (WhatIf::Longer(_), WhatIf::Longer(_)) => true,
            _ => *old == what,
        };
        self.what_if.retain(|old| !replaces(old));
        self.what_if.push(what);
        self.proposal = None;
        self.rows();
        self.plan(cx);
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        match reply {
            Reply::Picked(Ask::WhatIf, Picked::Nth(at)) => match self.imaginable(cx.shared).into_iter().nth(at) {
                Some(Imagined::That(what)) => self.imagine(what, cx),
                Some(Imagined::OtherWindow(tier, rank)) => {
                    cx.push(Effect::Open(Place::Prompt(Ask::OtherWindow(tier, rank), String::new())));
                }
                Some(Imagined::Colleague(rep)) => {
                    self.leaver = Some(rep);
                    self.what_if.retain(|what| *what != WhatIf::Leaves);
                    self.what_if.push(WhatIf::Leaves);
                    self.wanted = true;
                    self.proposal = None;
                    self.read(cx);
                }
                Some(Imagined::Nothing) => drop(self.leave()),
                None => {}
            },
            Reply::Text(Ask::OtherWindow(tier, rank), text) => match window(&text) {
                Some(window) => self.imagine(WhatIf::Window(tier, rank, window), cx),
                None => cx.push(Effect::Say(Toast::problem(words::not_a_window(cx.shared.lang, &text)))),
            },
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(plan_view::rows_in(cx.shared.body));
        if self.cursor.moved(action) {
            self.follow = self.account();
            return Flow::Used;
        }
        let days = self.sheet.as_ref().map_or(0, |sheet| sheet.dates.len());
        match action {
            Action::PreviousDay => self.day = self.day.saturating_sub(1),
            Action::NextDay => self.day = (self.day + 1).min(days.saturating_sub(1)),
            Action::ThisDay => self.day = 0,
            Action::PlanWeeks => self.plan(cx),
            Action::AcceptPlan => self.accept(cx),
            Action::Moves => self.read_moves(cx),
            Action::WhatIf => self.ask_what_if(cx),
            Action::PlanVisit => self.plan_visit(cx),
            Action::MoreWeeks | Action::FewerWeeks => {
                let more = action == Action::MoreWeeks;
                self.weeks = if more { (self.weeks + 1).min(MOST_WEEKS) } else { (self.weeks - 1).max(1) };
                self.proposal = None;
                self.read(cx);
            }
            Action::Open => {
                if let Some(account) = self.account() {
                    cx.push(Effect::Open(Place::Account(account)));
                }
            }
            Action::Back if self.leave() => {}
            _ => return Flow::Pass,
        }
        Flow::Used
    }
}

/// Something that somebody can ask about the weeks.
enum Imagined {
    That(WhatIf),
    OtherWindow(String, u32),
    Colleague(RepId),
    Nothing,
}

/// A window as somebody types it: two numbers with something between.
fn window(text: &str) -> Option<Window> {
    let mut numbers = text.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let (min, max) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    if numbers.next().is_some() { None } else { Window::new(min, max) }
}

impl Layer for Plan {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Plan, Scope::List, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        let any = self.cursor.selected().is_some();
        let days = self.sheet.as_ref().map_or(0, |sheet| sheet.dates.len());
        match action {
            Action::AcceptPlan | Action::Moves => self.proposal.is_some(),
            Action::PlanVisit => any && self.proposal.is_none(),
            Action::PlanWeeks | Action::WhatIf | Action::Open => any,
            Action::PreviousDay | Action::ThisDay => self.day > 0,
            Action::NextDay => self.day + 1 < days,
            Action::MoreWeeks => self.weeks < MOST_WEEKS,
            Action::FewerWeeks => self.weeks > 1,
            Action::Back => self.proposal.is_some() || !self.what_if.is_empty(),
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        let (sheet, ..) = self.shown()?;
        Some(sheet.rows.get(self.cursor.selected()?)?.line.row.account)
    }

    fn tell_time(&mut self, _: &Shared) -> bool {
        true
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh if cx.is_seen => self.read(cx),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.follow = self.account(),
            Msg::Answer(Answer::Weeks(sheet)) => self.take(*sheet, cx),
            Msg::Concluded(conclusion) => match &*conclusion {
                Conclusion::Weeks(proposal) => self.concluded(proposal, cx),
                _ => return Flow::Pass,
            },
            Msg::Reply(reply) => return self.reply(reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        plan_view::draw(self, area, buf, shared);
        None
    }

    fn headline(&self, shared: &Shared) -> String {
        self.shown()
            .map_or_else(String::new, |(_, _, plan)| words::headline(shared.lang, plan.count(), plan.cost.late_gaps))
    }

    fn kept(&self) -> Option<serde_json::Value> {
        Some(self.weeks.into())
    }

    fn take_up(&mut self, kept: &serde_json::Value) {
        let weeks = kept.as_u64().and_then(|weeks| u32::try_from(weeks).ok());
        self.weeks = weeks.unwrap_or(WEEKS).clamp(1, MOST_WEEKS);
    }

    fn standing_note(&self, shared: &Shared) -> String {
        let (lang, key) = (shared.lang, |action| shared.keymap.shown(action));
        let Some((sheet, asked, plan)) = self.shown() else { return String::new() };
        let what = match &self.proposal {
            Some(proposal) => {
                let (new, moved) = moved(proposal);
                words::proposed(lang, new, moved, &key(Action::AcceptPlan))
            }
            None => words::as_it_stands(lang, &key(Action::PlanWeeks)),
        };
        let imagined: Vec<String> = self.what_if.iter().map(|what| what_if_words(lang, sheet, what)).collect();
        let imagined = match imagined.join(common::comma(lang)) {
            text if text.is_empty() => text,
            text => words::what_if_line(lang, &text),
        };
        // Where there is no room beside the grid, the visits of the account stand here.
        let narrow = panes(Rect::from(((0, 0).into(), shared.body))).1.is_none();
        let row = self.cursor.selected().filter(|_| narrow && self.what_if.is_empty());
        let visits = row.map(|row| gap_words(lang, sheet, asked, plan, row)).unwrap_or_default();
        joined(lang, &[&imagined, &visits, &what])
    }
}
