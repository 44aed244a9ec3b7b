//! Rows in bulk, as one JSON parameter that `json_each($1)` takes apart: no limit on their number and
//! no statement text that depends on it. Each row is an array; `value->>0` is its first column.

use crate::StoreError;
use serde::Serialize;

/// The parameter for these rows. A row is a tuple; NUL, which PostgreSQL cannot hold, must not occur.
pub(crate) fn bulk<Row: Serialize>(rows: &[Row]) -> Result<String, StoreError> {
    serde_json::to_string(rows).map_err(|error| StoreError::Fault(sqlx::Error::Encode(Box::new(error))))
}

/// The parameter for rows of one number each.
pub(crate) fn ids(ids: impl Iterator<Item = i64>) -> String {
    use core::fmt::Write as _;
    let mut json = String::from("[");
    for id in ids {
        if json.len() > 1 {
            json.push(',');
        }
        // Writing to a String cannot fail.
        let _ = write!(json, "[{id}]");
    }
    json.push(']');
    json
}

/// Bytes as `unhex(…)` takes them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
