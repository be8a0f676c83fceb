//! The server: the real program, and a client that speaks SSH to it over the loopback.

mod client;
mod coming_in;
mod commands;
mod killed;
mod limits;
mod openssh;
mod screens;
