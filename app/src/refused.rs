//! A refusal of the groups as pages hear of it: worded by the server, so that the browser needs neither its rules nor
//! its words, and as data for who looks into it.

use domain::groups::Entry;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Which refusals pages answer in their own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusedFor {
    /// The page was made on an older version.
    Stale,
    /// What was previewed would come out otherwise now.
    PreviewMoved,
    /// There is nothing to do.
    Nothing,
    /// The name of a group, or one that exists.
    Name,
    Other,
}

/// Why the groups refused an act.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refused {
    pub reason: RefusedFor,
    pub words: String,
    /// The refusal itself, unread.
    why: Box<RawValue>,
}

impl PartialEq for Refused {
    fn eq(&self, other: &Self) -> bool {
        self.reason == other.reason && self.words == other.words && self.why.get() == other.why.get()
    }
}

impl Eq for Refused {}

/// Of a refusal, what was done since the page was made.
#[derive(Deserialize)]
enum OnlySince {
    Stale { since: Vec<Entry> },
}

impl Refused {
    /// Words and tells a refusal.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    #[cfg(feature = "ssr")]
    pub fn told(refusal: &domain::groups::Refusal) -> Result<Self, serde_json::Error> {
        use domain::groups::Refusal;
        let reason = match refusal {
            Refusal::Stale { .. } => RefusedFor::Stale,
            Refusal::PreviewMoved => RefusedFor::PreviewMoved,
            Refusal::Nothing => RefusedFor::Nothing,
            Refusal::NameTaken(_) | Refusal::Name(_) => RefusedFor::Name,
            _ => RefusedFor::Other,
        };
        Ok(Self { reason, words: refusal.to_string(), why: serde_json::value::to_raw_value(refusal)? })
    }

    /// What others did since the page was made, newest last, when that is why.
    pub fn since(&self) -> Option<Vec<Entry>> {
        let told = (self.reason == RefusedFor::Stale).then(|| serde_json::from_str(self.why.get()));
        told?.ok().map(|OnlySince::Stale { since }| since)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use domain::groups::Refusal;

    #[test]
    fn a_refusal_is_told_with_its_words_and_read_as_it_was() {
        let told = Refused::told(&Refusal::Stale { since: Vec::new() }).unwrap();
        let text = serde_json::to_string(&told).unwrap();
        let heard: Refused = serde_json::from_str(&text).unwrap();
        assert_eq!(heard, told);
        assert_eq!((heard.reason, heard.since()), (RefusedFor::Stale, Some(Vec::new())));
        assert_eq!(heard.words, Refusal::Stale { since: Vec::new() }.to_string());
        let other = Refused::told(&Refusal::PreviewMoved).unwrap();
        assert_eq!((other.reason, other.since()), (RefusedFor::PreviewMoved, None));
    }
}
