//! The best one-to-one assignment of columns to fields: the Hungarian method.
//!
//! Kuhn 1955 with the shortest augmenting paths of Jonker and Volgenant; O(fields² × columns).

/// Gives each row of `worth` (a field) at most one column and each column at most one row, so that
/// the sum of what they are worth is greatest. Where nothing is worth anything, there is no column.
/// All rows are of one length.
pub(super) fn best(worth: &[Vec<u32>]) -> Vec<Option<usize>> {
    let rows = worth.len();
    // A column of its own that is worth nothing lets each row go without.
    let columns = worth.first().map_or(0, Vec::len) + rows;
    let cost =
        |row: usize, column: usize| -i64::from(worth.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0));
    // Row and column 0 stand for none; `row_of` says which row has the column.
    let mut row_price = vec![0_i64; rows + 1];
    let mut column_price = vec![0_i64; columns + 1];
    let mut row_of = vec![0_usize; columns + 1];
    for row in 1..=rows {
        augment(row, &cost, &mut row_price, &mut column_price, &mut row_of);
    }
    let mut assigned = vec![None; rows];
    for (column, row) in row_of.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        if cost(row - 1, column - 1) < 0 {
            assigned[row - 1] = Some(column - 1);
        }
    }
    assigned
}

/// Finds room for `row` by the cheapest chain of moves.
fn augment(
    row: usize,
    cost: &impl Fn(usize, usize) -> i64,
    row_price: &mut [i64],
    column_price: &mut [i64],
    row_of: &mut [usize],
) {
    let columns = row_of.len();
    let mut way = vec![0_usize; columns];
    let mut distance = vec![i64::MAX; columns];
    let mut settled = vec![false; columns];
    row_of[0] = row;
    let mut here = 0;
    while row_of[here] != 0 {
        settled[here] = true;
        let from = row_of[here];
        let (mut nearest, mut step) = (0, i64::MAX);
        for column in (1..columns).filter(|column| !settled[*column]) {
            let length = cost(from - 1, column - 1) - row_price[from] - column_price[column];
            if length < distance[column] {
                (distance[column], way[column]) = (length, here);
            }
            if distance[column] < step {
                (step, nearest) = (distance[column], column);
            }
        }
        for column in 0..columns {
            if settled[column] {
                row_price[row_of[column]] += step;
                column_price[column] -= step;
            } else if distance[column] < i64::MAX {
                distance[column] -= step;
            }
        }
        here = nearest;
    }
    while here != 0 {
        row_of[here] = row_of[way[here]];
        here = way[here];
    }
}

/// What an assignment is worth.
pub(super) fn total(worth: &[Vec<u32>], assigned: &[Option<usize>]) -> u32 {
    assigned.iter().zip(worth).filter_map(|(column, row)| row.get((*column)?)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The greatest sum, by trying everything.
    fn by_trying(worth: &[Vec<u32>], taken: u32) -> u32 {
        let Some((row, rest)) = worth.split_first() else { return 0 };
        let without = by_trying(rest, taken);
        let with = row.iter().enumerate().filter(|(column, _)| taken & (1 << column) == 0);
        with.map(|(column, worth)| worth + by_trying(rest, taken | (1 << column))).max().unwrap_or(0).max(without)
    }

    #[test]
    fn the_whole_counts_and_not_the_greatest_first() {
        assert_eq!(best(&[vec![10, 9], vec![9, 0]]), [Some(1), Some(0)]);
        assert_eq!(best(&[vec![0, 0], vec![0, 1]]), [None, Some(1)]);
        assert_eq!(best(&[vec![], vec![]]), [None, None]);
        assert_eq!(best(&[]), [] as [Option<usize>; 0]);
    }

    proptest! {
        #[test]
        fn it_is_one_to_one_and_as_good_as_trying_everything(
            worth in (0..5_usize).prop_flat_map(|columns| {
                prop::collection::vec(prop::collection::vec(prop_oneof![Just(0), 0..=100_u32], columns), 0..5)
            })
        ) {
            let assigned = best(&worth);
            let mut columns: Vec<usize> = assigned.iter().flatten().copied().collect();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), assigned.iter().flatten().count());
            prop_assert_eq!(total(&worth, &assigned), by_trying(&worth, 0));
        }
    }
}
