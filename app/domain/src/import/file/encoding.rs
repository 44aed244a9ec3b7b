//! How bytes stand for characters (SPEC I1).
//!
//! Own decoders on purpose: the three families below need a page of code, a library of all the web's
//! encodings would be a third of what the browser downloads.

use serde::{Deserialize, Serialize};

/// An encoding a file may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Encoding {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 little endian",
            Self::Utf16Be => "UTF-16 big endian",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The mark that may stand at the start of a file.
    pub(super) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Windows1252 => b"",
        }
    }
}

/// How much is looked at where all of a large file would tell no more.
const SAMPLE: usize = 64 * 1024;

/// The encoding that `bytes` are in for sure: by the mark at the start, or by where zero bytes stand. Of the others,
/// what is well-formed UTF-8 is UTF-8, for no other text is by chance; the rest is taken for Windows-1252.
pub(super) fn unmistakable(bytes: &[u8]) -> Option<Encoding> {
    let marked = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be].into_iter();
    if let Some(encoding) = marked.into_iter().find(|e| bytes.starts_with(e.mark())) {
        return Some(encoding);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Delimiters, digits and line ends have a zero byte in UTF-16, whatever the script: the second
    // byte in little endian, the first in big.
    let enough = (sample.len() / 40).max(2);
    if odd > 4 * even && odd > enough {
        Some(Encoding::Utf16Le)
    } else if even > 4 * odd && even > enough {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Text that came of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// Whether a byte order mark stood at the start; it is no part of the text.
    pub mark: bool,
}

/// Reads `bytes` in `encoding`. What cannot be read becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Decoded {
    let mark = encoding.mark();
    let (body, mark) = match bytes.strip_prefix(mark) {
        Some(body) if !mark.is_empty() => (body, true),
        _ => (bytes, false),
    };
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(body).into_owned(),
        Encoding::Utf16Le => utf16(body, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(body, u16::from_be_bytes),
        Encoding::Windows1252 => body.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    Decoded { text, mark }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text: String = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// The upper half of Windows-1252 where it differs from Latin-1, as the WHATWG has it.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As [`Source`](super::super::source::Source) finds it.
    fn detect(bytes: &[u8]) -> Encoding {
        super::super::source::Source::new(bytes.to_vec(), None).encoding
    }

    const TEXT: &str = "Name;Nr\r\nNguyễn;1\r\nMüller;2\r\n";

    fn utf16_of(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_is_found_and_read() {
        let with = |mark: &[u8], body: &[u8]| [mark, body].concat();
        let little = utf16_of(TEXT, u16::to_le_bytes);
        let big = utf16_of(TEXT, u16::to_be_bytes);
        for (bytes, encoding, mark) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8, false),
            (with(b"\xEF\xBB\xBF", TEXT.as_bytes()), Encoding::Utf8, true),
            (little.clone(), Encoding::Utf16Le, false),
            (with(b"\xFF\xFE", &little), Encoding::Utf16Le, true),
            (big.clone(), Encoding::Utf16Be, false),
            (with(b"\xFE\xFF", &big), Encoding::Utf16Be, true),
        ] {
            assert_eq!(detect(&bytes), encoding);
            assert_eq!(decode(&bytes, encoding), Decoded { text: TEXT.to_owned(), mark });
        }
    }

    #[test]
    fn chinese_in_utf_16_without_a_mark_is_found() {
        let text = "组,姓名\r\n一,李小龙\r\n二,王菲\r\n";
        assert_eq!(detect(&utf16_of(text, u16::to_le_bytes)), Encoding::Utf16Le);
        assert_eq!(detect(&utf16_of(text, u16::to_be_bytes)), Encoding::Utf16Be);
    }

    #[test]
    fn latin_1_names_stay_whole() {
        let bytes = b"M\xFCller, Jos\xE9;\x80;\x93q\x94;S\xF8ren \x8Aimi\xE6";
        assert_eq!(detect(bytes), Encoding::Windows1252);
        assert_eq!(decode(bytes, Encoding::Windows1252).text, "Müller, José;€;“q”;Søren Šimiæ");
    }

    #[test]
    fn what_cannot_be_read_is_marked() {
        assert_eq!(decode(b"a\xFFb", Encoding::Utf8).text, "a\u{fffd}b");
        assert_eq!(decode(b"a\0b", Encoding::Utf16Le).text, "a\u{fffd}");
        assert_eq!(decode(&[0x00, 0xD8, 0x61, 0x00], Encoding::Utf16Le).text, "\u{fffd}a");
    }
}
