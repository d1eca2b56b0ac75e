//! From linked mentions to happenings: the strongest links first, and none that would bring together what cannot be one.

use super::load::Member;
use super::near::Near;
use super::profile::{HINDSIGHT, LATE, When, when};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Two reports may give one happening two days: the night, the time zone. Three mentions must not make a week of it.
const DAYS_APART: i32 = 1;

/// The sum of signs by which a third mention brings two of one report together.
const SURE: f64 = 2.5;

/// A link by the members' places in the list.
struct Link {
    a: usize,
    b: usize,
    judged: bool,
    score: f64,
}

/// Divides mentions that are linked, directly or through others, into happenings. Depends on the mentions, their links
/// and what was judged, not on any order.
pub(crate) fn divide(
    db: &Connection,
    near: &mut Near,
    mut members: Vec<Member>,
) -> rusqlite::Result<Vec<Vec<Member>>> {
    members.retain(|member| !member.wrong);
    members.sort_by(|a, b| a.id.cmp(&b.id));
    let (mut links, sums) = links(db, near, &members)?;
    links.sort_by(|x, y| {
        (y.judged, y.score)
            .partial_cmp(&(x.judged, x.score))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut parts = Parts::new(&members, &links, sums, apart(db, &members)?);
    for link in links {
        parts.unite(&link);
    }
    let of = parts.of;
    let mut divided: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (at, member) in members.into_iter().enumerate() {
        divided.entry(of[at]).or_default().push(member);
    }
    Ok(divided.into_values().collect())
}

/// The sum of signs of two members, the first place in the list first.
type Sums = BTreeMap<(usize, usize), f64>;

/// The links that count, and the sums of all.
fn links(db: &Connection, near: &mut Near, members: &[Member]) -> rusqlite::Result<(Vec<Link>, Sums)> {
    let at: BTreeMap<i64, usize> = members.iter().enumerate().map(|(at, m)| (m.mention, at)).collect();
    let mut counting = Vec::new();
    let mut sums = BTreeMap::new();
    for (place, member) in members.iter().enumerate() {
        let later = |other: &i64| at.get(other).copied().filter(|&other| other > place);
        for (other, score) in near.links(db, member.mention)? {
            if let Some(other) = later(other) {
                sums.insert((place, other), *score);
            }
        }
        for (other, score) in near.counting(db, member.mention)? {
            if let Some(other) = later(&other) {
                counting.push(Link { a: place, b: other, judged: Near::judged(score), score });
            }
        }
    }
    Ok((counting, sums))
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

/// What keeps two mentions of one report apart: the coder took them for two acts.
struct Told<'a> {
    report: i64,
    kind: (&'a str, Option<&'a str>),
    /// The mention whose words it repeats, else itself: links are those of the first.
    twin_of: usize,
}

/// The parts that the mentions fall into so far.
struct Parts<'a> {
    of: Vec<usize>,
    parts: BTreeMap<usize, Part>,
    told: Vec<Told<'a>>,
    /// The sums of signs of those that are linked at all.
    sums: Sums,
    apart: BTreeSet<(usize, usize)>,
}

struct Part {
    members: Vec<usize>,
    days: Stretch,
}

/// Days on which all of a part's mentions can have happened: from the latest of their first days to the earliest of
/// their last. Where that is the wrong way round, they are as many days apart.
#[derive(Clone, Copy)]
struct Stretch {
    first: i32,
    last: i32,
}

impl Stretch {
    fn of(member: &Member, retells: bool) -> Stretch {
        match when(member) {
            When::Day(day) => Stretch { first: day, last: day },
            When::Within(days) | When::Past(days) => Stretch { first: days.first, last: days.last },
            When::News(day) => Stretch { first: day - if retells { HINDSIGHT } else { LATE }, last: day },
            When::Never => Stretch { first: i32::MIN / 2, last: i32::MAX / 2 },
        }
    }

    fn with(self, other: Stretch) -> Stretch {
        Stretch { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

impl<'a> Parts<'a> {
    fn new(members: &'a [Member], links: &[Link], sums: Sums, apart: BTreeSet<(usize, usize)>) -> Parts<'a> {
        let told = members.iter().enumerate().map(|(at, member)| Told {
            report: member.report,
            kind: (&member.event_type, member.mode.as_deref()),
            twin_of: at,
        });
        let mut told: Vec<Told> = told.collect();
        let mut retells = BTreeSet::new();
        for link in links {
            if link.score == super::find::TWINS {
                // The smaller id is the first of them.
                told[link.b].twin_of = link.a;
            }
            retells
                .extend(retelling(&members[link.a], &members[link.b]).map(|later| [link.a, link.b][later]));
        }
        let parts = members.iter().enumerate().map(|(at, member)| {
            (at, Part { members: vec![at], days: Stretch::of(member, retells.contains(&at)) })
        });
        Parts { of: (0..members.len()).collect(), parts: parts.collect(), told, sums, apart }
    }

    fn unite(&mut self, link: &Link) {
        let (a, b) = (self.of[link.a], self.of[link.b]);
        if a == b {
            return;
        }
        let (one, other) = (&self.parts[&a], &self.parts[&b]);
        let days = one.days.with(other.days);
        let far = days.first.saturating_sub(days.last) > DAYS_APART;
        let each = || one.members.iter().flat_map(|&x| other.members.iter().map(move |&y| (x, y)));
        let forbidden =
            !self.apart.is_empty() && each().any(|(x, y)| self.apart.contains(&(x.min(y), x.max(y))));
        if forbidden || !link.judged && (far || each().any(|(x, y)| self.two_acts(x, y, one, other))) {
            return;
        }
        let Some(gone) = self.parts.remove(&b) else { return };
        for &member in &gone.members {
            self.of[member] = a;
        }
        if let Some(part) = self.parts.get_mut(&a) {
            part.members.extend(gone.members);
            part.days = days;
        }
    }

    /// Whether a report tells the two as two acts: the coder kept them apart, and no third mention is surely both.
    fn two_acts(&self, x: usize, y: usize, one: &Part, other: &Part) -> bool {
        let (first, second) = (&self.told[x], &self.told[y]);
        first.report == second.report
            && (first.kind.0 != second.kind.0
                || first.kind.1.zip(second.kind.1).is_some_and(|(mode, other)| mode != other)
                || !one.members.iter().chain(&other.members).any(|&z| self.sure(x, z) && self.sure(y, z)))
    }

    fn sure(&self, x: usize, y: usize) -> bool {
        let (x, y) = (self.told[x].twin_of, self.told[y].twin_of);
        x == y || self.sum(x, y).is_some_and(|sum| sum >= SURE)
    }

    fn sum(&self, x: usize, y: usize) -> Option<f64> {
        self.sums.get(&(x.min(y), x.max(y))).copied()
    }
}

/// Which of two linked mentions tells late what the other told as news, if one does.
fn retelling(a: &Member, b: &Member) -> Option<usize> {
    let told = |member| match when(member) {
        When::Day(day) => Some((day, false)),
        When::News(day) => Some((day, true)),
        _ => None,
    };
    let ((one, mine), (other, theirs)) = (told(a)?, told(b)?);
    let late = (one - other).abs() > LATE;
    match one > other {
        true => (late && mine).then_some(0),
        false => (late && theirs).then_some(1),
    }
}
