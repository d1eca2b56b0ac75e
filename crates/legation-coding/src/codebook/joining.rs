//! How sure it is that two tellings of a report tell of one happening: signs with weights that anybody can read and refit.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Signs for and against, as `joining.toml` names them.
pub const SIGNS: [&str; 23] = [
    "actor-shared",
    "actor-other",
    "recipient-shared",
    "recipient-other",
    "both-shared",
    "actor-name",
    "recipient-name",
    "sides-shared",
    "sides-partly",
    "sides-other",
    "lemma",
    "mode-same",
    "mode-other",
    "status-other",
    "date-same",
    "place-same",
    "place-other",
    "same-sentence",
    "next-sentence",
    "title",
    "noun",
    "definite",
    "near",
];

/// `joining.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Joining {
    /// Log-odds to begin with.
    pub base: f64,
    /// Tellings are joined above these log-odds.
    pub enough: f64,
    /// Times the share of words that the two sentences have in common.
    pub words: f64,
    pub signs: BTreeMap<String, f64>,
    /// By event type: how much oftener (or rarer) two tellings are of one happening.
    #[serde(default)]
    pub types: BTreeMap<String, f64>,
}

impl Joining {
    /// A sign that the file names and nobody knows of, or one that it lacks.
    pub fn mistake(&self) -> Option<(&str, &'static str)> {
        let unknown = self.signs.keys().find(|k| !SIGNS.contains(&k.as_str()));
        let lacking = SIGNS.iter().find(|s| !self.signs.contains_key(**s));
        unknown
            .map(|k| (k.as_str(), "is no sign that is looked at: take it out"))
            .or_else(|| lacking.map(|s| (*s, "has no weight: give it one, 0 for none")))
    }

    pub fn weight(&self, sign: &str) -> f64 {
        self.signs.get(sign).copied().unwrap_or(0.0)
    }
}
