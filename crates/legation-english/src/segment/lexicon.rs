//! The word lists that segmentation goes by, from `knowledge/english/*.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// What an abbreviation stands for, as far as sentence ends go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    Title,
    Number,
    Month,
    Company,
    State,
    /// `vs.`, `e.g.`: something follows always.
    Joint,
    Other,
}

impl Abbreviation {
    pub fn name(self) -> &'static str {
        match self {
            Abbreviation::Title => "title",
            Abbreviation::Number => "number",
            Abbreviation::Month => "month",
            Abbreviation::Company => "company",
            Abbreviation::State => "state",
            Abbreviation::Joint => "joint",
            Abbreviation::Other => "other",
        }
    }
}

/// A mistake in one of the lists.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {reason}; {mend}")]
pub struct ListError {
    pub file: &'static str,
    pub line: usize,
    pub reason: String,
    pub mend: &'static str,
}

#[derive(Debug, Default)]
pub struct Lexicon {
    abbreviations: HashMap<&'static str, Abbreviation>,
    /// Where a contraction parts, as the lengths of its parts.
    contractions: HashMap<&'static str, Vec<usize>>,
    classes: HashSet<(&'static str, &'static str)>,
}

const ABBREVIATIONS: (&str, &str) =
    ("abbreviations.tsv", include_str!("../../../../knowledge/english/abbreviations.tsv"));
const CONTRACTIONS: (&str, &str) =
    ("contractions.tsv", include_str!("../../../../knowledge/english/contractions.tsv"));
const WORDS: (&str, &str) = ("words.tsv", include_str!("../../../../knowledge/english/words.tsv"));
const CLASSES: [&str; 8] = ["prefix", "unit", "domain", "file", "say", "starter", "clock", "apostrophe"];
/// No entry of the lists is longer, so a longer word need not be looked up.
const LONGEST: usize = 16;

impl Lexicon {
    /// The lists that the program carries. A test keeps them free of mistakes.
    pub fn builtin() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::load().unwrap_or_default())
    }

    pub fn load() -> Result<Lexicon, ListError> {
        let mut lexicon = Lexicon::default();
        for entry in entries(ABBREVIATIONS) {
            let (line, word, kind) = entry?;
            let kind = match kind {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                "company" => Abbreviation::Company,
                "state" => Abbreviation::State,
                "joint" => Abbreviation::Joint,
                "other" => Abbreviation::Other,
                _ => {
                    let reason = format!("{kind:?} is no kind of abbreviation");
                    return Err(mistake(
                        ABBREVIATIONS.0,
                        line,
                        reason,
                        "take one of the kinds named at its head",
                    ));
                }
            };
            lexicon.abbreviations.entry(word).or_insert(kind);
        }
        for entry in entries(CONTRACTIONS) {
            let (line, word, parts) = entry?;
            if parts.replace('|', "") != word || parts.split('|').any(str::is_empty) {
                let reason = format!("{parts:?} does not part {word:?}");
                return Err(mistake(CONTRACTIONS.0, line, reason, "repeat the word with bars inside it"));
            }
            lexicon.contractions.insert(word, parts.split('|').map(str::len).collect());
        }
        for entry in entries(WORDS) {
            let (line, class, word) = entry?;
            if !CLASSES.contains(&class) {
                let reason = format!("{class:?} is no class of words");
                return Err(mistake(WORDS.0, line, reason, "take one of the classes named at its head"));
            }
            lexicon.classes.insert((class, word));
        }
        Ok(lexicon)
    }

    /// What `word`, written without its full stop, abbreviates.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > LONGEST {
            return None;
        }
        self.abbreviations.get(word).copied().or_else(|| {
            // GEN. SMITH in a line of capitals
            let capitals = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            let title = capitals.then(|| format!("{}{}", &word[..1], word[1..].to_ascii_lowercase()))?;
            self.abbreviations.get(title.as_str()).copied().filter(|&a| a == Abbreviation::Title)
        })
    }

    /// The byte lengths of the parts of a contraction, whatever its capitals and kind of apostrophe.
    pub fn contraction(&self, word: &str) -> Option<&[usize]> {
        if word.len() > LONGEST || !word.is_ascii() {
            return None;
        }
        self.contractions.get(word.to_ascii_lowercase().as_str()).map(Vec::as_slice)
    }

    /// Whether a word belongs to a class of `words.tsv`.
    pub fn is(&self, class: &'static str, word: &str) -> bool {
        // The set's own lifetime is that of the program's lists; a lookup need not live as long.
        fn has<'a>(set: &HashSet<(&'a str, &'a str)>, key: (&'a str, &'a str)) -> bool {
            set.contains(&key)
        }
        word.len() <= LONGEST && has(&self.classes, (class, word))
    }
}

type Entry = Result<(usize, &'static str, &'static str), ListError>;

fn entries((file, text): (&'static str, &'static str)) -> impl Iterator<Item = Entry> {
    text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')).map(
        move |(n, line)| {
            let fields =
                line.split_once('\t').filter(|(a, b)| !a.is_empty() && !b.is_empty() && !b.contains('\t'));
            match fields {
                Some((a, b)) if a.len().min(b.len()) <= LONGEST => Ok((n + 1, a, b)),
                Some(_) => Err(mistake(
                    file,
                    n + 1,
                    format!("longer than {LONGEST} bytes"),
                    "shorten it or leave it out",
                )),
                None => Err(mistake(
                    file,
                    n + 1,
                    "not two fields".into(),
                    "write two fields with one tab between them",
                )),
            }
        },
    )
}

fn mistake(file: &'static str, line: usize, reason: String, mend: &'static str) -> ListError {
    ListError { file, line, reason, mend }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_hold_no_mistakes() {
        let lexicon = Lexicon::load().unwrap();
        assert_eq!(lexicon.abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(lexicon.abbreviation("GEN"), Some(Abbreviation::Title));
        assert_eq!(lexicon.abbreviation("INC"), None);
        assert_eq!(lexicon.contraction("Cannot"), Some(&[3, 3][..]));
        assert!(lexicon.is("prefix", "non") && !lexicon.is("prefix", "long"));
    }

    #[test]
    fn a_mistake_names_its_line_and_mend() {
        let error = entries(("x.tsv", "# head\n\nMr title\n")).next().unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.tsv, line 3: not two fields; write two fields with one tab between them"
        );
    }
}
