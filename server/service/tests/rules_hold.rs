//! A rule is asked of what is there when the write is made, not of what was there a moment before: whoever changes it in
//! between is heard.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use domain::access::{Grant, Viewer};
use domain::course::ContactKind;
use domain::id::{OrganisationId, SessionId, UserId};
use domain::user::{Checked, Permission, UserRefusal};
use service::{Asker, Clock, Fault, Invalid, NewPassword, Service, SignedIn, Who, setup, users};
use std::time::Duration;
use store::testing::{NOW, TestStore, learner, small_school, worker};
use store::{By, Store};

const SYSTEM: By = By { user: None, acted_as: None, at: NOW };
const MEDICINE: OrganisationId = OrganisationId(1);
const NURSING: OrganisationId = OrganisationId(2);

fn grant(organisation: OrganisationId, group: &str, role: &str) -> Grant {
    Grant { organisation, group: group.to_owned(), role: role.to_owned() }
}

fn service(store: &Store) -> Service {
    Service::new(store.clone(), Clock(|| NOW), NewPassword(|| Box::pin(async { None })))
}

/// An administrator of the first school.
fn administrator(store: &Store) -> Asker {
    let viewer = Viewer {
        user: UserId(1),
        grants: vec![grant(MEDICINE, "staff", "admin")],
        contacts: Vec::new(),
        tutors: false,
        worn_by: None,
    };
    service(store).asker(Who::Person(SignedIn {
        session: SessionId(1),
        viewer,
        masked_until: None,
        mask_ended: false,
        organisation: None,
        password_change_due: false,
    }))
}

/// Has `asked` run into a change of the user's permissions that is under way, and answers what came of it.
async fn meanwhile<T>(
    store: &TestStore,
    user: UserId,
    permissions: Vec<Permission>,
    asked: impl Future<Output = Result<T, Fault>> + Send + 'static,
) -> Result<T, Fault>
where
    T: Send + 'static,
{
    let mut change = store.begin(&SYSTEM).await.unwrap();
    let profile = change.user(user).await.unwrap().unwrap();
    let version = profile.version;
    let asked = tokio::spawn(asked);
    // Whatever it reads before its own transaction it has read by then; its transaction waits for this one.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!asked.is_finished(), "it did not wait for the change that is under way");
    change.save_user(user, version, &Checked { permissions, ..profile.into() }, None).await.unwrap();
    asked.await.unwrap()
}

async fn founded(store: &TestStore) {
    store.found_school(&small_school(), &SYSTEM).await.unwrap();
}

fn of_two_schools() -> Vec<Permission> {
    [MEDICINE, NURSING].map(|at| Permission { grant: grant(at, "faculty", "faculty"), track: None }).into()
}

store::on_both_databases! {
    async fn who_comes_to_belong_to_another_school_is_not_deleted(store: TestStore) {
        founded(&store).await;
        let asker = administrator(&store);
        let deleted = async move { users::delete(&asker, &[worker(2)]).await };
        match meanwhile(&store, worker(2), of_two_schools(), deleted).await {
            Err(Fault::Invalid(Invalid::User(UserRefusal::Shared { .. }))) => {}
            other => panic!("{other:?}"),
        }
        assert!(!store.user(worker(2)).await.unwrap().unwrap().deleted);
    }

    async fn who_loses_the_role_is_not_named_as_a_contact(store: TestStore) {
        founded(&store).await;
        let asker = service(&store).asker(Who::System);
        let named = async move { setup::add_contact(&asker, "MED-1", worker(2), ContactKind::Faculty).await };
        let student = vec![Permission { grant: grant(MEDICINE, "student", "student"), track: None }];
        let refused = meanwhile(&store, worker(2), student, named).await;
        assert_eq!(refused, Err(Fault::Invalid(Invalid::Contact(ContactKind::Faculty))));
    }

    async fn nobody_is_asked_to_sign_in_and_the_system_may(store: TestStore) {
        founded(&store).await;
        let nobody = service(&store).asker(Who::Nobody);
        assert_eq!(users::delete(&nobody, &[learner(1)]).await, Err(Fault::NotSignedIn));
        let system = service(&store).asker(Who::System);
        assert_eq!(users::delete(&system, &[learner(1)]).await, Ok(1));
        assert_eq!(users::delete(&system, &[learner(1), UserId(-1)]).await, Err(Fault::NotFound("user")));
    }
}
