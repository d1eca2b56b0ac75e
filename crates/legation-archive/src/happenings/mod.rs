//! Happenings: mentions of different reports that tell of the same meeting, attack or decision.
//!
//! Adding a mention links it to those it tells the same as ([`join`]); what is linked, directly or through others, is
//! then divided into happenings anew ([`bring_up_to_date`]). Both look at the neighbourhood alone, and both are functions
//! of what is in it, so that neither the order of adding nor an unrelated report has a part in the result.

mod load;
mod row;

use crate::write::keys;
use load::Member;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Links a new mention to those that tell of the same happening.
pub(crate) fn join(_db: &Connection, _mention: i64) -> rusqlite::Result<()> {
    Ok(())
}

/// Takes a mention out of its happening. Gives the mentions it was linked to or shared a happening with.
pub(crate) fn leave(db: &Connection, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let mut friends = linked(db, mention)?;
    friends.extend(keys(
        db,
        "SELECT mention FROM mentions WHERE happening = (SELECT happening FROM mentions WHERE mention = ?)",
        mention,
    )?);
    for query in [
        "DELETE FROM links WHERE a = ?",
        "DELETE FROM links WHERE b = ?",
        "DELETE FROM blocks WHERE mention = ?",
    ] {
        db.prepare_cached(query)?.execute([mention])?;
    }
    friends.retain(|&friend| friend != mention);
    let happening: Option<i64> = db
        .prepare_cached("SELECT happening FROM mentions WHERE mention = ?")?
        .query_row([mention], |row| row.get(0))?;
    if let Some(happening) = happening {
        db.prepare_cached("DELETE FROM happenings WHERE happening = ?")?.execute([happening])?;
    }
    Ok(friends)
}

/// The mentions that a mention is linked to.
fn linked(db: &Connection, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let mut linked = keys(db, "SELECT b FROM links WHERE a = ?", mention)?;
    linked.extend(keys(db, "SELECT a FROM links WHERE b = ?", mention)?);
    Ok(linked)
}

/// Divides the neighbourhoods of these mentions into happenings anew.
pub(crate) fn bring_up_to_date(db: &Connection, touched: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut seen = BTreeSet::new();
    for &first in touched {
        if !seen.insert(first) {
            continue;
        }
        let mut near = vec![first];
        let mut at = 0;
        while at < near.len() {
            for other in linked(db, near[at])? {
                if seen.insert(other) {
                    near.push(other);
                }
            }
            at += 1;
        }
        let mut members = Vec::with_capacity(near.len());
        for mention in near {
            members.push(load::member(db, mention)?);
        }
        divide(db, members)?;
    }
    Ok(())
}

/// Makes happenings out of linked mentions.
fn divide(db: &Connection, mut members: Vec<Member>) -> rusqlite::Result<()> {
    members.sort_by(|a, b| a.id.cmp(&b.id));
    let parts: Vec<Vec<Member>> = members.into_iter().filter(|m| !m.wrong).map(|m| vec![m]).collect();
    row::replace(db, &parts)
}
