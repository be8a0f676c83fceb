//! What shops are compared by: names, addresses and codes without what people write differently, and points.

use uuid::Uuid;

use super::fields::plain;
use crate::domain::account::{Code, CodeKind};
use crate::domain::ids::TwinsId;
use crate::domain::place::Place;

/// A text without case, width, blanks and marks; if nothing is left, as it is.
pub(super) fn normal(text: &str) -> String {
    let plain = plain(text);
    if plain.is_empty() { text.trim().to_owned() } else { plain }
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits; never 0, which stands for nothing.
fn hash(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter().chain(&[0xFF]));
    let hash =
        bytes.fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3));
    hash.max(1)
}

/// A name or address as a number; 0 if it is empty.
pub(super) fn text_key(text: &str) -> u64 {
    if text.is_empty() { 0 } else { hash(&[normal(text).as_bytes()]) }
}

/// A code as a number; 0 if it is empty.
pub(super) fn code_key(kind: CodeKind, text: &str) -> u64 {
    let kind: &[u8] = match kind {
        CodeKind::Customer => b"c",
        CodeKind::Licence => b"l",
    };
    if text.is_empty() { 0 } else { hash(&[kind, normal(text).as_bytes()]) }
}

/// The codes of an account as numbers.
pub(super) fn code_keys(codes: &[Code]) -> impl Iterator<Item = u64> {
    codes.iter().map(|code| code_key(code.kind, &code.text))
}

/// A point as a number, to about a tenth of a metre; 0 for none.
pub(super) fn point_key(point: Option<(f64, f64)>) -> u64 {
    let Some((lat, lon)) = point else { return 0 };
    let part = |degrees: f64| (degrees * 1e6).round() as i64 as u32;
    (u64::from(part(lat)) << 32) | u64::from(part(lon))
}

/// The point of such a number.
pub(super) fn point_of(key: u64) -> (f64, f64) {
    let part = |bits: u64| f64::from(bits as u32 as i32) / 1e6;
    (part(key >> 32), part(key))
}

/// Where a shop is, as a number: its address, or without one its point.
pub(super) fn place_key(address: &str, place: Option<Place>) -> u64 {
    if address.is_empty() { point_key(place.map(|it| (it.lat, it.lon))) } else { text_key(address) }
}

/// The identity of the question whether shops of one name and address are one. FNV-1a of 128 bits, so that it is the same everywhere.
pub(super) fn twins_id(name: &str, address: &str) -> TwinsId {
    let (name, address) = (normal(name), normal(address));
    let bytes = name.bytes().chain([0xFF]).chain(address.bytes());
    let hash = bytes.fold(0x6C62_272E_07BB_0142_62B8_2175_6295_C58D_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
    });
    TwinsId(Uuid::from_u128(hash))
}
