//! The states as a graph: what lies between each two in a period.

use super::filter::Filter;
use crate::archive::Archive;
use crate::error::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct NetworkQuestion {
    pub filter: Filter,
    /// Only edges between these, or of these, if there is one.
    pub states: Vec<String>,
    /// Edges of fewer happenings are left out.
    pub at_least: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    pub nodes: Vec<Node>,
    /// The weightiest first.
    pub edges: Vec<Edge>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    pub state: String,
    /// States that it has an edge with.
    pub degree: u64,
    /// Happenings on its edges.
    pub happenings: u64,
    /// Happenings that stay within it.
    pub domestic: u64,
    /// Mean score of the happenings on its edges.
    pub score: Option<f64>,
}

/// What lies between two states.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Edge {
    pub a: String,
    pub b: String,
    /// The edge's weight: its happenings.
    pub happenings: u64,
    /// The edge's sign: the sum of their scores, cooperation above zero and conflict below.
    pub balance: f64,
    /// Mean score.
    pub score: f64,
    pub a_to_b: u64,
    pub b_to_a: u64,
    pub both: u64,
    pub verbal_cooperation: u64,
    pub material_cooperation: u64,
    pub verbal_conflict: u64,
    pub material_conflict: u64,
    pub first: String,
    pub last: String,
}

impl Archive {
    /// The network of a period.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn network(&self, question: &NetworkQuestion) -> Result<Network> {
        network(&self.db, question).map_err(|error| self.error(error))
    }
}

/// The pair after a pair, a step through the index.
pub(super) const NEXT_PAIR: &str =
    "SELECT state_a, state_b FROM dyads WHERE (state_a, state_b) > (?, ?) ORDER BY state_a, state_b LIMIT 1";

pub(super) fn edge_query(filter: &Filter) -> String {
    let join = match filter.min_confidence {
        Some(_) => "CROSS JOIN happenings h ON h.happening = d.happening",
        None => "",
    };
    format!(
        "SELECT count(*), total(d.score), total(acts = '>'), total(acts = '<'), total(acts = '='),
         total(d.quad = 'verbal cooperation'), total(d.quad = 'material cooperation'), total(d.quad = 'verbal conflict'),
         total(d.quad = 'material conflict'), min(d.day), max(d.day)
         FROM dyads d {join} WHERE d.state_a = ? AND d.state_b = ? AND d.day BETWEEN ? AND ?{}",
        filter.conditions().0
    )
}

fn network(db: &Connection, question: &NetworkQuestion) -> rusqlite::Result<Network> {
    let (since, until) = question.filter.period.bounds();
    let mut query = db.prepare(&edge_query(&question.filter))?;
    let wanted = |state: &String| question.states.contains(state);
    let mut edges = Vec::new();
    let mut domestic: BTreeMap<String, u64> = BTreeMap::new();
    let mut at = (String::new(), String::new());
    loop {
        let next: Option<(String, String)> = db
            .prepare_cached(NEXT_PAIR)?
            .query_row([&at.0, &at.1], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some(pair) = next else { break };
        at = pair;
        let (a, b) = &at;
        let fits = match question.states.len() {
            0 => true,
            1 => wanted(a) || wanted(b),
            _ => wanted(a) && wanted(b),
        };
        if !fits {
            continue;
        }
        let mut values: Vec<Value> =
            vec![a.clone().into(), b.clone().into(), since.clone().into(), until.clone().into()];
        values.extend(question.filter.conditions().1);
        let edge = query.query_row(params_from_iter(values), |row| {
            let happenings: u64 = row.get(0)?;
            let count = |at: usize| row.get::<_, f64>(at).map(|n| n as u64);
            let balance: f64 = row.get(1)?;
            Ok(Edge {
                a: a.clone(),
                b: b.clone(),
                happenings,
                balance: round(balance),
                score: if happenings == 0 { 0.0 } else { round(balance / happenings as f64) },
                a_to_b: count(2)?,
                b_to_a: count(3)?,
                both: count(4)?,
                verbal_cooperation: count(5)?,
                material_cooperation: count(6)?,
                verbal_conflict: count(7)?,
                material_conflict: count(8)?,
                first: row.get::<_, Option<String>>(9)?.unwrap_or_default(),
                last: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
            })
        })?;
        if edge.happenings < question.at_least.max(1) {
            continue;
        }
        if a == b {
            domestic.insert(a.clone(), edge.happenings);
        } else {
            edges.push(edge);
        }
    }
    edges.sort_by(|x, y| y.happenings.cmp(&x.happenings).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    Ok(Network { nodes: nodes(&edges, domestic), edges })
}

fn nodes(edges: &[Edge], domestic: BTreeMap<String, u64>) -> Vec<Node> {
    let mut sums: BTreeMap<String, (u64, u64, f64)> = BTreeMap::new();
    for edge in edges {
        for state in [&edge.a, &edge.b] {
            let sum = sums.entry(state.clone()).or_default();
            *sum = (sum.0 + 1, sum.1 + edge.happenings, sum.2 + edge.balance);
        }
    }
    for state in domestic.keys() {
        sums.entry(state.clone()).or_default();
    }
    let node = |(state, (degree, happenings, balance)): (String, (u64, u64, f64))| Node {
        domestic: domestic.get(&state).copied().unwrap_or(0),
        score: (happenings > 0).then(|| round(balance / happenings as f64)),
        state,
        degree,
        happenings,
    };
    sums.into_iter().map(node).collect()
}

/// Scores have a decimal or two; sums of them need not show how computers add.
pub(super) fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
