//! How many pages a second a server answers, page by page.
//!
//! ```sh
//! cargo build --release -p server --bin coterie
//! cargo run --release -p server --example load_pages
//! ```
//!
//! Starts the binary beside it with the demo school in a new SQLite file (`--database-url` for another empty database,
//! `--binary` for another build, `--url` for a server that runs already), signs in, and asks for one page after the
//! other, `--at-once` at a time for `--seconds` each. Only ever a server of this machine. Beside how many a second it
//! tells how long the server computed for one (where it was started here, on Linux): that differs less on a busy machine.

#![expect(clippy::disallowed_methods, reason = "it measures by the clock")]

use anyhow::{Context as _, Result, bail, ensure};
use clap::Parser;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Who asks for what: everything the demo school has, as those who look at it every day.
const PAGES: [(&str, Option<&str>, &str); 5] = [
    ("health", None, "/healthz"),
    ("course list", Some("coordinator"), "/courses"),
    ("20 groups, dashboard", Some("coordinator"), "/courses/MED-201/groups"),
    ("20 groups, on the board", Some("coordinator"), "/courses/MED-201/board"),
    ("My Learners", Some("tutor"), "/my-learners"),
];

/// How long the server is asked before anything is counted.
const WARMING: Duration = Duration::from_secs(1);

#[derive(Debug, Parser)]
struct Arguments {
    /// The server to ask; without it one is started.
    #[arg(long)]
    url: Option<String>,
    /// The binary to start.
    #[arg(long)]
    binary: Option<PathBuf>,
    /// An empty database for it.
    #[arg(long)]
    database_url: Option<String>,
    /// For how long each page is asked for.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,
    /// How many ask at once.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    at_once: u16,
    /// What the asking browsers take.
    #[arg(long, default_value = "gzip, deflate, br, zstd")]
    accept_encoding: String,
    /// Only pages whose name holds this.
    #[arg(long, default_value = "")]
    only: String,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let started = match &arguments.url {
        Some(_) => None,
        None => Some(Started::start(&arguments, &format!("sqlite:{}", folder.path().join("load.db").display()))?),
    };
    let url = started.as_ref().map(|server| server.url.clone()).or(arguments.url).unwrap_or_default();
    let server: SocketAddr = url.trim_start_matches("http://").trim_end_matches('/').parse()?;
    ensure!(server.ip().is_loopback(), "only a server of this machine is asked");
    let heads = ["a second", "CPU ms", "kB", "half ms", "99 % ms", "longest"];
    println!("{:<24} {}", "page", heads.map(|head| format!("{head:>9}")).join(""));
    for (name, who, path) in PAGES.into_iter().filter(|(name, ..)| name.contains(&arguments.only)) {
        let cookie = who.map(|who| sign_in(server, who)).transpose()?;
        let request = request("GET", server, path, cookie.as_deref(), &arguments.accept_encoding);
        load(server, &request, arguments.at_once, WARMING)?;
        let (began, computed) = (Instant::now(), started.as_ref().and_then(Started::computed));
        let (kilobytes, mut took) = load(server, &request, arguments.at_once, Duration::from_secs(arguments.seconds))?;
        let rate = count(took.len()) / began.elapsed().as_secs_f64();
        let computed = started.as_ref().and_then(Started::computed).zip(computed).map(|(now, before)| now - before);
        let each = computed.map_or(f64::NAN, |computed| computed * 1_000.0 / count(took.len()));
        took.sort_unstable();
        let at = |share: usize| took.get((took.len() * share / 100).min(took.len() - 1)).map_or(0.0, milliseconds);
        let (half, most, longest) = (at(50), at(99), at(100));
        println!("{name:<24} {rate:>9.0}{each:>9.3}{kilobytes:>9.1}{half:>9.2}{most:>9.2}{longest:>9.2}");
    }
    Ok(())
}

fn milliseconds(took: &Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

/// As a number that can be divided.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// Asks again and again, many at once, for so long; answers the kilobytes of an answer and how long each took.
fn load(server: SocketAddr, request: &str, at_once: u16, long: Duration) -> Result<(f64, Vec<Duration>)> {
    let until = Instant::now() + long;
    let ask = || {
        let mut line = Line::open(server)?;
        let (mut kilobytes, mut took) = (0.0, Vec::new());
        while Instant::now() < until {
            let began = Instant::now();
            let answer = line.ask(request)?;
            took.push(began.elapsed());
            ensure!(answer.status == 200, "{request}: {}", answer.status);
            kilobytes = count(answer.bytes) / 1_000.0;
        }
        Ok::<_, anyhow::Error>((kilobytes, took))
    };
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..at_once).map(|_| scope.spawn(ask)).collect();
        let mut all = (0.0, Vec::new());
        for one in asking {
            let Ok(found) = one.join() else { bail!("an asker broke off") };
            let (kilobytes, took) = found?;
            all.0 = kilobytes;
            all.1.extend(took);
        }
        Ok(all)
    })
}

fn request(method: &str, server: SocketAddr, path: &str, cookie: Option<&str>, encodings: &str) -> String {
    let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    format!("{method} {path} HTTP/1.1\r\nHost: {server}\r\nAccept-Encoding: {encodings}\r\n{cookie}\r\n")
}

/// The cookie of someone of the demo school.
fn sign_in(server: SocketAddr, who: &str) -> Result<String> {
    let form = format!("username={who}&password={}", server::demo::PASSWORD);
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let answer = Line::open(server)?.ask(&request)?;
    let cookie = answer.cookie.with_context(|| format!("{who} could not sign in: {}", answer.status))?;
    Ok(cookie.split(';').next().unwrap_or_default().to_owned())
}

/// A connection that is kept.
struct Line {
    reader: BufReader<TcpStream>,
}

struct Answer {
    status: u16,
    cookie: Option<String>,
    /// The length of the body as it was sent.
    bytes: usize,
}

impl Line {
    fn open(server: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(server)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        Ok(Self { reader: BufReader::with_capacity(64 * 1024, stream) })
    }

    fn ask(&mut self, request: &str) -> Result<Answer> {
        self.reader.get_mut().write_all(request.as_bytes())?;
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no answer of HTTP")?;
        let (mut length, mut cookie) = (None, None);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.parse::<usize>()?),
                "set-cookie" => cookie = Some(value.to_owned()),
                _ => {}
            }
        }
        let bytes = match length {
            Some(length) => self.skip(length)?,
            None => self.skip_chunks()?,
        };
        Ok(Answer { status, cookie, bytes })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.reader.read_line(&mut line)? > 0, "the server hung up");
        Ok(line.trim_end().to_owned())
    }

    fn skip(&mut self, bytes: usize) -> Result<usize> {
        let skipped = std::io::copy(&mut self.reader.by_ref().take(bytes.try_into()?), &mut std::io::sink())?;
        ensure!(usize::try_from(skipped)? == bytes, "the server hung up");
        Ok(bytes)
    }

    fn skip_chunks(&mut self) -> Result<usize> {
        let mut bytes = 0;
        loop {
            let chunk = usize::from_str_radix(&self.line()?, 16)?;
            bytes += self.skip(chunk)?;
            self.line()?;
            if chunk == 0 {
                return Ok(bytes);
            }
        }
    }
}

/// A server that ends with the program.
struct Started {
    process: Child,
    url: String,
}

impl Started {
    fn start(arguments: &Arguments, database: &str) -> Result<Self> {
        let beside = || Some(std::env::current_exe().ok()?.parent()?.parent()?.join("coterie"));
        let binary = arguments.binary.clone().or_else(beside).context("where is the binary?")?;
        let database = arguments.database_url.as_deref().unwrap_or(database);
        let process = Command::new(&binary)
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--database-url", database])
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", binary.display()))?;
        let mut started = Self { process, url: String::new() };
        let mut said = BufReader::new(started.process.stdout.take().context("it says nothing")?).lines();
        let url =
            said.by_ref().map_while(Result::ok).find_map(|line| Some(line.strip_prefix("Coterie is at ")?.into()));
        started.url = url.context("the server did not start")?;
        // It goes on speaking, and must find someone who listens.
        std::thread::spawn(move || said.for_each(drop));
        Ok(started)
    }
}

impl Started {
    /// The seconds of processor time it has taken, where the system tells: fields 14 and 15 of its line, after the name in
    /// brackets, in hundredths.
    fn computed(&self) -> Option<f64> {
        let line = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).ok()?;
        let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
        let hundredths = |at: usize| fields.get(at)?.parse::<f64>().ok();
        Some((hundredths(11)? + hundredths(12)?) / 100.0)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended by itself; more cannot be done here.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
