//! `rounds plan weeks`: the weeks to come, printed; written into the routes where that is asked for.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Planner;
use crate::app::thinking::Signal;
use crate::app::weeks::{LONG, Question, WhatIf, accepted, report, sheet, think};
use crate::cli::args::{flag, printing, sub, valued};
use crate::cli::commands::{print, say, warn};
use crate::cli::trouble::Trouble;
use crate::domain::cadence::Window;
use crate::i18n::messages::{cli, weeks as words};
use crate::i18n::{Lang, day_words};

/// Weeks where nobody says otherwise, and at most.
const WEEKS: (u32, u32) = (4, 8);

/// What it takes.
pub fn command(lang: Lang) -> Command {
    let number = |name, help| valued(name, "N", help).value_parser(clap::value_parser!(u32));
    printing(sub("weeks", words::about_plan_weeks(lang), lang), lang)
        .arg(
            number("weeks", words::arg_weeks(lang))
                .value_parser(clap::value_parser!(u32).range(1..=i64::from(WEEKS.1))),
        )
        .arg(valued("away", "DAY", words::arg_away(lang)).action(ArgAction::Append))
        .arg(number("longer", words::arg_longer(lang)))
        .arg(valued("window", "TIER=MIN-MAX", words::arg_window(lang)).action(ArgAction::Append))
        .arg(valued("leaves", "REP", words::arg_leaves(lang)))
        .arg(valued("iterations", "N", words::arg_weeks_iterations(lang)).value_parser(clap::value_parser!(u64)))
        .arg(accept(lang).conflicts_with_all(["leaves"]))
}

/// Whether what is proposed is to be written.
pub(super) fn accept(lang: Lang) -> Arg {
    flag("accept", words::arg_accept(lang))
}

/// Plans the weeks.
pub fn run(mut planner: Planner<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = planner.lang;
    let leaver = match given.get_one::<String>("leaves") {
        Some(code) => Some(planner.colleague(code)?),
        None => None,
    };
    let weeks = given.get_one::<u32>("weeks").copied().unwrap_or(WEEKS.0);
    let sheet = planner.ask(|store, who, policy| sheet(store, who, policy, weeks, leaver.as_ref()))?;
    let mut what_if = Vec::new();
    let away = given.get_many::<String>("away").into_iter().flatten().map(|text| {
        let day = day_words::parse(text, planner.who.today);
        day.filter(|day| sheet.dates.contains(day)).ok_or_else(|| Trouble::config(cli::err_day(lang, text)))
    });
    let away = away.collect::<Result<Vec<_>, _>>()?;
    if !away.is_empty() {
        what_if.push(WhatIf::DaysOff(away));
    }
    for text in given.get_many::<String>("window").into_iter().flatten() {
        let window = || {
            let (tier, days) = text.split_once('=')?;
            let (min, max) = days.split_once('-')?;
            let tier = planner.policy.tiers.iter().find(|it| it.code.eq_ignore_ascii_case(tier.trim()))?;
            let window = Window::new(min.trim().parse().ok()?, max.trim().parse().ok()?)?;
            Some(WhatIf::Window(tier.code.clone(), tier.rank, window))
        };
        what_if.push(window().ok_or_else(|| Trouble::config(words::not_a_window(lang, text)))?);
    }
    what_if.extend(given.get_one::<u32>("longer").map(|minutes| WhatIf::Longer(*minutes)));
    what_if.extend(leaver.map(|_| WhatIf::Leaves));
    let iterations = given.get_one::<u64>("iterations").copied().unwrap_or(LONG);
    let proposal = think(Question { sheet, what_if, iterations }, &planner.policy.roads, &Signal::default());
    if given.get_flag("json") {
        let _ = std::io::stdout().write_all(report::json_of(&proposal).as_bytes());
    } else {
        print(&report::table(lang, &proposal), given, lang);
        // What is to be said goes beside the table, so that a file of it stays one.
        for line in report::lines(lang, &proposal) {
            warn(&line);
        }
    }
    if given.get_flag("accept") {
        let (changes, keep) = accepted(&proposal, &planner.who, &mut planner.data.ids);
        let done = words::did_accept(lang, changes.len());
        planner.write(changes)?;
        planner.keep(&keep)?;
        if !given.get_flag("json") {
            say(&done);
        }
    }
    Ok(())
}
