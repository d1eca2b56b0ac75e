//! States, sectors and event types as other data sets write them: the tables of `knowledge/exchange`.

use crate::error::{Error, Result};
use std::collections::{BTreeMap, HashMap};

const COUNTRIES: &str = include_str!("../../../knowledge/exchange/countries.tsv");
const SECTORS: &str = include_str!("../../../knowledge/exchange/sectors.tsv");
const CAMEO: &str = include_str!("../../../knowledge/exchange/cameo.tsv");
const STATES: &str = include_str!("../../../knowledge/states.tsv");
const TYPES: &str = include_str!("../../../knowledge/codebook/types.toml");

/// Codes that stand for no state, with their names.
const OTHERS: &[(&str, &str)] = &[
    ("EUE", "European Union"),
    ("NAT", "NATO"),
    ("UNO", "United Nations"),
    ("IGO", "International organisation"),
    ("NGO", "Non-governmental organisation"),
];
/// CAMEO's codes for them.
const KNOWN_GROUPS: &[(&str, &str)] =
    &[("EUE", "EEC"), ("EUE", "EUR"), ("NAT", "NAT"), ("NAT", "NATO"), ("UNO", "UNO")];

/// The quad classes, in the order of their numbers in GDELT and PLOVER, from 1.
pub const QUADS: [&str; 4] =
    ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/// PLOVER's types, in its order.
#[rustfmt::skip]
pub const TYPE_NAMES: [&str; 16] = [
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
];

/// The place of a quad class among [`QUADS`].
pub fn quad_number(quad: &str) -> Option<usize> {
    QUADS.iter().position(|q| *q == quad)
}

#[derive(Default)]
struct Country {
    name: String,
    icews: Option<String>,
    fips: Option<String>,
    cow: Option<String>,
    cameo: Option<String>,
}

/// What CAMEO calls a code, and what PLOVER does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cameo {
    pub name: String,
    /// None for CAMEO's statements.
    pub kind: Option<String>,
    pub mode: Option<String>,
}

struct Sector {
    cameo: Option<String>,
    icews: String,
}

/// All the tables.
pub struct Codes {
    countries: BTreeMap<String, Country>,
    /// Names as [`fold`] leaves them, to states.
    names: HashMap<String, String>,
    /// CAMEO's own codes of states.
    cameo_states: HashMap<String, String>,
    sectors: BTreeMap<String, Sector>,
    sector_names: HashMap<String, String>,
    cameo: BTreeMap<String, Cameo>,
    /// Quad class and score by type.
    types: BTreeMap<String, (String, f64)>,
}

impl Codes {
    /// # Errors
    /// One of the files has a mistake.
    pub fn builtin() -> Result<Codes> {
        let mut codes = Codes {
            countries: BTreeMap::new(),
            names: HashMap::new(),
            cameo_states: HashMap::new(),
            sectors: BTreeMap::new(),
            sector_names: HashMap::new(),
            cameo: BTreeMap::new(),
            types: BTreeMap::new(),
        };
        codes.read_states();
        codes.read_countries()?;
        codes.read_sectors()?;
        codes.read_cameo()?;
        codes.read_types()?;
        for (code, name) in OTHERS {
            codes.countries.entry((*code).into()).or_default().name = (*name).into();
            codes.names.insert(fold(name), (*code).into());
        }
        Ok(codes)
    }

    fn read_states(&mut self) {
        for (_, fields) in rows(STATES) {
            let [id, state, name, ..] = fields[..] else { continue };
            if id == state {
                self.countries.entry(state.into()).or_default().name = name.into();
            }
            let others = fields.get(3).copied().unwrap_or("-").split('|').filter(|n| *n != "-");
            for name in std::iter::once(name).chain(others) {
                // The first to have a name keeps it: states stand before their former selves and their regions.
                self.names.entry(fold(name.trim_start_matches('~'))).or_insert_with(|| state.to_owned());
            }
        }
    }

    fn read_countries(&mut self) -> Result<()> {
        for (line, fields) in rows(COUNTRIES) {
            let wrong = |reason: String| Error::Knowledge {
                file: "knowledge/exchange/countries.tsv",
                line,
                reason,
                mend: "write state, fips, cow, cameo and icews, parted by tabs; the state stands in knowledge/states.tsv",
            };
            let [state, fips, cow, cameo, icews] = fields[..] else {
                return Err(wrong(format!("{} columns", fields.len())));
            };
            let country =
                self.countries.get_mut(state).ok_or_else(|| wrong(format!("{state:?} is no state")))?;
            country.fips = given(fips);
            country.cow = given(cow);
            country.cameo = cameo.split('|').next().and_then(given);
            country.icews = icews.split('|').next().and_then(given);
            for other in cameo.split('|').filter(|c| *c != "-") {
                self.cameo_states.insert(other.into(), state.into());
            }
            for name in icews.split('|').filter(|n| *n != "-") {
                self.names.insert(fold(name), state.into());
            }
        }
        Ok(())
    }

    fn read_sectors(&mut self) -> Result<()> {
        for (line, fields) in rows(SECTORS) {
            let [sector, cameo, icews] = fields[..] else {
                return Err(Error::Knowledge {
                    file: "knowledge/exchange/sectors.tsv",
                    line,
                    reason: format!("{} columns", fields.len()),
                    mend: "write sector, cameo and icews, parted by tabs",
                });
            };
            for name in icews.split('|') {
                self.sector_names.entry(fold(name)).or_insert_with(|| sector.into());
            }
            let icews = icews.split('|').next().unwrap_or_default().to_owned();
            self.sectors.insert(sector.into(), Sector { cameo: given(cameo), icews });
        }
        Ok(())
    }

    fn read_cameo(&mut self) -> Result<()> {
        for (line, fields) in rows(CAMEO) {
            let [code, kind, mode, name] = fields[..] else {
                return Err(Error::Knowledge {
                    file: "knowledge/exchange/cameo.tsv",
                    line,
                    reason: format!("{} columns", fields.len()),
                    mend: "write code, type, mode and name, parted by tabs",
                });
            };
            let above = self.cameo_above(code).cloned();
            let kind = match kind {
                "" => above.as_ref().and_then(|a| a.kind.clone()),
                other => given(other),
            };
            let mode = match mode {
                "" => above.filter(|a| a.kind == kind).and_then(|a| a.mode),
                other => given(other),
            };
            self.cameo.insert(code.into(), Cameo { name: name.into(), kind, mode });
        }
        Ok(())
    }

    fn read_types(&mut self) -> Result<()> {
        let wrong = |reason: String| Error::Knowledge {
            file: "knowledge/codebook/types.toml",
            line: 1,
            reason,
            mend: "each type has a quad and a goldstein value",
        };
        let table: toml::Table = TYPES.parse().map_err(|e: toml::de::Error| wrong(e.to_string()))?;
        for (kind, entry) in table {
            let quad = entry.get("quad").and_then(toml::Value::as_str);
            let score = entry.get("goldstein").and_then(toml::Value::as_float);
            let (Some(quad), Some(score)) = (quad, score) else {
                return Err(wrong(format!("{kind} lacks quad or goldstein")));
            };
            self.types.insert(kind, (quad.to_owned(), score));
        }
        Ok(())
    }

    /// The name of a state, or the code itself if there is none.
    pub fn name<'a>(&'a self, state: &'a str) -> &'a str {
        self.countries.get(state).map_or(state, |country| country.name.as_str())
    }

    /// The name that ICEWS has for a state.
    pub fn icews_name<'a>(&'a self, state: &'a str) -> &'a str {
        let country = self.countries.get(state);
        country.and_then(|c| c.icews.as_deref()).unwrap_or_else(|| self.name(state))
    }

    pub fn fips(&self, state: &str) -> Option<&str> {
        self.countries.get(state)?.fips.as_deref()
    }

    pub fn cow(&self, state: &str) -> Option<&str> {
        self.countries.get(state)?.cow.as_deref()
    }

    /// CAMEO's code of a state; none for what is no state.
    pub fn cameo_state<'a>(&'a self, state: &'a str) -> Option<&'a str> {
        if OTHERS.iter().any(|(code, _)| *code == state) {
            return None;
        }
        Some(self.countries.get(state).and_then(|c| c.cameo.as_deref()).unwrap_or(state))
    }

    /// CAMEO's code of an organisation that it knows by name.
    pub fn known_group(&self, state: &str) -> Option<&'static str> {
        KNOWN_GROUPS.iter().find(|(code, _)| *code == state).map(|(_, group)| *group)
    }

    /// The state that a code of CAMEO, GDELT or ISO stands for.
    pub fn state_of_code(&self, code: &str) -> Option<&str> {
        if let Some(state) = self.cameo_states.get(code) {
            return Some(state);
        }
        if let Some((state, _)) = KNOWN_GROUPS.iter().find(|(_, group)| *group == code) {
            return Some(state);
        }
        self.countries.get_key_value(code).map(|(state, _)| state.as_str())
    }

    /// The state that a name stands for, however it is written.
    pub fn state_of_name(&self, name: &str) -> Option<&str> {
        self.names.get(&fold(name)).map(String::as_str)
    }

    /// The state of a FIPS code.
    pub fn state_of_fips(&self, fips: &str) -> Option<&str> {
        let found = self.countries.iter().find(|(_, c)| c.fips.as_deref() == Some(fips));
        found.map(|(state, _)| state.as_str())
    }

    pub fn cameo_sector(&self, sector: &str) -> Option<&str> {
        self.sectors.get(sector)?.cameo.as_deref()
    }

    pub fn icews_sector(&self, sector: &str) -> Option<&str> {
        self.sectors.get(sector).map(|s| s.icews.as_str())
    }

    /// The sector of a role code, or of a list of ICEWS's sectors: that of the first which is known.
    pub fn sector_of(&self, text: &str) -> Option<&str> {
        let code = text.trim();
        if let Some((sector, _)) = self.sectors.get_key_value(code) {
            return Some(sector);
        }
        text.split([',', ';']).find_map(|part| self.sector_names.get(&fold(part)).map(String::as_str))
    }

    /// A CAMEO code, or the nearest shorter one that the table has.
    pub fn cameo(&self, code: &str) -> Option<&Cameo> {
        self.cameo.get(code).or_else(|| self.cameo_above(code))
    }

    fn cameo_above(&self, code: &str) -> Option<&Cameo> {
        (2..code.len()).rev().find_map(|length| self.cameo.get(code.get(..length)?))
    }

    /// Quad class and score of a PLOVER type.
    pub fn type_info(&self, kind: &str) -> Option<(&str, f64)> {
        self.types.get(kind).map(|(quad, score)| (quad.as_str(), *score))
    }
}

/// The rows of a table with their lines, without its comments.
fn rows(text: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(number, line)| (number + 1, line.split('\t').collect()))
}

fn given(field: &str) -> Option<String> {
    (field != "-" && !field.is_empty()).then(|| field.to_owned())
}

/// A name without what writers differ in: case, accents' absence aside, punctuation and the article.
fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let word = word.to_lowercase();
        if matches!(word.as_str(), "the" | "and" | "of") {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_together() {
        let codes = Codes::builtin().expect("the tables are whole");
        assert_eq!(codes.types.len(), 16);
        for (code, cameo) in &codes.cameo {
            if let Some(kind) = &cameo.kind {
                assert!(codes.types.contains_key(kind), "{code} has the type {kind}");
            }
        }
        // What the codebook writes into `cameo` must be read back as the same type. The embargo is the exception: its
        // code is that of COERCE's withholding, and of the sanctions that the codebook codes as SANCTION.
        let table: toml::Table = TYPES.parse().expect("the types are TOML");
        for (kind, entry) in &table {
            let own = entry["cameo"].as_str().map(|code| (code.to_owned(), None));
            let modes = entry.get("modes").and_then(toml::Value::as_table);
            let modes = modes
                .into_iter()
                .flatten()
                .map(|(mode, value)| (value[0].as_str().unwrap_or_default().to_owned(), Some(mode.clone())));
            for (code, mode) in own.into_iter().chain(modes).filter(|(code, _)| code != "163") {
                let cameo = codes.cameo.get(&code).unwrap_or_else(|| panic!("{code} has no name"));
                assert_eq!(cameo.kind.as_deref(), Some(kind.as_str()), "{code} {mode:?}");
            }
        }
    }

    #[test]
    fn states_go_by_many_names() {
        let codes = Codes::builtin().expect("the tables are whole");
        for (name, state) in [
            ("Russian Federation", "RUS"),
            ("United States", "USA"),
            ("Occupied Palestinian Territory", "PSE"),
            ("Democratic Republic of Congo", "COD"),
            ("Cote d'Ivoire", "CIV"),
            ("Bosnia And Herzegovina", "BIH"),
            ("South Korea", "KOR"),
            ("Georgia", "GEO"),
            ("Turkey", "TUR"),
            ("United Nations", "UNO"),
        ] {
            assert_eq!(codes.state_of_name(name), Some(state), "{name}");
        }
        assert_eq!(codes.state_of_name("Ruritania"), None);
        assert_eq!(codes.state_of_code("ROM"), Some("ROU"));
        assert_eq!(codes.state_of_code("EEC"), Some("EUE"));
        assert_eq!(codes.state_of_code("ISR"), Some("ISR"));
        assert_eq!(codes.state_of_code("XYZ"), None);
        assert_eq!(codes.cameo_state("ROU"), Some("ROM"));
        assert_eq!(codes.cameo_state("UNO"), None);
        assert_eq!(codes.fips("ISR"), Some("IS"));
        assert_eq!(codes.state_of_fips("AJ"), Some("AZE"));
        assert_eq!(codes.cow("USA"), Some("2"));
    }

    #[test]
    fn cameo_is_read_by_its_longest_known_part() {
        let codes = Codes::builtin().expect("the tables are whole");
        let kind = |code: &str| codes.cameo(code).and_then(|c| c.kind.clone());
        assert_eq!(kind("042").as_deref(), Some("CONSULT"));
        assert_eq!(kind("1953").as_deref(), Some("ASSAULT"));
        assert_eq!(kind("0871").as_deref(), Some("RETREAT"));
        assert_eq!(kind("191").as_deref(), Some("COERCE"));
        assert_eq!(kind("010"), None);
        assert_eq!(codes.cameo("99"), None);
        assert_eq!(codes.cameo(""), None);
        assert_eq!(codes.sector_of("Executive,Government"), Some("GOV"));
    }
}
