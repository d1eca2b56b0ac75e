//! How likely two mentions tell of the same happening: signs, each with its weight, added up.
//!
//! The sum is symmetric in the two mentions and looks at nothing else, so that it is the same whenever it is made. A
//! sum that is enough ([`links`]) links them; the signs are kept with the link as its reasons. The weights were fitted (logistic
//! regression, drawn towards values set by hand) on the pairs of `training/happenings`, of which the coder had found both
//! mentions, and of `samples/relations.jsonl`, where seven reports of one dyad tell much that is alike and not the same; they
//! are rounded, and signs that those pairs are too few for kept their hand-set weight. `examples/happening_score`
//! measures them.

use super::profile::{HINDSIGHT, Profile, When};
use super::set::Set;
use crate::days::Days;
use std::fmt::Write;

/// What speaks for or against, and how much of it there is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sign {
    pub name: &'static str,
    weight: f64,
    much: f64,
}

impl Sign {
    /// What it adds to the sum.
    pub fn adds(&self) -> f64 {
        self.weight * self.much
    }
}

/// Weights of the signs, in log-odds.
#[rustfmt::skip]
const WEIGHTS: &[(&str, f64)] = &[
    ("to begin with", -1.1),
    ("the same day", 1.3),
    ("a day apart", -0.8),
    ("news of that day", 0.9),
    ("news of these days", 0.6),
    ("news of a week later", 0.2),
    ("told long after", -0.9),
    ("published together", 0.5),
    ("published within three days", 0.7),
    ("within the time told", 0.6),
    ("within the past told", -0.4),
    ("another type", -2.3),
    ("the same mode", 0.7),
    ("another mode", -1.0),
    ("another status", -0.1),
    ("the same states", 0.4),
    ("states in common", 0.2),
    ("other states", -0.6),
    ("the other way round", -0.5),
    ("another actor", -1.0),
    ("another recipient", -0.3),
    ("the same organs", 0.3),
    ("a name in common", 0.1),
    ("names in common", 0.5),
    ("other names", -1.9),
    ("the same place", 0.9),
    ("a near place", 0.3),
    ("the same country", -0.3),
    ("another place", -1.3),
    ("the same verb", 0.2),
    ("words in common", 3.2),
    ("names in the words in common", 0.3),
    ("names in the reports in common", 1.6),
    ("a figure in common", 2.0),
    ("another sum", -0.2),
];

/// The weight of a sign, known when this is compiled: a sign without one does not compile.
const fn weight(name: &str) -> f64 {
    let mut at = 0;
    while at < WEIGHTS.len() {
        if same(WEIGHTS[at].0.as_bytes(), name.as_bytes()) {
            return WEIGHTS[at].1;
        }
        at += 1;
    }
    panic!("a sign without a weight")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

macro_rules! sign {
    ($name:literal) => {
        sign!($name, 1.0)
    };
    ($name:literal, $much:expr) => {
        Sign { name: $name, weight: const { weight($name) }, much: $much }
    };
}

/// Puts the signs that two mentions show into `signs`. Gives whether they can be the same at all.
pub(crate) fn signs(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) -> bool {
    signs.clear();
    signs.push(sign!("to begin with"));
    let can = a.report != b.report && times(a, b, signs).is_some() && kinds(a, b, signs).is_some();
    if can {
        parties(a, b, signs);
        places(a, b, signs);
        words(a, b, signs);
    }
    can
}

/// The sum of signs, if it links two mentions. Of what is told long after there is a year to choose from: without a
/// figure in common it takes more.
pub(crate) fn links(signs: &[Sign]) -> Option<f64> {
    let sum: f64 = signs.iter().map(Sign::adds).sum();
    if sum < 0.0 {
        return None;
    }
    let shown = |sign: &str| signs.iter().any(|shown| shown.name == sign);
    let least = if shown("told long after") && !shown("a figure in common") { 1.5 } else { 0.0 };
    (sum >= least).then_some(sum)
}

/// The signs in words, the weightiest first: `the same day +2.0; another mode -0.5`.
pub(crate) fn reasons(signs: &[Sign]) -> String {
    let mut told: Vec<(&str, f64)> = signs.iter().map(|sign| (sign.name, sign.adds())).collect();
    told.retain(|(name, much)| much.abs() >= 0.05 && *name != "to begin with");
    told.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    let mut text = String::with_capacity(told.len() * 28);
    for (at, (name, much)) in told.iter().enumerate() {
        let comma = if at > 0 { "; " } else { "" };
        // A string takes all that is written to it.
        let _ = write!(text, "{comma}{name} {much:+.1}");
    }
    text
}

fn times(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) -> Option<()> {
    let sign = match (a.when, b.when) {
        (When::Never, _) | (_, When::Never) => return None,
        (When::Day(one), When::Day(other)) => match (one - other).abs() {
            0 => sign!("the same day"),
            1 => sign!("a day apart"),
            _ => return None,
        },
        (When::Day(day), When::News(published)) | (When::News(published), When::Day(day)) => {
            match published - day {
                0..=1 => sign!("news of that day"),
                -1 | 2..=3 => sign!("news of these days"),
                4..=7 => sign!("news of a week later"),
                8..=HINDSIGHT => sign!("told long after"),
                _ => return None,
            }
        }
        (When::News(one), When::News(other)) => match (one - other).abs() {
            0..=1 => sign!("published together"),
            2..=3 => sign!("published within three days"),
            4..=HINDSIGHT => sign!("told long after"),
            _ => return None,
        },
        (one, other) => {
            let (one, other) = (days(one)?, days(other)?);
            if one.first > other.last || other.first > one.last {
                return None;
            }
            if matches!(a.when, When::Past(_)) || matches!(b.when, When::Past(_)) {
                sign!("within the past told")
            } else {
                sign!("within the time told")
            }
        }
    };
    signs.push(sign);
    Some(())
}

/// The days in which it may have happened.
fn days(when: When) -> Option<Days> {
    match when {
        When::Day(day) => Some(Days { first: day, last: day }),
        When::Within(days) | When::Past(days) => Some(days),
        When::News(published) => Some(Days { first: published - TOGETHER, last: published }),
        When::Never => None,
    }
}

/// Days between two reports that tell no date.
pub(crate) const TOGETHER: i32 = 3;

/// Types that the coder takes for one another where reports word one act differently.
const CONFUSABLE: &[(&str, &str)] = &[
    ("ACCUSE", "REJECT"),
    ("ACCUSE", "THREATEN"),
    ("AGREE", "CONCEDE"),
    ("AGREE", "SUPPORT"),
    ("ASSAULT", "COERCE"),
    ("COERCE", "SANCTION"),
    ("CONCEDE", "RETREAT"),
    ("AGREE", "COOPERATE"),
    ("AID", "SUPPORT"),
    ("ASSAULT", "MOBILIZE"),
];

/// The types in which a happening of this type may be told.
pub(crate) fn confusable(event_type: &str) -> impl Iterator<Item = &'static str> {
    CONFUSABLE.iter().filter_map(move |&(a, b)| {
        if a == event_type {
            Some(b)
        } else if b == event_type {
            Some(a)
        } else {
            None
        }
    })
}

fn kinds(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) -> Option<()> {
    if a.event_type != b.event_type {
        confusable(&a.event_type).find(|&other| other == &*b.event_type)?;
        signs.push(sign!("another type"));
    } else if let (Some(one), Some(other)) = (&a.mode, &b.mode) {
        signs.push(if one == other { sign!("the same mode") } else { sign!("another mode") });
    }
    // What has been, in whatever light it is told, against what has not.
    if a.status != b.status {
        signs.push(sign!("another status"));
    }
    Some(())
}

/// Types in which who does it and to whom is one question: all are parties.
fn mutual(event_type: &str) -> bool {
    matches!(event_type, "AGREE" | "CONSULT" | "COOPERATE")
}

fn parties(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) {
    if !a.states.is_empty() && !b.states.is_empty() {
        let both = a.states.common(&b.states);
        let all = a.states.len() + b.states.len() - both;
        signs.push(match both {
            0 => sign!("other states"),
            _ if both == all => sign!("the same states"),
            _ => sign!("states in common"),
        });
        if !mutual(&a.event_type) {
            let apart = |x: &Set, y: &Set| !x.is_empty() && !y.is_empty() && !x.meets(y);
            let crossed = a.actors.meets(&b.recipients) || b.actors.meets(&a.recipients);
            let (actors, recipients) = (apart(&a.actors, &b.actors), apart(&a.recipients, &b.recipients));
            // Two states that condemn a third do so each for itself.
            if actors {
                signs.push(if crossed { sign!("the other way round") } else { sign!("another actor") });
            } else if recipients && !crossed {
                signs.push(sign!("another recipient"));
            }
        }
    }
    if !a.organs.is_empty() && !b.organs.is_empty() {
        let both = a.organs.common(&b.organs);
        signs.push(sign!("the same organs", both as f64 / a.organs.len().min(b.organs.len()) as f64));
    }
    if !a.names.is_empty() && !b.names.is_empty() {
        match a.names.common(&b.names) {
            0 => signs.push(sign!("other names")),
            1 => signs.push(sign!("a name in common")),
            _ => signs.extend([sign!("a name in common"), sign!("names in common")]),
        }
    }
}

/// Kilometres within which two reports may name one place differently.
const NEAR: f64 = 60.0;

fn places(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) {
    let (Some(one), Some(other)) = (&a.place, &b.place) else { return };
    let country = |name: &str, state: &Option<String>| state.is_none() || name.is_empty();
    let sign = if one.name == other.name {
        sign!("the same place")
    } else {
        match (one.at, other.at) {
            (Some(here), Some(there)) if distance(here, there) <= NEAR => sign!("a near place"),
            _ if one.state.is_some() && one.state == other.state => sign!("the same country"),
            _ if country(&one.name, &one.state) || country(&other.name, &other.state) => return,
            _ => sign!("another place"),
        }
    };
    signs.push(sign);
}

/// Kilometres on a flat map of the neighbourhood: near is all that matters.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let north = (a.0 - b.0) * 111.0;
    let mut east = (a.1 - b.1).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    // cos(x) ~ 1 - x²/2 + x⁴/24: the same bits on every machine.
    let x = ((a.0 + b.0) / 2.0).to_radians();
    let shrunk = 1.0 - x * x / 2.0 + x * x * x * x / 24.0;
    (north * north + (east * 111.0 * shrunk).powi(2)).sqrt()
}

fn words(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) {
    if a.trigger.meets(&b.trigger) {
        signs.push(sign!("the same verb"));
    }
    let part = |one: &Set, other: &Set| {
        let least = one.len().min(other.len());
        // Of two words one is soon shared.
        one.common(other) as f64 / least.max(4) as f64
    };
    signs.push(sign!("words in common", part(&a.words, &b.words)));
    signs.push(sign!("names in the words in common", part(&a.proper, &b.proper)));
    signs.push(sign!("names in the reports in common", part(&a.context, &b.context)));
    if !a.figures.is_empty() && !b.figures.is_empty() {
        if a.figures.meets(&b.figures) {
            signs.push(sign!("a figure in common"));
        } else if a.units.meets(&b.units) {
            signs.push(sign!("another sum"));
        }
    }
}
