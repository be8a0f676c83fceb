//! The rows of the list: products, and under those that are open their arrivals, calls and queues.

use std::collections::BTreeMap;

use crate::app::stock::ProductLine;
use crate::app::stock::naming::texts;
use crate::domain::ids::{ArrivalId, ProductId, RequestId};
use crate::i18n::search::Needle;
use crate::store::QueueRow;

use super::Hand;

/// A row: places in the lines and in their lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A product.
    Product(usize),
    /// An arrival of it.
    Arrival(usize, usize),
    /// Somebody to be told about an arrival.
    Call(usize, usize, usize),
    /// The title over those who wait, where something else stands before them.
    Queue(usize),
    /// Somebody who waits.
    Waiting(usize, usize),
}

/// What a row is about, whatever place it has: the product, the arrival, the request; and whether it is the title of a queue.
pub type Key = (ProductId, Option<ArrivalId>, Option<RequestId>, bool);

impl Row {
    /// What it is about.
    pub fn hand(self, lines: &[ProductLine]) -> Hand<'_> {
        match self {
            Self::Product(at) | Self::Queue(at) => Hand { line: &lines[at], arrival: None, request: None },
            Self::Arrival(at, nth) => Hand { line: &lines[at], arrival: Some(&lines[at].arrivals[nth]), request: None },
            Self::Call(at, nth, call) => {
                let arrival = &lines[at].arrivals[nth];
                let (request, share) = &arrival.calls[call];
                Hand { line: &lines[at], arrival: Some(arrival), request: Some((request, Some(share))) }
            }
            Self::Waiting(at, nth) => {
                Hand { line: &lines[at], arrival: None, request: Some((&lines[at].queue[nth], None)) }
            }
        }
    }

    /// The same, to be found again.
    pub fn key(self, lines: &[ProductLine]) -> Key {
        let hand = self.hand(lines);
        let request = hand.request.map(|(row, _)| row.standing.request.id);
        (hand.line.product.id, hand.arrival.map(|row| row.arrival.id), request, matches!(self, Self::Queue(_)))
    }
}

/// So many products are shown open of themselves.
const FEW: usize = 6;

/// Whether what is under a product is shown: by hand, or where goods came or there are few products.
pub fn is_open(line: &ProductLine, products: usize, opened: &BTreeMap<ProductId, bool>) -> bool {
    let by_itself = !line.arrivals.is_empty() || products <= FEW;
    opened.get(&line.product.id).copied().unwrap_or(by_itself)
}

/// The rows. While something is searched for, products that have it are shown open: by name, code, or a shop that waits.
pub fn rows(lines: &[ProductLine], needle: &Needle<'_>, opened: &BTreeMap<ProductId, bool>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| finds(line, needle)) {
        rows.push(Row::Product(at));
        if needle.is_empty() && !is_open(line, lines.len(), opened) {
            continue;
        }
        for (nth, arrival) in line.arrivals.iter().enumerate() {
            rows.push(Row::Arrival(at, nth));
            rows.extend((0..arrival.calls.len()).map(|call| Row::Call(at, nth, call)));
        }
        if !line.arrivals.is_empty() && line.queue.iter().any(|row| row.standing.open > 0) {
            rows.push(Row::Queue(at));
        }
        let waits = |(_, row): &(usize, &QueueRow)| row.standing.open > 0;
        rows.extend(line.queue.iter().enumerate().filter(waits).map(|(nth, _)| Row::Waiting(at, nth)));
    }
    rows
}

fn finds(line: &ProductLine, needle: &Needle<'_>) -> bool {
    let texts = texts(&line.product);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let calls = line.arrivals.iter().flat_map(|arrival| &arrival.calls).map(|(row, _)| row);
    let shops = line.queue.iter().chain(calls).filter_map(|row| row.shop.as_ref());
    needle.is_empty() || needle.finds(&texts) || shops.into_iter().any(|shop| needle.finds(&[&shop.name, &shop.code]))
}

/// How many of the own shops are to be told that goods are there.
pub fn to_tell(lines: &[ProductLine]) -> usize {
    let calls = lines.iter().flat_map(|line| &line.arrivals).flat_map(|arrival| &arrival.calls);
    calls.filter(|(row, share)| row.shop.is_some() && share.waits() > 0 && share.told.is_none()).count()
}
