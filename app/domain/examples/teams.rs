//! Forms teams in which every attribute is as in the whole, and prints the cost:
//! `cargo run --release -p domain --example teams -- FILE --size N --seconds S --seed N [--assignment OUT]`.
//!
//! The cost sums over teams and over
//! all kinds of an attribute but the last how far a team's count is from the rounded share. OUT gets `id,team` lines.

#[path = "../tests/files/teams.rs"]
mod teams;

use domain::forming::rules::Search;
use std::error::Error;
use std::time::{Duration, Instant};

struct Options {
    file: String,
    size: u32,
    seconds: f64,
    seed: u64,
    assignment: Option<String>,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { file: String::new(), size: 5, seconds: 0.2, seed: 1, assignment: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--size" => options.size = value()?.parse()?,
            "--seconds" => options.seconds = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--assignment" => options.assignment = Some(value()?),
            _ => options.file = word,
        }
    }
    Ok(options)
}

#[expect(clippy::disallowed_methods, reason = "the time that a search may take is the caller's to watch")]
fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let options = options()?;
    let (ids, wish) = teams::read(&std::fs::read_to_string(&options.file)?, options.size, options.seed)?;
    let mut search = Search::new(wish)?;
    let until = Duration::try_from_secs_f64(options.seconds)?;
    while started.elapsed() < until && !search.advance(10_000).done {}
    println!("cost {}", search.report()?.cost.weighted / 1_000);
    eprintln!("{} steps in {:.3} s", search.progress().steps, started.elapsed().as_secs_f64());
    if let Some(out) = options.assignment {
        let lines = ids.iter().zip(search.best()).map(|(id, team)| format!("{id},{team}\n"));
        std::fs::write(out, format!("id,team\n{}", lines.collect::<String>()))?;
    }
    Ok(())
}
