//! What a screen asks for, as plain data: reads, writes, other layers, a word to say. The session carries it out; a screen does no I/O.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::ids::{
    AccountId, AppointmentId, ArrivalId, ContactId, MatterId, MergeId, ProductId, RepId, RequestId, StopId, TellingId,
    TouchId,
};
use crate::domain::matter::{MatterKind, Waiting};
use crate::domain::stock::Answer;
use crate::i18n::Lang;
use crate::store::Keep;

use super::command::Action;
use super::config::GlyphSet;
use super::form::Form;
use super::importing::Order;
use super::query::Query;
use super::setup::Asked;
use super::territories;
use super::thought::Thought;

/// So many bytes of a text go into the clipboard of a terminal: what common ones take in one sequence is about a hundred thousand characters
/// of its base 64.
pub const MOST_COPIED: usize = 72_000;

/// Something a screen asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Reads; the answer comes back to the layer that asked.
    Read(Query),
    /// Changes business data, all together; on success the word is said, with the key to undo it.
    Write(Vec<Change>, Toast),
    /// The same of many changes, beside the screen; what comes of it is told to all layers.
    WriteBeside(Vec<Change>, Toast),
    /// Keeps a draft or a setting.
    Keep(Keep),
    /// Opens a layer above.
    Open(Place),
    /// Closes the layer that asks.
    Close,
    /// Closes the layer that asks and gives the one below an answer.
    Reply(Reply),
    /// Closes the layer that asks and performs an action on what is below.
    Perform(Action),
    /// Puts a text into the clipboard of the terminal.
    Copy(String),
    /// Writes a text into a new file; how much it is, if that is to be said beside its name.
    WriteFile(PathBuf, String, String),
    /// Gives a text to the person's own editor; what comes of it comes back as a message.
    Edit(String),
    /// Says a word in the status line.
    Say(Toast),
    /// Begins work that takes longer than a key may wait; what comes of it comes back as a message to all layers.
    Start(Order),
    /// Begins to think about something beside the screen; what comes of it comes back as a message to all layers.
    Think(Box<Thought>),
    /// Begins to divide territories; what comes of it comes back as a message to all layers.
    Divide(Box<territories::Asked>),
    /// Takes a preference over, at once and for later.
    Prefer(Preference),
    /// Shows the theme of this name while one is being chosen; the one that is kept stays kept.
    TryOn(String),
}

/// How somebody likes the screens. Kept for them, outside log and undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preference {
    /// The language.
    Language(Lang),
    /// The theme of this name.
    Theme(String),
    /// The characters of marks and frames; none: those that the terminal draws well.
    Glyphs(Option<GlyphSet>),
    /// Whether the mouse is used.
    Mouse(bool),
    /// Keys of commands by name; none: those that ship.
    Keys(Vec<(String, Option<Vec<String>>)>),
}

/// A word in the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The text, already in the session's language.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// How a word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something is worth knowing.
    Note,
    /// Something went wrong; the text says what was kept and what to do.
    Problem,
}

impl Toast {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Done }
    }

    /// Something is worth knowing.
    pub fn note(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Note }
    }

    /// Something went wrong.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Problem }
    }
}

/// A layer that can be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A visit: open, or to be entered late.
    Visit(VisitPlace),
    /// An account's page.
    Account(AccountId),
    /// One line of text.
    Prompt(Ask, String),
    /// One of several.
    Pick(Ask, Vec<Choice>),
    /// Several values together.
    Form(Ask, Form),
    /// The import of a file.
    Import,
    /// A visit in one line: of an account; none: of the only open visit, or one to be picked.
    Quick(Option<AccountId>),
    /// A decision who gets how much of an arrival.
    Allotting(ArrivalId),
    /// A day's stops on a map, one of them selected.
    Map(NaiveDate, Option<StopId>),
    /// Who looks after what, and what would be more even.
    Territories,
    /// Lines to read.
    Reading(String, Vec<String>),
    /// Lines to read before something is agreed to.
    Confirm(Ask, String, Vec<String>),
    /// A key to be pressed for a command: in place of the one that is shown, or beside it.
    Record(Action, bool),
    /// The end of a day; without one, of all days that were never closed.
    Closing(Option<NaiveDate>),
    /// A theme, each shown as soon as it is pointed at.
    Themes,
    /// The keys that work here.
    Help,
    /// All commands.
    Palette,
}

/// Which visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPlace {
    /// Its identity.
    pub touch: TouchId,
    /// Where.
    pub account: AccountId,
    /// The day of a visit to be entered late; none: it is open.
    pub late_day: Option<NaiveDate>,
}

/// One of several things to pick from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub text: String,
    /// What is shown dim behind it.
    pub aside: String,
    /// Other texts it is found by.
    pub found_by: String,
    /// What picking it means.
    pub answer: Picked,
}

/// What was picked.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// An account.
    Account(AccountId),
    /// A visit to go back to.
    Visit(VisitPlace),
    /// A matter.
    Matter(MatterId),
    /// Somebody at an account.
    Contact(ContactId),
    /// An account that went into another.
    Merge(MergeId),
    /// A file.
    File(PathBuf),
    /// Work to begin.
    Order(Box<Order>),
    /// What a shop said.
    Answer(Answer),
    /// What a shop said: a part of it, still to be asked how much.
    Part,
    /// One of a list, by its place.
    Nth(usize),
}

/// What a question is about; comes back with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Why is this stop skipped?
    SkipReason(StopId),
    /// When is an appointment at this account, of this name, and what for?
    Appointment(AccountId, String),
    /// To when is an appointment moved, at an account of this name?
    Rearrange(AppointmentId, String),
    /// How did an appointment end?
    Outcome(AppointmentId),
    /// Until when is something put off?
    PutOff(Waiting),
    /// Why is it put off until that day?
    PutOffWhy(Waiting, NaiveDate),
    /// What could be otherwise in the weeks to come?
    WhatIf,
    /// Which other window has the tier of this letter and rank?
    OtherWindow(String, u32),
    /// What is a number of the board made of? In words.
    BoardRow(String),
    /// Into which file goes the page that is read?
    WriteTo,
    /// Into which file goes the route that is shown?
    RouteTo,
    /// Which colleague goes there?
    HandTo(StopId),
    /// To which day do these go?
    StopToDay(StopId),
    /// Shall these be visited as well?
    Propose,
    /// When is this stop to begin?
    PinStop(StopId),
    /// On which day are these planned?
    PlanOn(Vec<AccountId>),
    /// Which account is added to the day?
    AddToDay(NaiveDate),
    /// On which day was the visit?
    LateDay(AccountId),
    /// What is the matter?
    Matter(MatterKind),
    /// When is the matter due?
    MatterDue(MatterKind, String),
    /// Which open visit or draft?
    OpenVisit,
    /// Which matter was answered?
    Answered,
    /// What is asked of territories?
    Dividing,
    /// What is known of an account?
    Account(AccountId),
    /// What do these accounts have in common?
    Common(Vec<AccountId>),
    /// Until when does nobody go there, and why?
    Pause(Vec<AccountId>),
    /// Why are these closed?
    CloseDown(Vec<AccountId>),
    /// Which account is the same as this one?
    MergeWith(AccountId),
    /// Shall these go into the first?
    Merge(AccountId, Vec<AccountId>),
    /// Which account comes out of this one again?
    Unmerge,
    /// What is known of somebody?
    Contact(ContactId),
    /// Who is it about?
    WhichContact,
    /// Who is to go?
    RemoveContact,
    /// Why is this visit void?
    Void(TouchId),
    /// How is something set up?
    Setting(Asked),
    /// Which file has a year's holidays?
    HolidayFile,
    /// Which file is imported?
    ImportFile,
    /// Where is the file that is imported?
    ImportPath,
    /// As what is a column read?
    ImportField(usize),
    /// How is the file read?
    ImportOptions,
    /// Which product does an account ask for?
    Product(AccountId),
    /// How much of a product, and on what terms?
    Request(AccountId, ProductId),
    /// Which account asks for something?
    WhoAsks,
    /// What came in?
    WhatCame,
    /// Whose visit is logged?
    QuickWhere,
    /// Whose stock is looked at?
    WhichTeam,
    /// How much of a product came in?
    Arrival(ProductId),
    /// What is changed of a request?
    Amend(RequestId),
    /// Why is a request called off?
    Cancel(RequestId),
    /// How was a shop told?
    Tell(RequestId),
    /// What did the shop say?
    Respond(TellingId),
    /// How much does it take?
    Takes(TellingId),
    /// How much does this request get?
    Share(RequestId),
    /// Why is what was said already changed?
    SayWhy(ArrivalId),
    /// What becomes of the import of this file, which was cut off?
    CutOff(String),
}

/// An answer to the layer below.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// A line of text.
    Text(Ask, String),
    /// A choice.
    Picked(Ask, Picked),
    /// The stop that was pointed at on the map.
    Stop(StopId),
    /// A form as it was filled in. When its values are saved, [`Effect::Keep`] of [`forget`] ends what was kept of it.
    Form(Ask, Form),
    /// What was shown is agreed to, or not.
    Agreed(Ask, bool),
}

/// The name under which what is typed into a form is kept.
pub fn form_setting(form: &Form) -> String {
    format!("form:{}", form.name)
}

/// What ends the keeping of what was typed into a form.
pub fn forget(form: &Form, rep: RepId) -> Keep {
    Keep::Setting { rep, name: form_setting(form), value: String::new() }
}
