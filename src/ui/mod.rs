//! The screens: layers on a stack, drawn with ratatui. Knows no terminal and no SQL; a layer draws from `&self`, updates from `&mut self`
//! and does no I/O in either: it asks for effects, and the session carries them out.

pub mod canvas;
pub mod dialogs;
pub mod glyphs;
pub mod layer;
pub mod marks;
pub mod screens;
pub mod session;
pub mod shared;
pub mod theme;
pub mod unkept;
pub mod welcome;
pub mod widgets;

pub use session::Session;
pub use welcome::Welcome;
