//! Who can be meant: the members of a report's cast, and the places where it mentions them.

use super::words::Pronoun;
use legation_record::{Actor, Span};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    Person,
    State,
    /// An organ, organisation, party, firm, armed group: anything with a name or a seat that acts as one.
    Body,
    /// People without a name: "protesters", "a group of lawyers", "the journalist".
    People,
    Place,
    /// What does not act: "trade", "the move".
    #[default]
    Thing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gender {
    #[default]
    Unknown,
    He,
    She,
}

/// Somebody or something that the report speaks of.
#[derive(Clone, Debug, Default)]
pub struct Member {
    pub kind: Kind,
    pub name: Option<String>,
    pub role: Option<String>,
    pub state: Option<String>,
    pub sector: Option<String>,
    pub gender: Gender,
    /// The phrase itself names its state, rather than the report around it.
    pub sure: bool,
    /// One human being, so that "he" or "she" can mean it.
    pub single: bool,
    pub seen: u32,
}

/// A noun phrase and whom it stands for.
#[derive(Clone, Debug)]
pub struct Mention {
    pub sentence: usize,
    pub head: usize,
    pub span: Span,
    /// Indices into the cast's members; several for "the two countries".
    pub members: Vec<u32>,
    pub pronoun: Option<Pronoun>,
    /// Lemma of the head for a common noun, by which "the court" finds "the High Court".
    pub lemma: String,
    pub plural: bool,
    pub quoted: bool,
    /// Read as a place and not as the state: "in Moscow".
    pub place: bool,
    pub subject: bool,
}

impl Member {
    pub fn actor(&self, span: Span) -> Actor {
        Actor {
            span,
            name: self.name.clone(),
            role: self.role.clone(),
            state: self.state.clone(),
            sector: self.sector.clone(),
        }
    }
}
