//! What is done on the stock screen with the row in hand: told, answered, handed over, decided, written down, changed, called off.

use chrono::{DateTime, Utc};

use crate::app::command::Action;
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast, forget};
use crate::app::form::Form;
use crate::app::query::{Answer, Query};
use crate::app::request_form::{arrival_form, read_arrival, read_request, read_told, request_form, tell_form};
use crate::app::stock::{ProductLine, Wanted, Whose, amount_text, quantity, team_name};
use crate::domain::account::Contact;
use crate::domain::change::Change;
use crate::domain::ids::{ProductId, RequestId, TeamId, TellingId};
use crate::domain::product::Product;
use crate::domain::stock::{Amount, Answer as Said, Arrival, Request};
use crate::i18n::messages::stock as words;
use crate::store::TeamStock;
use crate::ui::layer::Cx;
use crate::ui::screens::asking::{self, Asking};
use crate::ui::screens::deeds;

use super::Hand;
use super::calls::{Call, answers, call, hand_over, own, respond, tell, telling_change, to_tell, untold};

/// The deeds, with the one that waits for an answer.
#[derive(Clone, Debug, Default)]
pub struct StockDeeds {
    /// The team whose stock is looked at.
    pub team: Option<TeamId>,
    pending: Option<Pending>,
    asking: Asking,
}

#[derive(Clone, Debug)]
enum Pending {
    /// The people at the shop are read, to say how it was told.
    TellHow(Box<Call>),
    /// The form is open.
    Telling(Box<Call>, Vec<Contact>),
    /// The people at the shop are read, to change its request.
    Amend(Box<Request>, Box<Product>, String),
    /// The form is open.
    Amending(Box<Request>, Box<Product>, String, Vec<Contact>),
    /// The products are read, to write an arrival down.
    Products(Option<ProductId>),
    /// The teams are read, or one is to be chosen.
    Teams(Vec<TeamStock>),
    /// How fairly goods were dealt out is read.
    Fairness,
    /// One is chosen.
    Came(Vec<Wanted>),
    /// The form is open.
    Arriving(Box<Product>),
    /// What the shop says is chosen, and how much it takes.
    Answering(Box<Call>, TellingId, Vec<Change>),
    /// Whose request it is is chosen.
    Accounts,
    /// The reasons are read, for a page of this title.
    Explaining(String),
}

impl StockDeeds {
    /// Does what the action says with the row in hand; answers whether it was one of these actions.
    pub fn act(&mut self, action: Action, hand: Option<Hand<'_>>, cx: &mut Cx<'_>) -> bool {
        let lang = cx.shared.lang;
        match action {
            Action::Request => {
                if let Some((_, shop)) = hand.and_then(own) {
                    self.asking.begin(shop.account, cx);
                } else {
                    self.pending = Some(Pending::Accounts);
                    cx.push(Effect::Read(Query::Search(String::new())));
                }
            }
            Action::Arrive => {
                self.pending = Some(Pending::Products(hand.map(|hand| hand.line.product.id)));
                cx.push(Effect::Read(Query::Products(self.team)));
            }
            Action::WhichTeam => {
                self.pending = Some(Pending::Teams(Vec::new()));
                cx.push(Effect::Read(Query::StockTeams));
            }
            Action::Fairness => {
                self.pending = Some(Pending::Fairness);
                cx.push(Effect::Read(Query::Fairness(self.team, lang)));
            }
            Action::Tell => match to_tell(hand) {
                Some(call) => tell(&call, cx),
                None => say(untold(hand, cx), cx),
            },
            Action::TellHow => match hand.and_then(call) {
                Some(call) if call.share.waits() > 0 => {
                    let account = call.shop.account;
                    self.pending = Some(Pending::TellHow(Box::new(call)));
                    cx.push(Effect::Read(Query::Brief(account, cx.shared.who.today)));
                }
                _ => say(words::nothing_waits(lang), cx),
            },
            Action::Takes => self.with_answer(hand, cx, |call, telling, mut changes, cx| {
                let said = Said::TakesAll;
                changes.push(Change::Respond { telling, answer: said });
                respond(&call, said, changes, cx);
                None
            }),
            Action::Respond => self.with_answer(hand, cx, |call, telling, changes, cx| {
                cx.push(Effect::Open(Place::Pick(Ask::Respond(telling), answers(&call, cx))));
                Some(Pending::Answering(Box::new(call), telling, changes))
            }),
            Action::HandOver => hand_over(hand, cx),
            Action::Allot => match hand.and_then(|hand| hand.arrival.or(hand.line.arrivals.first())) {
                Some(row) => cx.push(Effect::Open(Place::Allotting(row.arrival.id))),
                None => say(words::no_arrival(lang), cx),
            },
            Action::Amend => {
                if let Some((row, shop)) = hand.and_then(own) {
                    let (request, product) = (row.standing.request.clone(), hand.map(|hand| hand.line.product.clone()));
                    if let Some(product) = product {
                        self.pending = Some(Pending::Amend(Box::new(request), Box::new(product), shop.name.clone()));
                        cx.push(Effect::Read(Query::Brief(shop.account, cx.shared.who.today)));
                    }
                }
            }
            Action::Cancel => {
                if let Some((row, _)) = hand.and_then(own) {
                    let ask = Ask::Cancel(row.standing.request.id);
                    cx.push(Effect::Open(Place::Prompt(ask, String::new())));
                }
            }
            Action::CloseArrival => match hand.and_then(|hand| Some((hand, hand.arrival?))) {
                Some((hand, row)) => {
                    let said = words::did_close(lang, &hand.line.product.name);
                    cx.push(Effect::Write(vec![Change::Close { arrival: row.arrival.id }], Toast::done(said)));
                }
                None => say(words::no_arrival(lang), cx),
            },
            Action::WhyGiven => {
                if let Some(hand) = hand {
                    self.explain(hand, cx);
                }
            }
            _ => return false,
        }
        true
    }

    /// Opens the page that says why each got what they got.
    pub fn explain(&mut self, hand: Hand<'_>, cx: &mut Cx<'_>) {
        match hand.arrival {
            Some(row) => {
                self.pending = Some(Pending::Explaining(super::view::arrival_title(cx.shared, hand.line, row)));
                cx.push(Effect::Read(Query::Explanation(row.arrival.id, cx.shared.lang)));
            }
            None => say(words::no_arrival(cx.shared.lang), cx),
        }
    }

    /// Goes on with what a shop says: it is told by this, if it was not.
    fn with_answer(
        &mut self,
        hand: Option<Hand<'_>>,
        cx: &mut Cx<'_>,
        go_on: impl FnOnce(Call, TellingId, Vec<Change>, &mut Cx<'_>) -> Option<Pending>,
    ) {
        let lang = cx.shared.lang;
        match hand.and_then(call) {
            Some(call) if call.share.waits() == 0 => say(words::nothing_waits(lang), cx),
            Some(call) => {
                let (telling, changes) = match &call.share.told {
                    Some(told) if told.answer.is_none() => (told.id, Vec::new()),
                    _ => {
                        let telling = cx.id();
                        (telling, vec![telling_change(&call, telling)])
                    }
                };
                self.pending = go_on(call, telling, changes, cx);
            }
            None => say(words::nothing_waits(lang), cx),
        }
    }

    /// Takes an answer that a deed waited for; answers whether it did.
    pub fn answer(&mut self, answer: &Answer, cx: &mut Cx<'_>) -> bool {
        if self.asking.answer(answer, cx) {
            return true;
        }
        let lang = cx.shared.lang;
        match (self.pending.take(), answer) {
            (Some(Pending::Explaining(title)), Answer::Explanation(lines)) => {
                cx.push(Effect::Open(Place::Reading(title, lines.clone().unwrap_or_default())));
            }
            (Some(Pending::Fairness), Answer::Fairness(lines)) => {
                let title = words::fairness_title(lang).to_owned();
                cx.push(Effect::Open(Place::Reading(title, lines.clone())));
            }
            (Some(Pending::Teams(_)), Answer::StockTeams(teams)) => {
                let choices = teams.iter().enumerate().map(|(at, it)| team_choice(at, it, cx)).collect();
                cx.push(Effect::Open(Place::Pick(Ask::WhichTeam, choices)));
                self.pending = Some(Pending::Teams(teams.clone()));
            }
            (Some(Pending::Accounts), Answer::Found(found)) => {
                let choices = found.lines.iter().map(|line| deeds::choice(line, line.row.address.clone())).collect();
                cx.push(Effect::Open(Place::Pick(Ask::WhoAsks, choices)));
            }
            (Some(Pending::Products(first)), Answer::Products(products)) => {
                let mut products = products.clone();
                products.sort_by_key(|wanted| Some(wanted.product.id) != first); // stable
                if products.is_empty() {
                    say(words::no_products(lang), cx);
                } else {
                    let choices = asking::choices(&products, cx.shared);
                    cx.push(Effect::Open(Place::Pick(Ask::WhatCame, choices)));
                    self.pending = Some(Pending::Came(products));
                }
            }
            (Some(Pending::TellHow(call)), Answer::Brief(view)) => {
                let people = view.as_ref().map(|view| view.brief.contacts.clone()).unwrap_or_default();
                let title = words::form_tell(lang, &call.shop.name, &quantity(call.share.waits(), &call.unit));
                let name = format!("tell:{}:{}", call.arrival.0, call.request.id.0);
                let form = tell_form(lang, title, name, &people, call.request.contact);
                cx.push(Effect::Open(Place::Form(Ask::Tell(call.request.id), form)));
                self.pending = Some(Pending::Telling(call, people));
            }
            (Some(Pending::Amend(request, product, shop)), Answer::Brief(view)) => {
                let people = view.as_ref().map(|view| view.brief.contacts.clone()).unwrap_or_default();
                let title = words::form_amend(lang, &product.name, &shop);
                let form = request_form(lang, title, &request, &product, &people);
                cx.push(Effect::Open(Place::Form(Ask::Amend(request.id), form)));
                self.pending = Some(Pending::Amending(request, product, shop, people));
            }
            (pending, _) => {
                self.pending = pending;
                return false;
            }
        }
        true
    }

    /// Takes a reply to a question that a deed asked; answers whether it was one.
    pub fn reply(&mut self, reply: &Reply, lines: &[ProductLine], cx: &mut Cx<'_>) -> bool {
        if self.asking.reply(reply, cx) {
            return true;
        }
        let lang = cx.shared.lang;
        match (reply, self.pending.take()) {
            (Reply::Picked(Ask::WhoAsks, Picked::Account(account)), _) => self.asking.begin(*account, cx),
            (Reply::Picked(Ask::WhichTeam, Picked::Nth(at)), Some(Pending::Teams(teams))) => {
                if let Some(it) = teams.get(*at) {
                    let team = it.team.as_ref().map(|team| team.id);
                    cx.push(Effect::Read(Query::Stock(Whose::Team(team))));
                }
            }
            (Reply::Text(Ask::Cancel(request), reason), _) => cancel(*request, reason, lines, cx),
            (Reply::Picked(Ask::WhatCame, Picked::Nth(at)), Some(Pending::Came(products))) => {
                if let Some(wanted) = products.into_iter().nth(*at) {
                    let form = arrival_form(lang, &wanted.product);
                    cx.push(Effect::Open(Place::Form(Ask::Arrival(wanted.product.id), form)));
                    self.pending = Some(Pending::Arriving(Box::new(wanted.product)));
                }
            }
            (Reply::Form(Ask::Arrival(id), form), Some(Pending::Arriving(product))) if product.id == *id => {
                arrive(&product, self.team, form, cx);
                self.pending = Some(Pending::Arriving(product));
            }
            (Reply::Form(Ask::Tell(request), form), Some(Pending::Telling(call, people)))
                if call.request.id == *request =>
            {
                let told = read_told(form, &people, cx.shared.who.today);
                let (how, contact, held_until) = (told.how, told.contact, told.held_until);
                let (telling, arrival, note) = (cx.id(), call.arrival, told.note);
                let change = Change::Tell { telling, arrival, request: *request, how, contact, held_until, note };
                let said = words::did_tell(lang, &call.shop.name, &quantity(call.share.waits(), &call.unit));
                cx.push(Effect::Write(vec![change], Toast::done(said)));
                cx.push(Effect::Keep(forget(form, cx.shared.who.rep.id)));
            }
            (Reply::Form(Ask::Amend(id), form), Some(Pending::Amending(request, product, shop, people)))
                if request.id == *id =>
            {
                amend((&request, &product, &people), &shop, form, cx);
                self.pending = Some(Pending::Amending(request, product, shop, people));
            }
            (Reply::Picked(Ask::Respond(id), picked), Some(Pending::Answering(call, telling, mut changes)))
                if telling == *id =>
            {
                if let Picked::Answer(said) = picked {
                    changes.push(Change::Respond { telling, answer: *said });
                    respond(&call, *said, changes, cx);
                } else {
                    let ask = Ask::Takes(telling);
                    cx.push(Effect::Open(Place::Prompt(ask, call.share.waits().to_string())));
                    self.pending = Some(Pending::Answering(call, telling, changes));
                }
            }
            (Reply::Text(Ask::Takes(id), text), Some(Pending::Answering(call, telling, mut changes)))
                if telling == *id =>
            {
                match text.trim().parse() {
                    Ok(count) if count > 0 => {
                        // What they have already counts with what they take now.
                        let said = Said::Takes(call.share.fulfilled.saturating_add(count));
                        changes.push(Change::Respond { telling, answer: said });
                        respond(&call, said, changes, cx);
                    }
                    _ => say(words::not_a_quantity(lang, &call.unit), cx),
                }
            }
            (_, pending) => {
                self.pending = pending;
                return false;
            }
        }
        true
    }
}

/// Says a word.
pub fn say(text: impl Into<String>, cx: &mut Cx<'_>) {
    cx.push(Effect::Say(Toast::note(text)));
}

/// A team to choose, with what it deals with.
fn team_choice(at: usize, it: &TeamStock, cx: &Cx<'_>) -> Choice {
    let lang = cx.shared.lang;
    Choice {
        text: team_name(lang, it.team.as_ref()).to_owned(),
        aside: words::team_deals_with(lang, it.products, it.arrivals),
        found_by: it.team.as_ref().map(|team| [team.name.english(), team.name.chinese()].join(" ")).unwrap_or_default(),
        answer: Picked::Nth(at),
    }
}

fn cancel(id: RequestId, reason: &str, lines: &[ProductLine], cx: &mut Cx<'_>) {
    let mut rows = lines.iter().flat_map(|line| {
        let calls = line.arrivals.iter().flat_map(|arrival| &arrival.calls).map(|(row, _)| row);
        line.queue.iter().chain(calls).map(move |row| (line, row))
    });
    let Some((line, row)) = rows.find(|(_, row)| row.standing.request.id == id) else { return };
    let shop = row.shop.as_ref().map_or("", |shop| shop.name.as_str());
    let said = words::did_cancel(cx.shared.lang, &line.product.name, shop);
    let change = Change::Cancel { request: id, reason: reason.to_owned() };
    cx.push(Effect::Write(vec![change], Toast::done(said)));
}

fn arrive(product: &Product, team: Option<TeamId>, form: &Form, cx: &mut Cx<'_>) {
    let (lang, who) = (cx.shared.lang, &cx.shared.who);
    let now: DateTime<Utc> = who.now;
    let arrival = Arrival {
        id: cx.ids.next(now),
        product: product.id,
        team,
        rep: who.rep.id,
        amount: Amount { count: 0, unit: String::new(), factor: 1 },
        note: String::new(),
        at: now,
        day: who.today,
        closed: false,
    };
    match read_arrival(lang, form, &arrival, product) {
        Ok(arrival) => {
            let said = words::did_arrive(lang, &product.name, &amount_text(lang, &arrival.amount, &product.unit));
            let rep = who.rep.id;
            cx.push(Effect::Write(vec![Change::Arrive(arrival)], Toast::done(said)));
            cx.push(Effect::Keep(forget(form, rep)));
        }
        Err((at, why)) => {
            let form = form.clone().with_fault(at, why);
            cx.push(Effect::Open(Place::Form(Ask::Arrival(product.id), form)));
        }
    }
}

fn amend((before, product, people): (&Request, &Product, &[Contact]), shop: &str, form: &Form, cx: &mut Cx<'_>) {
    let (lang, today) = (cx.shared.lang, cx.shared.who.today);
    match read_request(lang, form, before, product, people, today) {
        Ok(after) => {
            let change = Change::between(&before.clone().into(), after.into());
            let said = Toast::done(words::did_amend(lang, &product.name, shop));
            cx.push(Effect::Write(change.into_iter().collect(), said));
            cx.push(Effect::Keep(forget(form, cx.shared.who.rep.id)));
        }
        Err((at, why)) => {
            let form = form.clone().with_fault(at, why);
            cx.push(Effect::Open(Place::Form(Ask::Amend(before.id), form)));
        }
    }
}
