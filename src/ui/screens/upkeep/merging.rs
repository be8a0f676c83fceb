//! Two accounts that are one shop: which one, what would move, and taking them apart again.

use crate::app::account_form::codes;
use crate::app::command::Action;
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Toast};
use crate::app::policy::Line;
use crate::app::query::{AccountView, Query};
use crate::domain::account::CodeKind;
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, MergeId};
use crate::i18n::messages::profile as words;
use crate::i18n::text::wrap;
use crate::ui::layer::Cx;
use crate::ui::screens::deeds;
use crate::ui::shared::Shared;

use super::{Pending, Upkeep};

/// Cells of a line of the preview.
const ROOM: usize = 68;

impl Upkeep {
    /// Goes to the preview with those that are marked; with fewer than two, asks which other account it is about.
    pub(super) fn merge(&mut self, hand: Option<&AccountView>, marked: &[Line], cx: &mut Cx<'_>) {
        let Some(in_hand) = hand.map(|view| view.brief.account.id) else { return };
        let marked: Vec<AccountId> = marked.iter().map(|line| line.row.account).collect();
        match marked.as_slice() {
            [] | [_] => {
                self.pending = Some(Pending::Other(in_hand));
                cx.push(Effect::Read(Query::Search(String::new())));
            }
            [first, ..] => {
                let kept = if marked.contains(&in_hand) { in_hand } else { *first };
                let gone = marked.iter().copied().filter(|id| *id != kept).collect();
                self.read_preview(kept, gone, cx);
            }
        }
    }

    pub(super) fn read_preview(&mut self, kept: AccountId, gone: Vec<AccountId>, cx: &mut Cx<'_>) {
        let all = std::iter::once(kept).chain(gone.iter().copied()).collect();
        self.pending = Some(Pending::Preview(kept, gone));
        cx.push(Effect::Read(Query::Briefs(all)));
    }

    pub(super) fn write_merge(&mut self, kept: AccountId, gone: &[AccountId], cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(Pending::Merging(name, names)) = self.pending.take() else { return };
        let said = match names.as_slice() {
            [one] => words::did_merge(lang, one, &name),
            several => words::did_merge_several(lang, several.len(), &name),
        };
        let changes = gone.iter().map(|gone| Change::Merge { merge: cx.id(), kept, gone: *gone }).collect();
        self.wrote = true;
        cx.push(Effect::Write(changes, Toast::done(said)));
    }
}

/// Asks which account is the same as this one: those of its name or address first.
pub(super) fn choose_other(kept: AccountId, lines: &[Line], cx: &mut Cx<'_>) {
    let own = lines.iter().find(|line| line.row.account == kept).map(|line| &line.row);
    let is_alike = |line: &&Line| {
        own.is_some_and(|own| own.name == line.row.name || (!own.address.is_empty() && own.address == line.row.address))
    };
    let mut others: Vec<&Line> = lines.iter().filter(|line| line.row.account != kept).collect();
    others.sort_by_key(|line| !is_alike(line));
    let choices: Vec<Choice> = others.into_iter().map(|line| deeds::choice(line, line.row.code.clone())).collect();
    if choices.is_empty() {
        cx.push(Effect::Say(Toast::note(words::no_other(cx.shared.lang))));
    } else {
        cx.push(Effect::Open(Place::Pick(Ask::MergeWith(kept), choices)));
    }
}

/// Says what a merge would do, and asks whether it shall.
pub(super) fn preview(
    kept: AccountId,
    gone: Vec<AccountId>,
    views: &[AccountView],
    cx: &mut Cx<'_>,
) -> Option<Pending> {
    let lang = cx.shared.lang;
    let find = |id: AccountId| views.iter().find(|view| view.brief.account.id == id);
    let stays = find(kept)?;
    let goes: Vec<&AccountView> = gone.iter().filter_map(|id| find(*id)).collect();
    let name = stays.brief.account.name.clone();
    let mut lines = wrap(&words::merge_stays(lang, &name), ROOM, 2);
    for view in &goes {
        lines.push(String::new());
        lines.extend(wrap(&words::merge_goes(lang, &view.brief.account.name), ROOM, 2));
        lines.extend(moving(cx.shared, stays, view).iter().flat_map(|line| {
            let indented = |line: String| format!("  {line}");
            wrap(line, ROOM - 2, 3).into_iter().map(indented).collect::<Vec<_>>()
        }));
    }
    lines.push(String::new());
    let key = |action| cx.shared.keymap.shown(action);
    let way = words::merge_way(lang, &key(Action::Submit), &key(Action::Undo), &key(Action::Unmerge));
    lines.extend(wrap(&way, ROOM, 3));
    cx.push(Effect::Open(Place::Confirm(Ask::Merge(kept, gone), words::merge_title(lang, &name), lines)));
    Some(Pending::Merging(name, goes.iter().map(|view| view.brief.account.name.clone()).collect()))
}

/// What goes into the account that stays.
fn moving(shared: &Shared, stays: &AccountView, goes: &AccountView) -> Vec<String> {
    let lang = shared.lang;
    let between = words::between(lang);
    let (stays, brief) = (&stays.brief.account, &goes.brief);
    let account = &brief.account;
    let mut lines = Vec::new();
    if brief.touches > 0 {
        lines.push(words::merge_touches(lang, brief.touches));
    }
    if !brief.contacts.is_empty() {
        let names: Vec<&str> = brief.contacts.iter().map(|person| person.name.as_str()).collect();
        lines.push(words::merge_people(lang, &names.join(between)));
    }
    if !brief.matters.is_empty() {
        lines.push(words::merge_matters(lang, brief.matters.len()));
    }
    if !brief.appointments.is_empty() {
        lines.push(words::merge_appointments(lang, brief.appointments.len()));
    }
    let new_codes: Vec<String> = [CodeKind::Customer, CodeKind::Licence]
        .into_iter()
        .map(|kind| codes(account, kind, between))
        .filter(|list| !list.is_empty())
        .collect();
    if !new_codes.is_empty() {
        lines.push(words::merge_codes(lang, &new_codes.join(between)));
    }
    let empty = |own: &str, other: &str, what: &'static str| (own.is_empty() && !other.is_empty()).then_some(what);
    let fills: Vec<&str> = [
        empty(&stays.other_name, &account.other_name, words::other_name(lang)),
        empty(&stays.address, &account.address, words::address(lang)),
        empty(&stays.phone, &account.phone, words::phone(lang)),
        (stays.place.is_none() && account.place.is_some()).then_some(words::place(lang)),
        (stays.tier.is_none() && account.tier.is_some()).then_some(words::tier(lang)),
        (stays.segment.is_none() && account.segment.is_some()).then_some(words::segment(lang)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !fills.is_empty() {
        lines.push(words::merge_fills(lang, &fills.join(between)));
    }
    if lines.is_empty() {
        lines.push(words::merge_nothing(lang).to_owned());
    }
    lines
}

/// Takes an account out again, chosen where there are several.
pub(super) fn choose_unmerge(view: &AccountView, cx: &mut Cx<'_>) {
    match view.brief.merged.as_slice() {
        [] => cx.push(Effect::Say(Toast::note(words::nothing_merged(cx.shared.lang)))),
        [(merge, _)] => unmerge(view, *merge, cx),
        several => {
            let choice = |(merge, name): &(MergeId, String)| Choice {
                text: name.clone(),
                aside: String::new(),
                found_by: String::new(),
                answer: Picked::Merge(*merge),
            };
            cx.push(Effect::Open(Place::Pick(Ask::Unmerge, several.iter().map(choice).collect())));
        }
    }
}

pub(super) fn unmerge(view: &AccountView, merge: MergeId, cx: &mut Cx<'_>) {
    let name = view.brief.merged.iter().find(|(id, _)| *id == merge).map(|(_, name)| name.clone());
    let said = words::did_unmerge(cx.shared.lang, &name.unwrap_or_default());
    cx.push(Effect::Write(vec![Change::Unmerge { merge }], Toast::done(said)));
}
