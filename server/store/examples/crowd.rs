//! Enrols a crowd in a course of a database that is there, to see pages and measure them with many learners:
//! `cargo run -p store --example crowd -- sqlite:demo.db MED-201 2000` fills the period with the most
//! learners up to 2,000.
#![expect(clippy::unwrap_used, reason = "an example stops at the first surprise")]

use domain::enrolment::EnrolmentChange;
use domain::person::GenderCode;
use store::testing::{NOW, new_user};
use store::{By, Store};

const FIRST: [&str; 8] = ["Ana", "Björn", "Chi", "Dina", "Emre", "Fatou", "Gül", "Hugo"];
const LAST: [&str; 7] = ["Almeida", "Brandt", "Chowdhury", "D’Angelo", "Eriksson", "Ferrari", "Gundersen-Hathaway"];
/// Unequal shares, as in most classes.
const GENDERS: [&str; 10] = ["F", "F", "M", "F", "M", "F", "NB", "F", "M", "U"];

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let [url, code, wanted] = [(); 3].map(|()| arguments.next().unwrap_or_default());
    let wanted: u32 = wanted.parse().unwrap_or(2_000);
    let store = Store::open(&url).await.unwrap();
    let course = store.course(&code).await.unwrap().unwrap();
    let mut fullest = None;
    for period in store.periods(course.id).await.unwrap() {
        let enrolled = store.enrolled_count(course.id, period.id).await.unwrap();
        fullest = fullest.max(Some((enrolled, period.id)));
    }
    let (enrolled, period) = fullest.unwrap();
    let by = By { user: None, acted_as: None, at: NOW };
    let mut changes = Vec::new();
    for n in enrolled as usize..wanted as usize {
        let username = format!("crowd{n}");
        let (first, last) = (FIRST[n % FIRST.len()], LAST[n % LAST.len()]);
        let mut user = new_user(&username, first, &format!("{last} {n}"), course.organisation.0, &["student:student"]);
        user.number = Some((9_000_000 + n).to_string());
        user.gender = GenderCode(GENDERS[n % GENDERS.len()].to_owned());
        changes.push(EnrolmentChange::EnrolLearner(store.create_user(&user, &by).await.unwrap()));
    }
    store.change_enrolment(course.id, period, &changes, &by).await.unwrap();
    println!("{wanted} are enrolled in {code}, period {period}.");
    store.close().await;
}
