//! The order of a route: one stop moved by hand, a stop at its pinned time, a stop locked in its place, the best order of all.

use chrono::NaiveTime;

use crate::app::command::Action;
use crate::app::day::StopLine;
use crate::app::effect::{Ask, Effect, Place, Toast};
use crate::app::names::joined;
use crate::app::ordering::{self, Gain, Ordered};
use crate::app::proposing::{self, Proposed};
use crate::app::thought::Thought;
use crate::app::wording::roads::estimated_instead;
use crate::domain::change::Change;
use crate::domain::day::in_order;
use crate::domain::ids::StopId;
use crate::exchange::import::values::hours;
use crate::i18n::dates;
use crate::i18n::messages::{planning as planning_words, visit as words};
use crate::ui::layer::Cx;
use crate::ui::shared::Shared;

use super::deeds;
use super::today::Today;

impl Today {
    /// The selected stop, and behind which it comes when it is moved one place; none if it stands at that end already.
    pub(super) fn moved_by_one(&self, action: Action) -> Option<(StopId, Option<StopId>)> {
        let stops = &self.view.as_ref()?.stops;
        let at = *self.rows.get(self.cursor.selected()?)?;
        let id = |at: usize| stops.get(at).map(|stop| stop.stop.id);
        let stop = id(at).filter(|_| stops[at].stop.fate.is_open())?;
        match action {
            Action::MoveUp if at > 0 => Some((stop, at.checked_sub(2).and_then(id))),
            Action::MoveDown => Some((stop, Some(id(at + 1)?))),
            _ => None,
        }
    }

    /// What locks a stop in its place, or lets it go.
    pub(super) fn lock(chosen: &StopLine, shared: &Shared) -> Effect {
        let (lang, name, stop) = (shared.lang, &chosen.line.row.name, chosen.stop.id);
        if chosen.stop.locked {
            return Effect::Write(
                vec![Change::Lock { stop, locked: false }],
                Toast::done(words::did_unlock(lang, name)),
            );
        }
        if chosen.stop.pinned.is_some() {
            return Effect::Say(Toast::note(words::time_keeps_place(lang, name, &shared.keymap.shown(Action::Pin))));
        }
        Effect::Write(vec![Change::Lock { stop, locked: true }], Toast::done(words::did_lock(lang, name)))
    }

    /// Begins to look for the best order of what is still to come.
    pub(super) fn optimise(&self, cx: &mut Cx<'_>) {
        let problem = self.view.as_ref().and_then(|view| ordering::problem(view, &cx.shared.who));
        cx.push(match problem {
            Some(problem) => Effect::Think(Box::new(Thought::Order(problem))),
            None => Effect::Say(Toast::note(planning_words::too_few(cx.shared.lang))),
        });
    }

    /// Takes a better order over, if it still fits and is better; says what it has to win.
    pub(super) fn ordered(&self, ordered: &Ordered, cx: &mut Cx<'_>) {
        let (lang, key) = (cx.shared.lang, cx.shared.keymap.shown(Action::Optimise));
        let Some(view) = &self.view else { return };
        // What is won counts by the ways that the order was looked for with.
        let view = &ordered.seen(view, &cx.shared.who);
        let Some((after, changes)) = ordering::applied(ordered, view, &cx.shared.who) else {
            cx.push(Effect::Say(Toast::note(planning_words::changed_meanwhile(lang, &key))));
            return;
        };
        let gain = Gain::of(view, &after);
        let remarks = ordered.remarks(lang, view, &cx.shared.who);
        cx.push(if gain.is_worth_it() {
            let said = joined(lang, &[&planning_words::in_order(lang, &gain.said(lang)), &remarks]);
            Effect::Write(changes, Toast::done(said))
        } else {
            let none = if ordered.proven { planning_words::best_already } else { planning_words::no_better };
            Effect::Say(Toast::note(joined(lang, &[none(lang), &remarks])))
        });
    }

    /// Puts on an empty day whoever was found for it; on another shows who could be visited as well, to be agreed to.
    pub(super) fn proposed(&mut self, proposed: &Proposed, cx: &mut Cx<'_>) {
        if self.view.as_ref().is_some_and(|view| view.stops.is_empty()) {
            self.filled(proposed, cx);
            return;
        }
        let (lang, n) = (cx.shared.lang, proposed.added.len());
        if !cx.is_top {
            // Keys go elsewhere now, and a question would take them.
            let key = cx.shared.keymap.shown(Action::Fill);
            cx.push(Effect::Say(Toast::note(planning_words::proposal_waits(lang, n, &key))));
            return;
        }
        let key = cx.shared.keymap.shown(Action::Fill);
        let after = self.view.as_ref().and_then(|view| proposing::applied(proposed, view, &cx.shared.who, cx.ids));
        let Some((after, _)) = after else {
            cx.push(Effect::Say(Toast::note(planning_words::changed_meanwhile(lang, &key))));
            return;
        };
        let lines = proposed.lines(lang, &after, cx.shared.who.today);
        cx.push(Effect::Open(if n == 0 {
            Place::Reading(planning_words::propose_none(lang).to_owned(), lines)
        } else {
            Place::Confirm(Ask::Propose, planning_words::propose_title(lang, n), lines)
        }));
        self.proposal = Some(proposed.clone()).filter(|_| n > 0);
    }

    fn filled(&self, proposed: &Proposed, cx: &mut Cx<'_>) {
        let (lang, n) = (cx.shared.lang, proposed.added.len());
        let key = cx.shared.keymap.shown(Action::Fill);
        let filled = self.view.as_ref().and_then(|view| proposing::applied(proposed, view, &cx.shared.who, cx.ids));
        let Some((_, changes)) = filled else {
            cx.push(Effect::Say(Toast::note(planning_words::changed_meanwhile(lang, &key))));
            return;
        };
        let names: Vec<&str> = proposed.left_out.iter().map(|(line, ..)| line.row.name.as_str()).collect();
        let (left, names) = (names.len() + proposed.others, deeds::named(lang, &names));
        let said = match (n, left) {
            (0, 0) => words::nothing_due(lang).to_owned(),
            (0, _) => words::nothing_fits(lang, left, &names),
            (_, 0) => words::did_fill_all(lang, n),
            _ => words::did_fill(lang, n, left, &names),
        };
        let estimated = proposed.fell_back.as_ref().map(|fault| estimated_instead(lang, fault)).unwrap_or_default();
        let said = joined(lang, &[&said, &estimated]);
        cx.push(if n == 0 { Effect::Say(Toast::note(said)) } else { Effect::Write(changes, Toast::done(said)) });
    }

    /// Puts on the day whom it was agreed to visit as well.
    pub(super) fn propose_agreed(&mut self, agreed: bool, cx: &mut Cx<'_>) {
        let (lang, proposal) = (cx.shared.lang, self.proposal.take());
        let (Some(proposed), Some(view)) = (proposal.filter(|_| agreed), &self.view) else { return };
        let key = cx.shared.keymap.shown(Action::Fill);
        let changes = proposing::applied(&proposed, view, &cx.shared.who, cx.ids);
        cx.push(match changes {
            Some((_, changes)) => {
                Effect::Write(changes, Toast::done(planning_words::did_propose(lang, proposed.added.len())))
            }
            None => Effect::Say(Toast::note(planning_words::changed_meanwhile(lang, &key))),
        });
    }

    /// Gives a stop a time of its own, and the place in the order that goes with it.
    pub(super) fn pin(&self, stop: StopId, name: &str, text: &str, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        if text.is_empty() {
            cx.push(Effect::Write(vec![Change::Pin { stop, at: None }], Toast::done(words::did_unpin(lang, name))));
            return;
        }
        let Some(at) = hours::time(text) else {
            cx.push(Effect::Say(Toast::problem(words::not_a_time(lang, text))));
            cx.push(Effect::Open(Place::Prompt(Ask::PinStop(stop), text.to_owned())));
            return;
        };
        let mut changes = vec![Change::Pin { stop, at: Some(at) }];
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        changes.extend(to_its_place(stops, stop, at));
        cx.push(Effect::Write(changes, Toast::done(words::did_pin(lang, name, &dates::time(at)))));
    }
}

/// The change that moves a stop that begins at a time before the first that is still to come and would be reached later; none if it stands
/// there already.
fn to_its_place(stops: &[StopLine], stop: StopId, at: NaiveTime) -> Option<Change> {
    let others: Vec<&StopLine> = stops.iter().filter(|other| other.stop.id != stop).collect();
    let later = |other: &&StopLine| {
        other.stop.fate.is_open() && other.arrival.is_some_and(|arrival| in_order(arrival) >= in_order(at))
    };
    let place = others.iter().position(later).unwrap_or(others.len());
    let after = place.checked_sub(1).map(|before| others[before].stop.id);
    let now = stops.iter().position(|other| other.stop.id == stop)?;
    (now.checked_sub(1).map(|before| stops[before].stop.id) != after).then_some(Change::Reorder { stop, after })
}
