//! States by what people call them: codes of two and three letters, names, adjectives.

use super::table::{rows, variants};
use crate::Error;
use std::collections::BTreeMap;

/// A state with its names, for those who type them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    pub code: String,
    /// The usual name first, then other names and adjectives.
    pub names: Vec<String>,
}

/// Every state that the tables know, and the bodies that stand where a state does.
#[derive(Clone, Debug, Default)]
pub struct States {
    by_code: BTreeMap<String, Called>,
    /// Lower-case names, adjectives and codes.
    codes: BTreeMap<String, String>,
}

/// Bodies with a code of their own.
const BODIES: [(&str, &[&str]); 5] = [
    ("EUE", &["European Union", "the EU"]),
    ("NAT", &["NATO", "North Atlantic Treaty Organization"]),
    ("UNO", &["United Nations", "the UN", "UN"]),
    ("IGO", &["international organisations"]),
    ("NGO", &["non-governmental organisations"]),
];

impl States {
    /// # Errors
    /// A table has a mistake.
    pub fn builtin() -> Result<States, Error> {
        let mut states = States::default();
        let (file, text) = ("knowledge/states.tsv", include_str!("../../../../knowledge/states.tsv"));
        // id, code, name, names, adjectives, ...
        for row in rows(file, text).filter(|row| !row.text.starts_with("region:")) {
            let cells: Vec<&str> = row.text.split('\t').map(|c| if c == "-" { "" } else { c }).collect();
            let &[id, code, name, ..] = cells.as_slice() else {
                return Err(row.error("fewer than three columns", "write id, code and name"));
            };
            let others = cells.iter().skip(3).take(2).flat_map(|cell| variants(cell));
            states.add(code, std::iter::once(name).chain(others));
            // A former state's own code stands for the code that the record names.
            states.codes.entry(id.to_lowercase()).or_insert_with(|| code.to_owned());
        }
        for (code, names) in BODIES {
            states.add(code, names.iter().copied());
        }
        let (file, text) = ("knowledge/iso2.tsv", include_str!("../../../../knowledge/iso2.tsv"));
        for row in rows(file, text) {
            let [short, code] = row.columns(&["iso2", "code"])?;
            states.codes.entry(short.to_lowercase()).or_insert_with(|| code.to_owned());
        }
        Ok(states)
    }

    fn add<'a>(&mut self, code: &str, names: impl Iterator<Item = &'a str>) {
        let called = self
            .by_code
            .entry(code.to_owned())
            .or_insert_with(|| Called { code: code.to_owned(), names: Vec::new() });
        self.codes.entry(code.to_lowercase()).or_insert_with(|| code.to_owned());
        for name in names.map(|name| name.trim_start_matches('~')) {
            self.codes.entry(plain(name)).or_insert_with(|| code.to_owned());
            called.names.push(name.to_owned());
        }
    }

    /// The code for what somebody typed: a code, a name or an adjective, in any letters.
    pub fn code(&self, typed: &str) -> Option<&str> {
        self.codes.get(&plain(typed)).map(String::as_str)
    }

    /// Names and adjectives of a state.
    pub fn names(&self, code: &str) -> &[String] {
        self.by_code.get(code).map_or(&[], |called| &called.names)
    }

    /// The usual name of a state.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.names(code).first().map(String::as_str)
    }

    /// All that can be typed, in lower case, with the code that it stands for.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.codes.iter().map(|(typed, code)| (typed.as_str(), code.as_str()))
    }
}

/// Lower case, single spaces, without an article.
fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    match words.as_slice() {
        [article, rest @ ..] if article == "the" && !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_found_by_whatever_they_are_called() {
        let states = States::builtin().unwrap();
        for typed in ["ISR", "isr", "IL", "Israel", "israeli", "  Israel "] {
            assert_eq!(states.code(typed), Some("ISR"), "{typed}");
        }
        for (typed, code) in [
            ("Azerbaijani", "AZE"),
            ("Azeri", "AZE"),
            ("UK", "GBR"),
            ("GB", "GBR"),
            ("British", "GBR"),
            ("the Bahamas", "BHS"),
            ("NATO", "NAT"),
            ("EU", "EUE"),
            ("Kosovo", "XKX"),
        ] {
            assert_eq!(states.code(typed), Some(code), "{typed}");
        }
        for unknown in ["", "Atlantis", "ZZZ", "the"] {
            assert_eq!(states.code(unknown), None, "{unknown}");
        }
        assert_eq!(states.name("AZE"), Some("Azerbaijan"));
        assert!(states.names("AZE").contains(&"Azeri".to_owned()));
        // Every two-letter code leads to a state that the tables know.
        assert!(states.all().all(|(_, code)| states.name(code).is_some()));
    }
}
