//! What a figure is about, in words of the report, and which states it ties together.

use crate::cast::Cast;
use legation_record::{Sentence, Span, Upos};

/// The longest phrase that says what a figure is about, in tokens.
const LONGEST: usize = 14;

/// The noun that an amount is an amount of: `$50 billion of imports`, `25 percent tariff`, `tariffs on $5 million`.
pub(crate) fn noun_of(sentence: &Sentence, first: usize, last: usize) -> Option<usize> {
    let inside = |t: usize| (first..=last).contains(&t);
    let head = head_of(sentence, first, last)?;
    let tokens = &sentence.tokens;
    // `imports` below the amount
    let below = sentence.children(head).find(|&c| {
        let case = |p: &str| sentence.children_by(c, "case").any(|k| tokens[k].form.eq_ignore_ascii_case(p));
        c > last
            && tokens[c].rel() == "nmod"
            && tokens[c].upos.is_nominal()
            && (case("of") || case("in") || case("worth"))
    });
    below.or_else(|| {
        let above = tokens[head].head.filter(|h| !inside(*h))?;
        let modifies = matches!(tokens[head].rel(), "nummod" | "compound" | "amod" | "nmod");
        (modifies && above > last && above <= last + 6 && tokens[above].upos.is_nominal()).then_some(above)
    })
}

/// The token of the stretch that the rest of it hangs on.
pub(crate) fn head_of(sentence: &Sentence, first: usize, last: usize) -> Option<usize> {
    let last = last.min(sentence.tokens.len().checked_sub(1)?);
    let outside = |t: &usize| sentence.tokens[*t].head.is_none_or(|h| h < first || h > last);
    (first..=last).rev().find(outside).or(Some(last).filter(|l| *l >= first))
}

/// A short phrase of the text: the counted noun with what follows it, the noun of which the amount is told, or the verb
/// that governs it.
pub(crate) fn phrase(sentence: &Sentence, first: usize, last: usize) -> Option<Span> {
    let tokens = &sentence.tokens;
    let head = head_of(sentence, first, last)?;
    let copula = sentence.children_by(head, "cop").next().is_some();
    if let Some(noun) = noun_of(sentence, first, last) {
        return stretch(sentence, noun, Some((first, last)));
    }
    if (first..=last).contains(&head) && tokens[head].upos == Upos::Noun && !copula {
        // A counted noun: itself, with its complements.
        let plain = tokens[head].form.len() > 1 && !matches!(tokens[head].rel(), "obl");
        if plain && sentence.children(head).any(|c| c > last && matches!(tokens[c].rel(), "nmod" | "acl")) {
            return stretch(sentence, head, None);
        }
    }
    if copula && let Some(subject) = sentence.children_by(head, "nsubj").next() {
        return stretch(sentence, subject, Some((first, last)));
    }
    let mut above = tokens[head].head.filter(|h| !(first..=last).contains(h))?;
    // `is expected to be around $200 million`: the subject of the verb above tells.
    for _ in 0..3 {
        if let Some(subject) =
            sentence.children_by(above, "nsubj").next().filter(|s| tokens[*s].upos != Upos::Pron)
        {
            let verbal = matches!(tokens[head].rel(), "obl" | "xcomp" | "ccomp" | "advmod");
            if verbal {
                return stretch(sentence, subject, Some((first, last)));
            }
        }
        if tokens[above].upos.is_nominal() || tokens[above].head.is_none() {
            break;
        }
        match (tokens[above].rel(), tokens[above].head) {
            ("xcomp", Some(next)) => above = next,
            _ => break,
        }
    }
    stretch(sentence, above, Some((first, last)))
}

/// Words around a token that belong to it, cut to one unbroken stretch that leaves out the figure itself where it can.
fn stretch(sentence: &Sentence, token: usize, without: Option<(usize, usize)>) -> Option<Span> {
    let tokens = &sentence.tokens;
    let inside = sentence.subtree(token);
    let has = |t: usize| inside.binary_search(&t).is_ok() && without.is_none_or(|(a, b)| t < a || t > b);
    let (mut from, mut to) = (token, token);
    while from > 0 && has(from - 1) && to - from + 1 < LONGEST {
        from -= 1;
    }
    while has(to + 1) && to + 1 < tokens.len() && to - from + 1 < LONGEST {
        // A clause of its own says something else.
        if matches!(tokens[to + 1].upos, Upos::Punct | Upos::Cconj)
            || matches!(tokens[to + 1].deprel.as_str(), "mark" | "acl:relcl")
        {
            break;
        }
        to += 1;
    }
    let idle = |t: usize| {
        matches!(tokens[t].upos, Upos::Punct | Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part | Upos::Sconj)
    };
    while to > from && idle(to) {
        to -= 1;
    }
    while from < to && matches!(tokens[from].upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj) {
        from += 1;
    }
    let span = sentence.span_of(from, to);
    (!span.is_empty()).then_some(span)
}

/// States named nearest to a figure: those in the smallest clause around it that names any.
pub(crate) fn parties(sentence: &Sentence, index: usize, token: usize, cast: &Cast) -> Vec<String> {
    let tokens = &sentence.tokens;
    let mut at = token;
    for _ in 0..tokens.len().min(12) {
        let Some(t) = tokens.get(at) else { break };
        let clause = matches!(t.rel(), "root" | "ccomp" | "advcl" | "acl" | "parataxis" | "conj" | "xcomp")
            || t.head.is_none();
        if clause {
            let mut states: Vec<String> = Vec::new();
            for t in sentence.subtree(at) {
                for state in cast.actors(index, t).into_iter().filter_map(|a| a.state) {
                    if !states.contains(&state) {
                        states.push(state);
                    }
                }
            }
            if !states.is_empty() {
                return states;
            }
        }
        match t.head {
            Some(head) => at = head,
            None => break,
        }
    }
    Vec::new()
}
