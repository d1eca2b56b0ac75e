//! A trigger as an entry writes it: `hold talk|meeting`, `call for:`, `take to:street`, `phone call`.

/// What kind of word triggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Verb,
    Noun,
    Adjective,
    /// A noun or adjective that is said of somebody: "is a mistake", "called it a mistake".
    Predicate,
}

/// What must stand beside the trigger word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// One of these nouns (`*`: any) as the object (of a passive: the subject).
    Object(Vec<String>),
    /// A particle or preposition; of a preposition one of these nouns under it, any noun where none is named.
    Phrase(String, Vec<String>),
    /// One of these words as a modifier before a noun.
    Modifier(Vec<String>),
}

impl Beside {
    /// The words that it names.
    pub fn words(&self) -> &[String] {
        match self {
            Beside::Object(words) | Beside::Phrase(_, words) | Beside::Modifier(words) => words,
        }
    }
}

/// A word with what must stand beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    pub word: Word,
    pub lemma: String,
    pub beside: Vec<Beside>,
}

impl Trigger {
    /// Reads one trigger; several come of alternatives (`sign|initial treaty`) and of hyphens, which the tokens of a
    /// text may or may not keep (`cease-fire`). The reason, if it cannot be read.
    pub fn read(word: Word, text: &str) -> Result<Vec<Trigger>, String> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        // A verb stands first, a noun last, before its prepositional phrases.
        let head = match word {
            Word::Noun | Word::Predicate => parts.iter().rposition(|p| !p.contains(':')),
            _ => (!parts.is_empty()).then_some(0),
        };
        let Some(head) = head else { return Err("a trigger names no word".into()) };
        if parts[head].contains(':') {
            return Err(format!("\"{}\" is a preposition, and a trigger begins with its word", parts[head]));
        }
        let mut beside = Vec::new();
        for (i, part) in parts.iter().enumerate().filter(|&(i, _)| i != head) {
            beside.push(match part.split_once(':') {
                Some(("", _)) => return Err(format!("\"{part}\" names no preposition")),
                Some((preposition, nouns)) => Beside::Phrase(preposition.to_lowercase(), alternatives(nouns)),
                None if matches!(word, Word::Noun | Word::Predicate) && i < head => {
                    Beside::Modifier(alternatives(part))
                }
                None if word == Word::Verb => Beside::Object(alternatives(part)),
                None => return Err(format!("\"{part}\" cannot stand there")),
            });
        }
        let mut out = Vec::new();
        for lemma in alternatives(parts[head]) {
            if let Some((first, last)) = lemma.rsplit_once('-') {
                let mut beside = beside.clone();
                beside.push(Beside::Modifier(vec![first.to_owned()]));
                out.push(Trigger { word, lemma: last.to_owned(), beside });
            }
            out.push(Trigger { word, lemma, beside: beside.clone() });
        }
        Ok(out)
    }
}

fn alternatives(text: &str) -> Vec<String> {
    text.split('|').filter(|a| !a.is_empty() && *a != "*").map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_read_as_they_are_written() {
        let one = |word, text| Trigger::read(word, text).unwrap().remove(0);
        let talks = one(Word::Verb, "hold talk|meeting");
        assert_eq!(talks.lemma, "hold");
        assert_eq!(talks.beside, [Beside::Object(vec!["talk".into(), "meeting".into()])]);
        assert_eq!(one(Word::Verb, "call for:").beside, [Beside::Phrase("for".into(), vec![])]);
        assert_eq!(
            one(Word::Verb, "take to:street").beside,
            [Beside::Phrase("to".into(), vec!["street".into()])]
        );
        let call = one(Word::Noun, "phone call");
        assert_eq!(
            (call.lemma.as_str(), &call.beside[..]),
            ("call", &[Beside::Modifier(vec!["phone".into()])][..])
        );
        let state = one(Word::Noun, "state of:emergency");
        assert_eq!(state.lemma, "state");
        let both = Trigger::read(Word::Noun, "cease-fire").unwrap();
        assert_eq!(both.iter().map(|t| t.lemma.as_str()).collect::<Vec<_>>(), ["fire", "cease-fire"]);
        assert!(Trigger::read(Word::Verb, "for: call").is_err());
        assert!(Trigger::read(Word::Verb, "  ").is_err());
    }
}
