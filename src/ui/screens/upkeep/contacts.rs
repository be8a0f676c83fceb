//! People at an account: added, edited, removed.

use crate::app::contact_form::{contact_form, read_contact};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Toast};
use crate::app::form::Form;
use crate::app::names;
use crate::app::query::AccountView;
use crate::domain::account::{Contact, ContactRole};
use crate::domain::change::Change;
use crate::domain::ids::ContactId;
use crate::domain::record::{Key, Kind};
use crate::i18n::messages::profile as words;
use crate::ui::layer::Cx;

use super::{Pending, Upkeep, difference, merging};

impl Upkeep {
    /// Opens the form of somebody new.
    pub(super) fn add_contact(&mut self, view: &AccountView, cx: &mut Cx<'_>) {
        // The first whom one notes is the owner, as a rule.
        let role = if view.brief.contacts.is_empty() { ContactRole::Owner } else { ContactRole::Clerk };
        let contact = Contact::new(cx.id(), view.brief.account.id, "", role);
        self.open_contact(view, contact, true, cx);
    }

    /// Opens the form of a person, chosen where there are several.
    pub(super) fn choose_contact(&mut self, view: &AccountView, cx: &mut Cx<'_>) {
        match view.brief.contacts.as_slice() {
            [] => cx.push(Effect::Say(Toast::note(words::no_people(cx.shared.lang)))),
            [one] => self.open_contact(view, one.clone(), false, cx),
            _ => cx.push(Effect::Open(Place::Pick(Ask::WhichContact, choices(view, cx)))),
        }
    }

    fn open_contact(&mut self, view: &AccountView, contact: Contact, is_new: bool, cx: &mut Cx<'_>) {
        let form = contact_form(cx.shared.lang, &view.brief.account.name, &contact);
        self.ask(Ask::Contact(contact.id), form, Pending::Contact(Box::new(contact), is_new), cx);
    }

    pub(super) fn save_contact(&mut self, form: &Form, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(Pending::Contact(before, is_new)) = &self.pending else { return };
        let after = read_contact(form, before);
        let (changes, said) = if *is_new {
            let said = words::did_add_contact(lang, &after.name);
            (vec![Change::Add(after.into())], said)
        } else {
            let said = words::did_edit(lang, &after.name);
            (difference((**before).clone(), after).into_iter().collect(), said)
        };
        self.write(changes, said, form, cx);
    }

    /// Takes what was picked; answers whether it was asked for here.
    pub(super) fn picked(&mut self, ask: &Ask, picked: &Picked, hand: Option<&AccountView>, cx: &mut Cx<'_>) -> bool {
        match (ask, picked, hand) {
            (Ask::WhichContact, Picked::Contact(id), Some(view)) => {
                if let Some(contact) = find(view, *id) {
                    self.open_contact(view, contact.clone(), false, cx);
                }
            }
            (Ask::RemoveContact, Picked::Contact(id), Some(view)) => {
                if let Some(contact) = find(view, *id) {
                    remove(contact, cx);
                }
            }
            (Ask::MergeWith(kept), Picked::Account(other), _) => self.read_preview(*kept, vec![*other], cx),
            (Ask::Unmerge, Picked::Merge(merge), Some(view)) => merging::unmerge(view, *merge, cx),
            _ => return false,
        }
        true
    }
}

/// Removes a person, chosen where there are several.
pub(super) fn choose_to_remove(view: &AccountView, cx: &mut Cx<'_>) {
    match view.brief.contacts.as_slice() {
        [] => cx.push(Effect::Say(Toast::note(words::no_people(cx.shared.lang)))),
        [one] => remove(one, cx),
        _ => cx.push(Effect::Open(Place::Pick(Ask::RemoveContact, choices(view, cx)))),
    }
}

fn remove(contact: &Contact, cx: &mut Cx<'_>) {
    let said = words::did_remove_contact(cx.shared.lang, &contact.name);
    let change = Change::Remove(Key::new(Kind::Contact, contact.id.0));
    cx.push(Effect::Write(vec![change], Toast::done(said)));
}

fn find(view: &AccountView, id: ContactId) -> Option<&Contact> {
    view.brief.contacts.iter().find(|contact| contact.id == id)
}

fn choices(view: &AccountView, cx: &Cx<'_>) -> Vec<Choice> {
    let choice = |contact: &Contact| Choice {
        text: contact.name.clone(),
        aside: names::contact_role(cx.shared.lang, contact.role).to_owned(),
        found_by: contact.phone.clone(),
        answer: Picked::Contact(contact.id),
    };
    view.brief.contacts.iter().map(choice).collect()
}
