//! What is counted in the sentences that tell a mention: the dead, the wounded, the arrested, sums of money.

use super::load::{Figure, Member};
use super::words::split;

/// What stands beside a count of people, and what it counts.
#[rustfmt::skip]
const ABOUT: &[(&str, &[&str])] = &[
    ("killed", &["kill", "killed", "kills", "killing", "dead", "died", "die", "deaths", "death", "slain", "fatalities"]),
    ("wounded", &["wounded", "wound", "wounds", "wounding", "injured", "injure", "injuries", "injuring", "hurt"]),
    ("arrested", &["arrested", "arrest", "arrests", "arresting", "detained", "detain", "detaining", "custody"]),
    ("abducted", &["abducted", "kidnapped", "hostages", "hostage", "kidnapping"]),
    ("expelled", &["expelled", "expel", "expels", "expelling", "expulsion"]),
    ("released", &["released", "freed", "release", "releases", "frees", "pardoned"]),
    ("displaced", &["displaced", "fled", "homeless", "evacuated"]),
    ("marched", &["marched", "protested", "demonstrators", "protesters", "gathered", "rallied", "demonstrated", "marchers"]),
];

/// Words between a count and the word that tells what it counts.
const NEAR: usize = 8;

/// The counts of a mention: what is counted, how many, and who says it. What one sentence counts twice is left out, for
/// there a part of it may be counted.
pub(crate) fn told(member: &Member) -> Vec<(String, String, &Member)> {
    let mut told: Vec<(String, String)> = member.figures.iter().filter_map(count).collect();
    told.sort();
    told.dedup();
    let twice = |about: &str| told.iter().filter(|(other, _)| other == about).count() > 1;
    told.iter()
        .filter(|(about, _)| !twice(about))
        .map(|(about, value)| (about.clone(), value.clone(), member))
        .collect()
}

fn count(figure: &Figure) -> Option<(String, String)> {
    let value = figure.value?;
    let unit = figure.unit.as_deref()?;
    let value = value.to_string();
    if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some((unit.to_owned(), value));
    }
    if !matches!(unit, "person" | "troop") {
        return None;
    }
    nearest(figure).map(|about| (about.to_owned(), value))
}

/// What the nearest of the telling words says. "Twelve killed" and "killed twelve" are both near.
fn nearest(figure: &Figure) -> Option<&'static str> {
    let at = figure.sentence.find(&figure.text)?;
    let before: Vec<String> = split(&figure.sentence[..at]).map(str::to_lowercase).collect();
    let after: Vec<String> =
        split(&figure.sentence[at + figure.text.len()..]).map(str::to_lowercase).collect();
    let inside: Vec<String> = split(&figure.text).map(str::to_lowercase).collect();
    let meaning = |word: &String| {
        ABOUT.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(about, _)| *about)
    };
    if let Some(about) = inside.iter().find_map(meaning) {
        return Some(about);
    }
    let back = before.iter().rev().take(NEAR).enumerate().find_map(|(far, word)| Some((far, meaning(word)?)));
    let on = after.iter().take(NEAR).enumerate().find_map(|(far, word)| Some((far, meaning(word)?)));
    // "seven were killed and eleven wounded": what follows at once belongs to the count.
    match (back, on) {
        (Some(back), Some(on)) => Some(if back.0 < on.0 { back.1 } else { on.1 }),
        (back, on) => back.or(on).map(|(_, about)| about),
    }
}
