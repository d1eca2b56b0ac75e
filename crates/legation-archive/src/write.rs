//! Writing: batches of entries in, reports out, and the log of what changed.

use crate::archive::Archive;
use crate::entry::{DateRow, Entry, MentionRow, Party, Words};
use crate::error::{Error, Result};
use crate::happenings::{self, Seen};
use crate::stories;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};

/// What wrote an entry: its release and a hash of the knowledge it coded with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    pub release: String,
    pub codebook: String,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    New,
    /// Its claims took the place of those of an earlier version, or of an earlier release.
    Corrected,
    Unchanged,
}

impl Archive {
    /// Writes entries in one transaction: all of them, or after an error none.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn add(&mut self, entries: &[Entry], release: &Release) -> Result<Vec<Added>> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        self.change(release, |writer| entries.iter().map(|entry| writer.add(entry)).collect())
    }

    /// Takes out reports with all their claims, by id, beginning of the id, or name: all of them, or after an error none.
    ///
    /// # Errors
    /// There is no such report or several, or the archive cannot be written.
    pub fn remove(&mut self, reports: &[String], release: &str) -> Result<()> {
        let mut found = BTreeSet::new();
        for report in reports {
            found.insert(self.report(report)?);
        }
        let release = Release { release: release.to_owned(), codebook: String::new() };
        self.change(&release, |writer| found.into_iter().try_for_each(|report| writer.remove(report)))
    }

    /// Puts what stands in the log of recent batches into the file itself, so that the file alone is the archive.
    ///
    /// # Errors
    /// The archive cannot be written.
    pub fn settle(&self) -> Result<()> {
        // Readers may hold the log back; then it stays beside the file, and nothing is lost.
        self.db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(|error| self.error(error))
    }

    /// Does `work` in one transaction and brings stories and happenings up to date before its end.
    pub(crate) fn change<T>(
        &mut self,
        release: &Release,
        work: impl FnOnce(&mut Writer) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let path = self.path.clone();
        let failed = |error| Error::of(&path, error);
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let version: i64 =
            change.pragma_query_value(None, "data_version", |row| row.get(0)).map_err(failed)?;
        let mut seen = std::mem::take(&mut self.seen).at_version(version);
        let mut writer = Writer { db: &change, release, touched: BTreeSet::new(), seen: &mut seen };
        let done = work(&mut writer).map_err(failed)?;
        let touched = writer.touched;
        happenings::bring_up_to_date(&change, &mut seen, &touched).map_err(failed)?;
        change.commit().map_err(failed)?;
        // Only what has come to pass may be remembered: after an error the copies are gone with the batch.
        self.seen = seen;
        Ok(done)
    }
}

pub(crate) struct Writer<'a> {
    pub db: &'a Connection,
    pub release: &'a Release,
    /// Mentions whose neighbourhood has changed.
    pub touched: BTreeSet<i64>,
    pub seen: &'a mut Seen,
}

impl Writer<'_> {
    fn add(&mut self, entry: &Entry) -> rusqlite::Result<Added> {
        let row = &entry.report;
        let known: Option<(i64, String, String)> = self
            .db
            .prepare_cached("SELECT report, hash, claims FROM reports WHERE id = ?")?
            .query_row([&row.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
            .optional()?;
        match known {
            Some((_, hash, claims)) if hash == row.hash && claims == row.claims => Ok(Added::Unchanged),
            Some((report, hash, _)) => {
                self.correct(report, entry, hash == row.hash)?;
                Ok(Added::Corrected)
            }
            None if self.stands_elsewhere(entry)? => Ok(Added::Unchanged),
            None => {
                let report = self.insert(entry, None)?;
                self.log("new", "report", entry, None, None, Some(&summary(entry)))?;
                self.link(report, entry)?;
                Ok(Added::New)
            }
        }
    }

    /// The same file may be named by another path the next time; a URL is part of what a report is.
    fn stands_elsewhere(&self, entry: &Entry) -> rusqlite::Result<bool> {
        let url = |source: &str| source.contains("://");
        if entry.report.source.as_deref().is_some_and(url) {
            return Ok(false);
        }
        let mut query = self.db.prepare_cached("SELECT source FROM reports WHERE hash = ?")?;
        let mut rows = query.query([&entry.report.hash])?;
        while let Some(row) = rows.next()? {
            let source: Option<String> = row.get(0)?;
            if !source.as_deref().is_some_and(url) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts a new version in place of the old one and logs what that changes.
    fn correct(&mut self, report: i64, entry: &Entry, same_text: bool) -> rusqlite::Result<()> {
        let before = told_before(self.db, report)?;
        self.unlink(report)?;
        self.insert(entry, Some(report))?;
        let how = if same_text { "coded anew" } else { "another text" };
        self.log("corrected", "report", entry, None, None, Some(&format!("{how}: {}", summary(entry))))?;
        let after: BTreeMap<String, String> =
            entry.mentions.iter().map(|m| (m.id.clone(), tell(m))).collect();
        for (id, told) in &before {
            match after.get(id) {
                None => self.log("removed", "mention", entry, Some(id), Some(told), None)?,
                Some(now) if now != told => {
                    self.log("corrected", "mention", entry, Some(id), Some(told), Some(now))?;
                }
                Some(_) => {}
            }
        }
        for (id, told) in after.iter().filter(|(id, _)| !before.contains_key(*id)) {
            self.log("new", "mention", entry, Some(id), None, Some(told))?;
        }
        self.link(report, entry)
    }

    fn remove(&mut self, report: i64) -> rusqlite::Result<()> {
        let (id, name, published): (String, String, Option<String>) = self
            .db
            .prepare_cached("SELECT id, name, published FROM reports WHERE report = ?")?
            .query_row([report], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let before = told_before(self.db, report)?;
        self.unlink(report)?;
        let events = format!("{} events", before.len());
        self.log_row(
            &["removed", "report"],
            [&id, &name],
            published.as_deref(),
            [None, Some(&events), None],
        )?;
        for (mention, told) in &before {
            let row = [Some(mention.as_str()), Some(told.as_str()), None];
            self.log_row(&["removed", "mention"], [&id, &name], published.as_deref(), row)?;
        }
        Ok(())
    }

    /// Takes a report out of its story and its mentions out of their happenings, and deletes both.
    fn unlink(&mut self, report: i64) -> rusqlite::Result<()> {
        let friends = stories::leave(self.db, report)?;
        let mentions = keys(self.db, "SELECT mention FROM mentions WHERE report = ?", report)?;
        for &mention in &mentions {
            self.touched.extend(happenings::leave(self.db, self.seen, mention)?);
        }
        self.db.prepare_cached("DELETE FROM reports WHERE report = ?")?.execute([report])?;
        for mention in mentions {
            self.touched.remove(&mention);
        }
        // Whose story has another name now counts other sources.
        for friend in stories::rename(self.db, &friends)? {
            self.touched.extend(keys(self.db, "SELECT mention FROM mentions WHERE report = ?", friend)?);
        }
        Ok(())
    }

    /// Finds the copies of a report, and other mentions of its happenings.
    fn link(&mut self, report: i64, entry: &Entry) -> rusqlite::Result<()> {
        for renamed in stories::join(self.db, report, entry)? {
            self.touched.extend(keys(self.db, "SELECT mention FROM mentions WHERE report = ?", renamed)?);
        }
        self.db
            .prepare_cached(
                "UPDATE mentions SET wrong = 1 WHERE report = ? AND id IN (SELECT a FROM judgements WHERE verdict = 'wrong')",
            )?
            .execute([report])?;
        for mention in keys(self.db, "SELECT mention FROM mentions WHERE report = ?", report)? {
            let near = happenings::join(self.db, self.seen, mention)?;
            self.touched.extend(near);
            self.touched.insert(mention);
        }
        Ok(())
    }

    fn insert(&mut self, entry: &Entry, report: Option<i64>) -> rusqlite::Result<i64> {
        let row = &entry.report;
        self.db
            .prepare_cached(
                "INSERT INTO reports (report, id, name, source, title, published, language, text, hash, claims, release,
                 codebook, story) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                report, row.id, row.name, row.source, row.title, row.published, row.language, row.text, row.hash,
                row.claims, self.release.release, self.release.codebook, row.id
            ])?;
        let report = self.db.last_insert_rowid();
        let mut sentences = Vec::with_capacity(entry.sentences.len());
        for Words { text, start, end } in &entry.sentences {
            self.db
                .prepare_cached("INSERT INTO sentences (report, start, \"end\", text) VALUES (?, ?, ?, ?)")?
                .execute(params![report, start, end, text])?;
            sentences.push(self.db.last_insert_rowid());
        }
        for mention in &entry.mentions {
            self.mention(report, mention, &sentences)?;
        }
        self.quotes(report, entry)?;
        self.roles(report, entry, &sentences)?;
        self.figures(report, entry, &sentences)?;
        for hash in &entry.sequences {
            self.db
                .prepare_cached("INSERT INTO sequences (hash, report) VALUES (?, ?)")?
                .execute([*hash, report])?;
        }
        Ok(report)
    }

    fn mention(&self, report: i64, row: &MentionRow, sentences: &[i64]) -> rusqlite::Result<()> {
        let DateRow { words: date_words, value, precision, first, last, day } = &row.date;
        let date_words = date_words.as_ref();
        let place = row.place.as_ref();
        self.db
            .prepare_cached(
                "INSERT INTO mentions (id, event, report, type, mode, contexts, status, quad, score, cameo, goldstein,
                 confidence, date_text, date, date_precision, date_start, date_end, first_day, last_day, day,
                 place_text, place, place_state, place_admin1, geonames, lat, lon, place_start, place_end,
                 trigger, trigger_start, trigger_end, why)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                 ?, ?)",
            )?
            .execute(params![
                row.id,
                row.event,
                report,
                row.event_type,
                row.mode,
                row.contexts,
                row.status,
                row.quad,
                row.score,
                row.cameo,
                row.goldstein,
                row.confidence,
                date_words.map(|w| &w.text),
                value,
                precision,
                date_words.map(|w| w.start),
                date_words.map(|w| w.end),
                first,
                last,
                day,
                place.map(|p| &p.words.text),
                place.map(|p| &p.name),
                place.map(|p| &p.state),
                place.map(|p| &p.admin1),
                place.and_then(|p| p.geonames),
                place.and_then(|p| p.lat),
                place.and_then(|p| p.lon),
                place.map(|p| p.words.start),
                place.map(|p| p.words.end),
                row.trigger.text,
                row.trigger.start,
                row.trigger.end,
                row.why
            ])?;
        let mention = self.db.last_insert_rowid();
        let mut number = 0;
        let mut side = "";
        for party in &row.parties {
            number = if party.side == side { number + 1 } else { 0 };
            side = party.side;
            let Party { side, words, name, role, state, sector } = party;
            self.db
                .prepare_cached(
                    "INSERT INTO participants (mention, side, number, text, name, role, state, sector, start, \"end\")
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    mention, side, number, words.text, name, role, state, sector, words.start, words.end
                ])?;
        }
        for (number, &sentence) in row.evidence.iter().enumerate() {
            self.db
                .prepare_cached("INSERT INTO evidence (mention, number, sentence) VALUES (?, ?, ?)")?
                .execute(params![mention, number, sentences[sentence]])?;
        }
        Ok(())
    }

    fn quotes(&self, report: i64, entry: &Entry) -> rusqlite::Result<()> {
        for row in &entry.quotes {
            let speaker = row.speaker.as_ref();
            let cue = row.cue.as_ref();
            self.db
                .prepare_cached(
                    "INSERT INTO quotes (id, report, kind, content, start, \"end\", speaker, name, role, state, sector,
                     speaker_start, speaker_end, cue, cue_start, cue_end, date, date_precision, day)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    row.id,
                    report,
                    row.kind,
                    row.content.text,
                    row.content.start,
                    row.content.end,
                    speaker.map(|s| &s.words.text),
                    speaker.map(|s| &s.name),
                    speaker.map(|s| &s.role),
                    speaker.map(|s| &s.state),
                    speaker.map(|s| &s.sector),
                    speaker.map(|s| s.words.start),
                    speaker.map(|s| s.words.end),
                    cue.map(|c| &c.text),
                    cue.map(|c| c.start),
                    cue.map(|c| c.end),
                    row.date.value,
                    row.date.precision,
                    row.date.day
                ])?;
        }
        Ok(())
    }

    fn roles(&self, report: i64, entry: &Entry, sentences: &[i64]) -> rusqlite::Result<()> {
        for row in &entry.roles {
            self.db
                .prepare_cached(
                    "INSERT INTO roles (id, report, person, title, \"of\", since, until, sentence, day)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    row.id,
                    report,
                    row.person,
                    row.title,
                    row.of,
                    row.since,
                    row.until,
                    sentences[row.sentence],
                    row.day
                ])?;
        }
        Ok(())
    }

    fn figures(&self, report: i64, entry: &Entry, sentences: &[i64]) -> rusqlite::Result<()> {
        for row in &entry.figures {
            self.db
                .prepare_cached(
                    "INSERT INTO figures (id, report, text, start, \"end\", value, unit, low, high, about, date,
                     date_precision, day, sentence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    row.id,
                    report,
                    row.words.text,
                    row.words.start,
                    row.words.end,
                    row.value,
                    row.unit,
                    row.low,
                    row.high,
                    row.about,
                    row.date.value,
                    row.date.precision,
                    row.date.day,
                    sentences[row.sentence]
                ])?;
            let figure = self.db.last_insert_rowid();
            for state in &row.parties {
                self.db
                    .prepare_cached(
                        "INSERT OR IGNORE INTO figure_parties (state, day, figure) VALUES (?, ?, ?)",
                    )?
                    .execute(params![state, row.date.day, figure])?;
            }
        }
        Ok(())
    }

    fn log(
        &self,
        kind: &str,
        what: &str,
        entry: &Entry,
        mention: Option<&str>,
        before: Option<&str>,
        after: Option<&str>,
    ) -> rusqlite::Result<()> {
        let row = &entry.report;
        self.log_row(&[kind, what], [&row.id, &row.name], row.published.as_deref(), [mention, before, after])
    }

    pub(crate) fn log_row(
        &self,
        [kind, what]: &[&str; 2],
        [id, name]: [&str; 2],
        published: Option<&str>,
        [mention, before, after]: [Option<&str>; 3],
    ) -> rusqlite::Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO changes (kind, what, report, name, published, mention, before, after, release, at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            )?
            .execute(params![kind, what, id, name, published, mention, before, after, self.release.release])?;
        Ok(())
    }
}

/// The numbers that a query over one number gives.
pub(crate) fn keys(db: &Connection, query: &str, about: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(query)?.query_map([about], |row| row.get(0))?.collect()
}

fn summary(entry: &Entry) -> String {
    let Entry { mentions, quotes, roles, figures, .. } = entry;
    format!(
        "{} events, {} quotes, {} roles, {} figures",
        mentions.len(),
        quotes.len(),
        roles.len(),
        figures.len()
    )
}

/// A mention in words: `CONSULT visit actual ISR > AZE 2023-04-19 Baku "met"`.
fn tell(mention: &MentionRow) -> String {
    let states = |side: &str| {
        let side: Vec<&str> = mention.parties.iter().filter(|p| p.side == side).map(party_name).collect();
        side.join("+")
    };
    told(
        [&mention.event_type, mention.mode.as_deref().unwrap_or(""), &mention.status],
        [&states("actor"), &states("recipient")],
        mention.date.value.as_deref(),
        mention.place.as_ref().and_then(|p| p.name.as_deref()),
        &mention.trigger.text,
    )
}

fn party_name(party: &Party) -> &str {
    party.state.as_deref().or(party.name.as_deref()).unwrap_or(&party.words.text)
}

fn told(
    kind: [&str; 3],
    [actors, recipients]: [&str; 2],
    date: Option<&str>,
    place: Option<&str>,
    trigger: &str,
) -> String {
    let mut text: String = kind.iter().filter(|k| !k.is_empty()).map(|k| format!("{k} ")).collect();
    text.push_str(actors);
    if !recipients.is_empty() {
        text.push_str(" > ");
        text.push_str(recipients);
    }
    for more in [date, place].into_iter().flatten() {
        text.push(' ');
        text.push_str(more);
    }
    format!("{text} \"{trigger}\"")
}

/// The mentions that the archive holds of a report, in words, by their ids.
fn told_before(db: &Connection, report: i64) -> rusqlite::Result<BTreeMap<String, String>> {
    let states = |mention: i64, side: &str| -> rusqlite::Result<String> {
        let names: rusqlite::Result<Vec<String>> = db
            .prepare_cached(
                "SELECT coalesce(state, name, text) FROM participants WHERE mention = ? AND side = ? ORDER BY number",
            )?
            .query_map(params![mention, side], |row| row.get(0))?
            .collect();
        Ok(names?.join("+"))
    };
    let mut query = db.prepare_cached(
        "SELECT mention, id, type, mode, status, date, place, trigger FROM mentions WHERE report = ?",
    )?;
    let mut rows = query.query([report])?;
    let mut before = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let mention: i64 = row.get(0)?;
        let sides = [states(mention, "actor")?, states(mention, "recipient")?];
        let known = |row: &Row, at: usize| row.get::<_, Option<String>>(at);
        let [event_type, mode, status] =
            [known(row, 2)?, known(row, 3)?, known(row, 4)?].map(Option::unwrap_or_default);
        let text = told(
            [&event_type, &mode, &status],
            [&sides[0], &sides[1]],
            known(row, 5)?.as_deref(),
            known(row, 6)?.as_deref(),
            &known(row, 7)?.unwrap_or_default(),
        );
        before.insert(row.get(1)?, text);
    }
    Ok(before)
}
