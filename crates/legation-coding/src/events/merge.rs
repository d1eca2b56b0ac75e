//! One happening told several times in a report is one event with several pieces of evidence.

use super::Report;
use super::signs::{Trait, log_odds, other_day, other_people, traits};
use super::telling::Telling;
use crate::codebook::Joining;

/// How many groups back a telling is compared with: reports are short, and a document of any length stays linear.
const BACK: usize = 64;
/// With how many of a group's latest tellings.
const LATEST: usize = 4;

/// Tellings of the same happening, the fullest first; groups in the order in which the report first tells them.
pub fn happenings(report: &Report<'_>, weights: &Joining, tellings: Vec<Telling>) -> Vec<Vec<Telling>> {
    let traits = traits(report, &tellings);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for n in 0..tellings.len() {
        let recent = groups.len().saturating_sub(BACK);
        let odds = groups.iter().enumerate().skip(recent).filter_map(|(g, group)| {
            joined(&tellings, &traits, group, n, weights).filter(|&o| o > weights.enough).map(|o| (g, o))
        });
        // The first of equals: what the report told before.
        let best = odds.fold(None, |best: Option<(usize, f64)>, x| match best {
            Some(b) if b.1 >= x.1 => Some(b),
            _ => Some(x),
        });
        match best {
            Some((g, _)) => groups[g].push(n),
            None => groups.push(vec![n]),
        }
    }
    let mut tellings: Vec<Option<Telling>> = tellings.into_iter().map(Some).collect();
    groups
        .into_iter()
        .map(|group| {
            let mut own: Vec<Telling> = group.into_iter().filter_map(|n| tellings[n].take()).collect();
            own.sort_by(|a, b| b.fullness().total_cmp(&a.fullness()).then(a.order().cmp(&b.order())));
            own
        })
        .collect()
}

/// Mean log-odds that a telling is of the happening that a group tells of; none where that cannot be: another type, another
/// day, a meeting of other people.
fn joined(
    tellings: &[Telling],
    traits: &[Trait],
    group: &[usize],
    new: usize,
    weights: &Joining,
) -> Option<f64> {
    let t = &tellings[new];
    if tellings[*group.first()?].event_type != t.event_type {
        return None;
    }
    let other =
        |&g: &usize| other_day(&tellings[g], t) || other_people(t.event_type, &traits[g], &traits[new]);
    if group.iter().any(other) {
        return None;
    }
    let latest = &group[group.len().saturating_sub(LATEST)..];
    let sum: f64 = latest.iter().map(|&g| log_odds(weights, &tellings[g], &traits[g], t, &traits[new])).sum();
    Some(sum / latest.len() as f64)
}
