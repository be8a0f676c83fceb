//! Roads in the person's language: why they could not be had.

use crate::i18n::Lang;
use crate::i18n::messages::roads as words;
use crate::planning::matrix::Source;
use crate::roads::network::NetworkFault;
use crate::roads::{Fault, Nonsense};

/// A source outside in a word, as in "12 km by road".
pub fn source(lang: Lang, source: &Source) -> &'static str {
    match source {
        Source::Osrm { .. } => words::by_osrm(lang),
        Source::Valhalla { .. } => words::by_valhalla(lang),
        Source::Embedded { .. } | Source::Estimate(_) | Source::Given => words::by_road(lang),
    }
}

/// That ways are estimated, and why.
pub fn estimated_instead(lang: Lang, fault: &Fault) -> String {
    words::estimated_instead(lang, &fault_words(lang, fault))
}

/// Why roads could not be had.
pub fn fault_words(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NoAddress => words::no_address(lang).to_owned(),
        Fault::Away(why) => words::away(lang, why),
        Fault::Slow => words::slow(lang).to_owned(),
        Fault::Refused { status, why } => words::refused(lang, *status, why),
        Fault::Nonsense(Nonsense::Form) => words::no_answer(lang).to_owned(),
        Fault::Nonsense(Nonsense::Count) => words::wrong_count(lang).to_owned(),
        Fault::Nonsense(Nonsense::Number) => words::wrong_number(lang).to_owned(),
        Fault::Nonsense(Nonsense::TooLong) => words::too_long(lang).to_owned(),
        Fault::Nonsense(Nonsense::Changed) => words::changed(lang).to_owned(),
        Fault::Network(fault) => network_fault(lang, fault),
        Fault::Stopped => words::stopped(lang).to_owned(),
        Fault::OffTheMap { places, of } => words::off_the_map(lang, *places, *of),
    }
}

/// Why a network of roads cannot be made or used.
pub fn network_fault(lang: Lang, fault: &NetworkFault) -> String {
    match fault {
        NetworkFault::Missing => words::no_network(lang).to_owned(),
        NetworkFault::Io(why) => words::network_io(lang, why),
        NetworkFault::Extract(why) => words::extract_broken(lang, why),
        NetworkFault::NoRoads => words::extract_empty(lang).to_owned(),
        NetworkFault::TooLarge => words::extract_too_large(lang).to_owned(),
        NetworkFault::Stopped => words::import_stopped(lang).to_owned(),
        NetworkFault::Foreign => words::network_foreign(lang).to_owned(),
        NetworkFault::OtherVersion => words::network_old(lang).to_owned(),
        NetworkFault::Broken => words::network_broken(lang).to_owned(),
    }
}
