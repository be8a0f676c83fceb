//! The rows of the file as numbers, some fifty bytes for each: which say the same, which share a code, a name and address, a point.

use std::collections::BTreeMap;

use super::keys::point_of;

/// What a row is recognised by; 0 stands for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) line: u32,
    /// The code, else the licence.
    pub(super) code: u64,
    pub(super) name: u64,
    /// The address, else the point.
    pub(super) at: u64,
    pub(super) point: u64,
    pub(super) has_address: bool,
}

impl Keys {
    fn shop(&self) -> (u64, u64) {
        (self.name, self.at)
    }
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Index {
    rows: Vec<Keys>,
    by_shop: Vec<u32>,
    by_code: Vec<u32>,
    /// Points that many shops of different addresses share: how many, by the first row there.
    shared: BTreeMap<u32, (u64, u64)>,
}

/// How many shops on one point are noticed.
const CROWD: usize = 5;

impl Index {
    pub(super) fn add(&mut self, keys: Keys) {
        self.rows.push(keys);
    }

    /// Sorts what was added.
    pub(super) fn close(&mut self) {
        let rows = &self.rows;
        let all = || (0..rows.len() as u32).collect::<Vec<_>>();
        let row = |at: &u32| &rows[*at as usize];
        let mut by_point: Vec<u32> = all();
        by_point.retain(|at| row(at).point != 0);
        by_point.sort_unstable_by_key(|at| (row(at).point, *at));
        for same in by_point.chunk_by(|a, b| row(a).point == row(b).point).filter(|same| same.len() >= CROWD) {
            // Shops without an address are told apart by their names.
            let mut shops: Vec<u64> =
                same.iter().map(row).map(|it| if it.has_address { it.at } else { it.name }).collect();
            shops.sort_unstable();
            shops.dedup();
            if shops.len() >= CROWD {
                self.shared.insert(same[0], (row(&same[0]).point, same.len() as u64));
            }
        }
        drop(by_point);
        self.by_shop = all();
        self.by_shop.sort_unstable_by_key(|at| (row(at).shop(), row(at).code, *at));
        self.by_code = all();
        self.by_code.retain(|at| row(at).code != 0);
        self.by_code.sort_unstable_by_key(|at| (row(at).code, row(at).shop()));
    }

    pub(super) fn row(&self, at: usize) -> Option<&Keys> {
        self.rows.get(at)
    }

    /// The earlier rows that say the same code, name and place as this one.
    pub(super) fn same_before(&self, at: usize) -> impl Iterator<Item = usize> {
        let this = self.rows.get(at).copied().unwrap_or_default();
        let key = |it: &Keys| (it.shop(), it.code);
        let from = self.by_shop.partition_point(|it| key(&self.rows[*it as usize]) < key(&this));
        let same = self.by_shop[from..].iter().map(|it| *it as usize);
        same.take_while(move |it| *it < at && key(&self.rows[*it]) == key(&this))
    }

    /// Whether a row says this name and place.
    pub(super) fn has_shop(&self, name: u64, at: u64) -> bool {
        let shop = |it: &u32| self.rows[*it as usize].shop();
        self.by_shop.binary_search_by_key(&(name, at), shop).is_ok()
    }

    /// A number for the rows of this name and address, if several codes stand there.
    pub(super) fn twins(&self, keys: &Keys) -> Option<usize> {
        if !keys.has_address || keys.code == 0 {
            return None;
        }
        let shop = |at: &u32| self.rows[*at as usize].shop();
        // Rows without a code come first, and ask nothing.
        let from = self.by_shop.partition_point(|at| (shop(at), self.rows[*at as usize].code) < (keys.shop(), 1));
        let end = self.by_shop.partition_point(|at| shop(at) <= keys.shop());
        let code = |at: usize| self.by_shop.get(at).map(|at| self.rows[*at as usize].code);
        (code(from) != code(end.saturating_sub(1))).then_some(from)
    }

    /// Whether another shop of the file has the same code.
    pub(super) fn shares_code(&self, keys: &Keys) -> bool {
        let row = |at: usize| self.by_code.get(at).map(|at| &self.rows[*at as usize]);
        let from = self.by_code.partition_point(|at| self.rows[*at as usize].code < keys.code);
        let end = self.by_code.partition_point(|at| self.rows[*at as usize].code <= keys.code);
        keys.code != 0 && row(from).map(Keys::shop) != row(end.saturating_sub(1)).map(Keys::shop)
    }

    /// The point and the number of rows on it, if this row is the first of a crowd.
    pub(super) fn crowd(&self, at: usize) -> Option<((f64, f64), u64)> {
        self.shared.get(&(at as u32)).map(|(point, rows)| (point_of(*point), *rows))
    }
}
