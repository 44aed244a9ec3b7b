//! The lists that all organisations share: genders, pronouns, titles (SPEC U2).

use crate::people::lock_people;
use crate::sql::{ask, run, text};
use crate::{By, Store, StoreError};
use domain::audit::Event;
use domain::user::WordList;

impl Store {
    /// Adds an entry at the end of a list. `Taken("entry")` where it is there already.
    pub async fn add_word(&self, list: WordList, code: &str, name: &str, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let (code, name) = (text(code), text(name));
        let added = match list {
            WordList::Genders => run!(
                write.link,
                "INSERT INTO gender (code, name, position) SELECT $1, $2, COALESCE(MAX(position), 0) + 1 FROM gender
                 WHERE true ON CONFLICT (code) DO NOTHING",
                &*code,
                &*name,
            )?,
            WordList::Pronouns => run!(
                write.link,
                "INSERT INTO pronoun (name, position) SELECT $1, COALESCE(MAX(position), 0) + 1 FROM pronoun
                 WHERE true ON CONFLICT (name) DO NOTHING",
                &*name,
            )?,
            WordList::Titles => run!(
                write.link,
                "INSERT INTO title (name, position) SELECT $1, COALESCE(MAX(position), 0) + 1 FROM title
                 WHERE true ON CONFLICT (name) DO NOTHING",
                &*name,
            )?,
        };
        if added == 0 {
            return Err(StoreError::Taken("entry"));
        }
        let event = Event::WordAdded { list, code: code.into_owned(), name: name.into_owned() };
        write.commit(None, &event).await
    }

    /// Takes an entry out of a list: a gender by its code, the others by name. Profiles keep the pronoun or title they
    /// have; a gender that someone has stays, `InUse("gender")`. `Missing("entry")` where there is none.
    pub async fn remove_word(&self, list: WordList, key: &str, by: &By) -> Result<(), StoreError> {
        let mut write = self.write(by).await?;
        let key = text(key);
        let removed = match list {
            WordList::Genders => {
                lock_people(&mut write.link).await?;
                let (used,) = ask!(write.link, fetch_one (bool,):
                    "SELECT EXISTS (SELECT 1 FROM person WHERE gender = $1)", &*key)?;
                if used {
                    return Err(StoreError::InUse("gender"));
                }
                run!(write.link, "DELETE FROM gender WHERE code = $1", &*key)?
            }
            WordList::Pronouns => run!(write.link, "DELETE FROM pronoun WHERE name = $1", &*key)?,
            WordList::Titles => run!(write.link, "DELETE FROM title WHERE name = $1", &*key)?,
        };
        if removed == 0 {
            return Err(StoreError::Missing("entry"));
        }
        write.commit(None, &Event::WordRemoved { list, key: key.into_owned() }).await
    }
}
