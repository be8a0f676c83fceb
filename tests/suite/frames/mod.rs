//! What stands on the screens: pictures of each, and the rules that hold at every size, in both languages and at every colour depth.

mod bytes;
mod colours;
mod empty;
mod importing;
mod map;
mod pictures;
mod settings;
mod sizes;
