//! Near-duplicate reports: the wire story in forty papers, cut, under another headline, with a local paragraph.
//!
//! A report is known by its sequences of [`LENGTH`] words. One in [`SAMPLE`] of them, chosen by its hash and so the same
//! ones in every copy, stands in an index; reports that share some are compared by all of theirs. Two are copies if most
//! of the shorter one's sequences stand in the longer one, and if those are no mere corner of it: a digest that holds ten
//! briefs is a copy of none. The copies of copies are one story, named for the report with the smallest id.

/// Words of a sequence: long enough that two writers do not hit on it by chance.
const LENGTH: usize = 5;
/// One sequence in so many stands in the index.
const SAMPLE: u64 = 16;

/// The sampled sequences of a text, sorted.
pub(crate) fn sample(text: &str) -> Vec<i64> {
    let mut sampled: Vec<i64> =
        sequences(text).into_iter().filter(|h| h.is_multiple_of(SAMPLE)).map(|h| h as i64).collect();
    sampled.sort_unstable();
    sampled.dedup();
    sampled
}

/// Hashes of all sequences of a text's words, without regard to case and punctuation.
pub(crate) fn sequences(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .flat_map(char::to_lowercase)
                .fold(START, |hash, c| mix(hash, u64::from(u32::from(c))))
        })
        .collect();
    words.windows(LENGTH).map(|window| window.iter().fold(START, |hash, &word| mix(hash, word))).collect()
}

use crate::entry::Entry;
use crate::hash::{START, mix};
use crate::write::keys;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Of two copies, so much of the shorter one's sequences stand in the longer one.
const MOST: f64 = 0.6;
/// And so much of the longer one's stand in the shorter one.
const NO_CORNER: f64 = 0.2;
/// Reports looked at for each sampled sequence: what stands in more of them is boilerplate.
const LOOKED_AT: usize = 64;
/// Shared sampled sequences before two reports are worth comparing.
const WORTH: usize = 2;

/// Links a new report to its copies. Gives the reports whose story has another name now.
pub(crate) fn join(db: &Connection, report: i64, entry: &Entry) -> rusqlite::Result<Vec<i64>> {
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    for &hash in &entry.sequences {
        let mut query = db.prepare_cached("SELECT report FROM sequences WHERE hash = ? LIMIT ?")?;
        let mut rows = query.query([hash, LOOKED_AT as i64])?;
        while let Some(row) = rows.next()? {
            *shared.entry(row.get(0)?).or_default() += 1;
        }
    }
    shared.remove(&report);
    shared.retain(|_, count| *count >= WORTH);
    if shared.is_empty() {
        return Ok(Vec::new());
    }
    let own: BTreeSet<u64> = sequences(&entry.report.text).into_iter().collect();
    let mut copies = Vec::new();
    for &other in shared.keys() {
        let text: String = db
            .prepare_cached("SELECT text FROM reports WHERE report = ?")?
            .query_row([other], |row| row.get(0))?;
        let theirs: BTreeSet<u64> = sequences(&text).into_iter().collect();
        let both = own.intersection(&theirs).count() as f64;
        let (shorter, longer) = (own.len().min(theirs.len()), own.len().max(theirs.len()));
        if shorter > 0 && both / shorter as f64 >= MOST && both / longer as f64 >= NO_CORNER {
            db.prepare_cached("INSERT INTO copies (a, b, shared) VALUES (?, ?, ?)")?.execute((
                report.min(other),
                report.max(other),
                both / shorter as f64,
            ))?;
            copies.push(other);
        }
    }
    if copies.is_empty() { Ok(Vec::new()) } else { rename(db, &[report]) }
}

/// Takes a report out of its story; gives the reports that were its copies.
pub(crate) fn leave(db: &Connection, report: i64) -> rusqlite::Result<Vec<i64>> {
    let friends = copies_of(db, report)?;
    db.prepare_cached("DELETE FROM copies WHERE a = ?")?.execute([report])?;
    db.prepare_cached("DELETE FROM copies WHERE b = ?")?.execute([report])?;
    Ok(friends)
}

fn copies_of(db: &Connection, report: i64) -> rusqlite::Result<Vec<i64>> {
    let mut copies = keys(db, "SELECT b FROM copies WHERE a = ?", report)?;
    copies.extend(keys(db, "SELECT a FROM copies WHERE b = ?", report)?);
    Ok(copies)
}

/// Names the stories of these reports anew; gives the reports whose story has another name now.
pub(crate) fn rename(db: &Connection, reports: &[i64]) -> rusqlite::Result<Vec<i64>> {
    let mut seen = BTreeSet::new();
    let mut renamed = Vec::new();
    for &first in reports {
        if !seen.insert(first) {
            continue;
        }
        let mut story = vec![first];
        let mut at = 0;
        while at < story.len() {
            for copy in copies_of(db, story[at])? {
                if seen.insert(copy) {
                    story.push(copy);
                }
            }
            at += 1;
        }
        let mut members: Vec<(String, String, i64)> = Vec::with_capacity(story.len());
        for report in story {
            let names = db
                .prepare_cached("SELECT id, story FROM reports WHERE report = ?")?
                .query_row([report], |row| Ok((row.get(0)?, row.get(1)?, report)))?;
            members.push(names);
        }
        let Some(name) = members.iter().map(|(id, ..)| id.clone()).min() else { continue };
        for (_, before, report) in members {
            if before != name {
                db.prepare_cached("UPDATE reports SET story = ? WHERE report = ?")?
                    .execute((&name, report))?;
                renamed.push(report);
            }
        }
    }
    Ok(renamed)
}
