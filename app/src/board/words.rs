//! What the board says.

use super::guidance::Mark;
use super::state::Whom;
use domain::groups::acts::count;

pub(super) const BOARD: &str = "Board";
pub(super) const SEARCH: &str = "Find a learner";
pub(super) const SET: &str = "Group set";
pub(super) const DENSITY: &str = "Density";
pub(super) const ROOMY: &str = "Roomy";
pub(super) const DENSE: &str = "Dense";
pub(super) const UNDO: &str = "Undo";
pub(super) const REDO: &str = "Redo";
pub(super) const UNASSIGNED: &str = "Unassigned";
pub(super) const NO_GROUP: &str = "Not in a group of this set";
pub(super) const NO_TUTOR: &str = "No tutor yet";
pub(super) const LEFT: &str = "No longer enrolled";
pub(super) const GROUPS: &str = "Groups";
pub(super) const MOVE_TO: &str = "Move to…";
pub(super) const SEARCH_GROUPS: &str = "Search groups";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const CLOSE: &str = "Close";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const DISMISS: &str = "Dismiss";
pub(super) const HOW: &str = "Space picks up, Control and Space selects, M opens Move to, L locks, S suggests a swap.";
pub(super) const HOLD_HOW: &str = " Left and right arrow or the name of a group choose where to, up and down whom to swap with, Space \
     drops, Escape puts back.";
pub(super) const HOLD_KEYS: &str =
    "← → or a group’s name choose where, ↑ ↓ whom to swap with, Space drops, Esc cancels";
pub(super) const CANCELLED: &str = "Cancelled. Nobody was moved.";
pub(super) const DONE_ALREADY: &str = "It is so already: nothing was left to do.";
pub(super) const UNKNOWN: &str = "The server could not be reached. Whether it was done is not known yet: this page says so \
     once the server answers again.";
pub(super) const NOT_REACHED: &str = "The server was not reached in time.";
pub(super) const TRYING_AGAIN: &str = "Tried again from where everyone is now.";
pub(super) const NO_GROUPS: &str = "No groups yet";
pub(super) const NO_GROUPS_WHAT: &str =
    "The board shows the groups of a set side by side, to move learners between them. Make groups first.";
pub(super) const ADD_NEW_GROUPS: &str = "Add New Groups";
pub(super) const MORE: &str = "Show more";
pub(super) const THE_SET: &str = "the lock of the set";
pub(super) const LANDS: &str = "Lands here";

// Looking.
pub(super) const FILTER: &str = "Filter";
pub(super) const SHOW_ALL: &str = "Show all";
pub(super) const COLOUR_BY: &str = "Colour by";
pub(super) const CARDS: &str = "View";
pub(super) const CARDS_TELL: &str = "On cards, too";
pub(super) const ROOM: &str = "Learners per group";
pub(super) const ROOM_WHAT: &str = "Empty: an even share. 0: as many as you like.";

// Locks.
pub(super) const LOCK: &str = "Lock";
pub(super) const LOCK_SET: &str = "Lock the set";
pub(super) const UNLOCK_SET: &str = "Unlock the set";
pub(super) const LOCKED: &str = "Locked";
pub(super) const LOCK_PLACE: &str = "Lock in this group";
pub(super) const UNLOCK_PLACE: &str = "Unlock from this group";
pub(super) const SET_LOCKED: &str = "This set is locked. Unlock it to move anyone.";
pub(super) const NOT_PLACED: &str = "Nobody of them is in a group: there is no place to lock.";
pub(super) const SWAP_LOCKED: &str = "One of them is locked. Unlock first.";

// Guidance.
pub(super) const KEPT: &str = "Kept";
pub(super) const NOT_ALIKE: &str = "not alike";
pub(super) const OFF: &str = "off the mean";
pub(super) const BREAKS_SPOKEN: &str = "breaks a must";
pub(super) const BETTER_SPOKEN: &str = "better";
pub(super) const WORSE_SPOKEN: &str = "worse";
pub(super) const SAME_SPOKEN: &str = "no better or worse";

// Swaps.
pub(super) const SWAP: &str = "Swap";
pub(super) const SWAP_PLACES: &str = "Swap places";
pub(super) const SUGGEST: &str = "Suggest a swap";
pub(super) const RULES: &str = "Rules";
pub(super) const JUDGED_BY: &str = "Moves are judged by";
pub(super) const USUAL: &str = "This set has no rules of its own.";
pub(super) const ROOM_FOR_MORE: &str = "Room for more";
pub(super) const FULL: &str = "Full groups";
pub(super) const NO_SWAP: &str = "No swap of two learners makes it better.";
pub(super) const NO_GUIDE: &str = "The rules of this set look at something that is no longer there, so what a move does to \
     them cannot be told.";
pub(super) const NO_RULES: &str = "There are no rules by which a swap could be better.";
pub(super) const CLEAR: &str = "Clear";
pub(super) const MOVE_CHOSEN: &str = "Move to…";

/// What a mark is called.
pub(super) const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Source => "Picked up here",
        Mark::Unplaces => "Takes out",
        Mark::Breaks => "Breaks a must",
        Mark::Worse => "Worse",
        Mark::Same => "No change",
        Mark::Better => "Better",
        Mark::Plain => "Tutors here",
    }
}

/// "Okafor, Ada", or "3 learners".
pub(super) fn who(whom: Whom, names: &[String]) -> String {
    let noun = match whom {
        Whom::Learners => "learner",
        Whom::Tutors => "tutor",
    };
    match names {
        [one] => one.clone(),
        [one, other] => [one, " and ", other].concat(),
        many => count(many.len(), noun),
    }
}

pub(super) fn holding(who: &str, column: &str) -> String {
    ["Holding ", who, ". From ", column, "."].concat()
}

/// "PBL 4: 7 becomes 8 learners, 4 F · 4 M, better."
pub(super) fn over(column: &str, spoken: &str) -> String {
    if spoken.is_empty() { [column, "."].concat() } else { [column, ": ", spoken, "."].concat() }
}

/// "PBL 2: where they are."
pub(super) fn over_source(column: &str) -> String {
    [column, ": where they are now."].concat()
}

/// "PBL 4, in exchange for Kim, Ji-woo: better."
pub(super) fn over_partner(column: &str, partner: &str, spoken: &str) -> String {
    [column, ", in exchange for ", partner, ": ", spoken, "."].concat()
}

pub(super) fn moved(who: &str, column: &str) -> String {
    ["Moved ", who, " to ", column, "."].concat()
}

pub(super) fn swapped(who: &str, partner: &str) -> String {
    ["Swapped ", who, " and ", partner, "."].concat()
}

pub(super) fn locked(who: &str, locked: bool) -> String {
    [if locked { "Locked " } else { "Unlocked " }, who, "."].concat()
}

pub(super) const fn set_locked(locked: bool) -> &'static str {
    if locked { "Locked the set: nothing of it changes." } else { "Unlocked the set." }
}

pub(super) fn place_locked(who: &str, column: &str) -> String {
    [who, " is locked in ", column, ". Unlock first: press L."].concat()
}

pub(super) fn undone(who: &str) -> String {
    ["Undone: ", who, " as before."].concat()
}

pub(super) fn redone(who: &str) -> String {
    ["Done again: ", who, "."].concat()
}

pub(super) fn not_done(why: &str) -> String {
    ["Nothing was changed. ", why].concat()
}

/// The server did it and could not answer.
/// Some was done, and the rest was not.
pub(super) fn partly_done(done: &str, why: &str) -> String {
    ["Done: ", done, ". The rest was not. ", why].concat()
}

pub(super) fn done_after_all(what: &str) -> String {
    ["It was done after all: ", what, "."].concat()
}

pub(super) fn more_of(name: &str) -> String {
    ["More for ", name].concat()
}

pub(super) fn tutor_of(name: &str, kind: &str) -> String {
    [name, ", ", kind].concat()
}

pub(super) fn move_title(who: &str) -> String {
    ["Move ", who, " to…"].concat()
}

pub(super) fn suggest_for(who: &str) -> String {
    ["Suggest a swap for ", who].concat()
}

pub(super) fn chosen(number: usize) -> String {
    format!("{number} selected")
}

pub(super) fn found(number: usize) -> String {
    format!("{number} found")
}

/// "8 → 10 of 8".
pub(super) fn becomes(from: usize, to: usize, room: Option<u32>) -> String {
    match room {
        Some(room) => format!("{from} → {to} of {room}"),
        None => format!("{from} → {to}"),
    }
}

/// "3 F → 4 F".
pub(super) fn kind_becomes(kind: &str, from: u32, to: u32) -> String {
    format!("{from} {kind} → {to} {kind}")
}

pub(super) fn unassigned(from: usize, to: usize) -> String {
    format!("{from} → {to} unassigned")
}

pub(super) fn becomes_spoken(from: usize, to: usize) -> String {
    if from == to {
        format!("stays at {}", count(to, "learner"))
    } else {
        format!("{from} becomes {}", count(to, "learner"))
    }
}

/// "4 F · 3 M".
pub(super) fn spread(counts: &[(usize, &str, u32)]) -> String {
    counts.iter().map(|(_, name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(" · ")
}

pub(super) fn more_or_less(what: &str, more: bool) -> String {
    [what, if more { " more" } else { " less" }].concat()
}

pub(super) fn breaks(rule: &str, detail: &str) -> String {
    if detail.is_empty() { rule.to_owned() } else { [rule, ": ", detail].concat() }
}

pub(super) fn alone(number: u32, kind: &str) -> String {
    format!("{number} {kind} alone")
}

pub(super) fn short(number: u32, kind: &str) -> String {
    format!("{number} {kind} short")
}

pub(super) fn over_by(number: u32, kind: &str) -> String {
    format!("{number} {kind} too many")
}

pub(super) fn parted(pairs: usize) -> String {
    [&count(pairs, "pair"), " apart"].concat()
}

pub(super) fn together(pairs: usize) -> String {
    [&count(pairs, "pair"), " together"].concat()
}

pub(super) fn repeats(pairs: usize) -> String {
    count(pairs, "repeat")
}

/// "1 F short, and 2 more".
pub(super) fn first_of(flaws: &[String]) -> String {
    match flaws {
        [] => KEPT.to_owned(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first} +{}", rest.len()),
    }
}

pub(super) fn mean(name: &str, mean: Option<i64>) -> String {
    match mean {
        Some(mean) => format!("{name} ⌀ {}.{:02}", mean / 1_000, (mean % 1_000).abs() / 10),
        None => format!("{name} not known"),
    }
}

/// "6/8": how many there are of how many places.
pub(super) fn size(number: usize, room: Option<u32>) -> String {
    match room {
        Some(room) => format!("{number}/{room}"),
        None => number.to_string(),
    }
}

pub(super) fn size_spoken(number: usize, room: Option<u32>) -> String {
    match room {
        Some(room) => format!("{} of {room}", count(number, "learner")),
        None => count(number, "learner"),
    }
}

/// "3 of 8 shown".
pub(super) fn shown_of(shown: usize, all: usize) -> String {
    format!("{shown} of {all} shown")
}

pub(super) fn in_view(first: usize, last: usize, all: usize) -> String {
    format!("Groups {first}–{last} of {all} in view")
}

pub(super) fn by(actor: &str) -> String {
    ["by ", actor].concat()
}

/// "2 learners short": where a group is smaller or larger than it should be.
pub(super) fn off_size(size: u32, least: u32, most: u32) -> Option<String> {
    let learners = |number: u32| count(usize::try_from(number).unwrap_or(usize::MAX), "learner");
    if size < least {
        Some([&learners(least - size), " short"].concat())
    } else {
        (size > most).then(|| [&learners(size - most), " too many"].concat())
    }
}

/// "Okafor, Ada (PBL 2) and Kim, Ji-woo (PBL 4)".
pub(super) fn exchange((a, from): (&str, &str), (b, to): (&str, &str)) -> String {
    format!("{a} ({from}) and {b} ({to})")
}
