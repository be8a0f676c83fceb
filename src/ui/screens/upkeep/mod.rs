//! The upkeep of accounts, the same from the list and from an account's page: edit, add, pause, close, resume, people, merge and take apart.
//! What is marked is changed together, as one operation. What a form asks about is remembered as it was when the form was opened, so that
//! only what was touched is written.

mod contacts;
mod merging;
mod pausing;

use std::sync::Arc;

use crate::app::account_form::Choices;
use crate::app::command::Action;
use crate::app::effect::{Ask, Effect, Place, Reply, Toast, forget};
use crate::app::form::Form;
use crate::app::policy::Line;
use crate::app::query::{AccountView, Answer, Query};
use crate::domain::account::{Account, Contact};
use crate::domain::change::Change;
use crate::domain::ids::AccountId;
use crate::domain::people::Role;
use crate::domain::record::Record;
use crate::i18n::messages::{profile as words, visit as visit_words};
use crate::ui::layer::Cx;
use crate::ui::shared::Shared;

use super::profile;

/// The upkeep of a screen, and what waits for an answer.
#[derive(Debug, Default)]
pub struct Upkeep {
    pending: Option<Pending>,
    /// What the form asks about that was opened last.
    asked: Option<Ask>,
    /// What was marked has been written about: when it is read again, the marks have done their work.
    wrote: bool,
    /// The account that was added last.
    added: Option<AccountId>,
}

#[derive(Debug)]
enum Pending {
    /// The form of an account that was like this; whether it is new.
    Account(Choices, Box<Account>, bool),
    /// These are read for a form about all of them.
    Reading,
    /// The form about these.
    Common(Choices, Vec<Account>),
    /// The form of a person who was like this; whether they are new.
    Contact(Box<Contact>, bool),
    /// The form about a pause of what is called so.
    Pausing(String),
    /// Accounts are read to choose the one that goes into this one.
    Other(AccountId),
    /// These are read to say what a merge would do.
    Preview(AccountId, Vec<AccountId>),
    /// It was said; these are the names.
    Merging(String, Vec<String>),
}

impl Upkeep {
    /// Whether what was marked has been dealt with; asking takes the answer away.
    pub fn is_done(&mut self) -> bool {
        std::mem::take(&mut self.wrote)
    }

    /// What was to be written was refused.
    pub fn refused(&mut self) {
        (self.wrote, self.added) = (false, None);
    }

    /// The account that was just added; asking takes the answer away.
    pub fn added(&mut self) -> Option<AccountId> {
        self.added.take()
    }

    /// Does what the action says with the account in hand, or with those that are marked; answers whether it was one of these actions.
    pub fn act(&mut self, action: Action, hand: Option<&AccountView>, marked: &[Line], cx: &mut Cx<'_>) -> bool {
        let targets: Vec<&Line> =
            if marked.is_empty() { hand.iter().map(|view| &view.line).collect() } else { marked.iter().collect() };
        match (action, hand) {
            (Action::EditAccount, _) if !marked.is_empty() => {
                self.pending = Some(Pending::Reading);
                let ids = marked.iter().map(|line| line.row.account).collect();
                cx.push(Effect::Read(Query::Accounts(ids)));
            }
            (Action::EditAccount, Some(view)) => self.edit(view.brief.account.clone(), false, cx),
            (Action::AddAccount, _) => {
                let who = &cx.shared.who;
                let (rep, today) = (Some(who.rep.id), who.today);
                let account = Account { rep, ..Account::new(cx.id(), "", today) };
                self.edit(account, true, cx);
            }
            (Action::Profile, Some(view)) => {
                let (title, lines) = profile::reading(cx.shared, view);
                cx.push(Effect::Open(Place::Reading(title, lines)));
            }
            (Action::PauseAccount, _) => self.ask_pause(&targets, cx),
            (Action::CloseAccount, _) => self.ask_close(&targets, cx),
            (Action::ResumeAccount, _) => self.resume(&targets, cx),
            (Action::AddContact, Some(view)) => self.add_contact(view, cx),
            (Action::EditContact, Some(view)) => self.choose_contact(view, cx),
            (Action::RemoveContact, Some(view)) => contacts::choose_to_remove(view, cx),
            (Action::Merge, _) => self.merge(hand, marked, cx),
            (Action::Unmerge, Some(view)) => merging::choose_unmerge(view, cx),
            _ => return false,
        }
        true
    }

    /// Whether an action does anything with the account in hand and those that are marked; none: it is no action of the upkeep.
    pub fn applies(action: Action, hand: Option<&AccountView>, marked: &[Line]) -> Option<bool> {
        let there = hand.is_some() || !marked.is_empty();
        let any = |is: fn(&Line) -> bool| {
            if marked.is_empty() { hand.is_some_and(|view| is(&view.line)) } else { marked.iter().any(is) }
        };
        Some(match action {
            Action::AddAccount => true,
            Action::EditAccount => there,
            Action::PauseAccount => any(|line| !pausing::is_paused(line)),
            Action::CloseAccount => any(|line| !pausing::is_closed(line)),
            Action::ResumeAccount => any(pausing::is_paused),
            Action::Profile | Action::Merge | Action::AddContact => hand.is_some(),
            Action::EditContact | Action::RemoveContact => hand.is_some_and(|view| !view.brief.contacts.is_empty()),
            Action::Unmerge => hand.is_some_and(|view| !view.brief.merged.is_empty()),
            _ => return None,
        })
    }

    fn edit(&mut self, account: Account, is_new: bool, cx: &mut Cx<'_>) {
        let choices = choices(cx.shared);
        let form = choices.account_form(&account);
        self.ask(Ask::Account(account.id), form, Pending::Account(choices, Box::new(account), is_new), cx);
    }

    fn ask(&mut self, ask: Ask, form: Form, pending: Pending, cx: &mut Cx<'_>) {
        self.pending = Some(pending);
        self.asked = Some(ask.clone());
        cx.push(Effect::Open(Place::Form(ask, form)));
    }

    /// Takes an answer that is its own; answers whether it was.
    pub fn answer(&mut self, answer: &Answer, cx: &mut Cx<'_>) -> bool {
        match (self.pending.take(), answer) {
            (Some(Pending::Reading), Answer::Accounts(accounts)) => {
                let choices = choices(cx.shared);
                let form = choices.common_form(accounts);
                let ids = accounts.iter().map(|account| account.id).collect();
                self.ask(Ask::Common(ids), form, Pending::Common(choices, accounts.clone()), cx);
            }
            (Some(Pending::Other(kept)), Answer::Found(found)) => merging::choose_other(kept, &found.lines, cx),
            (Some(Pending::Preview(kept, gone)), Answer::Briefs(views)) => {
                self.pending = merging::preview(kept, gone, views, cx);
            }
            (pending, _) => {
                self.pending = pending;
                return false;
            }
        }
        true
    }

    /// Takes a reply to a question of the upkeep; answers whether it was one. `hand` is the account in hand.
    pub fn reply(&mut self, reply: &Reply, hand: Option<&AccountView>, cx: &mut Cx<'_>) -> bool {
        match reply {
            // Another screen may have opened it and be gone: it is about something else then.
            Reply::Form(ask, _) if self.asked.as_ref() != Some(ask) => return false,
            Reply::Form(Ask::Account(_), form) => self.save_account(form, cx),
            Reply::Form(Ask::Common(_), form) => self.save_common(form, cx),
            Reply::Form(Ask::Pause(ids), form) => self.pause(ids, form, cx),
            Reply::Form(Ask::CloseDown(ids), form) => self.close(ids, form, cx),
            Reply::Form(Ask::Contact(_), form) => self.save_contact(form, cx),
            Reply::Picked(ask, picked) => return self.picked(ask, picked, hand, cx),
            Reply::Agreed(Ask::Merge(kept, gone), true) => self.write_merge(*kept, gone, cx),
            _ => return false,
        }
        true
    }

    fn save_account(&mut self, form: &Form, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(Pending::Account(choices, before, is_new)) = &self.pending else { return };
        let after = match choices.read_account(form, before) {
            Ok(after) => after,
            Err((at, why)) => {
                let form = form.clone().with_fault(at, why);
                cx.push(Effect::Open(Place::Form(Ask::Account(before.id), form)));
                return;
            }
        };
        let (changes, said) = if *is_new {
            let said = words::did_add(lang, &after.name);
            self.added = Some(after.id);
            (vec![Change::Add(after.into())], said)
        } else {
            let said = words::did_edit(lang, &after.name);
            (difference((**before).clone(), after).into_iter().collect(), said)
        };
        self.write(changes, said, form, cx);
    }

    fn save_common(&mut self, form: &Form, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(Pending::Common(choices, accounts)) = &self.pending else { return };
        let changes: Vec<Change> = accounts
            .iter()
            .filter_map(|account| difference(account.clone(), choices.read_common(form, account, accounts)))
            .collect();
        let said = words::did_edit_several(lang, changes.len());
        self.write(changes, said, form, cx);
    }

    /// Writes what a form came to; what was typed into it has done its work then.
    fn write(&mut self, changes: Vec<Change>, said: String, form: &Form, cx: &mut Cx<'_>) {
        if changes.is_empty() {
            cx.push(Effect::Say(Toast::note(visit_words::nothing_changed(cx.shared.lang))));
        } else {
            self.wrote = true;
            cx.push(Effect::Write(changes, Toast::done(said)));
        }
        cx.push(Effect::Keep(forget(form, cx.shared.who.rep.id)));
    }
}

/// What can be chosen now.
fn choices(shared: &Shared) -> Choices {
    let reps = if shared.who.rep.role > Role::Rep { Arc::clone(&shared.people) } else { [].into() };
    Choices { lang: shared.lang, policy: Arc::clone(&shared.policy), reps, today: shared.who.today }
}

/// The change between two versions of a record; none if there is no difference.
fn difference<R: Into<Record>>(before: R, after: R) -> Option<Change> {
    Change::between(&before.into(), after.into())
}
