//! The store: one contract for every implementation, a differential test between them, and what only a file can suffer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod contract;
mod files;
mod histories;
mod imports;
mod leaving;
mod merges;
mod pool;
mod stale;
mod stock;
mod stock_histories;
mod stock_past;
mod stock_turns;
mod undo;
mod upkeep;
mod views;
mod visits;
mod world;

use rounds::domain::ids::RepId;
use rounds::store::pool::{self as pools, Pool};
use rounds::store::{MemoryStore, SqliteStore};
use world::World;

/// Runs a test on every store.
macro_rules! on_every_store {
    ($($test:ident),* $(,)?) => {
        mod memory {$(
            #[test]
            fn $test() {
                super::$test(&mut crate::store::in_memory());
            }
        )*}
        mod sqlite_in_memory {$(
            #[test]
            fn $test() {
                super::$test(&mut crate::store::sqlite_in_memory());
            }
        )*}
        mod sqlite_file {$(
            #[test]
            fn $test() {
                let dir = tempfile::tempdir().unwrap();
                super::$test(&mut crate::store::sqlite_file(&dir));
            }
        )*}
        mod sqlite_pool {$(
            #[test]
            fn $test() {
                let dir = tempfile::tempdir().unwrap();
                super::$test(&mut crate::store::sqlite_pool(&dir));
            }
        )*}
    };
}
pub(crate) use on_every_store;

fn in_memory() -> World {
    World::new(Box::new(MemoryStore::new()))
}

fn sqlite_in_memory() -> World {
    World::new(Box::new(SqliteStore::open_in_memory().unwrap()))
}

fn sqlite_file(dir: &tempfile::TempDir) -> World {
    World::new(Box::new(SqliteStore::open(&dir.path().join("rounds.db")).unwrap()))
}

/// How a pool is set up for a test: nobody is told.
fn setup() -> pools::Setup {
    pools::Setup {
        readers: 2,
        wait: pools::wait_here,
        look: std::time::Duration::from_millis(20),
        told: Box::new(|| {}),
    }
}

fn sqlite_pool(dir: &tempfile::TempDir) -> World {
    let pool = Pool::open(&dir.path().join("rounds.db"), setup()).unwrap();
    World::new(Box::new(pool.desk_of_leader(RepId(uuid::Uuid::nil()))))
}
