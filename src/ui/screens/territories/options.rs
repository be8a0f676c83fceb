//! What is asked of a split, as a form: whose territories, which kinds of shop stay, how even, how much may move.

use crate::app::effect::{Ask, Place};
use crate::app::form::{Form, Kind};
use crate::app::names::{self, label};
use crate::app::territories::{Asked, Freedom, Whose, wording};
use crate::domain::account::Segment;
use crate::domain::people::Team;
use crate::i18n::messages::territories as words;
use crate::store::Reference;
use crate::ui::shared::Shared;

/// The entries, in order.
#[derive(Clone, Copy)]
enum Entry {
    Whose,
    Change,
    Keep,
    Tolerance,
    Staying,
}

/// The form, filled in with what is asked now.
pub(super) fn place(asked: &Asked, reference: &Reference, shared: &Shared) -> Place {
    let lang = shared.lang;
    let team = |team: &Team| label(lang, &team.name).to_owned();
    let chosen = match asked.whose {
        Whose::All => None,
        Whose::Team(id) => reference.teams.iter().position(|team| team.id == id),
    };
    let change = Freedom::ALL.iter().position(|it| *it == asked.freedom).unwrap_or(0);
    let segment = |segment| (names::segment(lang, segment).to_owned(), asked.staying.contains(&segment));
    let form = Form::new(words::options_title(lang), "territories")
        .one_or(words::option_whose(lang), words::option_all(lang), reference.teams.iter().map(team), chosen)
        .one(words::option_change(lang), Freedom::ALL.map(|it| wording::freedom(lang, it).to_owned()).into(), change)
        .line(words::option_keep(lang), Kind::Number(0, 100), asked.keep.to_string())
        .hint(words::option_keep_hint(lang))
        .line(words::option_tolerance(lang), Kind::Number(0, 100), asked.tolerance.to_string())
        .some(words::option_staying(lang), Segment::ALL.map(segment).into());
    Place::Form(Ask::Dividing, form)
}

/// What the form asks for. What is empty is as it ships.
pub(super) fn read(form: &Form, reference: &Reference, asked: &mut Asked) {
    let team = form.chosen_or(Entry::Whose as usize).and_then(|at| reference.teams.get(at));
    asked.whose = team.map_or(Whose::All, |team| Whose::Team(team.id));
    asked.freedom = Freedom::ALL.get(form.chosen(Entry::Change as usize)).copied().unwrap_or_default();
    let shipped = Asked::default();
    asked.keep = form.number(Entry::Keep as usize).unwrap_or(shipped.keep);
    asked.tolerance = form.number(Entry::Tolerance as usize).unwrap_or(shipped.tolerance);
    let marks = form.marks(Entry::Staying as usize);
    asked.staying = Segment::ALL.into_iter().zip(marks).filter(|(_, marked)| *marked).map(|(it, _)| it).collect();
}
