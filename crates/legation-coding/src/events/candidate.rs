//! One rule for what may be an event: every trigger of a codebook entry and every cue of the model is a candidate, and
//! where both speak of the same words and the same type they are one.

use super::clause::Clause;
use super::pattern::Match;
use super::slots::is_noun;
use crate::codebook::{Codebook, Confidence, EventType};

/// A trigger with all that speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub token: usize,
    pub event_type: EventType,
    pub covered: Vec<usize>,
    pub object: Option<usize>,
    pub entry: Option<usize>,
    /// How much more than a lemma the entry asks for.
    pub asks: usize,
    /// The model's cue, by its place in the sentence, and its probability for this type.
    pub cue: Option<usize>,
    pub probability: f32,
}

/// Candidates of a sentence, in order of the text.
pub fn candidates(c: &Clause<'_>, book: &Codebook, matches: &[Match]) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for m in matches {
        out.push(Candidate {
            token: m.token,
            event_type: book.entries()[m.entry].event_type,
            covered: m.covered.clone(),
            object: m.object,
            entry: Some(m.entry),
            asks: m.asks,
            cue: None,
            probability: 0.0,
        });
    }
    for (n, cue) in c.s.cues.iter().enumerate() {
        let Some(event_type) = EventType::parse(&cue.event_type) else { continue };
        let mut joined = false;
        for candidate in out.iter_mut() {
            let touches = candidate
                .covered
                .iter()
                .any(|&t| t == cue.token || c.head(t) == Some(cue.token) || c.head(cue.token) == Some(t));
            let on = candidate.covered.contains(&cue.token);
            let p = if candidate.event_type == event_type {
                cue.probability
            } else if on {
                cue.types.iter().find(|(t, _)| t == candidate.event_type.name()).map_or(0.0, |(_, p)| *p)
            } else {
                continue;
            };
            if touches && p > candidate.probability {
                candidate.cue = Some(n);
                candidate.probability = p;
            }
            joined |= touches && candidate.event_type == event_type;
        }
        if !joined && f64::from(cue.probability) >= book.confidence.cue {
            out.push(Candidate {
                token: cue.token,
                event_type,
                covered: vec![cue.token],
                object: None,
                entry: None,
                asks: 0,
                cue: Some(n),
                probability: cue.probability,
            });
        }
    }
    out.sort_by_key(|x| (x.token, x.event_type, x.entry));
    out
}

/// What is known of a candidate's sides when its confidence is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    pub actor: bool,
    pub recipient: bool,
    /// The model's probability of the likeliest actor and recipient, 0 without a cue.
    pub actor_sure: f32,
    pub recipient_sure: f32,
    /// Denied or only thought of.
    pub unreal: bool,
    /// In quotation marks.
    pub quoted: bool,
    /// Whether the model tells events at all: parameters without event heads have no say.
    pub model: bool,
}

/// Log-odds that a candidate is an event of its type.
pub fn log_odds(c: &Clause<'_>, x: &Candidate, known: Known, w: &Confidence) -> f64 {
    let mut odds = w.base;
    match x.cue {
        Some(_) => {
            // An entry that names more than a lemma is not shouted down by a model that sees another type.
            let least = if x.asks > 0 { 0.2 } else { 0.05 };
            let p = f64::from(x.probability).clamp(least, 0.99);
            odds += w.model * (p / (1.0 - p)).ln();
        }
        None if known.model => odds += w.model_silent,
        None => odds += w.alone,
    }
    if x.entry.is_some() {
        odds += w.pattern;
        if x.asks > 0 {
            odds += w.pattern_specific;
        }
    }
    odds += w.actor_sure * f64::from(known.actor_sure) + w.recipient_sure * f64::from(known.recipient_sure);
    let conditions = [
        (is_noun(c, x.token), w.noun),
        (known.unreal, w.unreal),
        (known.quoted, w.quoted),
        (c.s.headline, w.headline),
    ];
    odds += conditions.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum::<f64>();
    odds += w.types.get(x.event_type.name()).copied().unwrap_or(0.0);
    match (known.actor, known.recipient) {
        (false, false) => odds += w.nobody,
        (actor, recipient) => {
            odds += f64::from(u8::from(actor)) * w.actor + f64::from(u8::from(recipient)) * w.recipient
        }
    }
    odds
}

pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Tokens of what a demand, refusal, promise, threat or accusation is about: nothing of it has happened by being said.
pub fn only_said(c: &Clause<'_>, x: &Candidate) -> Vec<usize> {
    use EventType::*;
    let (nominal, phrases): (bool, &[&str]) = match x.event_type {
        Request => (true, &["for", "to", "of"]),
        Threaten => (true, &["with", "of", "to"]),
        Agree => (true, &["on", "to"]),
        Reject => (true, &["of", "to"]),
        Accuse
            if c.is(x.token, "saying")
                || matches!(c.lemma(x.token), "accuse" | "accusation" | "suspect" | "blame") =>
        {
            (false, &["of", "for", "that"])
        }
        Concede => (false, &[]),
        _ => return Vec::new(),
    };
    let mut line: Vec<usize> = Vec::new();
    for &t in &x.covered {
        for k in c.kids(t).filter(|k| !x.covered.contains(k)) {
            let clause = matches!(c.rel(k), "xcomp" | "ccomp")
                || matches!(c.rel(k), "advcl" | "acl")
                    && (c.marked(k, "to") || phrases.iter().any(|p| c.marked(k, p)));
            let noun = nominal && c.rel(k) == "obj"
                || matches!(c.rel(k), "obl" | "nmod") && phrases.iter().any(|p| c.marked(k, p));
            if clause || noun {
                line.push(k);
            }
        }
    }
    let mut at = 0;
    while at < line.len() {
        let token = line[at];
        at += 1;
        line.extend(
            c.kids(token)
                .filter(|&k| !matches!(c.deprel(k), "acl:relcl" | "nmod:poss" | "appos" | "parataxis")),
        );
        if line.len() > 2 * c.size() {
            break;
        }
    }
    line
}
