//! Where people belong of whom the report says no state: "the passengers", "those present", "nine buses".
//!
//! Reports leave out what goes without saying: people without a state are of the country that the happening is in. The
//! evidence is the report as a whole, so only unnamed ones are taken so, and only where nothing better is known.

use super::{Report, Telling};
use crate::codebook::EventType;
use legation_record::Actor;

/// Gives unnamed participants of a side without any state the state of the place of the event, of the other side, or the
/// report's own.
pub fn settle(report: &Report<'_>, tellings: &mut [Telling]) {
    let home = report.cast.home();
    for telling in tellings {
        let (actors, recipients) = (telling.actor_list(), telling.recipient_list());
        let place = telling.place.as_ref().and_then(|p| p.state.clone());
        // What somebody speaks for or against is rather the report's subject than his own.
        let verbal = matches!(telling.event_type, EventType::Accuse | EventType::Reject | EventType::Support);
        let here = |side: &[Actor], other: &[Actor]| {
            let without = !side.is_empty() && side.iter().all(|a| a.state.is_none());
            let state = || place.clone().or_else(|| state_of(other, home, verbal).map(str::to_owned));
            if without { state() } else { None }
        };
        let (of_actors, of_recipients) = (here(&actors, &recipients), here(&recipients, &actors));
        for (parties, state) in [(&mut telling.actors, of_actors), (&mut telling.recipients, of_recipients)] {
            let Some(state) = state else { continue };
            for party in parties.iter_mut() {
                party.actors.iter_mut().for_each(|a| settle_actor(a, &state));
            }
        }
    }
}

/// The state that people belong to who have to do with the other side: the report's own where that side has it too.
fn state_of<'a>(other: &'a [Actor], home: Option<&'a str>, verbal: bool) -> Option<&'a str> {
    let mut others = other.iter().filter_map(|a| a.state.as_deref()).peekable();
    match home {
        Some(home) if verbal || others.peek().is_none() || others.clone().any(|s| s == home) => Some(home),
        _ => others.find(|s| s.len() == 3 && !crate::cast::home::is_body(s)).or(home),
    }
}

fn settle_actor(actor: &mut Actor, state: &str) {
    let abroad = matches!(actor.sector.as_deref(), Some("IGO" | "NGO" | "MNC"));
    if actor.state.is_none() && actor.name.is_none() && !abroad {
        actor.state = Some(state.to_owned());
    }
}
