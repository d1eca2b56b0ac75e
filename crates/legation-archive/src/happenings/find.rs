//! Finding the mentions that one may tell the same as, without looking at the others: an index by what both must have in
//! common (type, states or a name, and the time), and twins.
//!
//! Twins say the same in the same words on the same day: a wire story in forty papers. Of those only the one with the
//! smallest id stands in the index, for all of them, so that forty copies cost forty links and not eight hundred.

use super::compare::{TOGETHER, confusable, least, reasons, signs, sum};
use super::profile::{HINDSIGHT, LATE, Profile, WIDEST, When};
use super::seen::Seen;
use crate::hash;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::Arc;

/// States of a mention that are looked at: a list of twenty is no dyad.
const STATES: usize = 5;
const NAMES: usize = 4;

/// Puts a mention into the index and links it to those that tell the same.
pub(crate) fn join(db: &Connection, seen: &mut Seen, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let mut touched = Vec::new();
    let profile = seen.profile(db, mention)?;
    judged(db, mention, &profile.id)?;
    let wrong: bool = db
        .prepare_cached("SELECT wrong FROM mentions WHERE mention = ?")?
        .query_row([mention], |row| row.get(0))?;
    if wrong {
        return Ok(touched);
    }
    if let Some(twin) = profile.twin {
        let others = twins(db, twin)?;
        db.prepare_cached("INSERT OR IGNORE INTO blocks (key, day, mention) VALUES (?, 0, ?)")?
            .execute([twin, mention])?;
        if let Some((first, id)) = others.first() {
            if *id < profile.id {
                return twin_link(db, mention, *first).map(|()| touched);
            }
            // The new one is the first of them now, and all others hang on it.
            for (other, _) in &others {
                touched.extend(clear(db, *other, Some(twin))?);
                twin_link(db, *other, mention)?;
                judged(db, *other, &seen.profile(db, *other)?.id.clone())?;
                touched.push(*other);
            }
        }
    }
    compare(db, seen, mention, &profile)?;
    Ok(touched)
}

/// Takes a mention out of the index and its links away; if others hung on it, the next of them takes its place. Gives
/// the mentions whose neighbourhood that changes.
pub(crate) fn leave(db: &Connection, seen: &mut Seen, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let profile = seen.profile(db, mention)?;
    let mut touched = clear(db, mention, None)?;
    let Some(twin) = profile.twin else { return Ok(touched) };
    let others = twins(db, twin)?;
    let Some((heir, id)) = others.first() else { return Ok(touched) };
    if profile.id < *id {
        for (other, _) in &others[1..] {
            twin_link(db, *other, *heir)?;
        }
        let own = seen.profile(db, *heir)?;
        compare(db, seen, *heir, &own)?;
        touched.extend(others.iter().map(|(other, _)| *other));
    }
    Ok(touched)
}

/// The mentions of a twin's key, the smallest id first.
fn twins(db: &Connection, key: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    db.prepare_cached(
        "SELECT mention, id FROM blocks JOIN mentions USING (mention) WHERE key = ? ORDER BY id",
    )?
    .query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// Removes a mention's links, and what stands of it in the index but its key as a twin. Gives those it was linked to.
fn clear(db: &Connection, mention: i64, but: Option<i64>) -> rusqlite::Result<Vec<i64>> {
    let friends = super::linked(db, mention)?;
    db.prepare_cached("DELETE FROM links WHERE a = ?")?.execute([mention])?;
    db.prepare_cached("DELETE FROM links WHERE b = ?")?.execute([mention])?;
    db.prepare_cached("DELETE FROM blocks WHERE mention = ?1 AND (?2 IS NULL OR key <> ?2)")?
        .execute((mention, but))?;
    Ok(friends)
}

pub(crate) const TWINS: f64 = 9.0;
pub(crate) const JUDGED: f64 = 99.0;

fn twin_link(db: &Connection, a: i64, b: i64) -> rusqlite::Result<()> {
    link(db, a, b, TWINS, "the same words")
}

fn link(db: &Connection, a: i64, b: i64, score: f64, reasons: &str) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO links (a, b, score, reasons) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (a, b) DO UPDATE SET score = ?3, reasons = ?4 WHERE score < ?3",
    )?
    .execute((a.min(b), a.max(b), score, reasons))?;
    Ok(())
}

/// Links a mention to those that a person judged the same.
fn judged(db: &Connection, mention: i64, id: &str) -> rusqlite::Result<()> {
    for query in [
        "SELECT m.mention FROM judgements j JOIN mentions m ON m.id = j.b WHERE j.a = ? AND verdict = 'same'",
        "SELECT m.mention FROM judgements j JOIN mentions m ON m.id = j.a WHERE j.b = ? AND verdict = 'same'",
    ] {
        let others: Vec<i64> =
            db.prepare_cached(query)?.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for other in others {
            link(db, mention, other, JUDGED, "judged the same by a person")?;
        }
    }
    Ok(())
}

/// Puts a mention into the index and compares it with what it finds there.
fn compare(db: &Connection, seen: &mut Seen, mention: i64, profile: &Arc<Profile>) -> rusqlite::Result<()> {
    let Some(Times { stored, near, later }) = times(profile.when) else { return Ok(()) };
    let mut found = BTreeSet::new();
    let mut look = |event_type: &str, shelves: &[String], windows: &[Window]| -> rusqlite::Result<()> {
        let mut query =
            db.prepare_cached("SELECT mention FROM blocks WHERE key = ? AND day BETWEEN ? AND ?")?;
        for shelf in shelves {
            for (kind, first, last) in windows {
                let mut rows = query.query((key(event_type, kind, shelf), first, last))?;
                while let Some(row) = rows.next()? {
                    found.insert(row.get::<_, i64>(0)?);
                }
            }
        }
        Ok(())
    };
    let (around, far) = (look_on(profile), far(profile));
    look(&profile.event_type, &around, &near)?;
    look(&profile.event_type, &far, &later)?;
    for other in confusable(&profile.event_type) {
        look(other, &around, &near)?;
    }
    found.remove(&mention);
    for other in found {
        let theirs = seen.profile(db, other)?;
        let Some(signs) = signs(profile, &theirs) else { continue };
        let score = sum(&signs);
        if score >= least(&signs) {
            link(db, mention, other, (score * 100.0).round() / 100.0, &reasons(&signs))?;
        }
    }
    let (kind, day) = stored;
    for shelf in stand_on(profile).into_iter().chain(far) {
        db.prepare_cached("INSERT OR IGNORE INTO blocks (key, day, mention) VALUES (?, ?, ?)")?.execute((
            key(&profile.event_type, kind, &shelf),
            day,
            mention,
        ))?;
    }
    Ok(())
}

/// A kind of date with a range of days.
type Window = (&'static str, i32, i32);

/// Under which day a mention stands, and where those stand that may tell of the same time. Who finds whom is mutual.
struct Times {
    stored: (&'static str, i32),
    /// Where all shelves are looked through.
    near: Vec<Window>,
    /// A year of what two states did holds too much: only shelves that hold less are looked through, and for no other
    /// type. What lies near stands on the other shelves too and is not looked for again.
    later: Vec<Window>,
}

fn times(when: When) -> Option<Times> {
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

/// Short keys keep the index small; two that fall together by chance cost a comparison.
fn key(event_type: &str, kind: &str, shelf: &str) -> i64 {
    hash::number("block", &[event_type, kind, shelf]) & 0xff_ffff_ffff
}

/// The shelves of the index on which a mention stands.
fn stand_on(profile: &Profile) -> Vec<String> {
    let states = profile.states();
    let mut shelves = pairs(&states);
    shelves.extend(states.iter().take(STATES).map(|state| format!("any {state}")));
    if states.len() == 1 {
        shelves.extend(states.iter().map(|state| format!("only {state}")));
    }
    shelves.extend(names(profile));
    shelves
}

/// The shelves on which it looks for others: of two states, those with both, and those with one of them alone.
fn look_on(profile: &Profile) -> Vec<String> {
    let states = profile.states();
    let mut shelves = pairs(&states);
    let one = if states.len() == 1 { "any" } else { "only" };
    shelves.extend(states.iter().take(STATES).map(|state| format!("{one} {state}")));
    shelves.extend(names(profile));
    shelves
}

/// Shelves that hold little enough to look a year of them through: the same states with the same verb, mode or
/// place, and names.
fn far(profile: &Profile) -> Vec<String> {
    let states = profile.states();
    let mut whole = pairs(&states);
    if states.len() == 1 {
        whole.extend(states.iter().map(|&state| state.to_owned()));
    }
    let mut shelves: Vec<String> = names(profile).map(|name| format!("far {name}")).collect();
    for states in whole {
        shelves.extend(profile.trigger.iter().take(2).map(|verb| format!("{states} verb {verb}")));
        shelves.extend(profile.mode.iter().map(|mode| format!("{states} mode {mode}")));
        shelves.extend(profile.place.iter().map(|place| format!("{states} at {}", place.name)));
    }
    shelves
}

fn pairs(states: &BTreeSet<&str>) -> Vec<String> {
    let states: Vec<&str> = states.iter().take(STATES).copied().collect();
    let mut pairs = Vec::new();
    for (at, a) in states.iter().enumerate() {
        pairs.extend(states[at + 1..].iter().map(|b| format!("{a} {b}")));
    }
    pairs
}

fn names(profile: &Profile) -> impl Iterator<Item = String> + '_ {
    profile.names.iter().take(NAMES).map(|name| format!("name {name}"))
}
