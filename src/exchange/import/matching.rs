//! Which account of the database a row is. In order: the same code, name and place; a code that stands once in the file and once in the
//! database, and a name or address that is the same or nearly; without a code the same name and address, or the same name within
//! fifty metres. One row is one account; where two could be it, it is a new one.

use std::collections::HashSet;

use super::book::Book;
use super::directory::{Directory, Known};
use super::entry::{Reference, Shop};
use super::error::{Fault, ImportError};
use super::index::{Index, Keys};
use super::keys::{code_key, code_keys, normal, place_key, text_key};
use super::remarks::Notice;
use crate::domain::ids::AccountId;

/// How alike two names have to be: Jaro-Winkler similarity (Winkler 1990), which weighs a common beginning.
const ALIKE: f64 = 0.85;

/// How near a shop of the same name has to be, in metres.
const NEAR: f64 = 50.0;

/// What matching looks at.
pub(super) struct Matching<'a> {
    pub(super) directory: &'a Directory,
    pub(super) index: &'a Index,
    /// Accounts that rows were found to be.
    pub(super) claimed: &'a HashSet<AccountId>,
    pub(super) book: &'a dyn Book,
}

impl Matching<'_> {
    /// The account that a row is; none: a new one.
    pub(super) fn find(
        &self,
        shop: &Shop,
        keys: &Keys,
        notices: &mut Vec<Notice>,
    ) -> Result<Option<AccountId>, ImportError> {
        let (name, at) = (keys.name, place_key(&shop.address, shop.place));
        let same = |there: &&Known| there.name == name && there.at == at;
        let codes: Vec<u64> = code_keys(&shop.codes).collect();
        if let Some(there) = codes.iter().flat_map(|code| self.directory.with_code(*code)).find(same) {
            return Ok(Some(there.id));
        }
        let several = Notice::Several { name: shop.name.clone() };
        let mut by_code = Vec::new();
        for code in &shop.codes {
            let found = self.by_code(shop, keys, code_key(code.kind, &code.text))?;
            match found {
                ByCode::One(id) => by_code.push(id),
                ByCode::Elsewhere => {
                    let notice = Notice::SameCode { code: code.text.clone() };
                    if !notices.contains(&notice) {
                        notices.push(notice);
                    }
                }
                ByCode::Nowhere => {}
            }
        }
        by_code.dedup();
        match by_code[..] {
            [one] => return Ok(Some(one)),
            [] => {}
            _ => {
                notices.push(several);
                return Ok(None);
            }
        }
        let no_code = shop.codes.is_empty();
        let free = |there: &&Known| (no_code || !there.has_code) && !self.claimed.contains(&there.id);
        let named = || self.directory.named(name).filter(free);
        // Of accounts of which nothing more is known than of the row, the first.
        if let Some(there) = named().filter(same).find(|there| no_code && !there.has_code) {
            return Ok(Some(there.id));
        }
        let mut found: Vec<AccountId> = named().filter(same).map(|there| there.id).collect();
        if found.is_empty() {
            let near = |there: &&Known| {
                let metres = shop.place.zip(there.point).map(|(here, there)| here.metres_to(there));
                metres.is_some_and(|metres| metres <= NEAR) && !self.index.has_shop(there.name, there.at)
            };
            found = named().filter(near).map(|there| there.id).collect();
        }
        match found[..] {
            [one] => Ok(Some(one)),
            [] => Ok(None),
            _ => {
                notices.push(several);
                Ok(None)
            }
        }
    }

    fn by_code(&self, shop: &Shop, keys: &Keys, code: u64) -> Result<ByCode, ImportError> {
        let mut there = self.directory.with_code(code);
        let (first, second) = (there.next(), there.next());
        if self.index.shares_code(&Keys { code, ..*keys }) || second.is_some() {
            return Ok(ByCode::Elsewhere);
        }
        let Some(known) = first else { return Ok(ByCode::Nowhere) };
        let taken = self.claimed.contains(&known.id) || self.index.has_shop(known.name, known.at);
        let alike = known.name == keys.name || (keys.has_address && known.has_address && known.at == keys.at) || {
            let account = self.book.account(known.id)?;
            account.is_some_and(|it| strsim::jaro_winkler(&normal(&it.name), &normal(&shop.name)) >= ALIKE)
        };
        Ok(if alike && !taken { ByCode::One(known.id) } else { ByCode::Elsewhere })
    }
}

enum ByCode {
    One(AccountId),
    Elsewhere,
    Nowhere,
}

/// The account that a row names: by its codes, among several by name and address; without a code by name, among several by address.
pub(super) fn named(directory: &Directory, shop: &Reference) -> Result<AccountId, Fault> {
    let (name, address) = (text_key(&shop.name), text_key(&shop.address));
    let mut found: Vec<&Known> = code_keys(&shop.codes).flat_map(|code| directory.with_code(code)).collect();
    if found.is_empty() && shop.codes.is_empty() {
        found = directory.named(name).collect();
    }
    found.sort_unstable_by_key(|there| there.id);
    found.dedup_by_key(|there| there.id);
    for narrow in [|it: &Known, name, _| it.name == name, |it: &Known, _, address| it.has_address && it.at == address] {
        if found.len() > 1 {
            let fewer: Vec<&Known> = found.iter().copied().filter(|it| narrow(it, name, address)).collect();
            found = if fewer.is_empty() { found } else { fewer };
        }
    }
    let said = || shop.codes.first().map_or_else(|| shop.name.clone(), |code| code.text.clone());
    match found[..] {
        [one] => Ok(one.id),
        [] => Err(Fault::NoAccount(said())),
        _ => Err(Fault::SeveralAccounts(said())),
    }
}
