//! Keys in, screen and database out: what a rep does in a day, and what may go wrong.

mod board;
mod closing;
mod colleagues;
mod day_report;
mod drafts;
mod errors;
mod follow_ups;
mod help;
mod imports;
mod map;
mod morning;
mod mouse;
mod plan;
mod quick;
mod reading;
mod route;
mod route_file;
mod session;
mod settings;
mod stock;
mod stock_history;
mod stock_together;
mod streams;
mod territories;
mod undo;
mod upkeep;
mod visits;

use rounds::ui::Session;

use crate::support::stage::Stage;

/// Where the first open stop of the demo's friday is: the one that is selected at the start.
pub const NEXT: &str = "鑫源名烟名酒";

/// The stop after it.
const SECOND: &str = "大众超市";

/// The status line: what was just said.
fn said(stage: &Stage<'_, Session>) -> String {
    let rows = stage.line.screen.screen().size().0.get();
    stage.row(usize::from(rows).saturating_sub(2)).trim().to_owned()
}

/// Asserts that something was just said.
fn assert_said(stage: &Stage<'_, Session>, words: &str) {
    assert!(said(stage).contains(words), "{words}:\n{}", stage.text());
}

/// Asserts that something stands on the screen.
fn assert_shows(stage: &Stage<'_, Session>, words: &str) {
    assert!(stage.text().contains(words), "{words}:\n{}", stage.text());
}

/// Asserts that something does not stand on the screen.
fn assert_hides(stage: &Stage<'_, Session>, words: &str) {
    assert!(!stage.text().contains(words), "{words}:\n{}", stage.text());
}
