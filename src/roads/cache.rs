//! What a server has told, kept in one file for each server so that it is not asked twice. The file is a head and then blocks that are
//! only ever appended, each with a checksum: two programs may write at once, and a block that was cut off is noticed. A file that is
//! broken, too old, too large or of other data is thrown away; nothing is lost that cannot be asked again.
//!
//! Layout, all numbers little-endian: `RNDWAYS1`, then blocks of length (u32), checksum of the content (u64), content. The content of the
//! first block is seconds since 1970 (i64) and, as text, name and version of the source with a line end between them; of the others ways
//! of 24 bytes: north and east of both ends in millionths of a degree (i32), seconds and metres (u32).

use std::collections::HashMap;
use std::fs::{File, OpenOptions, remove_file};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::pairs::Way;
use super::spot::Spot;

const MAGIC: &[u8; 8] = b"RNDWAYS1";

/// Days after which roads may have changed although the server tells no other version.
const DAYS: i64 = 30;

/// Bytes of a file beyond which it begins anew: two million ways.
const LARGEST: u64 = 48 << 20;

/// How the names of such files begin and end.
pub(super) const NAMES: (&str, &str) = ("ways-", ".cache");

/// Bytes of a way.
const ENTRY: usize = 24;

/// Ways by where they begin and end.
type Told = HashMap<(Spot, Spot), Way>;

/// What a source has told.
pub(super) struct Cache {
    /// None: it is kept for as long as the program runs.
    file: Option<PathBuf>,
    name: String,
    now: DateTime<Utc>,
    version: String,
    ways: Told,
}

impl Cache {
    /// What is kept of a source.
    pub(super) fn open(folder: Option<&Path>, name: &str, now: DateTime<Utc>) -> Self {
        let (start, end) = NAMES;
        let file = folder.map(|folder| folder.join(format!("{start}{:016x}{end}", checksum(name.as_bytes()))));
        let mut cache = Self { file, name: name.to_owned(), now, version: String::new(), ways: Told::new() };
        if let Some(file) = &cache.file {
            match read(file, name, now) {
                Ok((version, ways)) => (cache.version, cache.ways) = (version, ways),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    tracing::warn!("ways that were kept are thrown away: {error}");
                    cache.throw_away();
                }
            }
        }
        cache
    }

    /// The version of the data that is kept.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// A way, if it is known.
    pub(super) fn way(&self, from: Spot, to: Spot) -> Option<Way> {
        self.ways.get(&(from, to)).copied()
    }

    /// The data of the source is of this version: what is known of another is forgotten. Another program may have kept some of it already.
    pub(super) fn is_of(&mut self, version: &str) {
        if self.version == version {
            return;
        }
        version.clone_into(&mut self.version);
        let kept = self.file.as_ref().and_then(|file| read(file, &self.name, self.now).ok());
        match kept.filter(|(kept, _)| kept == version) {
            Some((_, ways)) => self.ways = ways,
            None => self.throw_away(),
        }
    }

    /// Keeps what was told, if it is still of the version that is kept.
    pub(super) fn add(&mut self, version: &str, told: &[((Spot, Spot), Way)]) {
        if version != self.version {
            return;
        }
        self.ways.extend(told.iter().copied());
        if let Some(Err(error)) = self.file.as_ref().map(|file| self.append(file, told)) {
            tracing::warn!("ways cannot be kept: {error}");
        }
    }

    fn throw_away(&mut self) {
        self.ways.clear();
        if let Some(file) = &self.file {
            let _ = remove_file(file);
        }
    }

    fn append(&self, file: &Path, told: &[((Spot, Spot), Way)]) -> io::Result<()> {
        if file.metadata().is_ok_and(|it| it.len() > LARGEST) {
            remove_file(file)?;
        }
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(file)?;
        let mut bytes = Vec::new();
        if out.metadata()?.len() == 0 {
            bytes.extend_from_slice(MAGIC);
            let mut head = self.now.timestamp().to_le_bytes().to_vec();
            head.extend_from_slice(format!("{}\n{}", self.name, self.version).as_bytes());
            push_block(&mut bytes, &head);
        } else if read_head(file, &self.name, self.now)? != self.version {
            // Another program has met other data.
            return Ok(());
        }
        let mut content = Vec::with_capacity(told.len() * ENTRY);
        for ((from, to), way) in told {
            for number in [from.north, from.east, to.north, to.east] {
                content.extend_from_slice(&number.to_le_bytes());
            }
            content.extend_from_slice(&way.seconds.to_le_bytes());
            content.extend_from_slice(&way.metres.to_le_bytes());
        }
        push_block(&mut bytes, &content);
        // In one piece, so that two programs do not write into each other's.
        out.write_all(&bytes)
    }
}

fn push_block(bytes: &mut Vec<u8>, content: &[u8]) {
    bytes.extend_from_slice(&(content.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&checksum(content).to_le_bytes());
    bytes.extend_from_slice(content);
}

/// The longest head of a file.
const HEAD: u64 = 4096;

/// The version of the data in a file.
fn read_head(file: &Path, name: &str, now: DateTime<Utc>) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(file)?.take(HEAD).read_to_end(&mut bytes)?;
    take_head(&mut &bytes[..], name, now)
}

/// Version and ways of a file.
fn read(file: &Path, name: &str, now: DateTime<Utc>) -> io::Result<(String, Told)> {
    let mut bytes = Vec::new();
    File::open(file)?.take(2 * LARGEST).read_to_end(&mut bytes)?;
    let mut rest = &bytes[..];
    let version = take_head(&mut rest, name, now)?;
    let mut ways = Told::new();
    while !rest.is_empty() {
        let content = take_block(&mut rest).ok_or_else(|| broken("a block is broken"))?;
        for entry in content.chunks_exact(ENTRY) {
            let number = |at: usize| entry.get(at..at + 4).and_then(|it| it.try_into().ok()).unwrap_or([0; 4]);
            let spot = |at| Spot { north: i32::from_le_bytes(number(at)), east: i32::from_le_bytes(number(at + 4)) };
            let way = Way { seconds: u32::from_le_bytes(number(16)), metres: u32::from_le_bytes(number(20)) };
            ways.insert((spot(0), spot(8)), way);
        }
    }
    Ok((version, ways))
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_owned())
}

/// The version that the head of a file tells, if it is of this source and not too old.
fn take_head(rest: &mut &[u8], name: &str, now: DateTime<Utc>) -> io::Result<String> {
    *rest = rest.strip_prefix(MAGIC).ok_or_else(|| broken("it is no such file"))?;
    let head = take_block(rest).ok_or_else(|| broken("its head is broken"))?;
    let (made, text) = head.split_first_chunk::<8>().ok_or_else(|| broken("its head is too short"))?;
    let age = now.timestamp() - i64::from_le_bytes(*made);
    if !(-86_400..DAYS * 86_400).contains(&age) {
        return Err(broken("it is too old"));
    }
    let text = std::str::from_utf8(text).map_err(|_| broken("its head is no text"))?;
    let version = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('\n'));
    version.map(ToOwned::to_owned).ok_or_else(|| broken("it is of another source"))
}

/// The content of the next block, if it is whole.
fn take_block<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (sum, after) = after.split_first_chunk::<8>()?;
    let (content, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    (checksum(content) == u64::from_le_bytes(*sum)).then_some(content)
}

/// FNV-1a with 64 bits.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    checksum_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// The same of more bytes, from that of those before them.
pub(super) fn checksum_on(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
