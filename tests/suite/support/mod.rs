//! What the tests of several layers share.

pub mod counted;
pub mod demo;
pub mod emulator;
pub mod keys;
pub mod look;
pub mod machine;
pub mod pbf;
pub mod road_server;
pub mod settings;
pub mod stage;
pub mod toy;
