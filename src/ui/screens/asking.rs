//! Writing a stock request down, the same from every screen: which product, how much, on what terms. The place in the queue is shown before
//! it is saved.

use crate::app::doing;
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast, forget};
use crate::app::form::Form;
use crate::app::query::{Answer, Query};
use crate::app::request_form::{read_request, request_form, units};
use crate::app::stock::naming::texts;
use crate::app::stock::{self, Wanted, amount_text};
use crate::domain::change::Change;
use crate::domain::ids::AccountId;
use crate::domain::stock::Request;
use crate::i18n::messages::stock as words;
use crate::ui::layer::Cx;
use crate::ui::shared::Shared;

/// A request that is being written down: what it is made from does not change under the form.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    pending: Option<Pending>,
}

#[derive(Clone, Debug)]
enum Pending {
    Reading,
    Choosing(Box<stock::Asking>),
    Filling(Box<stock::Asking>, Wanted, Box<Request>),
}

impl Asking {
    /// Begins a request of an account.
    pub fn begin(&mut self, account: AccountId, cx: &mut Cx<'_>) {
        self.pending = Some(Pending::Reading);
        cx.push(Effect::Read(Query::Asking(account)));
    }

    /// Takes an answer that it waited for; answers whether it did.
    pub fn answer(&mut self, answer: &Answer, cx: &mut Cx<'_>) -> bool {
        match (self.pending.take(), answer) {
            (Some(Pending::Reading), Answer::Asking(Some(asking))) => {
                if asking.products.is_empty() {
                    cx.push(Effect::Say(Toast::note(words::no_products(cx.shared.lang))));
                } else {
                    let choices = choices(&asking.products, cx.shared);
                    cx.push(Effect::Open(Place::Pick(Ask::Product(asking.account), choices)));
                    self.pending = Some(Pending::Choosing(asking.clone()));
                }
                true
            }
            (Some(Pending::Reading), Answer::Asking(None)) => true,
            (pending, _) => {
                self.pending = pending;
                false
            }
        }
    }

    /// Takes a reply to a question that it asked; answers whether it was one.
    pub fn reply(&mut self, reply: &Reply, cx: &mut Cx<'_>) -> bool {
        match (reply, self.pending.take()) {
            (Reply::Picked(Ask::Product(account), Picked::Nth(at)), Some(Pending::Choosing(asking)))
                if asking.account == *account =>
            {
                if let Some(wanted) = asking.products.get(*at).cloned() {
                    self.open_form(asking, wanted, cx);
                }
                true
            }
            (Reply::Form(Ask::Request(account, product), form), Some(Pending::Filling(asking, wanted, request)))
                if asking.account == *account && wanted.product.id == *product =>
            {
                save(&asking, &wanted, &request, form, cx);
                self.pending = Some(Pending::Filling(asking, wanted, request));
                true
            }
            (_, pending) => {
                self.pending = pending;
                false
            }
        }
    }

    fn open_form(&mut self, asking: Box<stock::Asking>, wanted: Wanted, cx: &mut Cx<'_>) {
        let (lang, who) = (cx.shared.lang, &cx.shared.who);
        let request = doing::request(asking.account, &wanted.product, who, cx.ids);
        let title = words::form_request(lang, &wanted.product.name, &asking.name, place(&wanted));
        let form = request_form(lang, title, &request, &wanted.product, &asking.people);
        cx.push(Effect::Open(Place::Form(Ask::Request(asking.account, wanted.product.id), form)));
        self.pending = Some(Pending::Filling(asking, wanted, Box::new(request)));
    }
}

/// The place in the queue that one more request has.
fn place(wanted: &Wanted) -> usize {
    wanted.waiting as usize + 1
}

fn save(asking: &stock::Asking, wanted: &Wanted, request: &Request, form: &Form, cx: &mut Cx<'_>) {
    let (lang, who) = (cx.shared.lang, &cx.shared.who);
    // It was asked for now, however long the form was open.
    let asked = Request { at: who.now, day: who.today, ..request.clone() };
    match read_request(lang, form, &asked, &wanted.product, &asking.people, who.today) {
        Ok(request) => {
            let amount = amount_text(lang, &request.asked, &wanted.product.unit);
            let said = words::did_request(lang, &wanted.product.name, &amount, &asking.name, place(wanted));
            let rep = who.rep.id;
            cx.push(Effect::Write(vec![Change::Request(request)], Toast::done(said)));
            cx.push(Effect::Keep(forget(form, rep)));
        }
        Err((at, why)) => {
            let form = form.clone().with_fault(at, why);
            cx.push(Effect::Open(Place::Form(Ask::Request(asking.account, wanted.product.id), form)));
        }
    }
}

/// Products to choose from, in the order in which they come.
pub fn choices(products: &[Wanted], shared: &Shared) -> Vec<Choice> {
    let choice = |(at, wanted): (usize, &Wanted)| {
        let product = &wanted.product;
        let waiting =
            if wanted.waiting > 0 { words::waits_for(shared.lang, wanted.waiting as usize) } else { String::new() };
        Choice {
            text: product.name.clone(),
            aside: super::brief::joined(shared.lang, &[&waiting, &units(product)]),
            found_by: texts(product).join(" "),
            answer: Picked::Nth(at),
        }
    };
    products.iter().enumerate().map(choice).collect()
}
