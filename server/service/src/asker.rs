//! Who asks, and by what means they are served.

use crate::{Fault, ReadOnce};
use domain::access::{Action, Grant, Viewer, may, refused_as_student};
use domain::id::{OrganisationId, SessionId, UserId};
use store::{By, Store, Write};
use time::{Date, OffsetDateTime};

/// Reads the time; given by the server, so that tests can give another.
#[derive(Clone, Copy, Debug)]
pub struct Clock(pub fn() -> OffsetDateTime);

/// Draws a password that someone is told once, with its hash; given by the server, which alone knows how.
#[derive(Clone, Copy, Debug)]
pub struct NewPassword(pub fn() -> Drawn);

type Drawn = core::pin::Pin<Box<dyn Future<Output = Option<(String, String)>> + Send>>;

/// What use cases work with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    store: Store,
    clock: Clock,
    new_password: NewPassword,
}

impl Service {
    pub const fn new(store: Store, clock: Clock, new_password: NewPassword) -> Self {
        Self { store, clock, new_password }
    }

    /// Someone, at this moment.
    pub fn asker(&self, who: Who) -> Asker {
        Asker { service: self.clone(), who, at: (self.clock.0)(), read: ReadOnce::default() }
    }
}

/// The signed-in person of a request, as the server's session layer found them after it had checked the account.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: SessionId,
    /// Whose permissions count: under a mask the lender's, worn by the person who signed in.
    pub viewer: Viewer,
    /// The last day of the mask that is worn.
    pub masked_until: Option<Date>,
    /// They wore a mask that no longer holds: nothing is done before they have been told so.
    pub mask_ended: bool,
    /// The organisation they chose to look at; `None` for all of theirs (SPEC P5).
    pub organisation: Option<OrganisationId>,
    /// Until they choose a new password nothing else is open to them.
    pub password_change_due: bool,
}

impl SignedIn {
    /// Who does something and when, for what the store writes: under a mask both names.
    pub fn by(&self, at: OffsetDateTime) -> By {
        By { user: Some(self.viewer.doer()), acted_as: self.viewer.worn_by.map(|_| self.viewer.user), at }
    }

    /// Refuses while something else comes first: a new password, or hearing that a mask has ended.
    fn may_go_on(&self) -> Result<(), Fault> {
        if self.password_change_due {
            Err(Fault::PasswordChangeDue)
        } else if self.mask_ended {
            Err(Fault::MaskEnded)
        } else {
            Ok(())
        }
    }
}

/// Who asks for something.
#[derive(Clone, Debug)]
pub enum Who {
    /// Nobody is signed in.
    Nobody,
    Person(SignedIn),
    /// The command line, whose rules are those of the machine it runs on: it may everything.
    System,
}

/// Who asks, and when: every use case takes it first.
#[derive(Clone, Debug)]
pub struct Asker {
    service: Service,
    who: Who,
    at: OffsetDateTime,
    read: ReadOnce,
}

impl Asker {
    /// With what the other parts of the same request have read.
    #[must_use]
    pub fn sharing(self, read: ReadOnce) -> Self {
        Self { read, ..self }
    }

    pub(crate) const fn store(&self) -> &Store {
        &self.service.store
    }

    /// A transaction in their name: nothing of it stays unless it is committed with its audit row.
    pub(crate) async fn begin(&self) -> Result<Write, Fault> {
        Ok(self.store().begin(&self.by()).await?)
    }

    pub(crate) const fn read(&self) -> &ReadOnce {
        &self.read
    }

    /// The moment they ask.
    pub const fn now(&self) -> OffsetDateTime {
        self.at
    }

    /// The day they ask, in UTC.
    pub const fn today(&self) -> Date {
        self.at.date()
    }

    /// Ok for whoever may ask for anything at all.
    ///
    /// # Errors
    /// `NotSignedIn`, or what they have to do first.
    pub(crate) fn known(&self) -> Result<(), Fault> {
        match &self.who {
            Who::Nobody => Err(Fault::NotSignedIn),
            Who::Person(signed_in) => signed_in.may_go_on(),
            Who::System => Ok(()),
        }
    }

    /// The person, where it must be one.
    ///
    /// # Errors
    /// As [`Asker::known`]; the system is nobody who is signed in.
    pub(crate) fn person(&self) -> Result<&SignedIn, Fault> {
        self.known()?;
        match &self.who {
            Who::Person(signed_in) => Ok(signed_in),
            Who::Nobody | Who::System => Err(Fault::NotSignedIn),
        }
    }

    fn viewer(&self) -> Option<&Viewer> {
        match &self.who {
            Who::Person(signed_in) => Some(&signed_in.viewer),
            Who::Nobody | Who::System => None,
        }
    }

    /// Who does it and when, for what the store writes.
    pub(crate) fn by(&self) -> By {
        match &self.who {
            Who::Person(signed_in) => signed_in.by(self.at),
            Who::Nobody | Who::System => By { user: None, acted_as: None, at: self.at },
        }
    }

    /// Whose memory it is when something is kept for the next time: under a mask its wearer's.
    ///
    /// # Errors
    /// As [`Asker::person`].
    pub(crate) fn doer(&self) -> Result<UserId, Fault> {
        Ok(self.person()?.viewer.doer())
    }

    /// Whether the rules let them do that.
    pub(crate) fn may(&self, action: Action) -> bool {
        match &self.who {
            Who::Nobody => false,
            Who::Person(signed_in) => may(&signed_in.viewer, action),
            Who::System => true,
        }
    }

    /// Refuses what the rules do not let them do.
    ///
    /// # Errors
    /// As [`Asker::known`]; `Forbidden`.
    pub(crate) fn authorise(&self, action: Action) -> Result<(), Fault> {
        self.known()?;
        if self.may(action) { Ok(()) } else { Err(Fault::Forbidden) }
    }

    /// The person, about their own account, which is never done under a mask.
    ///
    /// # Errors
    /// As [`Asker::person`]; `Masked`.
    pub(crate) fn own_account(&self) -> Result<&SignedIn, Fault> {
        let signed_in = self.person()?;
        if self.may(Action::ManageOwnAccount) { Ok(signed_in) } else { Err(Fault::Masked) }
    }

    /// Whether lists show what belongs to that organisation: the one they chose to look at narrows what is shown, never
    /// what may be done.
    pub(crate) fn shows(&self, organisation: OrganisationId) -> bool {
        self.chosen().is_none_or(|chosen| chosen == organisation)
    }

    /// The one organisation of these that they look at, where it is among them.
    pub(crate) fn chosen_of(&self, organisations: &[OrganisationId]) -> Option<OrganisationId> {
        self.chosen().filter(|chosen| organisations.contains(chosen))
    }

    fn chosen(&self) -> Option<OrganisationId> {
        match &self.who {
            Who::Person(signed_in) => signed_in.organisation,
            Who::Nobody | Who::System => None,
        }
    }

    /// Whether a course names them as a contact.
    pub(crate) fn is_contact_of(&self, course: domain::id::CourseId) -> bool {
        self.viewer().is_some_and(|viewer| viewer.contacts.iter().any(|(named, _)| *named == course))
    }

    /// Whether it is the account whose permissions they use.
    pub(crate) fn is(&self, user: UserId) -> bool {
        self.viewer().is_some_and(|viewer| viewer.user == user)
    }

    /// Whether the account is theirs: under a mask the wearer's and the lender's.
    pub(crate) fn owns(&self, user: UserId) -> bool {
        self.viewer().is_some_and(|viewer| viewer.owns(user))
    }

    pub(crate) fn is_masked(&self) -> bool {
        self.viewer().is_some_and(|viewer| viewer.worn_by.is_some())
    }

    /// Whether a mask they act under leaves an account with these grants as it is.
    pub(crate) fn spares<'g>(&self, user: UserId, mut grants: impl Iterator<Item = &'g Grant>) -> bool {
        self.viewer().is_some_and(|viewer| viewer.spares(user, &mut grants))
    }

    /// Refused wherever the administration is entered, before any rule is asked (SPEC P2).
    pub(crate) fn is_refused_as_student(&self) -> bool {
        self.viewer().is_some_and(refused_as_student)
    }

    /// A password with its hash.
    ///
    /// # Errors
    /// `Failed` where none can be drawn.
    pub(crate) async fn new_password(&self) -> Result<(String, String), Fault> {
        (self.service.new_password.0)().await.ok_or(Fault::Failed)
    }
}
