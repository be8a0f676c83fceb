//! The screens that fill the body.

pub mod account;
pub mod accounts;
pub mod all_accounts;
pub mod all_accounts_view;
pub mod allotting;
mod appointing;
mod asking;
pub mod brief;
pub mod deeds;
pub mod follow_ups;
mod follow_ups_view;
pub mod import;
mod import_view;
pub mod map;
mod map_view;
pub mod marked;
pub mod overdue;
pub mod overdue_view;
pub mod panes;
pub mod profile;
pub mod settings;
pub mod stock;
pub mod timeline;
pub mod today;
pub mod today_view;
pub mod upkeep;
pub mod visit;
