//! Files of teams: CSV with a column `id` and a column per attribute, whose values are kinds.

use domain::forming::rules::{Aim, Attribute, Capacity, Force, Rule, Wish};
use std::collections::BTreeSet;
use std::error::Error;

/// What names each learner, and teams of about `size` in which each kind of an attribute but the last in order is as
/// near its share as can be.
pub(crate) fn read(text: &str, size: u32, seed: u64) -> Result<(Vec<String>, Wish), Box<dyn Error>> {
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().ok_or("an empty file")?;
    let id = head.iter().position(|name| *name == "id").ok_or("no column `id`")?;
    let rows: Vec<Vec<&str>> = rows.filter(|row| row.len() == head.len()).collect();
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<_>>();
    let columns: Vec<Vec<&str>> = (0..head.len()).filter(|at| *at != id).map(column).collect();
    Ok((column(id).into_iter().map(str::to_owned).collect(), wish(&columns, size, seed)?))
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
