//! Who holds which office, by the report's own words.
//!
//! Titles stand before a name ("Azerbaijani President Ilham Aliyev"), beside it ("Jeyhun Bayramov, Azerbaijan's foreign
//! minister,"), or are said of it ("X, who has been minister since 2021", "X was appointed ambassador"). [`scan`] finds
//! them all; [`find`] gives each office of each person once.

mod near;
mod roles;
mod said;
mod terms;
mod title;

use crate::cast::scene::Scene;
use crate::knowledge::Knowledge;
use legation_record::{Document, Role, Sentence};
pub use roles::{by_person, known_state, roles};
use std::collections::BTreeSet;
pub use title::Title;

/// An office that the report gives to a person.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Index into the report's persons.
    pub person: usize,
    pub sentence: usize,
    pub title: Title,
    pub since: Option<String>,
    pub until: Option<String>,
    /// What happened to the office, where the clause tells.
    pub turn: Option<Turn>,
}

/// The verb by which somebody comes into an office or leaves it.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub verb: usize,
    pub ends: bool,
}

/// Every office of every person, one each, the fullest mention as evidence.
pub fn find(doc: &Document, sentences: &[Sentence], knowledge: &Knowledge) -> Vec<Role> {
    let scene = Scene::read(doc, sentences, knowledge);
    let held = scan(&scene);
    roles(&scene, &held)
}

/// All mentions of offices, in order of the text.
pub fn scan(scene: &Scene) -> Vec<Held> {
    let mut out = Vec::new();
    for (id, person) in scene.people.all.iter().enumerate() {
        for &(si, first, last) in &person.mentions {
            let mut push =
                |title: Title| out.push(Held { person: id, sentence: si, title, ..Held::default() });
            near::prenominal(scene, si, first, last, &mut push);
            near::beside(scene, si, first, last, &mut push);
            near::listed(scene, si, first, &mut push);
            let mut turned = |title: Title, turn: Option<Turn>| {
                out.push(Held { person: id, sentence: si, title, turn, ..Held::default() })
            };
            let alone = said::of(scene, si, first, last, &mut turned);
            // "Prime Minister X resigned on Monday": the office that the sentence gives him anyway.
            if let Some(turn) = alone {
                let his = |h: &&mut Held| h.person == id && h.sentence == si && !h.title.former;
                out.iter_mut()
                    .rev()
                    .take_while(|h| h.sentence == si)
                    .filter(his)
                    .for_each(|h| h.turn = Some(turn));
            }
        }
    }
    out.sort_by_key(|h| (h.sentence, h.title.first, h.person));
    out.dedup_by_key(|h| (h.sentence, h.title.first, h.person));
    // An office once called former is former wherever the report names it.
    let past: BTreeSet<(usize, String)> = out
        .iter()
        .filter(|h| h.title.former || h.title.sector.as_deref() == Some("ELI"))
        .map(|h| (h.person, last_word(&h.title.text)))
        .collect();
    for h in &mut out {
        h.title.former |= past.contains(&(h.person, last_word(&h.title.text)));
    }
    counterparts(scene, &mut out);
    for h in &mut out {
        terms::date(scene, h);
    }
    out
}

/// "his Azeri counterpart Jeyhun Bayramov": the office of the other side, in the state that the phrase names.
fn counterparts(scene: &Scene, held: &mut Vec<Held>) {
    for (id, person) in scene.people.all.iter().enumerate() {
        for &(si, first, last) in &person.mentions {
            let Some(at) = counterpart_near(scene, si, first, last) else { continue };
            let Some(model) = held
                .iter()
                .rev()
                .find(|h| h.person != id && h.sentence <= si && is_office(h))
                .or_else(|| held.iter().find(|h| h.person != id && is_office(h)))
                .cloned()
            else {
                continue;
            };
            let state = (at.saturating_sub(4)..(at + 4).min(scene.sentences[si].tokens.len()))
                .find_map(|i| scene.names.known_at(si, i).and_then(|n| n.state().map(str::to_owned)));
            let title = Title {
                first: at,
                last: at,
                text: model.title.text,
                state,
                sector: model.title.sector,
                ..Title::default()
            };
            if !held.iter().any(|h| h.person == id && h.title.text.eq_ignore_ascii_case(&title.text)) {
                held.push(Held { person: id, sentence: si, title, ..Held::default() });
            }
        }
    }
}

fn last_word(title: &str) -> String {
    title.split_whitespace().next_back().unwrap_or("").to_lowercase()
}

fn is_office(h: &Held) -> bool {
    h.title.sector.as_deref() == Some("GOV") && h.title.body.is_none()
}

fn counterpart_near(scene: &Scene, si: usize, first: usize, last: usize) -> Option<usize> {
    let tokens = &scene.sentences[si].tokens;
    let is = |i: usize| tokens.get(i).is_some_and(|t| t.form.eq_ignore_ascii_case("counterpart"));
    let comma = |i: usize| tokens.get(i).is_some_and(|t| t.form == ",");
    let left = (first.saturating_sub(2)..first).rev().find(|&i| is(i) && (i + 1 == first || comma(i + 1)));
    left.or_else(|| (last + 2..last + 6).find(|&i| comma(last + 1) && is(i)))
}
