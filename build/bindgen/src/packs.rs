//! Which pieces of a split WASM go into one file.
//!
//! The splitter makes a piece for every set of lazy parts that share code: a thousand, most of them tiny. A file holds
//! several: whoever needs one of its pieces fetches all of them. Two files become one where that costs less than the
//! request it saves.

/// Lazy parts, each a bit: there are pieces for hundreds of sets of them, and every two are compared.
pub type Parts = u128;

/// What a request costs, in bytes of WASM that could come instead. Little, for a visit begins with one file however many it is made
/// of, and the files of the page after it are asked for at once, when the pointer reaches its link.
const REQUEST: usize = 5_000;

/// Pieces that are fetched together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Names of pieces.
    pub pieces: Vec<String>,
    /// The lazy parts that need any of them.
    pub parts: Parts,
    /// Bytes of all its pieces.
    size: usize,
}

impl Pack {
    pub fn of(piece: String, parts: Parts, size: usize) -> Self {
        Self { pieces: vec![piece], parts, size }
    }

    /// What is gained by making one file of two, negative where it costs: each part that needs both saves a request, each that needs only
    /// one fetches the other for nothing.
    fn gain(&self, other: &Self) -> i64 {
        let both = (self.parts & other.parts).count_ones() as usize;
        let only_self = (self.parts & !other.parts).count_ones() as usize;
        let only_other = (other.parts & !self.parts).count_ones() as usize;
        (both * REQUEST) as i64 - (only_self * other.size + only_other * self.size) as i64
    }

    fn take(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.parts |= other.parts;
        self.size += other.size;
    }
}

/// Makes packs of packs until nothing is gained any more.
pub fn pack(mut packs: Vec<Pack>) -> Vec<Pack> {
    while let Some((first, second)) = best(&packs) {
        let taken = packs.swap_remove(second);
        packs[first].take(taken);
    }
    // The same pieces always give the same files.
    for pack in &mut packs {
        pack.pieces.sort();
    }
    packs.sort_by(|a, b| a.pieces.cmp(&b.pieces));
    packs
}

/// The two of which most is gained, the first of them first.
fn best(packs: &[Pack]) -> Option<(usize, usize)> {
    let pairs = (0..packs.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
    let gains = pairs.map(|(first, second)| (packs[first].gain(&packs[second]), first, second));
    gains.filter(|(gain, ..)| *gain > 0).max_by_key(|(gain, ..)| *gain).map(|(_, first, second)| (first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: Parts = 1;
    const WIZARD: Parts = 2;
    const HISTORY: Parts = 4;

    fn piece(name: &str, parts: Parts, size: usize) -> Pack {
        Pack::of(name.to_owned(), parts, size)
    }

    #[test]
    fn what_the_same_parts_need_is_one_file_and_what_others_need_stays_apart() {
        let packs = pack(vec![
            piece("a", BOARD, 90_000),
            piece("b", WIZARD, 80_000),
            piece("c", BOARD | WIZARD, 60_000),
            piece("d", BOARD | WIZARD, 500),
        ]);
        let pieces: Vec<_> = packs.iter().map(|pack| pack.pieces.join(" ")).collect();
        assert_eq!(pieces, ["a", "b", "c d"]);
    }

    #[test]
    fn a_tiny_piece_goes_along_with_what_all_need() {
        let all = piece("all", BOARD | HISTORY | WIZARD, 90_000);
        let packs = pack(vec![all, piece("tiny", BOARD | WIZARD, 500), piece("own", HISTORY, 70_000)]);
        let pieces: Vec<_> = packs.iter().map(|pack| pack.pieces.join(" ")).collect();
        assert_eq!(pieces, ["all tiny", "own"]);
    }
}
