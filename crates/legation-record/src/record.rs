//! The record of one report: events, quotes, roles, figures, places and dates, each with the words it came from.

use crate::{Document, Span};

/// Somebody or something that acts: as its mention stands, and whom it is resolved to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// The mention in the evidence sentence.
    pub span: Span,
    /// Full name, where the report or a table tells it.
    pub name: Option<String>,
    pub role: Option<String>,
    /// ISO 3166-1 alpha-3, or a code of the organisations (`EUE`, `NAT`, `UNO`, `IGO`, `NGO`).
    pub state: Option<String>,
    /// PLOVER sector (`GOV`, `MIL`, ...).
    pub sector: Option<String>,
}

/// A time expression. `value` is as in TIMEX3 (`2023-04-19`, `2023-03`, `1991`, `2023-W16`, `P3D`, `PAST_REF`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Date {
    pub span: Span,
    pub value: Option<String>,
    /// day | week | month | quarter | year | decade | duration | vague
    pub precision: Option<String>,
}

/// A toponym and the place it stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub span: Span,
    pub name: Option<String>,
    pub state: Option<String>,
    pub admin1: Option<String>,
    pub geonames: Option<u32>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// A happening that the report tells of, coded by the codebook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// Hash of the document's text, the type and the trigger: the same input gives the same id.
    pub id: String,
    pub event_type: String,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    /// actual | future | hypothetical | negated | historical
    pub status: String,
    pub quad: String,
    pub score: f64,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub confidence: f64,
    pub actors: Vec<Actor>,
    pub recipients: Vec<Actor>,
    pub trigger: Span,
    /// Sentences that tell it, the fullest first.
    pub evidence: Vec<Span>,
    pub date: Option<Date>,
    pub place: Option<Place>,
    pub why: String,
}

/// Speech or writing attributed to somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// direct | indirect | mixed
    pub kind: String,
    pub content: Span,
    pub speaker: Option<Actor>,
    pub cue: Option<Span>,
    /// Whom it was said to, where the attribution tells: "told reporters".
    pub addressee: Option<Actor>,
    /// Where it was said or written: "a news conference in Doha".
    pub occasion: Option<Span>,
    /// When it was said, where the attribution tells.
    pub date: Option<Date>,
}

/// Who holds which office.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Role {
    pub person: String,
    pub title: String,
    /// State code or body.
    pub of: Option<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    pub evidence: Span,
}

/// A quantity that says something about actors or their relations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    pub span: Span,
    pub value: Option<f64>,
    /// ISO 4217 code, or a singular noun.
    pub unit: Option<String>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub about: Option<String>,
    pub parties: Vec<String>,
    /// stated | estimated | forecast
    pub status: String,
    pub date: Option<Date>,
    pub evidence: Span,
}

/// Everything that the coder took from one report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub document: Document,
    pub events: Vec<Event>,
    pub quotes: Vec<Quote>,
    pub roles: Vec<Role>,
    pub figures: Vec<Figure>,
    pub places: Vec<Place>,
    pub dates: Vec<Date>,
}
