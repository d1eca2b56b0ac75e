//! One happening told several times in a report is one event with several pieces of evidence.

use super::status::Status;
use super::telling::Telling;
use crate::codebook::EventType;
use legation_record::Actor;

/// How many groups back a telling is compared with: reports are short, and a document of any length stays linear.
const BACK: usize = 64;

/// Tellings of the same happening, the fullest first; groups in the order in which the report first tells them.
pub fn happenings(tellings: Vec<Telling>) -> Vec<Vec<Telling>> {
    let mut groups: Vec<Vec<Telling>> = Vec::new();
    for telling in tellings {
        // The latest group first: reports go on about what they spoke of last.
        let recent = groups.iter_mut().rev().take(BACK);
        match recent.into_iter().find(|g| tells_of(g, &telling)) {
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

/// Whether a group tells of the same as a telling: one of it does, and none says another day.
fn tells_of(group: &[Telling], telling: &Telling) -> bool {
    group.iter().any(|t| same_happening(t, telling))
        && !group.iter().any(|t| other_day(t, telling) || other_people(t, telling))
}

fn told_by_both(a: &[Telling], b: &[Telling]) -> bool {
    matches!((a.first(), b.first()), (Some(x), Some(y)) if same_happening(x, y))
        && !a.iter().any(|x| b.iter().any(|y| other_day(x, y) || other_people(x, y)))
}

/// Whether two meetings are of other people: each names persons of one state, and none is the same.
fn other_people(a: &Telling, b: &Telling) -> bool {
    if a.event_type != EventType::Consult {
        return false;
    }
    let persons = |t: &Telling| -> Vec<(String, String)> {
        let all = t.actor_list().into_iter().chain(t.recipient_list());
        all.filter(|p| p.role.is_some()).filter_map(|p| Some((p.state?, p.name?))).collect()
    };
    let (x, y) = (persons(a), persons(b));
    x.iter().any(|(state, _)| {
        let of = |side: &[(String, String)]| -> Vec<String> {
            side.iter().filter(|(s, _)| s == state).map(|(_, n)| n.clone()).collect()
        };
        let (p, q) = (of(&x), of(&y));
        !q.is_empty() && !p.iter().any(|n| q.contains(n))
    })
}

/// Whether two tellings have dates that exclude each other. A week may hold the day.
fn other_day(a: &Telling, b: &Telling) -> bool {
    match (a.date_value(), b.date_value()) {
        (Some(x), Some(y)) => !x.contains('W') && !y.contains('W') && !x.starts_with(y) && !y.starts_with(x),
        _ => false,
    }
}

/// Types of which one pair of states does many things in one report: those that the codebook tells apart are two.
fn of_many_kinds(t: EventType) -> bool {
    matches!(
        t,
        EventType::Support | EventType::Cooperate | EventType::Agree | EventType::Aid | EventType::Concede
    )
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
    if other_day(a, b) {
        return false;
    }
    if of_many_kinds(a.event_type) && a.entry != b.entry && a.lemma != b.lemma {
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
