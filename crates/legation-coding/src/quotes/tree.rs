//! A sentence with what the search for attributions asks of it again and again: how far each token's subtree reaches,
//! which tokens are cues, which stand between quotation marks, who the subject of a verb is.

use super::cues::{Cue, Cues, Sort};
use super::marks::Marked;
use crate::cast::Cast;
use legation_record::{Sentence, Token, Upos};

pub struct Tree<'a> {
    pub s: &'a Sentence,
    pub cues: &'a Cues,
    cast: &'a Cast,
    number: usize,
    /// First and last token under each token, punctuation aside.
    reach: Vec<(usize, usize)>,
    /// Whether a token stands between quotation marks.
    pub marked: Vec<bool>,
    verbs: Vec<Option<&'a Cue>>,
}

impl<'a> Tree<'a> {
    /// `marks` are those that touch the sentence, which is the report's `number`th.
    pub fn new(s: &'a Sentence, number: usize, marks: &[Marked], cues: &'a Cues, cast: &'a Cast) -> Tree<'a> {
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
        let verb = |t: &'a Token| {
            let may = t.upos == Upos::Verb && !matches!(t.rel(), "amod" | "compound");
            if may { cues.verb(&t.form, &t.lemma) } else { None }
        };
        let marked = s.tokens.iter().map(inside).collect();
        Tree { s, cues, cast, number, reach, marked, verbs: s.tokens.iter().map(verb).collect() }
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

    pub fn is_any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(i, w))
    }

    /// The cue that a verb is. A light verb is none.
    pub fn verb(&self, i: usize) -> Option<&'a Cue> {
        self.verbs[i].filter(|c| c.sort != Sort::Light)
    }

    pub fn light(&self, i: usize) -> bool {
        self.verbs[i].is_some_and(|c| c.sort == Sort::Light)
    }

    /// How many tokens of an attributing phrase begin here.
    pub fn phrase(&self, i: usize) -> Option<usize> {
        self.cues.phrase(|k| self.s.tokens.get(i + k).map(|t| t.form.as_str()))
    }

    /// Whether a nominal stands for somebody who can say something.
    pub fn can_speak(&self, i: usize) -> bool {
        let t = self.tok(i);
        t.upos == Upos::Pron || self.s.name_at(i).is_some() || self.cast.can_act(self.number, i)
    }

    pub fn is_person(&self, i: usize) -> bool {
        self.cast.is_person(self.number, i)
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

    /// The subject of a verb: where the tree gives several, the last before it, for those before belong to the words
    /// that it attributes ("Democrats had lost, she said").
    pub fn nsubj(&self, verb: usize) -> Option<usize> {
        let before = || self.s.children_by(verb, "nsubj").take_while(|&s| s < verb);
        before()
            .filter(|&s| self.can_speak(s))
            .last()
            .or_else(|| before().last())
            .or_else(|| self.child(verb, "nsubj"))
    }

    /// Who stands straight behind a verb and said it, though the tree hangs him elsewhere: "..., said one source".
    pub fn lost_subject(&self, verb: usize) -> Option<usize> {
        if verb == 0 || !self.tensed(verb) || !self.comma(verb - 1) && !self.quotation_mark(verb - 1) {
            return None;
        }
        let lead = |&k: &usize| {
            let t = self.tok(k);
            matches!(t.upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Pron) || t.upos.is_nominal()
        };
        let k = (verb + 1..self.len()).take(5).take_while(lead).find(|&k| self.nominal(k))?;
        let head = self.noun_head(k, self.len());
        (head > verb && self.can_speak(head)).then_some(head)
    }

    /// The head of the noun phrase that begins around a token, before a limit.
    pub fn noun_head(&self, token: usize, limit: usize) -> usize {
        let mut at = token;
        for _ in 0..8 {
            let t = self.tok(at);
            match (t.rel(), t.head) {
                ("flat" | "compound" | "fixed" | "amod" | "nummod" | "det" | "nmod", Some(h))
                    if h < limit && !self.marked[h] && (h > at || t.rel() != "nmod") =>
                {
                    at = h
                }
                _ => break,
            }
        }
        at
    }

    pub fn child_full(&self, head: usize, deprel: &str) -> Option<usize> {
        self.s.children(head).find(|&c| self.s.tokens[c].deprel == deprel)
    }

    /// The preposition of a nominal, lower case.
    pub fn case(&self, i: usize) -> Option<String> {
        self.s.children_by(i, "case").next().map(|c| self.s.tokens[c].form.to_lowercase())
    }

    /// Whether one of a clause's markers is one of these words.
    pub fn has_mark(&self, i: usize, words: &[&str]) -> bool {
        self.s.children_by(i, "mark").any(|c| self.is_any(c, words))
    }

    pub fn punct(&self, i: usize) -> bool {
        self.s.tokens[i].upos == Upos::Punct
    }

    /// A mark that parts clauses.
    pub fn comma(&self, i: usize) -> bool {
        self.is_any(i, &[",", "--", "—", "–", ";", "...", "…"]) || self.is(i, "-") && !self.hyphen(i)
    }

    /// A dash with no space on either side joins words: "conservative-leaning".
    fn hyphen(&self, i: usize) -> bool {
        let (Some(before), Some(after)) = (i.checked_sub(1).map(|b| self.tok(b)), self.s.tokens.get(i + 1))
        else {
            return false;
        };
        before.span.end == self.tok(i).span.start && self.tok(i).span.end == after.span.start
    }

    pub fn quotation_mark(&self, i: usize) -> bool {
        const MARKS: [char; 10] = ['"', '“', '”', '‘', '’', '\'', '«', '»', '`', '„'];
        let Some(t) = self.s.tokens.get(i) else { return false };
        !t.form.is_empty() && t.upos == Upos::Punct && t.form.chars().all(|c| MARKS.contains(&c))
    }

    pub fn nominal(&self, i: usize) -> bool {
        self.s.tokens[i].upos.is_nominal()
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

    /// A form that must have a subject of its own or share one: "said", "says".
    pub fn tensed(&self, i: usize) -> bool {
        matches!(self.s.tokens[i].xpos.as_str(), "VBD" | "VBZ" | "VBP")
    }

    pub fn passive(&self, i: usize) -> bool {
        self.s.children(i).any(|c| matches!(self.s.tokens[c].deprel.as_str(), "nsubj:pass" | "aux:pass"))
    }

    pub fn negated(&self, i: usize) -> bool {
        self.s
            .children_by(i, "advmod")
            .any(|c| matches!(self.s.tokens[c].lemma.as_str(), "not" | "never" | "n't"))
    }

    /// The verb that a noun phrase hangs under.
    pub fn above(&self, i: usize) -> Option<usize> {
        let mut at = self.tok(i).head?;
        for _ in 0..6 {
            if self.tok(at).upos == Upos::Verb {
                return Some(at);
            }
            at = self.tok(at).head?;
        }
        None
    }

    /// Whether a token hangs under another.
    pub fn under(&self, token: usize, root: usize) -> bool {
        let mut at = Some(token);
        for _ in 0..self.len() {
            match at {
                Some(t) if t == root => return true,
                Some(t) => at = self.tok(t).head,
                None => return false,
            }
        }
        false
    }

    /// The last token that is no punctuation, or the quotation mark behind it.
    pub fn end(&self) -> usize {
        (0..self.len()).rev().find(|&i| !self.punct(i) || self.quotation_mark(i)).unwrap_or(0)
    }

    /// The last token before this one that is no punctuation, or the quotation mark behind it.
    pub fn before(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|&k| !self.punct(k) || self.quotation_mark(k))
    }

    /// Whose saying a verb is: its subject, that of the clause it depends on, the noun it describes; the agent of a
    /// passive. `None` for a passive without one.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        if self.passive(verb) {
            return self.s.children_by(verb, "obl").find(|&c| {
                self.s.tokens[c].deprel == "obl:agent" || self.case(c).is_some_and(|p| p == "by")
            });
        }
        if let Some(subject) = self.participle_subject(verb) {
            return Some(subject);
        }
        let mut at = verb;
        for _ in 0..6 {
            // A subject behind its verb belongs to the clause that the verb brings in, unless words in marks go before.
            let own = self.nsubj(at).filter(|&s| s < at || !self.tensed(at) || self.inverted(at));
            if let Some(subject) = own {
                let lost = self.tensed(at) && self.dateline(subject, at);
                let nearer = if lost { self.on_the_left(at) } else { None };
                return Some(self.antecedent(at, nearer.unwrap_or(subject)));
            }
            let t = &self.s.tokens[at];
            let shares = matches!(t.rel(), "conj" | "xcomp" | "acl");
            if at == verb && self.tensed(at) && !shares {
                return self.on_the_left(at);
            }
            let head = t.head?;
            if t.rel() == "acl" && at == verb {
                // "the man saying", but not "left the room, saying" nor "pressure to say".
                let loose = at > 0 && self.comma(at - 1);
                if self.has_mark(at, &["to"]) && !self.can_speak(head) {
                    return None;
                }
                if !loose && (self.can_speak(head) || self.cues.noun(&self.tok(head).lemma).is_some()) {
                    return Some(head);
                }
            } else if t.rel() == "acl" {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// Who goes on to speak in a participle behind a comma: the subject of the sentence around, and not somebody within a
    /// relative clause or a noun's complement ("The president scorned claims that hackers helped him, calling them false").
    fn participle_subject(&self, verb: usize) -> Option<usize> {
        let loose = self.tok(verb).xpos == "VBG" && verb > 0 && self.comma(verb - 1);
        if !loose || self.child(verb, "nsubj").is_some() {
            return None;
        }
        let mut at = self.tok(verb).head?;
        // Words in quotation marks are the report's own to attribute.
        let marks = self.is_any(verb + 1, &[":", ","]) || self.quotation_mark(verb + 1);
        let mut within = marks;
        for _ in 0..8 {
            let t = self.tok(at);
            let Some(head) = t.head else { break };
            let own = self.child(at, "nsubj").is_some();
            match t.rel() {
                "conj" | "parataxis" if own => break,
                "acl" => within = true,
                // What somebody said may hold the participle as well.
                "ccomp"
                    if own
                        && !marks
                        && head < at
                        && self.verb(head).is_some_and(|c| c.sort == Sort::Speech) =>
                {
                    break;
                }
                _ => {}
            }
            at = head;
        }
        if !within {
            return None;
        }
        self.nsubj(at).filter(|&s| s < verb && !self.marked[s] && self.can_speak(s))
    }

    /// A lone dash between a subject and its verb ends a dateline: "WASHINGTON - The minister said".
    fn dateline(&self, subject: usize, verb: usize) -> bool {
        let dash = |k: &usize| self.is_any(*k, &["-", "--", "—", "–"]) && !self.hyphen(*k);
        subject < 10 && (subject + 1..verb).filter(dash).count() == 1
    }

    /// "..., said the minister": a comma or mark stands straight before the verb.
    fn inverted(&self, verb: usize) -> bool {
        verb == 0
            || self.comma(verb - 1)
            || self.quotation_mark(verb - 1)
            || self.is_any(verb - 1, &["?", "!", ":"])
    }

    /// The nearest nominal before a tensed verb that is in no prepositional phrase; the tree has lost it.
    fn on_the_left(&self, verb: usize) -> Option<usize> {
        let mut k = verb;
        let low = verb.saturating_sub(12);
        while k > low {
            k -= 1;
            let t = self.tok(k);
            if self.marked[k]
                || self.comma(k)
                || self.is_verb(k) && t.upos == Upos::Verb
                || t.upos == Upos::Sconj
            {
                return None;
            }
            if !t.upos.is_nominal() {
                continue;
            }
            let head = self.phrase_head(k);
            let from = self.first(head).min(k);
            let in_phrase = (from.saturating_sub(1)..k).any(|i| self.tok(i).upos == Upos::Adp);
            let time = self.tok(head).deprel.starts_with("obl");
            if !in_phrase && !time && head < verb {
                return Some(head);
            }
            k = (low..k)
                .rev()
                .find(|&i| self.tok(i).upos == Upos::Adp)
                .filter(|_| in_phrase)
                .unwrap_or(from)
                .max(low);
        }
        None
    }

    /// The noun that a relative pronoun stands for.
    fn antecedent(&self, verb: usize, subject: usize) -> usize {
        if !self.is_any(subject, &["who", "which", "that", "whom"]) {
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
        (0..subject).rev().find(|&i| self.nominal(i)).map_or(subject, |i| self.phrase_head(i))
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
