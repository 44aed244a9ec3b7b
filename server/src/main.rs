//! The binary: reads the command line and hands over.

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    server::cli::run(server::cli::Cli::parse())
}
