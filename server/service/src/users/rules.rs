//! What managing users refuses: rules about an account as it is and what is to become of it, for the form, for deleting
//! and bringing back, and for taking an import back.

use super::directory::UserDirectory;
use crate::Fault;
use domain::person::AccountStatus;
use domain::user::{Checked, Lists, Permission, Profile, UserRefusal};

impl UserDirectory {
    /// Refuses what they may not change about an account.
    pub(crate) fn check_change(&self, profile: &Profile, checked: &Checked) -> Result<(), Fault> {
        self.check_given(&profile.permissions, &checked.permissions)?;
        self.check_not_masked(profile)?;
        self.check_not_locked_out(profile, checked)?;
        if opens_the_account(profile, checked) { self.check_reach(profile) } else { Ok(()) }
    }

    /// Refuses what they may not delete.
    pub(crate) fn check_deletion(&self, profile: &Profile) -> Result<(), Fault> {
        if self.asker.owns(profile.id) {
            return Err(UserRefusal::Own.into());
        }
        self.check_not_masked(profile)?;
        self.check_reach(profile)
    }

    /// Refuses to bring an account back with these permissions.
    pub(crate) fn check_return(&self, profile: &Profile, permissions: &[Permission]) -> Result<(), Fault> {
        self.check_not_masked(profile)?;
        self.check_reach(profile)?;
        self.check_given(&[], permissions)
    }

    /// Whether they may take back what an import did to an account: bring it to where it was `before`, or delete it.
    /// Each is a change like any other.
    pub(crate) fn may_take_back(&self, profile: &Profile, before: Option<&Checked>) -> bool {
        let checked = match before {
            Some(before) => self.check_change(profile, before),
            None => self.check_deletion(profile),
        };
        self.manages(profile) && checked.is_ok()
    }

    /// Refuses permissions that are new or gone and not theirs to give. What they do not manage stays as it is whatever
    /// the form says.
    pub(crate) fn check_given(&self, before: &[Permission], after: &[Permission]) -> Result<(), Fault> {
        let manages = |permission: &&Permission| {
            self.within().is_none_or(|within| within.contains(&permission.grant.organisation))
        };
        let given = after.iter().filter(|permission| !before.contains(permission));
        let mut taken = before.iter().filter(manages).filter(|permission| !after.contains(permission));
        if given.chain(&mut taken).all(|permission| self.gives(&permission.grant)) {
            return Ok(());
        }
        Err(Fault::Forbidden)
    }

    /// Refuses what touches the account as a whole where it reaches organisations that are not theirs: who can change
    /// an e-mail address can have a new password sent to it.
    fn check_reach(&self, profile: &Profile) -> Result<(), Fault> {
        if !self.is_shared(profile) {
            return Ok(());
        }
        Err(UserRefusal::Shared { last: profile.last.clone(), first: profile.first.clone() }.into())
    }

    fn check_not_masked(&self, profile: &Profile) -> Result<(), Fault> {
        if self.spares(profile) { Err(UserRefusal::Spared.into()) } else { Ok(()) }
    }

    /// Nobody disables their own account, takes their own administration away, or makes themselves a student, whom the
    /// administration is closed to.
    fn check_not_locked_out(&self, profile: &Profile, checked: &Checked) -> Result<(), Fault> {
        if !self.asker.is(profile.id) {
            return Ok(());
        }
        let admin = |permissions: &[Permission]| permissions.iter().filter(|p| p.grant.is_admins()).count();
        let fewer = admin(&checked.permissions) < admin(&profile.permissions);
        let student = checked.permissions.iter().any(|permission| permission.grant.is_students());
        let starts_later = checked.access_start.is_some() && checked.access_start != profile.access_start;
        let disabled = checked.status == AccountStatus::Disabled || checked.access_finish.is_some() || starts_later;
        if disabled || fewer || student {
            return Err(UserRefusal::LocksOut.into());
        }
        Ok(())
    }
}

/// Refuses new permissions that no list has.
pub(crate) fn check_listed(before: &[Permission], after: &[Permission], lists: &Lists) -> Result<(), Fault> {
    for Permission { grant, track } in after.iter().filter(|permission| !before.contains(permission)) {
        let known = lists.roles.iter().any(|role| role.group == grant.group && role.role == grant.role);
        let on_track = track
            .as_ref()
            .is_none_or(|track| grant.is_students() && lists.tracks.contains(&(grant.organisation, track.clone())));
        if !known || !on_track {
            let (group, role) = (grant.group.clone(), grant.role.clone());
            return Err(UserRefusal::NoSuchRole { group, role }.into());
        }
    }
    Ok(())
}

/// Whether a change is about who gets into the account, and when.
fn opens_the_account(profile: &Profile, checked: &Checked) -> bool {
    profile.username != checked.username
        || profile.email != checked.email
        || profile.status != checked.status
        || profile.access_start != checked.access_start
        || profile.access_finish != checked.access_finish
}
