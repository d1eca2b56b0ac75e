//! The shape of noun phrases in a dependency parse.

use legation_record::{Sentence, Token, Upos};

/// How deep a phrase is followed. News nests a handful of levels; a broken parse must not exhaust the stack.
const DEPTH: usize = 40;
/// A modifier or complement longer than this is a parser's error and not part of a phrase.
const LONG: usize = 14;

/// Children of every token, in order of the text. Made once a sentence.
pub struct Tree {
    start: Vec<u32>,
    kids: Vec<u32>,
}

impl Tree {
    pub fn new(s: &Sentence) -> Tree {
        let n = s.tokens.len();
        let mut start = vec![0u32; n + 1];
        let head = |t: &Token| t.head.filter(|&h| h < n);
        for t in &s.tokens {
            if let Some(h) = head(t) {
                start[h + 1] += 1;
            }
        }
        for i in 0..n {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut kids = vec![0u32; start[n] as usize];
        for (i, t) in s.tokens.iter().enumerate() {
            if let Some(h) = head(t) {
                kids[next[h] as usize] = i as u32;
                next[h] += 1;
            }
        }
        Tree { start, kids }
    }

    pub fn kids(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = match (self.start.get(head), self.start.get(head + 1)) {
            (Some(&a), Some(&b)) => a as usize..b as usize,
            _ => 0..0,
        };
        self.kids[range].iter().map(|&k| k as usize)
    }

    /// Children with one of these relations (without subtype).
    pub fn by<'a>(
        &'a self,
        s: &'a Sentence,
        head: usize,
        rels: &'a [&str],
    ) -> impl Iterator<Item = usize> + 'a {
        self.kids(head).filter(move |&k| rels.contains(&s.tokens[k].rel()))
    }

    /// The preposition or possessive mark of a token, in lower case.
    pub fn case(&self, s: &Sentence, token: usize) -> Option<String> {
        self.by(s, token, &["case"]).next().map(|k| s.tokens[k].form.to_lowercase())
    }

    /// First and last token of everything under `head`.
    pub fn extent(&self, head: usize) -> (usize, usize) {
        let mut out = (head, head);
        self.widen(head, &mut out, 0);
        out
    }

    fn widen(&self, head: usize, out: &mut (usize, usize), depth: usize) {
        if depth > DEPTH {
            return;
        }
        for k in self.kids(head) {
            *out = (out.0.min(k), out.1.max(k));
            self.widen(k, out, depth + 1);
        }
    }

    /// First and last token of the noun phrase that `head` heads: determiners, adjectives, compounds, possessors,
    /// names and `of` phrases; no preposition before it, no relative clause, no apposition after a comma, no
    /// further member of a coordination.
    pub fn phrase(&self, s: &Sentence, head: usize) -> (usize, usize) {
        let mut out = (head, head);
        self.grow(s, head, &mut out, 0);
        out
    }

    /// Whether a prepositional phrase says who is meant ("governors of Texas", "authorities in Tunis") and not what
    /// about ("a response to the duties").
    fn belongs(&self, s: &Sentence, token: usize) -> bool {
        match self.case(s, token).as_deref() {
            Some("of" | "from" | "within" | "for" | "at" | "'s" | "’s" | "including" | "such") => true,
            Some("in" | "inside" | "across" | "between" | "among" | "on" | "under") => {
                s.tokens[token].upos == Upos::Propn || s.tokens[token].lemma == "side"
            }
            _ => false,
        }
    }

    fn grow(&self, s: &Sentence, head: usize, out: &mut (usize, usize), depth: usize) {
        if depth > DEPTH {
            return;
        }
        for k in self.kids(head).rev().filter(|&k| k < head) {
            match s.tokens[k].rel() {
                "det" | "amod" | "compound" | "nummod" | "flat" | "nmod" | "advmod" | "fixed"
                | "goeswith" => {
                    let (first, last) = self.extent(k);
                    // Only what runs on without a gap: a broken parse must not drag half a sentence in.
                    if last < head && out.0 <= last + 3 && out.0 - first.min(out.0) <= LONG {
                        out.0 = out.0.min(first);
                    }
                }
                "punct" if s.tokens[k].form == "-" => out.0 = out.0.min(k),
                "cc" if s.tokens[k].deprel == "cc:preconj" => {}
                "case" | "punct" | "cc" | "mark" | "cop" | "nsubj" | "aux" => break,
                _ => {}
            }
        }
        for k in self.kids(head).filter(|&k| k > head) {
            let t = &s.tokens[k];
            match t.rel() {
                "flat" | "fixed" | "goeswith" | "compound" | "amod" | "nummod" | "nmod" | "det" => {
                    if self.extent(k).0 > out.1 + 2
                        || k > out.1 + LONG
                        || s.tokens.get(out.1 + 1..k).is_some_and(|ts| ts.iter().any(|t| t.form == ","))
                    {
                        break;
                    }
                    if t.rel() == "nmod" && !self.belongs(s, k) {
                        break;
                    }
                    out.1 = out.1.max(k);
                    self.grow(s, k, out, depth + 1);
                    // "sources familiar with his thinking", "a source close to the campaign"
                    let with = self.by(s, k, &["obl"]).find(|_| t.rel() == "amod" && t.upos == Upos::Adj);
                    if let Some(with) = with.filter(|&w| w > k && self.extent(w).0 == k + 1) {
                        out.1 = out.1.max(with);
                        self.grow(s, with, out, depth + 1);
                    }
                    if t.rel() == "nmod" {
                        for c in self.by(s, k, &["conj"]) {
                            out.1 = out.1.max(c);
                            self.grow(s, c, out, depth + 1);
                        }
                    }
                }
                "appos" if s.tokens[out.1 + 1].upos != Upos::Punct && self.extent(k).0 == out.1 + 1 => {
                    out.1 = out.1.max(k);
                    self.grow(s, k, out, depth + 1);
                }
                // The possessive mark belongs to the possessor's place in the sentence, not to its name.
                "case" => {}
                "punct" if t.form == "-" => {}
                _ => break,
            }
        }
    }
}

/// The token that heads the noun phrase in which `token` stands as a part of the name, a modifier or a title.
pub fn head_of(s: &Sentence, token: usize) -> usize {
    let mut at = token;
    for _ in 0..DEPTH {
        let Some(t) = s.tokens.get(at) else { return token };
        let inside =
            matches!(t.rel(), "flat" | "fixed" | "goeswith" | "compound" | "det" | "case" | "nummod")
                || t.deprel == "nmod:desc"
                || (t.rel() == "amod" && t.upos != Upos::Verb);
        match t.head {
            Some(h) if inside && h < s.tokens.len() => at = h,
            _ => return at,
        }
    }
    at
}

/// Whether the token can head a phrase that acts or is acted on.
pub fn heads_phrase(s: &Sentence, token: usize) -> bool {
    let Some(t) = s.tokens.get(token) else { return false };
    match t.upos {
        Upos::Noun | Upos::Propn | Upos::Pron => {
            !matches!(t.rel(), "flat" | "fixed" | "goeswith" | "compound" | "case" | "mark")
                && t.deprel != "nmod:desc"
        }
        // "the two agreed", "the Chinese", "the poor", "some said"
        Upos::Num | Upos::Adj | Upos::Det => {
            matches!(t.rel(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "conj" | "appos")
        }
        _ => false,
    }
}

/// The verb or predicate that a phrase depends on, past coordination.
pub fn governor(s: &Sentence, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..DEPTH {
        let t = s.tokens.get(at)?;
        let h = t.head.filter(|&h| h < s.tokens.len())?;
        if t.rel() != "conj" && t.rel() != "appos" {
            return Some(h);
        }
        at = h;
    }
    None
}

/// The first verb of a chain of coordinated verbs that share one subject: "met the elders and thanked them".
pub fn shared_clause(s: &Sentence, tree: &Tree, verb: usize) -> usize {
    let mut at = verb;
    for _ in 0..DEPTH {
        let t = &s.tokens[at];
        let own_subject = tree.by(s, at, &["nsubj"]).next().is_some();
        match t.head {
            Some(h) if t.rel() == "conj" && !own_subject && h < s.tokens.len() => at = h,
            _ => break,
        }
    }
    at
}

/// The relation under which a phrase stands, past coordination: that of its first member.
pub fn role_of(s: &Sentence, token: usize) -> &str {
    let mut at = token;
    for _ in 0..DEPTH {
        let Some(t) = s.tokens.get(at) else { return "" };
        match t.head {
            Some(h) if matches!(t.rel(), "conj" | "appos") && h < s.tokens.len() => at = h,
            _ => return &t.deprel,
        }
    }
    ""
}
