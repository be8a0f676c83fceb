//! Searching in everything that happened at an account: notes, next steps, matters, purposes, reasons, products that were asked for, and
//! the names of those who were there.

use std::collections::HashMap;

use crate::domain::content::Order;
use crate::domain::ids::{AccountId, ContactId};
use crate::i18n::Lang;
use crate::i18n::messages::stock as words;
use crate::i18n::search::Needle;
use crate::store::rows::Happening;
use crate::store::{Entry, Result, Store, Viewer};

use super::names;

/// How many entries are read at once.
const PAGE: usize = 500;

/// The entries of the whole history that have all of these words, newest first.
pub fn search(store: &dyn Store, viewer: Viewer, account: AccountId, words: &str) -> Result<Vec<Entry>> {
    let people: HashMap<ContactId, String> = store
        .brief(viewer, account)?
        .map(|brief| brief.contacts.into_iter().map(|person| (person.id, person.name)).collect())
        .unwrap_or_default();
    let needle = Needle::new(words);
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let page = store.timeline(viewer, account, before, PAGE)?;
        found.extend(page.items.into_iter().filter(|entry| needle.finds(&texts(entry, &people))));
        match page.next {
            Some(next) => before = Some(next),
            None => return Ok(found),
        }
    }
}

/// What an entry is found by, in either language.
fn texts<'a>(entry: &'a Entry, people: &'a HashMap<ContactId, String>) -> Vec<&'a str> {
    let mut texts = vec![entry.rep_name.as_str()];
    match &entry.what {
        Happening::Touch(touch) => {
            let content = &touch.content;
            texts.extend([&content.note, &content.told, &content.rival].map(String::as_str));
            texts.extend(entry.goods.iter().map(|(_, name)| name.as_str()));
            if let Some(Order::Nothing(why)) = content.order {
                texts.extend(Lang::ALL.map(|lang| names::no_order(lang, why)));
            }
            texts.extend(touch.content.next.as_ref().map(|next| next.text.as_str()));
            texts.extend(touch.voided.as_deref());
            texts.extend(touch.content.met.iter().filter_map(|person| people.get(person)).map(String::as_str));
            texts.extend(Lang::ALL.map(|lang| names::touch_kind(lang, touch.content.kind)));
        }
        Happening::Matter(matter) => {
            texts.push(&matter.text);
            texts.extend(Lang::ALL.map(|lang| names::matter_kind(lang, matter.kind)));
        }
        Happening::Appointment(appointment) => texts.push(&appointment.purpose),
        Happening::NotDone { stop, colleague } => {
            texts.push(stop.fate.reason());
            texts.extend(colleague.as_deref());
        }
        Happening::Request { request, goods, .. } => {
            texts.extend([goods.product.as_str(), &request.note]);
            texts.extend(request.ended.as_ref().map(|ended| ended.reason.as_str()));
            texts.extend(Lang::ALL.map(words::record_request));
            texts.extend(request.contact.and_then(|person| people.get(&person)).map(String::as_str));
        }
        Happening::Telling { telling, goods } => {
            texts.extend([goods.product.as_str(), &telling.note]);
            texts.extend(Lang::ALL.map(words::deed_tell));
            texts.extend(telling.contact.and_then(|person| people.get(&person)).map(String::as_str));
        }
        Happening::Fulfilment { goods, .. } => {
            texts.push(&goods.product);
            texts.extend(Lang::ALL.map(words::deed_fulfil));
        }
    }
    texts
}
