//! The noun phrase behind a number: which noun it counts, in the singular, and whether that noun is people.

use super::atoms::{Atom, Kind};
use super::counted::Counter;
use super::units::{Class, singular};
use legation_record::{Token, Upos};

/// Plurals that look like singulars.
const UNMARKED: [&str; 20] = [
    "aircraft",
    "personnel",
    "staff",
    "people",
    "police",
    "troops",
    "cattle",
    "sheep",
    "spacecraft",
    "children",
    "men",
    "women",
    "crew",
    "hovercraft",
    "percent",
    "media",
    "servicemen",
    "lives",
    "policemen",
    "headquarters",
];

impl Counter<'_, '_> {
    pub(super) fn token(&self, atom: usize) -> Option<&Token> {
        self.sentence.tokens.get(self.atoms.get(atom)?.token)
    }

    pub(super) fn word(&self, atom: usize) -> &str {
        match self.atoms.get(atom) {
            Some(a) if a.kind == Kind::Word => a.lower.as_ref(),
            _ => "",
        }
    }

    /// The singular of a noun, in lower case; the whole of a compound (`fact-checker`, `f-16`).
    pub(super) fn noun_at(&self, atom: usize) -> String {
        let part = |a: &Atom| a.kind != Kind::Sign || a.is_dash();
        let mut first = atom;
        while first > 0 && self.atoms[first].glued && part(&self.atoms[first - 1]) {
            first -= 1;
        }
        if first == atom {
            return singular(self.word(atom));
        }
        let parts: Vec<&str> = self.atoms[first..=atom].iter().map(|a| a.lower.as_ref()).collect();
        singular(&parts.concat())
    }

    /// The lemma of any word, in lower case; made from the form where the front end gave none.
    pub(super) fn lemma(&self, atom: usize) -> String {
        match self.token(atom) {
            Some(t) if !t.lemma.is_empty() && t.lemma != "_" && t.span == self.atoms[atom].span => {
                t.lemma.to_lowercase()
            }
            _ => singular(self.word(atom)),
        }
    }

    /// The noun of the phrase that begins at atom `from`: by the parse where the number modifies a noun close by, else the
    /// last noun before anything that ends a noun phrase.
    pub(super) fn head(&self, from: usize) -> Option<usize> {
        let mut head = None;
        let mut at = from;
        while let Some(atom) = self.atoms.get(at).filter(|_| at < from + 10) {
            if atom.kind == Kind::Sign {
                let joins = atom.is_dash() && atom.glued && self.atoms.get(at + 1).is_some_and(|a| a.glued)
                    || matches!(atom.text, "'" | "’") && atom.glued && self.word(at + 1) == "s"
                    || atom.text == "." && atom.glued && head.is_none()
                    || matches!(atom.text, "\"" | "“" | "‘") && head.is_none();
                if !joins {
                    break;
                }
                // `veto-wielding members`: the last part of a compound is its noun.
                if atom.is_dash() {
                    head = None;
                }
                // `journalists' rights`, `India's`: what follows is another noun.
                at += if atom.is_dash() || atom.text == "." || self.word(at + 1) != "s" { 1 } else { 2 };
                continue;
            }
            // `dozens of freedom of information requests`: a singular is not what several are.
            if atom.is("of")
                && head.is_some_and(|h| h + 1 == at && !self.is_plural(h))
                && !matches!(self.word(at + 1), "the" | "a" | "an")
            {
                at += 1;
                continue;
            }
            match self.place(at) {
                Place::Noun => head = Some(at),
                Place::Before if head.is_none() || self.leads_noun(at) => {}
                _ => break,
            }
            at += 1;
            // The counted noun is the first plural: `30 people Friday`, `200 soldiers last year`.
            if head == Some(at - 1) && self.is_plural(at - 1) && !self.modifies_next(at - 1) {
                break;
            }
        }
        head
    }

    /// A noun that is tagged as part of a longer one (`sports cars`, `human rights lawyers`).
    pub(super) fn modifies_next(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let here = self.atoms[at].token;
        match token.head {
            Some(head) => {
                matches!(token.rel(), "compound" | "nmod" | "flat" | "amod")
                    && head > here
                    && head <= here + 3
                    && token.deprel != "nmod:unmarked"
            }
            None => false,
        }
    }

    /// Whether a noun follows directly, so that an adjective or participle belongs to it.
    pub(super) fn leads_noun(&self, at: usize) -> bool {
        let verb =
            self.token(at).is_some_and(|t| t.upos == Upos::Verb && !matches!(t.rel(), "amod" | "compound"));
        !verb && matches!(self.place(at + 1), Place::Noun)
    }

    /// Whether a word is a noun, may stand before one in its phrase, or ends the phrase.
    pub(super) fn place(&self, at: usize) -> Place {
        let Some(atom) = self.atoms.get(at) else { return Place::End };
        if atom.kind != Kind::Word {
            return if atom.kind == Kind::Number && atom.glued { Place::Before } else { Place::End };
        }
        match self.token(at).map(|t| (t.upos, t)) {
            Some((Upos::Noun | Upos::Propn, t)) => {
                if t.xpos == "NNP" && self.units.is_date_word(&atom.lower) { Place::End } else { Place::Noun }
            }
            Some((Upos::Adj | Upos::Num, _)) => Place::Before,
            Some((Upos::Verb, t)) if matches!(t.rel(), "amod" | "compound") => Place::Before,
            Some((Upos::Adv, t))
                if t.rel() == "advmod"
                    && !atom.one_of(&["ago", "away", "so", "yet", "then", "later", "earlier"]) =>
            {
                Place::Before
            }
            Some((Upos::Part, _)) if atom.is("s") => Place::Before,
            Some((Upos::X, _)) => {
                let stop = STOPS.contains(&atom.lower.as_ref())
                    || self.units.is_date_word(&atom.lower)
                    || atom.lower.ends_with("ed") && atom.lower.len() > 4;
                if stop { Place::End } else { Place::Noun }
            }
            _ => Place::End,
        }
    }

    /// The plural's letter of `F-16s`.
    fn ends_model(&self, at: usize) -> bool {
        at > 0 && self.atoms[at].glued && self.atoms[at - 1].kind == Kind::Number
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        if UNMARKED.contains(&word) {
            return true;
        }
        match self.token(at) {
            Some(t) if t.xpos == "NNS" || t.xpos == "NNPS" || t.has_feat("Number=Plur") => true,
            Some(t) if t.xpos == "NN" || t.xpos == "NNP" => false,
            // `U.S.`
            _ if self.atoms[at].text.contains('.') => false,
            _ => {
                word.ends_with('s') && !word.ends_with("ss") && (word.len() > 1 || self.ends_model(at))
                    || word.ends_with("men")
                    || word.ends_with("people")
            }
        }
    }

    /// People by noun (`protesters`), or by nation or faith (`Palestinians`).
    pub(super) fn is_person(&self, at: usize, lemma: &str) -> bool {
        if self.units.is(Class::Person, lemma) {
            return true;
        }
        // `family-members`, `servicemen`: the last part tells.
        if lemma.ends_with("man") && lemma.len() > 5
            || lemma.ends_with("woman")
            || lemma.ends_with("person")
            || lemma.rsplit('-').next().is_some_and(|l| self.units.is(Class::Person, l))
        {
            return true;
        }
        // Nations by their endings: `Tunisians`, `Yazidis`; others are in the tables.
        let capital = at > 0 && self.atoms.get(at).is_some_and(Atom::is_capital);
        capital && lemma.len() > 4 && (lemma.ends_with("an") || lemma.ends_with('i'))
            || self.units.is_state_word(lemma) && capital
    }
}

pub(super) enum Place {
    Noun,
    Before,
    End,
}

/// Words that end a noun phrase where no tags are known.
#[rustfmt::skip]
const STOPS: [&str; 80] = [
    "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "than", "that", "which", "who", "whom",
    "whose", "when", "where", "while", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would",
    "can", "could", "may", "might", "must", "should", "shall", "do", "does", "did", "not", "the", "a", "an", "this", "these",
    "those", "its", "their", "his", "her", "into", "over", "under", "between", "during", "after", "before", "since", "until",
    "against", "across", "per", "about", "it", "they", "he", "she", "we", "took", "near",
    "outside", "inside", "through", "toward", "towards",
];
