//! The words that make a number a bound: "more than", "up to", "nearly", "between".

use super::atoms::Atom;

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bounds {
    /// Atom where the words begin; `None` where there are none.
    pub first: Option<usize>,
    /// The number is the least, or the most.
    pub low: bool,
    pub high: bool,
    pub between: bool,
    pub from: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Sense {
    Low,
    High,
    Near,
}

#[rustfmt::skip]
const BEFORE: [(&str, Sense); 54] = [
    ("more than", Sense::Low), ("over", Sense::Low), ("at least", Sense::Low), ("above", Sense::Low), ("upwards of", Sense::Low),
    ("upward of", Sense::Low), ("in excess of", Sense::Low), ("no fewer than", Sense::Low), ("no less than", Sense::Low),
    ("not less than", Sense::Low), ("not fewer than", Sense::Low), ("a minimum of", Sense::Low), ("minimum of", Sense::Low),
    ("exceeding", Sense::Low), ("exceeded", Sense::Low), ("exceeds", Sense::Low), ("north of", Sense::Low), ("greater than", Sense::Low),
    ("larger than", Sense::Low), ("higher than", Sense::Low), ("well over", Sense::Low), ("just over", Sense::Low),
    ("just above", Sense::Low), ("slightly over", Sense::Low), ("slightly more than", Sense::Low), ("a little over", Sense::Low),
    ("well above", Sense::Low),
    ("less than", Sense::High), ("fewer than", Sense::High), ("under", Sense::High), ("below", Sense::High), ("up to", Sense::High),
    ("as many as", Sense::High), ("as much as", Sense::High), ("at most", Sense::High), ("no more than", Sense::High),
    ("not more than", Sense::High), ("nearly", Sense::High), ("almost", Sense::High), ("a maximum of", Sense::High),
    ("maximum of", Sense::High), ("just under", Sense::High), ("well under", Sense::High), ("as high as", Sense::High),
    ("about", Sense::Near), ("around", Sense::Near), ("some", Sense::Near), ("approximately", Sense::Near), ("roughly", Sense::Near),
    ("an estimated", Sense::Near), ("estimated", Sense::Near), ("close to", Sense::Near), ("circa", Sense::Near), ("approx", Sense::Near),
];

/// The words of bounding that end just before atom `at` and begin at or after `floor`.
pub(crate) fn before(atoms: &[Atom], at: usize, floor: usize) -> Bounds {
    let mut bounds = Bounds::default();
    let mut at = at;
    // A sign of plus or "roughly" stands between: `about ~300`.
    while at > floor && matches!(atoms[at - 1].text, "~" | "+") {
        at -= 1;
        bounds.first = Some(at);
    }
    for _ in 0..3 {
        let Some((from, sense)) = BEFORE
            .iter()
            .filter_map(|(words, sense)| Some((ends(atoms, at, floor, words)?, *sense)))
            .min_by_key(|(from, _)| *from)
        else {
            break;
        };
        at = from;
        bounds.first = Some(at);
        bounds.low |= sense == Sense::Low && !bounds.high;
        bounds.high |= sense == Sense::High && !bounds.low;
    }
    if at > floor {
        let word = &atoms[at - 1];
        bounds.between = word.is("between") || word.is("anywhere");
        bounds.from = word.is("from");
    }
    bounds
}

/// Where these words begin if they end just before `at`.
fn ends(atoms: &[Atom], at: usize, floor: usize, words: &str) -> Option<usize> {
    let mut from = at;
    for word in words.rsplit(' ') {
        from = from.checked_sub(1).filter(|f| *f >= floor)?;
        if !atoms[from].is(word) {
            return None;
        }
    }
    Some(from)
}

/// Words behind a number: "or more", "or fewer", "or so", "plus". The last atom, and whether the number is the least
/// (`true`), the most (`false`) or about right.
pub(crate) fn after(atoms: &[Atom], at: usize) -> Option<(usize, Option<bool>)> {
    let first = atoms.get(at)?;
    if first.text == "+" && first.glued {
        return Some((at, Some(true)));
    }
    let second = atoms.get(at + 1)?;
    if first.is("or") {
        return match second.lower.as_ref() {
            "more" | "higher" | "above" | "over" => Some((at + 1, Some(true))),
            "less" | "fewer" | "lower" | "under" => Some((at + 1, Some(false))),
            "so" => Some((at + 1, None)),
            _ => None,
        };
    }
    None
}
