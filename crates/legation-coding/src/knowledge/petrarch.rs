//! PETRARCH's actor and agent dictionaries as they are: names in capitals with `_`, synonyms after `+`, codes in
//! brackets with date limits, `!MACRO!` sets of agents.
//!
//! ```text
//! ASHRAF_GHANI_ ; CountryInfo.txt
//! +FOREIGN_MINISTER_GHANI_
//!     [AFGGOVBUS 20020602-20041214]
//!     [AFGELI]
//! ```

use super::agents::Agents;
use super::names::{Names, Span};
use super::{Added, Entity, Form, Refused};
use std::collections::HashMap;

/// CAMEO's role codes and the PLOVER sector of each; the first of a code that tells one counts.
#[rustfmt::skip]
const SECTORS: [(&str, &str); 35] = [
    ("GOV", "GOV"), ("MIL", "MIL"), ("LEG", "LEG"), ("JUD", "JUD"), ("PTY", "PTY"), ("OPP", "OPP"), ("COP", "COP"),
    ("SPY", "SPY"), ("REB", "REB"), ("UAF", "REB"), ("INS", "REB"), ("SEP", "REB"), ("RAD", "REB"), ("CVL", "CVL"),
    ("REF", "CVL"), ("AGR", "CVL"), ("ENV", "CVL"), ("MOD", "CVL"), ("SET", "CVL"), ("BUS", "BUS"), ("MNC", "MNC"),
    ("MED", "MED"), ("EDU", "EDU"), ("LAB", "LAB"), ("REL", "REL"), ("NGO", "NGO"), ("NGM", "NGO"), ("HRI", "NGO"),
    ("IGO", "IGO"), ("CRM", "CRM"), ("HLH", "HLH"), ("ELI", "ELI"), ("DEV", "GOV"), ("UNK", "UNK"),
    ("IMG", "REB"),
];

/// Faiths, which make a sector only where nothing else does.
const FAITHS: [&str; 9] = ["REL", "BUD", "CHR", "HIN", "JEW", "MUS", "SIK", "BAH", "MOS"];

/// Codes of CAMEO that ISO 3166-1 writes otherwise.
#[rustfmt::skip]
const STATES: [(&str, &str); 9] = [
    ("USR", "RUS"), ("KSV", "XKX"), ("TMP", "TLS"), ("ROM", "ROU"), ("ZAR", "COD"), ("CSK", "CZE"), ("YUG", "SRB"),
    ("SCG", "SRB"), ("PAL", "PSE"),
];

fn sector(parts: &[&str]) -> Option<&'static str> {
    let of = |part: &&str| SECTORS.iter().find(|(cameo, _)| cameo == part).map(|(_, sector)| *sector);
    // "IMG", the international militant, says less than any role behind it.
    let role = parts.iter().filter(|p| **p != "IMG").find_map(of).or_else(|| parts.iter().find_map(of));
    role.or_else(|| parts.iter().any(|p| FAITHS.contains(p)).then_some("REL"))
}

/// What a dictionary is: told by its first code.
pub(super) fn is_agents(text: &str) -> bool {
    text.lines().map(uncommented).find(|l| l.contains('[')).is_some_and(|l| l.contains("[~"))
}

pub(super) fn read_actors(text: &str, names: &mut Names, known: impl Fn(&str) -> bool) -> Added {
    let mut added = Added::default();
    let mut entry = Entry::default();
    for (n, line) in text.lines().enumerate() {
        let line = uncommented(line);
        let (name, codes) = line.split_at(line.find('[').unwrap_or(line.len()));
        let name = name.trim();
        if !name.is_empty() && !name.starts_with('+') && !entry.codes.is_empty() {
            std::mem::take(&mut entry).add(names, &known, &mut added);
        }
        if !name.is_empty() {
            entry.line = if entry.names.is_empty() { n + 1 } else { entry.line };
            entry.names.extend(written(name.trim_start_matches('+')));
        }
        let codes = codes.split('[').skip(1).filter_map(|c| c.split(']').next());
        entry.codes.extend(codes.map(|c| c.trim().to_string()));
    }
    entry.add(names, &known, &mut added);
    added
}

#[derive(Default)]
struct Entry {
    line: usize,
    names: Vec<String>,
    codes: Vec<String>,
}

impl Entry {
    fn add(self, names: &mut Names, known: impl Fn(&str) -> bool, added: &mut Added) {
        let Some(name) = self.names.first() else { return };
        added.read += 1;
        let mut used = false;
        for code in &self.codes {
            match decode(code, &known) {
                Ok((state, sector, span)) => {
                    let id = format!("petrarch:{}", name.to_lowercase().replace(' ', "-"));
                    let entity = Entity { id, name: name.clone(), kind: None, state, sector };
                    let key = names.add_entity(entity, span);
                    self.names.iter().for_each(|n| used |= names.add(n, Form::Name, key));
                }
                Err(reason) => added.refused.push(Refused { line: self.line, entry: name.clone(), reason }),
            }
        }
        if self.codes.is_empty() {
            added.refused.push(Refused {
                line: self.line,
                entry: name.clone(),
                reason: "no code in brackets".into(),
            });
        }
        added.used += usize::from(used);
    }
}

/// Without the comment after `#` or `;`.
fn uncommented(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or("").trim_end()
}

/// `ASHRAF_GHANI_` as people write it: "Ashraf Ghani". A word of up to three letters alone is an abbreviation.
fn written(name: &str) -> Option<String> {
    let name = name.replace('_', " ");
    let words: Vec<&str> = name.split_whitespace().collect();
    let short = words.len() == 1 && words[0].chars().filter(|c| c.is_alphabetic()).count() <= 3;
    let joined = match short {
        true => words.join(" "),
        false => words.iter().map(|w| capitalised(w)).collect::<Vec<_>>().join(" "),
    };
    joined.chars().any(char::is_alphanumeric).then_some(joined)
}

fn capitalised(word: &str) -> String {
    if ["OF", "THE", "AND", "FOR", "IN", "DE", "AL", "BIN"].contains(&word) {
        return word.to_lowercase();
    }
    // After a hyphen either case will do: "Ban Ki-moon".
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

type Decoded = (Option<String>, Option<String>, Span);

/// `AFGGOVBUS 20020602-20041214` is Afghanistan, GOV, from 2002-06-02 until 2004-12-14.
fn decode(code: &str, known: impl Fn(&str) -> bool) -> Result<Decoded, String> {
    let (code, dates) = code.split_once([' ', '\t']).unwrap_or((code, ""));
    if code.len() < 3 || !code.is_ascii() || code.starts_with('-') {
        return Err(format!("`{code}` is no actor code"));
    }
    let parts: Vec<&str> = code.as_bytes().chunks(3).filter_map(|p| std::str::from_utf8(p).ok()).collect();
    let bodies = [("UNO", "UNO"), ("EEC", "EUE"), ("NAT", "NAT")];
    let body =
        bodies.iter().find(|(part, _)| parts[0] == "IGO" && parts.contains(part)).map(|(_, state)| *state);
    let own = STATES.iter().find(|(cameo, _)| *cameo == parts[0]).map_or(parts[0], |(_, iso)| *iso);
    let state = match (body, own) {
        (Some(body), _) => Some(body),
        (None, own @ ("IGO" | "NGO")) => Some(own),
        (None, own) if known(own) => Some(own),
        _ => None,
    };
    let sector = sector(&parts);
    if state.is_none() && sector.is_none() {
        return Err(format!("`{code}` has neither a state nor a role of PLOVER"));
    }
    Ok((state.map(Into::into), sector.map(Into::into), span(dates.trim())?))
}

fn span(dates: &str) -> Result<Span, String> {
    let one = |d: &str| iso(d.trim()).map(|d| Some(d.into_boxed_str()));
    Ok(match dates.chars().next() {
        None => Span::default(),
        Some('>') => Span { since: one(&dates[1..])?, until: None },
        Some('<') => Span { since: None, until: one(&dates[1..])? },
        Some(_) => match dates.split_once('-') {
            Some((since, until)) => Span { since: one(since)?, until: one(until)? },
            None => return Err(format!("`{dates}` is no range of dates")),
        },
    })
}

/// `020602` and `20020602` as ISO dates; two-digit years from 40 on are of the twentieth century.
fn iso(date: &str) -> Result<String, String> {
    let digits = date.bytes().all(|b| b.is_ascii_digit());
    match (digits, date.len()) {
        (true, 6) => {
            let century = if &date[..2] < "40" { "20" } else { "19" };
            Ok(format!("{century}{}-{}-{}", &date[..2], &date[2..4], &date[4..]))
        }
        (true, 8) => Ok(format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])),
        _ => Err(format!("`{date}` is no date")),
    }
}

pub(super) fn read_agents(text: &str, agents: &mut Agents) -> Added {
    let mut added = Added::default();
    let mut macros: HashMap<&str, Vec<&str>> = HashMap::new();
    for (n, line) in text.lines().enumerate() {
        let line = uncommented(line);
        if let Some((name, set)) = line.split_once('=').filter(|_| line.starts_with('!')) {
            macros.insert(name.trim().trim_matches('!'), set.split(',').map(str::trim).collect());
            continue;
        }
        let Some((nouns, code)) = line.split_once("[~") else { continue };
        added.read += 1;
        let code = code.split(']').next().unwrap_or("");
        let parts: Vec<&str> =
            code.as_bytes().chunks(3).filter_map(|p| std::str::from_utf8(p).ok()).collect();
        let Some(sector) = sector(&parts) else {
            let reason = format!("`~{code}` has no role of PLOVER");
            added.refused.push(Refused { line: n + 1, entry: nouns.trim().into(), reason });
            continue;
        };
        // "MAN {MEN}": the plural is in braces.
        let nouns = nouns.replace(['{', '}'], "|");
        for noun in nouns.split('|').map(str::trim).filter(|n| !n.is_empty()) {
            expand(noun, &macros)
                .iter()
                .for_each(|noun| agents.add(&noun.to_lowercase().replace('_', " "), sector));
        }
        added.used += 1;
    }
    added
}

/// `CATTLE!PERSON!` with every word that the macro stands for.
fn expand(noun: &str, macros: &HashMap<&str, Vec<&str>>) -> Vec<String> {
    let mut parts = noun.splitn(3, '!');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(name), Some(after)) => {
            let words = macros.get(name).map(Vec::as_slice).unwrap_or_default();
            words.iter().map(|w| format!("{before}{w}{after}")).collect()
        }
        _ => vec![noun.to_string()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_dates() {
        let known = |code: &str| code == "AFG";
        let (state, sector, span) = decode("AFGGOVBUS 20020602-041214", known).unwrap();
        assert_eq!((state.as_deref(), sector.as_deref()), (Some("AFG"), Some("GOV")));
        assert_eq!((span.since.as_deref(), span.until.as_deref()), (Some("2002-06-02"), Some("2004-12-14")));
        assert_eq!(decode("IGOUNO", known).unwrap().0.as_deref(), Some("UNO"));
        assert_eq!(decode("IMGMUSALQ", known).unwrap().1.as_deref(), Some("REB"));
        assert_eq!(decode("BAH", known).unwrap().1.as_deref(), Some("REL"));
        assert_eq!(decode("QQQWWW", known).unwrap_err(), "`QQQWWW` has neither a state nor a role of PLOVER");
        assert!(decode("AFG 2004017-20061201", known).is_err());
        assert!(decode("---", known).is_err());
    }

    #[test]
    fn names_as_people_write_them() {
        assert_eq!(
            written("ISLAMIC_REPUBLIC_OF_AFGHANISTAN").as_deref(),
            Some("Islamic Republic of Afghanistan")
        );
        assert_eq!(written("BAN_KI-MOON_").as_deref(), Some("Ban Ki-moon"));
        assert_eq!(written("UN_").as_deref(), Some("UN"));
        assert_eq!(written("_"), None);
    }
}
