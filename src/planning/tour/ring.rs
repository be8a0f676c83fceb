//! A tour as a ring of positions, and a journal by which changes can be taken back.

/// A tour.
pub struct Ring {
    nodes: Vec<u32>,
    places: Vec<u32>,
    /// Runs that were overwritten: where each began, and how many of the journal's nodes stood there.
    runs: Vec<(u32, u32)>,
    journal: Vec<u32>,
    buffer: Vec<u32>,
}

/// A run of positions, the first to the last, perhaps across the end of the list.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Its first position.
    pub first: usize,
    /// Number of positions.
    pub length: usize,
    /// It is to be read from its last position to its first.
    pub turned: bool,
}

impl Piece {
    /// The position that is read first; it may lie beyond the end of the list by less than its length.
    pub fn start(&self) -> usize {
        self.first + if self.turned { self.length - 1 } else { 0 }
    }

    /// The position that is read last.
    pub fn end(&self) -> usize {
        self.first + if self.turned { 0 } else { self.length - 1 }
    }
}

impl Ring {
    /// The ring of a tour.
    pub fn new(nodes: Vec<u32>) -> Self {
        let mut places = vec![0; nodes.len()];
        for (place, node) in nodes.iter().enumerate() {
            places[*node as usize] = place as u32;
        }
        Self { nodes, places, runs: Vec::new(), journal: Vec::new(), buffer: Vec::new() }
    }

    /// The nodes in order.
    pub fn nodes(&self) -> &[u32] {
        &self.nodes
    }

    /// Where a node stands.
    pub fn place(&self, node: u32) -> usize {
        self.places[node as usize] as usize
    }

    /// The node at a position, which may lie beyond the end of the list by less than its length.
    pub fn at(&self, place: usize) -> u32 {
        self.nodes[if place >= self.nodes.len() { place - self.nodes.len() } else { place }]
    }

    /// The node after a node.
    pub fn next(&self, node: u32) -> u32 {
        self.at(self.place(node) + 1)
    }

    /// The node before a node.
    pub fn previous(&self, node: u32) -> u32 {
        let place = self.place(node);
        self.nodes[if place == 0 { self.nodes.len() - 1 } else { place - 1 }]
    }

    /// Puts these pieces one after the other, from a position on, and says how many positions that were. They are all of the positions from
    /// there, in some order.
    pub fn lay(&mut self, first: usize, pieces: &[Piece]) -> usize {
        let count = self.nodes.len();
        self.buffer.clear();
        for piece in pieces {
            for step in 0..piece.length {
                let step = if piece.turned { piece.length - 1 - step } else { step };
                let place = piece.first + step;
                self.buffer.push(self.nodes[if place >= count { place - count } else { place }]);
            }
        }
        self.runs.push((first as u32, self.buffer.len() as u32));
        let mut place = first;
        for node in &self.buffer {
            self.journal.push(std::mem::replace(&mut self.nodes[place], *node));
            self.places[*node as usize] = place as u32;
            place += 1;
            if place == count {
                place = 0;
            }
        }
        self.buffer.len()
    }

    /// Takes back everything since the journal was last emptied.
    pub fn undo(&mut self) {
        let count = self.nodes.len();
        while let Some((first, length)) = self.runs.pop() {
            let from = self.journal.len() - length as usize;
            let mut place = first as usize;
            for node in self.journal.drain(from..) {
                self.nodes[place] = node;
                self.places[node as usize] = place as u32;
                place += 1;
                if place == count {
                    place = 0;
                }
            }
        }
    }

    /// Empties the journal: what has been done stays.
    pub fn keep(&mut self) {
        self.runs.clear();
        self.journal.clear();
    }
}
