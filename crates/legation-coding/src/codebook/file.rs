//! The codebook's files as they are written, and what is wrong with them.

use super::Codebook;
use super::confidence::Confidence;
use super::entry::{Entry, Needs, Slot};
use super::joining::Joining;
use super::lexicon::Lexicon;
use super::trigger::{Trigger, Word};
use super::types::{EventType, TypeInfo};
use crate::Error;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::Spanned;

/// One file of a codebook: its name for messages, and its text.
pub struct File<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Entries {
    r#type: Spanned<String>,
    #[serde(default)]
    entry: Vec<RawEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawEntry {
    name: Spanned<String>,
    mode: Option<Spanned<String>>,
    cameo: Option<String>,
    goldstein: Option<f64>,
    #[serde(default)]
    verbs: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    adjectives: Vec<Spanned<String>>,
    #[serde(default)]
    predicates: Vec<Spanned<String>>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    reverse: bool,
    needs: Option<Spanned<String>>,
    #[serde(default)]
    mode_from_complement: bool,
    code: Vec<String>,
    leave: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawType {
    quad: String,
    cameo: String,
    goldstein: f64,
    #[serde(default)]
    modes: BTreeMap<String, (String, f64)>,
}

impl File<'_> {
    /// A mistake at a byte of this file.
    fn mistake(&self, at: usize, reason: impl Into<String>, mend: impl Into<String>) -> Error {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = 1 + before.bytes().filter(|&b| b == b'\n').count();
        Error { file: self.name.to_owned(), line, reason: reason.into(), mend: mend.into() }
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(self.text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            self.mistake(at, e.message(), "see the README beside the codebook for what a file may hold")
        })
    }

    /// Takes the file into the codebook.
    pub fn read_into(&self, book: &mut Codebook) -> Result<(), Error> {
        match self.name.rsplit(['/', '\\']).next().unwrap_or(self.name) {
            "types.toml" => book.types = self.types()?,
            "contexts.toml" => book.contexts = Lexicon::new(self.read()?),
            "grammar.toml" => book.grammar = Lexicon::new(self.read()?),
            "complements.toml" => book.complements = self.complements()?,
            "confidence.toml" => book.confidence = self.read::<Confidence>()?,
            "joining.toml" => book.joining = self.joining()?,
            _ => self.entries(book)?,
        }
        Ok(())
    }

    fn joining(&self) -> Result<Joining, Error> {
        let joining: Joining = self.read()?;
        match joining.mistake() {
            Some((sign, mend)) => Err(self.mistake(self.find(sign), format!("the sign {sign}"), mend)),
            None => Ok(joining),
        }
    }

    fn types(&self) -> Result<Vec<TypeInfo>, Error> {
        let mut raw: BTreeMap<String, RawType> = self.read()?;
        let mut out = Vec::new();
        for t in EventType::ALL {
            let missing =
                || self.mistake(0, format!("no type {}", t.name()), "name all sixteen types of PLOVER");
            let raw = raw.remove(t.name()).ok_or_else(missing)?;
            out.push(TypeInfo {
                quad: raw.quad,
                cameo: raw.cameo,
                goldstein: raw.goldstein,
                modes: raw.modes,
            });
        }
        match raw.keys().next() {
            Some(name) => {
                Err(self.mistake(self.find(name), format!("PLOVER has no type {name}"), "take it out"))
            }
            None => Ok(out),
        }
    }

    fn complements(&self) -> Result<Vec<(EventType, Lexicon)>, Error> {
        let raw: BTreeMap<String, BTreeMap<String, Vec<String>>> = self.read()?;
        let mut out = Vec::new();
        for (name, words) in raw {
            let Some(t) = EventType::parse(&name) else {
                let mend = "name a type of PLOVER in capitals";
                return Err(self.mistake(self.find(&name), format!("PLOVER has no type {name}"), mend));
            };
            out.push((t, Lexicon::new(words)));
        }
        Ok(out)
    }

    fn find(&self, words: &str) -> usize {
        self.text.find(words).unwrap_or(0)
    }

    fn entries(&self, book: &mut Codebook) -> Result<(), Error> {
        let file: Entries = self.read()?;
        let at = |s: &Spanned<String>| s.span().start;
        let Some(event_type) = EventType::parse(file.r#type.get_ref()) else {
            let reason = format!("PLOVER has no type {}", file.r#type.get_ref());
            return Err(self.mistake(at(&file.r#type), reason, "write one of the sixteen in capitals"));
        };
        for raw in file.entry {
            let name = raw.name.get_ref().clone();
            if book.entries.iter().any(|e| e.name == name) {
                let mend = "names are cited in records, so each stands for one entry: rename this one";
                return Err(self.mistake(at(&raw.name), format!("a second entry {name}"), mend));
            }
            let modes = &book.types[event_type as usize].modes;
            if let Some(mode) = &raw.mode
                && !modes.contains_key(mode.get_ref())
            {
                let known: Vec<&str> = modes.keys().map(String::as_str).collect();
                let mend = match known.is_empty() {
                    true => "this type has no modes: take it out".to_owned(),
                    false => format!("write one of {}", known.join(", ")),
                };
                let reason = format!("{} has no mode {}", event_type.name(), mode.get_ref());
                return Err(self.mistake(at(mode), reason, mend));
            }
            let needs = match &raw.needs {
                None => Needs::default(),
                Some(needs) => Needs::read(needs.get_ref()).ok_or_else(|| {
                    let known: Vec<&str> = Needs::NAMES.iter().map(|n| n.0).collect();
                    let mend = format!("write one of {}", known.join(", "));
                    self.mistake(at(needs), format!("nothing is known of \"{}\"", needs.get_ref()), mend)
                })?,
            };
            let mut triggers = Vec::new();
            for (word, list) in [
                (Word::Verb, &raw.verbs),
                (Word::Noun, &raw.nouns),
                (Word::Adjective, &raw.adjectives),
                (Word::Predicate, &raw.predicates),
            ] {
                for text in list {
                    let mend = "write a lemma, with its object or `preposition:` beside it";
                    let read = Trigger::read(word, text.get_ref());
                    triggers.extend(read.map_err(|reason| self.mistake(at(text), reason, mend))?);
                }
            }
            if triggers.is_empty() {
                let mend = "give it verbs, nouns, adjectives or predicates";
                return Err(self.mistake(at(&raw.name), format!("{name} has no trigger"), mend));
            }
            book.entries.push(Entry {
                name,
                event_type,
                mode: raw.mode.map(Spanned::into_inner),
                cameo: raw.cameo,
                goldstein: raw.goldstein,
                triggers,
                actor: raw.actor.iter().map(|s| Slot::read(s)).collect(),
                recipient: raw.recipient.iter().map(|s| Slot::read(s)).collect(),
                reverse: raw.reverse,
                needs,
                mode_from_complement: raw.mode_from_complement,
                code: raw.code,
                leave: raw.leave,
            });
        }
        Ok(())
    }
}
