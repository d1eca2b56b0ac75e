//! Where the codebook's triggers stand in a sentence.

use super::clause::Clause;
use crate::codebook::{Beside, Codebook, Trigger, Word};
use legation_record::Upos;

/// An entry whose trigger stands in the sentence.
#[derive(Clone, Debug)]
pub struct Match {
    /// The trigger word.
    pub token: usize,
    pub entry: usize,
    /// The trigger word and what the entry asks to stand beside it, in order of the text.
    pub covered: Vec<usize>,
    /// How much the entry asks for besides a lemma.
    pub asks: usize,
    /// The object, where the entry names one: its phrases count as the verb's ("talks with", "sanctions on").
    pub object: Option<usize>,
}

/// All matches of a sentence by their trigger words: for each word those that ask for the most. A word that another
/// match covers ("talks" in "held talks") is no trigger of its own.
pub fn matches(c: &Clause<'_>, book: &Codebook) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    for token in 0..c.size() {
        let mut here: Vec<Match> = Vec::new();
        for (entry, trigger) in book.triggers(c.lemma(token)) {
            if is_word(c, token, trigger.word)
                && let Some(m) = beside(c, token, entry, trigger)
            {
                here.push(m);
            }
        }
        let most = here.iter().map(|m| m.asks).max().unwrap_or(0);
        here.retain(|m| m.asks == most);
        here.sort_by_key(|m| m.entry);
        here.dedup_by_key(|m| m.entry);
        found.append(&mut here);
    }
    let mut covered = vec![0usize; c.size()];
    for m in &found {
        for &t in m.covered.iter().filter(|&&t| t != m.token) {
            covered[t] = covered[t].max(m.asks);
        }
    }
    found.retain(|m| covered[m.token] == 0);
    found
}

fn is_word(c: &Clause<'_>, token: usize, word: Word) -> bool {
    let upos = c.upos(token);
    match word {
        // A participle before its noun describes it ("the arrested man"), and only as a compound is it a name's part.
        Word::Verb => match upos {
            Upos::Verb => c.rel(token) != "compound" && !names(c, token),
            Upos::Aux => matches!(c.lemma(token), "must" | "should"),
            _ => false,
        },
        Word::Noun => {
            upos == Upos::Noun && c.rel(token) != "compound"
                || upos == Upos::Propn && c.s.name_at(token).is_none()
        }
        Word::Adjective => upos == Upos::Adj,
        Word::Predicate => is_predicate(c, token) && subject_of_predicate(c, token).is_some(),
    }
}

/// Whether a verb only joins a predicate to its object: "called it a lie".
fn names(c: &Clause<'_>, verb: usize) -> bool {
    let predicate = |k: usize| c.rel(k) == "xcomp" && is_predicate(c, k);
    c.is(verb, "naming") && c.kids(verb).any(predicate)
}

/// Of whom a predicate is said: "[it] is a mistake", "called [it] a mistake", "described [it] as a mistake".
pub fn subject_of_predicate(c: &Clause<'_>, token: usize) -> Option<usize> {
    if c.kid(token, "cop").is_some() {
        return c.surface_subject(token);
    }
    let verb = c.head(token).filter(|&v| c.is(v, "naming"))?;
    match c.rel(token) {
        "xcomp" => c.object(verb),
        "obl" | "advcl" if c.marked(token, "as") => c.object(verb),
        // "called the order tyranny", read as two objects
        "obj" => c.indirect_object(verb),
        _ => None,
    }
}

fn beside(c: &Clause<'_>, token: usize, entry: usize, trigger: &Trigger) -> Option<Match> {
    let mut m = Match { token, entry, covered: vec![token], asks: 0, object: None };
    let asks = |b: &Beside| match b {
        Beside::Modifier(_) => 1,
        Beside::Phrase(_, nouns) | Beside::Object(nouns) if nouns.is_empty() => 1,
        Beside::Object(_) | Beside::Phrase(..) => 2,
    };
    m.asks = trigger.beside.iter().map(asks).sum();
    for need in &trigger.beside {
        match need {
            Beside::Modifier(words) => {
                let has = |k: &usize| {
                    matches!(c.rel(*k), "compound" | "amod" | "nmod" | "advmod")
                        && *k < token
                        && words.iter().any(|w| w == c.lemma(*k))
                };
                m.covered.push(c.kids(token).find(has)?);
            }
            Beside::Object(nouns) => {
                let object = named(c, c.object(token)?, nouns)?;
                m.object = Some(object);
                m.covered.push(object);
            }
            Beside::Phrase(preposition, nouns) => phrase(c, token, preposition, nouns, &mut m)?,
        }
    }
    m.covered.sort_unstable();
    m.covered.dedup();
    Some(m)
}

/// The token itself, one coordinated with it, or what a measure counts, if it is one of these nouns.
fn named(c: &Clause<'_>, token: usize, nouns: &[String]) -> Option<usize> {
    let is = |t: usize| {
        nouns.iter().any(|n| {
            n == c.lemma(t)
                || n.rsplit_once('-').is_some_and(|(_, last)| last == c.lemma(t))
                    && c.kids(t).any(|k| k < t && n.starts_with(c.lemma(k)))
        })
    };
    if nouns.is_empty() || is(token) {
        return Some(token);
    }
    if let Some(k) = c.kids(token).find(|&k| c.rel(k) == "conj" && is(k)) {
        return Some(k);
    }
    if c.is(token, "measure") {
        return c.under(token, "of").find(|&k| is(k));
    }
    None
}

fn phrase(c: &Clause<'_>, token: usize, preposition: &str, nouns: &[String], m: &mut Match) -> Option<()> {
    let places = [Some(token), m.object];
    if !nouns.is_empty() {
        for at in places.into_iter().flatten() {
            if let Some(k) = c.under(at, preposition).find_map(|k| named(c, k, nouns)) {
                m.covered.push(k);
                m.object.get_or_insert(k);
                return Some(());
            }
        }
        // "vowed to retaliate"
        if let Some(k) =
            c.governed(token).find(|&k| c.marked(k, preposition) && nouns.iter().any(|n| n == c.lemma(k)))
        {
            m.covered.push(k);
            return Some(());
        }
        // "shut down the newspaper", "stepped up patrols": the particle's noun is the object.
        let particle = particle(c, token, preposition)?;
        let object = named(c, c.object(token)?, nouns)?;
        m.covered.extend([particle, object]);
        m.object = Some(object);
        return Some(());
    }
    if let Some(k) = particle(c, token, preposition) {
        m.covered.push(k);
        return Some(());
    }
    for at in places.into_iter().flatten() {
        for k in c.kids(at) {
            let hangs = matches!(c.rel(k), "obl" | "nmod" | "advcl" | "xcomp" | "ccomp" | "acl");
            // "claimed Iran was behind it": a clause needs no "that".
            if hangs
                && !c.is(k, "time")
                && c.upos(k) != Upos::Num
                && (c.marked(k, preposition) || preposition == "that" && c.rel(k) == "ccomp")
            {
                if let Some(mark) =
                    c.kids(k).find(|&w| matches!(c.rel(w), "case" | "mark") && c.lemma(w) == preposition)
                    && mark == token + 1
                {
                    m.covered.push(mark);
                }
                return Some(());
            }
        }
    }
    None
}

/// "step [down]", "pull [out]", "shoot [dead]".
fn particle(c: &Clause<'_>, token: usize, word: &str) -> Option<usize> {
    c.kids(token).find(|&k| {
        (c.deprel(k) == "compound:prt" || matches!(c.rel(k), "advmod" | "xcomp" | "amod" | "obl" | "case"))
            && c.lemma(k) == word
    })
}

/// A noun or adjective; or what the tagger takes for an adverb where only a predicate can stand: "called it [baseless]".
fn is_predicate(c: &Clause<'_>, token: usize) -> bool {
    match c.upos(token) {
        Upos::Noun | Upos::Adj => true,
        Upos::Adv => c.rel(token) == "xcomp",
        _ => false,
    }
}
