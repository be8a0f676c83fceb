//! The screens that fill the body.

pub mod account;
pub mod accounts;
pub mod brief;
pub mod deeds;
pub mod import;
mod import_view;
pub mod overdue;
pub mod overdue_view;
pub mod panes;
pub mod settings;
pub mod today;
pub mod today_view;
pub mod visit;
