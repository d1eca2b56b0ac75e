//! The links between mentions, and which of them count.
//!
//! In the news of two states that meet every week nearly everything is linked to something a little like it, and so to
//! everything. A link therefore counts if it is good, or if it is the best that one of its two mentions has: chains of best
//! links end soon, and what hangs together stays small, however much news there is.

use super::find::{JUDGED, TWINS};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// The sum of signs above which a link is good.
const GOOD: f64 = 4.0;
/// Mentions whose links are remembered.
const MOST: usize = 50_000;

/// Links that were looked at lately. A copy of what the file holds, in bounded memory.
#[derive(Default)]
pub(crate) struct Near {
    known: HashMap<i64, Vec<(i64, f64)>>,
}

impl Near {
    /// A mention's links are no longer what they were.
    pub fn forget(&mut self, mention: i64) {
        self.known.remove(&mention);
    }

    /// Two mentions have this link now.
    pub fn linked(&mut self, a: i64, b: i64, score: f64) {
        for (one, other) in [(a, b), (b, a)] {
            let Some(links) = self.known.get_mut(&one) else { continue };
            match links.iter_mut().find(|(known, _)| *known == other) {
                Some(link) => link.1 = link.1.max(score),
                None => links.push((other, score)),
            }
        }
    }

    /// All links of a mention: to which, and the sum of signs.
    pub fn links(&mut self, db: &Connection, mention: i64) -> rusqlite::Result<&[(i64, f64)]> {
        if !self.known.contains_key(&mention) {
            if self.known.len() >= MOST {
                self.known.clear();
            }
            let mut links = Vec::new();
            for query in ["SELECT b, score FROM links WHERE a = ?", "SELECT a, score FROM links WHERE b = ?"]
            {
                let mut query = db.prepare_cached(query)?;
                let mut rows = query.query([mention])?;
                while let Some(row) = rows.next()? {
                    links.push((row.get(0)?, row.get(1)?));
                }
            }
            self.known.insert(mention, links);
        }
        Ok(self.known.get(&mention).map_or(&[], Vec::as_slice))
    }

    /// The best of a mention's links, as far as signs tell; good ones are all alike, so that none of many reports in nearly
    /// the same words puts those in other words aside.
    pub fn best(&mut self, db: &Connection, mention: i64) -> rusqlite::Result<f64> {
        let signs = self.links(db, mention)?.iter().map(|(_, score)| *score).filter(|score| *score < TWINS);
        Ok(signs.fold(0.0, f64::max).min(GOOD))
    }

    /// The links of a mention that count.
    pub fn counting(&mut self, db: &Connection, mention: i64) -> rusqlite::Result<Vec<(i64, f64)>> {
        let own = self.best(db, mention)?;
        let links = self.links(db, mention)?.to_vec();
        let mut counting = Vec::with_capacity(links.len());
        for (other, score) in links {
            if score >= own || score >= self.best(db, other)? {
                counting.push((other, score));
            }
        }
        Ok(counting)
    }

    /// The mentions that a mention is linked to, directly or through others, by links that count; and those that stood in
    /// one happening with any of them.
    pub fn group(
        &mut self,
        db: &Connection,
        first: i64,
        seen: &mut BTreeSet<i64>,
    ) -> rusqlite::Result<Vec<i64>> {
        let mut group = vec![first];
        let mut happenings = BTreeSet::new();
        let mut at = 0;
        while at < group.len() {
            let mention = group[at];
            let linked = self.counting(db, mention)?.into_iter().map(|(other, _)| other);
            group.extend(linked.filter(|other| seen.insert(*other)));
            let happening: Option<i64> = db
                .prepare_cached("SELECT happening FROM mentions WHERE mention = ?")?
                .query_row([mention], |row| row.get(0))?;
            if let Some(happening) = happening.filter(|happening| happenings.insert(*happening)) {
                let together =
                    crate::write::keys(db, "SELECT mention FROM mentions WHERE happening = ?", happening)?;
                group.extend(together.into_iter().filter(|other| seen.insert(*other)));
            }
            at += 1;
        }
        Ok(group)
    }

    /// Whether a score is a person's judgement.
    pub fn judged(score: f64) -> bool {
        score >= JUDGED
    }
}
