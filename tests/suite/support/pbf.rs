//! OpenStreetMap extracts written by hand: the few protobuf messages that roads need, byte by byte, without a library that reads them.

/// An extract being written.
#[derive(Default)]
pub struct Extract {
    nodes: Vec<(i64, f64, f64, Tags)>,
    ways: Vec<(Vec<i64>, Tags)>,
    plain_nodes: bool,
}

type Tags = Vec<(String, String)>;

/// Tags as they are typed: `highway=primary oneway=yes`.
fn tags(text: &str) -> Tags {
    let pair = |tag: &str| tag.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    text.split_whitespace().filter_map(pair).collect()
}

impl Extract {
    /// Points are written one by one, as old programs did.
    pub fn one_by_one(self) -> Self {
        Self { plain_nodes: true, ..self }
    }

    pub fn node(mut self, id: i64, lat: f64, lon: f64, text: &str) -> Self {
        self.nodes.push((id, lat, lon, tags(text)));
        self
    }

    pub fn way(mut self, nodes: &[i64], text: &str) -> Self {
        self.ways.push((nodes.to_vec(), tags(text)));
        self
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut features = Vec::new();
        for feature in ["OsmSchema-V0.6", "DenseNodes"] {
            field(&mut features, 4, feature.as_bytes());
        }
        [blob("OSMHeader", &features), blob("OSMData", &self.block())].concat()
    }

    fn block(&self) -> Vec<u8> {
        let mut words: Vec<String> = vec![String::new()];
        let mut word = |text: &str| {
            let at = words.iter().position(|it| it == text).unwrap_or_else(|| {
                words.push(text.to_owned());
                words.len() - 1
            });
            at as u64
        };
        let mut groups = Vec::new();
        let hundredths = |degrees: f64| (degrees * 1e7).round() as i64;
        let mut group = Vec::new();
        if self.plain_nodes {
            for (id, lat, lon, tags) in &self.nodes {
                let mut node = Vec::new();
                number(&mut node, 1, zigzag(*id));
                let (keys, values): (Vec<u64>, Vec<u64>) =
                    tags.iter().map(|(key, value)| (word(key), word(value))).unzip();
                packed(&mut node, 2, keys);
                packed(&mut node, 3, values);
                number(&mut node, 8, zigzag(hundredths(*lat)));
                number(&mut node, 9, zigzag(hundredths(*lon)));
                field(&mut group, 1, &node);
            }
        } else {
            let mut dense = Vec::new();
            packed(&mut dense, 1, deltas(self.nodes.iter().map(|it| it.0)));
            packed(&mut dense, 8, deltas(self.nodes.iter().map(|it| hundredths(it.1))));
            packed(&mut dense, 9, deltas(self.nodes.iter().map(|it| hundredths(it.2))));
            let mut all = Vec::new();
            for (.., tags) in &self.nodes {
                all.extend(tags.iter().flat_map(|(key, value)| [word(key), word(value)]));
                all.push(0);
            }
            packed(&mut dense, 10, all);
            field(&mut group, 2, &dense);
        }
        field(&mut groups, 2, &group);
        let mut group = Vec::new();
        for (at, (nodes, tags)) in self.ways.iter().enumerate() {
            let mut way = Vec::new();
            number(&mut way, 1, at as u64 + 1);
            let (keys, values): (Vec<u64>, Vec<u64>) = tags.iter().map(|(key, value)| (word(key), word(value))).unzip();
            packed(&mut way, 2, keys);
            packed(&mut way, 3, values);
            packed(&mut way, 8, deltas(nodes.iter().copied()));
            field(&mut group, 3, &way);
        }
        field(&mut groups, 2, &group);
        let mut table = Vec::new();
        for word in &words {
            field(&mut table, 1, word.as_bytes());
        }
        let mut block = Vec::new();
        field(&mut block, 1, &table);
        block.extend(groups);
        block
    }
}

/// A blob with its head, not compressed.
fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    field(&mut body, 1, content);
    let mut head = Vec::new();
    field(&mut head, 1, kind.as_bytes());
    number(&mut head, 3, body.len() as u64);
    [&(head.len() as u32).to_be_bytes()[..], &head, &body].concat()
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn number(out: &mut Vec<u8>, field: u64, value: u64) {
    varint(out, field << 3);
    varint(out, value);
}

fn field(out: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn packed(out: &mut Vec<u8>, number: u64, values: Vec<u64>) {
    let mut bytes = Vec::new();
    for value in values {
        varint(&mut bytes, value);
    }
    field(out, number, &bytes);
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn deltas(values: impl Iterator<Item = i64>) -> Vec<u64> {
    let mut before = 0;
    values.map(|value| zigzag(value - std::mem::replace(&mut before, value))).collect()
}
