//! Pausing until a day, closing until further notice, and going on.

use crate::app::account_form::together;
use crate::app::effect::{Ask, Effect, Place, Toast};
use crate::app::form::{Form, Kind};
use crate::app::policy::Line;
use crate::domain::account::Pause;
use crate::domain::cadence::State;
use crate::domain::change::Change;
use crate::domain::day::Span;
use crate::domain::ids::AccountId;
use crate::i18n::day_words;
use crate::i18n::messages::profile as words;
use crate::ui::layer::Cx;

use super::{Pending, Upkeep};

/// The entries of both forms.
const PAUSE_UNTIL: usize = 0;
const PAUSE_REASON: usize = 1;
const CLOSE_REASON: usize = 0;

/// Whether nobody goes there today.
pub(super) fn is_paused(line: &Line) -> bool {
    matches!(line.standing.state, State::Paused { .. })
}

/// Whether nobody goes there until further notice.
pub(super) fn is_closed(line: &Line) -> bool {
    matches!(line.standing.state, State::Paused { until: None })
}

impl Upkeep {
    pub(super) fn ask_pause(&mut self, targets: &[&Line], cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(name) = name(targets, cx) else { return };
        let form = Form::new(words::pause_title(lang, &name), together("pause", ids(targets).into_iter()))
            .line(words::pause_until(lang), Kind::Day, "")
            .hint(words::pause_until_hint(lang))
            .line(words::pause_reason(lang), Kind::Any, "");
        self.ask(Ask::Pause(ids(targets)), form, Pending::Pausing(name), cx);
    }

    pub(super) fn ask_close(&mut self, targets: &[&Line], cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let open: Vec<&Line> = targets.iter().copied().filter(|line| !is_closed(line)).collect();
        let Some(name) = name(&open, cx) else {
            if !targets.is_empty() {
                cx.push(Effect::Say(Toast::note(words::closed_already(lang))));
            }
            return;
        };
        let reason = words::pause_reason(lang);
        let form = Form::new(words::close_title(lang, &name), together("close", ids(&open).into_iter())).line(
            reason,
            Kind::Needed,
            "",
        );
        self.ask(Ask::CloseDown(ids(&open)), form, Pending::Pausing(name), cx);
    }

    pub(super) fn pause(&mut self, ids: &[AccountId], form: &Form, cx: &mut Cx<'_>) {
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        let until = day_words::parse(form.text(PAUSE_UNTIL), today).filter(|day| *day > today);
        let Some((until, last)) = until.and_then(|day| Some((day, day.pred_opt()?))) else {
            let form = form.clone().with_fault(PAUSE_UNTIL, words::day_must_come(lang));
            cx.push(Effect::Open(Place::Form(Ask::Pause(ids.to_vec()), form)));
            return;
        };
        let shown = cx.shared.day_named(until);
        let said = match ids {
            [_] => words::did_pause(lang, self.called(), &shown),
            _ => words::did_pause_several(lang, ids.len(), &shown),
        };
        let reason = form.text(PAUSE_REASON).to_owned();
        self.write(pauses(ids, &Pause { span: Span::new(today, last), reason }), said, form, cx);
    }

    pub(super) fn close(&mut self, ids: &[AccountId], form: &Form, cx: &mut Cx<'_>) {
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        let said = match ids {
            [_] => words::did_close(lang, self.called()),
            _ => words::did_close_several(lang, ids.len()),
        };
        let pause = Pause { span: Span { first: today, last: None }, reason: form.text(CLOSE_REASON).to_owned() };
        self.write(pauses(ids, &pause), said, form, cx);
    }

    /// The name of the account that a form is about.
    fn called(&self) -> &str {
        if let Some(Pending::Pausing(name)) = &self.pending { name } else { "" }
    }

    pub(super) fn resume(&mut self, targets: &[&Line], cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let paused: Vec<&Line> = targets.iter().copied().filter(|line| is_paused(line)).collect();
        let said = match paused.as_slice() {
            [] => {
                cx.push(Effect::Say(Toast::note(words::not_paused(lang))));
                return;
            }
            [one] => words::did_resume(lang, &one.row.name),
            several => words::did_resume_several(lang, several.len()),
        };
        let changes = paused.iter().map(|line| Change::Resume { account: line.row.account }).collect();
        self.wrote = true;
        cx.push(Effect::Write(changes, Toast::done(said)));
    }
}

fn pauses(ids: &[AccountId], pause: &Pause) -> Vec<Change> {
    ids.iter().map(|account| Change::Pause { account: *account, pause: pause.clone() }).collect()
}

fn ids(targets: &[&Line]) -> Vec<AccountId> {
    targets.iter().map(|line| line.row.account).collect()
}

/// What the targets are called: the name of one, the number of several.
fn name(targets: &[&Line], cx: &Cx<'_>) -> Option<String> {
    match targets {
        [] => None,
        [one] => Some(one.row.name.clone()),
        several => Some(words::several(cx.shared.lang, several.len())),
    }
}
