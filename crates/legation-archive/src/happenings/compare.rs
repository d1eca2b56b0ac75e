//! How likely two mentions tell of the same happening: signs, each with its weight, added up.
//!
//! The sum is symmetric in the two mentions and looks at nothing else, so that it is the same whenever it is made. A
//! sum of at least [`least`] links them; the signs are kept with the link as its reasons. The weights were fitted (logistic
//! regression, drawn towards values set by hand) on the pairs of `training/happenings`, of which the coder had found both
//! mentions, and of `samples/relations.jsonl`, where seven reports of one dyad tell much that is alike and not the same; they
//! are rounded, and signs that those pairs are too few for kept their hand-set weight. `examples/happening_score`
//! measures them.

use super::profile::{HINDSIGHT, Profile, When};
use crate::days::Days;
use std::collections::BTreeSet;

/// What speaks for or against, and how much of it there is.
pub(crate) type Sign = (&'static str, f64);

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

/// The signs that two mentions show; none if they cannot be the same.
pub(crate) fn signs(a: &Profile, b: &Profile) -> Option<Vec<Sign>> {
    if a.report == b.report {
        return None;
    }
    let mut signs: Vec<Sign> = vec![("to begin with", 1.0)];
    times(a, b, &mut signs)?;
    kinds(a, b, &mut signs)?;
    parties(a, b, &mut signs);
    places(a, b, &mut signs);
    words(a, b, &mut signs);
    Some(signs)
}

/// The sum of signs.
pub(crate) fn sum(signs: &[Sign]) -> f64 {
    weighed(signs).iter().map(|(_, much)| much).sum()
}

/// The sum that links two mentions. Of what is told long after there is a year to choose from: without a figure in
/// common it takes more.
pub(crate) fn least(signs: &[Sign]) -> f64 {
    let shown = |sign: &str| signs.iter().any(|(name, _)| *name == sign);
    if shown("told long after") && !shown("a figure in common") { 1.5 } else { 0.0 }
}

/// The signs with what each adds to the sum.
pub(crate) fn weighed(signs: &[Sign]) -> Vec<Sign> {
    signs.iter().map(|(name, much)| (*name, weight(name) * much)).collect()
}

/// The signs in words, the weightiest first: `the same day +2.0; another mode -0.5`.
pub(crate) fn reasons(signs: &[Sign]) -> String {
    let mut told = weighed(signs);
    told.retain(|(name, much)| much.abs() >= 0.05 && *name != "to begin with");
    told.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    let told: Vec<String> = told.iter().map(|(name, much)| format!("{name} {much:+.1}")).collect();
    told.join("; ")
}

fn weight(name: &str) -> f64 {
    WEIGHTS.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, weight)| *weight)
}

fn times(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) -> Option<()> {
    let sign = match (a.when, b.when) {
        (When::Never, _) | (_, When::Never) => return None,
        (When::Day(one), When::Day(other)) => match (one - other).abs() {
            0 => "the same day",
            1 => "a day apart",
            _ => return None,
        },
        (When::Day(day), When::News(published)) | (When::News(published), When::Day(day)) => {
            match published - day {
                0..=1 => "news of that day",
                -1 | 2..=3 => "news of these days",
                4..=7 => "news of a week later",
                8..=HINDSIGHT => "told long after",
                _ => return None,
            }
        }
        (When::News(one), When::News(other)) => match (one - other).abs() {
            0..=1 => "published together",
            2..=3 => "published within three days",
            4..=HINDSIGHT => "told long after",
            _ => return None,
        },
        (one, other) => {
            let (one, other) = (days(one)?, days(other)?);
            if one.first > other.last || other.first > one.last {
                return None;
            }
            if matches!(a.when, When::Past(_)) || matches!(b.when, When::Past(_)) {
                "within the past told"
            } else {
                "within the time told"
            }
        }
    };
    signs.push((sign, 1.0));
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
        confusable(&a.event_type).find(|&other| other == b.event_type)?;
        signs.push(("another type", 1.0));
    } else if let (Some(one), Some(other)) = (&a.mode, &b.mode) {
        signs.push((if one == other { "the same mode" } else { "another mode" }, 1.0));
    }
    // What has been, in whatever light it is told, against what has not.
    if a.status != b.status {
        signs.push(("another status", 1.0));
    }
    Some(())
}

/// Types in which who does it and to whom is one question: all are parties.
fn mutual(event_type: &str) -> bool {
    matches!(event_type, "AGREE" | "CONSULT" | "COOPERATE")
}

fn parties(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) {
    let (mine, theirs) = (a.states(), b.states());
    if !mine.is_empty() && !theirs.is_empty() {
        let both = mine.intersection(&theirs).count();
        let all = mine.union(&theirs).count();
        signs.push(match both {
            0 => ("other states", 1.0),
            _ if both == all => ("the same states", 1.0),
            _ => ("states in common", 1.0),
        });
        let apart =
            |x: &BTreeSet<String>, y: &BTreeSet<String>| !x.is_empty() && !y.is_empty() && x.is_disjoint(y);
        let crossed = !a.actors.is_disjoint(&b.recipients) || !b.actors.is_disjoint(&a.recipients);
        if !mutual(&a.event_type) && crossed && apart(&a.actors, &b.actors) {
            signs.push(("the other way round", 1.0));
        }
    }
    if !a.organs.is_empty() && !b.organs.is_empty() {
        let both = a.organs.intersection(&b.organs).count();
        signs.push(("the same organs", both as f64 / a.organs.len().min(b.organs.len()) as f64));
    }
    if !a.names.is_empty() && !b.names.is_empty() {
        match a.names.intersection(&b.names).count() {
            0 => signs.push(("other names", 1.0)),
            1 => signs.push(("a name in common", 1.0)),
            _ => signs.extend([("a name in common", 1.0), ("names in common", 1.0)]),
        }
    }
}

/// Kilometres within which two reports may name one place differently.
const NEAR: f64 = 60.0;

fn places(a: &Profile, b: &Profile, signs: &mut Vec<Sign>) {
    let (Some(one), Some(other)) = (&a.place, &b.place) else { return };
    let country = |name: &str, state: &Option<String>| state.is_none() || name.is_empty();
    let sign = if one.name == other.name {
        "the same place"
    } else {
        match (one.at, other.at) {
            (Some(here), Some(there)) if distance(here, there) <= NEAR => "a near place",
            _ if one.state.is_some() && one.state == other.state => "the same country",
            _ if country(&one.name, &one.state) || country(&other.name, &other.state) => return,
            _ => "another place",
        }
    };
    signs.push((sign, 1.0));
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
    if !a.trigger.is_disjoint(&b.trigger) {
        signs.push(("the same verb", 1.0));
    }
    let part = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let least = one.len().min(other.len());
        // Of two words one is soon shared.
        one.intersection(other).count() as f64 / least.max(4) as f64
    };
    signs.push(("words in common", part(&a.words, &b.words)));
    signs.push(("names in the words in common", part(&a.proper, &b.proper)));
    signs.push(("names in the reports in common", part(&a.context, &b.context)));
    if !a.figures.is_empty() && !b.figures.is_empty() {
        if !a.figures.is_disjoint(&b.figures) {
            signs.push(("a figure in common", 1.0));
        } else if a.figures.iter().any(|(unit, _)| b.figures.iter().any(|(other, _)| unit == other)) {
            signs.push(("another sum", 1.0));
        }
    }
}
