//! Round tours where only the ways count: iterated local search with sequential exchanges of a few edges.
//!
//! A tour through all nodes of a complete undirected graph, some of whose edges are held. Directed ways are told to it by two nodes for each
//! place (Jonker and Volgenant 1983), an open way by a held edge from its end to its start.

mod exchange;
mod graph;
mod leans;
mod ring;
mod search;

pub use graph::Graph;
pub use search::Search;
