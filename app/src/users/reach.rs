//! Whose users someone manages, and how far into an account that reaches: for the form, and for imports.

use crate::error::AppError;
use crate::gate;
use domain::access::{Action, Grant, Viewer, may};
use domain::id::{CohortId, OrganisationId, UserId};
use domain::import::users::desk::Wanted;
use domain::import::users::plan::{Ground, Known, Reach};
use domain::person::{AccountStatus, GenderCode};
use domain::user::{Lists, Profile, email_key, username_key};
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

    /// Whether they may give and take a permission.
    pub(crate) fn gives(&self, grant: &Grant) -> bool {
        let (admin, medtech) = (grant.is_admins(), grant.group == "medtech");
        may(&self.viewer, Action::GivePermission { organisation: grant.organisation, admin, medtech })
    }

    /// Whether they may give and take roles of a group, if perhaps not all of them.
    fn gives_of(&self, organisation: OrganisationId, group: &str) -> bool {
        self.gives(&Grant { organisation, group: group.to_owned(), role: String::new() })
    }

    /// Whose users they manage; `None`: everyone's.
    pub(crate) fn within(&self) -> Option<&[OrganisationId]> {
        self.organisations.as_deref()
    }

    pub(super) fn manages(&self, profile: &Profile) -> bool {
        let medtech_admin = profile.permissions.iter().any(|p| p.grant.group == "medtech" && p.grant.role == "admin");
        let mut holds = profile.permissions.iter().map(|permission| permission.grant.organisation);
        may(&self.viewer, Action::ViewSystem)
            || holds.any(|organisation| may(&self.viewer, Action::ManageUser { organisation, medtech_admin }))
    }

    /// Whether a mask they act under leaves the account as it is.
    pub(super) fn spares(&self, profile: &Profile) -> bool {
        self.viewer.spares(profile.id, profile.permissions.iter().map(|permission| &permission.grant))
    }

    /// Whether the account holds a permission in an organisation whose users they do not manage.
    pub(super) fn is_shared(&self, profile: &Profile) -> bool {
        let mut reached = profile.permissions.iter().map(|permission| permission.grant.organisation);
        self.within().is_some_and(|within| reached.any(|organisation| !within.contains(&organisation)))
    }

    /// How far an import of theirs may change the account, by the same rules as the form.
    pub(crate) fn reach(&self, profile: &Profile) -> Reach {
        let mut holds = profile.permissions.iter().map(|permission| permission.grant.organisation);
        if self.viewer.owns(profile.id) && self.viewer.worn_by.is_none() {
            Reach::Own
        } else if !self.manages(profile) {
            let is_here = holds.any(|organisation| may(&self.viewer, Action::ManageUsers(organisation)));
            if is_here { Reach::Outranks } else { Reach::Elsewhere }
        } else if self.spares(profile) {
            Reach::Masked
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
            let groups = groups.iter().filter(|group| self.gives_of(*organisation, group));
            groups.map(|group| (*organisation, (*group).to_owned())).collect::<Vec<_>>()
        };
        let gives = lists.organisations.iter().flat_map(roles_given).collect();
        let cohorts = self.store.cohorts_within(self.within()).await?;
        let masked = self.viewer.worn_by.is_some();
        Ok(Ground { lists, gives, masked, cohorts, people: Vec::new() })
    }

    /// Whom a file may be about, as far as they may know of them.
    pub(crate) async fn known(&self, wanted: &Wanted) -> Result<Vec<Known>, AppError> {
        let found = self.store.people_of_keys(wanted).await?;
        let asked = Asked::of(wanted);
        Ok(found.into_iter().filter_map(|(profile, cohorts)| self.shown(profile, cohorts, &asked)).collect())
    }

    /// Of someone elsewhere no more than that the username or e-mail that was asked for is taken, and nothing where
    /// only a number was: theirs is no number here. Of someone who outranks them what lists show.
    fn shown(&self, profile: Profile, cohorts: Vec<CohortId>, asked: &Asked) -> Option<Known> {
        match self.reach(&profile) {
            Reach::Elsewhere => {
                let profile = asked.keys_of(profile)?;
                Some(Known { profile, reach: Reach::Elsewhere, cohorts: Vec::new() })
            }
            Reach::Outranks => {
                let profile = Profile { details: BTreeMap::new(), ..profile };
                Some(Known { profile, reach: Reach::Outranks, cohorts })
            }
            reach => Some(Known { profile, reach, cohorts }),
        }
    }

    /// A user they may manage; any other is "not there".
    pub(crate) async fn profile(&self, id: UserId) -> Result<Profile, AppError> {
        let no_user = || AppError::NotFound("user".to_owned());
        let profile = self.store.user(id).await?.ok_or_else(no_user)?;
        if self.manages(&profile) { Ok(profile) } else { Err(no_user()) }
    }
}

/// The usernames and e-mail addresses that were asked for, as they are compared.
struct Asked {
    usernames: BTreeSet<String>,
    emails: BTreeSet<String>,
}

impl Asked {
    fn of(wanted: &Wanted) -> Self {
        Self {
            usernames: wanted.usernames.iter().map(|username| username_key(username)).collect(),
            emails: wanted.emails.iter().map(|email| email_key(email)).collect(),
        }
    }

    /// The username and e-mail of an account, as far as they were asked for, and nothing else of it; `None` where
    /// neither was.
    fn keys_of(&self, profile: Profile) -> Option<Profile> {
        let username = Some(profile.username).filter(|username| self.usernames.contains(&username_key(username)));
        let email = Some(profile.email).filter(|email| self.emails.contains(&email_key(email)));
        if username.is_none() && email.is_none() {
            return None;
        }
        Some(Profile {
            id: profile.id,
            version: 0,
            username: username.unwrap_or_default(),
            email: email.unwrap_or_default(),
            number: None,
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
        })
    }
}
