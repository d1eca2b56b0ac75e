//! Tables that a political scientist can read, edit and override: states, organisations, armed groups, parties,
//! offices, office-holders, agents. One file each under `knowledge/`, compiled into the binary.
//!
//! * [`Knowledge::name_at`]: what the name at a token stands for.
//! * [`Knowledge::office_at`]: the office whose title begins at a token.
//! * [`Knowledge::holders`]: who of that name was in office at a date.
//! * [`Knowledge::agent_sector`]: the sector that a common noun tells.
//! * [`States`]: states by what people who ask call them.
//! * [`Knowledge::add_actors`]: a user's own tables, or PETRARCH's.

mod actors;
mod agents;
mod called;
mod holders;
mod names;
mod petrarch;
mod pieces;
mod states;
pub(crate) mod table;
mod titles;

pub use called::{Called, States};
pub use table::SECTORS;

use crate::Error;
use std::collections::BTreeSet;
use std::path::Path;

/// In which form a name stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// "Azerbaijan", "NATO", "Hamas", "Lockheed Martin"
    Name,
    /// "Azerbaijani", "Azeri", "Palestinian": adjective or demonym
    Adjective,
    /// "Baku": the state acts, or the town is meant; the coder tells which
    Capital,
    /// "the Kremlin", "Downing Street", "the White House": always the government
    Seat,
    /// "Mumbai", "Helmand": a town or region that tells the state, but never acts for it
    Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    State,
    /// A part of a state that acts: Scotland, Chechnya, Republika Srpska.
    Region,
    /// A town or province (always [`Form::Place`]).
    Town,
    Organisation,
    ArmedGroup,
    Party,
    Company,
    Media,
    Person,
}

/// What a name stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// Stable key: `state:FRA`, `org:nato`, `group:hamas`.
    pub id: String,
    /// The usual full English name.
    pub name: String,
    pub kind: Option<Kind>,
    /// ISO 3166-1 alpha-3, or EUE, NAT, UNO, IGO, NGO, PSE, XKX.
    pub state: Option<String>,
    /// PLOVER sector where the name alone tells it (a state alone: None).
    pub sector: Option<String>,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// Tokens that the name covers.
    pub len: usize,
    pub form: Form,
    pub entity: &'a Entity,
}

/// An office by its title: "foreign minister", "spokesman", "ambassador".
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    pub title: String,
    pub sector: String,
    /// Tokens that the title covers.
    pub len: usize,
}

/// Somebody who held an office for some time, from the dated tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    pub person: String,
    pub title: String,
    pub state: String,
    pub sector: String,
    /// ISO dates, whole or cut (`2013`, `2013-01`).
    pub since: Option<String>,
    pub until: Option<String>,
}

/// What came of a file of actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Added {
    /// Entries of the file.
    pub read: usize,
    /// Those that have at least one name and code in use now.
    pub used: usize,
    pub refused: Vec<Refused>,
}

/// An entry, or one code of it, that was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub line: usize,
    pub entry: String,
    pub reason: String,
}

/// Every table that the coder reads.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    names: names::Names,
    titles: titles::Titles,
    holders: holders::Holders,
    agents: agents::Agents,
}

macro_rules! table {
    ($file:literal) => {
        (concat!("knowledge/", $file), include_str!(concat!("../../../../knowledge/", $file)))
    };
}

/// The tables of actors; where two claim a name, the first has it.
const ACTORS: [(&str, &str); 6] = [
    table!("organisations.tsv"),
    table!("bodies.tsv"),
    table!("armed-groups.tsv"),
    table!("parties.tsv"),
    table!("media.tsv"),
    table!("companies.tsv"),
];

const PLACES: [(&str, &str); 2] = [table!("regions.tsv"), table!("towns.tsv")];

/// Codes that stand where a state's code does.
const NO_STATES: [&str; 5] = ["EUE", "NAT", "UNO", "IGO", "NGO"];

impl Knowledge {
    /// The tables that the binary carries.
    pub fn builtin() -> Result<Knowledge, Error> {
        let mut knowledge = Knowledge { names: names::Names::with_room(6000), ..Knowledge::default() };
        let (file, text) = table!("states.tsv");
        states::read(file, text, &mut knowledge.names)?;
        for (file, text) in ACTORS {
            actors::read(file, text, &mut knowledge.names)?;
        }
        for (file, text) in PLACES {
            states::read_places(file, text, &mut knowledge.names)?;
        }
        let (file, text) = table!("offices.tsv");
        knowledge.titles.read(file, text)?;
        let (file, text) = table!("agents.tsv");
        knowledge.agents.read(file, text)?;
        let (file, text) = table!("office-holders.tsv");
        knowledge.holders.read(file, text)?;
        Ok(knowledge)
    }

    /// Adds a user's own actors, which come before those of the binary: a table in the project's own form (as
    /// `organisations.tsv`), or PETRARCH's actor and agent files as they are. A mistake in the project's own form is an
    /// error; what PETRARCH's files hold that has no sense here is left out, and the answer says why.
    pub fn add_actors(&mut self, path: &Path) -> Result<Added, Error> {
        let file = path.display().to_string();
        let error =
            |reason: String, mend: &str| Error { file: file.clone(), line: 0, reason, mend: mend.into() };
        let bytes = std::fs::read(path).map_err(|e| error(e.to_string(), "name a file that can be read"))?;
        let text = String::from_utf8_lossy(&bytes);
        let from = self.names.len();
        let added = if actors::is_table(&text) {
            let mut trial = names::Names::default();
            actors::read(&file, &text, &mut trial)?;
            for (row, entity) in table::rows(&file, &text).zip(trial.entities()) {
                if let Some(code) = entity.state.as_deref().filter(|code| !self.is_code(code)) {
                    return Err(row.error(
                        format!("no state has the code {code}"),
                        "take a code of ISO 3166-1 alpha-3",
                    ));
                }
            }
            actors::read(&file, &text, &mut self.names)?;
            Added { read: trial.len(), used: trial.len(), refused: Vec::new() }
        } else if petrarch::is_agents(&text) {
            petrarch::read_agents(&text, &mut self.agents)
        } else {
            let codes = self.codes();
            petrarch::read_actors(&text, &mut self.names, |code| codes.contains(code))
        };
        if added.used == 0 {
            let mend = "write it as knowledge/organisations.tsv is written, or give a dictionary of PETRARCH";
            return Err(error(format!("no actor in it ({} entries read)", added.read), mend));
        }
        self.names.promote(from as u32);
        Ok(added)
    }

    fn codes(&self) -> BTreeSet<String> {
        let states = self.names.entities().iter().filter(|e| e.kind == Some(Kind::State));
        states.filter_map(|e| e.state.clone()).collect()
    }

    /// Is it a state's code, or one of those for what is no state?
    fn is_code(&self, code: &str) -> bool {
        NO_STATES.contains(&code)
            || self
                .names
                .entities()
                .iter()
                .any(|e| e.kind == Some(Kind::State) && e.state.as_deref() == Some(code))
    }

    /// The longest name that begins at token `start`. `date` (ISO, may be cut) chooses among dated entries.
    pub fn name_at(&self, words: &[&str], start: usize, date: Option<&str>) -> Option<Hit<'_>> {
        let after_given_name =
            || start > 0 && words.get(start - 1).is_some_and(|w| self.holders.is_given_name(w));
        let (len, form, entity) = self.names.find(words, start, date, after_given_name)?;
        Some(Hit { len, form, entity })
    }

    /// The longest office title that begins at token `start` ("deputy prime minister", "secretary-general").
    /// The office of a former holder ("former president") has the sector ELI.
    pub fn office_at(&self, words: &[&str], start: usize) -> Option<Office> {
        self.titles.find(words, start)
    }

    /// Who is meant by a surname or full name at that date, by the office-holder tables; the best known first.
    pub fn holders(&self, name: &str, date: Option<&str>) -> Vec<&Holder> {
        self.holders.find(name, date)
    }

    /// PLOVER sector of a common noun that acts: `soldier` MIL, `protester` CVL, `court` JUD, `parliament` LEG.
    pub fn agent_sector(&self, lemma: &str) -> Option<&str> {
        self.agents.sector(lemma)
    }
}

#[cfg(test)]
mod tests;
