//! Who else is here: everyone whose browser has the live stream of a course and period open, on this server or, on one
//! PostgreSQL, on another. Servers call to each other who is with them; one that falls silent is forgotten.

use crate::secret::Token;
use domain::groups::live::Here;
use domain::id::{CourseId, PeriodId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use store::{Store, StoreError, Told};
use tokio::sync::{OnceCell, watch};
use tokio::task::AbortHandle;
use tokio::time::Instant;

/// How often servers call who is with them.
const CALL: Duration = Duration::from_secs(10);

/// After so long a silence a server is gone.
const SILENCE: Duration = Duration::from_secs(30);

/// The most bytes of a call: PostgreSQL takes 8,000.
const LONGEST_CALL: usize = 7_500;

pub(super) type Place = (CourseId, PeriodId);

/// Everyone, by place.
#[derive(Debug)]
pub struct Registry {
    store: Store,
    /// This server's name among the others.
    own: String,
    places: Mutex<HashMap<Place, Everyone>>,
    /// Held while the others are called.
    calling: tokio::sync::Mutex<()>,
    listening: OnceCell<AbortHandle>,
}

/// Everyone at one place.
#[derive(Debug)]
struct Everyone {
    /// By the number of the stream.
    here: BTreeMap<u64, Here>,
    next: u64,
    /// By the name of the server, with when it called.
    elsewhere: HashMap<String, (Vec<Here>, Instant)>,
    told: watch::Sender<Vec<Here>>,
}

/// What servers call to each other: everyone with one of them at a place.
#[derive(Serialize, Deserialize)]
struct Call {
    server: String,
    course: CourseId,
    period: PeriodId,
    here: Vec<Here>,
}

/// While it lives, someone is here.
#[derive(Debug)]
pub(super) struct Presence {
    registry: Arc<Registry>,
    place: Place,
    number: u64,
}

impl Drop for Presence {
    fn drop(&mut self) {
        let (registry, place) = (self.registry.clone(), self.place);
        registry.change(place, |everyone| drop(everyone.here.remove(&self.number)));
        tokio::spawn(async move { registry.call(place).await });
    }
}

impl Registry {
    pub fn new(store: Store) -> Arc<Self> {
        // Without randomness there are no sessions either; then the process's number will do.
        let own = Token::draw().map_or_else(|_| std::process::id().to_string(), |token| token.as_str().to_owned());
        Arc::new(Self {
            store,
            own,
            places: Mutex::default(),
            calling: tokio::sync::Mutex::default(),
            listening: OnceCell::new(),
        })
    }

    /// Someone comes; answers everyone who is here, from now on.
    pub(super) async fn enter(
        self: &Arc<Self>,
        place: Place,
        who: Here,
    ) -> Result<(Presence, watch::Receiver<Vec<Here>>), StoreError> {
        let start = || async {
            let told = self.store.listen().await?;
            Ok::<_, StoreError>(tokio::spawn(listen(Arc::downgrade(self), told)).abort_handle())
        };
        self.listening.get_or_try_init(start).await?;
        let (number, receiver) = self.change(place, |everyone| {
            let number = everyone.next;
            everyone.next += 1;
            everyone.here.insert(number, who);
            (number, everyone.told.subscribe())
        });
        let presence = Presence { registry: self.clone(), place, number };
        self.call(place).await;
        Ok((presence, receiver))
    }

    fn places(&self) -> MutexGuard<'_, HashMap<Place, Everyone>> {
        // What is in it is whole between any two statements.
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes who is at a place, and tells those who are.
    fn change<T>(&self, place: Place, change: impl FnOnce(&mut Everyone) -> T) -> T {
        let mut places = self.places();
        let everyone = places.entry(place).or_insert_with(Everyone::new);
        let changed = change(everyone);
        everyone.tell();
        if everyone.here.is_empty() && everyone.elsewhere.is_empty() {
            places.remove(&place);
        }
        changed
    }

    /// Calls to the other servers who is here.
    async fn call(&self, place: Place) {
        // One after the other: what is called last is how it is.
        let _in_order = self.calling.lock().await;
        let here = self.places().get(&place).map(Everyone::with_us).unwrap_or_default();
        let (course, period) = place;
        let mut call = Call { server: self.own.clone(), course, period, here };
        let words = loop {
            match serde_json::to_string(&call) {
                Ok(words) if words.len() <= LONGEST_CALL => break words,
                Ok(_) if call.here.pop().is_some() => {}
                _ => return,
            }
        };
        if let Err(fault) = self.store.call(&words).await {
            tracing::warn!(?fault, "other servers do not hear who is here");
        }
    }

    /// Hears another server. One that is new to this place is told who is here.
    async fn hear(&self, words: &str) {
        let Ok(Call { server, course, period, here }) = serde_json::from_str::<Call>(words) else { return };
        let place = (course, period);
        if server == self.own {
            return;
        }
        let is_new = self.change(place, |everyone| {
            let is_new = !everyone.here.is_empty() && !everyone.elsewhere.contains_key(&server);
            if here.is_empty() {
                everyone.elsewhere.remove(&server);
            } else {
                everyone.elsewhere.insert(server, (here, Instant::now()));
            }
            is_new
        });
        if is_new {
            self.call(place).await;
        }
    }

    /// Calls for every place, and forgets servers that fell silent.
    async fn remind(&self) {
        let places: Vec<Place> = self.places().keys().copied().collect();
        for place in places {
            let is_ours = self.change(place, |everyone| {
                everyone.elsewhere.retain(|_, (_, heard)| heard.elapsed() < SILENCE);
                !everyone.here.is_empty()
            });
            if is_ours {
                self.call(place).await;
            }
        }
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.get() {
            listening.abort();
        }
    }
}

async fn listen(registry: Weak<Registry>, mut told: tokio::sync::broadcast::Receiver<Told>) {
    let mut reminder = tokio::time::interval(CALL);
    loop {
        let heard = tokio::select! {
            told = told.recv() => Some(told),
            _ = reminder.tick() => None,
        };
        let Some(registry) = registry.upgrade() else { return };
        match heard {
            Some(Ok(Told::Called(words))) => registry.hear(&words).await,
            Some(Ok(_) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_))) => {}
            Some(Err(tokio::sync::broadcast::error::RecvError::Closed)) => return,
            None => registry.remind().await,
        }
    }
}

impl Everyone {
    fn new() -> Self {
        Self { here: BTreeMap::new(), next: 0, elsewhere: HashMap::new(), told: watch::channel(Vec::new()).0 }
    }

    /// Everyone with this server, each once.
    fn with_us(&self) -> Vec<Here> {
        let mut here: Vec<Here> = self.here.values().cloned().collect();
        here.sort();
        here.dedup();
        here
    }

    fn tell(&self) {
        let mut all = self.with_us();
        all.extend(self.elsewhere.values().flat_map(|(here, _)| here.iter().cloned()));
        all.sort();
        all.dedup();
        self.told.send_if_modified(|told| {
            let is_other = *told != all;
            *told = all;
            is_other
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::testing::TestStore;

    fn who(name: &str) -> Here {
        Here { name: name.to_owned(), initials: name.chars().take(1).collect() }
    }

    /// Waits until these are here.
    async fn are_here(told: &mut watch::Receiver<Vec<Here>>, names: &[&str]) {
        let all = |here: &Vec<Here>| here.iter().map(|here| here.name.as_str()).eq(names.iter().copied());
        let waiting = told.wait_for(all);
        tokio::time::timeout(Duration::from_secs(10), waiting).await.unwrap().unwrap();
    }

    const PLACE: Place = (CourseId(1), PeriodId(1));

    store::on_both_databases! {
        async fn people_come_and_go(store: TestStore) {
            let registry = Registry::new(store.clone());
            let (ada, mut told) = registry.enter(PLACE, who("Ada")).await.unwrap();
            are_here(&mut told, &["Ada"]).await;
            let (again, _) = registry.enter(PLACE, who("Ada")).await.unwrap();
            let (ben, _) = registry.enter(PLACE, who("Ben")).await.unwrap();
            let (_elsewhere, _) = registry.enter((CourseId(1), PeriodId(2)), who("Cat")).await.unwrap();
            are_here(&mut told, &["Ada", "Ben"]).await;
            drop(again);
            drop(ben);
            are_here(&mut told, &["Ada"]).await;
            drop(ada);
            are_here(&mut told, &[]).await;
        }
    }

    #[tokio::test]
    async fn two_servers_on_one_postgresql_know_of_each_others_people() {
        let Some(store) = store::testing::postgres().await else { return };
        let second = Store::open(&store.url).await.unwrap();
        let (one, two) = (Registry::new(store.clone()), Registry::new(second.clone()));
        let (ada, mut at_one) = one.enter(PLACE, who("Ada")).await.unwrap();
        let (_ben, mut at_two) = two.enter(PLACE, who("Ben")).await.unwrap();
        are_here(&mut at_one, &["Ada", "Ben"]).await;
        are_here(&mut at_two, &["Ada", "Ben"]).await;
        drop(ada);
        are_here(&mut at_two, &["Ben"]).await;
        second.close().await;
    }
}
