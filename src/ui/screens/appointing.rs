//! Agreeing on a time: an appointment at the account in hand, or another time for one.

use crate::app::doing;
use crate::app::effect::{Ask, Effect, Place, Reply, Toast};
use crate::app::follow_ups::{self, Agreed};
use crate::domain::change::Change;
use crate::domain::ids::AccountId;
use crate::i18n::messages::{follow_ups as words, visit as visit_words};
use crate::ui::layer::Cx;

/// Asks when.
pub fn begin(account: AccountId, name: &str, cx: &mut Cx<'_>) {
    cx.push(Effect::Open(Place::Prompt(Ask::Appointment(account, name.to_owned()), String::new())));
}

/// Takes what was said; answers whether it was about an appointment.
pub fn reply(reply: &Reply, cx: &mut Cx<'_>) -> bool {
    let (lang, today) = (cx.shared.lang, cx.shared.who.today);
    let Reply::Text(ask @ (Ask::Appointment(_, name) | Ask::Rearrange(_, name)), text) = reply else { return false };
    let Some(agreed) = follow_ups::agreed(text, today) else {
        if !text.is_empty() {
            cx.push(Effect::Say(Toast::problem(words::not_agreed(lang))));
        }
        return true;
    };
    if agreed.day < today {
        // What was typed stays to be mended.
        cx.push(Effect::Say(Toast::problem(visit_words::day_has_passed(lang))));
        cx.push(Effect::Open(Place::Prompt(ask.clone(), text.clone())));
        return true;
    }
    let when = agreed.when(lang, &cx.shared.policy, today);
    match *ask {
        Ask::Rearrange(appointment, _) => {
            let Agreed { day, time, .. } = agreed;
            let said = Toast::done(words::did_rearrange(lang, name, &when));
            cx.push(Effect::Write(vec![Change::Rearrange { appointment, day, time }], said));
        }
        Ask::Appointment(account, _) => {
            let said = Toast::done(words::did_appoint(lang, name, &when));
            let change = doing::appoint(account, agreed, &cx.shared.who, cx.ids);
            cx.push(Effect::Write(vec![change], said));
        }
        _ => {}
    }
    true
}
