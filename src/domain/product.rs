//! Products: what is sold, in a base unit and in packs of it.

use serde::{Deserialize, Serialize};

use super::ids::ProductId;

/// Something that is sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Identity.
    pub id: ProductId,
    /// The company's number for it, may be empty.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it is called as well: short names, the other language.
    pub aliases: Vec<String>,
    /// The unit that quantities are counted in.
    pub unit: String,
    /// Larger units, each so many of the base unit.
    pub packs: Vec<Pack>,
    /// No longer sold: found, but not offered.
    pub retired: bool,
}

/// A larger unit of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// What it is called.
    pub name: String,
    /// How many base units it holds, at least 2.
    pub factor: u32,
}

impl Product {
    /// Whether its units can be told apart and are more than one of the base unit.
    pub fn has_good_units(&self) -> bool {
        let named = |name: &str| !name.trim().is_empty();
        let twice = |at: usize| {
            let name = &self.packs[at].name;
            *name == self.unit || self.packs[..at].iter().any(|other| other.name == *name)
        };
        named(&self.unit)
            && self.packs.iter().enumerate().all(|(at, pack)| named(&pack.name) && pack.factor > 1 && !twice(at))
    }
}
