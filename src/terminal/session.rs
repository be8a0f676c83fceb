//! A session of the screens as a program of the loop.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::Frame;

use super::run::Program;
use crate::app::event::Event;
use crate::ui::{Session, Welcome};

macro_rules! program {
    ($type:ty) => {
        impl Program for $type {
            fn handle(&mut self, now: DateTime<Utc>, event: Event) {
                <$type>::handle(self, now, event);
            }

            fn dirty(&self) -> bool {
                <$type>::dirty(self)
            }

            fn draw(&mut self, frame: &mut Frame<'_>) {
                <$type>::draw(self, frame);
            }

            fn repaint(&mut self) -> bool {
                <$type>::repaint(self)
            }

            fn mouse(&self) -> bool {
                <$type>::mouse(self)
            }

            fn measures(&self) -> bool {
                <$type>::measures(self)
            }

            fn to_edit(&mut self) -> Option<String> {
                <$type>::to_edit(self)
            }

            fn copied(&mut self) -> Option<String> {
                <$type>::copied(self)
            }

            fn wake_in(&self, now: DateTime<Utc>) -> Option<Duration> {
                <$type>::wake_in(self, now)
            }

            fn done(&self) -> bool {
                <$type>::done(self)
            }
        }
    };
}

program!(Session);
program!(Welcome);

/// A server gives each session to whichever of its threads is free.
const fn can_go_to_another_thread<T: Send>() {}
const _: () = can_go_to_another_thread::<Session>();
