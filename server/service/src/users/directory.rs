//! Whose users someone manages, and how far into an account that reaches: for the form, and for imports.

use crate::{Asker, Fault};
use domain::access::{Action, Grant};
use domain::id::{CohortId, OrganisationId};
use domain::import::users::desk::Wanted;
use domain::import::users::plan::{Ground, Known, Reach};
use domain::person::{AccountStatus, GenderCode};
use domain::user::{Lists, Profile, email_key, username_key};
use std::collections::{BTreeMap, BTreeSet};
use store::Store;

/// The users that someone manages.
#[derive(Debug)]
pub(crate) struct UserDirectory {
    pub(crate) asker: Asker,
    /// `None`: of all organisations, also of those who belong to none.
    organisations: Option<Vec<OrganisationId>>,
    /// The one of the organisations whose users they manage that they chose to look at.
    pub(crate) looks_at: Option<OrganisationId>,
}

impl UserDirectory {
    /// For someone who manages the users of at least one organisation.
    ///
    /// # Errors
    /// `Forbidden`, and why they may not ask.
    pub(crate) async fn open(asker: &Asker) -> Result<Self, Fault> {
        asker.known()?;
        let all = asker.store().organisations().await?.into_iter().map(|organisation| organisation.id);
        let theirs: Vec<OrganisationId> = all.filter(|id| asker.may(Action::ManageUsers(*id))).collect();
        let everywhere = asker.may(Action::ViewSystem);
        // The system manages users where there is no organisation yet.
        if theirs.is_empty() && !everywhere {
            return Err(Fault::Forbidden);
        }
        let looks_at = asker.chosen_of(&theirs);
        Ok(Self { asker: asker.clone(), organisations: (!everywhere).then_some(theirs), looks_at })
    }

    pub(crate) const fn store(&self) -> &Store {
        self.asker.store()
    }

    /// What there is to choose from in their organisations; all roles, also those they may not give.
    pub(crate) async fn lists(&self) -> Result<Lists, Fault> {
        Ok(self.store().user_lists(self.within()).await?)
    }

    /// Whether they may give and take a permission.
    pub(crate) fn gives(&self, grant: &Grant) -> bool {
        let (admin, medtech) = (grant.is_admins(), grant.group == "medtech");
        self.asker.may(Action::GivePermission { organisation: grant.organisation, admin, medtech })
    }

    /// Whether they may give and take roles of a group, if perhaps not all of them.
    fn gives_of(&self, organisation: OrganisationId, group: &str) -> bool {
        self.gives(&Grant { organisation, group: group.to_owned(), role: String::new() })
    }

    /// Whose users they manage; `None`: everyone's.
    pub(crate) fn within(&self) -> Option<&[OrganisationId]> {
        self.organisations.as_deref()
    }

    pub(crate) fn manages(&self, profile: &Profile) -> bool {
        let medtech_admin = profile.permissions.iter().any(|p| p.grant.group == "medtech" && p.grant.role == "admin");
        let mut holds = profile.permissions.iter().map(|permission| permission.grant.organisation);
        self.asker.may(Action::ViewSystem)
            || holds.any(|organisation| self.asker.may(Action::ManageUser { organisation, medtech_admin }))
    }

    /// Whether a mask they act under leaves the account as it is.
    pub(crate) fn spares(&self, profile: &Profile) -> bool {
        self.asker.spares(profile.id, profile.permissions.iter().map(|permission| &permission.grant))
    }

    /// Whether the account holds a permission in an organisation whose users they do not manage.
    pub(crate) fn is_shared(&self, profile: &Profile) -> bool {
        let mut reached = profile.permissions.iter().map(|permission| permission.grant.organisation);
        self.within().is_some_and(|within| reached.any(|organisation| !within.contains(&organisation)))
    }

    /// How far an import of theirs may change the account, by the same rules as the form.
    pub(crate) fn reach(&self, profile: &Profile) -> Reach {
        let mut holds = profile.permissions.iter().map(|permission| permission.grant.organisation);
        if self.asker.owns(profile.id) && !self.asker.is_masked() {
            Reach::Own
        } else if !self.manages(profile) {
            let is_here = holds.any(|organisation| self.asker.may(Action::ManageUsers(organisation)));
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
    pub(crate) async fn ground(&self) -> Result<Ground, Fault> {
        let lists = self.lists().await?;
        let groups: BTreeSet<&str> = lists.roles.iter().map(|role| role.group.as_str()).collect();
        let roles_given = |(organisation, _): &(OrganisationId, String)| {
            let groups = groups.iter().filter(|group| self.gives_of(*organisation, group));
            groups.map(|group| (*organisation, (*group).to_owned())).collect::<Vec<_>>()
        };
        let gives = lists.organisations.iter().flat_map(roles_given).collect();
        let cohorts = self.store().cohorts_within(self.within()).await?;
        let masked = self.asker.is_masked();
        Ok(Ground { lists, gives, masked, cohorts, people: Vec::new() })
    }

    /// Whom a file may be about, as far as they may know of them.
    pub(crate) async fn known(&self, wanted: &Wanted) -> Result<Vec<Known>, Fault> {
        let found = self.store().people_of_keys(wanted).await?;
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

    /// A user as they were found, where they may manage them; any other is "not there".
    pub(crate) fn managed(&self, found: Option<Profile>) -> Result<Profile, Fault> {
        found.filter(|profile| self.manages(profile)).ok_or(Fault::NotFound("user"))
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
