//! Finding the mentions that one may tell the same as, without looking at the others: an index by what both must have in
//! common (type, states or a name, and the time), and twins.
//!
//! Twins say the same in the same words on the same day: a wire story in forty papers. Of those only the one with the
//! smallest id stands in the index, for all of them, so that forty copies cost forty links and not eight hundred.

use super::compare::{confusable, links, reasons, signs};
use super::load::{self, Member};
use super::near::Near;
use super::profile::Profile;
use super::seen::Seen;
use super::shelves::{Shelves, Times, Window, keys, times};
use rusqlite::Connection;

/// Puts a mention into the index and links it to those that tell the same. Gives the mentions whose links that changes.
pub(crate) fn join(db: &Connection, seen: &mut Seen, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let mut touched = Vec::new();
    let member = load::member(db, mention)?;
    let profile = seen.look(db, &member)?;
    judged(db, &mut seen.near, mention, &profile.id)?;
    if member.wrong {
        return Ok(touched);
    }
    if let Some(twin) = profile.twin {
        let others = twins(db, twin)?;
        db.prepare_cached("INSERT OR IGNORE INTO blocks (key, day, mention) VALUES (?, 0, ?)")?
            .execute([twin, mention])?;
        if let Some((first, id)) = others.first() {
            if id.as_str() < &*profile.id {
                return twin_link(db, &mut seen.near, mention, *first).map(|()| touched);
            }
            // The new one is the first of them now, and all others hang on it.
            for (other, id) in &others {
                touched.extend(clear(db, &mut seen.near, *other, Some(twin))?);
                twin_link(db, &mut seen.near, *other, mention)?;
                judged(db, &mut seen.near, *other, id)?;
                touched.push(*other);
            }
        }
    }
    compare(db, seen, &member, &profile, &mut touched)?;
    Ok(touched)
}

/// Takes a mention out of the index and its links away; if others hung on it, the next of them takes its place. Gives
/// the mentions whose neighbourhood that changes.
pub(crate) fn leave(db: &Connection, seen: &mut Seen, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let profile = seen.profile(db, mention)?;
    let mut touched = clear(db, &mut seen.near, mention, None)?;
    let Some(twin) = profile.twin else { return Ok(touched) };
    let others = twins(db, twin)?;
    let Some((heir, id)) = others.first() else { return Ok(touched) };
    if *profile.id < **id {
        for (other, _) in &others[1..] {
            twin_link(db, &mut seen.near, *other, *heir)?;
        }
        let member = load::member(db, *heir)?;
        let own = seen.look(db, &member)?;
        compare(db, seen, &member, &own, &mut touched)?;
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

/// Removes a mention's links, and what stands of it in the index but its key as a twin. Gives those it was linked to, and
/// those that these are linked to: without their best link others may have weight.
fn clear(db: &Connection, near: &mut Near, mention: i64, but: Option<i64>) -> rusqlite::Result<Vec<i64>> {
    let mut friends = super::linked(db, mention)?;
    near.forget(mention);
    for &friend in &friends {
        near.forget(friend);
    }
    for at in 0..friends.len() {
        friends.extend(super::linked(db, friends[at])?);
    }
    friends.retain(|&friend| friend != mention);
    db.prepare_cached("DELETE FROM links WHERE a = ?")?.execute([mention])?;
    db.prepare_cached("DELETE FROM links WHERE b = ?")?.execute([mention])?;
    db.prepare_cached("DELETE FROM blocks WHERE mention = ?1 AND (?2 IS NULL OR key <> ?2)")?
        .execute((mention, but))?;
    Ok(friends)
}

pub(crate) const TWINS: f64 = 9.0;
/// What signs add up to at most.
const MOST: f64 = 8.99;
pub(crate) const JUDGED: f64 = 99.0;

fn twin_link(db: &Connection, near: &mut Near, a: i64, b: i64) -> rusqlite::Result<()> {
    link(db, near, a, b, TWINS, "the same words")
}

fn link(db: &Connection, near: &mut Near, a: i64, b: i64, score: f64, reasons: &str) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO links (a, b, score, reasons) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (a, b) DO UPDATE SET score = ?3, reasons = ?4 WHERE score < ?3",
    )?
    .execute((a.min(b), a.max(b), score, reasons))?;
    near.linked(a, b, score);
    Ok(())
}

/// Links a mention to those that a person judged the same.
fn judged(db: &Connection, near: &mut Near, mention: i64, id: &str) -> rusqlite::Result<()> {
    for query in [
        "SELECT m.mention FROM judgements j JOIN mentions m ON m.id = j.b WHERE j.a = ? AND verdict = 'same'",
        "SELECT m.mention FROM judgements j JOIN mentions m ON m.id = j.a WHERE j.b = ? AND verdict = 'same'",
    ] {
        let others: Vec<i64> =
            db.prepare_cached(query)?.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for other in others {
            link(db, near, mention, other, JUDGED, "judged the same by a person")?;
        }
    }
    Ok(())
}

/// Puts a mention into the index and compares it with what it finds there.
fn compare(
    db: &Connection,
    seen: &mut Seen,
    member: &Member,
    profile: &Profile,
    touched: &mut Vec<i64>,
) -> rusqlite::Result<()> {
    let Some(Times { stored, near, later }) = times(profile.when) else { return Ok(()) };
    let shelves = Shelves::new(member);
    let mut found = Vec::new();
    let mut query = db.prepare_cached("SELECT mention FROM blocks WHERE key = ? AND day BETWEEN ? AND ?")?;
    let mut look = |event_type: &str, shelves: &[u64], windows: &[Window]| -> rusqlite::Result<()> {
        for &shelf in shelves {
            for &(kind, first, last) in windows {
                for key in keys(event_type, kind, shelf, first, last) {
                    let mut rows = query.query((key, first, last))?;
                    while let Some(row) = rows.next()? {
                        found.push(row.get::<_, i64>(0)?);
                    }
                }
            }
        }
        Ok(())
    };
    look(&profile.event_type, &shelves.look, &near)?;
    look(&profile.event_type, &shelves.far, &later)?;
    for other in confusable(&profile.event_type) {
        look(other, &shelves.look, &near)?;
    }
    drop(query);
    found.sort_unstable();
    found.dedup();
    let mut shown = Vec::new();
    for other in found {
        if other == member.mention {
            continue;
        }
        let theirs = seen.profile(db, other)?;
        if !signs(profile, &theirs, &mut shown) {
            continue;
        }
        if let Some(score) = links(&shown) {
            let score = ((score * 100.0).round() / 100.0).min(MOST);
            // A better link may take the weight from those that it had.
            if score > seen.near.best(db, other)? {
                touched.extend(super::linked(db, other)?);
            }
            link(db, &mut seen.near, member.mention, other, score, &reasons(&shown))?;
            touched.push(other);
        }
    }
    let (kind, day) = stored;
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO blocks (key, day, mention) VALUES (?, ?, ?)")?;
    for &shelf in shelves.stand.iter().chain(&shelves.far) {
        for key in keys(&profile.event_type, kind, shelf, day, day) {
            insert.execute((key, day, member.mention))?;
        }
    }
    Ok(())
}
