//! What a file is: a workbook, text of some encoding, or nothing that could be read. A byte order mark decides; then valid UTF-8; then
//! the letters themselves, looked at through the whole file.

use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::encoding::Encoding;
use super::error::SheetError;
use super::source::{Bytes, Source};

/// What a file is.
pub(super) enum Nature {
    /// A zip archive, as XLSX workbooks are.
    Workbook,
    /// Text.
    Text {
        /// How its letters are written.
        encoding: Encoding,
        /// The length of its byte order mark.
        mark: u64,
    },
}

/// The beginnings of files that are no spreadsheets: PDF, PNG, JPEG, GIF, gzip, RAR, 7z, SQLite.
const FOREIGN: [&[u8]; 8] =
    [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF", b"SQLite format 3\0"];

/// The beginning of files of the old Office, and of encrypted ones of the new.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much is looked at to tell text from other things.
const SAMPLE: usize = 8 * 1024;

/// Tells what a file is; an encoding that was told is believed.
pub(super) fn nature(source: &Source, told: Option<Encoding>) -> Result<Nature, SheetError> {
    let (mut bytes, _) = source.open()?;
    let mut sample = vec![0; SAMPLE];
    let read = fill(&mut *bytes, &mut sample)?;
    sample.truncate(read);
    if sample.is_empty() {
        return Err(SheetError::Empty);
    }
    if sample.starts_with(b"PK\x03\x04") {
        return Ok(Nature::Workbook);
    }
    if sample.starts_with(COMPOUND) {
        // An encrypted workbook holds a stream of this name, written as UTF-16; it may stand anywhere.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        bytes.read_to_end(&mut sample)?;
        let encrypted = sample.windows(name.len()).any(|part| part == name);
        return Err(if encrypted { SheetError::Encrypted } else { SheetError::OldWorkbook });
    }
    if FOREIGN.iter().any(|start| sample.starts_with(start)) {
        return Err(SheetError::Foreign);
    }
    let marked = encoding_rs::Encoding::for_bom(&sample).map(|(it, len)| (Encoding(it), len as u64));
    if let Some(encoding) = told {
        let mark = marked.filter(|(it, _)| *it == encoding).map_or(0, |(_, len)| len);
        return Ok(Nature::Text { encoding, mark });
    }
    if let Some((encoding, mark)) = marked {
        return Ok(Nature::Text { encoding, mark });
    }
    if let Some(encoding) = two_bytes_each(&sample) {
        return Ok(Nature::Text { encoding, mark: 0 });
    }
    let commands = sample.iter().filter(|byte| **byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x1B)).count();
    if commands * 20 > sample.len() {
        return Err(SheetError::Foreign);
    }
    bytes.seek(SeekFrom::Start(0))?;
    Ok(Nature::Text { encoding: letters(&mut *bytes)?, mark: 0 })
}

/// Fills a piece of memory as far as there is something.
fn fill(bytes: &mut dyn Bytes, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match bytes.read(&mut piece[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// UTF-16 without a mark: the delimiters, line ends and digits of a list have a zero byte each, all on the same side.
fn two_bytes_each(sample: &[u8]) -> Option<Encoding> {
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (sample.len() / 32).max(2);
    let encoding = match () {
        () if odd >= enough && even * 20 <= odd => Encoding::UTF_16LE,
        () if even >= enough && odd * 20 <= even => Encoding::UTF_16BE,
        () => return None,
    };
    let whole = &sample[..sample.len() / 2 * 2];
    // A letter of two halves may be cut off at the end of the sample.
    let (text, _) = encoding.0.decode_without_bom_handling(whole);
    let meaningless = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER || *c == '\0').count();
    (meaningless <= 1).then_some(encoding)
}

/// UTF-8 if at least nine of ten sequences beyond ASCII are; else what the letters look like.
fn letters(bytes: &mut dyn Bytes) -> io::Result<Encoding> {
    let mut piece = vec![0; 64 * 1024];
    let (mut carried, mut good, mut bad) = (0, 0_u64, 0_u64);
    loop {
        let read = bytes.read(&mut piece[carried..])?;
        let filled = carried + read;
        carried = 0;
        let mut rest = &piece[..filled];
        while let Err(error) = std::str::from_utf8(rest) {
            let (valid, from) = rest.split_at(error.valid_up_to());
            good += beyond_ascii(valid);
            match error.error_len() {
                // The piece ends within a letter.
                None if read > 0 => {
                    carried = from.len();
                    break;
                }
                None => {
                    bad += 1;
                    rest = &[];
                }
                Some(len) => {
                    bad += 1;
                    rest = &from[len..];
                }
            }
        }
        if carried > 0 {
            piece.copy_within(filled - carried..filled, 0);
        } else {
            good += beyond_ascii(rest);
        }
        if read == 0 {
            break;
        }
    }
    if bad * 9 <= good {
        return Ok(Encoding::UTF_8);
    }
    bytes.seek(SeekFrom::Start(0))?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    loop {
        let read = bytes.read(&mut piece)?;
        detector.feed(&piece[..read], read == 0);
        if read == 0 {
            break;
        }
    }
    // Lists with Han characters are Chinese here; what else it may be is told by hand.
    let guess = detector.guess(None, Utf8Detection::Deny);
    Ok(if guess == encoding_rs::BIG5 {
        Encoding::BIG5
    } else if guess.is_single_byte() {
        Encoding(guess)
    } else {
        Encoding::GB18030
    })
}

/// How many letters beyond ASCII begin in valid UTF-8.
fn beyond_ascii(valid: &[u8]) -> u64 {
    if valid.is_ascii() { 0 } else { valid.iter().filter(|byte| **byte >= 0xC0).count() as u64 }
}
