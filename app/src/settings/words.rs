//! What the settings say.

pub(super) const SETTINGS: &str = "Settings";
pub(super) const SWITCHES_WHAT: &str = "What this organisation uses. A switch works at once.";
pub(super) const LISTS: &str = "Shared lists";
pub(super) const LISTS_WHAT: &str = "What profiles choose from, in all organisations.";
pub(super) const LISTS_READER: &str = "Only administrators of the whole installation change these.";
pub(super) const CODE: &str = "Code";
pub(super) const NAME: &str = "Name";
pub(super) const ADD: &str = "Add";

pub(super) fn turned(switch: &str, on: bool) -> String {
    [switch, if on { " is on." } else { " is off." }].concat()
}

pub(super) fn added(name: &str) -> String {
    [name, " was added."].concat()
}

pub(super) fn removed(name: &str) -> String {
    [name, " was removed. Profiles that have it keep it."].concat()
}

pub(super) fn remove(name: &str) -> String {
    ["Remove ", name].concat()
}
