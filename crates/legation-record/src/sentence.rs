//! What the English front end hands on: sentences of tokens with tags, heads, names and the encoder's cues.

use crate::Span;

/// Universal part-of-speech tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[rustfmt::skip]
pub enum Upos { Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, #[default] X }

impl Upos {
    #[rustfmt::skip]
    pub const ALL: [Upos; 17] = [
        Upos::Adj, Upos::Adp, Upos::Adv, Upos::Aux, Upos::Cconj, Upos::Det, Upos::Intj, Upos::Noun, Upos::Num,
        Upos::Part, Upos::Pron, Upos::Propn, Upos::Punct, Upos::Sconj, Upos::Sym, Upos::Verb, Upos::X,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    /// The tag of that name; `X` for a name that UD does not have.
    pub fn parse(name: &str) -> Upos {
        Upos::ALL.into_iter().find(|u| u.as_str() == name).unwrap_or_default()
    }

    pub fn is_nominal(self) -> bool {
        matches!(self, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }
}

/// One syntactic word. `don't` is two tokens whose spans meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Token {
    pub span: Span,
    /// The word as UD writes it, which for most tokens is the text under `span`.
    pub form: String,
    pub lemma: String,
    pub upos: Upos,
    pub xpos: String,
    /// UD features as CoNLL-U writes them (`Mood=Ind|Tense=Past`), empty for none.
    pub feats: String,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// UD relation with subtype (`nsubj:pass`).
    pub deprel: String,
}

impl Token {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn rel(&self) -> &str {
        self.deprel.split(':').next().unwrap_or("")
    }

    pub fn has_feat(&self, feat: &str) -> bool {
        self.feats.split('|').any(|f| f == feat)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    Person,
    Location,
    Organization,
    Misc,
}

impl NameKind {
    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Person => "PER",
            NameKind::Location => "LOC",
            NameKind::Organization => "ORG",
            NameKind::Misc => "MISC",
        }
    }

    pub fn parse(name: &str) -> Option<NameKind> {
        Some(match name {
            "PER" => NameKind::Person,
            "LOC" => NameKind::Location,
            "ORG" => NameKind::Organization,
            "MISC" => NameKind::Misc,
            _ => return None,
        })
    }
}

/// A named mention: tokens `first..=last` of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub first: usize,
    pub last: usize,
    pub kind: NameKind,
}

/// What the encoder's event heads think of one token: that it triggers an event, of which type, mode and status,
/// and which tokens head its actors and recipients. A hint for the coder, never yet a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    pub token: usize,
    /// PLOVER type, and its probability after softmax over all types and "no event".
    pub event_type: String,
    pub probability: f32,
    /// Every type worth a thought with its probability, the likeliest first; `event_type` heads them.
    pub types: Vec<(String, f32)>,
    pub mode: Option<String>,
    pub status: String,
    /// Head tokens of the participants with their probabilities, the likeliest first.
    pub actors: Vec<(usize, f32)>,
    pub recipients: Vec<(usize, f32)>,
}

/// A sentence with its parse. Token indices everywhere are into `tokens`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    pub span: Span,
    /// Number of the paragraph, counted from 0; a headline is a paragraph of its own.
    pub paragraph: usize,
    /// Whether it stands as a headline: a line of its own without a final full stop.
    pub headline: bool,
    pub tokens: Vec<Token>,
    pub names: Vec<Name>,
    pub cues: Vec<Cue>,
}

impl Sentence {
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }

    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == Some(head)).map(|(i, _)| i)
    }

    /// Children of `head` whose relation without subtype is `rel`.
    pub fn children_by<'a>(&'a self, head: usize, rel: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.children(head).filter(move |&i| self.tokens[i].rel() == rel)
    }

    /// The token and everything under it, as indices in order of the text.
    pub fn subtree(&self, head: usize) -> Vec<usize> {
        let mut inside = vec![head];
        let mut seen = vec![false; self.tokens.len()];
        let mut at = 0;
        while at < inside.len() {
            let t = inside[at];
            at += 1;
            if std::mem::replace(&mut seen[t], true) {
                continue;
            }
            inside.extend(self.children(t).filter(|&c| !seen[c]));
        }
        inside.sort_unstable();
        inside.dedup();
        inside
    }

    /// The name that covers this token.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        self.names.iter().find(|n| n.first <= token && token <= n.last)
    }

    /// Bytes from the first to the last of two tokens.
    pub fn span_of(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::default(),
        }
    }
}
