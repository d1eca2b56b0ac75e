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
mod near;
mod profile;
mod row;
mod seen;
mod set;
mod shelves;
mod words;

pub(crate) use find::join;
pub(crate) use seen::Seen;

use crate::archive::Archive;
use crate::error::Result;
use crate::write::{Release, keys};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::Arc;

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
pub(crate) fn bring_up_to_date(
    db: &Connection,
    seen: &mut Seen,
    touched: &BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let near = &mut seen.near;
    let mut seen = BTreeSet::new();
    for &first in touched {
        if !seen.insert(first) {
            continue;
        }
        let group = near.group(db, first, &mut seen)?;
        let members: rusqlite::Result<Vec<_>> =
            group.into_iter().map(|mention| load::member(db, mention)).collect();
        row::replace(db, near, members?, touched)?;
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
            *writer.seen = Seen::default();
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
            let sentences = load::sentences(&self.db, member.report).map_err(|error| self.error(error))?;
            Ok(profile::Profile::new(&member, Arc::new(profile::context(&sentences))))
        };
        let mut signs = Vec::new();
        let can = compare::signs(&profile(a)?, &profile(b)?, &mut signs);
        Ok(can.then(|| signs.iter().map(|sign| (sign.name, sign.adds())).collect()))
    }
}
