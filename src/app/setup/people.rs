//! Forms of beats, people and teams.

use chrono_tz::Tz;

use crate::domain::account::Beat;
use crate::domain::ids::{BeatId, RepId, TeamId};
use crate::domain::label::Label;
use crate::domain::people::{Hours, Rep, Role, Team};
use crate::i18n::Lang;
use crate::i18n::messages::settings as words;

use super::super::form::{Fault, Form, Kind, hours, place, place_text};
use super::super::names::{self, label};
use super::{Setup, named};

/// All roles, in the order of the form.
const ROLES: [Role; 4] = [Role::Rep, Role::Supervisor, Role::Manager, Role::Administrator];
/// How many entries everybody fills in about themselves; code, role and team come behind.
const OF_ONESELF: usize = 7;

fn name_of(id: Option<uuid::Uuid>) -> String {
    id.map_or_else(|| "new".to_owned(), |id| id.simple().to_string())
}

/// The form of a beat.
pub fn beat_form(lang: Lang, beat: Option<&Beat>, reps: &[Rep], me: RepId) -> Form {
    let form = Form::new(words::beat_title(lang), format!("beat:{}", name_of(beat.map(|it| it.id.0))));
    let form = with_names(lang, form, beat.map(|it| &it.name));
    if reps.len() < 2 {
        return form;
    }
    let whose = beat.map_or(me, |it| it.rep);
    let names = reps.iter().map(|rep| rep.name.clone()).collect();
    form.one(words::col_who(lang), names, reps.iter().position(|rep| rep.id == whose).unwrap_or(0))
}

fn with_names(lang: Lang, form: Form, name: Option<&Label>) -> Form {
    let text = |get: fn(&Label) -> &str| name.map(get).unwrap_or_default().to_owned();
    form.line(words::name_en(lang), Kind::Any, text(|it| &it.en)).line(
        words::name_zh(lang),
        Kind::Any,
        text(|it| &it.zh),
    )
}

/// The beat that a form asks for.
pub fn beat(
    lang: Lang,
    form: &Form,
    (id, before): (BeatId, Option<&Beat>),
    (reps, me): (&[Rep], RepId),
) -> Result<Beat, Fault> {
    let asked = form.entries.len() > 2;
    let rep = if asked { reps.get(form.chosen(2)).map(|rep| rep.id) } else { before.map(|it| it.rep) };
    Ok(Beat { id, rep: rep.unwrap_or(me), name: named(lang, form, 0)? })
}

/// The form of a team.
pub fn team_form(lang: Lang, team: Option<&Team>, setup: &Setup) -> Form {
    let form = Form::new(words::team_title(lang), format!("team:{}", name_of(team.map(|it| it.id.0))));
    let form = with_names(lang, form, team.map(|it| &it.name));
    let others: Vec<&Team> = setup.reference.teams.iter().filter(|it| Some(it.id) != team.map(|it| it.id)).collect();
    one_team(lang, form, words::col_parent(lang), &others, team.and_then(|it| it.parent))
}

/// The team that a form asks for.
pub fn team(lang: Lang, form: &Form, id: TeamId, setup: &Setup) -> Result<Team, Fault> {
    let name = named(lang, form, 0)?;
    let mut others = setup.reference.teams.iter().filter(|it| it.id != id);
    let parent = form.chosen_or(2).and_then(|at| others.nth(at)).map(|it| it.id);
    // However far up: the rules refuse it too, but here the form is still open.
    let mut above = parent;
    for _ in 0..setup.reference.teams.len() {
        above = setup.reference.teams.iter().find(|it| Some(it.id) == above).and_then(|it| it.parent);
        if above == Some(id) {
            return Err((2, words::team_circle(lang).to_owned()));
        }
    }
    Ok(Team { id, name, parent })
}

/// A choice of no team or one of these.
fn one_team(lang: Lang, form: Form, title: &str, teams: &[&Team], chosen: Option<TeamId>) -> Form {
    let names = teams.iter().map(|team| label(lang, &team.name).to_owned());
    form.one_or(title, words::no_team(lang), names, teams.iter().position(|team| Some(team.id) == chosen))
}

/// The form of somebody. A person under a leader is not asked for what the leader decides.
pub fn rep_form(lang: Lang, rep: Option<&Rep>, setup: &Setup, zone: Tz) -> Form {
    let title = rep.map_or_else(|| words::rep_new(lang).to_owned(), |rep| rep.name.clone());
    let (territory, times) = (rep.map(|it| &it.territory), rep.map_or_else(Hours::default, |it| it.hours));
    let text = |get: fn(&Label) -> &str| territory.map(get).unwrap_or_default().to_owned();
    let day = format!("{}-{}", times.start.format("%H:%M"), times.end.format("%H:%M"));
    let form = Form::new(title, format!("rep:{}", name_of(rep.map(|it| it.id.0))))
        .line(words::col_name(lang), Kind::Needed, rep.map(|it| it.name.clone()).unwrap_or_default())
        .line(words::territory_en(lang), Kind::Any, text(|it| &it.en))
        .line(words::territory_zh(lang), Kind::Any, text(|it| &it.zh))
        .line(words::home(lang), Kind::Place, place_text(rep.and_then(|it| it.home)))
        .hint(words::home_hint(lang))
        .line(words::hours(lang), Kind::Hours, day)
        .line(words::lunch(lang), Kind::Number(0, 240), times.lunch.to_string())
        .line(words::zone(lang), Kind::Needed, rep.map_or(zone, |it| it.zone).name());
    if !setup.rights.are_full() {
        return form;
    }
    let role = rep.and_then(|rep| ROLES.iter().position(|role| *role == rep.role)).unwrap_or(0);
    let teams: Vec<&Team> = setup.reference.teams.iter().collect();
    let form = form
        .line(words::col_code(lang), Kind::Needed, rep.map(|it| it.code.clone()).unwrap_or_default())
        .hint(words::rep_code_hint(lang))
        .one(words::col_role(lang), ROLES.map(|role| names::role(lang, role).to_owned()).into(), role);
    one_team(lang, form, words::col_team(lang), &teams, rep.and_then(|it| it.team))
}

/// The person that a form asks for.
pub fn rep(lang: Lang, form: &Form, id: RepId, before: Option<&Rep>, setup: &Setup) -> Result<Rep, Fault> {
    let day = hours(form.text(4)).unwrap_or_default();
    let [day] = day[..] else { return Err((4, words::one_span(lang).to_owned())) };
    let zone: Tz = form.text(6).parse().map_err(|_| (6, words::no_zone(lang, form.text(6))))?;
    let (code, role, team) = if form.entries.len() > OF_ONESELF {
        let code = form.text(OF_ONESELF);
        if setup.reps.iter().any(|other| other.id != id && other.code.eq_ignore_ascii_case(code)) {
            return Err((OF_ONESELF, words::code_taken(lang, code)));
        }
        let team = form.chosen_or(OF_ONESELF + 2).and_then(|at| setup.reference.teams.get(at));
        let role = ROLES.get(form.chosen(OF_ONESELF + 1)).copied().unwrap_or(Role::Rep);
        (code.to_owned(), role, team.map(|team| team.id))
    } else {
        let before = before.ok_or_else(|| (0, words::name_needed(lang).to_owned()))?;
        (before.code.clone(), before.role, before.team)
    };
    Ok(Rep {
        id,
        code,
        name: form.text(0).to_owned(),
        role,
        team,
        territory: Label::new(form.text(1), form.text(2)),
        home: place(form.text(3)),
        hours: Hours { start: day.from, end: day.to, lunch: form.number(5).unwrap_or(0) },
        zone,
        disabled: before.is_some_and(|before| before.disabled),
    })
}
