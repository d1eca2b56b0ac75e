//! Which happenings a question is about.

use rusqlite::types::Value;

/// Days from and to, both included; ISO text, compared as text. What has no day lies in no bounded period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    pub since: Option<String>,
    pub until: Option<String>,
}

impl Period {
    /// The bounds as a query takes them: with neither bound, what has no day (`''`) belongs too.
    pub(super) fn bounds(&self) -> (String, String) {
        let lowest = if self.until.is_some() { "0" } else { "" };
        (
            self.since.clone().unwrap_or_else(|| lowest.into()),
            self.until.clone().unwrap_or_else(|| "9999-99".into()),
        )
    }
}

/// An empty list, or no confidence, lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub period: Period,
    pub types: Vec<String>,
    pub quads: Vec<String>,
    pub statuses: Vec<String>,
    pub min_confidence: Option<f64>,
}

impl Filter {
    /// Conditions on the tables `d` (dyads) and `h` (happenings), and what to bind to their question marks.
    pub(super) fn conditions(&self) -> (String, Vec<Value>) {
        let mut sql = String::new();
        let mut values = Vec::new();
        for (column, chosen) in [("type", &self.types), ("quad", &self.quads), ("status", &self.statuses)] {
            if !chosen.is_empty() {
                let marks = vec!["?"; chosen.len()].join(", ");
                sql.push_str(&format!(" AND d.{column} IN ({marks})"));
                values.extend(chosen.iter().map(|v| Value::from(v.clone())));
            }
        }
        if let Some(confidence) = self.min_confidence {
            sql.push_str(" AND h.confidence >= ?");
            values.push(confidence.into());
        }
        (sql, values)
    }
}
