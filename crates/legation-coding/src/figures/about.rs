//! What a figure is about, in words of the report, and which states it ties together.

use crate::cast::Cast;
use crate::cast::phrase::Tree;
use legation_record::{Sentence, Span, Upos};

/// The longest phrase that says what a figure is about, in tokens.
const LONGEST: usize = 14;

/// How far from a figure a state may be named to be tied by it, in tokens.
const REACH: usize = 40;

/// How many heads are climbed: news nests a handful of levels.
const DEPTH: usize = 40;

/// A sentence with the children of its tokens at hand.
pub(crate) struct Line<'a> {
    pub sentence: &'a Sentence,
    pub index: usize,
    tree: Tree,
}

impl<'a> Line<'a> {
    pub fn new(sentence: &'a Sentence, index: usize) -> Line<'a> {
        Line { sentence, index, tree: Tree::new(sentence) }
    }

    fn child(&self, head: usize, rel: &str) -> Option<usize> {
        self.tree.kids(head).find(|c| self.sentence.tokens[*c].rel() == rel)
    }

    fn head(&self, token: usize) -> Option<usize> {
        self.sentence.tokens.get(token)?.head.filter(|h| *h < self.sentence.tokens.len())
    }

    fn is_under(&self, token: usize, above: usize) -> bool {
        let mut at = Some(token);
        for _ in 0..DEPTH {
            match at {
                Some(t) if t == above => return true,
                Some(t) => at = self.head(t),
                None => return false,
            }
        }
        false
    }

    /// The token of `first..=last` that the rest of it hangs on.
    fn head_of(&self, first: usize, last: usize) -> Option<usize> {
        let last = last.min(self.sentence.tokens.len().checked_sub(1)?);
        let outside = |t: &usize| self.head(*t).is_none_or(|h| h < first || h > last);
        (first..=last).rev().find(outside).or(Some(last).filter(|l| *l >= first))
    }

    /// The noun that an amount in tokens `first..=last` is an amount of: `imports` of "$50 billion of imports", `tariff` of
    /// "25 percent tariff".
    fn noun_of(&self, head: usize, last: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let case = |c: usize| self.child(c, "case").map_or("", |k| tokens[k].form.as_str());
        let below = self.tree.kids(head).find(|&c| {
            let of = c > last && tokens[c].rel() == "nmod" && tokens[c].upos.is_nominal();
            of && matches!(case(c), "of" | "in" | "worth")
        });
        below.or_else(|| {
            let above = self.head(head).filter(|h| *h > last && *h <= last + 6)?;
            let modifies = matches!(tokens[head].rel(), "nummod" | "compound" | "amod" | "nmod");
            (modifies && tokens[above].upos.is_nominal()).then_some(above)
        })
    }

    /// A short phrase of the text: the counted noun with what follows it, the noun of which the amount is told, or the
    /// verb that governs it with its subject.
    pub fn phrase(&self, first: usize, last: usize) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        let head = self.head_of(first, last)?;
        let figure = Some((first, last));
        let copula = self.child(head, "cop").is_some();
        if let Some(noun) = self.noun_of(head, last) {
            return self.stretch(noun, figure);
        }
        // A counted noun with its complements: "301 projects with foreign participation".
        let counted = tokens[head].upos == Upos::Noun && tokens[head].form.len() > 1 && !copula;
        if counted && self.tree.kids(head).any(|c| c > last && matches!(tokens[c].rel(), "nmod" | "acl")) {
            return self.stretch(head, None);
        }
        if copula && let Some(subject) = self.child(head, "nsubj") {
            return self.stretch(subject, figure);
        }
        let mut above = self.head(head)?;
        // `is expected to be around $200 million`, `rose to 5 percent`: the subject of the verb above tells.
        let verbal = matches!(tokens[head].rel(), "obl" | "xcomp" | "ccomp" | "advmod");
        for _ in 0..3 {
            let subject = self.child(above, "nsubj").filter(|s| tokens[*s].upos != Upos::Pron && verbal);
            if let Some(subject) = subject {
                return self.stretch(subject, figure);
            }
            match (tokens[above].rel(), self.head(above)) {
                ("xcomp", Some(next)) if !tokens[above].upos.is_nominal() => above = next,
                _ => break,
            }
        }
        self.stretch(above, figure)
    }

    /// Words around a token that belong to it, in one unbroken stretch that leaves out the figure itself.
    fn stretch(&self, token: usize, without: Option<(usize, usize)>) -> Option<Span> {
        let tokens = &self.sentence.tokens;
        let has =
            |t: usize| self.is_under(t, token) && without.is_none_or(|(first, last)| t < first || t > last);
        let (mut from, mut to) = (token, token);
        while from > 0 && to - from + 1 < LONGEST && has(from - 1) {
            from -= 1;
        }
        while to + 1 < tokens.len() && to - from + 1 < LONGEST && has(to + 1) {
            // What comes after a comma or in a clause of its own says something else.
            let next = &tokens[to + 1];
            if matches!(next.upos, Upos::Punct | Upos::Cconj) || next.rel() == "mark" {
                break;
            }
            to += 1;
        }
        let loose = |t: usize| {
            let upos = tokens[t].upos;
            matches!(upos, Upos::Punct | Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part | Upos::Sconj)
        };
        while to > from && loose(to) {
            to -= 1;
        }
        while from < to && loose(from) && tokens[from].upos != Upos::Det {
            from += 1;
        }
        let span = self.sentence.span_of(from, to);
        (!span.is_empty()).then_some(span)
    }

    /// States that a figure ties together: those named in the smallest clause with a subject around it that names any.
    pub fn parties(&self, token: usize, cast: &Cast) -> Vec<String> {
        let mut at = Some(token);
        for _ in 0..DEPTH {
            let Some(head) = at else { break };
            at = self.head(head);
            // A clause with a subject of its own; an infinitive's subject stands in the clause above.
            if at.is_some() && self.child(head, "nsubj").is_none() {
                continue;
            }
            let (first, last) = self.tree.extent(head);
            let near = first.max(token.saturating_sub(REACH))..=last.min(token + REACH);
            let mut states: Vec<String> = Vec::new();
            for t in near.filter(|t| {
                self.sentence.tokens[*t].upos.is_nominal() || self.sentence.tokens[*t].upos == Upos::Adj
            }) {
                for state in cast.actors(self.index, t).into_iter().filter_map(|a| a.state) {
                    if !states.contains(&state) {
                        states.push(state);
                    }
                }
            }
            if !states.is_empty() {
                return states;
            }
        }
        Vec::new()
    }
}
