//! From linked mentions to happenings: the strongest links first, and none that would bring together what cannot be one.

use super::load::Member;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Two reports may give one happening two days: the night, the time zone. Three mentions must not make a week of it.
const DAYS_APART: i32 = 1;

/// The sum of signs that brings two mentions of one report together, through a third.
const SURE: f64 = 1.0;

/// A link by the members' places in the list.
struct Link {
    a: usize,
    b: usize,
    judged: bool,
    score: f64,
}

/// Divides mentions that are linked, directly or through others, into happenings. Depends on the mentions, their links
/// and what was judged, not on any order.
pub(crate) fn divide(db: &Connection, mut members: Vec<Member>) -> rusqlite::Result<Vec<Vec<Member>>> {
    members.retain(|member| !member.wrong);
    members.sort_by(|a, b| a.id.cmp(&b.id));
    let mut links = links(db, &members)?;
    links.sort_by(|x, y| {
        (y.judged, y.score)
            .partial_cmp(&(x.judged, x.score))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut parts = Parts::new(&members, apart(db, &members)?);
    for link in links {
        parts.unite(link.a, link.b, link.judged, link.score);
    }
    let mut divided: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (at, member) in members.into_iter().enumerate() {
        divided.entry(parts.of[at]).or_default().push(member);
    }
    Ok(divided.into_values().collect())
}

fn links(db: &Connection, members: &[Member]) -> rusqlite::Result<Vec<Link>> {
    let at: BTreeMap<i64, usize> = members.iter().enumerate().map(|(at, m)| (m.mention, at)).collect();
    let mut links = Vec::new();
    for (place, member) in members.iter().enumerate() {
        let mut query = db.prepare_cached("SELECT b, score FROM links WHERE a = ?")?;
        let mut rows = query.query([member.mention])?;
        while let Some(row) = rows.next()? {
            let (other, score): (i64, f64) = (row.get(0)?, row.get(1)?);
            if let Some(&other) = at.get(&other) {
                let judged = score >= super::find::JUDGED;
                links.push(Link { a: place.min(other), b: place.max(other), judged, score });
            }
        }
    }
    Ok(links)
}

/// Pairs that a person judged to be two happenings.
fn apart(db: &Connection, members: &[Member]) -> rusqlite::Result<BTreeSet<(usize, usize)>> {
    let at: BTreeMap<&str, usize> = members.iter().enumerate().map(|(at, m)| (m.id.as_str(), at)).collect();
    let mut apart = BTreeSet::new();
    for (place, member) in members.iter().enumerate() {
        let mut query = db.prepare_cached("SELECT b FROM judgements WHERE a = ? AND verdict = 'not same'")?;
        let mut rows = query.query([&member.id])?;
        while let Some(row) = rows.next()? {
            let other: String = row.get(0)?;
            if let Some(&other) = at.get(other.as_str()) {
                apart.insert((place.min(other), place.max(other)));
            }
        }
    }
    Ok(apart)
}

/// The parts that the mentions fall into so far.
struct Parts {
    of: Vec<usize>,
    parts: BTreeMap<usize, Part>,
    apart: BTreeSet<(usize, usize)>,
}

#[derive(Clone)]
struct Part {
    members: Vec<usize>,
    /// First and last of the days that its mentions tell exactly.
    days: Option<(i32, i32)>,
    reports: BTreeSet<i64>,
}

impl Parts {
    fn new(members: &[Member], apart: BTreeSet<(usize, usize)>) -> Parts {
        let parts = members.iter().enumerate().map(|(at, member)| {
            let days = member.days.filter(|d| d.is_one()).map(|d| (d.first, d.first));
            (at, Part { members: vec![at], days, reports: [member.report].into() })
        });
        Parts { of: (0..members.len()).collect(), parts: parts.collect(), apart }
    }

    fn unite(&mut self, a: usize, b: usize, judged: bool, score: f64) {
        let (a, b) = (self.of[a], self.of[b]);
        if a == b {
            return;
        }
        let (one, other) = (&self.parts[&a], &self.parts[&b]);
        let forbidden = one
            .members
            .iter()
            .any(|&x| other.members.iter().any(|&y| self.apart.contains(&(x.min(y), x.max(y)))));
        let days = match (one.days, other.days) {
            (Some(x), Some(y)) => Some((x.0.min(y.0), x.1.max(y.1))),
            (x, y) => x.or(y),
        };
        let far = days.is_some_and(|(first, last)| last - first > DAYS_APART);
        // The coder found two happenings in one report. It may have told one twice, but that takes more to believe.
        let told_apart = !one.reports.is_disjoint(&other.reports);
        if forbidden || !judged && (far || told_apart && score < SURE) {
            return;
        }
        let Some(gone) = self.parts.remove(&b) else { return };
        for &member in &gone.members {
            self.of[member] = a;
        }
        if let Some(part) = self.parts.get_mut(&a) {
            part.members.extend(gone.members);
            part.reports.extend(gone.reports);
            part.days = days;
        }
    }
}
