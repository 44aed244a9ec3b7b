//! How long groups by rules take, by size: the table of README, natively by
//! `cargo run --release -p domain --example rules`, and in WASM by
//! `cargo build --release -p domain --example rules --target wasm32-wasip1` and `node app/domain/examples/rules.mjs`.

#[path = "../tests/class/mod.rs"]
mod class;

use class::Class;
use domain::forming::rules::{Search, Trouble, Wish, check};
use std::time::Instant;

const SEED: u64 = 1;
/// So many changes of seats are considered, or fewer where no more are of use.
const STEPS: u64 = 1_000_000;
/// Where there is nothing but musts, so many at most until they are met.
const STRICT: u64 = 20_000_000;

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn measure(name: &str, learners: u32, wish: Wish, steps: u64) -> Result<(), Trouble> {
    let began = Instant::now();
    let mut search = Search::new(wish.clone())?;
    let start = began.elapsed().as_secs_f64();
    let progress = search.advance(steps);
    let all = began.elapsed().as_secs_f64();
    check(&wish, search.best())?;
    let checked = began.elapsed().as_secs_f64() - all;
    println!(
        "| {learners} | {name} | {:.1} ms | {:.0} ms | {:.1} ms | {} | {} |",
        start * 1e3,
        (all - start) * 1e3,
        checked * 1e3,
        progress.steps,
        if progress.best.must == 0 { "all" } else { "not all" },
    );
    Ok(())
}

fn main() -> Result<(), Trouble> {
    println!("| learners | wish | start | search | check | steps | musts met |\n|---|---|---|---|---|---|---|");
    for learners in [50, 200, 800, 2_000, 10_000] {
        measure("usual", learners, Class::usual(learners, SEED), STEPS)?;
        measure("diverse", learners, Class::diverse(learners, SEED), STEPS)?;
    }
    for learners in [200, 800, 2_000] {
        let sets = learners as usize / 40;
        measure("strict", learners, Class::strict(learners, sets, 2 * sets, 3, SEED), STRICT)?;
    }
    Ok(())
}
