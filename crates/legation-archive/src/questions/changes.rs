//! What became of the archive's content: new, corrected, removed, judged.

use crate::archive::Archive;
use crate::error::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde::Serialize;

#[derive(Clone, Debug, Default)]
pub struct ChangesQuestion {
    /// First and last day on which it was written (UTC).
    pub since: Option<String>,
    pub until: Option<String>,
    /// `new`, `corrected`, `removed`, `judged`; none for all.
    pub kinds: Vec<String>,
    /// `report`, `mention`, `judgement`; none for all.
    pub what: Vec<String>,
    pub limit: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub at: String,
    pub kind: String,
    pub what: String,
    pub report: Option<String>,
    pub name: Option<String>,
    pub published: Option<String>,
    pub mention: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub release: String,
}

impl Archive {
    /// Hands the changes to `emit`, the oldest first, until there are no more or it answers `false`.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn changes(&self, question: &ChangesQuestion, mut emit: impl FnMut(Change) -> bool) -> Result<()> {
        changes(&self.db, question, &mut emit).map_err(|error| self.error(error))
    }
}

fn changes(
    db: &Connection,
    question: &ChangesQuestion,
    emit: &mut dyn FnMut(Change) -> bool,
) -> rusqlite::Result<()> {
    let mut sql = String::from(
        "SELECT at, kind, what, report, name, published, mention, before, after, release FROM changes WHERE at >= ?",
    );
    let mut values: Vec<Value> = vec![question.since.clone().unwrap_or_default().into()];
    if let Some(until) = &question.until {
        // Times of that day are longer than the day, and smaller than the day with a letter behind it.
        sql.push_str(" AND at < ?");
        values.push(format!("{until}~").into());
    }
    for (column, chosen) in [("kind", &question.kinds), ("what", &question.what)] {
        if !chosen.is_empty() {
            sql.push_str(&format!(" AND {column} IN ({})", vec!["?"; chosen.len()].join(", ")));
            values.extend(chosen.iter().map(|v| Value::from(v.clone())));
        }
    }
    sql.push_str(" ORDER BY at, change LIMIT ?");
    values.push(question.limit.map_or(-1, |limit| limit as i64).into());
    let mut statement = db.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        if !emit(change(row)?) {
            break;
        }
    }
    Ok(())
}

pub(super) fn change(row: &Row) -> rusqlite::Result<Change> {
    Ok(Change {
        at: row.get(0)?,
        kind: row.get(1)?,
        what: row.get(2)?,
        report: row.get(3)?,
        name: row.get(4)?,
        published: row.get(5)?,
        mention: row.get(6)?,
        before: row.get(7)?,
        after: row.get(8)?,
        release: row.get(9)?,
    })
}
