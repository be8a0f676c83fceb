//! A split as the command line prints it: territories before and after, moves with their reasons, what is to be said; as tables, and all
//! of it as JSON. The same numbers as on the screen.

use serde_json::{Value, json};

use crate::app::report::{Cell, Table, column, data, for_programs, text, worded};
use crate::i18n::Lang;
use crate::i18n::messages::territories as words;
use crate::i18n::text::clean;
use crate::planning::territory::{Picture, Reason};

use super::choice::{Choice, Outlook, Stands};
use super::wording::{self, deviation, hours, kilometres, spread};
use super::{Division, Freedom};

/// Percent of a deviation in 1/10,000.
fn percent(deviation: i32) -> f64 {
    f64::from(deviation) / 100.0
}

/// Hours with one digit.
fn in_hours(seconds: u64) -> f64 {
    (seconds as f64 / 360.0).round() / 10.0
}

/// The territories, before and after.
pub fn territories(division: &Division, outlook: &Outlook, lang: Lang) -> Table {
    let columns = vec![
        column("rep", words::col_rep),
        for_programs("name"),
        column("accounts_before", words::col_accounts),
        column("accounts_after", words::col_after),
        column("hours_before", words::col_hours),
        column("hours_after", words::col_after),
        column("deviation_before", words::col_load),
        column("deviation_after", words::col_after),
        column("km_to_centre_before", words::col_spread),
        column("km_to_centre_after", words::col_after),
        column("nearer_elsewhere_before", words::col_elsewhere),
        column("nearer_elsewhere_after", words::col_after),
    ];
    let both = |seat: usize| [&outlook.before, &outlook.after].map(|picture| picture.territories[seat]);
    let pair = |cells: [Cell; 2]| cells.into_iter();
    let row = |(seat, rep): (usize, &crate::domain::people::Rep)| {
        let both = both(seat);
        [worded(rep.code.as_str(), &rep.name), text(&rep.name)]
            .into_iter()
            .chain(pair(both.map(|it| data(it.accounts))))
            .chain(pair(both.map(|it| worded(in_hours(it.seconds), &hours(lang, it.seconds)))))
            .chain(pair(both.map(|it| worded(percent(it.deviation), &deviation(it.deviation)))))
            .chain(pair(both.map(|it| worded(f64::from(it.spread) / 1_000.0, &spread(it.spread)))))
            .chain(pair(both.map(|it| data(it.elsewhere))))
            .collect()
    };
    Table { columns, rows: division.problem.reps.iter().enumerate().map(row).collect() }
}

/// The moves, in an order in which each can be accepted by itself.
pub fn moves(division: &Division, choice: &Choice, outlook: &Outlook, lang: Lang) -> Table {
    let columns = vec![
        for_programs("account"),
        for_programs("code"),
        column("name", words::col_move),
        for_programs("from"),
        column("to", words::col_to),
        column("km", words::col_km),
        column("effect", words::col_effect),
        column("reason", blank),
        for_programs("marked"),
        for_programs("giver_before"),
        for_programs("giver_after"),
        for_programs("taker_before"),
        for_programs("taker_after"),
    ];
    let problem = &division.problem;
    let row = |(nth, moved): (usize, &crate::planning::territory::Moved)| {
        let shop = &problem.shops[moved.account];
        let code = |seat: usize| problem.reps[seat].code.as_str();
        let to = &problem.reps[moved.to];
        let step = outlook.steps[nth];
        let giver = |get: fn((i32, i32)) -> i32| data(step.giver.map(|both| percent(get(both))));
        vec![
            data(shop.account.0.to_string()),
            text(&shop.code),
            text(&shop.name),
            data(moved.from.map(code)),
            worded(code(moved.to), &to.name),
            worded(moved.metres.map(|metres| metres as f64 / 1_000.0), &kilometres(moved.metres)),
            worded(Value::Null, &wording::effect(lang, problem, moved, step)),
            worded(reason(moved.reason), &wording::reason(lang, problem, moved)),
            data(choice.stands(nth) == Stands::Marked),
            giver(|both| both.0),
            giver(|both| both.1),
            data(percent(step.taker.0)),
            data(percent(step.taker.1)),
        ]
    };
    Table { columns, rows: division.moves.iter().enumerate().map(row).collect() }
}

const fn blank(_: Lang) -> &'static str {
    ""
}

/// The name of a reason for programs.
fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NoRep => "no-rep",
        Reason::NotServed => "not-served",
        Reason::Nearer => "nearer",
        Reason::Relief => "relief",
        Reason::Filling => "filling",
        Reason::Room => "room",
    }
}

/// The name of a freedom for programs and on the command line.
pub fn freedom(freedom: Freedom) -> &'static str {
    match freedom {
        Freedom::Least => "least",
        Freedom::Some => "some",
        Freedom::Free => "free",
    }
}

/// The worst load and the accounts that are nearer to another centre, before and after, in a line.
pub fn summary(outlook: &Outlook, lang: Lang) -> String {
    let worst = |picture: &Picture| format!("{:.1}", f64::from(picture.worst) / 100.0);
    let Outlook { before, after, .. } = outlook;
    words::summary(lang, &worst(before), &worst(after), before.elsewhere, after.elsewhere)
}

/// All of it for people: a line about the whole, the territories, the moves, what is to be said.
pub fn plain(division: &Division, choice: &Choice, outlook: &Outlook, lang: Lang) -> String {
    let mut out = format!("{}\n\n{}\n", summary(outlook, lang), territories(division, outlook, lang).plain(lang));
    if division.moves.is_empty() {
        out.push_str(words::even(lang));
        out.push('\n');
    } else {
        out.push_str(&moves(division, choice, outlook, lang).plain(lang));
    }
    out.push('\n');
    for note in wording::notes(lang, division).iter().map(String::as_str).chain([words::estimated(lang)]) {
        out.push_str(&clean(note));
        out.push('\n');
    }
    out
}

/// All of it for programs.
pub fn json(division: &Division, choice: &Choice, outlook: &Outlook, lang: Lang) -> String {
    let asked = &division.problem.asked;
    let picture =
        |picture: &Picture| json!({ "worst": f64::from(picture.worst) / 100.0, "nearer_elsewhere": picture.elsewhere });
    let notes: Vec<String> = wording::notes(lang, division).iter().map(|note| clean(note)).collect();
    let all = json!({
        "tolerance": asked.tolerance,
        "keep": asked.keep,
        "change": freedom(asked.freedom),
        "accounts": division.problem.shops.len(),
        "estimated": true,
        "before": picture(&outlook.before),
        "after": picture(&outlook.after),
        "territories": territories(division, outlook, lang).value(),
        "moves": moves(division, choice, outlook, lang).value(),
        "notes": notes,
        "stopped_early": division.is_cut_short,
    });
    format!("{all:#}\n")
}
