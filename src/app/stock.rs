//! Stock as screens and reports show it: products with their queues and arrivals, amounts as people write them, and why each got what they
//! got, in words.

pub mod explanation;
pub mod fairness;
pub mod lists;
pub mod naming;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::account::Contact;
use crate::domain::allotment::{Rule, Why};
use crate::domain::ids::{AccountId, ProductId, RepId, TeamId};
use crate::domain::people::{Role, Team};
use crate::domain::product::Product;
use crate::domain::record::{Kind, Record};
use crate::domain::stock::{Amount, Answer, End, Line, Means, Request, Telling};
use crate::exchange::import::values::amounts;
use crate::i18n::Lang;
use crate::i18n::dates;
use crate::i18n::messages::{common, stock as words};
use crate::store::{ArrivalRow, QueueRow, Result, Store, TeamStock};

use super::names::{grouped, label};
use super::who::Who;

/// A product, who waits for it, and what came.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductLine {
    /// The product.
    pub product: Product,
    /// The requests that are not over, in order of asking.
    pub queue: Vec<QueueRow>,
    /// The arrivals that are not handed over, oldest first.
    pub arrivals: Vec<ArrivalRow>,
}

impl ProductLine {
    /// Those that have a place in the queue.
    pub fn waiting(&self) -> impl Iterator<Item = &QueueRow> {
        self.queue.iter().filter(|row| row.standing.position.is_some())
    }

    /// How much they ask for that nothing covers, in base units.
    pub fn open(&self) -> u64 {
        self.waiting().map(|row| u64::from(row.standing.open)).sum()
    }

    /// The day on which the first of them asked.
    pub fn oldest(&self) -> Option<NaiveDate> {
        self.waiting().map(|row| row.standing.request.day).min()
    }

    /// Whether goods are there that somebody has not taken or refused.
    pub fn has_goods(&self) -> bool {
        self.arrivals.iter().flat_map(|arrival| &arrival.calls).any(|(_, share)| share.waits() > 0)
    }

    /// Whether one of them would buy outside the channel.
    pub fn outside(&self) -> bool {
        self.waiting().any(|row| row.standing.request.outside)
    }
}

/// Whose stock is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// That of the own team; of who belongs to none but may look at all, the first team that deals with anything.
    #[default]
    Usual,
    /// That of a team; none: that of the reps in no team.
    Team(Option<TeamId>),
}

impl Whose {
    /// The team that is meant.
    pub fn team(self, store: &dyn Store, who: &Who) -> Result<Option<TeamId>> {
        match self {
            Self::Team(team) => Ok(team),
            Self::Usual if who.rep.team.is_none() && sees_all(who) => {
                let busy = |it: &TeamStock| it.products + it.arrivals > 0;
                Ok(teams(store, who)?.into_iter().find(busy).and_then(|it| it.team).map(|team| team.id))
            }
            Self::Usual => Ok(who.rep.team),
        }
    }
}

/// Whether somebody may look at the stock of more than one team.
pub fn may_choose_team(who: &Who) -> bool {
    who.rep.role != Role::Rep
}

fn sees_all(who: &Who) -> bool {
    matches!(who.rep.role, Role::Manager | Role::Administrator)
}

/// The teams whose stock somebody may look at: those that belong to no other first, then by name, and last the reps in no team.
pub fn teams(store: &dyn Store, who: &Who) -> Result<Vec<TeamStock>> {
    let mut teams = store.stock_teams(who.viewer())?;
    teams.sort_by_cached_key(|it| {
        it.team
            .as_ref()
            .map_or((2, String::new()), |team| (u8::from(team.parent.is_some()), team.name.english().into()))
    });
    Ok(teams)
}

/// A team as it is called; none: the reps in no team.
pub fn team_name(lang: Lang, team: Option<&Team>) -> &str {
    team.map_or(words::reps_in_no_team(lang), |team| label(lang, &team.name))
}

/// What a team waits for, and what came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockView {
    /// The team; none: of the reps in no team.
    pub team: Option<Team>,
    /// Its products: where goods are there first, then what else came, then where somebody would buy outside the channel, then the longest
    /// wait.
    pub lines: Vec<ProductLine>,
}

/// The queues of a team.
pub fn stock(store: &dyn Store, who: &Who, whose: Whose) -> Result<StockView> {
    let stock = store.stock(who.viewer(), whose.team(store, who)?, who.today)?;
    let mut lines: BTreeMap<ProductId, ProductLine> = store
        .products()?
        .into_iter()
        .map(|product| (product.id, ProductLine { product, queue: Vec::new(), arrivals: Vec::new() }))
        .collect();
    for row in stock.queue {
        if let Some(line) = lines.get_mut(&row.standing.request.product) {
            line.queue.push(row);
        }
    }
    for row in stock.arrivals {
        if let Some(line) = lines.get_mut(&row.arrival.product) {
            line.arrivals.push(row);
        }
    }
    let mut lines: Vec<ProductLine> =
        lines.into_values().filter(|line| !line.queue.is_empty() || !line.arrivals.is_empty()).collect();
    lines.sort_by_cached_key(|line| {
        let oldest = line.oldest();
        (
            !line.has_goods(),
            line.arrivals.is_empty(),
            !line.outside(),
            oldest.is_none(),
            oldest,
            line.product.name.clone(),
        )
    });
    Ok(StockView { team: stock.team, lines })
}

/// What is needed to write a request down.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The people there.
    pub people: Vec<Contact>,
    /// What can be asked for: what this account asked for last first, then what others wait for, then by name.
    pub products: Vec<Wanted>,
}

/// A product that can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The product.
    pub product: Product,
    /// How many wait for it in the team.
    pub waiting: u32,
    /// Whether this account waits for it already.
    pub own: bool,
}

/// What is needed to write a request of an account down; none if it cannot be seen. Without an account, what can arrive.
pub fn asking(store: &dyn Store, who: &Who, account: AccountId) -> Result<Option<Asking>> {
    let Some(brief) = store.brief(who.viewer(), account)? else { return Ok(None) };
    let mut last: BTreeMap<ProductId, chrono::DateTime<chrono::Utc>> = BTreeMap::new();
    let mut own = Vec::new();
    for record in store.records_at(who.viewer(), &[brief.account.id], Kind::Request)? {
        let Record::Request(request) = record else { continue };
        if request.ended.is_none() {
            own.push(request.product);
        }
        let at = last.entry(request.product).or_insert(request.at);
        *at = request.at.max(*at);
    }
    // The queue is that of the rep whose account it is.
    let mut products = wanted(store, who, team_of(store, who, brief.account.rep)?)?;
    for wanted in &mut products {
        wanted.own = own.contains(&wanted.product.id);
    }
    products.sort_by_key(|wanted| std::cmp::Reverse(last.get(&wanted.product.id).copied())); // stable
    let (account, name) = (brief.account.id, brief.account.name);
    Ok(Some(Asking { account, name, people: brief.contacts, products }))
}

/// The team of a rep; the viewer's own where there is none that can be seen.
pub fn team_of(store: &dyn Store, who: &Who, rep: Option<RepId>) -> Result<Option<TeamId>> {
    let reps = store.reps(who.viewer())?;
    Ok(reps.iter().find(|it| Some(it.id) == rep).map_or(who.rep.team, |it| it.team))
}

/// The products that are sold, those that most of a team wait for first, then by name.
pub fn wanted(store: &dyn Store, who: &Who, team: Option<TeamId>) -> Result<Vec<Wanted>> {
    let mut waiting: BTreeMap<ProductId, u32> = BTreeMap::new();
    for row in store.stock(who.viewer(), team, who.today)?.queue {
        if row.standing.position.is_some() {
            *waiting.entry(row.standing.request.product).or_default() += 1;
        }
    }
    let sold = store.products()?.into_iter().filter(|product| !product.retired);
    let wanted = |product: Product| {
        let waiting = waiting.get(&product.id).copied().unwrap_or(0);
        Wanted { product, waiting, own: false }
    };
    let mut products: Vec<Wanted> = sold.map(wanted).collect();
    products.sort_by_key(|wanted| std::cmp::Reverse(wanted.waiting)); // stable: by name, as they come
    Ok(products)
}

/// An amount as it is typed: a number, and a unit of the product behind it or none for its base unit.
pub fn amount(text: &str, product: &Product) -> Option<Amount> {
    let (count, unit) = amounts::amount(text)?;
    amounts::of(product, count, &unit)
}

/// A quantity in a unit.
pub fn quantity(quantity: u32, unit: &str) -> String {
    format!("{} {unit}", grouped(u64::from(quantity))).trim_end().to_owned()
}

/// An amount as it was said, with the base units behind it where it was said in packs.
pub fn amount_text(lang: Lang, amount: &Amount, unit: &str) -> String {
    let said = quantity(amount.count, &amount.unit);
    if amount.factor == 1 { said } else { words::in_base_units(lang, &said, &quantity(amount.quantity(), unit)) }
}

/// A rule.
pub fn rule(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::FirstAsked => words::rule_first(lang),
        Rule::Tier => words::rule_tier(lang),
        Rule::FairShare => words::rule_fair(lang),
        Rule::ByHand => words::rule_hand(lang),
    }
}

/// Why a request got what it got.
pub fn why(lang: Lang, line: &Line) -> String {
    match line.why {
        Why::Enough => words::why_enough(lang).to_owned(),
        Why::Rest => words::why_rest(lang).to_owned(),
        Why::NothingLeft => words::why_nothing(lang).to_owned(),
        Why::DoesNotFit { left } => words::why_does_not_fit(lang, line.open, left),
        Why::Part { available, asked, rounded_up: false } => words::why_part(lang, line.open, available, asked),
        Why::Part { available, asked, rounded_up: true } => words::why_part_up(lang, line.open, available, asked),
        Why::PartTooSmall { part } => words::why_part_too_small(lang, part),
        Why::Kept => words::why_kept(lang).to_owned(),
        Why::Passed => words::why_passed(lang).to_owned(),
        Why::Lapsed => words::why_lapsed(lang).to_owned(),
        Why::ByHand => words::why_hand(lang).to_owned(),
    }
}

/// How somebody was told.
pub fn means(lang: Lang, means: Means) -> &'static str {
    match means {
        Means::Phone => words::by_phone(lang),
        Means::Chat => words::by_chat(lang),
        Means::InPerson => words::in_person(lang),
    }
}

/// What they said.
pub fn answer(lang: Lang, answer: Answer, unit: &str) -> String {
    match answer {
        Answer::TakesAll => words::state_takes(lang).to_owned(),
        Answer::Takes(count) => words::takes(lang, &quantity(count, unit)),
        Answer::NotNow => words::not_now(lang).to_owned(),
        Answer::NoMore => words::no_more(lang).to_owned(),
    }
}

/// How a request stands: how it ended and when, or that it waits.
pub fn how_it_stands(lang: Lang, request: &Request, fulfilled: bool, today: NaiveDate) -> String {
    match &request.ended {
        Some(ended) => {
            let day = dates::day(lang, ended.day, today);
            [end(lang, ended.how, fulfilled), &day].join(common::separator(lang))
        }
        None if fulfilled => words::waits_for_the_rest(lang).to_owned(),
        None => words::waits(lang).to_owned(),
    }
}

/// What was said when an account was told; without an answer, until when the goods are kept.
pub fn what_they_said(lang: Lang, telling: &Telling, unit: &str, today: NaiveDate) -> String {
    match (telling.answer, telling.held_until) {
        _ if telling.withdrawn => words::told_withdrawn(lang).to_owned(),
        (Some(said), _) => answer(lang, said, unit),
        (None, Some(until)) => words::no_answer_held(lang, &dates::day(lang, until, today)),
        (None, None) => words::no_answer(lang).to_owned(),
    }
}

/// How a request ended, where part of it may have been handed over.
pub fn end(lang: Lang, how: End, fulfilled: bool) -> &'static str {
    match how {
        End::Fulfilled => words::end_fulfilled(lang),
        End::Passed | End::Cancelled if fulfilled => words::end_partly(lang),
        End::Passed => words::end_passed(lang),
        End::Cancelled => words::end_cancelled(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::product::Pack;

    #[test]
    fn amounts_as_they_are_typed() {
        let product = Product {
            id: ProductId(uuid::Uuid::nil()),
            code: String::new(),
            name: "玉溪(软)".into(),
            aliases: Vec::new(),
            unit: "盒".into(),
            packs: vec![Pack { name: "条".into(), factor: 10 }, Pack { name: "Case".into(), factor: 500 }],
            retired: false,
        };
        for (text, meant) in [
            ("5", Some((5, "盒", 1))),
            (" 5 盒", Some((5, "盒", 1))),
            ("２条", Some((2, "条", 10))),
            ("3 case", Some((3, "Case", 500))),
            ("0", None),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("条", None),
            ("5 瓶", None),
            ("99999999 case", None),
            ("99999999999", None),
        ] {
            let amount = amount(text, &product);
            assert_eq!(amount.as_ref().map(|it| (it.count, it.unit.as_str(), it.factor)), meant, "{text}");
        }
        let amount = amount("2条", &product).unwrap();
        assert_eq!(amount_text(Lang::En, &amount, "盒"), "2 条 (20 盒)");
        assert_eq!(quantity(12_000, ""), "12,000");
    }
}
