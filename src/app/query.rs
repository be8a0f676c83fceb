//! Reads: what a screen may ask for and what it gets, computed from the store's facts by the rules. The same functions serve the command
//! line.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::account::Account;
use crate::domain::allotment::Rule;
use crate::domain::calendar::HolidayYear;
use crate::domain::ids::{AccountId, ArrivalId, RepId, RequestId, TeamId, TouchId};
use crate::domain::product::Product;
use crate::domain::record::{Key, Record};
use crate::domain::stock::Line as StockLine;
use crate::domain::touch::{Draft, Touch};
use crate::exchange::holidays;
use crate::i18n::Lang;
use crate::i18n::search::Alphabet;
use crate::store::{Brief, Cursor, Dealt, DraftRow, Entry, OpenVisit, Page, Result, Store, TeamStock};

use super::board::{self, Board, Every};
use super::capacity;
use super::closing::{self, Closing};
use super::day::{DayView, day_view};
use super::day_report::{self, DayReport};
use super::follow_ups::{self, FollowUp};
use super::history;
use super::policy::{Line, Policy};
use super::proposing;
use super::quick::{self, Scene};
use super::route_file;
use super::setup::{self, Setup, forecast::Forecast};
use super::stock::{self, Asking, StockView, Wanted, Whose};
use super::weeks::{self, Sheet};
use super::who::Who;

/// A question to the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// The route of a day.
    Day(NaiveDate),
    /// The whole territory.
    Book,
    /// What to know before entering, seen on a day.
    Brief(AccountId, NaiveDate),
    /// What happened at an account, before the cursor.
    Timeline(AccountId, Option<Cursor>),
    /// A visit: the touch if it is there, its draft, and the brief.
    Visit(AccountId, TouchId),
    /// What the viewer's book asks for on a working day against the hours there are, in a language.
    Capacity(Lang),
    /// What became of a day, in a language.
    DayReport(NaiveDate, Lang),
    /// The route of some days as a file.
    RouteFile(route_file::Asked),
    /// Open visits and drafts.
    Unfinished,
    /// What is to be followed up in the viewer's territory.
    FollowUps,
    /// The viewer's own numbers.
    Board(Every),
    /// So many weeks to come, and what would come from a colleague who leaves.
    Weeks(u32, Option<RepId>),
    /// The end of a day; without one, of all days that were never closed.
    Closing(Option<NaiveDate>),
    /// What a quick line about an account is understood against, in a language.
    Quick(AccountId, Lang),
    /// Who could be visited on a day, or on a day as well.
    Propose(NaiveDate),
    /// A setting of the viewer's.
    Setting(String),
    /// The accounts that fit these words; all that can be seen without words.
    Search(String),
    /// These accounts as they are.
    Accounts(Vec<AccountId>),
    /// What is known of these accounts.
    Briefs(Vec<AccountId>),
    /// What in the whole history of an account fits these words.
    History(AccountId, String),
    /// What the work is set up with.
    Setup,
    /// What would become of the due list if a record became this; none: if it went.
    Forecast(Key, Option<Box<Record>>),
    /// The holidays of a year in a file.
    HolidayFile(PathBuf),
    /// The queues of a team, and what came.
    Stock(Whose),
    /// The teams whose stock can be looked at.
    StockTeams,
    /// What is needed to write a request of an account down.
    Asking(AccountId),
    /// The products that can arrive for a team.
    Products(Option<TeamId>),
    /// What each rule would decide about an arrival, and what these shares by hand would come to.
    Proposals(ArrivalId, Vec<(RequestId, u32)>),
    /// How fairly goods were dealt out among the reps of a team, in a language.
    Fairness(Option<TeamId>, Lang),
    /// Why each got what they got of an arrival, in a language.
    Explanation(ArrivalId, Lang),
    /// The spreadsheets in these folders.
    Lists(Vec<PathBuf>),
}

/// An answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Query::Day`].
    Day(Box<DayView>),
    /// To [`Query::Book`].
    Book(Vec<Line>),
    /// To [`Query::Brief`].
    Brief(Option<Box<AccountView>>),
    /// To [`Query::Timeline`].
    Timeline(Page<Entry>),
    /// To [`Query::Visit`].
    Visit(Option<Box<VisitView>>),
    /// To [`Query::Capacity`], in lines.
    Capacity(Vec<String>),
    /// To [`Query::DayReport`].
    DayReport(Box<DayReport>),
    /// To [`Query::RouteFile`].
    RouteFile(route_file::Made),
    /// To [`Query::Quick`]; none if the account cannot be seen.
    Quick(Option<Box<Scene>>),
    /// To [`Query::Unfinished`].
    Unfinished(Vec<OpenVisit>, Vec<DraftRow>),
    /// To [`Query::FollowUps`], in the order of the list.
    FollowUps(Vec<FollowUp>),
    /// To [`Query::Board`].
    Board(Box<Board>),
    /// To [`Query::Weeks`].
    Weeks(Box<Sheet>),
    /// To [`Query::Closing`].
    Closing(Box<Closing>),
    /// To [`Query::Propose`].
    Propose(Box<proposing::Question>),
    /// To [`Query::Setting`]; empty where there is none.
    Setting(String),
    /// To [`Query::Search`].
    Found(Box<Found>),
    /// To [`Query::Accounts`]; those that are there.
    Accounts(Vec<Account>),
    /// To [`Query::Briefs`]; those that can be seen.
    Briefs(Vec<AccountView>),
    /// To [`Query::History`], newest first.
    History(Vec<Entry>),
    /// To [`Query::Setup`].
    Setup(Box<Setup>),
    /// To [`Query::Forecast`].
    Forecast(Box<Forecast>),
    /// To [`Query::HolidayFile`].
    HolidayFile(std::result::Result<HolidayYear, holidays::Fault>),
    /// To [`Query::Stock`].
    Stock(Box<StockView>),
    /// To [`Query::StockTeams`].
    StockTeams(Vec<TeamStock>),
    /// To [`Query::Asking`]; none if the account cannot be seen.
    Asking(Option<Box<Asking>>),
    /// To [`Query::Products`].
    Products(Vec<Wanted>),
    /// To [`Query::Proposals`]: the arrival and the lines by rule; none if it cannot be seen.
    Proposals(Option<Box<Proposals>>),
    /// To [`Query::Fairness`], in lines.
    Fairness(Vec<String>),
    /// To [`Query::Explanation`], in lines; none if the arrival cannot be seen.
    Explanation(Option<Vec<String>>),
    /// To [`Query::Lists`], the newest first.
    Lists(Vec<PathBuf>),
}

/// What each rule would decide about an arrival.
#[derive(Clone, Debug)]
pub struct Proposals {
    /// The arrival, what was done about it, and the requests that it is about.
    pub dealt: Dealt,
    /// What came.
    pub product: Product,
    /// The rules, each with its lines in order of asking.
    pub by_rule: Vec<(Rule, Vec<StockLine>)>,
}

/// Accounts that were searched for, the best fit first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// As many as a list shows.
    pub lines: Vec<Line>,
    /// How many there are.
    pub total: usize,
}

/// An account with all that is known before entering.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// The brief.
    pub brief: Brief,
    /// Where it stands.
    pub line: Line,
}

/// A visit with its account.
#[derive(Clone, Debug)]
pub struct VisitView {
    /// The visit, unless it is still to be entered.
    pub touch: Option<Touch>,
    /// What was typed and not yet saved.
    pub draft: Option<Draft>,
    /// The account.
    pub account: AccountView,
    /// The products, for what is ordered and counted.
    pub products: Arc<[Product]>,
}

/// How many entries of a timeline are read at once.
pub const TIMELINE_PAGE: usize = 60;

/// How many accounts a search shows.
pub const FOUND_AT_MOST: usize = 500;

/// Answers a question.
pub fn answer(store: &dyn Store, who: &Who, policy: &Policy, query: &Query) -> Result<Answer> {
    let viewer = who.viewer();
    Ok(match query {
        Query::Day(day) => Answer::Day(Box::new(day_view(store, who, policy, *day)?)),
        Query::Book => Answer::Book(book(store, who, policy)?),
        Query::Brief(account, day) => Answer::Brief(account_view(store, who, policy, *account, *day)?.map(Box::new)),
        Query::Timeline(account, before) => {
            Answer::Timeline(store.timeline(viewer, *account, *before, TIMELINE_PAGE)?)
        }
        Query::Visit(account, touch) => Answer::Visit(match account_view(store, who, policy, *account, who.today)? {
            None => None,
            Some(account) => Some(Box::new(VisitView {
                touch: store.touch(viewer, *touch)?,
                draft: store.drafts(viewer)?.into_iter().map(|row| row.draft).find(|draft| draft.touch == *touch),
                account,
                products: store.products()?.into(),
            })),
        }),
        Query::Propose(day) => Answer::Propose(Box::new(proposing::question(store, who, policy, *day)?)),
        Query::Lists(folders) => Answer::Lists(crate::exchange::lists::lists(folders)),
        Query::Setting(name) => Answer::Setting(store.settings(viewer)?.remove(name).unwrap_or_default()),
        Query::Search(words) => Answer::Found(Box::new(search(store, who, policy, words)?)),
        Query::Accounts(ids) => {
            let accounts = ids.iter().map(|id| store.account(viewer, *id));
            Answer::Accounts(accounts.filter_map(Result::transpose).collect::<Result<_>>()?)
        }
        Query::Briefs(ids) => {
            let views = ids.iter().map(|id| account_view(store, who, policy, *id, who.today));
            Answer::Briefs(views.filter_map(Result::transpose).collect::<Result<_>>()?)
        }
        Query::History(account, words) => Answer::History(history::search(store, viewer, *account, words)?),
        Query::Setup => Answer::Setup(Box::new(setup::read(store, who)?)),
        Query::Forecast(key, after) => {
            Answer::Forecast(Box::new(setup::forecast::read(store, who, *key, after.as_deref())?))
        }
        Query::HolidayFile(path) => Answer::HolidayFile(holiday_file(path)),
        Query::Stock(whose) => Answer::Stock(Box::new(stock::stock(store, who, *whose)?)),
        Query::StockTeams => Answer::StockTeams(stock::teams(store, who)?),
        Query::Asking(account) => Answer::Asking(stock::asking(store, who, *account)?.map(Box::new)),
        Query::Products(team) => Answer::Products(stock::wanted(store, who, *team)?),
        Query::Proposals(arrival, by_hand) => {
            Answer::Proposals(proposals(store, who, *arrival, by_hand)?.map(Box::new))
        }
        Query::Fairness(team, lang) => Answer::Fairness(stock::fairness::page(store, who, *team, *lang)?),
        Query::Explanation(arrival, lang) => {
            Answer::Explanation(stock::explanation::explanation(store, who, *arrival, *lang)?)
        }
        Query::Capacity(lang) => Answer::Capacity(capacity::page(store, who, policy, *lang)?),
        Query::DayReport(day, lang) => {
            Answer::DayReport(Box::new(day_report::report(store, who, policy, *day, *lang)?))
        }
        Query::RouteFile(asked) => Answer::RouteFile(route_file::made(store, who, policy, asked)?),
        Query::Quick(account, lang) => {
            Answer::Quick(quick::at_account(store, who, policy, *account, *lang)?.map(Box::new))
        }
        Query::FollowUps => Answer::FollowUps(follow_ups::follow_ups(store, who)?),
        Query::Board(every) => Answer::Board(Box::new(board::board(store, who, policy, *every)?)),
        Query::Weeks(weeks, leaver) => {
            let reps = if leaver.is_some() { store.reps(viewer)? } else { Vec::new() };
            let leaver = reps.iter().find(|rep| Some(rep.id) == *leaver);
            Answer::Weeks(Box::new(weeks::sheet(store, who, policy, *weeks, leaver)?))
        }
        Query::Closing(day) => Answer::Closing(Box::new(closing::closing(store, who, policy, *day)?)),
        Query::Unfinished => Answer::Unfinished(store.open_visits(viewer)?, store.drafts(viewer)?),
    })
}

/// What each rule would decide about an arrival; none if it cannot be seen.
fn proposals(
    store: &dyn Store,
    who: &Who,
    arrival: ArrivalId,
    by_hand: &[(RequestId, u32)],
) -> Result<Option<Proposals>> {
    let Some(dealt) = store.dealt(who.viewer(), arrival, who.today)? else { return Ok(None) };
    let product = store.products()?.into_iter().find(|product| product.id == dealt.arrival.product);
    let by_rule = store.proposals(who.viewer(), arrival, by_hand, who.today)?;
    Ok(product.map(|product| Proposals { dealt, product, by_rule }))
}

/// Reads a file of holidays, no further than one can be long.
pub fn holiday_file(path: &Path) -> std::result::Result<HolidayYear, holidays::Fault> {
    let cannot = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => holidays::Fault::Missing,
        _ => holidays::Fault::Unreadable(error.to_string()),
    };
    let mut bytes = Vec::new();
    File::open(path).map_err(cannot)?.take(holidays::LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(cannot)?;
    holidays::parse(&bytes)
}

/// The viewer's territory, in no particular order.
pub fn book(store: &dyn Store, who: &Who, policy: &Policy) -> Result<Vec<Line>> {
    let rows = store.book(who.viewer(), who.rep.id, who.today)?;
    Ok(rows.into_iter().map(|row| policy.line(row, who.today)).collect())
}

/// The accounts that fit these words, the best first. Without words, all by name as people look names up: by pinyin.
pub fn search(store: &dyn Store, who: &Who, policy: &Policy, words: &str) -> Result<Found> {
    let found = store.search(who.viewer(), words, FOUND_AT_MOST)?;
    let mut lines: Vec<Line> = found.rows.into_iter().map(|row| policy.line(row, who.today)).collect();
    if words.trim().is_empty() {
        let alphabet = Alphabet::default();
        lines.sort_by_cached_key(|line| (alphabet.key(&line.row.name), line.row.account));
    }
    Ok(Found { lines, total: found.total })
}

/// One account, seen on a day.
pub fn account_view(
    store: &dyn Store,
    who: &Who,
    policy: &Policy,
    account: AccountId,
    day: NaiveDate,
) -> Result<Option<AccountView>> {
    Ok(store.brief(who.viewer(), account)?.map(|brief| {
        let line = policy.line(brief.row.clone(), day);
        AccountView { brief, line }
    }))
}
