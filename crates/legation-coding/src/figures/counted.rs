//! What a bare number counts, and whether the count is worth recording: "30 companies" and "17 dead" are, "two sides",
//! "one of the reasons" and "Article 50" are not.

use super::amount::Amount;
use super::atoms::{Atom, Kind};
use super::numeral::Manner;
use super::units::{Class, Units, singular};
use legation_record::{Sentence, Token, Upos};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counted {
    /// Singular noun.
    pub unit: String,
    /// Last atom of the words.
    pub last: usize,
    /// The token of the noun; the numeral's own where no noun stands.
    pub token: usize,
}

pub(crate) struct Counter<'a, 't> {
    pub atoms: &'a [Atom<'t>],
    pub sentence: &'a Sentence,
    pub units: &'a Units,
}

/// Conditions of people that stand for the people: "17 dead", "the 58 wounded".
const CONDITIONS: [&str; 14] = [
    "dead",
    "wounded",
    "injured",
    "missing",
    "killed",
    "arrested",
    "detained",
    "displaced",
    "hurt",
    "homeless",
    "deaths",
    "casualties",
    "fatalities",
    "injuries",
];

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
    fn token(&self, atom: usize) -> Option<&Token> {
        self.sentence.tokens.get(self.atoms.get(atom)?.token)
    }

    fn word(&self, atom: usize) -> &str {
        match self.atoms.get(atom) {
            Some(a) if a.kind == Kind::Word => a.lower.as_ref(),
            _ => "",
        }
    }

    /// The singular of a noun, in lower case.
    fn noun_at(&self, atom: usize) -> String {
        singular(self.word(atom))
    }

    /// The lemma of any word, in lower case; made from the form where the front end gave none.
    pub fn lemma(&self, atom: usize) -> String {
        match self.token(atom) {
            Some(t) if !t.lemma.is_empty() && t.lemma != "_" && t.span == self.atoms[atom].span => {
                t.lemma.to_lowercase()
            }
            _ => singular(self.word(atom)),
        }
    }

    /// What the amount counts, or `None` where it counts nothing that a record holds.
    pub fn find(&self, amount: &Amount, joined: bool) -> Option<Counted> {
        let numeral = &amount.numeral;
        if self.is_label(amount) {
            return None;
        }
        if joined {
            return self.compound(amount);
        }
        if numeral.manner == Manner::Fraction {
            return self.share(amount);
        }
        let mut at = amount.last + 1;
        let partitive = self.word(at) == "of";
        if partitive {
            at += 1;
            while matches!(
                self.word(at),
                "the" | "these" | "those" | "their" | "its" | "his" | "our" | "all" | "other"
            ) {
                at += 1;
            }
        }
        let touched = self.is_touched(amount);
        let of_people =
            |last: usize| Counted { unit: "person".into(), last, token: self.atoms[numeral.last].token };
        let next = if matches!(self.word(at), "more" | "others" | "additional" | "further" | "other") {
            at + 1
        } else {
            at
        };
        let condition =
            if matches!(self.word(next), "were" | "are" | "was" | "is") { "" } else { self.word(next) };
        if CONDITIONS.contains(&condition) && !partitive && !self.leads_noun(next) {
            return Some(of_people(next));
        }
        let Some(head) = self.head(at).filter(|_| self.word(at) != "others") else {
            let alone = touched || self.has_mover(next, amount);
            let others = self.word(at) == "others" && touched;
            return (alone || others).then(|| of_people(if next > at { at } else { amount.last }));
        };
        self.noun(amount, head, touched, partitive)
    }

    /// The noun that money or a share is of: `imports` of "$50 billion of imports", `tariff` of "25 percent tariff", `products`
    /// of "products worth $50 billion". In the singular.
    pub fn of(&self, first: usize, last: usize) -> Option<String> {
        if first >= 2 && self.word(first - 1) == "worth" {
            return Some(self.noun_at(first - 2));
        }
        let next = last + 1;
        let worth = self.word(next) == "worth" && self.word(next + 1) == "of";
        let link = if worth { next + 1 } else { next };
        let from = if matches!(self.word(link), "of" | "in") { link + 1 } else { next };
        let from = if matches!(self.word(from), "the" | "its" | "their" | "all" | "additional" | "new") { from + 1 } else { from };
        // The first noun: `of imports from China`; a name tells where, not what.
        let head = self.head(from).filter(|h| from == next || !self.atoms[*h].is_capital());
        head.map(|h| self.noun_at(h))
    }

    fn noun(&self, amount: &Amount, head: usize, touched: bool, partitive: bool) -> Option<Counted> {
        let lemma = self.noun_at(head);
        let person = self.is_person(head, &lemma);
        let numeral = &amount.numeral;
        let value = numeral.value;
        let bounded = amount.low.is_some() || amount.high.is_some();
        let vague = numeral.manner == Manner::Vague;
        if self.units.is(Class::Idle, &lemma) && !(lemma == "other" && touched) || value == 0.0 {
            return None;
        }
        if !self.units.currency_word(&lemma).is_empty() && !person || self.units.is_time(&lemma) {
            return None;
        }
        if !vague && !numeral.scaled && (self.is_ranked(amount, head) || self.is_year(amount, head)) {
            return None;
        }
        if value < 3.0 && !bounded {
            let state = matches!(
                lemma.as_str(),
                "country" | "nation" | "state" | "neighbor" | "neighbour" | "government" | "party" | "group"
            );
            let told = match (value == 1.0, person || state) {
                (true, _) => person && touched && !partitive,
                (false, true) => touched,
                (false, false) => true,
            };
            if !told || self.is_definite(amount) {
                return None;
            }
        }
        let plural = self.is_plural(head) || value == 1.0;
        if !plural && !vague {
            return None;
        }
        let unit = match lemma.as_str() {
            "troop" | "troops" => "troop".into(),
            _ if person => "person".into(),
            _ => lemma,
        };
        Some(Counted { unit, last: head, token: self.atoms[head].token })
    }

    /// `a four-party alliance`, `the 15-member council`, `a 5,000-strong force`; not `a five-star hotel`.
    fn compound(&self, amount: &Amount) -> Option<Counted> {
        let at = amount.last + 2;
        let lemma = self.noun_at(at);
        let token = self.atoms.get(at)?.token;
        if matches!(lemma.as_str(), "strong" | "man" | "person" | "woman")
            || self.units.is(Class::Person, &lemma)
        {
            let unit = "person".into();
            return (amount.value >= 3.0).then_some(Counted { unit, last: at, token });
        }
        let told = matches!(
            lemma.as_str(),
            "party" | "nation" | "country" | "state" | "ship" | "vessel" | "seat" | "vote"
        );
        (told && amount.value >= 3.0).then_some(Counted { unit: lemma, last: at, token })
    }

    /// `half of its oil`, `two-thirds of voters`: a share in percent.
    fn share(&self, amount: &Amount) -> Option<Counted> {
        let at = amount.last + 1;
        let whole = matches!(self.word(at), "of" | "the" | "its" | "their" | "all" | "his" | "our");
        let idle = self.head(at + 1).is_some_and(|h| {
            let lemma = self.noun_at(h);
            self.units.is_time(&lemma) || self.units.is(Class::Idle, &lemma) && lemma != "economy"
        });
        // "the second half", "first half of the year", "better half", "half the time"
        let before = amount.numeral.first.checked_sub(1).map_or("", |b| self.word(b));
        let named = matches!(
            before,
            "first"
                | "second"
                | "other"
                | "latter"
                | "last"
                | "better"
                | "this"
                | "in"
                | "by"
                | "the"
                | "each"
                | "one"
        );
        let told = whole && !idle && !(named && amount.numeral.value == 0.5);
        told.then(|| Counted {
            unit: "percent".into(),
            last: amount.last,
            token: self.atoms[amount.numeral.last].token,
        })
    }

    /// The noun of the phrase that begins at atom `from`: by the parse where the number modifies a noun close by, else the
    /// last noun before anything that ends a noun phrase.
    pub fn head(&self, from: usize) -> Option<usize> {
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
                // `journalists' rights`, `India's`: what follows is another noun.
                at += if atom.is_dash() || atom.text == "." || self.word(at + 1) != "s" { 1 } else { 2 };
                continue;
            }
            // `dozens of freedom of information requests`: a singular is not what several are.
            if atom.is("of") && head.is_some_and(|h| h + 1 == at && !self.is_plural(h)) && !matches!(self.word(at + 1), "the" | "a" | "an") {
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
    fn modifies_next(&self, at: usize) -> bool {
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
    fn leads_noun(&self, at: usize) -> bool {
        let verb =
            self.token(at).is_some_and(|t| t.upos == Upos::Verb && !matches!(t.rel(), "amod" | "compound"));
        !verb && matches!(self.place(at + 1), Place::Noun)
    }

    /// Whether a word is a noun, may stand before one in its phrase, or ends the phrase.
    fn place(&self, at: usize) -> Place {
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

    fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        if UNMARKED.contains(&word) {
            return true;
        }
        match self.token(at) {
            Some(t) if t.xpos == "NNS" || t.xpos == "NNPS" || t.has_feat("Number=Plur") => true,
            Some(t) if t.xpos == "NN" => false,
            _ => {
                word.ends_with('s') && !word.ends_with("ss")
                    || word.ends_with("men")
                    || word.ends_with("people")
            }
        }
    }

    /// People by noun (`protesters`), or by nation or faith (`Palestinians`).
    pub fn is_person(&self, at: usize, lemma: &str) -> bool {
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
        let nation = self.atoms.get(at).is_some_and(Atom::is_capital) && at > 0;
        nation
            && ([
                "ian", "ean", "can", "ese", "ari", "aqi", "eli", "mani", "meni", "stani", "deshi", "ghan",
                "udi", "oman",
            ]
            .iter()
            .any(|e| lemma.ends_with(e))
                || self.units.is_state_word(lemma))
    }

    /// A number that names: `Article 50`, `No. 2`, `F-16`, `G7`, `1MDB`, `3:30`, `#5`, `Boeing 737`.
    fn is_label(&self, amount: &Amount) -> bool {
        let (first, last) = (amount.numeral.first, amount.numeral.last);
        let number = &self.atoms[first];
        let before = first.checked_sub(1).map(|i| &self.atoms[i]);
        if let Some(b) = before {
            let word = if b.text == "." && b.glued && first >= 2 { &self.atoms[first - 2] } else { b };
            if number.glued && (b.kind == Kind::Word || matches!(b.text, ":" | "#" | "/" | "_" | "@" | ".")) {
                return true;
            }
            if number.glued && b.is_dash() && b.glued && first >= 2 && self.atoms[first - 2].glued_kind(b) {
                return true;
            }
            let named =
                amount.numeral.figures && !amount.numeral.scaled && self.units.is(Class::Label, &word.lower);
            if named && (word.is_capital() || word.lower.len() > 3 || word.is("no")) {
                return true;
            }
            if matches!(b.text, "#" | "№") || b.one_of(&["aged", "age", "ages"]) {
                return true;
            }
        }
        let Some(after) = self.atoms.get(last + 1) else { return false };
        let tail = after.glued && (after.kind == Kind::Word || matches!(after.text, ":" | "/"));
        tail && !amount.numeral.letter || after.one_of(&["am", "pm", "oclock", "gmt", "utc"]) || after.is("o")
    }

    /// "the two", "both", "these two", "world's two": nobody counts them.
    fn is_definite(&self, amount: &Amount) -> bool {
        let Some(before) = amount.numeral.first.checked_sub(1) else { return false };
        let word = self.word(before);
        let own = self
            .token(before)
            .is_some_and(|t| t.deprel == "nmod:poss" || t.xpos == "PRP$" || t.xpos == "POS");
        own || matches!(
            word,
            "the"
                | "these"
                | "those"
                | "s"
                | "their"
                | "its"
                | "his"
                | "her"
                | "our"
                | "other"
                | "all"
                | "any"
                | "every"
        )
    }

    /// "the last two elections", "the two largest economies": an order, no amount.
    fn is_ranked(&self, amount: &Amount, head: usize) -> bool {
        let before = amount.numeral.first.checked_sub(1).map_or("", |b| self.word(b));
        let order = matches!(
            before,
            "last"
                | "past"
                | "next"
                | "first"
                | "previous"
                | "top"
                | "every"
                | "each"
                | "latest"
                | "coming"
                | "following"
                | "final"
                | "recent"
        );
        let best = (amount.last + 1..head).any(|i| {
            self.token(i).is_some_and(|t| t.xpos == "JJS")
                || matches!(
                    self.word(i),
                    "largest"
                        | "biggest"
                        | "main"
                        | "major"
                        | "key"
                        | "most"
                        | "leading"
                        | "closest"
                        | "top"
                        | "core"
                )
        });
        order || best && amount.value < 20.0
    }

    /// `its 2016 operations`: four bare digits before anything but people are a year.
    fn is_year(&self, amount: &Amount, head: usize) -> bool {
        let year = self.atoms[amount.numeral.first].digits().is_some_and(|d| (1900..=2100).contains(&d));
        let bare = year && self.atoms[amount.numeral.first].text.len() == 4;
        bare && !(head == amount.last + 1
            && (self.is_person(head, &self.noun_at(head)) || self.noun_at(head).starts_with("troop")))
    }

    /// A verb that does something to people stands beside the number, or governs it: "killed 17", "two soldiers were wounded".
    fn is_touched(&self, amount: &Amount) -> bool {
        let mut at = self.atoms[amount.numeral.last].token;
        for _ in 0..4 {
            let Some(head) = self.sentence.tokens.get(at).and_then(|t| t.head) else { break };
            let rel = self.sentence.tokens[at].rel();
            let Some(token) = self.sentence.tokens.get(head) else { break };
            let fits =
                matches!(rel, "obj" | "nsubj" | "acl" | "amod" | "nmod" | "conj" | "obl" | "parataxis");
            if fits && token.upos != Upos::Propn && (self.touches(&token.lemma) || self.touches(&token.form))
            {
                return true;
            }
            if token.upos == Upos::Verb {
                break;
            }
            at = head;
        }
        let before = amount.first.checked_sub(1).map_or("", |b| self.word(b));
        let behind = (amount.last + 1..amount.last + 7)
            .find(|i| matches!(self.word(*i), "was" | "were" | "been" | "is" | "are" | "be" | "being"));
        self.touches(before)
            || behind.is_some_and(|b| {
                self.touches(self.word(b + 1)) || self.word(b + 1) == "also" && self.touches(self.word(b + 2))
            })
    }

    /// "thousands marched", "hundreds have fled": people move, and the number is theirs.
    fn has_mover(&self, next: usize, amount: &Amount) -> bool {
        let skip = matches!(self.word(next), "have" | "had" | "has" | "are" | "were" | "also");
        let verb = if skip { next + 1 } else { next };
        let people = amount.value >= 3.0;
        let moves = |at: usize| {
            self.units.is(Class::Move, self.word(at))
                || stems(self.word(at)).iter().any(|s| self.units.is(Class::Move, s))
                || matches!(self.word(at), "fled" | "took" | "stood" | "fell" | "came" | "went")
        };
        people && moves(verb)
    }

    fn touches(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.units.is(Class::Touch, &word)
            || matches!(
                word.as_str(),
                "slain" | "shot" | "hung" | "sent" | "held" | "drowned" | "lost" | "sank" | "sunk"
            )
            || stems(&word).iter().any(|s| self.units.is(Class::Touch, s))
    }
}

impl Atom<'_> {
    /// A word that this dash is written onto (`F-16`), digits aside.
    fn glued_kind(&self, _dash: &Atom) -> bool {
        self.kind == Kind::Word
    }
}

/// What a verb's forms may come from: `killed`, `killing`, `kills` from `kill`.
fn stems(word: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for ending in ["ed", "ing", "s", "d"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) {
            stems.push(stem.to_string());
            stems.push(format!("{stem}e"));
            if stem.ends_with('i') {
                stems.push(format!("{}y", &stem[..stem.len() - 1]));
            }
        }
    }
    stems
}

enum Place {
    Noun,
    Before,
    End,
}

/// Words that end a noun phrase where no tags are known.
#[rustfmt::skip]
const STOPS: [&str; 74] = [
    "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "than", "that", "which", "who", "whom",
    "whose", "when", "where", "while", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would",
    "can", "could", "may", "might", "must", "should", "shall", "do", "does", "did", "not", "the", "a", "an", "this", "these",
    "those", "its", "their", "his", "her", "into", "over", "under", "between", "during", "after", "before", "since", "until",
    "against", "across", "per", "about", "it", "they", "he", "she", "we", "took",
];
