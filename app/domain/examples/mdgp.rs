//! Forms maximally diverse groups from a file of MDGPLIB and prints the sum of the distances within groups:
//! `cargo run --release -p domain --example mdgp -- FILE --seconds S --seed N [--steps N] [--assignment OUT]`.
//!
//! FILE has a line `n G ss|ds lo hi lo hi …` (elements, groups, the same or different sizes, the bounds of each
//! group's size) and then a line `i j distance` per pair. OUT gets a line `element group` per element. So many steps
//! give the same groups on every machine, however long they take.

use domain::forming::rules::{Aim, Capacity, Distance, Force, Rule, Search, Wish};
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

/// Distances have three decimals at most, so that thousandths are exact.
fn wish(text: &str, seed: u64) -> Result<Wish, Box<dyn Error>> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().ok_or("an empty file")?.split_whitespace().collect();
    let [learners, _, _, bounds @ ..] = head.as_slice() else { return Err("no first line".into()) };
    let learners: u32 = learners.parse()?;
    let bounds: Vec<u32> = bounds.iter().map(|bound| bound.parse()).collect::<Result<_, _>>()?;
    let mut distances = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let distance: f64 = line.split_whitespace().nth(2).ok_or("a line without a distance")?.parse()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, and below a million")]
        distances.push((distance * 1_000.0).round() as u32);
    }
    Ok(Wish {
        learners,
        attributes: Vec::new(),
        groups: bounds.chunks_exact(2).map(|bound| Capacity { least: bound[0], most: bound[1] }).collect(),
        fixed: Vec::new(),
        rules: vec![Rule { force: Force::Weight(1), aim: Aim::Diverse(Distance::Given(distances)) }],
        seed,
    })
}

#[expect(clippy::disallowed_methods, reason = "the time that a search may take is the caller's to watch")]
fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let options = options()?;
    let mut search = Search::new(wish(&std::fs::read_to_string(&options.file)?, options.seed)?)?;
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
