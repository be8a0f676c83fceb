//! What rows may refer to: tiers, reps, beats, products, and the decisions about twins.

use std::collections::HashMap;

use super::error::{Fault, ImportError};
use super::keys::normal;
use super::options::Options;
use crate::domain::account::Beat;
use crate::domain::ids::{BeatId, RepId, TeamId, TwinsId};
use crate::domain::merge::Twins;
use crate::domain::people::{Rep, Team};
use crate::domain::product::Product;
use crate::domain::tier::Tier;
use crate::store::{Result, Store, Viewer};

/// What rows may refer to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The tiers, found by code or name.
    pub tiers: Vec<Tier>,
    /// The reps, found by code or name.
    pub reps: Vec<Rep>,
    /// The beats, found by name; one that is not among them is made.
    pub beats: Vec<Beat>,
    /// The teams, found by name.
    pub teams: Vec<Team>,
    /// The products, found by code or name.
    pub products: Vec<Product>,
    /// What was decided about shops that look like one.
    pub twins: Vec<Twins>,
}

impl Known {
    /// What somebody may see of it in a database.
    pub fn of(store: &dyn Store, viewer: Viewer) -> Result<Self> {
        let reference = store.reference(viewer)?;
        Ok(Self {
            tiers: reference.tiers,
            reps: store.reps(viewer)?,
            beats: reference.beats,
            teams: reference.teams,
            products: store.products()?,
            twins: store.twins()?,
        })
    }
}

/// The same, found fast, with what holds for rows that say nothing.
#[derive(Debug)]
pub(super) struct Lookup {
    pub(super) known: Known,
    tiers: HashMap<String, usize>,
    reps: HashMap<String, Option<usize>>,
    pub(super) twins: HashMap<TwinsId, bool>,
    pub(super) beats: HashMap<(RepId, String), BeatId>,
    pub(super) tier: Option<usize>,
    pub(super) rep: Option<usize>,
}

impl Lookup {
    pub(super) fn new(known: Known, options: &Options) -> std::result::Result<Self, ImportError> {
        let mut tiers = HashMap::new();
        // The code of one comes before the name of another.
        for (at, tier) in known.tiers.iter().enumerate() {
            tiers.entry(normal(&tier.code)).or_insert(at);
        }
        for (at, tier) in known.tiers.iter().enumerate() {
            for name in [&tier.name.en, &tier.name.zh].into_iter().filter(|name| !name.is_empty()) {
                tiers.entry(normal(name)).or_insert(at);
            }
        }
        let mut reps: HashMap<String, Option<usize>> = HashMap::new();
        for (at, rep) in known.reps.iter().enumerate() {
            // Two of one name cannot be told apart by it.
            reps.entry(normal(&rep.name)).and_modify(|there| *there = None).or_insert(Some(at));
        }
        for (at, rep) in known.reps.iter().enumerate() {
            reps.insert(normal(&rep.code), Some(at));
        }
        let name = |beat: &Beat| [normal(&beat.name.en), normal(&beat.name.zh)].map(|name| ((beat.rep, name), beat.id));
        let beats = known.beats.iter().flat_map(name).filter(|((_, name), _)| !name.is_empty()).collect();
        let twins = known.twins.iter().map(|it| (it.id, it.joined)).collect();
        let mut lookup = Self { known, tiers, reps, twins, beats, tier: None, rep: None };
        if let Some(code) = &options.tier {
            lookup.tier = Some(lookup.tier(code).map_err(|_| ImportError::NoTier(code.clone()))?);
        }
        if let Some(code) = &options.rep {
            lookup.rep = Some(lookup.rep(code).map_err(|_| ImportError::NoRep(code.clone()))?);
        }
        Ok(lookup)
    }

    /// The tier of this code ("A", "a", "A级", "A类") or name.
    pub(super) fn tier(&self, given: &str) -> std::result::Result<usize, Fault> {
        let word = normal(given);
        let found = self.tiers.get(&word).or_else(|| self.tiers.get(word.trim_end_matches(['级', '类', '档'])));
        found.copied().ok_or_else(|| Fault::NoTier(given.to_owned()))
    }

    /// The team of this name.
    pub(super) fn team(&self, given: &str) -> std::result::Result<TeamId, Fault> {
        let word = normal(given);
        let named = |team: &&Team| [&team.name.en, &team.name.zh].into_iter().any(|name| normal(name) == word);
        self.known.teams.iter().find(named).map(|team| team.id).ok_or_else(|| Fault::NoTeam(given.to_owned()))
    }

    /// The rep of this code, or the only one of this name.
    pub(super) fn rep(&self, given: &str) -> std::result::Result<usize, Fault> {
        let found = self.reps.get(&normal(given)).copied().flatten();
        found.ok_or_else(|| Fault::NoRep(given.to_owned()))
    }
}
