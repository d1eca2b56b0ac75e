//! Who stands in an entry's slots: tokens of the sentence, seen from the trigger.

use super::clause::Clause;
use super::pattern::subject_of_predicate;
use crate::codebook::{Slot, Word};
use legation_record::Upos;

/// What slots are seen from: the trigger and, of a light verb, the noun that it carries.
pub struct View<'a> {
    c: &'a Clause<'a>,
    trigger: usize,
    object: Option<usize>,
    /// The words of the trigger, none of which takes part.
    covered: &'a [usize],
    /// The verb that carries a noun trigger: "launched [an attack]".
    carrier: Option<usize>,
}

impl<'a> View<'a> {
    pub fn new(c: &'a Clause<'a>, trigger: usize, object: Option<usize>, covered: &'a [usize]) -> View<'a> {
        let noun = !matches!(c.upos(trigger), Upos::Verb | Upos::Aux | Upos::Adj);
        let carrier = noun.then(|| carrier(c, trigger)).flatten();
        // "must", "should" speak of their verb.
        let trigger = match c.upos(trigger) {
            Upos::Aux => c.head(trigger).unwrap_or(trigger),
            _ => trigger,
        };
        View { c, trigger, object, covered, carrier }
    }

    fn is_noun(&self) -> bool {
        !matches!(self.c.upos(self.trigger), Upos::Verb | Upos::Adj)
    }

    /// Head tokens that stand in a slot.
    pub fn slot(&self, slot: &Slot) -> Vec<usize> {
        let c = self.c;
        match slot {
            Slot::Subject if subject_of_predicate(c, self.trigger).is_some() => {
                subject_of_predicate(c, self.trigger).into_iter().collect()
            }
            Slot::Subject if self.is_noun() => match self.carrier {
                Some(v) if c.is(v, "suffering") && c.object(v) == Some(self.trigger) && !c.is_passive(v) => {
                    Vec::new()
                }
                Some(v) => c.subject(v).filter(|&t| t != self.trigger).into_iter().collect(),
                None => Vec::new(),
            },
            Slot::Subject => c.subject(self.trigger).into_iter().collect(),
            Slot::Object if self.is_noun() => match self.carrier {
                Some(v) if c.is(v, "suffering") && !c.is_passive(v) => c.subject(v).into_iter().collect(),
                _ => Vec::new(),
            },
            Slot::Object => {
                // Also the object that the entry names: "summoned the [ambassador]". Of "imposed sanctions on" nobody comes.
                c.object(self.trigger).into_iter().collect()
            }
            Slot::IndirectObject => self.verb().and_then(|v| c.indirect_object(v)).into_iter().collect(),
            Slot::Complement => {
                let clauses =
                    c.governed(self.trigger).chain(c.kids(self.trigger).filter(|&k| c.rel(k) == "advcl"));
                clauses.filter_map(|k| c.surface_subject(k)).take(1).collect()
            }
            Slot::Inner => c.governed(self.trigger).flat_map(|k| inner(c, k)).take(2).collect(),
            Slot::Possessor => {
                self.nouns().filter_map(|n| c.kids(n).find(|&k| c.deprel(k) == "nmod:poss")).collect()
            }
            Slot::Adjective => {
                self.nouns().flat_map(|n| modifiers(c, n)).filter(|t| !self.covered.contains(t)).collect()
            }
            Slot::Speaker => speaker(c, self.trigger).into_iter().collect(),
            Slot::Preposition(p) => self.under(p),
        }
    }

    fn verb(&self) -> Option<usize> {
        if self.is_noun() { self.carrier } else { Some(self.trigger) }
    }

    fn nouns(&self) -> impl Iterator<Item = usize> {
        self.object.into_iter().chain(self.is_noun().then_some(self.trigger))
    }

    fn under(&self, preposition: &str) -> Vec<usize> {
        let c = self.c;
        let mut out: Vec<usize> = Vec::new();
        for at in [Some(self.trigger), self.object, self.carrier].into_iter().flatten() {
            // The "by" phrase of a passive is its subject slot, and of its carrier's passive too.
            let found = match preposition {
                "with" | "to" | "against" | "on" | "from" | "between" | "for" => {
                    c.under_deep(at, preposition)
                }
                _ => c.under(at, preposition).collect(),
            };
            out.extend(found.into_iter().filter(|t| !self.covered.contains(t)));
        }
        if out.is_empty() && self.is_noun() {
            // "attack claimed by", "threats made against": a participle carries the phrase.
            for k in c.kids(self.trigger).filter(|&k| c.rel(k) == "acl" && c.is_passive(k)) {
                out.extend(c.under(k, preposition));
            }
        }
        if out.is_empty() && !self.is_noun() {
            // "met and talked with", "withdrew its troops from": said of the whole coordination.
            for k in c.kids(self.trigger).filter(|&k| c.rel(k) == "conj" && c.upos(k) == Upos::Verb) {
                out.extend(c.under(k, preposition).take(1));
            }
        }
        out.dedup();
        out
    }
}

/// Whom a governed clause acts on: its object, else its phrases.
fn inner(c: &Clause<'_>, verb: usize) -> Vec<usize> {
    if let Some(object) = c.object(verb).filter(|&o| c.surface_subject(verb) != Some(o)) {
        let behind: Vec<usize> =
            ["with", "to", "against", "on", "from"].iter().flat_map(|p| c.under_deep(object, p)).collect();
        return std::iter::once(object).chain(behind).collect();
    }
    ["with", "against", "to", "on", "from", "in"]
        .iter()
        .map(|p| c.under_deep(verb, p))
        .find(|v| !v.is_empty())
        .unwrap_or_default()
}

/// Adjectives and names before a noun: "the [Israeli] raid", "[US] troops".
pub fn modifiers<'a>(c: &'a Clause<'_>, noun: usize) -> impl Iterator<Item = usize> + 'a {
    c.kids(noun).filter(move |&k| {
        k < noun && (matches!(c.rel(k), "amod" | "compound" | "flat") || c.deprel(k) == "nmod:desc")
    })
}

/// The verb that carries a noun as its object, or in a passive as its subject, and says nothing else of it.
pub fn carrier(c: &Clause<'_>, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..4 {
        let head = c.head(at)?;
        match c.rel(at) {
            // "a series of attacks", "talks and meetings"
            "nmod" if c.is(head, "measure") && c.marked(at, "of") => at = head,
            "conj" if !matches!(c.upos(head), Upos::Verb) => at = head,
            "obj" | "nsubj" | "obl" if c.upos(head) == Upos::Verb => {
                let carries = c.is(head, "light") || c.is(head, "suffering");
                let stands = match c.rel(at) {
                    "nsubj" => c.is_passive(head),
                    "obl" => matches!(
                        c.lemma(head),
                        "engage" | "take" | "participate" | "come" | "respond" | "agree"
                    ),
                    _ => true,
                };
                return (stands && (carries || c.rel(at) == "obl")).then_some(head);
            }
            _ => {
                // "an attack launched by rebels"
                return c.kids(at).find(|&k| c.rel(k) == "acl" && c.is(k, "light") && c.is_passive(k));
            }
        }
    }
    None
}

/// Who says the clause in which a token stands, within the sentence.
pub fn speaker(c: &Clause<'_>, token: usize) -> Option<usize> {
    // "called it a mistake"
    if let Some(verb) = c.head(token).filter(|&v| c.is(v, "naming") && c.kid(token, "cop").is_none()) {
        return c.subject(verb);
    }
    let mut at = token;
    for _ in 0..24 {
        // "..., he said": the saying hangs on what is said.
        if let Some(k) = c.kids(at).find(|&k| c.rel(k) == "parataxis" && c.is(k, "saying")) {
            return c.subject(k);
        }
        let head = c.head(at)?;
        if matches!(c.rel(at), "ccomp" | "parataxis") && c.is(head, "saying") {
            return c.subject(head);
        }
        at = head;
    }
    None
}

/// Whether a match's trigger is a noun.
pub fn is_noun(c: &Clause<'_>, token: usize) -> bool {
    !matches!(c.upos(token), Upos::Verb | Upos::Aux | Upos::Adj)
}

/// The slots to try for a trigger that no entry knows: what a verb's or a noun's participants usually are.
pub fn usual(word: Word) -> (Vec<Slot>, Vec<Slot>) {
    let p = |names: &[&str]| names.iter().map(|n| Slot::read(n)).collect::<Vec<_>>();
    match word {
        Word::Noun => (
            p(&["subj", "by", "poss", "from", "between", "adj"]),
            p(&["obj", "with", "on", "against", "to", "of"]),
        ),
        _ => (p(&["subj", "poss"]), p(&["obj", "iobj", "with", "to", "on", "against", "from"])),
    }
}
