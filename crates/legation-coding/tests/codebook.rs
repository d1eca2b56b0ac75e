//! Runs every sentence of the codebook through the whole coder: what an entry shows must be coded so, and what it
//! shows to leave must be left.

use legation_coding::Coder;
use legation_coding::codebook::Entry;
use legation_english::{English, Worker};
use legation_record::{Actor, Document, Event};
use std::collections::BTreeSet;

fn states(actors: &[Actor]) -> BTreeSet<&str> {
    actors.iter().filter_map(|a| a.state.as_deref()).collect()
}

fn wanted(side: &str) -> BTreeSet<&str> {
    side.split('+').map(str::trim).filter(|s| !s.is_empty()).collect()
}

/// A side that a sentence leaves empty is not shown: the coder may know better where people belong.
fn fits(found: &BTreeSet<&str>, side: &str) -> bool {
    let wanted = wanted(side);
    wanted.is_empty() || *found == wanted
}

/// Whether an event is what a sentence shows: `=> ACTORS > RECIPIENTS`, all of one side together if there is no `>`.
fn is_shown(event: &Event, entry: &Entry, shows: &str) -> bool {
    let (a, r) = (states(&event.actors), states(&event.recipients));
    let parties = match shows.split_once('>') {
        Some((actors, recipients)) => fits(&a, actors) && fits(&r, recipients),
        None => a.union(&r).copied().collect::<BTreeSet<_>>() == wanted(shows),
    };
    event.event_type == entry.event_type.name()
        && event.mode == entry.mode.clone().or(event.mode.clone())
        && parties
}

fn told(e: &Event) -> String {
    format!(
        "{} {:?} {:?}>{:?} {:.2} [{}]",
        e.event_type,
        e.mode,
        states(&e.actors),
        states(&e.recipients),
        e.confidence,
        e.why
    )
}

struct Reader {
    english: English,
    coder: Coder,
    worker: Worker,
}

impl Reader {
    fn new() -> Reader {
        Reader {
            english: English::builtin().expect("the built-in parameters"),
            coder: Coder::builtin().expect("the built-in knowledge"),
            worker: Worker::default(),
        }
    }

    fn events(&mut self, text: &str, cues: bool) -> Vec<Event> {
        let document =
            Document { published: Some("2023-04-19".into()), text: text.to_owned(), ..Document::default() };
        let mut sentences = self.english.read(text, &mut self.worker);
        if !cues {
            sentences.iter_mut().for_each(|s| s.cues.clear());
        }
        self.coder.code(document, sentences).events
    }
}

/// The codebook by itself: the model has no say, so that a new model never hides a mistake in an entry.
#[test]
fn every_entry_codes_what_it_shows() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for entry in reader.coder.codebook.entries().to_vec() {
        for shown in &entry.code {
            let (text, shows) =
                shown.split_once("=>").expect("a code sentence ends with => ACTORS > RECIPIENTS");
            let events = reader.events(text.trim(), false);
            if !events.iter().any(|e| is_shown(e, &entry, shows)) {
                let all: Vec<String> = events.iter().map(told).collect();
                wrong.push(format!("{}: \"{shown}\" coded as {all:?}", entry.name));
            }
        }
        for left in &entry.leave {
            let by_entry = |e: &&Event| e.why.split([' ', ':']).any(|w| w == entry.name);
            if let Some(e) = reader.events(left, false).iter().find(by_entry) {
                wrong.push(format!("{}: \"{left}\" must be left, coded as {}", entry.name, told(e)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} sentences of the codebook:\n{}", wrong.len(), wrong.join("\n"));
}

/// Codebook and model together rarely disagree on sentences as plain as these.
#[test]
fn the_whole_coder_agrees_with_the_codebook() {
    let mut reader = Reader::new();
    let (mut right, mut all) = (0, 0);
    for entry in reader.coder.codebook.entries().to_vec() {
        for shown in &entry.code {
            let text = shown.split("=>").next().unwrap_or_default();
            all += 1;
            right += usize::from(
                reader.events(text.trim(), true).iter().any(|e| e.event_type == entry.event_type.name()),
            );
        }
    }
    assert!(right * 100 >= all * 80, "{right} of {all} sentences have their type");
}
