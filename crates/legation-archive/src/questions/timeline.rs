//! The happenings between two states, or all of one, by day.

use super::brief::{Brief, brief};
use super::filter::Filter;
use crate::archive::Archive;
use crate::error::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Rows, params_from_iter};

#[derive(Clone, Debug, Default)]
pub struct Timeline {
    pub state: String,
    /// The other state; without it, all that the first one has a part in.
    pub other: Option<String>,
    pub filter: Filter,
    pub order: Order,
    pub limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    NewestFirst,
    OldestFirst,
}

impl Archive {
    /// Hands the happenings to `emit`, one at a time and in order, until there are no more or it answers `false`.
    /// Memory does not grow with their number.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn timeline(&self, question: &Timeline, mut emit: impl FnMut(Brief) -> bool) -> Result<()> {
        timeline(&self.db, question, &mut emit).map_err(|error| self.error(error))
    }
}

fn timeline(
    db: &Connection,
    question: &Timeline,
    emit: &mut dyn FnMut(Brief) -> bool,
) -> rusqlite::Result<()> {
    let pairs = match &question.other {
        Some(other) => vec![ordered(&question.state, other)],
        None => pairs_of(db, &question.state)?,
    };
    // One cursor a pair, each in order; the next happening is the first of their heads.
    let sql = query(&question.filter, question.order);
    let mut statements = Vec::with_capacity(pairs.len());
    for _ in &pairs {
        statements.push(db.prepare(&sql)?);
    }
    let (since, until) = question.filter.period.bounds();
    let mut cursors = Vec::with_capacity(pairs.len());
    for (statement, (a, b)) in statements.iter_mut().zip(pairs) {
        let mut values: Vec<Value> = vec![a.into(), b.into(), since.clone().into(), until.clone().into()];
        values.extend(question.filter.conditions().1);
        let mut rows = statement.query(params_from_iter(values))?;
        if let Some(head) = next(&mut rows)? {
            cursors.push((head, rows));
        }
    }
    let mut last = None;
    let mut left = question.limit.unwrap_or(usize::MAX);
    while left > 0 {
        let first = (0..cursors.len()).min_by(|&i, &j| {
            let (a, b) = (&cursors[i].0, &cursors[j].0);
            let by_day = match question.order {
                Order::NewestFirst => b.day.cmp(&a.day),
                Order::OldestFirst => a.day.cmp(&b.day),
            };
            by_day.then_with(|| a.id.cmp(&b.id))
        });
        let Some(first) = first else { return Ok(()) };
        let happening = cursors[first].0.happening;
        match next(&mut cursors[first].1)? {
            Some(head) => cursors[first].0 = head,
            None => drop(cursors.swap_remove(first)),
        }
        // One happening may stand in several pairs of a state; then they follow each other.
        if last == Some(happening) {
            continue;
        }
        last = Some(happening);
        left -= 1;
        if !emit(brief(db, happening)?) {
            return Ok(());
        }
    }
    Ok(())
}

struct Head {
    day: String,
    id: String,
    happening: i64,
}

fn next(rows: &mut Rows) -> rusqlite::Result<Option<Head>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Head { day: row.get(0)?, id: row.get(1)?, happening: row.get(2)? }))
}

/// The index gives the days in order; within a day ids decide, which are the same whatever was added first.
pub(super) fn query(filter: &Filter, order: Order) -> String {
    let way = match order {
        Order::NewestFirst => "DESC",
        Order::OldestFirst => "ASC",
    };
    format!(
        "SELECT d.day, h.id, d.happening FROM dyads d CROSS JOIN happenings h ON h.happening = d.happening
         WHERE d.state_a = ? AND d.state_b = ? AND d.day BETWEEN ? AND ?{} ORDER BY d.day {way}, h.id",
        filter.conditions().0
    )
}

pub(super) fn ordered(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}

/// Every pair that a state has happenings in: by steps through the index, not through the happenings.
fn pairs_of(db: &Connection, state: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    let mut at = String::new();
    while let Some(b) = step(db, NEXT_B, [state, &at])? {
        pairs.push((state.to_owned(), b.clone()));
        at = b;
    }
    at.clear();
    while let Some(a) = step(db, NEXT_A, [&at])? {
        if a.as_str() >= state {
            break;
        }
        if step(db, HAS_PAIR, [a.as_str(), state])?.is_some() {
            pairs.push((a.clone(), state.to_owned()));
        }
        at = a;
    }
    Ok(pairs)
}

const NEXT_B: &str = "SELECT state_b FROM dyads WHERE state_a = ? AND state_b > ? ORDER BY state_b LIMIT 1";
const NEXT_A: &str = "SELECT state_a FROM dyads WHERE state_a > ? ORDER BY state_a LIMIT 1";
const HAS_PAIR: &str = "SELECT state_b FROM dyads WHERE state_a = ? AND state_b = ? LIMIT 1";

fn step(db: &Connection, query: &str, params: impl rusqlite::Params) -> rusqlite::Result<Option<String>> {
    db.prepare_cached(query)?.query_row(params, |row| row.get(0)).optional()
}
