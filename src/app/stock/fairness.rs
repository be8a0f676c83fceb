//! The fairness report: how long shops waited, how much they got and who was told out of turn, of all requests and by product, tier and shop.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::app::names::rounded;
use crate::app::report::{Cell, Table, column, data, for_people, for_programs, text, titles, worded};
use crate::app::who::Who;
use crate::domain::fairness::{Case, Measure, Spread, cases, first_told, inversions};
use crate::domain::ids::{ProductId, RequestId, TeamId};
use crate::domain::product::Product;
use crate::domain::stock::Dealing;
use crate::domain::tier::Tier;
use crate::i18n::Lang;
use crate::i18n::messages::stock_out as words;
use crate::i18n::text::{clean, cut};
use crate::store::{QueueRow, Result, StockHistory, Store};

use super::lists::{at, shop};
use super::naming::short;

/// Cells of a name on the page at most, so that all of it fits beside its numbers.
const WIDEST_NAME: usize = 22;

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

/// All that a team was ever asked for, with what became of it.
struct Told {
    history: StockHistory,
    tiers: Vec<Tier>,
    products: BTreeMap<ProductId, Product>,
    cases: Vec<Case>,
}

impl Told {
    fn of(store: &dyn Store, who: &Who, team: Option<TeamId>) -> Result<Self> {
        let history = store.stock_history(who.viewer(), team)?;
        let tiers = store.reference(who.viewer())?.tiers;
        let products = store.products()?.into_iter().map(|it| (it.id, it)).collect();
        let dealings: Vec<&Dealing> = history.dealings.iter().collect();
        let cases = cases(&history.asked(), &dealings, who.today);
        Ok(Self { history, tiers, products, cases })
    }

    /// The requests that were made since a day, by what they are taken together by. Who was overtaken is told by all of them, also by those
    /// that asked before that day.
    fn groups(&self, since: Option<NaiveDate>) -> BTreeMap<Group, Vec<&Case>> {
        let mut groups: BTreeMap<Group, Vec<&Case>> = BTreeMap::new();
        for (row, case) in self.history.requests.iter().zip(&self.cases) {
            if since.is_none_or(|since| row.standing.request.day >= since) {
                for group in groups_of(row, &self.products, &self.tiers) {
                    groups.entry(group).or_default().push(case);
                }
            }
        }
        groups
    }
}

/// The report over the requests of a team that were made since a day. Shops that are not seen are in the sums and not named.
pub fn fairness(
    store: &dyn Store,
    who: &Who,
    team: Option<TeamId>,
    since: Option<NaiveDate>,
    lang: Lang,
) -> Result<Table> {
    let told = Told::of(store, who, team)?;
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
    let rows = told.groups(since).into_iter().map(|((scope, name, code, _), cases)| {
        let mut row = vec![scope.cell(lang), text(&name), text(&code)];
        row.extend(measured(&Measure::of(&cases)));
        row
    });
    Ok(Table { rows: rows.collect(), columns })
}

/// Those who were told of an arrival after somebody who had asked later, and who that was: of requests made since a day, oldest arrival
/// first.
pub fn pairs(
    store: &dyn Store,
    who: &Who,
    team: Option<TeamId>,
    since: Option<NaiveDate>,
    lang: Lang,
) -> Result<Table> {
    Ok(pairs_of(&Told::of(store, who, team)?, who, since, lang))
}

fn pairs_of(told: &Told, who: &Who, since: Option<NaiveDate>, lang: Lang) -> Table {
    let columns = vec![
        column("product", words::head_product),
        column("arrival", words::head_arrival),
        column("earlier", words::head_shop),
        for_programs("earlier_code"),
        for_programs("earlier_request"),
        column("earlier_asked", words::head_asked_on),
        column("earlier_told", words::head_told),
        column("later", words::head_told_before),
        for_programs("later_code"),
        for_programs("later_request"),
        column("later_asked", words::head_asked_on),
        column("later_told", words::head_told),
    ];
    let asked = told.history.asked();
    let row = |id: RequestId| told.history.requests.iter().find(|row| row.standing.request.id == id);
    let mut rows = Vec::new();
    for dealing in &told.history.dealings {
        let first = first_told(dealing);
        let product = told.products.get(&dealing.arrival.product).map_or("", |it| &it.name);
        for (earlier, later) in inversions(&asked, dealing) {
            let (Some(before), Some(after)) = (row(earlier), row(later)) else { continue };
            if since.is_some_and(|since| before.standing.request.day < since) {
                continue;
            }
            let mut cells = vec![text(product), text(&short(dealing.arrival.id.0))];
            for row in [before, after] {
                let request = &row.standing.request;
                let when = first.get(&request.id).map(|when| at(*when, who)).unwrap_or_default();
                let [name, code] = shop(Some(row), lang);
                cells.extend([name, code, text(&short(request.id.0)), at(request.at, who), when]);
            }
            rows.push(cells);
        }
    }
    Table { columns, rows }
}

/// The report as a page: the sums in few columns, and under them those who were told out of order.
pub fn page(store: &dyn Store, who: &Who, team: Option<TeamId>, lang: Lang) -> Result<Vec<String>> {
    let told = Told::of(store, who, team)?;
    let columns = vec![
        for_people(words::head_called),
        for_people(words::head_requests),
        for_people(words::head_told_after),
        for_people(words::head_most_within),
        for_people(words::head_supplied_after),
        for_people(words::head_fill),
        for_people(words::head_overtaken),
    ];
    let mut sums = Table { columns, rows: Vec::new() };
    for ((scope, name, code, _), cases) in told.groups(None) {
        let called = match scope {
            Scope::All => scope.cell(lang).shown,
            Scope::Tier => words::of_tier(lang, &code),
            Scope::Product | Scope::Account => cut(&clean(&name), WIDEST_NAME),
        };
        let Measure { requests, told, supplied, inversions, .. } = Measure::of(&cases);
        let [told, most, supplied] = [told.median, told.p90, supplied.median].map(|it| data(it.map(rounded)));
        let filled = filled(&Measure::of(&cases));
        sums.rows.push(vec![worded((), &called), data(requests), told, most, supplied, filled, data(inversions)]);
    }
    let pairs = pairs_of(&told, who, None, lang);
    let goal = match pairs.rows.len() {
        0 => words::nobody_out_of_order(lang).to_owned(),
        count => words::some_out_of_order(lang, count),
    };
    let mut lines = vec![goal, words::fairness_about(lang).to_owned(), String::new()];
    lines.extend(sums.plain(lang).lines().map(str::to_owned));
    lines.extend((!pairs.rows.is_empty()).then(String::new));
    for row in &pairs.rows {
        let [product, _, earlier, _, _, earlier_asked, earlier_told, later, _, _, later_asked, later_told] = &row[..]
        else {
            continue;
        };
        let [asked, told, asked_later, told_before] =
            [earlier_asked, earlier_told, later_asked, later_told].map(|cell| cell.shown.as_str());
        lines.push(words::out_of_order(lang, &product.shown, &earlier.shown, asked, told));
        lines.push(format!("  {}", words::out_of_order_with(lang, &later.shown, asked_later, told_before)));
    }
    Ok(lines)
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
    cells.extend([
        data(measure.over),
        data(measure.asked),
        data(measure.handed_over),
        filled(measure),
        data(measure.inversions),
    ]);
    cells
}

fn filled(measure: &Measure) -> Cell {
    let rate = measure.fill_rate();
    let percent = rate.map(|rate| format!("{:.0} %", rate * 100.0)).unwrap_or_default();
    worded(rate.map(|rate| (rate * 1000.0).round() / 1000.0), &percent)
}
