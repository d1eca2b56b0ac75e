//! What speaks for two tellings of a report being of one happening, and what against it.

use super::Report;
use super::telling::Telling;
use crate::codebook::{EventType, Joining, SIGNS};
use legation_record::{Actor, Sentence, Upos};

/// What of a telling is compared, made once for all comparisons.
pub struct Trait<'a> {
    actors: Vec<Actor>,
    recipients: Vec<Actor>,
    noun: bool,
    definite: bool,
    /// Lemmas of the content words of its sentence, and of those that hang on its trigger; sorted, each once.
    words: Vec<&'a str>,
    near: Vec<&'a str>,
}

pub fn traits<'a>(report: &Report<'a>, tellings: &[Telling]) -> Vec<Trait<'a>> {
    tellings.iter().map(|t| Trait::of(&report.sentences[t.sentence], t)).collect()
}

impl<'a> Trait<'a> {
    fn of(s: &'a Sentence, telling: &Telling) -> Trait<'a> {
        let trigger = telling.token;
        use Upos::{Adj, Noun, Num, Propn, Verb};
        let content = |t: usize| matches!(s.tokens[t].upos, Noun | Propn | Verb | Adj | Num);
        let head = |t: usize| s.tokens.get(t).and_then(|t| t.head);
        let hangs = |t: usize| {
            t != trigger
                && (head(t) == Some(trigger)
                    || head(t).and_then(head) == Some(trigger)
                    || head(trigger) == Some(t))
        };
        let lemmas = |fits: &dyn Fn(usize) -> bool| {
            let mut out: Vec<&str> =
                (0..s.tokens.len()).filter(|&t| fits(t)).map(|t| s.tokens[t].lemma.as_str()).collect();
            out.sort_unstable();
            out.dedup();
            out
        };
        let pointing = |t: usize| {
            head(t) == Some(trigger)
                && (matches!(s.tokens[t].lemma.as_str(), "the" | "this" | "that" | "these" | "those")
                    || s.tokens[t].deprel == "nmod:poss")
        };
        Trait {
            actors: telling.actor_list(),
            recipients: telling.recipient_list(),
            noun: matches!(s.tokens[trigger].upos, Noun | Propn),
            definite: (0..s.tokens.len()).any(pointing),
            words: lemmas(&content),
            near: lemmas(&|t| content(t) && hangs(t)),
        }
    }

    fn parties(&self) -> impl Iterator<Item = &Actor> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// The signs that hold, by their names in `joining.toml`, and the share of words in common. `a` is told before `b`.
pub fn signs(a: &Telling, ta: &Trait<'_>, b: &Telling, tb: &Trait<'_>) -> (Vec<&'static str>, f64) {
    let mut out = Vec::new();
    let mut sign = |name: &'static str, holds: bool| {
        debug_assert!(SIGNS.contains(&name), "{name} has no weight");
        if holds {
            out.push(name);
        }
    };
    if a.event_type.is_mutual() {
        let one: Vec<&Actor> = ta.parties().collect();
        let two: Vec<&Actor> = tb.parties().collect();
        let shared = one.iter().filter(|x| two.iter().any(|y| alike(x, y))).count();
        let enough = one.len().min(two.len()).clamp(1, 2);
        sign("sides-shared", shared >= enough);
        sign("sides-partly", 0 < shared && shared < enough);
        sign("sides-other", shared == 0 && !one.is_empty() && !two.is_empty());
    } else {
        let shared = |x: &[Actor], y: &[Actor]| x.iter().any(|p| y.iter().any(|q| alike(p, q)));
        let both = |x: &[Actor], y: &[Actor]| !x.is_empty() && !y.is_empty();
        let named = |x: &[Actor], y: &[Actor]| {
            x.iter().filter_map(|p| p.name.as_ref()).any(|n| y.iter().any(|q| q.name.as_ref() == Some(n)))
        };
        let (aa, ar, ba, br) = (&ta.actors, &ta.recipients, &tb.actors, &tb.recipients);
        let (actor, recipient) = (shared(aa, ba), shared(ar, br));
        sign("actor-shared", actor);
        sign("actor-other", !actor && both(aa, ba));
        sign("recipient-shared", recipient);
        sign("recipient-other", !recipient && both(ar, br));
        sign("both-shared", actor && recipient);
        sign("actor-name", named(aa, ba));
        sign("recipient-name", named(ar, br));
    }
    sign("lemma", a.lemma == b.lemma);
    sign("mode-same", a.mode.is_some() && a.mode == b.mode);
    sign("mode-other", matches!((&a.mode, &b.mode), (Some(x), Some(y)) if x != y));
    sign("status-other", a.status != b.status);
    let dates = a.date_value().zip(b.date_value());
    sign("date-same", dates.is_some_and(|(x, y)| x.starts_with(y) || y.starts_with(x)));
    let places = a.place_name().zip(b.place_name());
    sign("place-same", places.is_some_and(|(x, y)| x == y));
    sign("place-other", places.is_some_and(|(x, y)| x != y));
    let apart = b.sentence.abs_diff(a.sentence);
    sign("same-sentence", apart == 0);
    sign("next-sentence", apart == 1);
    sign("title", a.sentence.min(b.sentence) == 0 && apart > 0);
    sign("noun", tb.noun);
    sign("definite", tb.noun && tb.definite);
    sign("near", common(&ta.near, &tb.near, Some(&a.lemma)) > 0);
    let words = match apart {
        0 => 0.0,
        _ => {
            let size = (ta.words.len() * tb.words.len()) as f64;
            common(&ta.words, &tb.words, None) as f64 / size.sqrt().max(1.0)
        }
    };
    (out, words)
}

/// Log-odds that two tellings of one type are of one happening.
pub fn log_odds(w: &Joining, a: &Telling, ta: &Trait<'_>, b: &Telling, tb: &Trait<'_>) -> f64 {
    let (signs, words) = signs(a, ta, b, tb);
    let kind = w.types.get(a.event_type.name()).copied().unwrap_or(0.0);
    w.base + kind + w.words * words + signs.iter().map(|s| w.weight(s)).sum::<f64>()
}

/// How many words two sorted lists share, one word apart.
fn common(a: &[&str], b: &[&str], but: Option<&str>) -> usize {
    a.iter().filter(|w| but != Some(**w) && b.binary_search(w).is_ok()).count()
}

/// Whether two meetings are of other people: each names persons of one state, and none is the same.
pub fn other_people(t: EventType, a: &Trait<'_>, b: &Trait<'_>) -> bool {
    if t != EventType::Consult {
        return false;
    }
    fn of<'t>(t: &'t Trait<'_>, state: &str) -> Vec<&'t str> {
        let persons = t.parties().filter(|p| p.role.is_some() && p.state.as_deref() == Some(state));
        persons.filter_map(|p| p.name.as_deref()).collect()
    }
    let states = a.parties().filter(|p| p.role.is_some() && p.name.is_some());
    states.filter_map(|p| p.state.as_deref()).any(|state| {
        let (p, q) = (of(a, state), of(b, state));
        !q.is_empty() && !p.iter().any(|n| q.contains(n))
    })
}

/// Whether two tellings have dates that exclude each other. A week may hold the day.
pub fn other_day(a: &Telling, b: &Telling) -> bool {
    match (a.date_value(), b.date_value()) {
        (Some(x), Some(y)) => !x.contains('W') && !y.contains('W') && !x.starts_with(y) && !y.starts_with(x),
        _ => false,
    }
}

/// One name for the same: a person by name; else the state, whose minister and ministry and capital speak for it.
fn alike(a: &Actor, b: &Actor) -> bool {
    match (&a.state, &b.state) {
        (Some(x), Some(y)) if x != y => return false,
        (Some(_), Some(_)) => {
            let person = |a: &Actor| a.role.is_some() || a.sector.as_deref() != Some("GOV");
            // Two named persons of one state are two; a person and his government are one.
            if person(a) && person(b) && a.name.is_some() && b.name.is_some() {
                return a.name == b.name;
            }
            return a.sector == b.sector || a.sector.is_none() || b.sector.is_none();
        }
        _ => {}
    }
    match (&a.name, &b.name) {
        (Some(x), Some(y)) => x == y,
        _ => a.state.is_none() && b.state.is_none() && a.sector.is_some() && a.sector == b.sector,
    }
}
