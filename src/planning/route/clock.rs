//! How time passes along a route, forwards and backwards. Both directions together say in constant time whether a stop fits between two
//! others (Savelsbergh 1985), here with several windows for each stop and with breaks.
//!
//! A time is kept for each number of breaks that have been taken: `L` is one more than the breaks of the day. So the breaks stand where
//! they serve the order best, and no search has to move them.

use super::problem::{Break, Window};

/// A moment for each number of breaks taken.
pub type Times<const L: usize> = [i64; L];

/// Forwards: this state cannot be. Backwards, with a minus: nothing is soon enough. A way that does not exist needs no value of its own:
/// its 2³² − 1 seconds end after [`LAST`](super::problem::LAST), when nothing can begin.
pub const NEVER: i64 = i64::MAX / 4;

/// When something may begin, at `arrival` or after; none if it is too late.
pub fn begins(windows: &[Window], arrival: i64) -> Option<i64> {
    let still = windows.iter().find(|window| arrival <= i64::from(window.closes))?;
    Some(arrival.max(i64::from(still.opens)))
}

/// The last moment, not after `bound`, at which something may begin; none if there is none.
pub fn latest_begin(windows: &[Window], bound: i64) -> Option<i64> {
    let last = windows.iter().rev().find(|window| i64::from(window.opens) <= bound)?;
    Some(bound.min(i64::from(last.closes)))
}

/// The arrival after a way of `travel` seconds on which these breaks are taken, and when each starts; none if one is too late.
pub fn resting(breaks: &[Break], leaves: i64, travel: i64) -> Option<(i64, Vec<i64>)> {
    let (mut from, mut there, mut starts) = (leaves, leaves + travel, Vec::new());
    for rest in breaks {
        let (opens, closes) = (i64::from(rest.starts.opens), i64::from(rest.starts.closes));
        if from > closes {
            return None;
        }
        starts.push(from.max(opens));
        there = there.max(opens) + i64::from(rest.length);
        from = there;
    }
    Some((there, starts))
}

/// Earliest arrivals after a way of `travel` seconds. A break begins on the way as soon as it may; a second one on the same way comes
/// after it and after the arrival.
pub fn forward<const L: usize>(breaks: &[Break], ready: &Times<L>, travel: i64) -> Times<L> {
    let mut arrival = ready.map(|ready| if ready >= NEVER { NEVER } else { ready + travel });
    for taken in 1..L {
        let Some(rest) = breaks.get(taken - 1) else { break };
        let (opens, closes) = (i64::from(rest.starts.opens), i64::from(rest.starts.closes));
        // From a state that was reached by a break on this way, or straight from the stop before.
        for (leaves, there) in [(arrival[taken - 1], arrival[taken - 1]), (ready[taken - 1], ready[taken - 1] + travel)]
        {
            if leaves <= closes && leaves < NEVER {
                arrival[taken] = arrival[taken].min(there.max(opens) + i64::from(rest.length));
            }
        }
    }
    arrival
}

/// Latest moments to set out on a way of `travel` seconds, if these are the latest arrivals.
pub fn backward<const L: usize>(breaks: &[Break], latest: &Times<L>, travel: i64) -> Times<L> {
    let mut leave = latest.map(|latest| if latest <= -NEVER { -NEVER } else { latest - travel });
    // The latest arrivals from which breaks may still be taken before anything else happens.
    let mut there = *latest;
    for taken in (1..L).rev() {
        let Some(rest) = breaks.get(taken - 1) else { continue };
        let last = there[taken] - i64::from(rest.length);
        if last >= i64::from(rest.starts.opens) {
            let closes = i64::from(rest.starts.closes);
            leave[taken - 1] = leave[taken - 1].max(closes.min(last - travel));
            there[taken - 1] = there[taken - 1].max(closes.min(last));
        }
    }
    leave
}

/// When a stop is over, from when the rep arrives.
pub fn served<const L: usize>(windows: &[Window], service: i64, arrival: &Times<L>) -> Times<L> {
    arrival.map(|arrival| match begins(windows, arrival) {
        Some(begins) if arrival < NEVER => begins + service,
        _ => NEVER,
    })
}

/// When the rep has to arrive at the latest, from when the stop has to be over.
pub fn serving<const L: usize>(windows: &[Window], service: i64, leave: &Times<L>) -> Times<L> {
    leave.map(|leave| match latest_begin(windows, leave - service) {
        Some(begins) if leave > -NEVER => begins,
        _ => -NEVER,
    })
}

/// Latest arrivals at the end of the day: a break that is still to come needs its latest start to lie after it.
pub fn at_end<const L: usize>(breaks: &[Break], until: i64) -> Times<L> {
    let mut latest = [until; L];
    for (taken, latest) in latest.iter_mut().enumerate() {
        for rest in breaks.iter().skip(taken) {
            *latest = (*latest).min(i64::from(rest.starts.closes));
        }
    }
    latest
}

/// Whether somebody who arrives then is soon enough.
pub fn soon_enough<const L: usize>(arrival: &Times<L>, latest: &Times<L>) -> bool {
    arrival.iter().zip(latest).any(|(arrival, latest)| arrival <= latest)
}
