//! The file of a network: written beside the one in its place and then put there, so that half of one is never found. Whatever is not
//! exactly what was written is refused.
//!
//! Layout, all numbers little-endian: `RNDROADS`, version (u32), length of the content (u64), its checksum (u64), content. The content is
//! a row of lists, each with its length (u32) before it: the name of the extract as bytes; then numbers (u32): when it was read in two
//! halves, metres left out in two halves, crossings; points; pieces; ranks; starts and arcs that climb; starts and arcs that descend.

use std::fs;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use chrono::DateTime;

use super::contraction::{Arc, Contraction, Side};
use super::fault::NetworkFault;
use super::{Facts, Ground, Head, Piece, Point, Stage, Told};
use crate::roads::cache::{checksum, checksum_on};

const MAGIC: &[u8; 8] = b"RNDROADS";

/// Counted up when the layout or what speeds mean changes: an older network is read again from its extract.
const VERSION: u32 = 1;

/// What a file holds.
pub(super) struct Read {
    pub(super) head: Head,
    pub(super) bytes: u64,
    pub(super) ground: Ground,
    pub(super) contraction: Contraction,
}

/// Writes a network, reads it as a check, and puts it in its place; what it is, in numbers. It is written as it stands, without a second
/// copy in memory, and gone again if it is to end before it is in its place.
pub(super) fn write(
    path: &Path,
    head: &Head,
    (ground, net): (Ground, Contraction),
    told: Told,
) -> Result<Facts, NetworkFault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = tempfile::NamedTempFile::new_in(folder).map_err(|error| io(&error))?;
    let arcs = net.up.arcs.len() + net.down.arcs.len();
    let of = 8 * ground.points.len() + 28 * ground.pieces.len() + 12 * net.ranks.len() + 20 * arcs;
    let mut out = Out { file: BufWriter::new(temporary), length: 0, sum: checksum(&[]), of: of as u64, told };
    out.raw(&[&MAGIC[..], &VERSION.to_le_bytes(), &[0; 16]].concat())?;
    out.length(head.name.len())?;
    out.bytes(head.name.as_bytes())?;
    let halves = |number: u64| [(number >> 32) as u32, number as u32];
    let made = halves(head.made.timestamp() as u64);
    let left_out = halves(head.left_out);
    out.rows(&[()], |()| [made[0], made[1], left_out[0], left_out[1], ground.crossings])?;
    out.rows(&ground.points, |it| [it.lat as u32, it.lon as u32])?;
    out.rows(&ground.pieces, |it| [it.from, it.to, it.first, it.points, it.length, it.forward, it.backward])?;
    out.rows(&net.ranks, |rank| [*rank])?;
    for side in [&net.up, &net.down] {
        out.rows(&side.starts, |start| [*start])?;
        out.rows(&side.arcs, |it| [it.base, it.other, it.milliseconds, it.into, it.out])?;
    }
    drop((ground, net));
    let written = out.end()?;
    let Read { head, bytes, ground, .. } = read(written.path())?;
    written.persist(path).map_err(|error| io(&error.error))?;
    Ok(Facts::of(head, &ground, bytes))
}

fn io(error: &io::Error) -> NetworkFault {
    NetworkFault::Io(error.to_string())
}

/// Rows written between two tellings.
const ROWS: usize = 100_000;

/// A file being written.
struct Out<'a, 'b> {
    file: BufWriter<tempfile::NamedTempFile>,
    /// Bytes of the content, and their checksum so far.
    length: u64,
    sum: u64,
    /// About so many there will be.
    of: u64,
    told: Told<'a, 'b>,
}

impl Out<'_, '_> {
    fn raw(&mut self, bytes: &[u8]) -> Result<(), NetworkFault> {
        self.file.write_all(bytes).map_err(|error| io(&error))
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<(), NetworkFault> {
        self.length += bytes.len() as u64;
        self.sum = checksum_on(self.sum, bytes);
        self.raw(bytes)
    }

    fn length(&mut self, length: usize) -> Result<(), NetworkFault> {
        let length = u32::try_from(length).map_err(|_| NetworkFault::TooLarge)?;
        self.bytes(&length.to_le_bytes())
    }

    fn rows<T, const N: usize>(&mut self, all: &[T], row: impl Fn(&T) -> [u32; N]) -> Result<(), NetworkFault> {
        self.length(all.len())?;
        for some in all.chunks(ROWS) {
            Stage::Writing.tell(self.told, self.length, self.of)?;
            for number in some.iter().flat_map(&row) {
                self.bytes(&number.to_le_bytes())?;
            }
        }
        Ok(())
    }

    /// Notes length and checksum at the head.
    fn end(mut self) -> Result<tempfile::NamedTempFile, NetworkFault> {
        let at = MAGIC.len() as u64 + 4;
        self.file.seek(SeekFrom::Start(at)).map_err(|error| io(&error))?;
        self.raw(&[self.length.to_le_bytes(), self.sum.to_le_bytes()].concat())?;
        let file = self.file.into_inner().map_err(|error| io(error.error()))?;
        file.as_file().sync_all().map_err(|error| io(&error))?;
        Ok(file)
    }
}

/// Reads a network.
pub(super) fn read(path: &Path) -> Result<Read, NetworkFault> {
    let bytes = fs::read(path)?;
    let rest = bytes.strip_prefix(MAGIC).ok_or(NetworkFault::Foreign)?;
    let (version, rest) = rest.split_first_chunk::<4>().ok_or(NetworkFault::Broken)?;
    if u32::from_le_bytes(*version) != VERSION {
        return Err(NetworkFault::OtherVersion);
    }
    content(rest, bytes.len() as u64).ok_or(NetworkFault::Broken)
}

fn content(rest: &[u8], bytes: u64) -> Option<Read> {
    let (length, rest) = rest.split_first_chunk::<8>()?;
    let (sum, content) = rest.split_first_chunk::<8>()?;
    if content.len() as u64 != u64::from_le_bytes(*length) || checksum(content) != u64::from_le_bytes(*sum) {
        return None;
    }
    let mut rest = content;
    let length = take_length(&mut rest)?;
    let (name, after) = rest.split_at_checked(length)?;
    rest = after;
    let [made_high, made_low, left_high, left_low, crossings] = *take::<5>(&mut rest)?.first()?;
    let whole = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    let points = take::<2>(&mut rest)?.into_iter().map(|[lat, lon]| Point { lat: lat as i32, lon: lon as i32 });
    let points: Vec<Point> = points.collect();
    let piece = |[from, to, first, points, length, forward, backward]: [u32; 7]| Piece {
        from,
        to,
        first,
        points,
        length,
        forward,
        backward,
    };
    let pieces: Vec<Piece> = take::<7>(&mut rest)?.into_iter().map(piece).collect();
    let fits = |piece: &Piece| {
        let end = u64::from(piece.first) + u64::from(piece.points);
        piece.from < crossings && piece.to < crossings && piece.points >= 2 && end <= points.len() as u64
    };
    if !pieces.iter().all(fits) {
        return None;
    }
    let ranks = take::<1>(&mut rest)?.into_iter().flatten().collect();
    let mut side = || {
        let starts = take::<1>(&mut rest)?.into_iter().flatten().collect();
        let arc = |[base, other, milliseconds, into, out]: [u32; 5]| Arc { base, other, milliseconds, into, out };
        Some(Side::new(starts, take::<5>(&mut rest)?.into_iter().map(arc).collect()))
    };
    let (up, down) = (side()?, side()?);
    let ground = Ground { crossings, points, pieces };
    let contraction = Contraction { ranks, up, down }.fitted(&ground)?;
    let head = Head {
        name: std::str::from_utf8(name).ok()?.to_owned(),
        made: DateTime::from_timestamp(whole(made_high, made_low) as i64, 0)?,
        left_out: whole(left_high, left_low),
    };
    rest.is_empty().then_some(Read { head, bytes, ground, contraction })
}

fn take_length(rest: &mut &[u8]) -> Option<usize> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*length) as usize)
}

/// The next list, row by row.
fn take<const N: usize>(rest: &mut &[u8]) -> Option<Vec<[u32; N]>> {
    let length = take_length(rest)?;
    let (own, after) = rest.split_at_checked(length.checked_mul(4 * N)?)?;
    *rest = after;
    let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
    let row = |bytes: &[u8]| std::array::from_fn(|at| number(&bytes[4 * at..4 * at + 4]));
    Some(own.chunks_exact(4 * N).map(row).collect())
}
