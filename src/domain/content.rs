//! What is recorded of a touch: its sections, none compulsory.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{ContactId, ProductId};
use super::stock::Amount;
use super::touch::TouchKind;

/// The sections of a visit, none compulsory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// What kind of contact.
    pub kind: TouchKind,
    /// Went, but met nobody or came at a bad moment: recorded, resets no clock.
    pub attempted: bool,
    /// Whom the rep met.
    pub met: Vec<ContactId>,
    /// What they ordered, or why they did not.
    pub order: Option<Order>,
    /// What was counted on the shelf; nothing of a product is a count too.
    pub shelf: Vec<Counted>,
    /// How the display was found.
    pub display: Option<Display>,
    /// Satisfaction, 1 to 5.
    pub satisfaction: Option<u8>,
    /// Which needs were served, by level, each once.
    pub needs: Vec<Need>,
    /// News and tips that they were given.
    pub told: String,
    /// What rivals do there.
    pub rival: String,
    /// What comes next, and when.
    pub next: Option<NextStep>,
    /// What was said.
    pub note: String,
}

impl Content {
    /// All amounts in it, each with whether nothing is an amount there.
    pub fn amounts(&self) -> impl Iterator<Item = (&Counted, bool)> {
        let ordered = match &self.order {
            Some(Order::Lines(lines)) => lines.as_slice(),
            _ => &[],
        };
        ordered.iter().map(|it| (it, false)).chain(self.shelf.iter().map(|it| (it, true)))
    }

    /// The products in it.
    pub fn products(&self) -> impl Iterator<Item = ProductId> {
        self.amounts().map(|(it, _)| it.product)
    }
}

/// So much of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Which.
    pub product: ProductId,
    /// How much.
    #[serde(flatten)]
    pub amount: Amount,
}

/// What an account bought at a touch. Recorded, not processed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// So many base units, of which products is not said.
    Quantity(u32),
    /// These, in the order they were said.
    Lines(Vec<Counted>),
    /// Nothing, and why.
    Nothing(NoOrder),
}

impl Order {
    /// In base units; 0 where nothing was bought.
    pub fn quantity(&self) -> u64 {
        match self {
            Self::Quantity(quantity) => u64::from(*quantity),
            Self::Lines(lines) => lines.iter().map(|line| u64::from(line.amount.quantity())).sum(),
            Self::Nothing(_) => 0,
        }
    }
}

/// Why nothing was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoOrder {
    /// There is enough.
    EnoughStock,
    /// It does not sell.
    SlowSales,
    /// It costs too much, or is cheaper elsewhere.
    Price,
    /// No money at hand, or some still owed.
    Money,
    /// Whoever decides was not there.
    NoDecider,
    /// What they wanted was not to be had.
    OutOfStock,
    /// They buy from somebody else.
    Rival,
    /// Something else, which the note says.
    Other,
}

impl NoOrder {
    /// All of them, in the order of screens.
    pub const ALL: [Self; 8] = [
        Self::EnoughStock,
        Self::SlowSales,
        Self::Price,
        Self::Money,
        Self::NoDecider,
        Self::OutOfStock,
        Self::Rival,
        Self::Other,
    ];
}

/// How the display was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// What was not as it should be, each once; nothing: all in order.
    pub lacks: Vec<DisplayPoint>,
}

/// What is looked at in a display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisplayPoint {
    /// The place on the counter or shelf.
    Place,
    /// Price labels.
    Labels,
    /// How many of a product face the customer.
    Facings,
    /// Posters, stickers, stands.
    Material,
}

impl DisplayPoint {
    /// All of them, in the order of screens.
    pub const ALL: [Self; 4] = [Self::Place, Self::Labels, Self::Facings, Self::Material];
}

/// The five levels of what a customer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Goods.
    Product,
    /// Help.
    Service,
    /// How it feels to deal with us.
    Experience,
    /// The people.
    Relationship,
    /// The customer's own result.
    Success,
}

impl Need {
    /// All of them, the lowest first.
    pub const ALL: [Self; 5] = [Self::Product, Self::Service, Self::Experience, Self::Relationship, Self::Success];
}

/// What comes next at an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// When, if a day was agreed.
    pub day: Option<NaiveDate>,
    /// What, may be empty.
    pub text: String,
}
