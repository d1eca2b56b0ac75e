//! Words that attribute speech, from the tables under `knowledge/quotes`.

use crate::Error;
use crate::knowledge::table::{Row, rows, variants};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Result<Cues, Error>> = LazyLock::new(|| {
    Cues::parse(
        include_str!("../../../../knowledge/quotes/verbs.tsv"),
        include_str!("../../../../knowledge/quotes/nouns.tsv"),
        include_str!("../../../../knowledge/quotes/phrases.tsv"),
    )
});

/// In which shape the content stands beside its cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// "said (that) the talks failed", "asked why"
    Clause,
    /// "vowed to fight", "urged them to stay"
    Infinitive,
    /// "denied allowing the flights"
    Participle,
    /// "called the move a mistake"
    Call,
    /// "suggested direct talks"
    Object,
    /// Words in quotation marks, whatever their shape.
    Words,
    /// "accused them of ...", "described it as ..."
    Preposition(String),
    /// A noun that stands for its author: "a statement said"
    Source,
}

#[derive(Clone, Debug, Default)]
pub struct Cue {
    /// Belief and hope rather than words said.
    pub thought: bool,
    /// Shapes of the content; `true` where they count only with words in quotation marks among the content.
    takes: Vec<(Takes, bool)>,
}

impl Cue {
    /// Whether it takes content of that shape: `Some(true)` where only with quotation marks in it.
    pub fn takes(&self, what: &Takes) -> Option<bool> {
        self.takes.iter().find(|(t, _)| t == what).map(|&(_, marked)| marked)
    }

    /// The prepositions that bring in content.
    pub fn preposition(&self, word: &str) -> Option<bool> {
        self.takes.iter().find(|(t, _)| matches!(t, Takes::Preposition(p) if p == word)).map(|&(_, m)| m)
    }
}

/// All cue words.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    verbs: BTreeMap<String, Cue>,
    nouns: BTreeMap<String, Cue>,
    /// "according to", in words.
    phrases: Vec<Vec<String>>,
}

impl Cues {
    /// The tables that the binary carries. A broken table (the tests rule it out) gives no cues.
    pub fn builtin() -> &'static Cues {
        static NONE: LazyLock<Cues> = LazyLock::new(Cues::default);
        BUILTIN.as_ref().unwrap_or(&NONE)
    }

    /// Reads the three tables.
    ///
    /// # Errors
    /// [`Error`] names the line, the reason and the mend.
    pub fn parse(verbs: &str, nouns: &str, phrases: &str) -> Result<Cues, Error> {
        let mut cues = Cues::default();
        for row in rows("knowledge/quotes/verbs.tsv", verbs) {
            let [lemma, kind, takes] = row.columns(&["lemma", "kind", "takes"])?;
            let thought = match kind {
                "speech" => false,
                "thought" => true,
                _ => return Err(row.error(format!("`{kind}` is no kind"), "write speech or thought")),
            };
            let cue = Cue { thought, takes: shapes(takes) };
            if cues.verbs.insert(lemma.to_lowercase(), cue).is_some() {
                return Err(twice(row, lemma));
            }
        }
        for row in rows("knowledge/quotes/nouns.tsv", nouns) {
            let [lemma, takes] = row.columns(&["lemma", "takes"])?;
            if cues.nouns.insert(lemma.to_lowercase(), Cue { thought: false, takes: shapes(takes) }).is_some()
            {
                return Err(twice(row, lemma));
            }
        }
        for row in rows("knowledge/quotes/phrases.tsv", phrases) {
            let [words, side] = row.columns(&["words", "source"])?;
            if side != "after" {
                return Err(row.error(format!("`{side}` is no place of a source"), "write after"));
            }
            cues.phrases.push(words.split_whitespace().map(str::to_lowercase).collect());
        }
        Ok(cues)
    }

    pub fn verb(&self, lemma: &str) -> Option<&Cue> {
        self.verbs.get(lemma)
    }

    pub fn noun(&self, lemma: &str) -> Option<&Cue> {
        self.nouns.get(lemma)
    }

    /// How many of these words, from the first, are an attributing phrase.
    pub fn phrase<'a>(&self, mut word: impl FnMut(usize) -> Option<&'a str>) -> Option<usize> {
        let fits = |p: &&Vec<String>, word: &mut dyn FnMut(usize) -> Option<&'a str>| {
            p.iter().enumerate().all(|(i, w)| word(i).is_some_and(|t| t.eq_ignore_ascii_case(w)))
        };
        self.phrases.iter().find(|p| fits(p, &mut word)).map(Vec::len)
    }
}

fn twice(row: Row, lemma: &str) -> Error {
    row.error(format!("`{lemma}` stands here twice"), "put what it takes into one line")
}

fn shapes(cell: &str) -> Vec<(Takes, bool)> {
    let shape = |word: &str| match word {
        "clause" => Takes::Clause,
        "to" => Takes::Infinitive,
        "ing" => Takes::Participle,
        "call" => Takes::Call,
        "object" => Takes::Object,
        "words" => Takes::Words,
        "source" => Takes::Source,
        _ => Takes::Preposition(word.to_lowercase()),
    };
    variants(cell).map(|w| (shape(w.trim_end_matches('?')), w.ends_with('?'))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_tables_are_sound() {
        let cues = BUILTIN.as_ref().map_err(ToString::to_string).expect("sound tables");
        assert_eq!(cues.verb("say").and_then(|c| c.takes(&Takes::Clause)), Some(false));
        assert!(cues.noun("statement").is_some());
        let words = ["According", "to", "him"];
        assert_eq!(cues.phrase(|i| words.get(i).copied()), Some(2));
    }

    #[test]
    fn a_mistake_is_told_by_its_line() {
        let error = Cues::parse("say\tspeech\tclause\nsay\tspeech\tclause\n", "", "").expect_err("twice");
        assert_eq!(error.line, 2);
        let error = Cues::parse("say\tspoken\tclause\n", "", "").expect_err("a kind");
        assert!(error.reason.contains("spoken"), "{error}");
    }
}
