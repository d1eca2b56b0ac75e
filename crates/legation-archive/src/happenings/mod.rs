//! Happenings: mentions of different reports that tell of the same meeting, attack or decision.
//!
//! ```text
//! mention --find--> those it may tell the same as --compare--> links --divide--> happenings --row--> what their rows say
//! ```
//!
//! Adding a mention links it to those it tells the same as ([`join`]); what is linked, directly or through others, is
//! then divided into happenings anew ([`bring_up_to_date`]). Both look at the neighbourhood alone, and both are functions
//! of what is in it, so that neither the order of adding nor an unrelated report has a part in the result.

mod compare;
mod counts;
mod divide;
mod find;
mod load;
mod profile;
mod row;
mod seen;

pub(crate) use find::join;
pub(crate) use seen::Seen;

use crate::archive::Archive;
use crate::error::Result;
use crate::write::{Release, keys};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Takes a mention out of its happening. Gives the mentions whose neighbourhood that changes.
pub(crate) fn leave(db: &Connection, seen: &mut Seen, mention: i64) -> rusqlite::Result<Vec<i64>> {
    let happening: Option<i64> = db
        .prepare_cached("SELECT happening FROM mentions WHERE mention = ?")?
        .query_row([mention], |row| row.get(0))?;
    let mut friends = find::leave(db, seen, mention)?;
    if let Some(happening) = happening {
        friends.extend(keys(db, "SELECT mention FROM mentions WHERE happening = ?", happening)?);
        db.prepare_cached("DELETE FROM happenings WHERE happening = ?")?.execute([happening])?;
    }
    friends.retain(|&friend| friend != mention);
    seen.forget(mention);
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
        row::replace(db, members)?;
    }
    Ok(())
}

impl Archive {
    /// Makes all links and happenings anew, in one transaction: for an archive whose links were made by other rules.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn regroup(&mut self, release: &str) -> Result<()> {
        let release = Release { release: release.to_owned(), codebook: String::new() };
        self.change(&release, |writer| {
            for table in ["links", "blocks", "happenings"] {
                writer.db.execute(&format!("DELETE FROM {table}"), [])?;
            }
            let mut query = writer.db.prepare("SELECT mention FROM mentions")?;
            let mentions: Vec<i64> =
                query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            for mention in mentions {
                join(writer.db, writer.seen, mention)?;
                writer.touched.insert(mention);
            }
            Ok(())
        })
    }

    /// What speaks for and against two mentions (by their keys) telling of the same happening: each sign with its weight,
    /// which is above nothing for what speaks for it. None where they cannot be the same.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn weigh(&self, a: i64, b: i64) -> Result<Option<Vec<(&'static str, f64)>>> {
        let profile = |mention| -> Result<profile::Profile> {
            let member = load::member(&self.db, mention).map_err(|error| self.error(error))?;
            Ok(profile::Profile::new(&member))
        };
        Ok(compare::signs(&profile(a)?, &profile(b)?).map(|signs| compare::weighed(&signs)))
    }
}
