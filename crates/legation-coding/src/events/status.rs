//! Whether a thing happened: actual, future, hypothetical, negated. By tense, modals, negation, conditionals, and the
//! verbs and nouns that govern the clause.

use super::clause::Clause;
use legation_record::Upos;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Actual,
    Future,
    Hypothetical,
    Negated,
    Historical,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Future => "future",
            Status::Hypothetical => "hypothetical",
            Status::Negated => "negated",
            Status::Historical => "historical",
        }
    }

    pub fn parse(name: &str) -> Status {
        use Status::*;
        [Actual, Future, Hypothetical, Negated, Historical]
            .into_iter()
            .find(|s| s.name() == name)
            .unwrap_or(Actual)
    }
}

/// "is travelling to Turkmenistan after the visit to Baku": a journey in the present progressive with a word of what comes
/// before or after it is one that is planned.
pub fn is_planned_journey(c: &Clause<'_>, trigger: usize) -> Option<usize> {
    let present = c
        .kids(trigger)
        .any(|k| c.rel(k) == "aux" && c.lemma(k) == "be" && c.s.tokens[k].has_feat("Tense=Pres"));
    if c.s.tokens[trigger].xpos != "VBG" || !present || !c.is(trigger, "motion") {
        return None;
    }
    c.kids(trigger).find(|&k| {
        let later = matches!(c.lemma(k), "tomorrow" | "next" | "later" | "soon" | "then");
        let around = c.rel(k) == "obl" && (c.marked(k, "after") || c.marked(k, "before"));
        later || around || c.kids(k).any(|j| c.rel(k) == "obl" && matches!(c.lemma(j), "next"))
    })
}

/// The status of what a trigger tells, and the word that says so. History is a matter of dates, and not looked at here.
pub fn status(c: &Clause<'_>, trigger: usize) -> (Status, Option<usize>) {
    let mut at = trigger;
    // Infinitives and nouns have the status that their governor gives; a finite verb has its own.
    for _ in 0..12 {
        if let Some(found) = own(c, at) {
            return found;
        }
        let Some(head) = c.head(at) else { break };
        let rel = c.rel(at);
        let infinitive = c.marked(at, "to");
        let nominal = !matches!(c.upos(at), Upos::Verb | Upos::Aux);
        match rel {
            "conj" => {}
            "xcomp" | "ccomp" | "csubj" => {
                if let Some(status) = lent(c, head) {
                    return (status, Some(head));
                }
                if rel == "ccomp" && c.s.tokens[at].has_feat("VerbForm=Fin") && !c.marked(at, "if") {
                    return (Status::Actual, None);
                }
            }
            "acl" if infinitive => {
                if let Some(status) = lent(c, head) {
                    return (status, Some(head));
                }
                if c.head(head).is_none() && c.s.headline {
                    return (Status::Future, Some(at));
                }
            }
            "acl" => return (Status::Actual, None),
            "advcl" if infinitive && !c.is(head, "light") => {
                // "came to meet", "gathered to protest": done. "to prevent an attack": not.
                if let Some(status) = lent(c, head) {
                    return (status, Some(head));
                }
            }
            "advcl" => return (Status::Actual, None),
            "obj" | "nsubj" | "obl" | "nmod" if nominal => {
                let role = c.deprel(at) == "nsubj" && !c.is_passive(head) && rel == "nsubj";
                if !role && let Some(status) = lent(c, head) {
                    return (status, Some(head));
                }
                if rel == "nmod" && !c.is(head, "measure") && c.upos(head) != Upos::Verb {
                    return (Status::Actual, None);
                }
                if rel == "nsubj" || rel == "obl" {
                    // "The visit will take place", "the talks did not happen"
                    return own(c, head)
                        .filter(|f| rel == "nsubj" || f.0 != Status::Hypothetical)
                        .unwrap_or((Status::Actual, None));
                }
            }
            _ => break,
        }
        at = head;
    }
    // A headline's bare infinitive: "Turkey to expel envoys".
    if c.s.headline && c.marked(at, "to") {
        return (Status::Future, Some(at));
    }
    (Status::Actual, None)
}

/// What a word's own helpers say: negation, modals, "if".
fn own(c: &Clause<'_>, at: usize) -> Option<(Status, Option<usize>)> {
    let mut modal = None;
    let mut conditional = None;
    for k in c.kids(at) {
        let word = c.lemma(k);
        match c.rel(k) {
            "advmod" if matches!(word, "not" | "never" | "n't" | "n’t" | "hardly") => {
                return Some((Status::Negated, Some(k)));
            }
            "det" if word == "no" || word == "neither" => return Some((Status::Negated, Some(k))),
            "nsubj"
                if matches!(word, "nobody" | "none" | "nothing")
                    || c.kids(k).any(|d| c.rel(d) == "det" && c.lemma(d) == "no") =>
            {
                return Some((Status::Negated, Some(k)));
            }
            "case" | "mark" if word == "without" => return Some((Status::Negated, Some(k))),
            "mark" if matches!(word, "if" | "unless" | "whether") => conditional = Some(k),
            "advcl" if c.kids(k).any(|m| c.rel(m) == "mark" && matches!(c.lemma(m), "if" | "unless")) => {
                conditional = Some(k)
            }
            "aux" => modal = modal.or(Some((word, k))),
            "amod" if c.is(k, "future") => return Some((Status::Future, Some(k))),
            "amod" if c.is(k, "hypothetical") => return Some((Status::Hypothetical, Some(k))),
            _ => {}
        }
    }
    if let Some(k) = conditional
        && (c.rel(k) == "mark" || modal.is_some())
    {
        return Some((Status::Hypothetical, Some(k)));
    }
    let (word, k) = modal?;
    match word {
        "will" | "shall" | "'ll" | "’ll" | "wo" | "to" => Some((Status::Future, Some(k))),
        // "said it would": the future as it was seen then. Elsewhere "would" only imagines.
        "would" | "'d" => match reported(c, at) {
            true => Some((Status::Future, Some(k))),
            false => Some((Status::Hypothetical, Some(k))),
        },
        "may" | "might" | "could" | "should" | "must" | "can" => Some((Status::Hypothetical, Some(k))),
        _ => None,
    }
}

/// Whether a clause is what somebody said.
fn reported(c: &Clause<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..8 {
        let Some(head) = c.head(at) else { return false };
        if matches!(c.rel(at), "ccomp" | "parataxis") {
            return true;
        }
        if c.rel(at) != "conj" {
            return false;
        }
        at = head;
    }
    false
}

/// The status that a word gives to what it governs, if it gives one.
fn lent(c: &Clause<'_>, head: usize) -> Option<Status> {
    let own = own(c, head).map(|f| f.0);
    let negated = own == Some(Status::Negated);
    if c.is(head, "negating") {
        return Some(if negated { Status::Actual } else { Status::Negated });
    }
    if c.is(head, "hypothetical") {
        return Some(if negated { Status::Negated } else { Status::Hypothetical });
    }
    if c.is(head, "future") || c.lemma(head) == "go" && c.s.tokens[head].xpos == "VBG" {
        return Some(match own {
            Some(Status::Negated) => Status::Negated,
            Some(Status::Hypothetical) => Status::Hypothetical,
            _ => Status::Future,
        });
    }
    None
}
