//! What a happening's row says, out of its mentions: what most independent sources tell, and what they disagree on.

use super::counts;
use super::divide::divide;
use super::load::Member;
use super::near::Near;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the happenings that these mentions make up now, in place of those they made up before. The mentions hold all
/// of each such happening. One of the same mentions as before, none of them touched, says what it said.
pub(crate) fn replace(
    db: &Connection,
    near: &mut Near,
    members: Vec<Member>,
    touched: &BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let mut before: BTreeMap<i64, usize> = BTreeMap::new();
    for happening in members.iter().filter_map(|m| m.happening) {
        *before.entry(happening).or_default() += 1;
    }
    let parts = divide(db, near, members)?;
    let names: BTreeSet<&str> = parts.iter().map(|part| name(part)).collect();
    let stays = |part: &[Member]| {
        let happening = part.first()?.happening?;
        let same = part.iter().all(|m| m.happening == Some(happening) && !touched.contains(&m.mention));
        (same && before.get(&happening) == Some(&part.len())).then_some(happening)
    };
    let unchanged: BTreeSet<i64> = parts.iter().filter_map(|part| stays(part)).collect();
    for &happening in before.keys().filter(|happening| !unchanged.contains(happening)) {
        let id: Option<String> = db
            .prepare_cached("SELECT id FROM happenings WHERE happening = ?")?
            .query_row([happening], |row| row.get(0))
            .optional()?;
        if id.is_some_and(|id| !names.contains(id.as_str())) {
            db.prepare_cached("DELETE FROM happenings WHERE happening = ?")?.execute([happening])?;
        }
    }
    parts.iter().filter(|part| stays(part).is_none()).try_for_each(|part| write(db, part))
}

/// The id of the first mention: of the earliest report, and of those of one day the smallest.
fn name(part: &[Member]) -> &str {
    part.iter().min_by_key(|m| (m.published.unwrap_or(i32::MAX), &m.id)).map_or("", |m| &m.id)
}

fn write(db: &Connection, part: &[Member]) -> rusqlite::Result<()> {
    let told: Vec<Told> = part
        .iter()
        .filter_map(|m| m.date.as_deref().zip(m.days).map(|(v, d)| Told(m, v, d.last - d.first)))
        .collect();
    let date = best(told.iter().map(|t| ((t.2, t.1.to_owned()), t.0)), |(width, value)| {
        (-width, std::cmp::Reverse(value.clone()))
    });
    let date_sources = date.as_ref().map_or(0, |(_, sources)| *sources);
    let date = date.map(|((_, value), _)| value);
    let precision = part.iter().find(|m| m.date == date && date.is_some()).and_then(|m| m.precision.clone());
    let exact = part.iter().filter_map(|m| m.days).filter(|d| d.is_one()).map(|d| d.first).min();
    let earliest =
        exact.or_else(|| part.iter().filter_map(|m| m.days).map(|d| d.first).min()).map(crate::to_iso);
    let day = match &date {
        Some(value) => crate::bounds(value).map(|d| crate::to_iso(d.first)).unwrap_or_default(),
        None => part.iter().map(|m| m.day.clone()).min().unwrap_or_default(),
    };
    let place = best(part.iter().filter_map(|m| Some((m.place.as_ref()?.name.clone(), m))), |name| {
        std::cmp::Reverse(name.clone())
    });
    let place = place.and_then(|(name, _)| {
        part.iter()
            .filter_map(|m| m.place.as_ref())
            .filter(|p| p.name == name)
            .max_by_key(|p| (p.at.is_some(), p.state.clone()))
    });
    let kind = best(part.iter().map(|m| (m.event_type.clone(), m)), |t| std::cmp::Reverse(t.clone()))
        .map(|(t, _)| t)
        .unwrap_or_default();
    let status = best(part.iter().map(|m| (m.status.clone(), m)), |s| std::cmp::Reverse(s.clone()))
        .map(|(s, _)| s)
        .unwrap_or_default();
    // What belongs to the type comes from the mention that tells it best.
    let Some(face) = part.iter().filter(|m| m.event_type == kind).max_by(|a, b| {
        (a.mode.is_some(), a.confidence)
            .partial_cmp(&(b.mode.is_some(), b.confidence))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| b.id.cmp(&a.id))
    }) else {
        return Ok(());
    };
    let stories: BTreeSet<&str> = part.iter().map(|m| m.story.as_str()).collect();
    let reports: BTreeSet<i64> = part.iter().map(|m| m.report).collect();
    let disputes = disagreements(part);
    let disputed: BTreeSet<&str> = disputes.keys().map(|(about, _)| about.as_str()).collect();
    let id = name(part);
    db.prepare_cached(
        "INSERT INTO happenings (id, type, mode, status, quad, score, cameo, goldstein, date, date_precision, date_sources,
         earliest, day, place, place_state, lat, lon, mentions, reports, sources, confidence, disagreements)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
         ON CONFLICT (id) DO UPDATE SET type = ?2, mode = ?3, status = ?4, quad = ?5, score = ?6, cameo = ?7,
         goldstein = ?8, date = ?9, date_precision = ?10, date_sources = ?11, earliest = ?12, day = ?13, place = ?14,
         place_state = ?15, lat = ?16, lon = ?17, mentions = ?18, reports = ?19, sources = ?20, confidence = ?21,
         disagreements = ?22",
    )?
    .execute(params![
        id,
        kind,
        face.mode,
        status,
        face.quad,
        face.score,
        face.cameo,
        face.goldstein,
        date,
        precision,
        date_sources,
        earliest,
        day,
        place.map(|p| &p.name),
        place.and_then(|p| p.state.as_ref()),
        place.and_then(|p| p.at).map(|at| at.0),
        place.and_then(|p| p.at).map(|at| at.1),
        part.len(),
        reports.len(),
        stories.len(),
        confidence(part),
        disputed.len()
    ])?;
    let happening: i64 = db
        .prepare_cached("SELECT happening FROM happenings WHERE id = ?")?
        .query_row([id], |row| row.get(0))?;
    for member in part {
        db.prepare_cached("UPDATE mentions SET happening = ?1 WHERE mention = ?2 AND happening IS NOT ?1")?
            .execute([happening, member.mention])?;
    }
    db.prepare_cached("DELETE FROM disagreements WHERE happening = ?")?.execute([happening])?;
    for ((about, value), told) in disputes {
        let stories: BTreeSet<&str> = told.iter().map(|m| m.story.as_str()).collect();
        let reports: BTreeSet<i64> = told.iter().map(|m| m.report).collect();
        let example = told.iter().map(|m| m.id.as_str()).min();
        db.prepare_cached(
            "INSERT INTO disagreements (happening, about, value, reports, sources, mention) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![happening, about, value, reports.len(), stories.len(), example])?;
    }
    db.prepare_cached("DELETE FROM dyads WHERE happening = ?")?.execute([happening])?;
    for ((a, b), acts) in dyads(part, face) {
        db.prepare_cached(
            "INSERT INTO dyads (state_a, state_b, day, happening, acts, type, quad, status, score, sources)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            a,
            b,
            day,
            happening,
            acts,
            kind,
            face.quad,
            status,
            face.score,
            stories.len()
        ])?;
    }
    Ok(())
}

struct Told<'a>(&'a Member, &'a str, i32);

/// The value that most independent sources tell, with their number; of equals the greatest by `then`.
fn best<'a, K: Ord + Clone, T: Ord>(
    told: impl Iterator<Item = (K, &'a Member)>,
    then: impl Fn(&K) -> T,
) -> Option<(K, usize)> {
    let mut sources: BTreeMap<K, BTreeSet<&str>> = BTreeMap::new();
    for (value, member) in told {
        sources.entry(value).or_default().insert(&member.story);
    }
    sources
        .into_iter()
        .map(|(value, stories)| (value, stories.len()))
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| then(&a.0).cmp(&then(&b.0))))
}

/// Independent sources are seldom all wrong; copies of one are wrong together.
fn confidence(part: &[Member]) -> f64 {
    let mut stories: BTreeMap<&str, f64> = BTreeMap::new();
    for member in part {
        let best = stories.entry(&member.story).or_default();
        *best = best.max(member.confidence);
    }
    let wrong: f64 = stories.values().map(|confidence| 1.0 - confidence.clamp(0.0, 1.0)).product();
    ((1.0 - wrong) * 1000.0).round() / 1000.0
}

/// Who tells that two states met, and who acted on whom.
#[derive(Default)]
struct Pair<'a> {
    stories: BTreeSet<&'a str>,
    of_face: bool,
    ways: BTreeSet<char>,
}

/// The pairs of states, the smaller code first, and who acts on whom. A pair counts if the best mention tells it, or two
/// independent sources do.
fn dyads(part: &[Member], face: &Member) -> BTreeMap<(String, String), &'static str> {
    let mut pairs: BTreeMap<(String, String), Pair> = BTreeMap::new();
    for member in part {
        let states = |actor: bool| {
            let states: BTreeSet<&str> = member
                .parties
                .iter()
                .filter(|p| p.actor == actor)
                .filter_map(|p| p.state.as_deref())
                .collect();
            states
        };
        let (actors, recipients) = (states(true), states(false));
        let mut told: Vec<(&str, &str, char)> = Vec::new();
        for &a in &actors {
            told.extend(recipients.iter().map(|&r| (a.min(r), a.max(r), if a <= r { '>' } else { '<' })));
            if recipients.is_empty() {
                told.extend(actors.iter().filter(|&&other| other > a).map(|&other| (a, other, '=')));
            }
        }
        let all: BTreeSet<&str> = actors.union(&recipients).copied().collect();
        if all.len() > 1 {
            told.retain(|(a, b, _)| a != b);
        } else {
            told = all.iter().map(|&only| (only, only, '=')).collect();
        }
        for (a, b, way) in told {
            let entry = pairs.entry((a.to_owned(), b.to_owned())).or_default();
            entry.stories.insert(&member.story);
            entry.of_face |= member.mention == face.mention;
            entry.ways.insert(way);
        }
    }
    pairs
        .into_iter()
        .filter(|(_, pair)| pair.of_face || pair.stories.len() > 1)
        .map(|(states, pair)| {
            let way = match (pair.ways.contains(&'>'), pair.ways.contains(&'<')) {
                (true, false) => ">",
                (false, true) => "<",
                _ => "=",
            };
            (states, way)
        })
        .collect()
}

/// What is told in two ways or more, with the mentions that tell each.
fn disagreements(part: &[Member]) -> BTreeMap<(String, String), Vec<&Member>> {
    let mut told: BTreeMap<(String, String), Vec<&Member>> = BTreeMap::new();
    for member in part {
        if let Some(days) = member.days.filter(|d| d.is_one()) {
            told.entry(("date".into(), crate::to_iso(days.first))).or_default().push(member);
        }
        if let Some(place) = &member.place {
            told.entry(("place".into(), place.name.clone())).or_default().push(member);
        }
    }
    for (about, value, member) in part.iter().flat_map(counts::told) {
        told.entry((about, value)).or_default().push(member);
    }
    let mut values: BTreeMap<String, usize> = BTreeMap::new();
    for (about, _) in told.keys() {
        *values.entry(about.clone()).or_default() += 1;
    }
    told.retain(|(about, _), _| values[about] > 1);
    told
}
