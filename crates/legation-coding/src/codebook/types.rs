//! PLOVER's sixteen event types, and what `types.toml` says of each.

use std::collections::BTreeMap;

/// A PLOVER 2.0 event type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[rustfmt::skip]
pub enum EventType {
    Agree, Consult, Support, Cooperate, Aid, Concede, Retreat,
    Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault,
}

use EventType::*;

impl EventType {
    #[rustfmt::skip]
    pub const ALL: [EventType; 16] = [
        Agree, Consult, Support, Cooperate, Aid, Concede, Retreat,
        Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Agree => "AGREE",
            Consult => "CONSULT",
            Support => "SUPPORT",
            Cooperate => "COOPERATE",
            Aid => "AID",
            Concede => "CONCEDE",
            Retreat => "RETREAT",
            Request => "REQUEST",
            Accuse => "ACCUSE",
            Reject => "REJECT",
            Threaten => "THREATEN",
            Protest => "PROTEST",
            Sanction => "SANCTION",
            Mobilize => "MOBILIZE",
            Coerce => "COERCE",
            Assault => "ASSAULT",
        }
    }

    pub fn parse(name: &str) -> Option<EventType> {
        EventType::ALL.into_iter().find(|t| t.name() == name)
    }

    /// Whether both sides do the same, so that nobody is only acted on: "A and B met" is "B and A met".
    pub fn is_mutual(self) -> bool {
        matches!(self, Agree | Consult | Cooperate)
    }

    /// Whether it is done by speaking, so that what it speaks of has not happened by it.
    pub fn is_verbal(self) -> bool {
        matches!(self, Agree | Support | Concede | Request | Accuse | Reject | Threaten)
    }

    /// Types that PLOVER codes as an AGREE that has happened when they still lie ahead.
    pub fn agreed_when_future(self) -> bool {
        matches!(self, Consult | Support | Cooperate | Aid)
    }
}

/// What the codebook's head says of a type.
#[derive(Clone, Debug)]
pub struct TypeInfo {
    pub quad: String,
    pub cameo: String,
    pub goldstein: f64,
    /// CAMEO code and Goldstein value by mode.
    pub modes: BTreeMap<String, (String, f64)>,
}

impl TypeInfo {
    /// The CAMEO code and Goldstein value of the type in a mode.
    pub fn code(&self, mode: Option<&str>) -> (&str, f64) {
        match mode.and_then(|m| self.modes.get(m)) {
            Some((cameo, goldstein)) => (cameo, *goldstein),
            None => (&self.cameo, self.goldstein),
        }
    }
}
