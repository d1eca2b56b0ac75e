//! Since when and until when somebody holds an office.

use super::Held;
use crate::cast::scene::Scene;
use crate::dates;

/// How many tokens behind a title its dates may stand.
const NEAR: usize = 8;

/// Dates an office: by words behind its title ("since 2021", "until March 2019", "from 2015 to 2019"), and by the day on
/// which somebody was appointed or stepped down.
pub fn date(scene: &Scene, held: &mut Held) {
    let tokens = &scene.sentences[held.sentence].tokens;
    let from = held.title.last + 1;
    let mut spans = false;
    for (i, token) in tokens.iter().enumerate().skip(from).take(NEAR) {
        let slot = match token.form.to_ascii_lowercase().as_str() {
            "since" => &mut held.since,
            "until" | "till" => &mut held.until,
            "from" | "between" => {
                spans = true;
                &mut held.since
            }
            "to" | "and" | "through" if spans => &mut held.until,
            ";" | "." => break,
            _ => continue,
        };
        if let Some(day) = day_behind(scene, held.sentence, i) {
            *slot = Some(day);
        }
    }
    if let Some(turn) = held.turn {
        let slot = if turn.ends { &mut held.until } else { &mut held.since };
        if slot.is_none() {
            let sentence = &scene.sentences[held.sentence];
            let date = dates::for_token(sentence, scene.dates(), turn.verb);
            *slot = date.and_then(|d| d.value.clone()).filter(|v| is_day(v));
        }
    }
}

/// The date that stands behind a preposition: a day, a month or a year.
fn day_behind(scene: &Scene, sentence: usize, preposition: usize) -> Option<String> {
    let tokens = &scene.sentences[sentence].tokens;
    let near = tokens.get(preposition + 1..)?.iter().take(3);
    for t in near {
        let known = dates::within(scene.dates(), t.span).first().and_then(|d| d.value.clone());
        if let Some(day) = known.filter(|v| is_day(v)) {
            return Some(day);
        }
        if t.form.len() == 4 && t.form.bytes().all(|b| b.is_ascii_digit()) {
            return Some(t.form.clone());
        }
    }
    None
}

/// `2021`, `2021-03`, `2021-03-05`.
fn is_day(value: &str) -> bool {
    value.len() >= 4 && value.split('-').all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}
