//! Words that attribute speech, from the tables under `knowledge/quotes`.

use crate::Error;
use crate::knowledge::table::{Row, rows, variants};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static BUILTIN: LazyLock<Result<Cues, Error>> = LazyLock::new(|| {
    Cues::parse(
        include_str!("../../../../knowledge/quotes/verbs.tsv"),
        include_str!("../../../../knowledge/quotes/nouns.tsv"),
        include_str!("../../../../knowledge/quotes/phrases.tsv"),
        include_str!("../../../../knowledge/quotes/occasions.tsv"),
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
    /// What things do too: "the move suggests"
    Things,
    /// The object is the one spoken to: "told reporters"
    Whom,
    /// What only texts do: "the study shows"
    Texts,
}

/// What a cue attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Speech,
    /// Belief and hope rather than words said.
    Thought,
    /// Nothing of its own: "made the claim that".
    Light,
}

#[derive(Clone, Debug, Default)]
pub struct Cue {
    pub sort: Sort,
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
    /// Inflected forms, to their lemma.
    forms: BTreeMap<String, String>,
    nouns: BTreeMap<String, Cue>,
    /// "according to", in words, with the nouns that are no source behind it.
    phrases: Vec<(Vec<String>, Vec<String>)>,
    /// Nouns of interviews, speeches and letters.
    occasions: BTreeSet<String>,
}

impl Cues {
    /// The tables that the binary carries. A broken table (the tests rule it out) gives no cues.
    pub fn builtin() -> &'static Cues {
        static NONE: LazyLock<Cues> = LazyLock::new(Cues::default);
        BUILTIN.as_ref().unwrap_or(&NONE)
    }

    /// Reads the four tables.
    ///
    /// # Errors
    /// [`Error`] names the line, the reason and the mend.
    pub fn parse(verbs: &str, nouns: &str, phrases: &str, occasions: &str) -> Result<Cues, Error> {
        let mut cues = Cues::default();
        for row in rows("knowledge/quotes/verbs.tsv", verbs) {
            let [lemma, kind, takes, forms] = row.columns(&["lemma", "kind", "takes", "forms"])?;
            let sort = match kind {
                "speech" => Sort::Speech,
                "thought" => Sort::Thought,
                "light" => Sort::Light,
                _ => return Err(row.error(format!("`{kind}` is no kind"), "write speech, thought or light")),
            };
            let cue = Cue { sort, takes: shapes(takes) };
            for form in inflected(lemma).into_iter().chain(variants(forms).map(str::to_string)) {
                cues.forms.insert(form, lemma.to_lowercase());
            }
            if cues.verbs.insert(lemma.to_lowercase(), cue).is_some() {
                return Err(twice(row, lemma));
            }
        }
        for row in rows("knowledge/quotes/nouns.tsv", nouns) {
            let [lemma, takes] = row.columns(&["lemma", "takes"])?;
            if cues
                .nouns
                .insert(lemma.to_lowercase(), Cue { sort: Sort::Speech, takes: shapes(takes) })
                .is_some()
            {
                return Err(twice(row, lemma));
            }
        }
        for row in rows("knowledge/quotes/phrases.tsv", phrases) {
            let [words, measures] = row.columns(&["words", "no source"])?;
            let words = words.split_whitespace().map(str::to_lowercase).collect();
            cues.phrases.push((words, variants(measures).map(str::to_lowercase).collect()));
        }
        for row in rows("knowledge/quotes/occasions.tsv", occasions) {
            let [lemma] = row.columns(&["lemma"])?;
            if !cues.occasions.insert(lemma.to_lowercase()) {
                return Err(twice(row, lemma));
            }
        }
        Ok(cues)
    }

    /// The cue that a verb is, by its form, else by its lemma.
    pub fn verb(&self, form: &str, lemma: &str) -> Option<&Cue> {
        let form = form.to_lowercase();
        self.forms.get(&form).and_then(|l| self.verbs.get(l)).or_else(|| self.verbs.get(lemma))
    }

    pub fn noun(&self, lemma: &str) -> Option<&Cue> {
        self.nouns.get(lemma)
    }

    /// Whether a noun names an occasion of speech: an interview, a speech, a letter.
    pub fn is_occasion(&self, lemma: &str) -> bool {
        self.occasions.contains(lemma)
    }

    /// How many of these words, from the first, are an attributing phrase.
    pub fn phrase<'a>(&self, mut word: impl FnMut(usize) -> Option<&'a str>) -> Option<usize> {
        let mut fits = |p: &[String]| {
            p.iter().enumerate().all(|(i, w)| word(i).is_some_and(|t| t.eq_ignore_ascii_case(w)))
        };
        self.phrases.iter().find(|(p, _)| fits(p)).map(|(p, _)| p.len())
    }

    /// Whether a noun behind an attributing phrase is what something goes by and no source: "according to an agreement".
    pub fn is_measure(&self, lemma: &str) -> bool {
        self.phrases.iter().any(|(_, measures)| measures.iter().any(|m| m == lemma))
    }
}

/// The regular forms of a verb.
fn inflected(lemma: &str) -> Vec<String> {
    let lemma = lemma.to_lowercase();
    let cut = &lemma[..lemma.char_indices().last().map_or(0, |(i, _)| i)];
    let consonant = !cut.ends_with(['a', 'e', 'i', 'o', 'u']);
    let forms = if lemma.ends_with('y') && consonant {
        [format!("{cut}ies"), format!("{cut}ied"), format!("{lemma}ing")]
    } else if lemma.ends_with('e') {
        [format!("{lemma}s"), format!("{lemma}d"), format!("{cut}ing")]
    } else if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
        [format!("{lemma}es"), format!("{lemma}ed"), format!("{lemma}ing")]
    } else {
        [format!("{lemma}s"), format!("{lemma}ed"), format!("{lemma}ing")]
    };
    std::iter::once(lemma).chain(forms).collect()
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
        "things" => Takes::Things,
        "texts" => Takes::Texts,
        "whom" => Takes::Whom,
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
        assert_eq!(cues.verb("said", "").and_then(|c| c.takes(&Takes::Clause)), Some(false));
        assert!(cues.noun("statement").is_some());
        for (form, lemma) in
            [("denied", "deny"), ("noting", "note"), ("stresses", "stress"), ("admitted", "admit")]
        {
            assert_eq!(cues.forms.get(form).map(String::as_str), Some(lemma));
        }
        let words = ["According", "to", "him"];
        assert_eq!(cues.phrase(|i| words.get(i).copied()), Some(2));
    }

    #[test]
    fn a_mistake_is_told_by_its_line() {
        let error = Cues::parse("say\tspeech\tclause\nsay\tspeech\tclause\n", "", "", "").expect_err("twice");
        assert_eq!(error.line, 2);
        let error = Cues::parse("say\tspoken\tclause\n", "", "", "").expect_err("a kind");
        assert!(error.reason.contains("spoken"), "{error}");
    }
}
