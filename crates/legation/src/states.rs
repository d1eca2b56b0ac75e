//! The states of a question, as people type them.

use anyhow::{Result, bail};
use legation_coding::knowledge::States;
use std::collections::BTreeSet;

/// The code of a state.
///
/// # Errors
/// Nobody calls a state so; the error names those that are called nearly so.
pub fn code(states: &States, typed: &str) -> Result<String> {
    if let Some(code) = states.code(typed) {
        return Ok(code.to_owned());
    }
    let near = near(states, typed);
    let mend = match near.is_empty() {
        true => "give an ISO 3166-1 code (ISR), a name (Israel) or an adjective (Israeli)".into(),
        false => format!("did you mean {}?", near.join(", ")),
    };
    bail!("no state is called {typed:?}\n  mend: {mend}")
}

/// At most three states whose names begin alike, or are a letter or two away.
fn near(states: &States, typed: &str) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    let mut near: Vec<(usize, &str)> = states
        .all()
        .filter_map(|(name, code)| {
            let begins = typed.chars().count() >= 3 && name.starts_with(&typed);
            // A code of three letters is a letter away from dozens.
            let most = (typed.chars().count().max(name.chars().count()) / 4).clamp(1, 3);
            let away = distance(&typed, name);
            (begins || away <= most).then_some((if begins { 0 } else { away }, code))
        })
        .collect();
    near.sort();
    let mut seen = BTreeSet::new();
    near.retain(|(_, code)| seen.insert(*code));
    let named = near.into_iter().take(3).map(|(_, code)| match states.name(code) {
        Some(name) => format!("{code} ({name})"),
        None => code.to_owned(),
    });
    named.collect()
}

/// Letters to put in, leave out, change or swap with the next (Damerau's distance, restricted).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(60).collect(), b.chars().take(60).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_states_are_near_some() {
        let states = States::builtin().unwrap();
        assert_eq!(code(&states, "azerbaijani").unwrap(), "AZE");
        let told = |typed: &str| code(&states, typed).unwrap_err().to_string();
        assert!(told("Azerbajan").contains("did you mean AZE (Azerbaijan)"), "{}", told("Azerbajan"));
        assert!(told("Isreal").contains("ISR (Israel)"), "{}", told("Isreal"));
        assert!(told("Azer").contains("AZE (Azerbaijan)"));
        assert!(told("Gondor and Rohan").contains("give an ISO 3166-1 code"));
        assert!(told("").contains("mend"));
    }

    #[test]
    fn letters_apart() {
        assert_eq!(distance("isreal", "israel"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("same", "same"), 0);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
