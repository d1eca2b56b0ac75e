//! The mode of a demand, refusal or threat: what it is about.

use super::clause::Clause;
use crate::codebook::{Codebook, EventType};

/// How many words of what is governed are looked at, the nearest in the parse first.
const WORDS: usize = 24;

/// The mode that the words under a trigger speak for: its clause, its object, its phrases.
pub fn from_complement(
    c: &Clause<'_>,
    book: &Codebook,
    event_type: EventType,
    trigger: usize,
    covered: &[usize],
) -> Option<String> {
    let lexicon = book.complements(event_type)?;
    let mut line: Vec<usize> = covered.to_vec();
    let mut at = 0;
    while at < line.len() && at < WORDS {
        let token = line[at];
        at += 1;
        if token != trigger
            && !(covered.contains(&token) && at <= covered.len())
            && let Some(mode) = lexicon.get(c.lemma(token)).next()
        {
            return Some(mode.to_owned());
        }
        let follows = |k: &usize| match c.rel(*k) {
            "xcomp" | "ccomp" | "obj" | "obl" | "acl" | "nmod" | "conj" | "compound" | "amod" => {
                c.deprel(*k) != "acl:relcl"
            }
            "advcl" => {
                c.marked(*k, "to") || c.marked(*k, "for") || c.marked(*k, "of") || c.marked(*k, "with")
            }
            "nsubj" => c.is_passive(token),
            _ => false,
        };
        // Clauses before objects: "urged [Iran] to [release] them".
        let kids: Vec<usize> = c.kids(token).filter(follows).collect();
        let clause = |k: &&usize| matches!(c.rel(**k), "xcomp" | "ccomp" | "advcl" | "acl");
        line.extend(kids.iter().filter(|k| clause(k)));
        line.extend(kids.iter().filter(|k| !clause(k)));
    }
    // "must release", "should meet": the modal's own verb.
    c.head(trigger)
        .filter(|_| c.rel(trigger) == "aux")
        .and_then(|v| lexicon.get(c.lemma(v)).next())
        .map(str::to_owned)
}
