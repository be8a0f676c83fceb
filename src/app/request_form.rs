//! Requests, arrivals and tellings as forms, and what such forms make of them.

use chrono::NaiveDate;

use crate::domain::account::Contact;
use crate::domain::ids::ContactId;
use crate::domain::product::Product;
use crate::domain::stock::{Amount, Arrival, Means, Request};
use crate::i18n::messages::stock as words;
use crate::i18n::{Lang, day_words};

use super::form::{Fault, Form, Kind};
use super::stock::{amount, means};

/// The entries of a request, in order.
#[derive(Clone, Copy)]
enum Entry {
    Quantity,
    Until,
    Terms,
    Outside,
    Contact,
    Note,
}

/// The form of a request.
pub fn request_form(lang: Lang, title: String, request: &Request, product: &Product, people: &[Contact]) -> Form {
    let is_new = request.asked.count == 0;
    let name = if is_new {
        format!("request:{}:{}", request.account.0, product.id.0)
    } else {
        format!("request:{}", request.id.0)
    };
    let quantity = if is_new { String::new() } else { said(&request.asked) };
    let contact = people.iter().position(|person| Some(person.id) == request.contact);
    let until = request.until.map(|day| day.to_string()).unwrap_or_default();
    Form::new(title, name)
        .line(words::field_quantity(lang), Kind::Needed, quantity)
        .hint(words::quantity_hint(lang, &units(product)))
        .line(words::field_until(lang), Kind::Day, until)
        .hint(crate::i18n::messages::visit::day_hint(lang))
        .one(
            words::field_terms(lang),
            vec![words::terms_part(lang).to_owned(), words::terms_all(lang).to_owned()],
            usize::from(request.all_or_nothing),
        )
        .one(
            words::field_outside(lang),
            vec![words::outside_no(lang).to_owned(), words::outside_yes(lang).to_owned()],
            usize::from(request.outside),
        )
        .one_or(
            words::field_contact(lang),
            words::nobody_named(lang),
            people.iter().map(|person| person.name.clone()),
            contact,
        )
        .line(words::field_note(lang), Kind::Any, &request.note)
}

/// The request that a form asks for; `people` are those it was made with.
pub fn read_request(
    lang: Lang,
    form: &Form,
    before: &Request,
    product: &Product,
    people: &[Contact],
    today: NaiveDate,
) -> Result<Request, Fault> {
    let touched = |entry: Entry| form.is_touched(entry as usize);
    let mut request = before.clone();
    if touched(Entry::Quantity) || before.asked.count == 0 {
        request.asked = typed(lang, form, product)?;
    }
    if touched(Entry::Until) {
        request.until = day_words::parse(form.text(Entry::Until as usize), today);
    }
    if touched(Entry::Terms) {
        request.all_or_nothing = form.chosen(Entry::Terms as usize) == 1;
    }
    if touched(Entry::Outside) {
        request.outside = form.chosen(Entry::Outside as usize) == 1;
    }
    if touched(Entry::Contact) {
        request.contact = chosen_person(form, Entry::Contact as usize, people);
    }
    if touched(Entry::Note) {
        form.text(Entry::Note as usize).clone_into(&mut request.note);
    }
    Ok(request)
}

/// The form of an arrival.
pub fn arrival_form(lang: Lang, product: &Product) -> Form {
    Form::new(words::form_arrival(lang, &product.name), format!("arrival:{}", product.id.0))
        .line(words::field_quantity(lang), Kind::Needed, "")
        .hint(words::quantity_hint(lang, &units(product)))
        .line(words::field_note(lang), Kind::Any, "")
}

/// The arrival that a form asks for.
pub fn read_arrival(lang: Lang, form: &Form, before: &Arrival, product: &Product) -> Result<Arrival, Fault> {
    Ok(Arrival { amount: typed(lang, form, product)?, note: form.text(1).to_owned(), ..before.clone() })
}

/// How somebody was told.
pub struct Told {
    /// How.
    pub how: Means,
    /// Whom.
    pub contact: Option<ContactId>,
    /// The last day on which the goods are kept.
    pub held_until: Option<NaiveDate>,
    /// Anything else.
    pub note: String,
}

/// The form of a telling.
pub fn tell_form(lang: Lang, title: String, name: String, people: &[Contact], asked: Option<ContactId>) -> Form {
    Form::new(title, name)
        .one(words::field_how(lang), Means::ALL.map(|it| means(lang, it).to_owned()).to_vec(), 0)
        .one_or(
            words::field_whom(lang),
            words::nobody_named(lang),
            people.iter().map(|person| person.name.clone()),
            people.iter().position(|person| Some(person.id) == asked),
        )
        .line(words::field_held(lang), Kind::Day, "")
        .hint(crate::i18n::messages::visit::day_hint(lang))
        .line(words::field_note(lang), Kind::Any, "")
}

/// What a form says about a telling.
pub fn read_told(form: &Form, people: &[Contact], today: NaiveDate) -> Told {
    Told {
        how: Means::ALL.get(form.chosen(0)).copied().unwrap_or(Means::Phone),
        contact: chosen_person(form, 1, people),
        held_until: day_words::parse(form.text(2), today),
        note: form.text(3).to_owned(),
    }
}

fn chosen_person(form: &Form, at: usize, people: &[Contact]) -> Option<ContactId> {
    form.chosen_or(at).and_then(|at| people.get(at)).map(|person| person.id)
}

fn typed(lang: Lang, form: &Form, product: &Product) -> Result<Amount, Fault> {
    amount(form.text(0), product).ok_or_else(|| (0, words::not_a_quantity(lang, &units(product))))
}

/// The units of a product: the base unit, and each pack with what it holds.
pub fn units(product: &Product) -> String {
    let packs = product.packs.iter().map(|pack| format!("{}={}", pack.name, pack.factor));
    std::iter::once(product.unit.clone()).chain(packs).collect::<Vec<_>>().join(", ")
}

fn said(amount: &Amount) -> String {
    format!("{} {}", amount.count, amount.unit).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::app::form::Value;
    use crate::domain::account::ContactRole;
    use crate::domain::product::Pack;

    fn product() -> Product {
        Product {
            id: Uuid::from_u128(1).into(),
            code: String::new(),
            name: "玉溪(软)".into(),
            aliases: Vec::new(),
            unit: "盒".into(),
            packs: vec![Pack { name: "条".into(), factor: 10 }],
            retired: false,
        }
    }

    #[test]
    fn a_request_goes_through_its_form_and_takes_what_is_typed() {
        let (product, today) = (product(), "2026-11-20".parse().unwrap());
        let account = Uuid::from_u128(2).into();
        let people = [Contact::new(Uuid::from_u128(3).into(), account, "王强", ContactRole::Owner)];
        let before = Request {
            id: Uuid::from_u128(4).into(),
            account,
            rep: Uuid::from_u128(5).into(),
            product: product.id,
            asked: Amount { count: 2, unit: "条".into(), factor: 10 },
            contact: Some(people[0].id),
            until: Some("2026-11-28".parse().unwrap()),
            all_or_nothing: true,
            outside: true,
            note: "for the wedding".into(),
            at: "2026-11-20T01:00:00Z".parse().unwrap(),
            day: today,
            ended: None,
        };
        for lang in Lang::ALL {
            let read = |form: &Form| read_request(lang, form, &before, &product, &people, today);
            let mut form = request_form(lang, String::new(), &before, &product, &people);
            assert_eq!(read(&form), Ok(before.clone()));
            form.entries[0].value = Value::Text(Kind::Needed, "15".into());
            form.entries[1].value = Value::Text(Kind::Day, "+3".into());
            form.entries[4].value = Value::One(Vec::new(), 0);
            let after = read(&form).unwrap();
            let asked = Amount { count: 15, unit: "盒".into(), factor: 1 };
            let until = Some("2026-11-23".parse().unwrap());
            assert_eq!(after, Request { asked, until, contact: None, ..before.clone() });
            form.entries[0].value = Value::Text(Kind::Needed, "15 瓶".into());
            assert_eq!(read(&form).unwrap_err().0, 0);
        }
    }
}
