//! `rounds plan day`: the best order of a route, printed with what it has to win; written where that is asked for.

use clap::{ArgMatches, Command};

use super::Planner;
use super::weeks::accept;
use crate::app::day::day_view;
use crate::app::names::joined;
use crate::app::ordering::{Gain, applied, problem, solve};
use crate::app::reports;
use crate::app::thinking::Signal;
use crate::cli::args::{day, printing, sub};
use crate::cli::commands::{day as day_of, print, warn};
use crate::cli::trouble::Trouble;
use crate::i18n::Lang;
use crate::i18n::messages::{planning, weeks as words};

/// What it takes.
pub fn command(lang: Lang) -> Command {
    printing(sub("day", words::about_plan_day(lang), lang), lang).arg(day(lang)).arg(accept(lang))
}

/// Puts a day in order.
pub fn run(mut planner: Planner<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = planner.lang;
    let date = day_of(lang, given.get_one::<String>("day"), planner.who.today)?;
    let view = planner.ask(|store, who, policy| day_view(store, who, policy, date))?;
    let Some(problem) = problem(&view, &planner.who) else {
        warn(planning::too_few(lang));
        print(&reports::today_of(&view, planner.who.today, lang), given, lang);
        return Ok(());
    };
    let ordered = solve(&problem, &planner.policy.roads, &Signal::default());
    let Some((after, changes)) = applied(&ordered, &view, &planner.who) else { return Ok(()) };
    let gain = Gain::of(&view, &after);
    let is_better = gain.is_worth_it();
    let shown = if is_better { &after } else { &view };
    print(&reports::today_of(shown, planner.who.today, lang), given, lang);
    let said = if is_better {
        planning::in_order(lang, &gain.said(lang))
    } else if ordered.proven {
        planning::best_already(lang).to_owned()
    } else {
        planning::no_better(lang).to_owned()
    };
    warn(&joined(lang, &[&said, &ordered.remarks(lang, &view, &planner.who)]));
    if is_better && given.get_flag("accept") {
        planner.write(changes)?;
    }
    Ok(())
}
