//! Round tours where only the ways count: iterated local search with sequential exchanges of a few edges.
//!
//! A tour through all nodes of a complete undirected graph, some of whose edges are held. An open way is told to it by a held edge from its
//! end to its start. Directed ways are told by how much each edge is longer there than back, or by two nodes for each place (Jonker and
//! Volgenant 1983): with those no piece is ever turned round.

mod exchange;
mod graph;
mod leans;
mod ring;
mod search;

pub use graph::Graph;
pub use search::Search;
