//! Where people belong of whom the report says no state: "the passengers", "those present", "nine buses".
//!
//! Reports leave out what goes without saying: people without a state are of the country that the happening is in. The
//! evidence is the report as a whole, so only unnamed ones are taken so, and only where nothing better is known.

use super::{Report, Telling};
use legation_record::Actor;

/// Gives unnamed participants of a side without any state the state of the other side, or the report's own.
pub fn settle(report: &Report<'_>, tellings: &mut [Telling]) {
    let home = report.cast.home();
    for telling in tellings {
        let (actors, recipients) = (telling.actor_list(), telling.recipient_list());
        if let Some(state) = state_of_side(&actors, &recipients, home) {
            let state = state.to_owned();
            telling.actors.iter_mut().flat_map(|p| &mut p.actors).for_each(|a| settle_actor(a, &state));
        }
        if let Some(state) = state_of_side(&recipients, &actors, home) {
            let state = state.to_owned();
            telling.recipients.iter_mut().flat_map(|p| &mut p.actors).for_each(|a| settle_actor(a, &state));
        }
    }
}

/// The state that a side without any belongs to.
fn state_of_side<'a>(side: &[Actor], other: &'a [Actor], home: Option<&'a str>) -> Option<&'a str> {
    if side.is_empty() || side.iter().any(|a| a.state.is_some()) {
        return None;
    }
    let mut others = other.iter().filter_map(|a| a.state.as_deref()).peekable();
    match home {
        Some(home) if others.peek().is_none() || others.clone().any(|s| s == home) => Some(home),
        _ => others.find(|s| s.len() == 3 && !crate::cast::home::is_body(s)).or(home),
    }
}

fn settle_actor(actor: &mut Actor, state: &str) {
    let abroad = matches!(actor.sector.as_deref(), Some("IGO" | "NGO" | "MNC"));
    if actor.state.is_none() && actor.name.is_none() && !abroad {
        actor.state = Some(state.to_owned());
    }
}
