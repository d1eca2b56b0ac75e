//! A sentence with what the search for attributions asks of its tree again and again: how far each token's subtree
//! reaches, who the subject of a verb is, and which tokens stand between quotation marks.

use super::marks::Marked;
use legation_record::{Sentence, Token, Upos};

pub struct Tree<'a> {
    pub s: &'a Sentence,
    /// First and last token under each token, punctuation aside.
    reach: Vec<(usize, usize)>,
    /// Whether a token stands between quotation marks.
    pub marked: Vec<bool>,
}

impl<'a> Tree<'a> {
    /// `marks` are those that touch the sentence.
    pub fn new(s: &'a Sentence, marks: &[Marked]) -> Tree<'a> {
        let mut reach: Vec<(usize, usize)> = (0..s.tokens.len()).map(|i| (i, i)).collect();
        for (i, t) in s.tokens.iter().enumerate() {
            if t.upos == Upos::Punct {
                continue;
            }
            let mut at = t.head;
            for _ in 0..s.tokens.len() {
                let Some(h) = at else { break };
                let Some(r) = reach.get_mut(h) else { break };
                *r = (r.0.min(i), r.1.max(i));
                at = s.tokens[h].head;
            }
        }
        let inside = |t: &Token| marks.iter().any(|m| m.outer.contains(t.span));
        Tree { s, reach, marked: s.tokens.iter().map(inside).collect() }
    }

    pub fn len(&self) -> usize {
        self.s.tokens.len()
    }

    pub fn tok(&self, i: usize) -> &'a Token {
        &self.s.tokens[i]
    }

    pub fn is(&self, i: usize, word: &str) -> bool {
        self.s.tokens.get(i).is_some_and(|t| t.form.eq_ignore_ascii_case(word))
    }

    pub fn first(&self, i: usize) -> usize {
        self.reach[i].0
    }

    pub fn last(&self, i: usize) -> usize {
        self.reach[i].1
    }

    pub fn child(&self, head: usize, rel: &str) -> Option<usize> {
        self.s.children_by(head, rel).next()
    }

    pub fn child_full(&self, head: usize, deprel: &str) -> Option<usize> {
        self.s.children(head).find(|&c| self.s.tokens[c].deprel == deprel)
    }

    /// The preposition of a nominal, lower case.
    pub fn case(&self, i: usize) -> Option<String> {
        self.s.children_by(i, "case").next().map(|c| self.s.tokens[c].form.to_lowercase())
    }

    pub fn punct(&self, i: usize) -> bool {
        self.s.tokens[i].upos == Upos::Punct
    }

    /// A mark that parts clauses.
    pub fn comma(&self, i: usize) -> bool {
        self.s
            .tokens
            .get(i)
            .is_some_and(|t| matches!(t.form.as_str(), "," | "-" | "--" | "—" | "–" | ";" | "..." | "…"))
    }

    pub fn quotation_mark(&self, i: usize) -> bool {
        self.s.tokens.get(i).is_some_and(|t| {
            !t.form.is_empty()
                && t.upos == Upos::Punct
                && t.form
                    .chars()
                    .all(|c| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '`' | '„'))
        })
    }

    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.s.tokens[i].upos, Upos::Verb | Upos::Aux)
    }

    /// Whether a token heads a clause that tells something: a finite verb, or a word with a subject and copula.
    pub fn finite(&self, i: usize) -> bool {
        let t = &self.s.tokens[i];
        let subject = || self.s.children_by(i, "nsubj").next().is_some();
        match t.upos {
            Upos::Verb => t.has_feat("VerbForm=Fin") || self.child(i, "aux").is_some() || subject(),
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adv => {
                self.child(i, "cop").is_some() && subject()
            }
            _ => false,
        }
    }

    /// Whether the verb is in the passive.
    pub fn passive(&self, i: usize) -> bool {
        self.s.children(i).any(|c| matches!(self.s.tokens[c].deprel.as_str(), "nsubj:pass" | "aux:pass"))
    }

    pub fn negated(&self, i: usize) -> bool {
        self.s.children(i).any(|c| {
            let t = &self.s.tokens[c];
            t.rel() == "advmod" && matches!(t.lemma.as_str(), "not" | "never" | "n't")
        })
    }

    /// Whose saying a verb is: its subject, that of the clause it depends on, the noun it describes; the agent of a
    /// passive. `None` for a passive without one.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..6 {
            if self.passive(at) && at == verb {
                return self.s.children(at).find(|&c| {
                    let t = &self.s.tokens[c];
                    t.rel() == "obl" && (t.deprel == "obl:agent" || self.is(self.first(c), "by"))
                });
            }
            if let Some(subject) = self.child(at, "nsubj") {
                return Some(self.antecedent(at, subject));
            }
            let t = &self.s.tokens[at];
            let head = t.head?;
            match t.rel() {
                "acl" => return Some(head),
                "conj" | "xcomp" | "advcl" | "ccomp" | "parataxis" | "dep" | "csubj" | "aux" | "cop" => {
                    at = head
                }
                "obl" | "nmod" | "obj" => at = head,
                _ => return None,
            }
        }
        None
    }

    /// The noun that a relative pronoun stands for.
    fn antecedent(&self, verb: usize, subject: usize) -> usize {
        let relative =
            matches!(self.s.tokens[subject].form.to_lowercase().as_str(), "who" | "which" | "that" | "whom");
        if !relative {
            return subject;
        }
        let mut at = verb;
        for _ in 0..4 {
            let t = &self.s.tokens[at];
            match (t.rel(), t.head) {
                ("acl", Some(noun)) => return noun,
                (_, Some(head)) => at = head,
                _ => break,
            }
        }
        // The tree does not tell: the nearest nominal on the left.
        (0..subject)
            .rev()
            .find(|&i| self.s.tokens[i].upos.is_nominal() && !self.punct(i))
            .map_or(subject, |i| self.phrase_head(i))
    }

    /// The head of the noun phrase that a token belongs to.
    pub fn phrase_head(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..8 {
            let t = &self.s.tokens[at];
            match (t.rel(), t.head) {
                ("flat" | "compound" | "fixed" | "amod" | "nummod" | "det", Some(h)) => at = h,
                _ => break,
            }
        }
        at
    }
}
