//! Forms of tiers and of the weights of the urgency.

use std::collections::BTreeMap;

use crate::domain::cadence::{Cadence, Level, Unit, Window};
use crate::domain::ids::TierId;
use crate::domain::tier::Tier;
use crate::domain::urgency::Weights;
use crate::i18n::Lang;
use crate::i18n::messages::{marks, settings as words};

use super::super::form::{Fault, Form, Kind};
use super::super::names;
use super::named;

/// The entries before those of the levels.
const HEAD: usize = 6;
/// The entries of each level: its window, which days it counts, what counts beside visits.
const OF_LEVEL: usize = 3;
/// Which days can be counted.
const UNITS: [Unit; 2] = [Unit::Working, Unit::Calendar];

/// The form of a tier; none: a new one, ranked behind all others.
pub fn form(lang: Lang, tier: Option<&Tier>, last_rank: u32) -> Form {
    let id = tier.map_or_else(|| "new".to_owned(), |tier| tier.id.0.simple().to_string());
    let title = tier.map_or_else(|| words::tier_new(lang).to_owned(), |tier| words::tier_title(lang, &tier.code));
    let text = |get: fn(&Tier) -> String| tier.map(get).unwrap_or_default();
    let mut form = Form::new(title, format!("tier:{id}"))
        .line(words::col_code(lang), Kind::Needed, text(|it| it.code.clone()))
        .line(words::name_en(lang), Kind::Any, text(|it| it.name.en.clone()))
        .line(words::name_zh(lang), Kind::Any, text(|it| it.name.zh.clone()))
        .line(words::rank(lang), Kind::Number(1, 99), tier.map_or(last_rank + 1, |it| it.rank).to_string())
        .line(words::minutes(lang), Kind::Number(1, 600), tier.map_or(15, |it| it.minutes).to_string())
        .line(words::factor(lang), Kind::Decimal, tier.map_or(1.0, |it| it.factor).to_string());
    for level in Level::ALL {
        let cadence = tier.and_then(|tier| tier.cadences.get(&level));
        let name = names::level(lang, level);
        let window = cadence.map(|it| window_text(it.window)).unwrap_or_default();
        let chosen = cadence.and_then(|it| UNITS.iter().position(|unit| *unit == it.unit)).unwrap_or(0);
        let touches = [
            (marks::kind_phone(lang), cadence.is_some_and(|it| it.phone_counts)),
            (marks::kind_chat(lang), cadence.is_some_and(|it| it.chat_counts)),
        ];
        form = form
            .line(words::of_level_window(lang, name), Kind::Any, window)
            .hint(words::window_hint(lang))
            .one(words::of_level_unit(lang, name), UNITS.map(|unit| names::unit(lang, unit).to_owned()).into(), chosen)
            .some(words::of_level_counts(lang, name), touches.map(|(name, counts)| (name.to_owned(), counts)).into());
    }
    form
}

/// The tier that a form asks for.
pub fn tier(lang: Lang, form: &Form, id: TierId, all: &[Tier]) -> Result<Tier, Fault> {
    let code = form.text(0);
    if all.iter().any(|other| other.id != id && other.code.eq_ignore_ascii_case(code)) {
        return Err((0, words::code_taken(lang, code)));
    }
    let mut cadences = BTreeMap::new();
    for (n, level) in Level::ALL.into_iter().enumerate() {
        let at = HEAD + OF_LEVEL * n;
        let window = window(form.text(at)).ok_or_else(|| (at, words::not_a_window(lang).to_owned()))?;
        if let Some(window) = window {
            let counts = form.marks(at + 2);
            let marked = |n: usize| counts.get(n).copied().unwrap_or(false);
            let unit = UNITS.get(form.chosen(at + 1)).copied().unwrap_or(Unit::Working);
            cadences.insert(level, Cadence { window, unit, phone_counts: marked(0), chat_counts: marked(1) });
        }
    }
    let last = all.iter().map(|tier| tier.rank).max().unwrap_or(0);
    Ok(Tier {
        id,
        code: code.to_owned(),
        name: named(lang, form, 1)?,
        rank: form.number(3).unwrap_or(last + 1),
        cadences,
        minutes: form.number(4).unwrap_or(15),
        factor: form.text(5).parse().unwrap_or(1.0),
    })
}

/// Whether two versions of a tier take different touches: what that does to the past is only known when the days are derived anew.
pub fn counts_other_touches(before: &Tier, after: &Tier) -> bool {
    let touches = |tier: &Tier| tier.cadences.get(&Level::Rep).map(|it| (it.phone_counts, it.chat_counts));
    touches(before).unwrap_or_default() != touches(after).unwrap_or_default()
        || before.cadences.contains_key(&Level::Rep) != after.cadences.contains_key(&Level::Rep)
}

/// A window as it is written.
pub fn window_text(window: Window) -> String {
    format!("{}-{}", window.min, window.max)
}

/// A window as it is typed: `3-5`, `3–5`, `5`; nothing: none. None at all if it is not understood.
pub fn window(text: &str) -> Option<Option<Window>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let (min, max) = text.split_once(crate::i18n::day_words::THROUGH).unwrap_or((text, text));
    let (min, max) = (min.trim().parse().ok()?, max.trim().parse().ok()?);
    Window::new(min, max).filter(|window| window.max <= 3_660).map(Some)
}

/// The form of the weights.
pub fn weights_form(lang: Lang, weights: &Weights) -> Form {
    let lines = weight_lines(lang, weights);
    lines.into_iter().fold(Form::new(words::section_urgency(lang), "weights"), |form, (name, points)| {
        form.line(name, Kind::Decimal, points.to_string())
    })
}

/// The weights that a form asks for; what was left empty stays as it is.
pub fn weights(form: &Form, before: &Weights) -> Weights {
    let points = |at: usize, before: f64| form.text(at).parse().unwrap_or(before);
    Weights {
        cadence: points(0, before.cadence),
        matter_due: points(1, before.matter_due),
        matter_overdue: points(2, before.matter_overdue),
        stock_arrived: points(3, before.stock_arrived),
        complaint: points(4, before.complaint),
        appointment_today: points(5, before.appointment_today),
        care_near: points(6, before.care_near),
    }
}

/// The weights by name, in the order of the form.
pub fn weight_lines(lang: Lang, weights: &Weights) -> [(&'static str, f64); 7] {
    [
        (words::weight_cadence(lang), weights.cadence),
        (words::weight_matter_due(lang), weights.matter_due),
        (words::weight_matter_overdue(lang), weights.matter_overdue),
        (words::weight_stock(lang), weights.stock_arrived),
        (words::weight_complaint(lang), weights.complaint),
        (words::weight_appointment(lang), weights.appointment_today),
        (words::weight_care(lang), weights.care_near),
    ]
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::tier::shipped_tiers;

    #[test]
    fn windows_as_they_are_typed() {
        let window = |min, max| Some(Some(Window { min, max }));
        for (text, meant) in [
            ("3-5", window(3, 5)),
            (" 3 – 5 ", window(3, 5)),
            ("3～5", window(3, 5)),
            ("7", window(7, 7)),
            ("0-30", window(0, 30)),
            ("", Some(None)),
            ("5-3", None),
            ("0", None),
            ("3-", None),
            ("x", None),
            ("1-99999", None),
        ] {
            assert_eq!(super::window(text), meant, "{text}");
        }
    }

    #[test]
    fn a_tier_comes_back_from_its_form_as_it_was() {
        let mut n = 0;
        let tiers = shipped_tiers(|| {
            n += 1;
            TierId(Uuid::from_u128(n))
        });
        for lang in Lang::ALL {
            for tier in &tiers {
                let form = form(lang, Some(tier), 3);
                assert_eq!(super::tier(lang, &form, tier.id, &tiers).as_ref(), Ok(tier));
                let other = TierId(Uuid::from_u128(9));
                assert_eq!(super::tier(lang, &form, other, &tiers).unwrap_err().0, 0, "the code is taken");
            }
            let weights = Weights { complaint: 12.5, ..Weights::default() };
            assert_eq!(super::weights(&weights_form(lang, &weights), &Weights::default()), weights);
        }
    }
}
