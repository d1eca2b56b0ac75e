//! What a bare number counts, and whether the count is worth recording: "30 companies" and "17 dead" are, "two sides",
//! "one of the reasons" and "Article 50" are not.

use super::amount::Amount;
use super::atoms::Atom;
use super::numeral::Manner;
use super::units::{Class, Units, singular};
use legation_record::Sentence;

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

impl Counter<'_, '_> {
    /// What the amount counts, or `None` where it counts nothing that a record holds.
    pub fn find(&self, amount: &Amount, joined: bool) -> Option<Counted> {
        let numeral = &amount.numeral;
        if self.is_label(amount) || self.is_aside(amount) {
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
        if self.word(next) == "strong"
            || partitive && matches!(self.word(at), "them" | "whom") && numeral.value >= 2.0
        {
            return Some(of_people(if partitive { at } else { next }));
        }
        let Some(head) = self.head(at).filter(|_| self.word(at) != "others") else {
            if self.is_vote(amount) && numeral.value > 0.0 {
                return Some(Counted { unit: "vote".into(), ..of_people(amount.last) });
            }
            let alone = touched || self.has_mover(next, amount) || self.is_crowd(amount);
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
        let from = if matches!(self.word(from), "the" | "its" | "their" | "all" | "additional" | "new") {
            from + 1
        } else {
            from
        };
        // The first noun: `of imports from China`; a name tells where, not what.
        let head = self.head(from).filter(|h| from == next || !self.atoms[*h].is_capital());
        head.map(|h| self.noun_at(h))
    }

    fn noun(&self, amount: &Amount, head: usize, touched: bool, partitive: bool) -> Option<Counted> {
        let lemma = self.noun_at(head);
        let person = self.is_person(head, &lemma);
        let touched = touched || self.touches(self.word(head + 1));
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
        if value < 3.0 && !(bounded && value > 1.0) {
            let state = matches!(
                lemma.as_str(),
                "country" | "nation" | "state" | "neighbor" | "neighbour" | "government" | "party" | "group"
            );
            let told = match (value == 1.0, person || state) {
                (true, _) => person && touched && !partitive,
                (false, true) => touched || person,
                (false, false) => true,
            };
            if !told || self.is_definite(amount) {
                return None;
            }
        }
        // "has four children": nobody's politics.
        if value < 20.0
            && !bounded
            && !touched
            && matches!(
                lemma.as_str(),
                "child" | "kid" | "son" | "daughter" | "sister" | "brother" | "sibling" | "grandchild"
            )
        {
            return None;
        }
        let plural = self.is_plural(head) || value == 1.0;
        if !plural && !vague {
            return None;
        }
        // `heads of state`, `90 lives`, `three bodies`: people by another name.
        let office = matches!(lemma.as_str(), "head" | "chief") && self.word(head + 1) == "of";
        let lives = matches!(lemma.as_str(), "death" | "casualty" | "fatality" | "injury" | "life" | "body");
        let unit = match lemma.as_str() {
            "troop" | "troops" => "troop".into(),
            _ if person || lives || office => "person".into(),
            _ => lemma,
        };
        let head = if office { head + 2 } else { head };
        Some(Counted { unit, last: head, token: self.atoms[head].token })
    }

    /// `a four-party alliance`, `the 15-member council`, `a 5,000-strong force`; not `a five-star hotel`.
    fn compound(&self, amount: &Amount) -> Option<Counted> {
        let at = amount.last + 2;
        let lemma = singular(self.word(at));
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
}
