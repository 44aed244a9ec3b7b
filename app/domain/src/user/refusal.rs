//! What managing users refuses, whoever asks.

/// Why an account stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserRefusal {
    /// Nobody deletes their own account.
    Own,
    /// A permission mask leaves it as it is: see [`Viewer::spares`](crate::access::Viewer::spares).
    Spared,
    /// It also belongs to an organisation whose users are not theirs to manage, where who can change an e-mail address
    /// can have a new password sent to it.
    Shared { last: String, first: String },
    /// They would lock themselves out.
    LocksOut,
    /// There is no such role to give.
    NoSuchRole { group: String, role: String },
    /// Nobody comes back without a permission.
    NoPermission,
}
