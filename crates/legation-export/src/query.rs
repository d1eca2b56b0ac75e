//! Which happenings are meant.

use crate::codes::{QUADS, TYPE_NAMES};
use crate::error::{Error, Result};
use rusqlite::types::Value;
use serde_json::json;

const STATUSES: [&str; 5] = ["actual", "future", "hypothetical", "negated", "historical"];

/// A choice of happenings. What is empty does not restrict.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// One of these takes part.
    pub states: Vec<String>,
    /// Both of these take part.
    pub dyad: Option<(String, String)>,
    /// First and last day, as ISO dates.
    pub since: Option<String>,
    pub until: Option<String>,
    pub types: Vec<String>,
    pub quads: Vec<String>,
    /// `actual` unless said otherwise: few readers of event data expect what was denied or only planned.
    pub statuses: Vec<String>,
    pub min_confidence: Option<f64>,
    pub min_sources: Option<u32>,
}

impl Default for Query {
    fn default() -> Query {
        Query {
            states: Vec::new(),
            dyad: None,
            since: None,
            until: None,
            types: Vec::new(),
            quads: Vec::new(),
            statuses: vec!["actual".into()],
            min_confidence: None,
            min_sources: None,
        }
    }
}

impl Query {
    /// Puts codes and names into the archive's spelling.
    ///
    /// # Errors
    /// One of them is none that the archive can hold.
    pub fn checked(mut self) -> Result<Query> {
        let known = |value: &str, all: &[&str], what: &'static str| {
            let found = all.iter().find(|known| known.eq_ignore_ascii_case(value));
            found
                .map(|known| (*known).to_owned())
                .ok_or_else(|| Error::Filter(value.to_owned(), what, format!("one of {}", all.join(", "))))
        };
        let state = |value: &str| {
            let code = value.to_ascii_uppercase();
            if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
                return Ok(code);
            }
            Err(Error::Filter(
                value.to_owned(),
                "state",
                "use its three letters of ISO 3166-1, as ISR".into(),
            ))
        };
        for value in &mut self.types {
            *value = known(value, &TYPE_NAMES, "event type")?;
        }
        for value in &mut self.quads {
            *value = known(&value.replace('-', " "), &QUADS, "quad class")?;
        }
        if self.statuses.iter().any(|s| s.eq_ignore_ascii_case("any")) {
            self.statuses.clear();
        }
        for value in &mut self.statuses {
            *value = known(value, &STATUSES, "status")?;
        }
        for value in &mut self.states {
            *value = state(value)?;
        }
        if let Some((a, b)) = &mut self.dyad {
            (*a, *b) = (state(a)?, state(b)?);
            if a > b {
                std::mem::swap(a, b);
            }
        }
        Ok(self)
    }

    /// The condition on a row `h` of happenings, with its values.
    pub(crate) fn condition(&self) -> (String, Vec<Value>) {
        let mut parts: Vec<String> = vec!["1".into()];
        let mut values: Vec<Value> = Vec::new();
        for (condition, value) in [("h.day >= ?", &self.since), ("h.day <> '' AND h.day <= ?", &self.until)] {
            if let Some(value) = value {
                parts.push(condition.into());
                values.push(value.clone().into());
            }
        }
        for (column, wanted) in
            [("h.type", &self.types), ("h.quad", &self.quads), ("h.status", &self.statuses)]
        {
            if !wanted.is_empty() {
                parts.push(format!("{column} IN ({})", marks(wanted.len())));
                values.extend(wanted.iter().cloned().map(Value::from));
            }
        }
        if let Some(least) = self.min_confidence {
            parts.push("h.confidence >= ?".into());
            values.push(least.into());
        }
        if let Some(least) = self.min_sources {
            parts.push("h.sources >= ?".into());
            values.push(i64::from(least).into());
        }
        let (pair, of_pair) = self.pair_condition();
        if self.dyad.is_some() {
            // A pair has few happenings, which the index finds.
            parts.push(format!("h.happening IN (SELECT d.happening FROM dyads d WHERE {pair})"));
            values.extend(of_pair);
        } else if !of_pair.is_empty() {
            parts.push(format!("EXISTS (SELECT 1 FROM dyads d WHERE d.happening = h.happening AND {pair})"));
            values.extend(of_pair);
        }
        (parts.join(" AND "), values)
    }

    /// The condition on a row `d` of dyads alone: that it is a pair that was asked for.
    pub(crate) fn pair_condition(&self) -> (String, Vec<Value>) {
        let mut parts: Vec<String> = vec!["1".into()];
        let mut values: Vec<Value> = Vec::new();
        if let Some((a, b)) = &self.dyad {
            parts.push("d.state_a = ? AND d.state_b = ?".into());
            values.extend([Value::from(a.clone()), Value::from(b.clone())]);
        }
        if !self.states.is_empty() {
            let marks = marks(self.states.len());
            parts.push(format!("(d.state_a IN ({marks}) OR d.state_b IN ({marks}))"));
            for _ in 0..2 {
                values.extend(self.states.iter().cloned().map(Value::from));
            }
        }
        (parts.join(" AND "), values)
    }

    /// The query as metadata tell it.
    pub fn to_json(&self) -> serde_json::Value {
        json!({
            "states": self.states,
            "dyad": self.dyad.as_ref().map(|(a, b)| [a, b]),
            "since": self.since,
            "until": self.until,
            "types": self.types,
            "quads": self.quads,
            "statuses": self.statuses,
            "min_confidence": self.min_confidence,
            "min_sources": self.min_sources,
        })
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_into_the_archives_spelling() {
        let query = Query {
            states: vec!["isr".into()],
            dyad: Some(("isr".into(), "AZE".into())),
            types: vec!["consult".into()],
            quads: vec!["Verbal-Cooperation".into()],
            statuses: vec!["any".into()],
            ..Query::default()
        };
        let query = query.checked().expect("all are known");
        assert_eq!(query.states, ["ISR"]);
        assert_eq!(query.dyad, Some(("AZE".into(), "ISR".into())));
        assert_eq!(query.types, ["CONSULT"]);
        assert_eq!(query.quads, ["verbal cooperation"]);
        assert!(query.statuses.is_empty());
        let wrong = Query { types: vec!["DANCE".into()], ..Query::default() };
        let told = wrong.checked().expect_err("there is no such type").to_string();
        assert!(told.contains("DANCE") && told.contains("CONSULT"), "{told}");
        assert!(Query { states: vec!["Israel".into()], ..Query::default() }.checked().is_err());
    }
}
