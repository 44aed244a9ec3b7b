//! Forms maximally diverse groups from a file of MDGPLIB and prints the sum of the distances within groups:
//! `cargo run --release -p domain --example mdgp -- FILE --seconds S --seed N [--steps N] [--assignment OUT]`.
//!
//! OUT gets a line `element group` per element. With steps instead of seconds, every machine finds the same groups.

#[path = "../tests/files/mdgp.rs"]
mod mdgp;

use domain::forming::rules::Search;
use std::error::Error;
use std::time::{Duration, Instant};

struct Options {
    file: String,
    seconds: f64,
    seed: u64,
    steps: Option<u64>,
    assignment: Option<String>,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { file: String::new(), seconds: 1.0, seed: 1, steps: None, assignment: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--seconds" => options.seconds = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--steps" => options.steps = Some(value()?.parse()?),
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
    let mut search = Search::new(mdgp::wish(&std::fs::read_to_string(&options.file)?, options.seed)?)?;
    let until = Duration::try_from_secs_f64(options.seconds)?;
    let is_over = |steps| options.steps.map_or_else(|| started.elapsed() >= until, |most| steps >= most);
    while !is_over(search.progress().steps) && !search.advance(10_000).done {}
    let value = search.report()?.rules[0].value;
    println!("{}.{:03}", value / 1_000, value % 1_000);
    eprintln!("{} steps in {:.3} s", search.progress().steps, started.elapsed().as_secs_f64());
    if let Some(out) = options.assignment {
        let lines = search.best().iter().enumerate().map(|(element, group)| format!("{element} {group}\n"));
        std::fs::write(out, lines.collect::<String>())?;
    }
    Ok(())
}
