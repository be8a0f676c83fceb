//! What can be thought about beside the screen with no data but what it was given, and what comes of that, or of territories that were
//! divided: one at a time, the newest wish wins.

use std::sync::Arc;

use super::learning::Lesson;
use super::ordering::{self, Ordered};
use super::proposing::{self, Proposed};
use super::territories::{Division, Nothing};
use super::thinking::Signal;
use super::weeks::{self, Proposal};
use crate::roads::Roads;

/// What is to be thought about.
#[derive(Clone, Debug, PartialEq)]
pub enum Thought {
    /// The best order of a day.
    Order(ordering::Problem),
    /// Who could be visited on a day as well.
    Propose(proposing::Question),
    /// The weeks to come.
    Weeks(Box<weeks::Question>),
    /// The ways of a day that are not known yet. It waits until nothing else is thought about.
    Ways(Lesson),
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Conclusion {
    /// A better order of a day.
    Ordered(Ordered),
    /// Who could be visited on a day as well.
    Proposed(Proposed),
    /// A proposal for the weeks.
    Weeks(Box<Proposal>),
    /// The ways of a day are known, if they can be.
    Ways(Lesson),
    /// Territories were divided, or there is nothing to divide.
    Divided(Arc<Result<Division, Nothing>>),
    /// Nothing; why was said.
    Nothing,
}

impl Thought {
    /// Thinks until it is done or told to stop, by the roads if they can be had.
    pub fn think(self, roads: &Roads, signal: &Signal) -> Conclusion {
        match self {
            Self::Ways(lesson) => {
                lesson.learn(roads, signal);
                Conclusion::Ways(lesson)
            }
            Self::Order(problem) => Conclusion::Ordered(ordering::solve(&problem, roads, signal)),
            Self::Propose(question) => Conclusion::Proposed(proposing::think(&question, roads, signal)),
            Self::Weeks(question) => Conclusion::Weeks(Box::new(weeks::think(*question, roads, signal))),
        }
    }
}
