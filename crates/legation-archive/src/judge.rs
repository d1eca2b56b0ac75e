//! What people decide on mentions. It is kept by the mentions' ids, outlives them, and holds again when they return.

use crate::archive::Archive;
use crate::error::{Error, Result};
use crate::happenings;
use crate::write::{Release, Writer};
use rusqlite::{Connection, OptionalExtension};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Two mentions tell of one happening.
    Same,
    /// They tell of two.
    NotSame,
    /// A mention tells of nothing of its kind.
    Wrong,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::NotSame => "not same",
            Verdict::Wrong => "wrong",
        }
    }
}

/// A person's decision on one mention or two.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'a> {
    pub verdict: Verdict,
    /// Ids, or beginnings of ids.
    pub a: &'a str,
    pub b: Option<&'a str>,
    pub person: Option<&'a str>,
    pub note: Option<&'a str>,
}

impl Archive {
    /// Records a judgement, in place of an earlier one on the same mentions.
    ///
    /// # Errors
    /// There is no such mention, the verdict does not fit the number of mentions, or the archive cannot be written.
    pub fn judge(&mut self, judgement: &Judgement, release: &str) -> Result<()> {
        if judgement.b.is_some() == (judgement.verdict == Verdict::Wrong) {
            return Err(Error::Judgement(format!(
                "{:?} is said of {}",
                judgement.verdict.as_str(),
                if judgement.b.is_some() { "one mention" } else { "two mentions" }
            )));
        }
        let pair = self.pair(judgement.a, judgement.b)?;
        let release = Release { release: release.to_owned(), codebook: String::new() };
        self.change(&release, |writer| {
            writer
                .db
                .prepare_cached(
                    "INSERT INTO judgements (verdict, a, b, person, note) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (a, b) DO UPDATE SET verdict = ?1, person = ?4, note = ?5",
                )?
                .execute((judgement.verdict.as_str(), &pair.0, &pair.1, judgement.person, judgement.note))?;
            writer.judged(&pair, Some(judgement))
        })
    }

    /// Takes back a judgement.
    ///
    /// # Errors
    /// There is none, or the archive cannot be written.
    pub fn withdraw(&mut self, a: &str, b: Option<&str>, release: &str) -> Result<()> {
        let pair = self.pair(a, b)?;
        let verdict: Option<String> = self
            .db
            .query_row("SELECT verdict FROM judgements WHERE a = ? AND b = ?", [&pair.0, &pair.1], |r| {
                r.get(0)
            })
            .optional()
            .map_err(|error| self.error(error))?;
        if verdict.is_none() {
            return Err(Error::Judgement("nobody has judged that".into()));
        }
        let release = Release { release: release.to_owned(), codebook: String::new() };
        self.change(&release, |writer| {
            writer
                .db
                .prepare_cached("DELETE FROM judgements WHERE a = ? AND b = ?")?
                .execute([&pair.0, &pair.1])?;
            writer.judged(&pair, None)
        })
    }

    /// The full ids of one mention or two, the smaller first.
    fn pair(&self, a: &str, b: Option<&str>) -> Result<(String, String)> {
        let a = self.mention_id(a)?;
        let Some(b) = b else { return Ok((a, String::new())) };
        let b = self.mention_id(b)?;
        if a == b {
            return Err(Error::Judgement(format!("{a} is one mention; a judgement takes two")));
        }
        Ok(if a < b { (a, b) } else { (b, a) })
    }

    fn mention_id(&self, id: &str) -> Result<String> {
        let mention = self.mention(id)?;
        self.db
            .query_row("SELECT id FROM mentions WHERE mention = ?", [mention], |row| row.get(0))
            .map_err(|error| self.error(error))
    }
}

impl Writer<'_> {
    /// Lets a judgement, or its withdrawal, take effect.
    fn judged(&mut self, pair: &(String, String), judgement: Option<&Judgement>) -> rusqlite::Result<()> {
        for id in [&pair.0, &pair.1] {
            let Some(mention) = mention(self.db, id)? else { continue };
            if pair.1.is_empty() {
                let wrong = judgement.is_some();
                self.db
                    .prepare_cached("UPDATE mentions SET wrong = ? WHERE mention = ?")?
                    .execute((wrong, mention))?;
            }
            let friends = happenings::leave(self.db, self.seen, mention)?;
            self.touched.extend(friends);
            let near = happenings::join(self.db, self.seen, mention)?;
            self.touched.extend(near);
            self.touched.insert(mention);
        }
        let verdict = judgement.map_or("withdrawn", |j| j.verdict.as_str());
        let told =
            if pair.1.is_empty() { verdict.to_owned() } else { format!("{verdict}: {} {}", pair.0, pair.1) };
        self.log_row(&["judged", "judgement"], ["", ""], None, [Some(&pair.0), None, Some(&told)])
    }
}

/// The mention of that id, if the archive holds it now.
pub(crate) fn mention(db: &Connection, id: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT mention FROM mentions WHERE id = ?")?
        .query_row([id], |row| row.get(0))
        .optional()
}
