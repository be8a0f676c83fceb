//! Pure rules: no I/O, no clock, no randomness. What the words of the field mean, and what may be done with them.

pub mod access;
pub mod account;
pub mod allotment;
pub mod birthday;
pub mod cadence;
pub mod calendar;
pub mod capacity;
pub mod change;
pub mod content;
pub mod day;
pub mod fairness;
pub mod ids;
pub mod label;
pub mod matter;
pub mod merge;
pub mod people;
pub mod place;
pub mod product;
pub mod record;
pub mod route;
pub mod rules;
pub mod stock;
pub mod tier;
pub mod touch;
pub mod urgency;
