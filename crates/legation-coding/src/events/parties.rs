//! Who takes part: the tokens of slots and cues, resolved by the cast to somebody political.

use super::clause::Clause;
use super::slots::modifiers;
use crate::cast::Cast;
use legation_record::{Actor, Quote, Span, Upos};

/// Whose words decided on a participant.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A slot of the codebook entry.
    Slot(String),
    /// The model, with its probability.
    Model(f32),
    /// The speaker of the quote around the trigger.
    Quote,
    /// Another event of the report, which this one answers or goes on from.
    Discourse,
}

/// A participant: the token that stands for it and whom the cast takes it for.
#[derive(Clone, Debug)]
pub struct Party {
    pub token: Option<usize>,
    pub reason: Reason,
    pub actors: Vec<Actor>,
    pub acting: bool,
    pub human: bool,
}

impl Party {
    pub fn is_political(&self) -> bool {
        self.actors.iter().any(is_political)
    }
}

impl Party {
    /// Whether a state is known, or a sector that is political by itself.
    pub fn is_strong(&self) -> bool {
        self.actors.iter().any(|a| {
            a.state.is_some()
                || a.sector.as_deref().is_some_and(|s| {
                    !matches!(s, "CVL" | "BUS" | "MED" | "EDU" | "UNK" | "CRM" | "HLH" | "ELI" | "MNC")
                })
        })
    }
}

/// States, organs, parties, armed groups and people of whom it is known where they belong.
pub fn is_political(a: &Actor) -> bool {
    a.state.is_some() || a.sector.as_deref().is_some_and(|s| s != "UNK")
}

/// One sentence with all that decides who is who in it.
pub struct Stage<'a> {
    pub c: &'a Clause<'a>,
    pub cast: &'a Cast,
    pub si: usize,
    pub quotes: &'a [Quote],
}

impl Stage<'_> {
    pub fn party(&self, token: usize, reason: Reason) -> Party {
        let (token, actors) = self.stands_for(self.antecedent(token).unwrap_or(token), 0);
        Party {
            token: Some(token),
            reason,
            acting: self.cast.can_act(self.si, token),
            human: self.cast.is_person(self.si, token),
            actors,
        }
    }

    /// The noun that a relative pronoun takes up: "Correa, [who] had expelled the ambassador".
    fn antecedent(&self, token: usize) -> Option<usize> {
        if self.c.upos(token) != Upos::Pron
            || !matches!(self.c.lemma(token), "who" | "whom" | "which" | "that")
        {
            return None;
        }
        let mut at = token;
        for _ in 0..5 {
            let head = self.c.head(at)?;
            if self.c.deprel(at) == "acl:relcl" {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// Whom a phrase stands for: itself, or who is behind the thing ("the [Israeli] raid", "[NATO]'s intervention").
    fn stands_for(&self, token: usize, depth: usize) -> (usize, Vec<Actor>) {
        let own = self.cast.actors(self.si, token);
        if depth > 3 || own.iter().any(is_political) || self.c.upos(token) == Upos::Pron {
            return (token, own);
        }
        let c = self.c;
        let behind = c.kids(token).filter(|&k| c.deprel(k) == "nmod:poss").chain(modifiers(c, token)).chain(
            ["by", "of", "from", "against", "among", "in"].into_iter().flat_map(|p| c.under(token, p)),
        );
        for k in behind.collect::<Vec<_>>() {
            let (at, actors) = self.stands_for(k, depth + 1);
            if actors.iter().any(is_political) && at != token {
                return (at, actors);
            }
        }
        (token, own)
    }

    /// The quote around a span.
    fn quote(&self, at: Span) -> Option<&Quote> {
        let end = self.quotes.partition_point(|q| q.content.start <= at.start);
        self.quotes[..end].iter().rev().take(4).find(|q| q.content.contains(at))
    }

    /// Whether a span stands in quotation marks.
    pub fn is_quoted(&self, at: Span) -> bool {
        self.quote(at).is_some_and(|q| q.kind == "direct")
    }

    /// The speaker of the quote around a span.
    pub fn speaker(&self, at: Span) -> Option<Party> {
        let quote = self.quote(at)?;
        let actor = quote.speaker.clone()?;
        Some(Party { token: None, reason: Reason::Quote, acting: true, human: true, actors: vec![actor] })
    }
}

/// Every actor once, in the order of the parties.
pub fn actors(parties: &[Party]) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    for a in parties.iter().flat_map(|p| &p.actors) {
        if !out.iter().any(|b| same(a, b)) {
            out.push(a.clone());
        }
    }
    out
}

/// Whether two mentions stand for the same one.
pub(super) fn same(a: &Actor, b: &Actor) -> bool {
    match (&a.name, &b.name) {
        (Some(x), Some(y)) => x == y && a.state == b.state,
        _ if a.span == b.span && !a.span.is_empty() => a.state == b.state,
        (None, None) => a.state.is_some() && a.state == b.state && a.sector == b.sector && a.role == b.role,
        _ => false,
    }
}
