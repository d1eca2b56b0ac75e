//! One mention of an event, with everything that was decided about it and why.

use super::parties::{Party, actors};
use super::status::Status;
use crate::codebook::EventType;
use legation_record::{Actor, Date, Place, Span};

#[derive(Clone, Debug)]
pub struct Telling {
    pub sentence: usize,
    pub token: usize,
    pub event_type: EventType,
    /// The type of the entry or cue, where PLOVER's rule on what lies ahead made another of it.
    pub told_as: EventType,
    pub mode: Option<String>,
    pub status: Status,
    /// The word that decided on the status.
    pub status_word: Option<usize>,
    pub entry: Option<usize>,
    pub probability: Option<f32>,
    pub log_odds: f64,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub trigger: Span,
    /// The trigger's lemma, by which "the order" finds the ordering.
    pub lemma: String,
    pub evidence: Span,
    pub date: Option<Date>,
    pub place: Option<Place>,
}

impl Telling {
    pub fn actor_list(&self) -> Vec<Actor> {
        actors(&self.actors)
    }

    pub fn recipient_list(&self) -> Vec<Actor> {
        actors(&self.recipients)
    }

    pub fn date_value(&self) -> Option<&str> {
        self.date.as_ref()?.value.as_deref().filter(|v| v.starts_with(|c: char| c.is_ascii_digit()))
    }

    pub fn place_name(&self) -> Option<&str> {
        self.place.as_ref()?.name.as_deref()
    }

    pub fn order(&self) -> (usize, usize) {
        (self.sentence, self.token)
    }

    /// How much it tells: who, to whom, in which mode, when, where.
    pub fn fullness(&self) -> f64 {
        let side = |parties: &[Party]| match parties.iter().any(Party::is_political) {
            true => {
                2.0 + f64::from(u8::from(parties.iter().flat_map(|p| &p.actors).any(|a| a.name.is_some())))
            }
            false => 0.0,
        };
        side(&self.actors)
            + side(&self.recipients)
            + 0.5 * f64::from(u8::from(self.mode.is_some()))
            + 0.5 * f64::from(u8::from(self.date.is_some()))
            + 0.2 * f64::from(u8::from(self.place.is_some()))
            + 0.4 * self.log_odds.clamp(-5.0, 5.0)
    }
}
