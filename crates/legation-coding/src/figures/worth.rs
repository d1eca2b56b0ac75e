//! Numbers that count nothing of worth: names ("Article 50", "F-16"), years, ages, ranks ("the last two"), pairs ("the two"); and
//! the verbs that make even one or two worth recording ("one soldier was killed").

use super::amount::Amount;
use super::atoms::Kind;
use super::counted::Counter;
use super::numeral;
use super::units::Class;
use legation_record::Upos;

impl Counter<'_, '_> {
    /// A number that names: `Article 50`, `No. 2`, `F-16`, `G7`, `1MDB`, `3:30`, `#5`, `Boeing 737`.
    pub(super) fn is_label(&self, amount: &Amount) -> bool {
        let (first, last) = (amount.numeral.first, amount.numeral.last);
        let number = &self.atoms[first];
        let before = first.checked_sub(1).map(|i| &self.atoms[i]);
        if let Some(b) = before {
            let word = if b.text == "." && b.glued && first >= 2 { &self.atoms[first - 2] } else { b };
            if number.glued && (b.kind == Kind::Word || matches!(b.text, ":" | "#" | "/" | "_" | "@" | ".")) {
                return true;
            }
            if number.glued
                && b.is_dash()
                && b.glued
                && first >= 2
                && self.atoms[first - 2].kind == Kind::Word
            {
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

    /// `Montalvo, 19, was arrested`: an age; `one in three visits`: a share told by two numbers.
    pub(super) fn is_aside(&self, amount: &Amount) -> bool {
        let (first, next) = (amount.first, amount.numeral.last + 1);
        let comma = |i: Option<usize>| {
            i.and_then(|i| self.atoms.get(i)).is_some_and(|a| matches!(a.text, "," | "(" | ")"))
        };
        let age = comma(first.checked_sub(1)) && comma(Some(next)) && amount.value < 120.0;
        let of_number = first >= 2
            && self.word(first - 1) == "in"
            && numeral::read(self.atoms, first - 2).is_some_and(|n| n.last == first - 2);
        age || of_number
    }

    /// "the two", "both", "these two", "world's two": nobody counts them.
    pub(super) fn is_definite(&self, amount: &Amount) -> bool {
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
    pub(super) fn is_ranked(&self, amount: &Amount, head: usize) -> bool {
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
    pub(super) fn is_year(&self, amount: &Amount, head: usize) -> bool {
        let year = self.atoms[amount.numeral.first].digits().is_some_and(|d| (1900..=2100).contains(&d));
        let bare = year && self.atoms[amount.numeral.first].text.len() == 4;
        bare && !(head == amount.last + 1
            && (self.is_person(head, &self.noun_at(head)) || self.noun_at(head).starts_with("troop")))
    }

    /// A verb that does something to people stands beside the number, or governs it: "killed 17", "two soldiers were wounded".
    pub(super) fn is_touched(&self, amount: &Amount) -> bool {
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
    pub(super) fn has_mover(&self, next: usize, amount: &Amount) -> bool {
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

    /// "voted 273 to 119", "by 52 votes to 48".
    pub(super) fn is_vote(&self, amount: &Amount) -> bool {
        super::amount::follows_vote(self.atoms, amount.first)
    }

    /// "a delegation of 15", "a crowd of around 10,000".
    pub(super) fn is_crowd(&self, amount: &Amount) -> bool {
        let first = amount.first;
        first >= 2
            && self.word(first - 1) == "of"
            && self.units.is(Class::Crowd, self.word(first - 2))
            && !self.atoms[first - 2].is_capital()
    }

    pub(super) fn touches(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.units.is(Class::Touch, &word)
            || matches!(
                word.as_str(),
                "slain" | "shot" | "hung" | "sent" | "held" | "drowned" | "lost" | "sank" | "sunk"
            )
            || stems(&word).iter().any(|s| self.units.is(Class::Touch, s))
    }
}

/// What a verb's forms may come from: `killed`, `killing`, `kills` from `kill`.
fn stems(word: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for ending in ["ed", "ing", "s", "d"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) {
            stems.push(stem.to_string());
            stems.push(format!("{stem}e"));
            if let Some(short) = stem.strip_suffix('i') {
                stems.push(format!("{short}y"));
            }
        }
    }
    stems
}
