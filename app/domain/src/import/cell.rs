//! Cells that a spreadsheet would take for a formula (SPEC I7).

use std::borrow::Cow;

/// What a spreadsheet may run: the signs OWASP lists under "CSV injection", wide forms included.
const fn starts_formula(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// Whether `text`, apart from apostrophes and white space before it (which readers trim), would run.
fn is_formula(text: &str) -> bool {
    let before_text = |c: char| c == '\'' || (c.is_whitespace() && !starts_formula(c));
    text.trim_start_matches(before_text).starts_with(starts_formula)
}

/// `text` as a cell that no spreadsheet runs: an apostrophe goes before what it would take for a
/// formula. [`plain`] takes it off again; texts that already begin with apostrophes come back whole.
pub fn neutral(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What a cell says: the inverse of [`neutral`]. A formula sign without an apostrophe, as in a file
/// made by hand, stays as it is.
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_held_and_come_back() {
        for (text, cell) in [
            ("PBL 1", "PBL 1"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            (" =1", "' =1"),
            (" '=1", "' '=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("'tis", "'tis"),
            ("'", "'"),
            ("", ""),
            ("a=b", "a=b"),
        ] {
            assert_eq!(neutral(text), cell, "{text:?}");
            assert_eq!(plain(cell), text, "{cell:?}");
        }
        assert_eq!(plain("=1"), "=1");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "('{0,3}[-=+@ \t＝]{0,2}.{0,5})|.{0,9}") {
            let cell = neutral(&text);
            prop_assert_eq!(plain(&cell), text.as_str());
            prop_assert!(!cell.starts_with(starts_formula));
        }
    }
}
