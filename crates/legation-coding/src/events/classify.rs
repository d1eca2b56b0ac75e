//! What one marked phrase does to another in a sentence: the relation head's probabilities, moved by what the codebook and
//! the event cues see between the two.

use super::candidate::{Candidate, candidates};
use super::clause::Clause;
use super::pattern::matches;
use super::slots::{View, is_noun, usual};
use crate::codebook::{Codebook, EventType, Word};
use legation_record::Sentence;
use std::ops::Range;

/// The type in the terms of the relation labels, where verbal and material yielding are one (`YIELD`).
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub event_type: String,
    pub quad: String,
    pub confidence: f64,
}

/// What the words of `source` do to those of `target`. `relation` gives the relation head's labels with their
/// probabilities; empty, the codebook answers alone. None if nobody knows.
pub fn classify(
    book: &Codebook,
    sentence: &Sentence,
    source: Range<usize>,
    target: Range<usize>,
    relation: &[(&str, f32)],
) -> Option<Answer> {
    let c = Clause::new(sentence, book);
    let found = matches(&c, book);
    let all = candidates(&c, book, &found);
    let weights = &book.confidence;
    let mut scores: Vec<(&str, f64)> = match relation.is_empty() {
        true => EventType::ALL.iter().map(|t| (label(*t), 0.0)).collect(),
        false => relation.iter().map(|&(l, p)| (l, f64::from(p.max(1e-4)).ln())).collect(),
    };
    let mut seen = false;
    for x in &all {
        let between = between(&c, book, x, &source, &target);
        let pattern = x.entry.map_or(0.0, |_| 1.0 + 0.5 * f64::from(u8::from(x.asks > 0)));
        let odds = weights.relation * (pattern + 2.0 * f64::from(x.probability)) * between;
        if let Some(score) = scores.iter_mut().find(|s| s.0 == label(x.event_type)) {
            score.1 += odds;
            seen |= odds > 0.0;
        }
    }
    if relation.is_empty() && !seen {
        return None;
    }
    let most = scores.iter().map(|s| s.1).fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scores.iter().map(|s| (s.1 - most).exp()).sum();
    let best = scores.iter().find(|s| s.1 == most)?;
    let quad = match best.0 {
        "YIELD" => &book.info(EventType::Retreat).quad,
        other => &book.info(EventType::parse(other)?).quad,
    };
    Some(Answer { event_type: best.0.to_owned(), quad: quad.clone(), confidence: 1.0 / sum })
}

fn label(t: EventType) -> &'static str {
    match t {
        EventType::Concede | EventType::Retreat => "YIELD",
        other => other.name(),
    }
}

/// How well a candidate joins source to target: 1 where both stand in its slots, half of it where one does, and against
/// it where they stand the other way round.
fn between(
    c: &Clause<'_>,
    book: &Codebook,
    x: &Candidate,
    source: &Range<usize>,
    target: &Range<usize>,
) -> f64 {
    let view = View::new(c, x.token, x.object, &x.covered);
    let usual = usual(if is_noun(c, x.token) { Word::Noun } else { Word::Verb });
    let entry = x.entry.map(|e| &book.entries()[e]);
    let (mut a, mut r) = match entry {
        Some(e) => (&e.actor, &e.recipient),
        None => (&usual.0, &usual.1),
    };
    if entry.is_some_and(|e| e.reverse) {
        std::mem::swap(&mut a, &mut r);
    }
    let cue = x.cue.and_then(|n| c.s.cues.get(n));
    let in_slots = |slots: &[crate::codebook::Slot], phrase: &Range<usize>| {
        slots.iter().flat_map(|s| view.slot(s)).any(|t| touches(c, t, phrase))
    };
    let in_cue = |list: Option<&Vec<(usize, f32)>>, phrase: &Range<usize>| {
        list.is_some_and(|l| l.iter().any(|(t, p)| *p >= 0.3 && phrase.contains(t)))
    };
    let (actors, recipients) = (cue.map(|q| &q.actors), cue.map(|q| &q.recipients));
    let source_acts = in_slots(a, source) || in_cue(actors, source);
    let target_receives = in_slots(r, target) || in_cue(recipients, target);
    let mutual = x.event_type.is_mutual() && (in_slots(a, target) || in_cue(actors, target));
    match (source_acts, target_receives || mutual) {
        (true, true) => 1.0,
        (true, false) => 0.5,
        (false, true) => 0.4,
        (false, false) => 0.1,
    }
}

/// Whether a slot's phrase and a marked phrase share words: the head lies in the phrase, or the phrase under the head.
fn touches(c: &Clause<'_>, head: usize, phrase: &Range<usize>) -> bool {
    if phrase.contains(&head) {
        return true;
    }
    let (first, last) = c.tree.phrase(&c.s, head);
    first <= phrase.start && phrase.end <= last + 1
}
