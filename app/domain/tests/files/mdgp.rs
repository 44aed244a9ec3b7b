//! Files of MDGPLIB: a line `n G ss|ds lo hi lo hi …` (elements, groups, the same or different sizes, the bounds of each
//! group's size) and then a line `i j distance` per pair.

use domain::forming::rules::{Aim, Capacity, Distance, Force, Rule, Wish};
use std::error::Error;

/// Distances have three decimals at most, so that thousandths are exact.
pub(crate) fn wish(text: &str, seed: u64) -> Result<Wish, Box<dyn Error>> {
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
