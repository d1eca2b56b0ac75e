//! Pairs of states by month: how much they did, of what kind, and how friendly it was.

use super::Job;
use crate::codes::{QUADS, TYPE_NAMES, quad_number};
use crate::error::Result;
use crate::query::Query;
use legation_archive::{Archive, bounds};
use rusqlite::{Row, params_from_iter};
use std::collections::BTreeMap;
use std::io::Write;

/// A date that covers more days than this is of no one month.
const LONGEST_MONTH: i32 = 31;

/// What a pair did in a month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Count {
    pub happenings: u64,
    pub mentions: u64,
    pub sources: u64,
    pub quads: [u64; 4],
    pub types: [u64; 16],
    pub score: f64,
    pub goldstein: f64,
    pub with_goldstein: u64,
}

/// One happening of a pair of states.
pub(crate) struct Step {
    pub state_a: String,
    pub state_b: String,
    pub day: String,
    acts: String,
    kind: String,
    quad: String,
    score: f64,
    sources: u64,
    mentions: u64,
    goldstein: Option<f64>,
    date: Option<String>,
}

impl Step {
    /// The month it happened in; none where only a year or a season is known.
    pub fn month(&self) -> Option<&str> {
        let wide = self
            .date
            .as_deref()
            .is_some_and(|date| bounds(date).is_none_or(|days| days.last - days.first >= LONGEST_MONTH));
        self.day.get(..7).filter(|_| !wide)
    }

    pub fn quad(&self) -> &str {
        &self.quad
    }

    pub fn score(&self) -> f64 {
        self.score
    }

    /// The ordered pairs it counts for, or the pair as it is.
    pub fn pairs(&self, directed: bool) -> Vec<(String, String)> {
        let (a, b) = (&self.state_a, &self.state_b);
        let mut pairs = Vec::new();
        if !directed || self.acts != "<" {
            pairs.push((a.clone(), b.clone()));
        }
        if directed && self.acts != ">" {
            pairs.push((b.clone(), a.clone()));
        }
        pairs
    }
}

impl Count {
    pub fn add(&mut self, step: &Step) {
        self.happenings += 1;
        self.mentions += step.mentions;
        self.sources += step.sources;
        if let Some(quad) = quad_number(&step.quad) {
            self.quads[quad] += 1;
        }
        if let Some(kind) = TYPE_NAMES.iter().position(|kind| *kind == step.kind) {
            self.types[kind] += 1;
        }
        self.score += step.score;
        if let Some(goldstein) = step.goldstein {
            self.goldstein += goldstein;
            self.with_goldstein += 1;
        }
    }

    pub fn mean_score(&self) -> Option<f64> {
        mean(self.score, self.happenings)
    }

    pub fn mean_goldstein(&self) -> Option<f64> {
        mean(self.goldstein, self.with_goldstein)
    }
}

/// With three decimals, which no order of adding changes.
pub(crate) fn mean(sum: f64, count: u64) -> Option<f64> {
    (count > 0).then(|| (sum / count as f64 * 1000.0).round() / 1000.0)
}

/// Gives the happenings between two states to `look`, pair by pair and day by day.
pub(crate) fn for_each(
    archive: &Archive,
    query: &Query,
    mut look: impl FnMut(&Step) -> Result<()>,
) -> Result<()> {
    let (condition, mut values) = query.condition();
    let (pair, of_pair) = query.pair_condition();
    values.extend(of_pair);
    let mut failed = Ok(());
    let run = || -> rusqlite::Result<()> {
        let mut statement = archive.connection().prepare(&format!(
            "SELECT d.state_a, d.state_b, d.day, d.acts, d.type, d.quad, d.score, d.sources, h.mentions, h.goldstein,
             h.date FROM dyads d CROSS JOIN happenings h USING (happening)
             WHERE {condition} AND {pair} AND d.state_a <> d.state_b
             ORDER BY d.state_a, d.state_b, d.day, h.id"
        ))?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if let Err(error) = look(&step(row)?) {
                failed = Err(error);
                break;
            }
        }
        Ok(())
    };
    run().map_err(|error| legation_archive::Error::of(archive.path(), error))?;
    failed
}

fn step(row: &Row) -> rusqlite::Result<Step> {
    Ok(Step {
        state_a: row.get(0)?,
        state_b: row.get(1)?,
        day: row.get(2)?,
        acts: row.get(3)?,
        kind: row.get(4)?,
        quad: row.get(5)?,
        score: row.get(6)?,
        sources: row.get(7)?,
        mentions: row.get(8)?,
        goldstein: row.get(9)?,
        date: row.get(10)?,
    })
}

pub(super) fn columns(directed: bool) -> Vec<String> {
    let ends = if directed { ["source", "target"] } else { ["state_a", "state_b"] };
    let mut names: Vec<String> = ends.map(str::to_owned).to_vec();
    names.extend(ends.map(|end| format!("{end}_cow")));
    names.extend(["month", "year", "happenings", "mentions", "sources"].map(str::to_owned));
    names.extend(QUADS.iter().map(|quad| quad.replace(' ', "_")));
    names.extend(TYPE_NAMES.iter().map(|kind| kind.to_lowercase()));
    names.extend(["score", "goldstein"].map(str::to_owned));
    names
}

/// The months of one pair at a time; those of an ordered pair `b, a` come after those of `a, b`.
type Months = BTreeMap<(String, String), BTreeMap<String, Count>>;

pub(super) fn write(job: &Job, directed: bool, out: &mut (dyn Write + Send)) -> Result<(u64, u64)> {
    let range = if job.request.zeros { range(job)? } else { None };
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns(directed))?;
    let mut months = Months::new();
    let mut pair = (String::new(), String::new());
    let (mut rows, mut left_out) = (0, 0);
    for_each(job.archive, &job.request.query, |step| {
        if (&step.state_a, &step.state_b) != (&pair.0, &pair.1) {
            rows += flush(job, &mut writer, std::mem::take(&mut months), range)?;
            pair = (step.state_a.clone(), step.state_b.clone());
        }
        let Some(month) = step.month() else {
            left_out += 1;
            return Ok(());
        };
        for pair in step.pairs(directed) {
            months.entry(pair).or_default().entry(month.to_owned()).or_default().add(step);
        }
        Ok(())
    })?;
    rows += flush(job, &mut writer, months, range)?;
    writer.flush()?;
    Ok((rows, left_out))
}

fn flush<W: Write>(
    job: &Job,
    writer: &mut csv::Writer<W>,
    months: Months,
    range: Option<(i32, i32)>,
) -> Result<u64> {
    let mut rows = 0;
    for ((a, b), mut counts) in months {
        if let Some((first, last)) = range {
            for month in first..=last {
                counts.entry(month_name(month)).or_default();
            }
        }
        for (month, count) in counts {
            let cow = |state: &str| job.codes.cow(state).unwrap_or_default().to_owned();
            let number = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
            let mut row = vec![a.clone(), b.clone(), cow(&a), cow(&b)];
            row.extend([month.clone(), month.get(..4).unwrap_or_default().to_owned()]);
            row.extend([count.happenings, count.mentions, count.sources].map(|n| n.to_string()));
            row.extend(count.quads.iter().chain(&count.types).map(u64::to_string));
            row.extend([number(count.mean_score()), number(count.mean_goldstein())]);
            writer.write_record(row)?;
            rows += 1;
        }
    }
    Ok(rows)
}

/// The first and the last month: those asked for, else those of the happenings chosen.
fn range(job: &Job) -> Result<Option<(i32, i32)>> {
    let query = &job.request.query;
    let (condition, values) = query.condition();
    let run = || -> rusqlite::Result<(Option<String>, Option<String>)> {
        let found =
            format!("SELECT min(h.day), max(h.day) FROM happenings h WHERE h.day <> '' AND {condition}");
        job.archive
            .connection()
            .query_row(&found, params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let (first, last) = run().map_err(|error| job.sqlite(error))?;
    let first = query.since.clone().or(first).and_then(|day| month_number(&day));
    let last = query.until.clone().or(last).and_then(|day| month_number(&day));
    Ok(first.zip(last))
}

/// Months since the year 0 of an ISO date.
fn month_number(day: &str) -> Option<i32> {
    let year: i32 = day.get(..4)?.parse().ok()?;
    let month: i32 = day.get(5..7)?.parse().ok()?;
    Some(year * 12 + month - 1)
}

fn month_name(number: i32) -> String {
    format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_one_another() {
        let after = |day: &str| month_number(day).map(|month| month_name(month + 1));
        assert_eq!(after("2023-04-19").as_deref(), Some("2023-05"));
        assert_eq!(after("2023-12-31").as_deref(), Some("2024-01"));
        assert_eq!(after(""), None);
    }
}
