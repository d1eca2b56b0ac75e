//! Which of the places of a name is meant.
//!
//! All mentions of a name in a report mean the same place, unless one of them only says where another place lies.
//! Each place that a name may stand for gathers points: for how large and known it is, for lying where the report says,
//! in a state or region that the report speaks of, and near what its other names may stand for. The last is worked out
//! in rounds, each with the likelihoods of the one before, so that two names that are doubtful alone settle each other.

use super::gazetteer::{Entry, Kind};
use super::mention::{Mention, Report};
use std::collections::BTreeMap;

/// Points, by the logarithm of people: one point is worth ten times as many.
mod points {
    /// Said outright: "Paris, Texas".
    pub const WITHIN: f64 = 6.0;
    /// The share of the report's states that are this one.
    pub const STATE: f64 = 4.0;
    /// Its state is named in a sentence that names the place.
    pub const SENTENCE: f64 = 0.7;
    /// Its region is named as a region.
    pub const REGION: f64 = 1.5;
    /// Another place of the report lies beside it.
    pub const NEAR: f64 = 3.0;
    /// The tables of knowledge hold it to lie there.
    pub const KNOWN: f64 = 1.5;
    /// A town is meant before the region of its name; or the other way round, where the words say so.
    pub const TOWN: f64 = 0.7;
    pub const AS_REGION: f64 = 3.0;
}

const ROUNDS: usize = 3;
/// Names on either side, in the order in which the report brings them up, that bear on a name.
const WINDOW: usize = 10;
const CHOICES: usize = 24;

impl Entry {
    /// Whether it lies in the other by state and region.
    pub fn lies_in(&self, other: &Entry) -> bool {
        match other.kind {
            Kind::State => self.kind != Kind::State && self.state == other.state,
            Kind::Region => {
                !matches!(self.kind, Kind::State | Kind::Region)
                    && self.state == other.state
                    && self.region == other.region
            }
            Kind::County => matches!(self.kind, Kind::Town | Kind::Capital) && kilometres(self, other) < 60.0,
            _ => false,
        }
    }

    /// How many points a place has before the report says anything of it.
    fn known(&self) -> f64 {
        let standing = match self.kind {
            Kind::State => 9.5,
            Kind::Continent => 10.0,
            Kind::Landmark => self.people + 1.5,
            Kind::Region => self.people,
            Kind::Capital => self.people + 1.5,
            Kind::Town => self.people,
            Kind::County => self.people - 0.5,
        };
        standing - if self.other_name { 1.0 } else { 0.0 }
    }
}

/// A name of the report with all its mentions.
struct Group {
    choices: Vec<Entry>,
    points: Vec<f64>,
    likely: Vec<f64>,
}

/// The place of each mention, if the gazetteer has one of its name.
pub fn resolve(report: &mut Report) -> Vec<Option<Entry>> {
    let mut group_of = Vec::with_capacity(report.mentions.len());
    let mut seen: BTreeMap<(Vec<u32>, bool), usize> = BTreeMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (i, m) in report.mentions.iter().enumerate() {
        // Mentions with the same places bear the same name.
        let mut key: Vec<u32> = m.entries.iter().map(|e| e.id).collect();
        key.truncate(CHOICES);
        if key.is_empty() {
            group_of.push(None);
            continue;
        }
        let group = *seen.entry((key, m.encloses || m.region)).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[group].push(i);
        group_of.push(Some(group));
    }
    let total = report.states.values().sum::<usize>().max(1) as f64;
    let mut groups: Vec<Group> = members.iter().map(|m| Group::new(m, report, total)).collect();
    let regions = |groups: &[Group]| -> BTreeMap<(&'static str, &'static str), f64> {
        let mut out = BTreeMap::new();
        for (e, p) in groups.iter().flat_map(|g| g.choices.iter().zip(&g.likely)) {
            if e.kind == Kind::Region {
                let best: &mut f64 = out.entry((e.state, e.region)).or_default();
                *best = best.max(*p);
            }
        }
        out
    };
    for _ in 0..ROUNDS {
        let named = regions(&groups);
        let next: Vec<Vec<f64>> = (0..groups.len()).map(|g| weigh(&groups, g, &named)).collect();
        for (group, likely) in groups.iter_mut().zip(next) {
            group.likely = likely;
        }
    }
    group_of.into_iter().map(|g| g.and_then(|g| groups[g].best())).collect()
}

impl Group {
    fn new(members: &[usize], report: &Report, total: f64) -> Group {
        let mentions: Vec<&Mention> = members.iter().map(|&m| &report.mentions[m]).collect();
        let outers: Vec<&[Entry]> = mentions
            .iter()
            .filter_map(|m| m.within.and_then(|o| report.mentions.get(o)))
            .map(|o| o.entries.as_slice())
            .collect();
        let all = mentions.first().map_or(&[][..], |m| m.entries.as_slice());
        let within = |e: &Entry| outers.iter().any(|o| o.iter().any(|h| e.lies_in(h)));
        let wide = mentions.iter().any(|m| m.encloses || m.region);
        let mut scored: Vec<(f64, Entry)> = all
            .iter()
            .map(|e| {
                let mut points = e.known();
                points += if within(e) { points::WITHIN } else { 0.0 };
                points += points::STATE * report.states.get(e.state).map_or(0.0, |&n| n as f64 / total);
                let said = |m: &&Mention| {
                    report.of_sentence.get(m.sentence).is_some_and(|s| s.iter().any(|s| s == e.state))
                };
                if e.kind != Kind::State && mentions.iter().any(said) {
                    points += points::SENTENCE;
                }
                if e.kind != Kind::State && mentions.iter().any(|m| m.state.as_deref() == Some(e.state)) {
                    points += points::KNOWN;
                }
                let town = matches!(e.kind, Kind::Town | Kind::Capital);
                let named_after = |r: &Entry| matches!(r.kind, Kind::Region | Kind::County) && e.lies_in(r);
                if wide && matches!(e.kind, Kind::Region | Kind::State | Kind::County) {
                    points += points::AS_REGION;
                } else if !wide && town && e.people > 5.0 && all.iter().any(named_after) {
                    points += points::TOWN;
                }
                (points, *e)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
        scored.truncate(CHOICES);
        let points: Vec<f64> = scored.iter().map(|s| s.0).collect();
        Group { likely: likelihoods(&points), points, choices: scored.into_iter().map(|s| s.1).collect() }
    }

    fn best(&self) -> Option<Entry> {
        let mut best = None;
        for (e, &p) in self.choices.iter().zip(&self.likely) {
            if best.is_none_or(|(_, most)| p > most) {
                best = Some((*e, p));
            }
        }
        best.map(|(e, _)| e)
    }
}

/// The likelihoods of a group's places by what the groups around it may stand for.
fn weigh(groups: &[Group], at: usize, named: &BTreeMap<(&str, &str), f64>) -> Vec<f64> {
    let own = &groups[at];
    if own.choices.len() < 2 {
        return own.likely.clone();
    }
    let around = at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(groups.len());
    let points: Vec<f64> = own
        .choices
        .iter()
        .zip(&own.points)
        .map(|(e, points)| {
            if matches!(e.kind, Kind::State | Kind::Continent) {
                return *points;
            }
            let region = if e.kind == Kind::Region || e.region.is_empty() {
                None
            } else {
                named.get(&(e.state, e.region))
            };
            let mut near = 0.0;
            for g in around.clone().filter(|&g| g != at) {
                let other = groups[g].choices.iter().zip(&groups[g].likely);
                let closest = other
                    .filter(|(o, p)| {
                        **p > 0.05
                            && !matches!(o.kind, Kind::State | Kind::Continent | Kind::Region)
                            && o.id != e.id
                    })
                    .map(|(o, p)| p * nearness(e, o))
                    .fold(0.0, f64::max);
                // A second neighbour adds half of what the first does not yet, and so on.
                near += (1.0 - near) * 0.7 * closest;
            }
            points + points::REGION * region.copied().unwrap_or(0.0) + points::NEAR * near
        })
        .collect();
    likelihoods(&points)
}

fn likelihoods(points: &[f64]) -> Vec<f64> {
    let most = points.iter().copied().fold(f64::MIN, f64::max);
    let mut out: Vec<f64> = points.iter().map(|p| (1.5 * (p - most)).exp()).collect();
    let sum: f64 = out.iter().sum();
    out.iter_mut().for_each(|p| *p /= sum.max(f64::MIN_POSITIVE));
    out
}

/// 1 beside each other, 0.37 a hundred kilometres apart.
fn nearness(a: &Entry, b: &Entry) -> f64 {
    if (a.lat - b.lat).abs() > 4.0 {
        return 0.0;
    }
    (-kilometres(a, b) / 100.0).exp()
}

/// By the flat map around the two, which is near enough up to some hundred kilometres.
fn kilometres(a: &Entry, b: &Entry) -> f64 {
    let wide = (a.lon - b.lon).abs();
    let wide = wide.min(360.0 - wide) * ((a.lat + b.lat) / 2.0).to_radians().cos();
    111.2 * (a.lat - b.lat).hypot(wide)
}
