//! Whose users someone manages, and how far into an account that reaches: for the form, and for imports.

use crate::error::AppError;
use crate::gate;
use domain::access::{Action, Grant, Viewer, may};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::import::users::desk::Wanted;
use domain::import::users::plan::{Ground, Known, Reach};
use domain::person::{AccountStatus, GenderCode};
use domain::user::{Checked, Lists, Permission, Profile};
use std::collections::{BTreeMap, BTreeSet};
use store::Store;

/// Someone who manages users, and of which organisations.
#[derive(Debug)]
pub(crate) struct Manager {
    pub(crate) store: Store,
    pub(crate) viewer: Viewer,
    /// `None`: of all, also of what belongs to none.
    organisations: Option<Vec<OrganisationId>>,
    /// All whose users they manage.
    theirs: Vec<OrganisationId>,
    /// The one of them they chose to look at.
    pub(crate) looks_at: Option<OrganisationId>,
}

/// Nobody: who the command line is where rules ask.
const SYSTEM: UserId = UserId(0);

/// The command line, whose rules are those of the machine it runs on: it may everything.
pub(crate) fn system() -> Viewer {
    let everything = Grant { organisation: OrganisationId(0), group: "medtech".to_owned(), role: "admin".to_owned() };
    Viewer { user: SYSTEM, grants: vec![everything], contacts: Vec::new(), tutors: false, worn_by: None }
}

impl Manager {
    /// Someone who manages the users of at least one organisation.
    pub(crate) async fn new(store: Store, viewer: Viewer) -> Result<Self, AppError> {
        let all = store.organisations().await?.into_iter().map(|organisation| organisation.id);
        let theirs: Vec<OrganisationId> = all.filter(|id| may(&viewer, Action::ManageUsers(*id))).collect();
        if theirs.is_empty() && viewer.user != SYSTEM {
            return Err(AppError::Forbidden);
        }
        let organisations = (!may(&viewer, Action::ViewSystem)).then(|| theirs.clone());
        Ok(Self { store, viewer, theirs, organisations, looks_at: None })
    }

    /// The signed-in person.
    pub(crate) async fn signed_in() -> Result<Self, AppError> {
        let signed_in = gate::signed_in()?;
        let manager = Self::new(gate::store()?, signed_in.viewer.clone()).await?;
        Ok(Self { looks_at: signed_in.chosen_of(&manager.theirs), ..manager })
    }

    /// What there is to choose from in their organisations; all roles, also those they may not give.
    pub(crate) async fn lists(&self) -> Result<Lists, AppError> {
        Ok(self.store.user_lists(self.within()).await?)
    }

    /// Whether they may give and take the roles of a group.
    pub(crate) fn gives(&self, organisation: OrganisationId, group: &str) -> bool {
        may(&self.viewer, Action::GivePermission { organisation, medtech: group == "medtech" })
    }

    /// Whose users they manage; `None`: everyone's.
    pub(crate) fn within(&self) -> Option<&[OrganisationId]> {
        self.organisations.as_deref()
    }

    fn manages(&self, profile: &Profile) -> bool {
        let medtech_admin = profile.permissions.iter().any(|p| p.grant.group == "medtech" && p.grant.role == "admin");
        let mut holds = profile.permissions.iter().map(|permission| permission.grant.organisation);
        may(&self.viewer, Action::ViewSystem)
            || holds.any(|organisation| may(&self.viewer, Action::ManageUser { organisation, medtech_admin }))
    }

    /// Whether the account holds a permission in an organisation whose users they do not manage.
    fn is_shared(&self, profile: &Profile) -> bool {
        let mut reached = profile.permissions.iter().map(|permission| permission.grant.organisation);
        self.within().is_some_and(|within| reached.any(|organisation| !within.contains(&organisation)))
    }

    /// How far an import of theirs may change the account, by the same rules as the form.
    pub(crate) fn reach(&self, profile: &Profile) -> Reach {
        let mut holds = profile.permissions.iter().map(|permission| permission.grant.organisation);
        if self.viewer.owns(profile.id) {
            if self.viewer.worn_by.is_some() { Reach::Masked } else { Reach::Own }
        } else if !self.manages(profile) {
            let is_here = holds.any(|organisation| may(&self.viewer, Action::ManageUsers(organisation)));
            if is_here { Reach::Outranks } else { Reach::Elsewhere }
        } else if self.is_shared(profile) {
            Reach::Shared
        } else {
            Reach::May
        }
    }

    /// What an import of theirs is planned on, without people.
    pub(crate) async fn ground(&self) -> Result<Ground, AppError> {
        let lists = self.lists().await?;
        let groups: BTreeSet<&str> = lists.roles.iter().map(|role| role.group.as_str()).collect();
        let roles_given = |(organisation, _): &(OrganisationId, String)| {
            let groups = groups.iter().filter(|group| self.gives(*organisation, group));
            groups.map(|group| (*organisation, (*group).to_owned())).collect::<Vec<_>>()
        };
        let gives = lists.organisations.iter().flat_map(roles_given).collect();
        let cohorts = self.store.cohorts_within(self.within()).await?;
        Ok(Ground { lists, gives, cohorts, people: Vec::new() })
    }

    /// Whom a file may be about, as far as they may know of them.
    pub(crate) async fn known(&self, wanted: &Wanted) -> Result<Vec<Known>, AppError> {
        let found = self.store.people_of_keys(wanted).await?;
        Ok(found.into_iter().map(|(profile, cohorts)| self.shown(profile, cohorts)).collect())
    }

    /// Of someone elsewhere no more than that the number, username and e-mail are taken; of someone who outranks them
    /// what lists show.
    fn shown(&self, profile: Profile, cohorts: Vec<CohortId>) -> Known {
        match self.reach(&profile) {
            Reach::Elsewhere => Known { profile: keys_of(profile), reach: Reach::Elsewhere, cohorts: Vec::new() },
            Reach::Outranks => {
                let profile = Profile { details: BTreeMap::new(), ..profile };
                Known { profile, reach: Reach::Outranks, cohorts }
            }
            reach => Known { profile, reach, cohorts },
        }
    }

    /// A user they may manage; any other is "not there".
    pub(crate) async fn profile(&self, id: UserId) -> Result<Profile, AppError> {
        let no_user = || AppError::NotFound("user".to_owned());
        let profile = self.store.user(id).await?.ok_or_else(no_user)?;
        if self.manages(&profile) { Ok(profile) } else { Err(no_user()) }
    }

    /// Refuses permissions that are new or gone and not theirs to give, and rows that no list has. What they do not
    /// manage stays as it is whatever the form says.
    pub(crate) fn check_given(
        &self,
        before: &[Permission],
        after: &[Permission],
        lists: &Lists,
    ) -> Result<(), AppError> {
        let manages = |permission: &&Permission| {
            self.within().is_none_or(|within| within.contains(&permission.grant.organisation))
        };
        let given = after.iter().filter(|permission| !before.contains(permission));
        let taken = before.iter().filter(manages).filter(|permission| !after.contains(permission));
        for Permission { grant, .. } in given.clone().chain(taken) {
            let medtech = grant.group == "medtech";
            gate::authorise(&self.viewer, Action::GivePermission { organisation: grant.organisation, medtech })?;
        }
        for Permission { grant, track } in given {
            let known = lists.roles.iter().any(|role| role.group == grant.group && role.role == grant.role);
            let on_track = track.as_ref().is_none_or(|track| {
                grant.group == "student" && lists.tracks.contains(&(grant.organisation, track.clone()))
            });
            if !known || !on_track {
                let words = format!("There is no {}:{} to give.", grant.group, grant.role);
                return Err(AppError::Invalid(words));
            }
        }
        Ok(())
    }

    /// Refuses what touches the account as a whole where it reaches organisations that are not theirs: who can change
    /// an e-mail address can have a new password sent to it.
    pub(crate) fn check_reach(&self, profile: &Profile) -> Result<(), AppError> {
        if !self.is_shared(profile) {
            return Ok(());
        }
        let words = format!(
            "{}, {} also belongs to another organisation: username, e-mail address, status, access dates and deleting \
             are for an administrator of all of them. You can take their permissions here away.",
            profile.last, profile.first
        );
        Err(AppError::Invalid(words))
    }

    /// Under a mask neither the wearer's own account is changed, who could keep what was lent, nor the lender's.
    pub(crate) fn check_not_masked(&self, profile: &Profile) -> Result<(), AppError> {
        if self.viewer.worn_by.is_some() && self.viewer.owns(profile.id) {
            let words =
                "You act under a permission mask: your own account and that of whom you act for stay as they are.";
            return Err(AppError::Invalid(words.to_owned()));
        }
        Ok(())
    }

    /// Nobody disables their own account, or takes their own administration away.
    pub(crate) fn check_not_locked_out(&self, profile: &Profile, checked: &Checked) -> Result<(), AppError> {
        let disabled = checked.status == AccountStatus::Disabled;
        let admin = |permissions: &[Permission]| permissions.iter().filter(|p| p.grant.role == "admin").count();
        let fewer = admin(&checked.permissions) < admin(&profile.permissions);
        if profile.id == self.viewer.user && (disabled || fewer || checked.access_finish.is_some()) {
            let words = "This would lock you out. Another administrator can change your account so.";
            return Err(AppError::Invalid(words.to_owned()));
        }
        Ok(())
    }
}

/// Number, username and e-mail of an account, and nothing else of it.
fn keys_of(profile: Profile) -> Profile {
    Profile {
        id: profile.id,
        version: 0,
        username: profile.username,
        email: profile.email,
        number: profile.number,
        first: String::new(),
        middle: None,
        last: String::new(),
        gender: GenderCode::default(),
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
        entry_year: None,
        grad_year: None,
        student_admin: false,
        details: BTreeMap::new(),
        departments: Vec::new(),
        permissions: Vec::new(),
        last_sign_in: None,
        deleted: false,
    }
}
