//! The clipboard of the terminal at the other end, by OSC 52: the text goes there in base 64, over any line, and nothing comes back.

use crate::app::effect::MOST_COPIED;

/// The sequence that puts a text into the clipboard; none if it is too long.
pub fn copy(text: &str) -> Option<Vec<u8>> {
    (text.len() <= MOST_COPIED)
        .then(|| [b"\x1b]52;c;".as_slice(), base64(text.as_bytes()).as_bytes(), b"\x07"].concat())
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                out.push(char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 4648, section 10.
    #[test]
    fn base64_as_the_standard_has_it() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_text_goes_whole_or_not_at_all() {
        assert_eq!(copy("巡访"), Some(b"\x1b]52;c;5beh6K6/\x07".to_vec()));
        assert!(copy(&"x".repeat(MOST_COPIED)).is_some() && copy(&"x".repeat(MOST_COPIED + 1)).is_none());
    }
}
