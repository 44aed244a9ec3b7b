//! The demo school in a file, and the command line over it.

use server::{clock, demo};
use std::path::PathBuf;
use std::process::{Command, Output};
use store::Store;
use tempfile::TempDir;

/// A school that was just founded.
pub(crate) struct School {
    folder: TempDir,
}

impl School {
    pub(crate) async fn found() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let school = Self { folder };
        let store = school.open().await;
        let now = clock::now();
        demo::found(&store, now.date(), now, "no password").await.unwrap();
        store.close().await;
        school
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.database()).await.unwrap()
    }

    pub(crate) fn database(&self) -> String {
        format!("sqlite:{}", self.path("school.db").display())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command on this school.
    pub(crate) fn run(&self, parameters: &[&str]) -> Ended {
        run(&[&["--database-url", &self.database()], parameters].concat())
    }
}

#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run(parameters: &[&str]) -> Ended {
    let coterie = env!("CARGO_BIN_EXE_coterie");
    let Output { status, stdout, stderr } =
        Command::new(coterie).env_remove("DATABASE_URL").env("RUST_LOG", "off").args(parameters).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}
