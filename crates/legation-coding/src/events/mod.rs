//! What happened between whom.
//!
//! [`tell`] finds every telling of an event in a report, [`code`] makes events of them:
//!
//! ```text
//! codebook triggers (pattern) + the model's cues -> candidates -> parties (slots, cast) -> status, mode, date, place
//!   -> tellings -> one event for each happening (merge)
//! ```

mod belonging;
mod candidate;
mod classify;
pub mod clause;
mod contexts;
mod discourse;
mod explain;
mod merge;
mod mode;
mod parties;
mod pattern;
mod signs;
mod slots;
mod status;
mod telling;
mod when;

pub use classify::{Answer, classify};
pub use explain::{explain, reasons};
pub use parties::{Party, Reason};
pub use pattern::{Match, matches};
pub use signs::{signs, traits};
pub use status::Status;
pub use telling::Telling;

use crate::cast::Cast;
use crate::codebook::{Codebook, Confidence, EventType, Needs, Slot, Word};
use crate::dates;
use candidate::{Candidate, Known, candidates, log_odds, only_said, sigmoid};
use clause::Clause;
use legation_record::{Actor, Cue, Date, Document, Event, Place, Quote, Sentence, Span};
use parties::{Stage, is_political};
use slots::View;

/// All that the stages before have found in a report.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    pub document: &'a Document,
    pub sentences: &'a [Sentence],
    pub cast: &'a Cast,
    pub quotes: &'a [Quote],
    pub dates: &'a [Date],
    pub places: &'a [Place],
}

/// The events of a report, each happening once, in the order in which the report tells them.
pub fn code(report: &Report<'_>, book: &Codebook) -> Vec<Event> {
    let happenings = merge::happenings(report, &book.joining, tell(report, book));
    let text = fnv(FNV, report.document.text.as_bytes());
    happenings.iter().filter_map(|tellings| event(report, book, text, tellings)).collect()
}

/// Every telling of an event, in order of the text, before tellings of the same are joined and doubtful ones left out.
pub fn tell(report: &Report<'_>, book: &Codebook) -> Vec<Telling> {
    let model = report.sentences.iter().any(|s| !s.cues.is_empty());
    let mut out = Vec::new();
    for (si, sentence) in report.sentences.iter().enumerate() {
        out.extend(sentence_tellings(report, book, si, sentence, model));
    }
    discourse::complete(report, &mut out);
    belonging::settle(report, &mut out);
    discourse::accusations(report, &mut out);
    out
}

fn sentence_tellings(
    report: &Report<'_>,
    book: &Codebook,
    si: usize,
    sentence: &Sentence,
    model: bool,
) -> Vec<Telling> {
    let c = Clause::new(sentence, book);
    let found = matches(&c, book);
    if found.is_empty() && sentence.cues.is_empty() {
        return Vec::new();
    }
    let stage = Stage { c: &c, cast: report.cast, si, quotes: report.quotes };
    let all = candidates(&c, book, &found);
    let mut tellings: Vec<(Telling, &Candidate)> = Vec::new();
    for x in &all {
        if let Some(telling) = consider(report, book, &stage, x, model) {
            match tellings.last_mut().filter(|(t, _)| t.token == x.token) {
                Some(last) if last.0.log_odds >= telling.log_odds => {}
                Some(last) => *last = (telling, x),
                None => tellings.push((telling, x)),
            }
        }
    }
    doubt_neighbours(&mut tellings, &book.confidence);
    let mut said = vec![false; c.size()];
    for (telling, x) in &tellings {
        if sigmoid(telling.log_odds) >= book.confidence.keep {
            only_said(&c, x).into_iter().for_each(|t| said[t] = true);
        }
    }
    // What is only demanded, promised or threatened is an event of its own only if the model is sure of it.
    tellings.retain(|(t, x)| !said[x.token] || t.probability.is_some_and(|p| p >= 0.6));
    tellings.into_iter().map(|(t, _)| t).collect()
}

/// A surer trigger of another type next to it makes a telling doubtful ("called the *attack* an outrage"), and so does one
/// of its own type in the sentence, of which it may be a part.
fn doubt_neighbours(tellings: &mut [(Telling, &Candidate)], weights: &Confidence) {
    const NEXT: usize = 3;
    let all: Vec<(usize, EventType, f64)> =
        tellings.iter().map(|(t, _)| (t.token, t.event_type, t.log_odds)).collect();
    for (t, _) in tellings.iter_mut() {
        let surer = || all.iter().filter(|(token, _, odds)| *token != t.token && *odds > t.log_odds);
        let beside = surer().any(|x| x.0.abs_diff(t.token) <= NEXT && x.1 != t.event_type);
        let again = surer().any(|x| x.1 == t.event_type);
        let doubts = [(beside, weights.beside), (again, weights.again)];
        t.log_odds += doubts.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum::<f64>();
    }
}

fn likeliest(participants: &[(usize, f32)]) -> f32 {
    participants.iter().map(|p| p.1).fold(0.0, f32::max)
}

/// Makes a telling of a candidate, if its participants are such as its entry needs.
fn consider(
    report: &Report<'_>,
    book: &Codebook,
    stage: &Stage<'_>,
    x: &Candidate,
    model: bool,
) -> Option<Telling> {
    let c = stage.c;
    let entry = x.entry.map(|e| &book.entries()[e]);
    let view = View::new(c, x.token, x.object, &x.covered);
    let word = if slots::is_noun(c, x.token) { Word::Noun } else { Word::Verb };
    let usual = slots::usual(word);
    let (actor_slots, recipient_slots) = match entry {
        Some(e) => (&e.actor, &e.recipient),
        None => (&usual.0, &usual.1),
    };
    let mut actors = by_slots(stage, &view, actor_slots, x, &[]);
    let mut recipients = by_slots(stage, &view, recipient_slots, x, &actors);
    if entry.is_some_and(|e| e.reverse) {
        std::mem::swap(&mut actors, &mut recipients);
    }
    let cue = x.cue.and_then(|n| c.s.cues.get(n)).filter(|cue| cue.event_type == x.event_type.name());
    if let Some(cue) = cue {
        let (a, r) = by_model(stage, cue, book.confidence.participant);
        actors = choose(actors, a);
        recipients = match is_nearer(c, x, &recipients, &r) {
            true => recipients,
            false => choose(recipients, r),
        };
    }
    apart(&mut actors, &mut recipients, x.event_type);
    // The model has seen the sentence as a whole; an entry alone must see its participants.
    if cue.is_none() || x.probability < 0.5 {
        let needs = entry.map_or(Needs::Anyone, |e| e.needs);
        if !satisfied(needs, c, book, x, &actors, &recipients) {
            return None;
        }
    }
    let (mut status, mut status_word) = match cue {
        Some(cue) if x.probability >= 0.5 => (Status::parse(&cue.status), None),
        _ => status::status(c, x.token),
    };
    if status == Status::Actual
        && let Some(word) = status::is_planned_journey(c, x.token)
    {
        (status, status_word) = (Status::Future, Some(word));
    }
    let places = when::within(report.places, |p: &Place| p.span, c.s.span);
    let date = dates::for_token(&c.s, report.dates, x.token).cloned();
    let place = when::place(c, places, x.token).cloned();
    if let Some(date) = &date
        && let Some(published) = &report.document.published
        && matches!(status, Status::Actual | Status::Historical)
    {
        status = when::age(c, date, published).unwrap_or(status);
    }
    // An entry that names a mode is surer of it than the model.
    let own = entry.and_then(|e| e.mode.clone()).filter(|m| book.info(x.event_type).modes.contains_key(m));
    let mut mode = own
        .or_else(|| cue.and_then(|cue| cue.mode.clone()))
        .or_else(|| mode::from_complement(c, book, x.event_type, x.token, &x.covered));
    let mut event_type = x.event_type;
    if status == Status::Negated && cue.is_none() && is_unwilling(c, x, status_word) {
        (event_type, status) = (EventType::Reject, Status::Actual);
        mode = unwilling(x.event_type).map(str::to_owned);
    }
    if status == Status::Future {
        (event_type, mode, status) = ahead(event_type, mode, status, cue.is_some());
    }
    mode = mode.filter(|m| book.info(event_type).modes.contains_key(m));
    let known = Known {
        actor: actors.iter().any(Party::is_political),
        recipient: recipients.iter().any(Party::is_political),
        actor_sure: cue.map_or(0.0, |cue| likeliest(&cue.actors)),
        recipient_sure: cue.map_or(0.0, |cue| likeliest(&cue.recipients)),
        unreal: matches!(status, Status::Negated | Status::Hypothetical),
        quoted: stage.is_quoted(c.s.tokens[x.token].span),
        model,
    };
    let (first, last) = (*x.covered.first()?, *x.covered.last()?);
    let trigger = if last - first <= 6 { c.s.span_of(first, last) } else { c.s.tokens[x.token].span };
    Some(Telling {
        sentence: stage.si,
        token: x.token,
        event_type,
        told_as: x.event_type,
        mode,
        status,
        status_word,
        entry: x.entry,
        probability: cue.map(|_| x.probability),
        log_odds: log_odds(c, x, known, &book.confidence),
        actors,
        recipients,
        trigger,
        lemma: c.lemma(x.token).to_owned(),
        evidence: c.s.span,
        date,
        place,
    })
}

/// "will not meet", "would not sign": a refusal of what the trigger names.
fn is_unwilling(c: &Clause<'_>, x: &Candidate, not: Option<usize>) -> bool {
    let Some(verb) = not.and_then(|n| c.head(n)) else { return false };
    let cooperative = unwilling(x.event_type).is_some() || x.event_type.agreed_when_future();
    cooperative
        && c.kids(verb).any(|k| c.rel(k) == "aux" && matches!(c.lemma(k), "will" | "would" | "wo" | "shall"))
}

/// The mode of refusing to do what a type names.
fn unwilling(t: EventType) -> Option<&'static str> {
    Some(match t {
        EventType::Aid | EventType::Cooperate => "assist",
        EventType::Consult => "meet",
        EventType::Agree | EventType::Concede | EventType::Retreat => "yield",
        EventType::Support => "change",
        _ => return None,
    })
}

/// PLOVER's rule on what lies ahead: cooperation and yielding that are to come are agreed on; force and penalties to come are
/// threatened.
fn ahead(
    t: EventType,
    mode: Option<String>,
    status: Status,
    by_model: bool,
) -> (EventType, Option<String>, Status) {
    match t {
        t if t.agreed_when_future() => (EventType::Agree, None, Status::Actual),
        EventType::Retreat if !by_model => (EventType::Agree, None, Status::Actual),
        EventType::Sanction if !by_model => (EventType::Threaten, Some("restrict".into()), Status::Actual),
        EventType::Assault if !by_model => (EventType::Threaten, Some("violence".into()), Status::Actual),
        _ => (t, mode, status),
    }
}

/// The model's participants: each token on the side that the model gives it the more to, and of each side those that
/// are nearly as likely as its likeliest.
fn by_model(stage: &Stage<'_>, cue: &Cue, least: f64) -> (Vec<Party>, Vec<Party>) {
    let other = |list: &[(usize, f32)], t: usize| list.iter().find(|x| x.0 == t).map_or(0.0, |x| x.1);
    let side = |own: &[(usize, f32)], others: &[(usize, f32)]| -> Vec<Party> {
        let most = own.iter().map(|x| x.1).fold(0.0, f32::max);
        let fits = |&&(t, p): &&(usize, f32)| {
            f64::from(p) >= least && p >= 0.6 * most && p >= other(others, t) && Some(t) != Some(cue.token)
        };
        own.iter().filter(fits).map(|&(t, p)| stage.party(t, Reason::Model(p))).collect()
    };
    (side(&cue.actors, &cue.recipients), side(&cue.recipients, &cue.actors))
}

/// Whether the pattern's parties hang on the trigger itself and the model's only on something else in the sentence: in
/// "is travelling to Turkmenistan after the visit to Baku" the journey is to Turkmenistan.
fn is_nearer(c: &Clause<'_>, x: &Candidate, pattern: &[Party], model: &[Party]) -> bool {
    let direct = |p: &Party| p.token.is_some_and(|t| c.head(t).is_some_and(|h| x.covered.contains(&h)));
    let other_noun = |p: &Party| {
        p.token.and_then(|t| c.head(t)).is_some_and(|h| !x.covered.contains(&h) && slots::is_noun(c, h))
    };
    pattern.iter().any(|p| direct(p) && p.is_political()) && !model.is_empty() && model.iter().all(other_noun)
}

/// The model's parties where they are political, completed by the pattern's; the pattern's where the model has none.
fn choose(pattern: Vec<Party>, model: Vec<Party>) -> Vec<Party> {
    let political = |side: &[Party]| side.iter().any(Party::is_political);
    match (political(&pattern), political(&model)) {
        (_, true) => model,
        (true, false) => pattern,
        (false, false) if model.is_empty() => pattern,
        (false, false) => model,
    }
}

/// The parties of the first slot that holds somebody political; else of the first that holds anybody.
/// None of them stands on the other side already.
fn by_slots(
    stage: &Stage<'_>,
    view: &View<'_>,
    slots: &[Slot],
    x: &Candidate,
    others: &[Party],
) -> Vec<Party> {
    let mut anybody: Vec<Party> = Vec::new();
    for slot in slots {
        let mut parties: Vec<Party> = view
            .slot(slot)
            .into_iter()
            .filter(|&t| others.iter().all(|p| p.token != Some(t)))
            .map(|t| stage.party(t, Reason::Slot(slot.name().to_owned())))
            .collect();
        if *slot == Slot::Speaker
            && parties.is_empty()
            && let Some(token) = stage.c.s.tokens.get(x.token)
        {
            parties.extend(stage.speaker(token.span));
        }
        // The object that an entry names takes part only as somebody: "summoned the ambassador", not "imposed sanctions".
        if *slot == Slot::Object {
            parties.retain(|p| p.token.is_none() || p.token != x.object || p.human);
        }
        // "Swiss" before a noun is a party only if it names a state.
        if *slot == Slot::Adjective {
            parties.retain(Party::is_political);
        }
        if parties.iter().any(Party::is_political) {
            return parties;
        }
        if anybody.is_empty() {
            anybody = parties;
        }
    }
    anybody
}

/// Nobody stands on both sides: where the cast takes both for the same, the recipient's own words must differ.
fn apart(actors: &mut [Party], recipients: &mut Vec<Party>, event_type: EventType) {
    recipients.retain(|r| !actors.iter().any(|a| a.token.is_some() && a.token == r.token));
    if event_type.is_mutual() {
        for r in recipients.iter_mut() {
            r.actors.retain(|x| !actors.iter().flat_map(|a| &a.actors).any(|y| parties::same(x, y)));
        }
        recipients.retain(|r| !r.actors.is_empty());
    }
}

fn satisfied(
    needs: Needs,
    c: &Clause<'_>,
    book: &Codebook,
    x: &Candidate,
    actors: &[Party],
    recipients: &[Party],
) -> bool {
    let political = |side: &[Party]| side.iter().any(Party::is_political);
    let strong = |side: &[Party]| side.iter().any(Party::is_strong);
    // Companies and people of no known state act politically only towards states and their like.
    if !strong(actors) && !strong(recipients) {
        return false;
    }
    match needs {
        Needs::Anyone => true,
        Needs::Actor => political(actors),
        Needs::ActingActor => actors.iter().any(|p| p.is_political() && p.acting),
        Needs::TwoParties | Needs::SpeakingActor => political(actors) && political(recipients),
        Needs::TwoSides => {
            let mut sides: Vec<&Actor> = Vec::new();
            for a in actors.iter().chain(recipients).flat_map(|p| &p.actors).filter(|a| is_political(a)) {
                if !sides.iter().any(|b| parties::same(a, b)) {
                    sides.push(a);
                }
            }
            sides.len() >= 2
        }
        Needs::HumanRecipient => recipients.iter().any(|p| p.human),
        Needs::ThingRecipient => {
            let object = c.object(x.token).and_then(|o| recipients.iter().find(|p| p.token == Some(o)));
            political(actors) && political(recipients) && !object.is_some_and(|p| p.human)
        }
        Needs::CooperativeComplement => {
            political(actors)
                && c.governed(x.token).any(|k| {
                    book.triggers(c.lemma(k)).any(|(e, _)| {
                        let t = book.entries()[e].event_type;
                        t == EventType::Agree || t.agreed_when_future()
                    })
                })
        }
    }
}

/// One event of the tellings of a happening; none if even together they are too doubtful.
fn event(report: &Report<'_>, book: &Codebook, text: u64, tellings: &[Telling]) -> Option<Event> {
    let fullest = tellings.first()?;
    let best = tellings.iter().map(|t| t.log_odds).fold(f64::NEG_INFINITY, f64::max);
    let confidence = sigmoid(best + book.confidence.mention * (tellings.len() - 1) as f64);
    if confidence < book.confidence.keep {
        return None;
    }
    let info = book.info(fullest.event_type);
    // A mode, a date, a place that any telling knows.
    let mode = tellings.iter().find_map(|t| t.mode.clone());
    let entry = fullest.entry.map(|e| &book.entries()[e]).filter(|e| e.event_type == fullest.event_type);
    let (cameo, goldstein) = info.code(mode.as_deref());
    let (cameo, goldstein) = match fullest.told_as == fullest.event_type {
        true => (cameo, goldstein),
        false => (intent(fullest.told_as).unwrap_or(cameo), goldstein),
    };
    let mut evidence: Vec<Span> = Vec::new();
    for t in tellings {
        if !evidence.contains(&t.evidence) {
            evidence.push(t.evidence);
        }
    }
    let id = fnv(fnv(text, fullest.event_type.name().as_bytes()), &fullest.trigger.start.to_le_bytes());
    Some(Event {
        id: format!("{id:016x}"),
        event_type: fullest.event_type.name().to_owned(),
        contexts: contexts::of(report, book, fullest),
        status: fullest.status.name().to_owned(),
        quad: info.quad.clone(),
        score: info.goldstein,
        cameo: Some(entry.and_then(|e| e.cameo.clone()).unwrap_or_else(|| cameo.to_owned())),
        goldstein: Some(entry.and_then(|e| e.goldstein).unwrap_or(goldstein)),
        confidence,
        actors: fullest.actor_list(),
        recipients: fullest.recipient_list(),
        trigger: fullest.trigger,
        evidence,
        date: tellings
            .iter()
            .find_map(|t| t.date.clone().filter(|_| t.date_value().is_some()))
            .or_else(|| fullest.date.clone()),
        place: tellings.iter().find_map(|t| t.place.clone()),
        why: explain::why(report, book, fullest, mode.as_deref()),
        mode,
    })
}

/// CAMEO's code for the intent to do what a type names.
fn intent(t: EventType) -> Option<&'static str> {
    Some(match t {
        EventType::Consult => "036",
        EventType::Support => "032",
        EventType::Cooperate => "031",
        EventType::Aid => "033",
        EventType::Retreat => "035",
        EventType::Sanction => "131",
        EventType::Assault => "138",
        _ => return None,
    })
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
