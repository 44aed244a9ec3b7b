//! From evidence to a column for each field, or none.

use super::assignment::{best, total};
use super::evidence::{Edge, Evidence, SURE};
use super::reason::Reason;
use std::collections::BTreeMap;

/// If the table scores nearly as well without a column being a field, something else is as likely.
const MARGIN: u32 = 10;

/// The column, score and reason of each of so many fields.
pub(super) fn decide(fields: usize, evidence: Evidence) -> Vec<(Option<usize>, u8, Reason)> {
    let taken = assign(fields, &evidence.edges);
    let is_free = |column: usize| !taken.contains(&Some(column));
    let score = |score: u32| u8::try_from(score.min(100)).unwrap_or(100);
    (0..fields)
        .map(|field| {
            let mut edges: Vec<&Edge> = evidence.edges.iter().filter(|edge| edge.field == field).collect();
            if let Some(column) = taken[field] {
                let edge = edges.iter().find(|edge| edge.column == column);
                return edge.map_or((None, 0, Reason::NotFound), |edge| {
                    (Some(column), score(edge.score), edge.reason.clone())
                });
            }
            edges.retain(|edge| is_free(edge.column));
            let most = edges.iter().map(|edge| edge.score).max().unwrap_or(0);
            edges.retain(|edge| edge.score + MARGIN > most);
            edges.sort_by_key(|edge| edge.column);
            match edges[..] {
                [] => {
                    let clash = evidence.clashes.iter().find(|(of, column, _)| *of == field && is_free(*column));
                    let conflict = clash.map(|(_, column, clash)| Reason::Conflict(*column, *clash));
                    (None, 0, conflict.unwrap_or(Reason::NotFound))
                }
                [edge] => (None, score(edge.score), Reason::Perhaps(edge.column)),
                _ => (None, score(most), Reason::Several(edges.iter().map(|edge| edge.column).collect())),
            }
        })
        .collect()
}

/// The best assignment of columns to fields, without what another assignment would nearly as well
/// give otherwise.
fn assign(fields: usize, edges: &[Edge]) -> Vec<Option<usize>> {
    let (columns, mut worth) = table(fields, edges);
    let assigned = best(&worth);
    let most = total(&worth, &assigned);
    let mut sure = vec![None; fields];
    for (field, at) in assigned.iter().enumerate().filter_map(|(field, at)| Some((field, (*at)?))) {
        let kept = std::mem::take(&mut worth[field][at]);
        let otherwise = total(&worth, &best(&worth));
        worth[field][at] = kept;
        if otherwise + MARGIN <= most {
            sure[field] = columns.get(at).copied();
        }
    }
    sure
}

/// The sure edges as a table, and the columns it is about. Of each field only the best columns enter:
/// more than there are fields can neither be in an assignment nor be the next best to one.
fn table(fields: usize, edges: &[Edge]) -> (Vec<usize>, Vec<Vec<u32>>) {
    let mut best_of: Vec<Vec<&Edge>> = vec![Vec::new(); fields];
    for edge in edges.iter().filter(|edge| edge.score >= SURE) {
        best_of[edge.field].push(edge);
    }
    for edges in &mut best_of {
        edges.sort_by_key(|edge| (std::cmp::Reverse(edge.score), edge.column));
        edges.truncate(fields + 1);
    }
    let kept = best_of.iter().flatten();
    let mut places: BTreeMap<usize, usize> = kept.clone().map(|edge| (edge.column, 0)).collect();
    places.values_mut().enumerate().for_each(|(at, place)| *place = at);
    let mut worth = vec![vec![0; places.len()]; fields];
    for edge in kept {
        if let Some(at) = places.get(&edge.column) {
            worth[edge.field][*at] = edge.score;
        }
    }
    (places.into_keys().collect(), worth)
}
