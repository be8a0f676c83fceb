//! What the person who imports says about the file.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::columns::Mapping;
use super::datum::Datum;
use super::fields::Kind;
use super::values::dates::DateOrder;
use crate::exchange::sheet::Wanted;

/// What the person who imports says about the file. It can be written down, so that an import can go on later as it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// What its rows are.
    pub kind: Kind,
    /// Its encoding, delimiter and sheet, where they are not to be found out.
    pub sheet: Wanted,
    /// Columns named by hand; a field that is not among them is looked for by the usual words.
    pub map: Vec<Mapping>,
    /// Columns that are not read, whatever their words say.
    pub unread: Vec<String>,
    /// Code of the tier of new accounts whose rows name none.
    pub tier: Option<String>,
    /// Code of the rep of new accounts, and of visits, whose rows name none.
    pub rep: Option<String>,
    /// The system its coordinates are in.
    pub datum: Datum,
    /// Whether day or month stands first, where the file does not show it.
    pub dates: Option<DateOrder>,
    /// The file's word counts more than what is there.
    pub update: bool,
    /// Shops of one name and address under several licences become one account.
    pub join_licences: bool,
    /// The business day of the import: a visit after it is refused.
    pub today: NaiveDate,
    /// The instant of the import, for the identities it makes.
    pub at: DateTime<Utc>,
}

impl Options {
    /// Nothing said: shops, everything found out.
    pub fn new(at: DateTime<Utc>, today: NaiveDate) -> Self {
        Self {
            kind: Kind::Accounts,
            sheet: Wanted::default(),
            map: Vec::new(),
            unread: Vec::new(),
            tier: None,
            rep: None,
            datum: Datum::Wgs84,
            dates: None,
            update: false,
            join_licences: false,
            today,
            at,
        }
    }
}
