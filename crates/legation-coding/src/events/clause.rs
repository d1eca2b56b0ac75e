//! A sentence as clauses: who is the subject of a verb, what its object, which phrases hang on it, though control,
//! coordination, participles and relative clauses leave them unsaid.

use crate::cast::phrase::Tree;
use crate::codebook::{Codebook, Lexicon};
use legation_record::{Sentence, Upos};
use std::borrow::Cow;

/// How far a chain of clauses is followed. A broken parse must not exhaust the stack.
const DEPTH: usize = 24;

pub struct Clause<'a> {
    pub s: Cow<'a, Sentence>,
    pub tree: Tree,
    lemmas: Vec<Cow<'a, str>>,
    grammar: &'a Lexicon,
}

impl<'a> Clause<'a> {
    pub fn new(sentence: &'a Sentence, book: &'a Codebook) -> Clause<'a> {
        let lemmas = sentence.tokens.iter().map(|t| book.lemma(t)).collect();
        let s = raised(sentence);
        Clause { tree: Tree::new(&s), s, lemmas, grammar: &book.grammar }
    }

    /// How many tokens it has.
    pub fn size(&self) -> usize {
        self.s.tokens.len()
    }

    pub fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token).map_or("", |l| l)
    }

    /// The relation without its subtype. An indirect object has no preposition: the parser's "called on [Iran]" is an
    /// oblique.
    pub fn rel(&self, token: usize) -> &str {
        match self.s.tokens.get(token).map_or("", |t| t.rel()) {
            "iobj" if self.kids(token).any(|k| self.s.tokens[k].rel() == "case") => "obl",
            rel => rel,
        }
    }

    pub fn deprel(&self, token: usize) -> &str {
        self.s.tokens.get(token).map_or("", |t| &t.deprel)
    }

    pub fn upos(&self, token: usize) -> Upos {
        self.s.tokens.get(token).map_or(Upos::X, |t| t.upos)
    }

    pub fn head(&self, token: usize) -> Option<usize> {
        self.s.tokens.get(token)?.head.filter(|&h| h < self.size())
    }

    pub fn kids(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.tree.kids(token)
    }

    pub fn kid(&self, token: usize, rel: &str) -> Option<usize> {
        self.kids(token).find(|&k| self.rel(k) == rel)
    }

    /// Whether the grammar's word list of that name holds the token's lemma.
    pub fn is(&self, token: usize, list: &str) -> bool {
        self.grammar.is(self.lemma(token), list)
    }

    fn feat(&self, token: usize, feat: &str) -> bool {
        self.s.tokens.get(token).is_some_and(|t| t.has_feat(feat))
    }

    /// "to" before an infinitive, "if", "by", "with": the mark or preposition of that lemma.
    pub fn marked(&self, token: usize, word: &str) -> bool {
        self.kids(token).any(|k| matches!(self.rel(k), "case" | "mark") && self.word_is(k, word))
    }

    fn word_is(&self, token: usize, word: &str) -> bool {
        self.lemma(token) == word || self.s.tokens[token].form.eq_ignore_ascii_case(word)
    }

    /// The noun or verb that a relative pronoun stands for.
    fn relative(&self, token: usize) -> usize {
        let relative = self.feat(token, "PronType=Rel")
            || matches!(self.lemma(token), "who" | "which" | "whom" | "that");
        if !relative || self.upos(token) == Upos::Det {
            return token;
        }
        let mut at = token;
        for _ in 0..DEPTH {
            match self.head(at) {
                Some(h) if matches!(self.deprel(at), "acl:relcl" | "advcl:relcl") => return h,
                Some(h) => at = h,
                None => return token,
            }
        }
        token
    }

    /// Whether the verb's subject suffers what it says.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.passive(verb, 0)
    }

    fn passive(&self, verb: usize, depth: usize) -> bool {
        if self.upos(verb) != Upos::Verb {
            return false;
        }
        if self
            .kids(verb)
            .any(|k| matches!(self.deprel(k), "nsubj:pass" | "aux:pass" | "obl:agent" | "csubj:pass"))
        {
            return true;
        }
        if !self.feat(verb, "VerbForm=Part")
            || self.feat(verb, "Tense=Pres")
            || self.s.tokens[verb].xpos == "VBG"
        {
            return false;
        }
        if self.kids(verb).any(|k| matches!(self.rel(k), "obj" | "nsubj" | "aux")) {
            return false;
        }
        match self.rel(verb) {
            "acl" | "amod" | "advcl" => true,
            // "were convicted and sentenced"
            "conj" if depth < DEPTH => self.head(verb).is_some_and(|h| self.passive(h, depth + 1)),
            "xcomp" => true,
            _ => false,
        }
    }

    /// The subject as the sentence has it: of a passive, who suffers.
    pub fn surface_subject(&self, verb: usize) -> Option<usize> {
        self.subject_of(verb, 0)
    }

    fn subject_of(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth > DEPTH {
            return None;
        }
        if let Some(k) = self.kids(verb).find(|&k| self.rel(k) == "nsubj" && self.deprel(k) != "nsubj:outer")
        {
            return Some(self.relative(k));
        }
        let head = self.head(verb)?;
        match self.rel(verb) {
            "conj" if self.upos(head) == Upos::Verb || self.kid(head, "cop").is_some() => {
                self.subject_of(head, depth + 1)
            }
            "conj" if matches!(self.upos(verb), Upos::Verb) => self.subject_of(head, depth + 1),
            "xcomp" => {
                let passive = self.passive(head, 0);
                let object = self.kids(head).find(|&k| matches!(self.rel(k), "obj" | "iobj"));
                match object {
                    Some(object) if !passive && !self.is(head, "subject-control") => {
                        Some(self.relative(object))
                    }
                    _ => self.subject_of(head, depth + 1),
                }
            }
            "ccomp" | "advcl" if self.deprel(verb) != "advcl:relcl" => {
                // "called on Iran to release", "appealed to the UN to help"
                let finite = self.feat(verb, "VerbForm=Fin");
                if self.marked(verb, "to") && matches!(self.lemma(head), "call" | "appeal") {
                    let asked = self.kids(head).filter(|&k| self.rel(k) == "obl" && k < verb);
                    if let Some(k) =
                        asked.into_iter().find(|&k| ["on", "upon", "to"].iter().any(|p| self.marked(k, p)))
                    {
                        return Some(k);
                    }
                }
                if finite { None } else { self.subject_of(head, depth + 1) }
            }
            "acl" if self.deprel(verb) == "acl:relcl" => {
                // Without a relative pronoun the noun is the object, if the clause has a subject; here it has none.
                self.feat(verb, "VerbForm=Fin").then_some(head).or(Some(head))
            }
            "acl" if !self.marked(verb, "to") => Some(head),
            "acl" => self.owner(head, depth + 1),
            _ => None,
        }
    }

    /// Whose plan, decision or threat a noun is, when "to ..." hangs on it.
    fn owner(&self, noun: usize, depth: usize) -> Option<usize> {
        if let Some(k) = self.kids(noun).find(|&k| self.deprel(k) == "nmod:poss") {
            return Some(k);
        }
        if self.head(noun).is_none() && self.s.headline {
            return Some(noun);
        }
        if let Some(k) =
            self.kids(noun).find(|&k| self.rel(k) == "nmod" && (self.marked(k, "by") || self.marked(k, "of")))
        {
            return Some(k);
        }
        let verb = self.head(noun)?;
        match self.rel(noun) {
            "obj" if self.upos(verb) == Upos::Verb => self.subject_of(verb, depth),
            "nsubj" | "obl" | "root" | "conj" | "nmod" => {
                self.kids(noun).find(|&k| matches!(self.rel(k), "amod" | "compound" | "nmod") && k < noun)
            }
            _ => None,
        }
    }

    /// Who does what the verb says: of a passive, the phrase with "by".
    pub fn subject(&self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) { self.agent(verb) } else { self.surface_subject(verb) }
    }

    fn agent(&self, verb: usize) -> Option<usize> {
        let by = |v: usize| {
            self.kids(v)
                .find(|&k| self.deprel(k) == "obl:agent" || self.rel(k) == "obl" && self.marked(k, "by"))
        };
        // "arrested and tortured by police": said once for both.
        by(verb).or_else(|| self.kids(verb).filter(|&k| self.rel(k) == "conj").find_map(by)).or_else(|| {
            let head = self.head(verb).filter(|_| self.rel(verb) == "conj")?;
            by(head).filter(|&k| k > verb)
        })
    }

    /// Whom or what the verb is done to: of a passive, its subject.
    pub fn object(&self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            return self.surface_subject(verb);
        }
        if let Some(k) = self.kid(verb, "obj") {
            return Some(self.relative(k));
        }
        // "condemned and rejected the attack": the object stands after the last of the verbs.
        if let Some(k) = self
            .kids(verb)
            .filter(|&k| self.rel(k) == "conj" && self.upos(k) == Upos::Verb)
            .find_map(|c| self.kid(c, "obj"))
        {
            let own = self.kids(verb).any(|k| matches!(self.rel(k), "ccomp" | "xcomp" | "obl"));
            return (!own).then(|| self.relative(k));
        }
        let head = self.head(verb)?;
        match self.deprel(verb) {
            "conj" => self.kid(head, "obj").filter(|&k| k > verb),
            // "the deal Iran signed"
            "acl:relcl" if self.kid(verb, "nsubj").is_some_and(|k| self.relative(k) == k) => Some(head),
            // "to stop" without object after a noun: "the man to arrest" is rare, so nothing is guessed.
            _ => None,
        }
    }

    pub fn indirect_object(&self, verb: usize) -> Option<usize> {
        self.kid(verb, "iobj").map(|k| self.relative(k))
    }

    /// Nominal phrases under a preposition that hang on a token.
    pub fn under<'b>(&'b self, token: usize, preposition: &'b str) -> impl Iterator<Item = usize> + 'b {
        self.kids(token)
            .filter(move |&k| matches!(self.rel(k), "obl" | "nmod" | "obj") && self.deprel(k) != "nmod:poss")
            .filter(move |&k| self.marked(k, preposition) && !self.is(k, "time"))
            .map(|k| self.relative(k))
    }

    /// As [`Clause::under`], but looks also under the phrases to the right: parsers hang "met [in Baku [with Aliyev]]" and
    /// "pledged [aid [to Jordan]]" low.
    pub fn under_deep(&self, token: usize, preposition: &str) -> Vec<usize> {
        let mut line = vec![token];
        for _ in 0..3 {
            let found: Vec<usize> = line.iter().flat_map(|&t| self.under(t, preposition)).collect();
            if !found.is_empty() {
                return found;
            }
            let nominal = |&k: &usize| {
                k > token
                    && matches!(self.rel(k), "obl" | "nmod" | "obj" | "conj")
                    && self.deprel(k) != "nmod:poss"
                    && self.upos(k) != Upos::Verb
            };
            line = line.iter().flat_map(|&t| self.kids(t).filter(nominal)).collect();
        }
        Vec::new()
    }

    /// The clause or phrase that a verb or noun governs: "urged Iran [to stop]", "a call [for a truce]".
    pub fn governed(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.kids(token).filter(move |&k| match self.rel(k) {
            "xcomp" | "ccomp" => true,
            "advcl" => {
                self.marked(k, "to")
                    || self.marked(k, "for")
                    || self.marked(k, "of")
                    || self.marked(k, "with")
            }
            "acl" => k > token && !self.deprel(k).ends_with("relcl"),
            "parataxis" => false,
            _ => false,
        })
    }

    /// The verb or predicate whose clause the token stands in (itself, if it is one).
    pub fn predicate(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..self.size().min(64) {
            let predicate =
                matches!(self.rel(at), "root" | "ccomp" | "xcomp" | "advcl" | "acl" | "parataxis" | "csubj")
                    || (self.rel(at) == "conj" && matches!(self.upos(at), Upos::Verb | Upos::Aux));
            match self.head(at) {
                Some(h) if !predicate => at = h,
                _ => return at,
            }
        }
        at
    }
}

/// Parsers sometimes hang the object of "asked [Britain] to return" on the infinitive, before which it stands. It is the
/// governing verb's.
fn raised(sentence: &Sentence) -> Cow<'_, Sentence> {
    let tokens = &sentence.tokens;
    let governor = |k: usize| -> Option<usize> {
        let t = &tokens[k];
        let h = t.head.filter(|&h| h > k && matches!(t.rel(), "obj" | "iobj" | "obl"))?;
        let g = tokens.get(h)?.head.filter(|&g| g < k && tokens[h].rel() == "xcomp")?;
        (tokens[g].upos == Upos::Verb && !t.has_feat("PronType=Rel") && !t.has_feat("PronType=Int"))
            .then_some(g)
    };
    let moved: Vec<(usize, usize)> = (0..tokens.len()).filter_map(|k| Some((k, governor(k)?))).collect();
    if moved.is_empty() {
        return Cow::Borrowed(sentence);
    }
    let mut own = sentence.clone();
    for (k, g) in moved {
        let preposition = tokens
            .iter()
            .any(|t| t.head == Some(k) && t.rel() == "case" && t.span.start < tokens[k].span.start);
        own.tokens[k].head = Some(g);
        own.tokens[k].deprel = if preposition { "obl" } else { "obj" }.to_owned();
    }
    Cow::Owned(own)
}
