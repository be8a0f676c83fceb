//! Errors in the person's language: what happened, what was kept, what to do. The same on screens and on the command line.

pub mod import;
pub mod roads;

use crate::domain::record::Kind;
use crate::domain::rules::{Refusal, StockRefusal};
use crate::i18n::Lang;
use crate::i18n::messages::{stock, system};
use crate::store::StoreError;

/// An error in words.
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::Refused(refusal) => system::err_refused(lang, &refused(lang, refusal)),
        StoreError::NothingToUndo => system::err_nothing_to_undo(lang).to_owned(),
        StoreError::ChangedSince { by, at } => {
            system::err_changed_since(lang, by, &at.format("%m-%d %H:%M").to_string())
        }
        StoreError::Busy => system::err_busy(lang).to_owned(),
        StoreError::Full => system::err_full(lang).to_owned(),
        StoreError::Disk(why) => system::err_disk(lang, why),
        StoreError::ReadOnly(why) => system::err_read_only(lang, why),
        StoreError::CannotOpen(why) => system::err_cannot_open(lang, why),
        StoreError::NotOurs => system::err_not_ours(lang, ""),
        StoreError::InTheWay(path) => system::err_in_the_way(lang, path),
        StoreError::TooNew { found, known } => system::err_too_new(lang, *found, *known),
        StoreError::Corrupt(why) => system::err_corrupt(lang, why),
        StoreError::NotAllowed => system::err_not_allowed(lang).to_owned(),
        StoreError::UnknownOutcome(_) => system::err_unknown_outcome(lang).to_owned(),
        StoreError::Internal(why) => system::err_internal(lang, why),
    }
}

fn refused(lang: Lang, refusal: &Refusal) -> String {
    let word = match refusal {
        Refusal::CodeTaken(code) => return system::refused_code_taken(lang, code),
        Refusal::InTheFuture(day) => return system::refused_future(lang, &day.to_string()),
        Refusal::InThePast(day) => return system::refused_past(lang, &day.to_string()),
        Refusal::Stock(why) => return about_stock(lang, why),
        Refusal::Missing(_) => system::refused_missing(lang),
        Refusal::Exists(_) => system::refused_exists(lang),
        Refusal::InUse(key) if key.kind == Kind::Contact => system::refused_was_met(lang),
        Refusal::InUse(_) => system::refused_in_use(lang),
        Refusal::AlreadyVisiting(_) => system::refused_visiting(lang),
        Refusal::NotOpen(_) => system::refused_not_open(lang),
        Refusal::EndsBeforeStart => system::refused_ends_before_start(lang),
        Refusal::Satisfaction(_) => system::refused_satisfaction(lang),
        Refusal::StopClosed(_) => system::refused_closed(lang),
        Refusal::OtherRoute(_) => system::refused_other_route(lang),
        Refusal::SameRoute(_) => system::refused_same_route(lang),
        Refusal::NoNextStep(_) => system::refused_no_step(lang),
        Refusal::AlreadyAnswered => system::refused_answered(lang),
        Refusal::AlreadySettled => system::refused_settled(lang),
        Refusal::NotPaused(_) => system::refused_not_paused(lang),
        Refusal::BadWindow => system::refused_window(lang),
        Refusal::BadSpan => system::refused_span(lang),
        Refusal::BadFields(_) => system::refused_fields(lang),
        Refusal::NoCode => system::refused_no_code(lang),
        Refusal::BadUnits => system::refused_units(lang),
        Refusal::BadHours => system::refused_hours(lang),
        Refusal::TeamInItself => system::refused_team(lang),
        Refusal::CannotMerge => system::refused_merge(lang),
        Refusal::WentInto(_) => system::refused_went(lang),
        Refusal::AlreadyVoid(_) => system::refused_void(lang),
        Refusal::NotYourVisit(_) => system::refused_not_your_visit(lang),
        Refusal::NoActor => system::refused_no_actor(lang),
        Refusal::NotYours(_) => system::refused_not_yours(lang),
        Refusal::KeyTaken(_) => system::refused_key_taken(lang),
        Refusal::Revoked => system::refused_revoked(lang),
    };
    word.to_owned()
}

fn about_stock(lang: Lang, refusal: &StockRefusal) -> String {
    let word = match refusal {
        StockRefusal::OverAllotted(more) => return stock::refused_over_allotted(lang, *more),
        StockRefusal::BadAmount => stock::refused_amount(lang),
        StockRefusal::RequestOver => stock::refused_request_over(lang),
        StockRefusal::AskAgain => stock::refused_ask_again(lang),
        StockRefusal::Fixed => stock::refused_fixed(lang),
        StockRefusal::ArrivalClosed => stock::refused_arrival_closed(lang),
        StockRefusal::DecidedMeanwhile => stock::refused_decided(lang),
        StockRefusal::QueueChanged => stock::refused_queue(lang),
        StockRefusal::NotInQueue => stock::refused_not_in_queue(lang),
        StockRefusal::MoreThanAsked => stock::refused_more_than_asked(lang),
        StockRefusal::AllOrNothing => stock::refused_all_or_nothing(lang),
        StockRefusal::HandedOver => stock::refused_handed_over(lang),
        StockRefusal::SayWhy => stock::refused_say_why(lang),
        StockRefusal::NotOnCallList => stock::refused_call_list(lang),
        StockRefusal::NotTold => stock::refused_not_told(lang),
        StockRefusal::RestedOn => stock::refused_rests(lang),
    };
    word.to_owned()
}
