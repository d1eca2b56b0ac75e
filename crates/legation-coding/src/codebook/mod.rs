//! The codebook: which words tell of which event, as a political scientist writes it down (`knowledge/codebook`).
//!
//! Files are compiled in; [`Codebook::open`] puts a user's own in their place, file by file. A mistake in one gives its
//! line, the reason and the mend. Entries are found by the lemma of their trigger, so that matching a sentence costs a
//! look-up a token, however large the codebook grows.

mod confidence;
mod entry;
mod file;
mod inflection;
mod joining;
mod lexicon;
mod trigger;
mod types;

pub use confidence::Confidence;
pub use entry::{Entry, Needs, Slot};
pub use joining::{Joining, SIGNS};
pub use lexicon::Lexicon;
pub use trigger::{Beside, Trigger, Word};
pub use types::{EventType, TypeInfo};

use crate::Error;
use file::File;
use legation_record::{Token, Upos};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../knowledge/codebook/", $name)))),*]
    };
}

/// `types.toml` first: entries are checked against it.
const FILES: &[(&str, &str)] = files!(
    "types.toml",
    "contexts.toml",
    "grammar.toml",
    "complements.toml",
    "confidence.toml",
    "joining.toml",
    "accuse.toml",
    "agree.toml",
    "aid.toml",
    "assault.toml",
    "coerce.toml",
    "concede.toml",
    "consult.toml",
    "cooperate.toml",
    "mobilize.toml",
    "protest.toml",
    "reject.toml",
    "request.toml",
    "retreat.toml",
    "sanction.toml",
    "support.toml",
    "threaten.toml",
);

/// All that the coder knows of events.
#[derive(Clone, Debug)]
pub struct Codebook {
    types: Vec<TypeInfo>,
    entries: Vec<Entry>,
    /// Entry and trigger by the trigger's lemma.
    index: HashMap<String, Vec<(u32, u32)>>,
    /// Every word that any entry or list names.
    words: HashSet<String>,
    pub contexts: Lexicon,
    /// Words that decide how a clause is read: light verbs, verbs of planning, refusing, saying.
    pub grammar: Lexicon,
    /// For types whose mode follows from what they govern: the words that speak for each mode.
    complements: Vec<(EventType, Lexicon)>,
    pub confidence: Confidence,
    pub joining: Joining,
}

impl Codebook {
    /// The codebook that the binary carries.
    pub fn builtin() -> Result<Codebook, Error> {
        Codebook::read(FILES.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect())
    }

    /// Names and texts of the builtin codebook's files, for telling versions of it apart.
    pub fn builtin_files() -> &'static [(&'static str, &'static str)] {
        FILES
    }

    /// The builtin codebook with the files of a folder in place of those of the same name, and beside them.
    ///
    /// # Errors
    /// A folder or file that cannot be read, or a mistake in a file.
    pub fn open(folder: &Path) -> Result<Codebook, Error> {
        let unreadable = |path: &Path, e: std::io::Error| Error {
            file: path.display().to_string(),
            line: 0,
            reason: format!("cannot be read: {e}"),
            mend: "name a folder that holds codebook files (*.toml)".into(),
        };
        let mut own: BTreeMap<String, (String, String)> = BTreeMap::new();
        for item in std::fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
            let path = item.map_err(|e| unreadable(folder, e))?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                own.insert(name, (path.display().to_string(), text));
            }
        }
        let mut files = Vec::new();
        for &(name, text) in FILES {
            files.push(own.remove(name).unwrap_or_else(|| (name.to_owned(), text.to_owned())));
        }
        files.extend(own.into_values());
        Codebook::read(files)
    }

    fn read(files: Vec<(String, String)>) -> Result<Codebook, Error> {
        let mut book = Codebook {
            types: Vec::new(),
            entries: Vec::new(),
            index: HashMap::new(),
            words: HashSet::new(),
            contexts: Lexicon::default(),
            grammar: Lexicon::default(),
            complements: Vec::new(),
            confidence: Confidence::default(),
            joining: Joining::default(),
        };
        for (name, text) in &files {
            File { name, text }.read_into(&mut book)?;
        }
        for (e, entry) in book.entries.iter().enumerate() {
            for (t, trigger) in entry.triggers.iter().enumerate() {
                book.index.entry(trigger.lemma.clone()).or_default().push((e as u32, t as u32));
                book.words.insert(trigger.lemma.clone());
                book.words.extend(trigger.beside.iter().flat_map(Beside::words).cloned());
            }
        }
        let lists = book.complements.iter().map(|(_, lexicon)| lexicon).chain([&book.grammar]);
        let words: Vec<String> = lists.flat_map(Lexicon::words).cloned().collect();
        book.words.extend(words);
        Ok(book)
    }

    /// The lemma of a token in lower case; where the codebook does not know the parser's, a word of the codebook that the
    /// form may be an inflection of.
    pub fn lemma<'t>(&self, token: &'t Token) -> Cow<'t, str> {
        let lower = |word: &'t str| match word.chars().any(char::is_uppercase) {
            true => Cow::Owned(word.to_lowercase()),
            false => Cow::Borrowed(word),
        };
        let lemma = lower(if token.lemma.is_empty() { &token.form } else { &token.lemma });
        let inflects = matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn);
        if !inflects || self.words.contains(lemma.as_ref()) {
            return lemma;
        }
        let form = lower(&token.form);
        let known = inflection::bases(&form).into_iter().find(|b| self.words.contains(b));
        known.map_or(lemma, Cow::Owned)
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn info(&self, event_type: EventType) -> &TypeInfo {
        &self.types[event_type as usize]
    }

    /// Entries (by their number) with a trigger of that lemma (lower case).
    pub fn triggers(&self, lemma: &str) -> impl Iterator<Item = (usize, &Trigger)> {
        let found = self.index.get(lemma).map_or(&[][..], Vec::as_slice);
        found.iter().map(|&(e, t)| (e as usize, &self.entries[e as usize].triggers[t as usize]))
    }

    /// The words that speak for the modes of a type.
    pub fn complements(&self, event_type: EventType) -> Option<&Lexicon> {
        self.complements.iter().find(|(t, _)| *t == event_type).map(|(_, lexicon)| lexicon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(name: &str, text: &str) -> Error {
        let mut files: Vec<(String, String)> = FILES.iter().map(|&(n, t)| (n.into(), t.into())).collect();
        files.retain(|f| f.0 != name);
        files.push((name.into(), text.into()));
        Codebook::read(files).unwrap_err()
    }

    #[test]
    fn the_builtin_codebook_reads() {
        let book = Codebook::builtin().unwrap();
        assert!(EventType::ALL.iter().all(|&t| book.entries().iter().any(|e| e.event_type == t)));
        // Every mode is told of by some entry, or by what such an entry governs.
        for t in EventType::ALL {
            for mode in book.info(t).modes.keys() {
                let entry = book.entries().iter().any(|e| e.event_type == t && e.mode.as_ref() == Some(mode));
                let complement = book.complements(t).is_some_and(|l| l.has(mode));
                assert!(entry || complement, "nothing codes {} {mode}", t.name());
            }
        }
    }

    #[test]
    fn entries_show_what_they_code() {
        for e in Codebook::builtin().unwrap().entries() {
            assert!(!e.code.is_empty() && !e.leave.is_empty(), "{} shows no sentence", e.name);
        }
    }

    #[test]
    fn mistakes_name_line_reason_and_mend() {
        let e = wrong(
            "aid.toml",
            "type = \"AID\"\n\n[[entry]]\nname = \"aid.x\"\nmode = \"loud\"\nverbs = [\"a\"]\ncode = []\nleave = []\n",
        );
        assert_eq!((e.line, e.reason.as_str()), (5, "AID has no mode loud"));
        let e = wrong(
            "aid.toml",
            "type = \"AID\"\n[[entry]]\nname = \"aid.x\"\nverbs = [\"a\",\n\"of: b\"]\ncode = []\nleave = []\n",
        );
        assert_eq!(e.line, 5);
        let e = wrong("aid.toml", "type = \"HELP\"\n");
        assert_eq!((e.line, e.reason.as_str()), (1, "PLOVER has no type HELP"));
        let e = wrong("aid.toml", "type = \"AID\"\n\nname = [\n");
        assert!(e.line >= 3 && !e.reason.is_empty());
        let e = wrong(
            "aid.toml",
            "type = \"AID\"\n[[entry]]\nname = \"aid.x\"\nneeds = \"love\"\nverbs = [\"a\"]\ncode = []\nleave = []\n",
        );
        assert_eq!(e.line, 4);
        assert!(e.mend.contains("two-sides"));
        let e = wrong(
            "aid.toml",
            "type = \"AID\"\n[[entry]]\nname = \"agree.agree\"\nverbs = [\"a\"]\ncode = []\nleave = []\n",
        );
        assert!(e.reason.contains("second entry"));
    }
}
