//! The command line, for operators and scripts: the same rules as the screens, by the same code.

mod admin;
mod file;
mod form;
mod groups;
mod serve;
mod users;

use crate::{clock, secret};
use app::error::AppError;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use service::{Asker, Clock, Fault, NewPassword, Service, Who};
use std::path::PathBuf;
use std::process::ExitCode;
use store::Store;

/// Course groups for schools that teach in small groups.
#[derive(Debug, Parser)]
#[command(name = "coterie", version, about)]
pub struct Cli {
    /// Where the data is: `sqlite:FILE` or `postgres://…`
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:coterie.db", global = true, hide_env_values = true)]
    database_url: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the pages.
    Serve(Serve),
    /// Administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// Course groups as files.
    #[command(subcommand)]
    Groups(Groups),
    /// Users as files.
    #[command(subcommand)]
    Users(Users),
}

/// `coterie serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, env = "COTERIE_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: std::net::SocketAddr,
    /// The address people reach the server by, for links in mail (`http://LISTEN` by default).
    #[arg(long, env = "COTERIE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// A proxy that is believed where its client asks from (`X-Forwarded-For`): an address or a range, such as
    /// `10.0.0.0/8`; may be said several times.
    #[arg(long, env = "COTERIE_TRUSTED_PROXY", value_delimiter = ',', value_parser = proxy)]
    pub trusted_proxy: Vec<IpNet>,
    /// Fills an empty database with the demo school; refuses one that holds anything else.
    #[arg(long)]
    pub demo: bool,
    /// Lets the demo school, whose passwords are public, listen on more than this machine.
    #[arg(long, requires = "demo")]
    pub demo_for_everyone: bool,
}

/// An address or a range of them.
fn proxy(said: &str) -> Result<IpNet, String> {
    let range = said.parse().or_else(|_| said.parse::<std::net::IpAddr>().map(IpNet::from));
    range.map_err(|_| "neither an address nor a range such as 10.0.0.0/8".to_owned())
}

/// `coterie admin …`
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Makes a user with all permissions (medtech:admin) and prints a password that must be changed.
    Create {
        #[arg(long)]
        username: String,
        #[arg(long)]
        email: String,
        #[arg(long, default_value = "Coterie")]
        first_name: String,
        #[arg(long, default_value = "Administrator")]
        last_name: String,
        /// The organisation they belong to; made when there is none of that name.
        #[arg(long, default_value = "School of Medicine")]
        organisation: String,
    },
}

/// `coterie groups …`
#[derive(Debug, Subcommand)]
pub enum Groups {
    /// Writes the groups of a course and period as CSV.
    Export {
        /// The course's code.
        #[arg(long)]
        course: String,
        /// The curriculum period's title.
        #[arg(long)]
        period: String,
        /// Where to write [default: standard output].
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Fills and makes groups from a CSV file: all of it, or nothing.
    Import {
        file: PathBuf,
        /// The course's code.
        #[arg(long)]
        course: String,
        /// The curriculum period's title.
        #[arg(long)]
        period: String,
        /// Says what would be done and writes nothing.
        #[arg(long)]
        dry_run: bool,
        /// Writes every row with its outcome to this file.
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// Forms groups by rules from a plain CSV file, without a database.
    Form(Form),
}

/// `coterie groups form`
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("how many").required(true).args(["size", "number"])))]
pub struct Form {
    /// A CSV file: the first column names the learners, the others are what rules look at.
    #[arg(long)]
    pub learners: PathBuf,
    /// As many groups as have at most this size; sizes differ by at most one.
    #[arg(long)]
    pub size: Option<u32>,
    /// So many groups; sizes differ by at most one.
    #[arg(long)]
    pub number: Option<u32>,
    /// A column that every group has as the whole has it: kinds at their share, numbers in mean and spread.
    #[arg(long, value_name = "COLUMN")]
    pub balance: Vec<String>,
    /// A column in which groupmates are alike.
    #[arg(long, value_name = "COLUMN")]
    pub alike: Vec<String>,
    /// A CSV file in which each row names learners who sit in one group.
    #[arg(long, value_name = "FILE")]
    pub together: Option<PathBuf>,
    /// A CSV file in which each row names learners who sit in different groups.
    #[arg(long, value_name = "FILE")]
    pub apart: Option<PathBuf>,
    /// Another seed gives another arrangement.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How long to search at most.
    #[arg(long, default_value_t = 2.0)]
    pub seconds: f64,
    /// How many changes to consider, instead of seconds: then the groups are the same on every machine.
    #[arg(long)]
    pub steps: Option<u64>,
    /// Where to write [default: standard output].
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// `coterie users …`
#[derive(Debug, Subcommand)]
pub enum Users {
    /// Makes and changes users from a file, by the rules of the screen: all of it, or nothing.
    Import {
        file: PathBuf,
        /// Says what would be done and writes nothing.
        #[arg(long)]
        dry_run: bool,
        /// Writes every row with its outcome to this file.
        #[arg(long)]
        report: Option<PathBuf>,
        /// What becomes of users who have another role of the same group; without it, a file with such rows is refused.
        #[arg(long)]
        on_conflict: Option<Conflict>,
    },
}

/// What becomes of a user who has another role of the same group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Conflict {
    /// They stay as they are.
    Skip,
    /// They take the role of the file, with the rest.
    Update,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The input cannot be accepted; every problem was listed and nothing was written.
    BadInput,
}

/// Runs a command: exit 0 done; 1 a fault of the system; 2 bad input.
pub fn run(cli: Cli) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    // Pages are rendered by deeply nested futures, which an unoptimised build keeps on the stack.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(16 * 1024 * 1024).build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(fault) => return ended(&fault.into()),
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::BadInput) => ExitCode::from(2),
        Err(fault) => ended(&fault),
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<Outcome> {
    let store = || Store::open(&cli.database_url);
    let by_system = async || anyhow::Ok(system(store().await?));
    match cli.command {
        Command::Serve(arguments) => serve::serve(store().await?, arguments).await,
        Command::Admin(Admin::Create { username, email, first_name, last_name, organisation }) => {
            let new = admin::NewAdmin { username, email, first_name, last_name, organisation };
            admin::create(&store().await?, new).await
        }
        Command::Groups(Groups::Export { course, period, out }) => {
            groups::export(&by_system().await?, &course, &period, out).await
        }
        Command::Groups(Groups::Import { file, course, period, dry_run, report }) => {
            groups::import(&by_system().await?, &file, &course, &period, dry_run, report).await
        }
        Command::Groups(Groups::Form(asked)) => form::form(&asked),
        Command::Users(Users::Import { file, dry_run, report, on_conflict }) => {
            users::import(&by_system().await?, &file, dry_run, report, on_conflict).await
        }
    }
}

/// Whoever runs commands on this machine, at this moment.
fn system(store: Store) -> Asker {
    Service::new(store, Clock(clock::now), NewPassword(|| Box::pin(secret::draw_and_hash()))).asker(Who::System)
}

/// A fault of the system: its cause is in the log.
fn failed(fault: Fault) -> anyhow::Error {
    AppError::from(fault).into()
}

fn ended(fault: &anyhow::Error) -> ExitCode {
    eprintln!("coterie: {fault:#}");
    ExitCode::FAILURE
}
