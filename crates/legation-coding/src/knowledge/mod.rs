//! Tables that a political scientist can read, edit and override: states, organisations, armed groups, parties,
//! offices, office-holders, agents. One file each under `knowledge/`, compiled into the binary.
use crate::Error;
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    State,
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

/// Every table that the coder reads.
#[derive(Clone, Debug, Default)]
pub struct Knowledge;

impl Knowledge {
    pub fn builtin() -> Result<Knowledge, Error> {
        Ok(Knowledge)
    }

    /// Adds a user's own actors: the project's own form, or PETRARCH's actor and agent files as they are.
    pub fn add_actors(&mut self, _path: &Path) -> Result<(), Error> {
        Ok(())
    }

    /// The longest name that begins at token `start`. `date` (ISO, may be cut) chooses among dated entries.
    pub fn name_at(&self, _words: &[&str], _start: usize, _date: Option<&str>) -> Option<Hit<'_>> {
        None
    }

    /// The longest office title that begins at token `start` ("deputy prime minister", "secretary-general").
    pub fn office_at(&self, _words: &[&str], _start: usize) -> Option<Office> {
        None
    }

    /// Who is meant by a surname or full name at that date, by the office-holder tables; the best known first.
    pub fn holders(&self, _name: &str, _date: Option<&str>) -> Vec<&Holder> {
        Vec::new()
    }

    /// PLOVER sector of a common noun that acts: `soldier` MIL, `protester` CVL, `court` JUD, `parliament` LEG.
    pub fn agent_sector(&self, _lemma: &str) -> Option<&str> {
        None
    }
}
