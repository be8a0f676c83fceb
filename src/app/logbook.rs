//! The operation log as a report: when, who, what, about which account, and whether it still holds.

use serde_json::Value;

use crate::i18n::Lang;
use crate::i18n::messages::{cli as words, out};
use crate::store::rows::Turned;
use crate::store::{Operation, OperationsAsked, Result, Store};

use super::names;
use super::report::{Cell, Table, column, data, for_programs, text, titles, worded};
use super::who::Who;

/// So many operations are read at once.
const PAGE: usize = 500;

/// The newest operations, at most so many.
pub fn log(store: &dyn Store, who: &Who, asked: OperationsAsked, limit: usize, lang: Lang) -> Result<Table> {
    let columns = vec![
        column("at", out::head_when),
        for_programs("day"),
        column("who", words::head_who),
        column("what", words::head_what),
        for_programs("deed"),
        titles::NAME,
        titles::CODE,
        for_programs("accounts"),
        column("records", out::head_records),
        column("state", words::head_state),
        for_programs("operation"),
    ];
    let mut rows = Vec::new();
    let mut before = None;
    while rows.len() < limit {
        let page = store.operations(who.viewer(), asked, before, PAGE.min(limit - rows.len()))?;
        rows.extend(page.items.iter().map(|operation| row(operation, who, lang)));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    Ok(Table { columns, rows })
}

fn row(operation: &Operation, who: &Who, lang: Lang) -> Vec<Cell> {
    let local = operation.at.with_timezone(&who.rep.zone).format("%Y-%m-%d %H:%M").to_string();
    let at = operation.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let deed = operation.deed.map(|deed| names::deed(lang, deed)).unwrap_or_default();
    let what = match operation.turned {
        Turned::Change => worded("change", deed),
        Turned::Undo => worded("undo", &out::undo_of(lang, deed)),
        Turned::Redo => worded("redo", &out::redo_of(lang, deed)),
    };
    let actor = match operation.actor {
        Some(_) => worded(operation.actor_code.as_str(), &operation.actor_name),
        None => worded(Value::Null, out::set_up(lang)),
    };
    let (name, code) = match &operation.account {
        Some(about) => (text(&about.name), text(&about.code)),
        None if operation.accounts > 0 => {
            (worded(Value::Null, &out::accounts(lang, operation.accounts)), Cell::default())
        }
        None => (Cell::default(), Cell::default()),
    };
    let state = if operation.in_force { worded("in-force", "") } else { worded("undone", out::undone(lang)) };
    vec![
        worded(at, &local),
        data(operation.day.to_string()),
        actor,
        what,
        data(operation.deed.and_then(|deed| serde_json::to_value(deed).ok())),
        name,
        code,
        data(operation.accounts),
        data(operation.records),
        state,
        data(operation.op.0.to_string()),
    ]
}
