//! Ours beside theirs: what two states do by month, in the archive and in each imported data set.

use crate::codes::quad_number;
use crate::error::Result;
use crate::formats::panel;
use crate::query::Query;
use legation_archive::Archive;
use rusqlite::{params_from_iter, types::Value};
use std::collections::BTreeMap;

/// What our own rows are called among the origins.
const OURS: &str = "legation";

/// One month of two states as one data set has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub month: String,
    /// `legation`, or the name of an imported data set.
    pub origin: String,
    pub events: u64,
    /// By quad class, in the order of [`crate::codes::QUADS`].
    pub quads: [u64; 4],
    /// The mean score of the events' types: one measure for all.
    pub score: Option<f64>,
}

#[derive(Default)]
struct Sum {
    events: u64,
    quads: [u64; 4],
    score: f64,
    scored: u64,
}

impl Sum {
    fn put(&mut self, quad: Option<&str>, events: u64, score: Option<f64>, scored: u64) {
        self.events += events;
        if let Some(quad) = quad.and_then(quad_number) {
            self.quads[quad] += events;
        }
        self.score += score.unwrap_or_default();
        self.scored += scored;
    }
}

/// Months of the two states of the query's dyad, each with a row for the archive and for every imported data set.
///
/// # Errors
/// The archive cannot be read, or the query has no dyad.
pub fn compare(archive: &Archive, query: &Query) -> Result<Vec<Compared>> {
    let query = query.clone().checked()?;
    let mut months: BTreeMap<(String, String), Sum> = BTreeMap::new();
    let mut origins: Vec<String> = Vec::new();
    panel::for_each(archive, &query, |step| {
        if let Some(month) = step.month() {
            let sum = months.entry((month.to_owned(), OURS.into())).or_default();
            sum.put(Some(step.quad()), 1, Some(step.score()), 1);
        }
        Ok(())
    })?;
    let mut run = || -> rusqlite::Result<()> {
        let db = archive.connection();
        origins = db
            .prepare("SELECT DISTINCT origin FROM imported ORDER BY origin")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let Some((a, b)) = &query.dyad else { return Ok(()) };
        let mut parts = vec![
            "((source_state = ?1 AND target_state = ?2) OR (source_state = ?2 AND target_state = ?1))"
                .to_owned(),
        ];
        let mut values = vec![Value::from(a.clone()), Value::from(b.clone())];
        let wanted = [("day >= ", &query.since), ("day <= ", &query.until)];
        for (column, value) in wanted {
            if let Some(value) = value {
                values.push(value.clone().into());
                parts.push(format!("{column}?{}", values.len()));
            }
        }
        for (column, wanted) in [("type", &query.types), ("quad", &query.quads)] {
            if !wanted.is_empty() {
                let marks: Vec<String> = wanted
                    .iter()
                    .map(|value| {
                        values.push(value.clone().into());
                        format!("?{}", values.len())
                    })
                    .collect();
                parts.push(format!("{column} IN ({})", marks.join(", ")));
            }
        }
        let mut theirs = db.prepare(&format!(
            "SELECT substr(day, 1, 7), origin, quad, count(*), sum(score), count(score) FROM imported
             WHERE {} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            parts.join(" AND ")
        ))?;
        let mut rows = theirs.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let quad: Option<String> = row.get(2)?;
            // CAMEO's statements have no type and no score.
            let sum = months.entry((row.get(0)?, row.get(1)?)).or_default();
            sum.put(quad.as_deref(), row.get(3)?, row.get(4)?, row.get(5)?);
        }
        Ok(())
    };
    run().map_err(|error| legation_archive::Error::of(archive.path(), error))?;
    let mut shown: Vec<String> = months.keys().map(|(month, _)| month.clone()).collect();
    shown.dedup();
    let mut all = Vec::new();
    for month in shown {
        for origin in std::iter::once(OURS).chain(origins.iter().map(String::as_str)) {
            let sum = months.remove(&(month.clone(), origin.to_owned())).unwrap_or_default();
            let score = panel::mean(sum.score, sum.scored);
            let (events, quads) = (sum.events, sum.quads);
            all.push(Compared { month: month.clone(), origin: origin.into(), events, quads, score });
        }
    }
    Ok(all)
}
