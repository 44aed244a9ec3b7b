//! A server when things go wrong around it: a disk that is full for a while, requests that never end.
//! What is confirmed stays, what cannot be written is said, and it goes on by itself.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that is ended with the test.
struct Serving {
    child: Child,
    address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serving {
    /// Serves a new database. A write beyond the limit of a file's size is an error then, as on a full disk, and no
    /// signal that ends the process.
    fn start(database: &str) -> Self {
        let mut child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_coterie"), "serve"])
            .args(["--listen", "127.0.0.1:0", "--database-url", database])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.unwrap().strip_prefix("Coterie is at http://").map(str::to_owned));
        Self { child, address: address.unwrap() }
    }

    /// The status of `/healthz`.
    fn health(&self) -> u16 {
        let mut line = TcpStream::connect(&self.address).unwrap();
        write!(line, "GET /healthz HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// So long no file grows beyond so many bytes; `unlimited` ends it.
    fn limit_files_to(&self, bytes: &str) {
        let (limit, pid) = (format!("--fsize={bytes}:unlimited"), format!("--pid={}", self.child.id()));
        assert!(Command::new("prlimit").args([limit, pid]).status().unwrap().success());
    }
}

#[test]
fn a_server_writes_again_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::start(&format!("sqlite:{}", folder.path().join("full.db").display()));
    assert_eq!(server.health(), 200);
    server.limit_files_to("1");
    assert_eq!([server.health(), server.health()], [503, 503], "it cannot write, and says so");
    server.limit_files_to("unlimited");
    assert_eq!([server.health(), server.health()], [200, 200], "no restart is needed");
}

#[test]
fn the_database_is_one_file_when_the_server_has_ended() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Serving::start(&format!("sqlite:{}", folder.path().join("whole.db").display()));
    assert_eq!(server.health(), 200);
    assert!(Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap().success());
    assert!(server.child.wait().unwrap().success());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, ["whole.db"]);
}

#[test]
fn a_server_that_is_told_to_end_does_not_wait_for_requests_that_never_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Serving::start(&format!("sqlite:{}", folder.path().join("end.db").display()));
    let head = format!("POST /sign-in HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\n", server.address);
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nusername=";
    let half_of_each = [head.clone(), [&*head, form].concat()].map(|half| {
        let mut line = TcpStream::connect(&server.address).unwrap();
        line.write_all(half.as_bytes()).unwrap();
        line
    });
    assert_eq!(server.health(), 200, "they were taken");
    assert!(Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap().success());
    // Patience, not a claim: it does not end before they do, or it ends some seconds later.
    let ended = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        server.child.try_wait().unwrap().is_some()
    });
    assert!(ended, "it does not end");
    drop(half_of_each);
}
