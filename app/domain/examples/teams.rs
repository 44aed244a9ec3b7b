//! Forms teams in which every attribute is as in the whole, and prints the cost:
//! `cargo run --release -p domain --example teams -- FILE --size N --seconds S --seed N [--assignment OUT]`.
//!
//! FILE is CSV with a column `id` and a column per attribute, whose values are kinds. The cost sums over teams and over
//! all kinds of an attribute but the last how far a team's count is from the rounded share. OUT gets `id,team` lines.

use domain::forming::rules::{Aim, Attribute, Capacity, Force, Rule, Search, Wish};
use std::collections::BTreeSet;
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

/// A rule per attribute that watches all kinds but the last in order.
fn wish(columns: &[Vec<&str>], size: u32, seed: u64) -> Result<Wish, Box<dyn Error>> {
    let learners = u32::try_from(columns.first().map_or(0, Vec::len))?;
    let groups = learners.div_ceil(size.max(1)).max(1);
    let (mut attributes, mut rules) = (Vec::new(), Vec::new());
    for (at, column) in (0..).zip(columns) {
        let kinds: BTreeSet<&str> = column.iter().copied().collect();
        let kinds: Vec<&str> = kinds.into_iter().collect();
        let kind = |value: &&str| kinds.binary_search(value).ok().and_then(|kind| u32::try_from(kind).ok());
        attributes.push(Attribute::Kinds(column.iter().map(kind).collect()));
        let of = (0..u32::try_from(kinds.len())?.saturating_sub(1)).collect();
        rules.push(Rule { force: Force::Weight(1), aim: Aim::Nearest { attribute: at, of } });
    }
    let sizes = (0..groups).map(|group| learners / groups + u32::from(group < learners % groups));
    let groups = sizes.map(|size| Capacity { least: size, most: size }).collect();
    Ok(Wish { learners, attributes, groups, fixed: Vec::new(), rules, seed })
}

#[expect(clippy::disallowed_methods, reason = "the time that a search may take is the caller's to watch")]
fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let options = options()?;
    let text = std::fs::read_to_string(&options.file)?;
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().ok_or("an empty file")?;
    let id = head.iter().position(|name| *name == "id").ok_or("no column `id`")?;
    let rows: Vec<Vec<&str>> = rows.filter(|row| row.len() == head.len()).collect();
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<_>>();
    let columns: Vec<Vec<&str>> = (0..head.len()).filter(|at| *at != id).map(column).collect();
    let mut search = Search::new(wish(&columns, options.size, options.seed)?)?;
    let until = Duration::try_from_secs_f64(options.seconds)?;
    while started.elapsed() < until && !search.advance(10_000).done {}
    println!("cost {}", search.report()?.cost.weighted / 1_000);
    eprintln!("{} steps in {:.3} s", search.progress().steps, started.elapsed().as_secs_f64());
    if let Some(out) = options.assignment {
        let lines = rows.iter().zip(search.best()).map(|(row, team)| format!("{},{team}\n", row[id]));
        std::fs::write(out, format!("id,team\n{}", lines.collect::<String>()))?;
    }
    Ok(())
}
