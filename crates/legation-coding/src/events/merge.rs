//! One happening told several times in a report is one event with several pieces of evidence.

use super::status::Status;
use super::telling::Telling;
use legation_record::Actor;

/// How many groups back a telling is compared with: reports are short, and a document of any length stays linear.
const BACK: usize = 64;

/// Tellings of the same happening, the fullest first; groups in the order in which the report first tells them.
pub fn happenings(tellings: Vec<Telling>) -> Vec<Vec<Telling>> {
    let mut groups: Vec<Vec<Telling>> = Vec::new();
    for telling in tellings {
        // The latest group first: reports go on about what they spoke of last.
        let recent = groups.iter_mut().rev().take(BACK);
        match recent.into_iter().find(|g| g.iter().any(|t| same_happening(t, &telling))) {
            Some(group) => group.push(telling),
            None => groups.push(vec![telling]),
        }
    }
    for group in &mut groups {
        group.sort_by(|a, b| b.fullness().total_cmp(&a.fullness()).then(a.order().cmp(&b.order())));
    }
    // A vague telling in between may have begun a group of its own that a fuller one joined: the fullest decide.
    let mut joined: Vec<Vec<Telling>> = Vec::new();
    for group in groups {
        let recent = joined.iter_mut().rev().take(BACK);
        match recent.into_iter().find(|g| told_by_both(g, &group)) {
            Some(first) => {
                first.extend(group);
                first.sort_by(|a, b| b.fullness().total_cmp(&a.fullness()).then(a.order().cmp(&b.order())));
            }
            None => joined.push(group),
        }
    }
    joined
}

fn told_by_both(a: &[Telling], b: &[Telling]) -> bool {
    matches!((a.first(), b.first()), (Some(x), Some(y)) if same_happening(x, y))
}

fn same_happening(a: &Telling, b: &Telling) -> bool {
    if a.event_type != b.event_type || !same_status(a.status, b.status) {
        return false;
    }
    if let (Some(x), Some(y)) = (&a.mode, &b.mode)
        && x != y
    {
        return false;
    }
    if let (Some(x), Some(y)) = (a.date_value(), b.date_value())
        && !x.starts_with(y)
        && !y.starts_with(x)
    {
        return false;
    }
    let (aa, ar) = (a.actor_list(), a.recipient_list());
    let (ba, br) = (b.actor_list(), b.recipient_list());
    if a.event_type.is_mutual() {
        let one: Vec<&Actor> = aa.iter().chain(&ar).collect();
        let two: Vec<&Actor> = ba.iter().chain(&br).collect();
        let shared = one.iter().filter(|x| two.iter().any(|y| alike(x, y))).count();
        return shared >= 2.min(one.len()).min(two.len()).max(1);
    }
    let side = |x: &[Actor], y: &[Actor]| {
        x.is_empty() || y.is_empty() || x.iter().any(|p| y.iter().any(|q| alike(p, q)))
    };
    // Two tellings without a shared side are the same only by chance.
    let shares = |x: &[Actor], y: &[Actor]| x.iter().any(|p| y.iter().any(|q| alike(p, q)));
    side(&aa, &ba)
        && side(&ar, &br)
        && (shares(&aa, &ba)
            || shares(&ar, &br)
            || aa.is_empty() && ar.is_empty() && ba.is_empty() && br.is_empty())
}

fn same_status(a: Status, b: Status) -> bool {
    use Status::{Actual, Future, Historical, Hypothetical};
    a == b
        || matches!(
            (a, b),
            (Future | Hypothetical, Future | Hypothetical) | (Actual | Historical, Actual | Historical)
        )
}

/// One name for the same: a person by name; else the state, whose minister and ministry and capital speak for it.
fn alike(a: &Actor, b: &Actor) -> bool {
    match (&a.state, &b.state) {
        (Some(x), Some(y)) if x != y => return false,
        (Some(_), Some(_)) => {
            let person = |a: &Actor| a.role.is_some() || a.sector.as_deref() != Some("GOV");
            // Two named persons of one state are two; a person and his government are one.
            if person(a) && person(b) && a.name.is_some() && b.name.is_some() {
                return a.name == b.name;
            }
            return a.sector == b.sector || a.sector.is_none() || b.sector.is_none();
        }
        _ => {}
    }
    match (&a.name, &b.name) {
        (Some(x), Some(y)) => x == y,
        _ => a.state.is_none() && b.state.is_none() && a.sector.is_some() && a.sector == b.sector,
    }
}
