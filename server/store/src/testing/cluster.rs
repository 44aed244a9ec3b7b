//! A PostgreSQL cluster for the life of this process: Debian's programs, a folder of its own, a socket
//! there and no network. `COTERIE_TEST_POSTGRES` names a server to use instead.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// A running cluster. `_watch` stops it when this process ends, however it ends.
struct Cluster {
    url: String,
    _watch: Child,
}

/// The address of a database that is always there, on the server tests run on; `None` where there is none.
pub(super) fn server() -> Option<&'static str> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    static GIVEN: OnceLock<Option<String>> = OnceLock::new();
    if let Some(url) = GIVEN.get_or_init(|| std::env::var("COTERIE_TEST_POSTGRES").ok()) {
        return Some(url);
    }
    CLUSTER.get_or_init(start).as_ref().map(|cluster| cluster.url.as_str())
}

fn start() -> Option<Cluster> {
    let Some(programs) = programs() else {
        assert!(
            !std::env::var("CI").is_ok_and(|ci| ci == "true"),
            "PostgreSQL is not installed, and CI=true needs it: apt-get install postgresql"
        );
        // Past the capture of test output: whoever runs the tests must see it.
        let _ = writeln!(
            std::io::stderr(),
            "\n*** PostgreSQL is not installed: THE POSTGRESQL HALF OF THE TESTS DID NOT RUN. ***\n"
        );
        return None;
    };
    let folder = folder();
    let data = folder.join("data");
    let watch = watch(&programs, &folder, &data);
    let flags = ["-U", "coterie", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"];
    succeed(as_server_user(&programs.join("initdb")).arg("-D").arg(&data).args(flags));
    let settings = format!(
        "-k {} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
         -c max_connections=200 -c timezone=Pacific/Auckland",
        folder.display()
    );
    let log = folder.join("log");
    let mut start = as_server_user(&programs.join("pg_ctl"));
    succeed(start.arg("start").arg("-w").arg("-D").arg(&data).arg("-l").arg(&log).arg("-o").arg(settings));
    Some(Cluster { url: format!("postgres://coterie@localhost/postgres?host={}", folder.display()), _watch: watch })
}

/// Debian's newest, else what is on the path.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| {
            let version = version.ok()?;
            Some((version.file_name().to_str()?.parse().ok()?, version.path().join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").exists())
        .collect();
    versions.sort();
    let on_path = || {
        std::env::split_paths(&std::env::var_os("PATH")?)
            .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
    };
    versions.pop().map(|(_, programs)| programs).or_else(on_path)
}

/// A folder the server's user may write to.
fn folder() -> PathBuf {
    let folder = tempfile::Builder::new().prefix("coterie-pg-").tempdir().expect("a temporary folder").keep();
    if is_root() {
        succeed(Command::new("chown").arg("postgres").arg(&folder));
    }
    folder
}

/// PostgreSQL refuses to run as root.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn as_server_user(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut runuser = Command::new("runuser");
        runuser.args(["-u", "postgres", "--"]).arg(program);
        runuser
    } else {
        Command::new(program)
    };
    command.current_dir("/").stdin(Stdio::null());
    command
}

/// Waits for the pipe from this process to close, as it does whatever ends the process, then stops the
/// cluster and removes its folder. In a process group of its own, so that Ctrl-C does not end it first.
fn watch(programs: &Path, folder: &Path, data: &Path) -> Child {
    let stop = as_server_user(&programs.join("pg_ctl"));
    let mut command = Command::new("sh");
    command
        .args(["-c", r#"cat >/dev/null; folder="$1"; shift; "$@"; rm -rf "$folder""#, "sh"])
        .arg(folder)
        .arg(stop.get_program())
        .args(stop.get_args())
        .args(["stop", "-m", "immediate", "-D"])
        .arg(data)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    command.spawn().expect("a shell to watch over the cluster")
}

fn succeed(command: &mut Command) {
    // Not to a pipe: the server would keep it open.
    let output = tempfile::tempfile().expect("a temporary file");
    let to = |file: &std::fs::File| Stdio::from(file.try_clone().expect("a second handle on a file"));
    let status = command.stdout(to(&output)).stderr(to(&output)).status();
    let done = status.as_ref().is_ok_and(std::process::ExitStatus::success);
    assert!(done, "{command:?} failed: {status:?}\n{}", read(output));
}

fn read(mut file: std::fs::File) -> String {
    use std::io::{Read as _, Seek as _};
    let mut text = String::new();
    let _ = file.rewind().and_then(|()| file.read_to_string(&mut text));
    text
}
