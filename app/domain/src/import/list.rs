//! Several values in one cell, separated by `;`.

/// Splits `cell` at its semicolons and trims each part. A part in double quotes may hold semicolons,
/// a quote in it is doubled, as in a CSV; a quote that does not enclose a whole part is a plain
/// character. Blank parts keep their place: lists of names and numbers are paired by position.
pub fn split(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = cell.trim();
    if rest.is_empty() {
        return parts;
    }
    loop {
        let (part, tail) = quoted(rest).unwrap_or_else(|| bare(rest));
        parts.push(part);
        match tail {
            Some(tail) => rest = tail.trim_start(),
            None => return parts,
        }
    }
}

/// A part up to the next semicolon, and what follows that.
fn bare(text: &str) -> (String, Option<&str>) {
    match text.split_once(';') {
        Some((part, tail)) => (part.trim().to_owned(), Some(tail)),
        None => (text.trim().to_owned(), None),
    }
}

/// A part in quotes, if `text` begins with one that ends where a part may end.
fn quoted(text: &str) -> Option<(String, Option<&str>)> {
    let mut rest = text.strip_prefix('"')?;
    let mut part = String::new();
    loop {
        let (inside, tail) = rest.split_once('"')?;
        part.push_str(inside);
        if let Some(more) = tail.strip_prefix('"') {
            part.push('"');
            rest = more;
            continue;
        }
        let tail = tail.trim_start();
        return match tail.strip_prefix(';') {
            Some(tail) => Some((part, Some(tail))),
            None if tail.is_empty() => Some((part, None)),
            None => None,
        };
    }
}

/// Writes a list that [`split`] reads back, apart from white space around the parts. A list of
/// blanks only is a blank cell.
pub fn join<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    let mut all_blank = true;
    for (at, part) in parts.into_iter().map(str::trim).enumerate() {
        if at > 0 {
            cell.push_str("; ");
        }
        all_blank &= part.is_empty();
        if part.contains(';') || part.starts_with('"') {
            cell.push('"');
            cell.push_str(&part.replace('"', "\"\""));
            cell.push('"');
        } else {
            cell.push_str(part);
        }
    }
    if all_blank { String::new() } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_split_at_semicolons_outside_quotes() {
        for (cell, expected) in [
            ("", &[][..]),
            ("Smith, John", &["Smith, John"]),
            ("Smith, John; Doe, Jane", &["Smith, John", "Doe, Jane"]),
            ("1;;3", &["1", "", "3"]),
            ("; 2", &["", "2"]),
            ("1;", &["1", ""]),
            ("\"a; b\"; c", &["a; b", "c"]),
            ("\"say \"\"hi\"\"\" ;c", &["say \"hi\"", "c"]),
            ("\"Bob\" Smith, X; Y", &["\"Bob\" Smith, X", "Y"]),
            ("\"open; Y", &["\"open", "Y"]),
        ] {
            assert_eq!(split(cell), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_list_is_read_back(parts in prop::collection::vec("[a;\", ]{0,6}", 0..5)) {
            let trimmed: Vec<&str> = parts.iter().map(|p| p.trim()).collect();
            let expected: &[&str] = if trimmed.iter().all(|p| p.is_empty()) { &[] } else { &trimmed };
            prop_assert_eq!(split(&join(trimmed.iter().copied())), expected);
        }
    }
}
