//! Who holds which office, by the report's own words.
//!
//! Titles stand before a name ("Azerbaijani President Ilham Aliyev"), beside it ("Jeyhun Bayramov, Azerbaijan's foreign
//! minister,"), or are said of it ("X, who has been minister since 2021", "X was appointed ambassador"). [`scan`] finds
//! them all; [`find`] gives each office of each person once.

mod said;
mod title;

use crate::cast::scene::Scene;
use crate::cast::words;
use crate::knowledge::Knowledge;
use legation_record::{Document, Role, Sentence, Upos};
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
                |title: Title| out.push(Held { person: id, sentence: si, title, since: None, until: None });
            prenominal(scene, si, first, last, &mut push);
            beside(scene, si, first, last, &mut push);
            listed(scene, si, first, &mut push);
            said::of(scene, si, first, last, &mut push);
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
        terms(scene, h);
    }
    out
}

/// "Azerbaijani President Ilham Aliyev", "spokesman Lt. Colonel Tom Keegan": titles before the name.
fn prenominal(scene: &Scene, si: usize, first: usize, last: usize, push: &mut impl FnMut(Title)) {
    let tokens = &scene.sentences[si].tokens;
    let mut end = first;
    while end > 0 && words::is_honorific(&scene.lower(si, end - 1)) {
        end -= 1;
    }
    // The stretch of words that can belong to the title.
    let mut lo = end;
    while lo > 0 {
        let t = &tokens[lo - 1];
        let word = match t.upos {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Part => true,
            Upos::Det | Upos::Pron => lo >= 2 && t.upos != Upos::Pron || t.has_feat("Poss=Yes"),
            Upos::Adp => matches!(t.form.as_str(), "of" | "for") && lo < end,
            // "Investments and Development" is one name; "X and President Y" are two.
            Upos::Cconj => {
                lo < end && (scene.names.at(si, lo).is_none() || scene.names.at(si, lo - 1).is_some())
            }
            Upos::Punct => t.form == "-",
            Upos::Adv => matches!(t.form.as_str(), "then" | "formerly"),
            _ => false,
        };
        let other = scene.names.at(si, lo - 1).is_some_and(|n| n.is_person()) && lo == end;
        if !word || other || end - lo > 14 {
            break;
        }
        lo -= 1;
    }
    for _ in 0..3 {
        if lo >= end {
            return;
        }
        // The shortest tail that is an office and reaches up to the name, then what stands to its left.
        let Some(title) = (lo..end)
            .rev()
            .filter(|&at| matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj))
            .find_map(|at| title::read(scene, si, at, end).filter(|t| reaches(scene, si, t, end)))
            .and_then(|tail| {
                let start = (lo..=tail.first).find(|&at| {
                    (at == lo || !matches!(tokens[at].upos, Upos::Adp | Upos::Cconj | Upos::Part))
                        && title::read(scene, si, at, end)
                            .is_some_and(|t| t.last >= tail.first && t.first <= tail.first)
                });
                title::read(scene, si, start.unwrap_or(tail.first), end)
            })
        else {
            return;
        };
        end = title.first;
        let mut title = title;
        // "President Xi Jinping of China"
        if title.state.is_none() && tokens.get(last + 1).is_some_and(|t| t.form == "of") {
            title.state = scene
                .names
                .known_at(si, last + 2)
                .filter(|n| n.is_state())
                .and_then(|n| n.state().map(str::to_owned));
        }
        let whose = title.body.is_some() || title.state.is_some() || title.boss.is_some();
        push(title);
        if whose {
            return;
        }
    }
}

/// "lawyers Xie Yang and Li Heping", "advocates such as Mannie Witz": each of the list has the title.
fn listed(scene: &Scene, si: usize, first: usize, push: &mut impl FnMut(Title)) {
    let s = &scene.sentences[si];
    let tree = &scene.trees[si];
    let mut at = first;
    for _ in 0..8 {
        let t = &s.tokens[at];
        let case = tree.case(s, at);
        let goes_on = match t.rel() {
            "conj" | "appos" | "flat" | "compound" => true,
            "nmod" => matches!(case.as_deref(), Some("such" | "like" | "including")),
            _ => false,
        };
        let Some(head) = t.head.filter(|&h| goes_on && h < s.tokens.len()) else { return };
        if matches!(t.rel(), "appos" | "compound" | "flat" | "nmod") && s.tokens[head].has_feat("Number=Plur")
        {
            let lo = tree.phrase(s, head).0;
            if head < first
                && let Some(title) = title::read_plural(scene, si, lo, head + 1)
            {
                push(title);
            }
            return;
        }
        at = head;
    }
}

/// Whether nothing but the title's own complement stands between it and the name.
fn reaches(scene: &Scene, si: usize, title: &Title, end: usize) -> bool {
    title.last + 1 == end
        || matches!(scene.lower(si, title.last + 1).as_str(), "of" | "for" | "to" | "at" | "in")
}

/// Whether an apposition tells an office at all: "leader" and "head" need what they lead.
fn is_whole(scene: &Scene, si: usize, lo: usize, title: &Title) -> bool {
    let words = title.text.split_whitespace().count();
    let bare = title.state.is_none() && title.body.is_none() && title.boss.is_none();
    // "Asia's longest serving leader" praises.
    let superlative = scene.sentences[si].tokens[lo..=title.last]
        .iter()
        .any(|t| t.has_feat("Degree=Sup") || t.form.ends_with("est") && t.upos != Upos::Propn);
    !(superlative || bare && words == 1 && title::is_plain(&scene.lemma(si, title.first)))
}

/// "X, Azerbaijan's foreign minister," and "Trump's top economic adviser, X, said".
fn beside(scene: &Scene, si: usize, first: usize, last: usize, push: &mut impl FnMut(Title)) {
    let tokens = &scene.sentences[si].tokens;
    let mark = |i: usize| {
        tokens.get(i).is_some_and(|t| matches!(t.form.as_str(), "," | "(" | "—" | "–" | "--" | "-" | "-LRB-"))
    };
    if mark(last + 1) {
        let mut lo = last + 2;
        // "Mahathir, 92, said": an age goes before nothing.
        if tokens.get(lo).is_some_and(|t| t.upos == Upos::Num) && mark(lo + 1) {
            lo += 2;
        }
        let hi = stop(scene, si, lo);
        let follows = scene.names.at(si, hi).is_some_and(|n| n.is_person())
            || (lo..hi).any(|i| {
                scene
                    .names
                    .at(si, i)
                    .is_some_and(|n| n.is_person() && tokens[i].rel() != "nmod" && !possessor(scene, si, &n))
            });
        let closed = tokens.get(hi).is_none_or(|t| {
            matches!(t.upos, Upos::Punct | Upos::Pron | Upos::Sconj)
            // ", the minister said" has its own subject; ", minister of X speaking for Y" is an apposition.
            || t.upos == Upos::Verb && t.rel() == "acl"
        });
        if lo < hi
            && !follows
            && closed
            && let Some(mut title) = title::read(scene, si, lo, hi)
            && title.first <= head_limit(scene, si, lo, hi)
            && is_whole(scene, si, lo, &title)
        {
            // "professor at the University of St. Thomas in Houston, Texas"
            if title.state.is_none() && tokens.get(hi).is_some_and(|t| t.form == ",") {
                title.state = scene.names.inner_state(si, hi + 1).map(str::to_owned);
            }
            push(title);
        }
    }
    // "Chief of Army Staff (COAS), General Bajwa": the comma stands before the title that goes with the name.
    let name = first;
    let first = first_of_name(scene, si, name);
    if first >= 2
        && mark(first - 1)
        && (first < name
            || tokens.get(last + 1).is_none_or(|t| t.upos == Upos::Punct || t.upos == Upos::Part))
    {
        let mut lo = first - 1;
        while lo > 0
            && !matches!(tokens[lo - 1].upos, Upos::Verb | Upos::Aux | Upos::Sconj)
            && first - lo < 16
        {
            let t = &tokens[lo - 1];
            if t.upos == Upos::Punct && !matches!(t.form.as_str(), "-" | "(" | ")" | "“" | "”" | "\"") {
                break;
            }
            lo -= 1;
        }
        // "The foreign minister, X," but not "and ministers, X".
        while lo < first && matches!(tokens[lo].upos, Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Punct) {
            lo += 1;
        }
        let hi = first - 1;
        let taken = (lo..hi)
            .any(|i| scene.names.at(si, i).is_some_and(|n| n.is_person() && !possessor(scene, si, &n)));
        if !taken
            && let Some(title) = title::read(scene, si, lo, hi)
            && (tokens[first].rel() == "appos"
                || title.sector.is_some() && (lo == 0 || tokens[lo - 1].upos == Upos::Punct)
                || (title.sector.is_some() && tokens.get(last + 1).is_some_and(|t| t.form == ",")))
        {
            push(title);
        }
    }
}

/// The first token of the name with the title and the form of address right before it.
fn first_of_name(scene: &Scene, si: usize, first: usize) -> usize {
    let words = &scene.words[si][..first];
    (first.saturating_sub(4)..first)
        .find(|&i| scene.knowledge.office_at(words, i).is_some_and(|o| i + o.len == first))
        .unwrap_or(first)
}

fn possessor(scene: &Scene, si: usize, spot: &crate::cast::names::Spot) -> bool {
    let tokens = &scene.sentences[si].tokens;
    let mark = tokens.get(spot.last + 1).is_some_and(|t| matches!(t.form.as_str(), "'s" | "’s" | "'" | "’"));
    mark || spot
        .first
        .checked_sub(1)
        .is_some_and(|p| matches!(scene.lower(si, p).as_str(), "of" | "to" | "for"))
}

/// The last token before the first preposition: the head of an apposition stands no later.
fn head_limit(scene: &Scene, si: usize, lo: usize, hi: usize) -> usize {
    let tokens = &scene.sentences[si].tokens;
    (lo..hi).find(|&i| tokens[i].upos == Upos::Adp).unwrap_or(hi)
}

/// Where an apposition that begins at `lo` ends: a comma, a bracket, a verb, a relative word.
fn stop(scene: &Scene, si: usize, lo: usize) -> usize {
    let tokens = &scene.sentences[si].tokens;
    let mut i = lo;
    while i < tokens.len() && i < lo + 24 {
        let t = &tokens[i];
        let ends = match t.upos {
            Upos::Punct => !matches!(t.form.as_str(), "-" | "“" | "”" | "\""),
            Upos::Verb | Upos::Aux => !matches!(t.rel(), "amod" | "compound" | "acl"),
            Upos::Pron => !t.has_feat("Poss=Yes"),
            Upos::Sconj => true,
            _ => false,
        };
        if ends {
            break;
        }
        i += 1;
    }
    i
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
                held.push(Held { person: id, sentence: si, title, since: None, until: None });
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

/// "since 2021", "until March 2019" after the title.
fn terms(scene: &Scene, held: &mut Held) {
    let tokens = &scene.sentences[held.sentence].tokens;
    let from = held.title.last + 1;
    for i in from..(from + 8).min(tokens.len()) {
        let slot = match tokens[i].form.to_ascii_lowercase().as_str() {
            "since" => &mut held.since,
            "until" | "till" => &mut held.until,
            ";" | "." => break,
            _ => continue,
        };
        let year = tokens[i + 1..]
            .iter()
            .take(3)
            .find(|t| t.form.len() == 4 && t.form.bytes().all(|b| b.is_ascii_digit()));
        if let Some(year) = year {
            *slot = Some(year.form.clone());
        }
    }
}

/// One entry for each person and office; a shorter way to say the same office adds nothing.
pub fn roles(scene: &Scene, held: &[Held]) -> Vec<Role> {
    let of_person = by_person(scene, held);
    let mut out: Vec<(usize, Role)> = Vec::new();
    // Where in `out` each person's offices are, so that a long report does not search them all for each.
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); scene.people.all.len()];
    for h in held {
        let key = title_words(&h.title.text);
        let of = h
            .title
            .body
            .clone()
            .map(|b| body_code(scene, &b).unwrap_or(b))
            .or_else(|| state_of(scene, &of_person, h));
        let known = places[h.person].iter().copied().find(|&i| {
            let own = title_words(&out[i].1.title);
            key.iter().all(|w| own.contains(w)) || own.iter().all(|w| key.contains(w))
        });
        let evidence = scene.sentences[h.sentence].span;
        match known {
            Some(i) => {
                let r = &mut out[i].1;
                let longer = key.len() > title_words(&r.title).len();
                // The mention that says most is the evidence: one that names the state rather than one that does not.
                if longer || (h.title.state.is_some() && r.of.is_none()) {
                    if longer {
                        r.title = title_text(h);
                    }
                    r.evidence = evidence;
                }
                if r.of.is_none() || longer && h.title.body.is_some() {
                    r.of = of.or(r.of.take());
                }
                r.since = r.since.take().or_else(|| h.since.clone());
                r.until = r.until.take().or_else(|| h.until.clone());
            }
            None => {
                places[h.person].push(out.len());
                out.push((
                    h.person,
                    Role {
                        person: scene.people.all[h.person].name.clone(),
                        title: title_text(h),
                        of,
                        since: h.since.clone(),
                        until: h.until.clone(),
                        evidence,
                    },
                ));
            }
        }
    }
    out.into_iter().map(|(_, r)| r).collect()
}

fn title_text(h: &Held) -> String {
    let text = h.title.text.trim_start_matches("ex-").trim_start_matches("Ex-").to_owned();
    if h.title.former && !text.to_lowercase().starts_with("former") { format!("former {text}") } else { text }
}

fn title_words(title: &str) -> Vec<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| !matches!(w.as_str(), "" | "of" | "the" | "for" | "and" | "former" | "ex" | "s" | "then"))
        .collect()
}

/// The code of a body that has one (`UNO`, `NAT`, `EUE`).
fn body_code(scene: &Scene, name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let hit = scene.knowledge.name_at(&words, 0, scene.doc.published.as_deref())?;
    hit.entity.state.clone().filter(|s| matches!(s.as_str(), "UNO" | "NAT" | "EUE") && hit.len == words.len())
}

/// The offices of each person, in order of the text.
pub fn by_person<'h>(scene: &Scene, held: &'h [Held]) -> Vec<Vec<&'h Held>> {
    let mut out = vec![Vec::new(); scene.people.all.len()];
    for h in held {
        out[h.person].push(h);
    }
    out
}

/// The state of an office by [`known_state`], or else the state that the report is about.
pub fn state_of(scene: &Scene, of_person: &[Vec<&Held>], h: &Held) -> Option<String> {
    known_state(scene, of_person, h).or_else(|| scene.states.home.clone())
}

/// The state of an office where something tells it: named with it, or with another office of the same person, or his
/// chief's, or by the tables.
pub fn known_state(scene: &Scene, of_person: &[Vec<&Held>], h: &Held) -> Option<String> {
    let boss = |h: &Held| {
        let boss = h.title.boss?;
        let own = of_person.get(boss)?.iter().find(|b| b.title.state.is_some());
        own.and_then(|b| b.title.state.clone())
            .or_else(|| scene.people.all[boss].table.as_ref().map(|t| t.0.clone()))
    };
    h.title
        .state
        .clone()
        .or_else(|| boss(h))
        .or_else(|| of_person.get(h.person)?.iter().find_map(|o| o.title.state.clone()))
        .or_else(|| scene.people.all[h.person].table.as_ref().map(|t| t.0.clone()))
}
