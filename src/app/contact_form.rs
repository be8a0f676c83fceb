//! Somebody at an account as a form, and what such a form makes of them.

use crate::domain::account::{Contact, ContactRole, Temperament};
use crate::i18n::Lang;
use crate::i18n::messages::profile as words;

use super::form::{self, Form, Kind};
use super::names;

/// The entries, in order.
#[derive(Clone, Copy)]
enum Entry {
    Name,
    Role,
    Phone,
    Birthday,
    Temperament,
    Counts,
}

/// The form of a person; `shop` is the name of the account.
pub fn contact_form(lang: Lang, shop: &str, contact: &Contact) -> Form {
    let is_new = contact.name.is_empty();
    let title = if is_new { words::new_contact(lang, shop) } else { contact.name.clone() };
    let name = if is_new { format!("contact:new:{}", contact.account.0) } else { format!("contact:{}", contact.id.0) };
    let role = ContactRole::ALL.iter().position(|it| *it == contact.role).unwrap_or(0);
    let roles = ContactRole::ALL.iter().map(|role| names::contact_role(lang, *role).to_owned()).collect();
    let hint = contact.temperament.and_then(|it| Temperament::ALL.iter().position(|other| *other == it));
    let hints = Temperament::ALL.iter().map(|it| names::hint(lang, *it).to_owned());
    Form::new(title, name)
        .line(words::name(lang), Kind::Needed, &contact.name)
        .one(words::role(lang), roles, role)
        .line(words::phone(lang), Kind::Any, &contact.phone)
        .line(words::birthday(lang), Kind::Birthday, form::birthday_text(lang, contact.birthday))
        .hint(words::birthday_hint(lang))
        .one_or(words::temperament(lang), words::unknown(lang), hints, hint)
        .one(
            words::counts(lang),
            vec![words::counts_yes(lang).to_owned(), words::counts_no(lang).to_owned()],
            usize::from(!contact.counts),
        )
}

/// The person as the form wants them; what was not touched stays.
pub fn read_contact(form: &Form, before: &Contact) -> Contact {
    let touched = |entry: Entry| form.is_touched(entry as usize);
    let mut contact = before.clone();
    if touched(Entry::Name) {
        form.text(Entry::Name as usize).clone_into(&mut contact.name);
    }
    if touched(Entry::Role) {
        contact.role = ContactRole::ALL.get(form.chosen(Entry::Role as usize)).copied().unwrap_or(before.role);
    }
    if touched(Entry::Phone) {
        form.text(Entry::Phone as usize).clone_into(&mut contact.phone);
    }
    if touched(Entry::Birthday) {
        contact.birthday = form::birthday(form.text(Entry::Birthday as usize));
    }
    if touched(Entry::Temperament) {
        let chosen = form.chosen_or(Entry::Temperament as usize);
        contact.temperament = chosen.and_then(|at| Temperament::ALL.get(at).copied());
    }
    if touched(Entry::Counts) {
        contact.counts = form.chosen(Entry::Counts as usize) == 0;
    }
    contact
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::app::form::Value;
    use crate::domain::account::Birthday;

    #[test]
    fn a_person_goes_through_the_form_unchanged_and_takes_what_is_typed() {
        let (id, account) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        for lang in Lang::ALL {
            for birthday in [None, Birthday::new(Some(1980), 2, 29, false), Birthday::new(None, 8, 15, true)] {
                let temperament = Some(Temperament::Silent);
                let before =
                    Contact { temperament, birthday, ..Contact::new(id, account, "王建国", ContactRole::Driver) };
                let mut form = contact_form(lang, "店", &before);
                assert_eq!(read_contact(&form, &before), before);
                form.entries[Entry::Birthday as usize].value = Value::Text(Kind::Birthday, "农历正月初一".into());
                form.entries[Entry::Counts as usize].value = Value::One(vec![String::new(); 2], 0);
                let after = read_contact(&form, &before);
                assert_eq!(after, Contact { birthday: Birthday::new(None, 1, 1, true), counts: true, ..before });
            }
        }
    }
}
