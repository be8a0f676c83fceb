//! The fairness report: how long shops waited, how much they got and who was told out of turn, of all requests and by product, tier and shop.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::app::names::rounded;
use crate::app::report::{Cell, Table, column, data, for_programs, text, titles, worded};
use crate::app::who::Who;
use crate::domain::fairness::{Case, Measure, Spread, cases};
use crate::domain::ids::ProductId;
use crate::domain::product::Product;
use crate::domain::stock::{Dealing, Request};
use crate::domain::tier::Tier;
use crate::i18n::Lang;
use crate::i18n::messages::stock_out as words;
use crate::store::{QueueRow, Result, Store};

/// What requests are taken together by, in the order of the report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    All,
    Product,
    Tier,
    Account,
}

impl Scope {
    fn cell(self, lang: Lang) -> Cell {
        match self {
            Self::All => worded("all", words::scope_all(lang)),
            Self::Product => worded("product", words::head_product(lang)),
            Self::Tier => worded("tier", words::scope_tier(lang)),
            Self::Account => worded("account", words::head_shop(lang)),
        }
    }
}

/// What of, its name, its code, and which of those called so.
type Group = (Scope, String, String, Uuid);

/// The report over the requests of the own team that were made since a day. Shops that are not seen are in the sums and not named.
pub fn fairness(store: &dyn Store, who: &Who, since: Option<NaiveDate>, lang: Lang) -> Result<Table> {
    let history = store.stock_history(who.viewer(), who.rep.team)?;
    let tiers = store.reference(who.viewer())?.tiers;
    let products: BTreeMap<ProductId, Product> = store.products()?.into_iter().map(|it| (it.id, it)).collect();
    // Who was overtaken is told by all of them, also by those that asked before that day.
    let requests: Vec<&Request> = history.requests.iter().map(|row| &row.standing.request).collect();
    let dealings: Vec<&Dealing> = history.dealings.iter().collect();
    let cases = cases(&requests, &dealings, who.today);

    let mut groups: BTreeMap<Group, Vec<&Case>> = BTreeMap::new();
    for (row, case) in history.requests.iter().zip(&cases) {
        if since.is_some_and(|since| row.standing.request.day < since) {
            continue;
        }
        for group in groups_of(row, &products, &tiers) {
            groups.entry(group).or_default().push(case);
        }
    }
    let columns = vec![
        column("of", words::head_of),
        column("name", words::head_called),
        titles::CODE,
        column("requests", words::head_requests),
        column("told", words::head_told),
        column("told_median", words::head_median),
        column("told_p90", words::head_p90),
        column("supplied", words::head_supplied),
        column("supplied_median", words::head_median),
        column("supplied_p90", words::head_p90),
        column("over", words::head_over),
        for_programs("asked"),
        for_programs("handed_over"),
        column("fill_rate", words::head_fill),
        column("inversions", words::head_inversions),
    ];
    let rows = groups.iter().map(|((scope, name, code, _), cases)| {
        let mut row = vec![scope.cell(lang), text(name), text(code)];
        row.extend(measured(&Measure::of(cases)));
        row
    });
    Ok(Table { rows: rows.collect(), columns })
}

/// The groups a request counts in.
fn groups_of(row: &QueueRow, products: &BTreeMap<ProductId, Product>, tiers: &[Tier]) -> Vec<Group> {
    let mut groups = vec![(Scope::All, String::new(), String::new(), Uuid::nil())];
    let product = products.get(&row.standing.request.product);
    groups.extend(product.map(|it| (Scope::Product, it.name.clone(), it.code.clone(), it.id.0)));
    let tier = tiers.iter().find(|tier| Some(tier.rank) == row.standing.tier);
    groups.extend(tier.map(|it| (Scope::Tier, String::new(), it.code.clone(), it.id.0)));
    groups.extend(row.shop.as_ref().map(|it| (Scope::Account, it.name.clone(), it.code.clone(), it.account.0)));
    groups
}

fn measured(measure: &Measure) -> Vec<Cell> {
    let mut cells = vec![data(measure.requests)];
    for Spread { count, median, p90 } in [measure.told, measure.supplied] {
        cells.extend([data(count), data(median.map(rounded)), data(p90.map(rounded))]);
    }
    let rate = measure.fill_rate();
    let percent = rate.map(|rate| format!("{:.0} %", rate * 100.0)).unwrap_or_default();
    cells.extend([
        data(measure.over),
        data(measure.asked),
        data(measure.handed_over),
        worded(rate.map(|rate| (rate * 1000.0).round() / 1000.0), &percent),
        data(measure.inversions),
    ]);
    cells
}
