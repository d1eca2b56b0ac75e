//! What a report leaves unsaid because another of its events has said it: whose order "the order" was, whose accusation
//! is denied, who convicted.

use super::Report;
use super::parties::{Party, Reason, is_political};
use super::telling::Telling;
use crate::codebook::EventType;
use legation_record::{Actor, Upos};

/// How many tellings back an event is looked for.
const FAR: usize = 60;

/// How many sentences back stands what a definite phrase takes up.
const NEAR: usize = 2;

/// Fills sides that hold nobody political from other tellings of the report.
pub fn complete(report: &Report<'_>, tellings: &mut [Telling]) {
    for i in 0..tellings.len() {
        let (before, rest) = tellings.split_at_mut(i);
        let Some(t) = rest.first_mut() else { break };
        let before = &before[before.len().saturating_sub(FAR)..];
        if !t.recipients.iter().any(Party::is_political) {
            let found = doer(report, before, t)
                .or_else(|| answered(before, t))
                .or_else(|| reacted(report, before, t));
            if let Some(actors) = found {
                t.recipients = vec![by_discourse(actors)];
            }
        }
    }
    for i in 0..tellings.len() {
        if let Some(actors) = authority(tellings, i) {
            tellings[i].actors = vec![by_discourse(actors)];
        }
    }
}

/// What speakers say another state does to their own is an accusation of it: "Iran threatens our region, he said".
pub fn accusations(report: &Report<'_>, tellings: &mut Vec<Telling>) {
    let mut charges = Vec::new();
    for t in tellings.iter() {
        let deed = matches!(t.event_type, EventType::Assault | EventType::Coerce | EventType::Threaten);
        if !deed || matches!(t.status, super::Status::Negated | super::Status::Hypothetical) {
            continue;
        }
        let end = report.quotes.partition_point(|q| q.content.start <= t.trigger.start);
        let around = report.quotes[..end].iter().rev().take(4).find(|q| q.content.contains(t.trigger));
        let Some(speaker) = around.and_then(|q| q.speaker.clone()) else { continue };
        let of = |side: &[Actor], state: &str| side.iter().any(|a| a.state.as_deref() == Some(state));
        let (actors, recipients) = (t.actor_list(), t.recipient_list());
        let Some(state) = speaker.state.clone() else { continue };
        let charged =
            actors.iter().any(|a| a.state.is_some()) && !of(&actors, &state) && of(&recipients, &state);
        let told = tellings.iter().any(|o| o.sentence == t.sentence && o.event_type == EventType::Accuse);
        if !charged || told {
            continue;
        }
        let mut charge = t.clone();
        charge.event_type = EventType::Accuse;
        charge.told_as = EventType::Accuse;
        charge.mode = Some("allege".into());
        charge.entry = None;
        charge.recipients = std::mem::take(&mut charge.actors);
        charge.actors = vec![Party { reason: Reason::Quote, ..by_discourse(vec![speaker]) }];
        charges.push(charge);
    }
    tellings.extend(charges);
    tellings.sort_by_key(|t| (t.sentence, t.token, t.event_type));
}

fn by_discourse(actors: Vec<Actor>) -> Party {
    Party { token: None, reason: Reason::Discourse, acting: true, human: false, actors }
}

/// "called the order tyranny": who gave the order that the report has told of.
fn doer(report: &Report<'_>, before: &[Telling], t: &Telling) -> Option<Vec<Actor>> {
    let verbal = matches!(t.event_type, EventType::Accuse | EventType::Support | EventType::Reject);
    let thing = t.recipients.first().filter(|_| verbal)?.token?;
    let lemma = report.sentences.get(t.sentence)?.tokens.get(thing)?.lemma.to_lowercase();
    let deed = before
        .iter()
        .rev()
        .find(|b| related(&b.lemma, &lemma) && b.actors.iter().any(Party::is_political))?;
    political(deed.actor_list())
}

/// Whether a noun names what a verb or noun says: "order" and "order", "proposal" and "propose".
fn related(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    // Up to the last letter of the shorter: what follows is an ending.
    shared >= 4 && shared + 1 >= a.chars().count().min(b.chars().count())
}

/// "denied any wrongdoing": who had accused or asked him.
fn answered(before: &[Telling], t: &Telling) -> Option<Vec<Actor>> {
    if t.event_type != EventType::Reject {
        return None;
    }
    let who = t.actor_list();
    let said = before.iter().rev().find(|b| {
        matches!(b.event_type, EventType::Accuse | EventType::Request | EventType::Threaten)
            && b.recipient_list().iter().any(|r| who.iter().any(|a| same_person(a, r)))
            && b.actors.iter().any(Party::is_political)
    })?;
    political(said.actor_list())
}

/// "dismissed the allegation", "rejects this statement", "criticised that crackdown": who did what was told last.
fn reacted(report: &Report<'_>, before: &[Telling], t: &Telling) -> Option<Vec<Actor>> {
    if !matches!(t.event_type, EventType::Accuse | EventType::Support | EventType::Reject) {
        return None;
    }
    let [thing] = &t.recipients[..] else { return None };
    let token = thing.token?;
    let s = report.sentences.get(t.sentence)?;
    let points = s.tokens.iter().any(|k| {
        k.head == Some(token)
            && k.rel() == "det"
            && matches!(k.lemma.to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
    });
    if !points || s.tokens.get(token)?.upos != Upos::Noun {
        return None;
    }
    let who = t.actor_list();
    let near = before.iter().rev().take_while(|b| b.sentence + NEAR >= t.sentence);
    let mut deeds = near.filter(|b| b.token != t.token || b.sentence != t.sentence).filter(|b| {
        let own = b.actor_list();
        b.actors.iter().any(Party::is_political) && !own.iter().any(|a| who.iter().any(|w| same_person(a, w)))
    });
    political(deeds.next()?.actor_list())
}

/// "was convicted": by those who, elsewhere in the report, deal with people of that state as authorities do.
fn authority(tellings: &[Telling], at: usize) -> Option<Vec<Actor>> {
    let t = &tellings[at];
    if !by_authority(t) || t.actors.iter().any(Party::is_political) || !t.actors.is_empty() {
        return None;
    }
    let states: Vec<String> = t.recipient_list().into_iter().filter_map(|a| a.state).collect();
    let near = |b: &(usize, &Telling)| b.0.abs_diff(at);
    let authorities = |b: &Telling| -> Vec<Actor> {
        let official = |a: &Actor| {
            matches!(a.sector.as_deref(), Some("GOV" | "COP" | "JUD" | "MIL"))
                && a.state.as_ref().is_some_and(|s| states.contains(s))
        };
        b.actor_list().into_iter().filter(official).collect()
    };
    let from = at.saturating_sub(FAR);
    let others = tellings.iter().enumerate().skip(from).take(2 * FAR);
    let others = others.filter(|(i, b)| *i != at && by_authority(b) && !authorities(b).is_empty());
    others.min_by_key(near).map(|(_, b)| authorities(b))
}

fn by_authority(t: &Telling) -> bool {
    match t.event_type {
        EventType::Coerce | EventType::Sanction | EventType::Concede => true,
        EventType::Retreat => t.mode.as_deref() == Some("release"),
        EventType::Accuse => t.mode.as_deref() == Some("investigate"),
        _ => false,
    }
}

fn political(actors: Vec<Actor>) -> Option<Vec<Actor>> {
    let kept: Vec<Actor> = actors.into_iter().filter(is_political).collect();
    (!kept.is_empty()).then_some(kept)
}

fn same_person(a: &Actor, b: &Actor) -> bool {
    match (&a.name, &b.name) {
        (Some(x), Some(y)) => x == y,
        _ => a.state.is_some() && a.state == b.state && a.sector == b.sector,
    }
}

#[cfg(test)]
mod tests {
    use super::related;

    #[test]
    fn nouns_find_their_verbs() {
        assert!(
            related("order", "order") && related("propose", "proposal") && related("accuse", "accusation")
        );
        assert!(!related("order", "office") && !related("condemn", "convict"));
    }
}
