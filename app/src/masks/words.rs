//! What permission masks say.

use domain::mask::MaskState;

pub(super) const TITLE: &str = "Permission masks";
pub(super) const WHAT: &str = "While you are away, someone you trust can act for you: they see and do what you may, \
     and all of it is recorded under both your names. Your account, your password and your mail stay yours alone.";
pub(super) const LEND: &str = "Lend your permissions";
pub(super) const LEND_TO: &str = "Lend to";
pub(super) const SEARCH: &str = "Name, number or e-mail";
pub(super) const CHOOSE_ANOTHER: &str = "Choose someone else";
pub(super) const STARTS: &str = "From";
pub(super) const FINISHES: &str = "Until";
pub(super) const DAYS_WHAT: &str = "The whole day, in UTC.";
pub(super) const FINISHES_WHAT: &str = "This day included; a year at most.";
pub(super) const DO_LEND: &str = "Lend";
pub(super) const BY_ME: &str = "Lent by me";
pub(super) const BY_ME_NONE: &str = "You have lent your permissions to nobody.";
pub(super) const TO_ME: &str = "Lent to me";
pub(super) const TO_ME_NONE: &str = "Nobody lends you their permissions. When someone does, you can act for them here.";
pub(super) const TO: &str = "To";
pub(super) const FROM_WHOM: &str = "Of";
pub(super) const STATE: &str = "State";
pub(super) const ACTION: &str = "Action";
pub(super) const REVOKE: &str = "Take back";
pub(super) const WEAR: &str = "Act for them";

pub(super) const fn state(state: MaskState) -> &'static str {
    match state {
        MaskState::Coming => "Not yet",
        MaskState::Open => "Now",
        MaskState::Over => "Over",
        MaskState::Revoked => "Taken back",
    }
}

/// Names whom a button is about.
pub(super) fn about(button: &str, name: &str) -> String {
    [button, ": ", name].concat()
}

pub(super) fn lent(name: &str) -> String {
    ["Your permissions are lent to ", name, ". They are told by mail."].concat()
}

/// What a plain form led to, by the word in the address.
pub(super) fn done(key: &str) -> Option<&'static str> {
    Some(match key {
        "revoked" => "You have taken your permissions back.",
        "stopped" => "You act as yourself again.",
        "ended" => "The permission mask you wore has ended. You act as yourself again; your last step was not done.",
        _ => return None,
    })
}

/// What was in the way of a plain form, by the word in the address.
pub(super) fn problem(key: &str) -> Option<&'static str> {
    (key == "gone").then_some("This permission mask does not hold, or no longer.")
}
