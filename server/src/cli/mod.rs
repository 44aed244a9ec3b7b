//! The command line, for operators and scripts: the same rules as the screens, by the same code.

mod admin;
mod file;
mod groups;
mod serve;
mod users;

use clap::{Args, Parser, Subcommand, ValueEnum};
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
    /// Fills an empty database with the demo school; refuses one that holds anything else.
    #[arg(long)]
    pub demo: bool,
    /// Lets the demo school, whose passwords are public, listen on more than this machine.
    #[arg(long, requires = "demo")]
    pub demo_for_everyone: bool,
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
        Err(fault) => return failed(&fault.into()),
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::BadInput) => ExitCode::from(2),
        Err(fault) => failed(&fault),
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<Outcome> {
    let store = Store::open(&cli.database_url).await?;
    match cli.command {
        Command::Serve(arguments) => serve::serve(store, arguments).await,
        Command::Admin(Admin::Create { username, email, first_name, last_name, organisation }) => {
            admin::create(&store, admin::NewAdmin { username, email, first_name, last_name, organisation }).await
        }
        Command::Groups(Groups::Export { course, period, out }) => groups::export(&store, &course, &period, out).await,
        Command::Groups(Groups::Import { file, course, period, dry_run, report }) => {
            groups::import(&store, &file, &course, &period, dry_run, report).await
        }
        Command::Users(Users::Import { file, dry_run, report, on_conflict }) => {
            users::import(&store, &file, dry_run, report, on_conflict).await
        }
    }
}

fn failed(fault: &anyhow::Error) -> ExitCode {
    eprintln!("coterie: {fault:#}");
    ExitCode::FAILURE
}
