//! What the pages about signing in say.

pub(super) const SIGN_IN: &str = "Sign in";
pub(super) const USERNAME: &str = "Username";
pub(super) const PASSWORD: &str = "Password";
pub(super) const FORGOTTEN: &str = "Forgotten your password?";
pub(super) const FORGOTTEN_TITLE: &str = "Reset your password";
pub(super) const FORGOTTEN_WHAT: &str = "Tell us who you are. If we know you, a message with a link is on its way.";
pub(super) const WHO: &str = "Username or e-mail";
pub(super) const SEND_LINK: &str = "Send the link";
pub(super) const BACK_TO_SIGN_IN: &str = "Back to sign in";
pub(super) const RESET_TITLE: &str = "Choose a new password";
pub(super) const INVITED_TITLE: &str = "Set your password";
pub(super) const SET_PASSWORD: &str = "Set the password";
pub(super) const CHANGE_TITLE: &str = "Change your password";
pub(super) const CURRENT: &str = "Current password";
pub(super) const NEW: &str = "New password";
pub(super) const NEW_HINT: &str =
    "At least 12 characters. A few words in a row are easy to remember and hard to guess.";
pub(super) const AGAIN: &str = "New password, again";
pub(super) const SAVE_PASSWORD: &str = "Save the new password";
pub(super) const EVERYWHERE: &str = "Sign out everywhere";
pub(super) const EVERYWHERE_WHAT: &str =
    "Used a computer that is not yours? End every session of your account, this one too.";
pub(super) const BACK: &str = "Back to your courses";

/// What went wrong, by the word in the address.
pub(super) fn problem(key: &str) -> Option<&'static str> {
    Some(match key {
        "" => return None,
        "wrong" => "The username or the password is wrong.",
        "wait" => "Too many tries. Wait a quarter of an hour and try again, or reset your password.",
        "disabled" => "This account is disabled. Ask your administrator.",
        "early" => "This account is not open yet. Ask your administrator when access starts.",
        "over" => "Access with this account has ended. Ask your administrator.",
        "short" => "The new password needs at least 12 characters.",
        "long" => "The new password has at most 200 characters.",
        "differ" => "The two new passwords differ.",
        "same" => "The new password is the old one. Choose another.",
        "current" => "The current password is wrong.",
        "link" => "This link has been used or is too old. Ask for a new one.",
        "due" => "Choose a password of your own before you go on.",
        _ => "That did not work. Try again.",
    })
}

/// What went well, by the word in the address.
pub(super) fn done(key: &str) -> Option<&'static str> {
    Some(match key {
        "sent" => "If we know you, a message with a link is on its way. It works for one hour.",
        "changed" => "Your password is changed. Other sessions of your account have ended.",
        "set" => "Your password is set. Sign in with it.",
        "reset" => "Your password is changed. Sign in with the new one.",
        "out" => "You are signed out.",
        "everywhere" => "You are signed out everywhere.",
        _ => return None,
    })
}
