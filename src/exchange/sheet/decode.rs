//! A text file of any encoding as a stream of UTF-8 bytes. Where bytes mean nothing in the encoding, the stream has a byte that is no UTF-8
//! either: whoever turns it into text sees where something was wrong, and nothing else is lost.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult};

use super::encoding::Encoding;
use super::source::{Bytes, Source};

/// How much is read at a time.
const PIECE: usize = 64 * 1024;

/// What stands for bytes that mean nothing: never part of UTF-8.
const MEANINGLESS: u8 = 0xFF;

/// The text of a file.
pub(super) struct Utf8 {
    bytes: Box<dyn Bytes>,
    /// None: the file is UTF-8 already.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    at: usize,
    filled: usize,
    ended: bool,
    read: u64,
    len: u64,
}

impl Utf8 {
    /// The text behind a byte order mark of so many bytes.
    pub(super) fn of(source: &Source, encoding: Encoding, mark: u64) -> io::Result<Self> {
        let (mut bytes, len) = source.open()?;
        bytes.seek(SeekFrom::Start(mark))?;
        let utf8 = encoding == Encoding::UTF_8;
        let decoder = (!utf8).then(|| encoding.0.new_decoder_without_bom_handling());
        Ok(Self { bytes, decoder, raw: vec![0; PIECE], at: 0, filled: 0, ended: false, read: mark, len })
    }

    /// How much of the file has been read, from 0 to 1.
    pub(super) fn share(&self) -> f32 {
        if self.len == 0 { 1.0 } else { (self.read as f32 / self.len as f32).min(1.0) }
    }

    fn refill(&mut self) -> io::Result<()> {
        (self.at, self.filled) = (0, self.bytes.read(&mut self.raw)?);
        self.read += self.filled as u64;
        self.ended = self.filled == 0;
        Ok(())
    }
}

impl Read for Utf8 {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_some() && out.len() < 8 {
            return Err(io::Error::other("no room for a letter"));
        }
        loop {
            if self.decoder.is_some() && self.at == self.filled && !self.ended {
                self.refill()?;
            }
            let Some(decoder) = &mut self.decoder else {
                let read = self.bytes.read(out)?;
                self.read += read as u64;
                return Ok(read);
            };
            // One byte stays free for what stands for meaningless ones.
            let room = out.len() - 1;
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(
                &self.raw[self.at..self.filled],
                &mut out[..room],
                self.ended,
            );
            self.at += read;
            match result {
                DecoderResult::Malformed(..) => {
                    out[written] = MEANINGLESS;
                    return Ok(written + 1);
                }
                DecoderResult::InputEmpty if self.ended => {
                    self.decoder = None;
                    return Ok(written);
                }
                _ if written > 0 => return Ok(written),
                _ => {}
            }
        }
    }
}
