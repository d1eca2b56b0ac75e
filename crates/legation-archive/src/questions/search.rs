//! Full text over the evidence and the titles.

use super::filter::Period;
use crate::archive::Archive;
use crate::error::{Error, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;

/// Around each word that was found; no text of a report holds these.
pub const MARK_START: char = '\u{2}';
pub const MARK_END: char = '\u{3}';

#[derive(Clone, Debug, Default)]
pub struct Search {
    /// A query of SQLite's FTS5: words, "phrases", AND, OR, NOT, NEAR, begin*.
    pub words: String,
    /// Only what tells of an event with this state in it.
    pub state: Option<String>,
    pub types: Vec<String>,
    /// Day of publication.
    pub period: Period,
    pub limit: Option<usize>,
}

/// A sentence or a title in which the words stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// `sentence` or `title`.
    pub found_in: String,
    pub published: Option<String>,
    pub report: String,
    pub title: Option<String>,
    /// With [`MARK_START`] and [`MARK_END`] around what was found.
    pub text: String,
    /// Code points into the report's text; none for a title.
    pub start: Option<i64>,
    pub end: Option<i64>,
    /// The happenings that it is evidence of.
    pub happenings: Vec<String>,
    pub types: Vec<String>,
    /// Reports with these very words: a wire story in many papers.
    pub reports: u64,
}

/// Best hits looked at before those with the same words are put together.
const MOST: usize = 20;

impl Archive {
    /// What fits best first.
    ///
    /// # Errors
    /// The words are no query that FTS5 understands, or the archive cannot be read.
    pub fn search(&self, search: &Search) -> Result<Vec<Hit>> {
        let mut hits = Vec::new();
        for (found_in, sql) in [("sentence", SENTENCES), ("title", TITLES)] {
            hits.extend(
                found(&self.db, search, found_in, sql).map_err(|error| self.not_found(search, error))?,
            );
        }
        hits.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.report.cmp(&b.1.report)));
        let mut hits = merged(hits.into_iter().map(|(_, hit)| hit));
        hits.truncate(search.limit.unwrap_or(usize::MAX));
        Ok(hits)
    }

    /// FTS5 tells of a query it cannot read by an error without a code of its own.
    fn not_found(&self, search: &Search, error: rusqlite::Error) -> Error {
        let told = match &error {
            rusqlite::Error::SqliteFailure(failure, Some(told)) if failure.extended_code == 1 => told.clone(),
            _ => return self.error(error),
        };
        let reason = match told.strip_prefix("fts5: ") {
            Some(told) => told.to_owned(),
            None if told.starts_with("no such column: ") => {
                format!(
                    "a dash or colon stands after {:?}",
                    search.words.split(['-', ':']).next().unwrap_or("")
                )
            }
            None => told,
        };
        Error::Search { words: search.words.clone(), reason, mend: quoted(&search.words) }
    }
}

/// The words as FTS5 takes them literally: each in quotes, where it holds more than letters and digits.
fn quoted(words: &str) -> String {
    let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
    let words: Vec<String> =
        words
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '*' | '^'))
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .map(|word| {
                if plain(word) && !OPERATORS.contains(&word) {
                    word.to_owned()
                } else {
                    format!("\"{word}\"")
                }
            })
            .collect();
    words.join(" ")
}

const OPERATORS: [&str; 4] = ["AND", "OR", "NOT", "NEAR"];

const SENTENCES: &str = "
    SELECT f.rank, r.published, r.name, r.title, highlight(sentences_fts, 0, char(2), char(3)), s.start, s.\"end\",
           s.sentence
    FROM sentences_fts f CROSS JOIN sentences s ON s.sentence = f.rowid CROSS JOIN reports r ON r.report = s.report
    WHERE sentences_fts MATCH ?
      AND (?2 = '' OR coalesce(r.published, '') >= ?2) AND (?3 = '' OR coalesce(r.published, '~') <= ?3)
      AND (?4 = '' OR EXISTS (SELECT 1 FROM evidence e JOIN participants p ON p.mention = e.mention
                              WHERE e.sentence = s.sentence AND p.state = ?4))
      AND (?5 = '' OR EXISTS (SELECT 1 FROM evidence e JOIN mentions m ON m.mention = e.mention
                              WHERE e.sentence = s.sentence AND instr(?5, ' ' || m.type || ' ')))
    ORDER BY f.rank LIMIT ?6";

const TITLES: &str = "
    SELECT f.rank, r.published, r.name, r.title, highlight(reports_fts, 0, char(2), char(3)), NULL, NULL, r.report
    FROM reports_fts f CROSS JOIN reports r ON r.report = f.rowid
    WHERE reports_fts MATCH ?
      AND (?2 = '' OR coalesce(r.published, '') >= ?2) AND (?3 = '' OR coalesce(r.published, '~') <= ?3)
      AND (?4 = '' OR EXISTS (SELECT 1 FROM mentions m JOIN participants p ON p.mention = m.mention
                              WHERE m.report = r.report AND p.state = ?4))
      AND (?5 = '' OR EXISTS (SELECT 1 FROM mentions m WHERE m.report = r.report AND instr(?5, ' ' || m.type || ' ')))
    ORDER BY f.rank LIMIT ?6";

fn found(db: &Connection, search: &Search, found_in: &str, sql: &str) -> rusqlite::Result<Vec<(f64, Hit)>> {
    let types = match search.types.is_empty() {
        true => String::new(),
        false => format!(" {} ", search.types.join(" ")),
    };
    let values: Vec<Value> = vec![
        search.words.clone().into(),
        search.period.since.clone().unwrap_or_default().into(),
        search.period.until.clone().unwrap_or_default().into(),
        search.state.clone().unwrap_or_default().into(),
        types.into(),
        search.limit.map_or(-1, |limit| limit.saturating_mul(MOST) as i64).into(),
    ];
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let hit = Hit {
            found_in: found_in.to_owned(),
            published: row.get(1)?,
            report: row.get(2)?,
            title: row.get(3)?,
            text: row.get(4)?,
            start: row.get(5)?,
            end: row.get(6)?,
            happenings: Vec::new(),
            types: Vec::new(),
            reports: 1,
        };
        let hit = if found_in == "sentence" { of_events(db, hit, row.get(7)?)? } else { hit };
        hits.push((row.get(0)?, hit));
    }
    Ok(hits)
}

/// Adds what the sentence is evidence of.
fn of_events(db: &Connection, mut hit: Hit, sentence: i64) -> rusqlite::Result<Hit> {
    let query = "SELECT DISTINCT h.id, m.type FROM evidence e JOIN mentions m USING (mention)
        LEFT JOIN happenings h ON h.happening = m.happening WHERE e.sentence = ? ORDER BY m.type, h.id";
    let told: Vec<(Option<String>, String)> =
        super::all(db, query, [sentence], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (happening, event_type) in told {
        hit.happenings.extend(happening.filter(|id| !hit.happenings.contains(id)));
        if !hit.types.contains(&event_type) {
            hit.types.push(event_type);
        }
    }
    Ok(hit)
}

/// Hits of the same words become one, which stands where the first stood.
fn merged(hits: impl Iterator<Item = Hit>) -> Vec<Hit> {
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut merged: Vec<Hit> = Vec::new();
    for hit in hits {
        match places.get(&(hit.found_in.clone(), hit.text.clone())) {
            Some(&place) => {
                let first = &mut merged[place];
                first.reports += 1;
                for id in hit.happenings {
                    if !first.happenings.contains(&id) {
                        first.happenings.push(id);
                    }
                }
            }
            None => {
                places.insert((hit.found_in.clone(), hit.text.clone()), merged.len());
                merged.push(hit);
            }
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_query_is_mended_by_quotes() {
        assert_eq!(quoted("cease-fire"), "\"cease-fire\"");
        assert_eq!(quoted("(U.S. troops"), "\"U.S.\" troops");
        assert_eq!(quoted("talks AND \"peace"), "talks \"AND\" peace");
        assert_eq!(quoted("*"), "");
    }
}
