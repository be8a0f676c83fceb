//! The commands table: one row for each thing a person can do by key. Keymap, footer, help, palette and the README's key table are all
//! made from it; a key or a title stands nowhere else.

use crate::i18n::Lang;
use crate::i18n::messages::commands as words;

/// Where a command works. A layer names the scopes that are in force, the innermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere outside text fields.
    Global,
    /// The same, for those who lead.
    Leader,
    /// Wherever there is a list.
    List,
    /// The route.
    Today,
    /// The route on a map.
    Map,
    /// Who looks after what.
    Territories,
    /// The same on a map.
    Areas,
    /// The accounts by urgency.
    Overdue,
    /// What was promised, agreed and intended.
    FollowUps,
    /// The weeks to come.
    Plan,
    /// The rep's own numbers.
    Board,
    /// Stock requests, arrivals and call lists.
    Stock,
    /// A decision who gets how much.
    Allotting,
    /// All accounts, and the search among them.
    Accounts,
    /// An account's page.
    Account,
    /// What the work and the screens are set up with.
    Settings,
    /// A list before it comes in.
    Import,
    /// The end of a day.
    Closing,
    /// A visit in one line.
    Quick,
    /// A visit.
    Visit,
    /// A row of choices inside a visit.
    Choice,
    /// A form.
    Form,
    /// A text field.
    Field,
    /// The keys that work on a screen.
    Help,
    /// Lines to read.
    Reading,
    /// A question or a choice that floats above the screen.
    Dialog,
}

/// Everything a person can do by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the table below says what each one does
pub enum Action {
    Quit,
    Help,
    Palette,
    Import,
    ImportColumn,
    ImportNow,
    ImportFile,
    ImportOptions,
    ImportRemarks,
    StopJob,
    Undo,
    Redo,
    Back,
    Today,
    Overdue,
    Stock,
    Accounts,
    Language,
    Theme,
    Repaint,
    Notices,
    Up,
    Down,
    Top,
    Bottom,
    PageUp,
    PageDown,
    Filter,
    Mark,
    Open,
    CheckIn,
    CheckOut,
    Nobody,
    LateEntry,
    Skip,
    Add,
    MoveUp,
    MoveDown,
    ToDay,
    Pin,
    Lock,
    DayReport,
    RouteFile,
    MapLink,
    CloseDay,
    FollowUps,
    Plan,
    PlanWeeks,
    AcceptPlan,
    Moves,
    WhatIf,
    PlanVisit,
    MoreWeeks,
    FewerWeeks,
    Board,
    Period,
    OpenNumber,
    PreviousPeriod,
    NextPeriod,
    Done,
    PutOff,
    Outcome,
    Appoint,
    LeaveStop,
    RollStop,
    HandStop,
    CloseNow,
    Capacity,
    Copy,
    WriteFile,
    Unplan,
    PreviousDay,
    NextDay,
    ThisDay,
    Fill,
    Optimise,
    Explain,
    OpenVisits,
    QuickLog,
    Complete,
    OlderLine,
    NewerLine,
    Grammar,
    NextField,
    PreviousField,
    Save,
    CallOff,
    Toggle,
    Left,
    Right,
    Promise,
    Errand,
    Complaint,
    Answer,
    AccountPage,
    Editor,
    MarkAll,
    Sort,
    AddAccount,
    EditAccount,
    PauseAccount,
    CloseAccount,
    ResumeAccount,
    Profile,
    AddContact,
    EditContact,
    RemoveContact,
    Merge,
    Unmerge,
    Correct,
    Void,
    Request,
    Tell,
    TellHow,
    Takes,
    Respond,
    HandOver,
    Allot,
    Arrive,
    Amend,
    Cancel,
    CloseArrival,
    WhichTeam,
    Fairness,
    WhyGiven,
    More,
    Fewer,
    SetShare,
    Decide,
    Submit,
    SaveForm,
    StartOver,
    Settings,
    EditSetting,
    AddSetting,
    RemoveSetting,
    HolidayFile,
    AddKey,
    Map,
    ToStop,
    NextStop,
    PreviousStop,
    ZoomIn,
    ZoomOut,
    FitAll,
    PanLeft,
    PanDown,
    PanUp,
    PanRight,
    Territories,
    AcceptMoves,
    SplitOptions,
    TakePart,
    TerritoryMap,
    BeforeAfter,
    NextArea,
    PreviousArea,
    ShippedKeys,
}

/// Words in the session's language.
pub type Words = fn(Lang) -> &'static str;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// What is done.
    pub action: Action,
    /// The name in configuration.
    pub id: &'static str,
    /// A word or two, for the footer.
    pub title: Words,
    /// A sentence, for help and palette.
    pub about: Words,
    /// Where it works.
    pub scopes: &'static [Scope],
    /// The keys it ships with, the one to show first.
    pub keys: &'static [&'static str],
    /// How early it stands in the footer: 0 never, 9 first.
    pub footer: u8,
}

const fn row(
    action: Action,
    id: &'static str,
    (title, about): (Words, Words),
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    footer: u8,
) -> Command {
    Command { action, id, title, about, scopes, keys, footer }
}

use Scope::{
    Account, Accounts, Allotting, Areas, Board, Choice, Closing, Dialog, Field, FollowUps, Form, Global, Import,
    Leader, List, Map, Overdue, Plan, Quick, Reading, Settings, Stock, Territories, Today, Visit,
};

/// All commands, in the order in which help shows them.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row(Action::CheckIn, "check-in", (words::check_in, words::check_in_long), &[Today, Overdue, Accounts, Account, FollowUps], &["c"], 9),
    row(Action::CheckOut, "check-out", (words::check_out, words::check_out_long), &[Today, Overdue, Accounts, Account, FollowUps], &["C"], 8),
    row(Action::Nobody, "nobody", (words::nobody, words::nobody_long), &[Today, Overdue, Accounts, Account, FollowUps], &["n"], 5),
    row(Action::LateEntry, "late-entry", (words::late_entry, words::late_entry_long), &[Today, Overdue, Accounts, Account, FollowUps], &["e"], 3),
    row(Action::Open, "open", (words::open, words::open_long), &[Today, Overdue, Stock, Accounts, FollowUps, Plan], &["enter"], 7),
    row(Action::Tell, "tell", (words::tell, words::tell_long), &[Stock], &["t"], 9),
    row(Action::Takes, "takes", (words::takes, words::takes_long), &[Stock], &["y"], 9),
    row(Action::Respond, "reply", (words::respond, words::respond_long), &[Stock], &["r"], 8),
    row(Action::HandOver, "hand-over", (words::hand_over, words::hand_over_long), &[Stock], &["f"], 8),
    row(Action::Allot, "allot", (words::allot, words::allot_long), &[Stock], &["o"], 8),
    row(Action::Decide, "decide", (words::decide, words::decide_long), &[Allotting], &["enter", "ctrl-s"], 9),
    row(Action::More, "more", (words::more, words::more_long), &[Allotting], &["+", "="], 7),
    row(Action::Fewer, "fewer", (words::fewer, words::fewer_long), &[Allotting], &["-"], 7),
    row(Action::SetShare, "share", (words::set_share, words::set_share_long), &[Allotting], &["e"], 6),
    row(Action::Request, "request", (words::request, words::request_long), &[Today, Overdue, Stock, Accounts, Account, FollowUps, Visit], &["s", "ctrl-n"], 6),
    row(Action::Arrive, "arrival", (words::arrive, words::arrive_long), &[Stock], &["a"], 6),
    row(Action::TellHow, "tell-how", (words::tell_how, words::tell_how_long), &[Stock], &["m"], 4),
    row(Action::Amend, "amend", (words::amend, words::amend_long), &[Stock], &["e"], 4),
    row(Action::Cancel, "cancel", (words::cancel, words::cancel_long), &[Stock], &["x"], 4),
    row(Action::WhyGiven, "why-given", (words::why_given, words::why_given_long), &[Stock], &["w"], 5),
    row(Action::WhichTeam, "which-team", (words::which_team, words::which_team_long), &[Stock], &["v"], 3),
    row(Action::Fairness, "fairness", (words::fairness, words::fairness_long), &[Stock], &["F"], 0),
    row(Action::CloseArrival, "close-arrival", (words::close_arrival, words::close_arrival_long), &[Stock], &["Z"], 2),
    row(Action::ImportColumn, "import-column", (words::import_column, words::import_column_long), &[Import], &["enter"], 8),
    row(Action::ImportNow, "import-now", (words::import_now, words::import_now_long), &[Import], &["ctrl-s", "f2"], 9),
    row(Action::ImportOptions, "import-options", (words::import_options, words::import_options_long), &[Import], &["o"], 7),
    row(Action::ImportRemarks, "import-remarks", (words::import_remarks, words::import_remarks_long), &[Import], &["r"], 7),
    row(Action::ImportFile, "import-file", (words::import_file, words::import_file_long), &[Import], &["f"], 5),
    row(Action::CloseNow, "close-now", (words::close_now, words::close_now_long), &[Closing], &["enter", "ctrl-s"], 9),
    row(Action::LeaveStop, "leave-stop", (words::leave_stop, words::leave_stop_long), &[Closing], &["l"], 8),
    row(Action::RollStop, "roll-stop", (words::roll_stop, words::roll_stop_long), &[Closing], &["r"], 8),
    row(Action::HandStop, "hand-on", (words::hand_stop, words::hand_stop_long), &[Closing], &["h"], 8),
    row(Action::Skip, "skip", (words::skip, words::skip_long), &[Today, Closing], &["x"], 6),
    row(Action::Add, "add", (words::add, words::add_long), &[Today], &["a"], 6),
    row(Action::MoveUp, "move-up", (words::move_up, words::move_up_long), &[Today], &["K"], 0),
    row(Action::MoveDown, "move-down", (words::move_down, words::move_down_long), &[Today], &["J"], 3),
    row(Action::ToDay, "to-day", (words::to_day, words::to_day_long), &[Today, Overdue, Accounts, Account, FollowUps, Closing], &["t"], 5),
    row(Action::Pin, "pin", (words::pin, words::pin_long), &[Today], &["P"], 2),
    row(Action::Lock, "lock", (words::lock, words::lock_long), &[Today], &["O"], 2),
    row(Action::DayReport, "day-report", (words::day_report, words::day_report_long), &[Today], &["R"], 2),
    row(Action::RouteFile, "route-file", (words::route_file, words::route_file_long), &[Today], &["W"], 0),
    row(Action::CloseDay, "close-day", (words::close_day, words::close_day_long), &[Today], &["Z"], 2),
    row(Action::Unplan, "take-off", (words::unplan, words::unplan_long), &[Today], &["d", "delete"], 2),
    row(Action::Fill, "fill-day", (words::fill, words::fill_long), &[Today], &["p"], 5),
    row(Action::Optimise, "optimise", (words::optimise, words::optimise_long), &[Today], &["o"], 5),
    row(Action::PreviousDay, "day-before", (words::previous_day, words::previous_day_long), &[Today, Plan], &["[", "h", "left"], 2),
    row(Action::NextDay, "day-after", (words::next_day, words::next_day_long), &[Today, Plan], &["]", "l", "right"], 3),
    row(Action::ThisDay, "now", (words::this_day, words::this_day_long), &[Today, Plan], &["."], 1),
    row(Action::Map, "map", (words::map, words::map_long), &[Today], &["m"], 4),
    row(Action::Mark, "mark", (words::mark, words::mark_long), &[Overdue, Accounts, Territories, Areas], &["space"], 6),
    row(Action::Filter, "find", (words::filter, words::filter_long), &[Today, Overdue, Stock, Accounts, Account, FollowUps, Settings, Scope::Help], &["/"], 4),
    row(Action::Explain, "why", (words::explain, words::explain_long), &[Today, Overdue, Accounts, Account, FollowUps], &["w"], 4),
    row(Action::MapLink, "map-link", (words::map_link, words::map_link_long), &[Today, Overdue, Accounts, Account, FollowUps], &["y"], 0),
    row(Action::Capacity, "capacity", (words::capacity, words::capacity_long), &[Overdue], &["S"], 2),
    row(Action::OpenVisits, "open-visits", (words::open_visits, words::open_visits_long), &[Today, Overdue, Accounts, FollowUps], &["v"], 2),
    row(Action::OpenNumber, "open-number", (words::open_number, words::open_number_long), &[Board], &["enter"], 9),
    row(Action::Period, "period", (words::period, words::period_long), &[Board], &["p", "tab"], 8),
    row(Action::PreviousPeriod, "period-before", (words::previous_period, words::previous_period_long), &[Board], &["[", "h", "left"], 5),
    row(Action::NextPeriod, "period-after", (words::next_period, words::next_period_long), &[Board], &["]", "l", "right"], 4),
    row(Action::PlanWeeks, "plan-weeks", (words::plan_weeks, words::plan_weeks_long), &[Plan], &["p"], 9),
    row(Action::AcceptPlan, "accept", (words::accept_plan, words::accept_plan_long), &[Plan], &["a", "ctrl-s"], 9),
    row(Action::Moves, "moves", (words::moves, words::moves_long), &[Plan], &["m"], 8),
    row(Action::WhatIf, "what-if", (words::what_if, words::what_if_long), &[Plan], &["w"], 7),
    row(Action::PlanVisit, "plan-visit", (words::plan_visit, words::plan_visit_long), &[Plan], &["space"], 6),
    row(Action::MoreWeeks, "more-weeks", (words::more_weeks, words::more_weeks_long), &[Plan], &["+", "="], 2),
    row(Action::FewerWeeks, "fewer-weeks", (words::fewer_weeks, words::fewer_weeks_long), &[Plan], &["-"], 2),
    row(Action::Done, "done", (words::done, words::done_long), &[FollowUps], &["f"], 9),
    row(Action::PutOff, "put-off", (words::put_off, words::put_off_long), &[FollowUps], &["z"], 8),
    row(Action::Outcome, "outcome", (words::outcome, words::outcome_long), &[FollowUps], &["o"], 8),
    row(Action::Appoint, "appointment", (words::appoint, words::appoint_long), &[Today, Overdue, Accounts, Account, FollowUps], &["A"], 3),
    row(Action::Answer, "answered", (words::answer, words::answer_long), &[Account], &["f"], 5),
    row(Action::MarkAll, "mark-all", (words::mark_all, words::mark_all_long), &[Accounts, Territories, Areas], &["*"], 2),
    row(Action::Sort, "order", (words::sort, words::sort_long), &[Accounts], &["o"], 2),
    row(Action::EditAccount, "edit", (words::edit_account, words::edit_account_long), &[Accounts, Account], &["E"], 7),
    row(Action::AddAccount, "new-account", (words::add_account, words::add_account_long), &[Accounts], &["N"], 6),
    row(Action::Profile, "profile", (words::profile, words::profile_long), &[Accounts, Account], &["i"], 5),
    row(Action::PauseAccount, "pause", (words::pause, words::pause_long), &[Accounts, Account], &["P"], 3),
    row(Action::ResumeAccount, "resume", (words::resume, words::resume_long), &[Accounts, Account], &["r"], 3),
    row(Action::CloseAccount, "close", (words::close, words::close_long), &[Accounts, Account], &["Z"], 2),
    row(Action::Merge, "merge", (words::merge, words::merge_long), &[Accounts, Account], &["M"], 3),
    row(Action::Unmerge, "unmerge", (words::unmerge, words::unmerge_long), &[Account], &["U"], 2),
    row(Action::AddContact, "new-person", (words::add_contact, words::add_contact_long), &[Account], &["a"], 4),
    row(Action::EditContact, "person", (words::edit_contact, words::edit_contact_long), &[Account], &["p"], 4),
    row(Action::RemoveContact, "remove-person", (words::remove_contact, words::remove_contact_long), &[Account], &["D"], 1),
    row(Action::Correct, "correct", (words::correct, words::correct_long), &[Account], &["R"], 6),
    row(Action::Void, "void", (words::void, words::void_long), &[Account], &["X"], 4),
    row(Action::EditSetting, "edit-setting", (words::edit_setting, words::edit_setting_long), &[Settings], &["enter", "e"], 9),
    row(Action::AddSetting, "add-setting", (words::add, words::add_setting_long), &[Settings], &["a"], 7),
    row(Action::RemoveSetting, "remove-setting", (words::remove_setting, words::remove_setting_long), &[Settings], &["d", "delete"], 5),
    row(Action::HolidayFile, "holiday-file", (words::holiday_file, words::holiday_file_long), &[Settings], &["i"], 6),
    row(Action::AddKey, "another-key", (words::add_key, words::add_key_long), &[Settings], &["A"], 6),
    row(Action::ShippedKeys, "shipped-keys", (words::shipped_keys, words::shipped_keys_long), &[Settings], &["x"], 5),
    row(Action::Up, "up", (words::up, words::up_long), &[List], &["k", "up"], 0),
    row(Action::Down, "down", (words::down, words::down_long), &[List], &["j", "down"], 0),
    row(Action::Top, "first", (words::top, words::top_long), &[List], &["g", "home"], 0),
    row(Action::Bottom, "last", (words::bottom, words::bottom_long), &[List], &["G", "end"], 0),
    row(Action::PageUp, "page-up", (words::page_up, words::page_up_long), &[List], &["pgup", "ctrl-b"], 0),
    row(Action::PageDown, "page-down", (words::page_down, words::page_down_long), &[List], &["pgdn", "ctrl-f"], 0),
    row(Action::ToStop, "to-stop", (words::to_stop, words::to_stop_long), &[Map], &["enter"], 9),
    row(Action::NextStop, "next-stop", (words::next_stop, words::next_stop_long), &[Map], &["n", "tab"], 8),
    row(Action::PreviousStop, "stop-before", (words::previous_stop, words::previous_stop_long), &[Map], &["p", "shift-tab"], 5),
    row(Action::ZoomIn, "zoom-in", (words::zoom_in, words::zoom_in_long), &[Map, Areas], &["+", "="], 8),
    row(Action::ZoomOut, "zoom-out", (words::zoom_out, words::zoom_out_long), &[Map, Areas], &["-"], 8),
    row(Action::FitAll, "whole-map", (words::fit_all, words::fit_all_long), &[Map, Areas], &["0"], 7),
    row(Action::PanLeft, "pan-left", (words::pan_left, words::pan_left_long), &[Map, Areas], &["h", "left"], 4),
    row(Action::PanDown, "pan-down", (words::pan_down, words::pan_down_long), &[Map, Areas], &["j", "down"], 4),
    row(Action::PanUp, "pan-up", (words::pan_up, words::pan_up_long), &[Map, Areas], &["k", "up"], 4),
    row(Action::PanRight, "pan-right", (words::pan_right, words::pan_right_long), &[Map, Areas], &["l", "right"], 4),
    row(Action::AcceptMoves, "accept-moves", (words::accept_moves, words::accept_moves_long), &[Territories, Areas], &["enter", "ctrl-s"], 9),
    row(Action::SplitOptions, "split-options", (words::split_options, words::split_options_long), &[Territories], &["o"], 7),
    row(Action::TakePart, "take-part", (words::take_part, words::take_part_long), &[Territories], &["p"], 4),
    row(Action::TerritoryMap, "territory-map", (words::territory_map, words::territory_map_long), &[Territories, Areas], &["m"], 5),
    row(Action::BeforeAfter, "before-after", (words::before_after, words::before_after_long), &[Territories, Areas], &["tab"], 3),
    row(Action::NextArea, "next-area", (words::next_area, words::next_area_long), &[Areas], &["n"], 7),
    row(Action::PreviousArea, "area-before", (words::previous_area, words::previous_area_long), &[Areas], &["p"], 5),
    row(Action::Save, "save", (words::save, words::save_long), &[Visit], &["ctrl-s", "f2"], 9),
    row(Action::AccountPage, "account-page", (words::open, words::open_long), &[Visit], &["ctrl-o"], 3),
    row(Action::NextField, "next-section", (words::next_field, words::next_field_long), &[Visit, Form, Settings], &["tab"], 8),
    row(Action::PreviousField, "previous-section", (words::previous_field, words::previous_field_long), &[Visit, Form, Settings], &["shift-tab"], 3),
    row(Action::Toggle, "choose", (words::toggle, words::toggle_long), &[Choice], &["space"], 4),
    row(Action::Left, "left", (words::left, words::left_long), &[Choice, Settings, Allotting], &["left", "h"], 0),
    row(Action::Right, "right", (words::right, words::right_long), &[Choice, Settings, Allotting], &["right", "l"], 0),
    row(Action::Complete, "complete", (words::complete, words::complete_long), &[Quick], &["tab"], 8),
    row(Action::Editor, "editor", (words::editor, words::editor_long), &[Visit, Form], &["f4", "ctrl-g"], 1),
    row(Action::OlderLine, "older-line", (words::older_line, words::older_line_long), &[Quick], &["up", "ctrl-p"], 7),
    row(Action::NewerLine, "newer-line", (words::newer_line, words::newer_line_long), &[Quick], &["down", "ctrl-n"], 3),
    row(Action::Grammar, "grammar", (words::grammar, words::grammar_long), &[Quick], &["f2", "ctrl-g"], 6),
    row(Action::Promise, "promise", (words::promise, words::promise_long), &[Visit], &["ctrl-p"], 7),
    row(Action::Errand, "errand", (words::errand, words::errand_long), &[Visit], &["ctrl-e"], 5),
    row(Action::Complaint, "complaint", (words::complaint, words::complaint_long), &[Visit], &["ctrl-t"], 4),
    row(Action::CallOff, "not-a-visit", (words::call_off, words::call_off_long), &[Visit], &["ctrl-x"], 1),
    row(Action::SaveForm, "save-form", (words::save_form, words::save_form_long), &[Form], &["ctrl-s", "f2"], 9),
    row(Action::StartOver, "start-over", (words::start_over, words::start_over_long), &[Form], &["ctrl-x"], 2),
    row(Action::Copy, "copy", (words::copy, words::copy_long), &[Reading], &["y"], 8),
    row(Action::WriteFile, "write-file", (words::write_file, words::write_file_long), &[Reading], &["w"], 7),
    row(Action::Submit, "ok", (words::submit, words::submit_long), &[Dialog, Quick, Reading], &["enter"], 9),
    row(Action::Today, "today", (words::today, words::today_long), &[Global], &["1"], 0),
    row(Action::Overdue, "overdue", (words::overdue, words::overdue_long), &[Global], &["2"], 0),
    row(Action::Stock, "stock", (words::stock, words::stock_long), &[Global], &["3"], 0),
    row(Action::Accounts, "accounts", (words::accounts, words::accounts_long), &[Global], &["4"], 0),
    row(Action::Plan, "plan", (words::plan, words::plan_long), &[Global], &["5"], 0),
    row(Action::FollowUps, "follow-ups", (words::follow_ups, words::follow_ups_long), &[Global], &["6"], 0),
    row(Action::Board, "board", (words::board, words::board_long), &[Global], &["7"], 0),
    row(Action::Settings, "settings", (words::settings, words::settings_long), &[Global], &["8"], 0),
    row(Action::Import, "import", (words::import, words::import_long), &[Global], &["I"], 0),
    row(Action::Territories, "territories", (words::territories, words::territories_long), &[Leader], &["B"], 2),
    row(Action::StopJob, "stop-job", (words::stop_job, words::stop_job_long), &[Global], &["ctrl-k"], 0),
    row(Action::QuickLog, "quick-log", (words::quick_log, words::quick_log_long), &[Global], &[";"], 8),
    row(Action::Undo, "undo", (words::undo, words::undo_long), &[Global], &["u"], 1),
    row(Action::Redo, "redo", (words::redo, words::redo_long), &[Global], &["ctrl-r"], 0),
    row(Action::Back, "back", (words::back, words::back_long), &[Global, Field, Form, Dialog, Quick, Reading, Closing, Scope::Help], &["esc", "ctrl-c"], 6),
    row(Action::Palette, "commands", (words::palette, words::palette_long), &[Global], &[":"], 2),
    row(Action::Language, "language", (words::language, words::language_long), &[Global], &["L"], 1),
    row(Action::Theme, "theme", (words::theme, words::theme_long), &[Global], &["T"], 0),
    row(Action::Repaint, "repaint", (words::repaint, words::repaint_long), &[Global, Field], &["ctrl-l"], 0),
    row(Action::Notices, "notices", (words::notices, words::notices_long), &[Global], &["!"], 0),
    row(Action::Help, "help", (words::help, words::help_long), &[Global, Field], &["?", "f1"], 1),
    row(Action::Quit, "quit", (words::quit, words::quit_long), &[Global], &["q"], 1),
];

/// The row of an action.
pub fn command(action: Action) -> &'static Command {
    // Each action has its row: proven by the test below.
    COMMANDS.iter().find(|command| command.action == action).unwrap_or(&COMMANDS[0])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_action_and_each_name_stands_once() {
        let actions: BTreeSet<Action> = COMMANDS.iter().map(|command| command.action).collect();
        let ids: BTreeSet<&str> = COMMANDS.iter().map(|command| command.id).collect();
        assert_eq!(actions.len(), COMMANDS.len());
        assert_eq!(ids.len(), COMMANDS.len());
        assert_eq!(actions.len(), Action::ShippedKeys as usize + 1, "an action has no row");
        for command in COMMANDS {
            assert_eq!(self::command(command.action).id, command.id);
            assert!(!command.keys.is_empty() && !command.scopes.is_empty(), "{}", command.id);
        }
    }
}
