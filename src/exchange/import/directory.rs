//! The accounts of the database as an import recognises them: about a hundred bytes for each, names and addresses as numbers.

use super::keys::{code_keys, place_key, text_key};
use crate::domain::ids::AccountId;
use crate::domain::place::Place;
use crate::store::{Identity, Result, Store, Viewer};

/// What is remembered of an account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) id: AccountId,
    pub(super) name: u64,
    /// Its address, or without one its point.
    pub(super) at: u64,
    /// Whether it has an address.
    pub(super) has_address: bool,
    pub(super) has_code: bool,
    pub(super) point: Option<Place>,
}

/// All accounts, found by code and by name.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    accounts: Vec<Known>,
    codes: Vec<(u64, u32)>,
    names: Vec<(u64, u32)>,
}

impl Directory {
    /// The accounts of a database that somebody may see.
    pub fn of(store: &dyn Store, viewer: Viewer) -> Result<Self> {
        let mut directory = Self::default();
        store.identities(viewer, &mut |identity| directory.add(&identity))?;
        directory.sort();
        Ok(directory)
    }

    fn add(&mut self, identity: &Identity) {
        let at = self.accounts.len() as u32;
        let name = text_key(&identity.name);
        self.codes.extend(code_keys(&identity.codes).map(|code| (code, at)));
        self.names.push((name, at));
        self.accounts.push(Known {
            id: identity.account,
            name,
            at: place_key(&identity.address, identity.place),
            has_address: !identity.address.is_empty(),
            has_code: !identity.codes.is_empty(),
            point: identity.place,
        });
    }

    fn sort(&mut self) {
        self.codes.sort_unstable();
        self.codes.dedup();
        self.names.sort_unstable();
    }

    /// The accounts with a code, in order of identity.
    pub(super) fn with_code(&self, code: u64) -> impl Iterator<Item = &Known> {
        self.in_list(&self.codes, code)
    }

    /// The accounts of a name, in order of identity.
    pub(super) fn named(&self, name: u64) -> impl Iterator<Item = &Known> {
        self.in_list(&self.names, name)
    }

    fn in_list<'a>(&'a self, list: &'a [(u64, u32)], key: u64) -> impl Iterator<Item = &'a Known> {
        let from = list.partition_point(|(there, _)| *there < key);
        let same = list[from..].iter().take_while(move |(there, _)| key != 0 && *there == key);
        same.map(|(_, at)| &self.accounts[*at as usize])
    }
}

impl FromIterator<Identity> for Directory {
    fn from_iter<T: IntoIterator<Item = Identity>>(identities: T) -> Self {
        let mut directory = Self::default();
        identities.into_iter().for_each(|identity| directory.add(&identity));
        directory.sort();
        directory
    }
}
