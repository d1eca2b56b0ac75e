//! Common nouns that act, and the PLOVER sector each tells: `soldier` MIL, `protester` CVL, `court` JUD.

use super::names::ByHash;
use super::pieces::hash_of;
use super::table::rows;
use crate::Error;

#[derive(Clone, Debug, Default)]
pub(super) struct Agents {
    by_noun: ByHash<Box<str>>,
}

impl Agents {
    /// A line holds a sector and the nouns of it, parted by `|`.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in rows(file, text) {
            let [sector, nouns] = row.columns(&["sector", "nouns"])?;
            let Some(sector) = row.sector(sector)? else { continue };
            super::table::variants(nouns).for_each(|noun| self.add(noun, &sector));
        }
        Ok(())
    }

    pub fn add(&mut self, noun: &str, sector: &str) {
        self.by_noun.insert(hash_of(noun), sector.into());
    }

    /// Looks for the noun, then its singular, then the last words of it: "riot policemen" is "policeman".
    pub fn sector(&self, noun: &str) -> Option<&str> {
        let noun = noun.trim();
        if let Some(found) = self.one(noun) {
            return Some(found);
        }
        let (_, rest) = noun.split_once(char::is_whitespace)?;
        self.sector(rest)
    }

    fn one(&self, noun: &str) -> Option<&str> {
        let get = |noun: &str| self.by_noun.get(&hash_of(noun)).map(|s| &**s);
        let ending = |end: &str, singular: &str| {
            noun.strip_suffix(end).and_then(|stem| get(&format!("{stem}{singular}")))
        };
        get(noun)
            .or_else(|| ending("men", "man"))
            .or_else(|| ending("ies", "y"))
            .or_else(|| ending("es", ""))
            .or_else(|| ending("s", ""))
    }
}
