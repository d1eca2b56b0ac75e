//! The shelves of the index: where a mention stands, and where it looks for others of its happening.

use super::compare::TOGETHER;
use super::load::Member;
use super::profile::{HINDSIGHT, LATE, WIDEST, When, counts, names, states, verbs};
use crate::hash;
use std::collections::BTreeSet;

/// States of a mention that are looked at: a list of twenty is no dyad.
const STATES: usize = 5;
const NAMES: usize = 4;
const COUNTS: usize = 2;

/// Shelves, by the hashes of what those that stand on them have in common.
pub(crate) struct Shelves {
    /// Where the mention stands.
    pub stand: Vec<u64>,
    /// Where it looks for others: of two states, those with both, and those with one of them alone.
    pub look: Vec<u64>,
    /// Shelves that hold little enough to look a year of them through: the same states with the same verb, mode or
    /// place, a state with the same count, and names. Here it stands too.
    pub far: Vec<u64>,
}

impl Shelves {
    pub fn new(member: &Member) -> Shelves {
        let states: Vec<&str> = states(member).into_iter().collect();
        let alone = states.len() == 1;
        let names: Vec<String> = names(member).into_iter().take(NAMES).collect();
        let few = &states[..states.len().min(STATES)];
        let mut pairs = Vec::new();
        for (at, &a) in few.iter().enumerate() {
            pairs.extend(few[at + 1..].iter().map(|&b| [a, b]));
        }

        let mut stand: Vec<u64> = pairs.iter().map(|[a, b]| hash::quick(&[a, b])).collect();
        let mut look = stand.clone();
        stand.extend(few.iter().map(|state| hash::quick(&["any", state])));
        if alone {
            stand.push(hash::quick(&["only", states[0]]));
        }
        look.extend(few.iter().map(|state| hash::quick(&[if alone { "any" } else { "only" }, state])));
        let named = names.iter().map(|name| hash::quick(&["name", name]));
        stand.extend(named.clone());
        look.extend(named);

        let mut far: Vec<u64> = names.iter().map(|name| hash::quick(&["far", name])).collect();
        let whole = pairs.iter().copied().chain(alone.then(|| [states[0], ""]));
        for [a, b] in whole {
            far.extend(verbs(member).iter().take(2).map(|verb| hash::quick(&[a, b, "verb", verb])));
            far.extend(member.mode.iter().map(|mode| hash::quick(&[a, b, "mode", mode])));
            far.extend(member.place.iter().map(|place| hash::quick(&[a, b, "at", &place.name])));
        }
        // "Expelled 23 diplomats": who it was is told by halves, how many is not.
        for (state, (unit, value)) in
            few.iter().flat_map(|state| counts(member).take(COUNTS).map(move |count| (state, count)))
        {
            far.push(hash::quick(&[state, "counted", unit, &value.to_string()]));
        }
        for shelves in [&mut stand, &mut look, &mut far] {
            let unique: BTreeSet<u64> = shelves.drain(..).collect();
            shelves.extend(unique);
        }
        Shelves { stand, look, far }
    }
}

/// A kind of date with a range of days.
pub(crate) type Window = (&'static str, i32, i32);

/// Under which day a mention stands, and where those stand that may tell of the same time. Who finds whom is mutual.
pub(crate) struct Times {
    pub stored: (&'static str, i32),
    /// Where all shelves are looked through.
    pub near: Vec<Window>,
    /// A year of what two states did holds too much: only shelves that hold less are looked through, and for no other
    /// type. What lies near stands on the other shelves too and is not looked for again.
    pub later: Vec<Window>,
}

pub(crate) fn times(when: When) -> Option<Times> {
    Some(match when {
        When::Day(day) => Times {
            stored: ("day", day),
            near: vec![
                ("day", day - 1, day + 1),
                ("news", day - 1, day + LATE),
                ("within", day - WIDEST, day),
            ],
            later: vec![("news", day + LATE + 1, day + HINDSIGHT), ("past", day, day + HINDSIGHT)],
        },
        When::News(day) => Times {
            stored: ("news", day),
            near: vec![
                ("day", day - LATE, day + 1),
                ("news", day - TOGETHER, day + TOGETHER),
                ("within", day - TOGETHER - WIDEST, day),
            ],
            later: vec![
                ("day", day - HINDSIGHT, day - LATE - 1),
                ("news", day - HINDSIGHT, day + HINDSIGHT),
                ("past", day - TOGETHER, day + HINDSIGHT),
            ],
        },
        When::Within(days) => Times {
            stored: ("within", days.first),
            near: vec![
                ("day", days.first, days.last),
                ("news", days.first, days.last + TOGETHER),
                ("within", days.first - WIDEST, days.last),
            ],
            later: vec![("past", days.first, days.last + HINDSIGHT)],
        },
        When::Past(days) => Times {
            stored: ("past", days.last),
            near: Vec::new(),
            later: vec![
                ("day", days.first, days.last),
                ("news", days.first, days.last + TOGETHER),
                ("within", days.first - WIDEST, days.last),
                ("past", days.first, days.last + HINDSIGHT),
            ],
        },
        When::Never => return None,
    })
}

/// Days that stand together in the index: reports come mostly in order of time, and what stands together is written
/// together. A year is three such stretches.
const STRETCH: i32 = 128;

/// Keys of a shelf in the stretches that hold these days. Forty bits of hash keep the index small; two shelves that fall
/// together by chance cost a comparison.
pub(crate) fn keys(
    event_type: &str,
    kind: &str,
    shelf: u64,
    first: i32,
    last: i32,
) -> impl Iterator<Item = i64> {
    let hash = hash::mix(hash::quick(&[event_type, kind]), shelf) >> 24;
    (first.div_euclid(STRETCH)..=last.div_euclid(STRETCH))
        .map(move |stretch| (i64::from(stretch) << 40) | hash as i64)
}
