//! `rounds plan territories`: the loads of a team's reps, what would even them out, and why; accepted with `--accept`.

use std::io::{Write, stdout};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::app::policy::Policy;
use crate::app::stock::naming::{self, Found};
use crate::app::territories::choice::Choice;
use crate::app::territories::{self, Asked, Division, Freedom, Whose, listing, wording};
use crate::app::thinking::Signal;
use crate::cli::args::sub;
use crate::cli::setting::Setting;
use crate::cli::stock::desk::Desk;
use crate::cli::trouble::Trouble;
use crate::domain::account::Segment;
use crate::domain::people::Role;
use crate::exchange::import::values;
use crate::i18n::Lang;
use crate::i18n::messages::{stock_out, territories as words};

/// The command and its arguments.
pub fn command(lang: Lang) -> Command {
    let valued = |name: &'static str, shown: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(shown).help(help)
    };
    let percent = |name, help| valued(name, "N", help).value_parser(clap::value_parser!(u32).range(0..=100));
    let list = |name, shown, help| valued(name, shown, help).value_delimiter(',');
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    sub("territories", words::about_territories(lang), lang)
        .arg(valued("team", "TEAM", words::arg_team(lang)))
        .arg(list("reps", "CODES", words::arg_reps(lang)))
        .arg(list("staying", "KINDS", words::arg_staying(lang)))
        .arg(percent("tolerance", words::arg_tolerance(lang)))
        .arg(percent("keep", words::arg_keep(lang)))
        .arg(valued("change", "HOW", words::arg_change(lang)))
        .arg(flag("json", words::arg_json(lang)))
        .arg(flag("accept", words::arg_accept(lang)))
}

/// Divides and prints; accepts all moves where that is asked for.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let mut desk = Desk::open(setting)?;
    let lang = desk.lang;
    let asked = asked(&desk, given)?;
    let policy = Policy::new(&desk.ask(|store, who| store.reference(who.viewer()))?);
    let problem = desk.ask(|store, who| territories::read(store, who, &policy, asked))?;
    let problem = problem.map_err(|nothing| Trouble::user(wording::nothing(lang, nothing)))?;
    let division = territories::solve(problem, &Signal::default());
    let choice = Choice::all(&division);
    let outlook = choice.outlook(&division);
    let text = if given.get_flag("json") { listing::json } else { listing::plain }(&division, &choice, &outlook, lang);
    // A pipe that was closed is no fault of ours.
    let _ = stdout().write_all(text.as_bytes());
    if !given.get_flag("accept") {
        return desk.end();
    }
    let done = accept(&mut desk, &division, choice, &policy)?;
    if given.get_flag("json") { desk.end() } else { desk.close(&done) }
}

/// Makes all moves, as one change where one takes them all; answers what was done.
fn accept(desk: &mut Desk<'_>, division: &Division, mut choice: Choice, policy: &Policy) -> Result<String, Trouble> {
    let lang = desk.lang;
    let ids = Choice::accounts(division);
    let accounts = desk.ask(|store, who| {
        let accounts = ids.iter().map(|id| store.account(who.viewer(), *id));
        accounts.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()
    })?;
    choice.renew(division, &accounts);
    let changes = choice.changes(division, &accounts, &policy.beats);
    let some = changes.len();
    if some == 0 {
        return Ok(words::nothing_accepted(lang).to_owned());
    }
    desk.write_all(changes)?;
    Ok(words::accepted(lang, some))
}

/// What the arguments ask for.
fn asked(desk: &Desk<'_>, given: &ArgMatches) -> Result<Asked, Trouble> {
    let lang = desk.lang;
    let number = |name: &str, shipped| given.get_one::<u32>(name).copied().unwrap_or(shipped);
    let shipped = Asked::default();
    let mut asked = Asked {
        whose: whose(desk, given)?,
        staying: segments(lang, given)?,
        tolerance: number("tolerance", shipped.tolerance),
        keep: number("keep", shipped.keep),
        ..shipped
    };
    if let Some(said) = given.get_one::<String>("change") {
        let freedom = Freedom::ALL.into_iter().find(|freedom| listing::freedom(*freedom) == said.trim());
        asked.freedom = freedom.ok_or_else(|| Trouble::config(words::err_change(lang, said)))?;
    }
    let people = desk.ask(|store, who| territories::people(store, who, asked.whose))?;
    if let Some(codes) = given.get_many::<String>("reps") {
        let codes: Vec<&str> = codes.map(|code| code.trim()).filter(|code| !code.is_empty()).collect();
        for code in &codes {
            if !people.iter().any(|rep| rep.code.eq_ignore_ascii_case(code)) {
                let list: Vec<&str> = people.iter().map(|rep| rep.code.as_str()).collect();
                return Err(Trouble::config(words::err_no_rep(lang, code, &list.join(", "))));
            }
        }
        let named = |code: &str| codes.iter().any(|named| named.eq_ignore_ascii_case(code));
        asked.without = people.iter().filter(|rep| !named(&rep.code)).map(|rep| rep.id).collect();
        asked.also = people.iter().filter(|rep| rep.role != Role::Rep && named(&rep.code)).map(|rep| rep.id).collect();
    }
    Ok(asked)
}

fn whose(desk: &Desk<'_>, given: &ArgMatches) -> Result<Whose, Trouble> {
    let Some(said) = given.get_one::<String>("team") else { return Ok(Whose::All) };
    let teams = desk.ask(|store, who| store.reference(who.viewer()))?.teams;
    match naming::team(teams.into_iter().map(Some).collect(), said, desk.lang) {
        Found::One(Some(team)) => Ok(Whose::Team(team.id)),
        Found::Several(list) => Err(Trouble::user(stock_out::err_many_teams(desk.lang, said, &list.join(", ")))),
        _ => Err(Trouble::user(stock_out::err_no_team(desk.lang, said))),
    }
}

fn segments(lang: Lang, given: &ArgMatches) -> Result<Vec<Segment>, Trouble> {
    let said = given.get_many::<String>("staying").into_iter().flatten();
    let segment =
        |said: &String| values::words::segment(said).ok_or_else(|| Trouble::config(words::err_segment(lang, said)));
    said.map(segment).collect()
}
