//! The bytes of a file with the text they are.

use super::encoding::{self, Encoding};

/// A file and its text. The bytes of UTF-8 are the text: they are held once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    held: Held,
    pub encoding: Encoding,
    /// Whether a byte order mark stood at the start.
    pub mark: bool,
    /// Where the text begins, behind a mark.
    pub start: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Text(String),
    Decoded { bytes: Vec<u8>, text: String },
}

impl Source {
    /// Takes bytes in an encoding, or in the one they are most likely in. Well-formed UTF-8 is gone through once.
    pub(super) fn new(bytes: Vec<u8>, chosen: Option<Encoding>) -> Self {
        let (bytes, encoding) = match chosen.or_else(|| encoding::unmistakable(&bytes)) {
            None | Some(Encoding::Utf8) => match String::from_utf8(bytes) {
                Ok(text) => {
                    let mark = text.starts_with('\u{feff}');
                    let start = if mark { '\u{feff}'.len_utf8() } else { 0 };
                    return Self { held: Held::Text(text), encoding: Encoding::Utf8, mark, start };
                }
                Err(error) => {
                    let bytes = error.into_bytes();
                    let is_marked = encoding::unmistakable(&bytes) == Some(Encoding::Utf8);
                    let is_meant = chosen.is_some() || is_marked;
                    (bytes, if is_meant { Encoding::Utf8 } else { Encoding::Windows1252 })
                }
            },
            Some(encoding) => (bytes, encoding),
        };
        let decoded = encoding::decode(&bytes, encoding);
        Self { held: Held::Decoded { bytes, text: decoded.text }, encoding, mark: decoded.mark, start: 0 }
    }

    /// The text, the mark of UTF-8 included.
    pub(super) fn text(&self) -> &str {
        match &self.held {
            Held::Text(text) | Held::Decoded { text, .. } => text,
        }
    }

    /// The file as it was chosen.
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.held {
            Held::Text(text) => text.as_bytes(),
            Held::Decoded { bytes, .. } => bytes,
        }
    }

    /// The same, given back.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self.held {
            Held::Text(text) => text.into_bytes(),
            Held::Decoded { bytes, .. } => bytes,
        }
    }

    /// Where in the file the byte `at` of the text is.
    pub(super) fn place(&self, at: usize) -> usize {
        let Held::Decoded { bytes, text } = &self.held else { return at };
        let before = text.get(..at).unwrap_or_default();
        let mark = if self.mark { self.encoding.mark().len() } else { 0 };
        mark + match self.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => 2 * before.chars().map(char::len_utf16).sum::<usize>(),
            Encoding::Windows1252 => before.chars().count(),
            Encoding::Utf8 => place_of_lossy(bytes.get(mark..).unwrap_or_default(), at),
        }
    }
}

/// Where the byte `at` of a text was before each run of bytes that are no UTF-8 became U+FFFD.
fn place_of_lossy(bytes: &[u8], at: usize) -> usize {
    let (mut read, mut written) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().len();
        if written + valid >= at {
            return read + (at - written);
        }
        read += valid + chunk.invalid().len();
        written += valid + char::REPLACEMENT_CHARACTER.len_utf8();
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_text_is_found_in_the_file() {
        let utf16: Vec<u8> = "\u{feff}a😀b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, chosen) in [
            ("a😀b".as_bytes().to_vec(), None),
            ("\u{feff}a😀b".as_bytes().to_vec(), None),
            (utf16, None),
            (b"a\xFF\xFFb".to_vec(), Some(Encoding::Utf8)),
            (b"\xEF\xBB\xBFa\xFFb".to_vec(), None),
            (b"a\xFC\x80b".to_vec(), None),
        ] {
            let source = Source::new(bytes.clone(), chosen);
            let place = source.place(source.text().find('b').unwrap());
            assert_eq!(source.bytes()[place], b'b', "{bytes:?}");
            assert_eq!(source.into_bytes(), bytes);
        }
    }
}
