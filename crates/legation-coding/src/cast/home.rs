//! The states that a report is about, and the one it is at home in: whose police "police" are.

use super::names::{Names, is_common};
use crate::knowledge::Kind;
use legation_record::{Document, Sentence};
use std::collections::BTreeMap;

/// How often each state is named, weighted by where.
#[derive(Clone, Debug, Default)]
pub struct States {
    weight: BTreeMap<String, f32>,
    pub home: Option<String>,
    /// The states spoken of most, the first of them first, each with its share of the first one's weight.
    pub leading: Vec<(String, f32)>,
    /// The state that the report was written in, by its dateline.
    pub written: Option<String>,
}

/// How many states a report can be about.
const LEADING: usize = 5;

impl States {
    pub fn count(doc: &Document, sentences: &[Sentence], names: &Names) -> States {
        let mut out = States::default();
        let first_body = sentences.iter().position(|s| !s.headline).unwrap_or(0);
        for (si, s) in sentences.iter().enumerate() {
            let lead = match si {
                _ if s.headline => 2.0,
                _ if si <= first_body + 1 => 1.5,
                _ => 1.0,
            };
            let mut seen = None;
            for ti in 0..s.tokens.len() {
                if let Some(spot) = names.known_at(si, ti) {
                    // "House of Representatives" alone names no state.
                    if spot.first == ti
                        && !is_common(s, &spot)
                        && let (Some(state), Some((entity, _))) = (spot.state(), spot.known)
                    {
                        let by_kind = match entity.kind {
                            Some(Kind::State | Kind::Region) => 1.0,
                            Some(Kind::Person | Kind::ArmedGroup | Kind::Party) => 0.7,
                            // An agency or a firm says where it was written up, not what about.
                            Some(Kind::Media | Kind::Company) => 0.2,
                            _ => 0.5,
                        };
                        let dateline = si <= first_body + 1 && is_dateline(doc, s, ti);
                        out.add(state, if dateline { 3.0 } else { lead * by_kind });
                        if dateline && out.written.is_none() && !is_body(state) {
                            out.written = Some(state.to_owned());
                        }
                    }
                } else if let Some(state) = names.place_state(si, ti)
                    && seen != Some(state)
                {
                    // A town in the dateline is where the report was written.
                    let dateline = si <= first_body + 1 && is_dateline(doc, s, ti);
                    out.add(state, if dateline { 3.0 } else { lead * 0.6 });
                    if dateline && out.written.is_none() {
                        out.written = Some(state.to_owned());
                    }
                    seen = Some(state);
                }
            }
        }
        let mut order: Vec<(&String, f32)> =
            out.weight.iter().filter(|(k, _)| !is_body(k)).map(|(k, &w)| (k, w)).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let most = order.first().map_or(1.0, |o| o.1);
        out.leading = order.into_iter().take(LEADING).map(|(k, w)| (k.clone(), w / most)).collect();
        out.home = out.leading.first().map(|l| l.0.clone());
        out
    }

    fn add(&mut self, state: &str, weight: f32) {
        match self.weight.get_mut(state) {
            Some(w) => *w += weight,
            None => {
                self.weight.insert(state.to_owned(), weight);
            }
        }
    }

    pub fn names(&self, state: &str) -> bool {
        self.weight.contains_key(state)
    }

    /// How much a state is spoken of, next to the one spoken of most.
    pub fn share(&self, state: &str) -> f32 {
        let most = self.weight.values().copied().fold(0.0, f32::max);
        if most > 0.0 { self.weight.get(state).copied().unwrap_or(0.0) / most } else { 0.0 }
    }

    /// Part of all namings that fall on the home state.
    pub fn dominance(&self) -> f32 {
        let all: f32 = self.weight.iter().filter(|(k, _)| !is_body(k)).map(|(_, w)| w).sum();
        match &self.home {
            Some(home) if all > 0.0 => self.weight.get(home).copied().unwrap_or(0.0) / all,
            _ => 0.0,
        }
    }
}

/// Codes that stand for no state.
pub fn is_body(code: &str) -> bool {
    matches!(code, "EUE" | "NAT" | "UNO" | "IGO" | "NGO")
}

/// "NAIROBI, Kenya, Apr 5 - ": upper-case words before a dash or a bracket near the start.
fn is_dateline(doc: &Document, s: &Sentence, token: usize) -> bool {
    let word = doc.words(s.tokens[token].span);
    token < 6 && word.chars().count() > 2 && !word.chars().any(char::is_lowercase)
}
