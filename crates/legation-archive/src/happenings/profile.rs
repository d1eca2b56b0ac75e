//! A mention boiled down to what two mentions are compared by.

use super::load::{Member, Party, Place};
use super::set::Set;
use super::words::{split, stem, telling};
use crate::days::{Days, bounds};
use std::collections::BTreeSet;
use std::sync::Arc;

/// When a mention says that it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// On that day.
    Day(i32),
    /// Within a week or a month.
    Within(Days),
    /// No date is told: news, so shortly before that day of publication.
    News(i32),
    /// Told with hindsight, or as of a year: some time in these days.
    Past(Days),
    /// Too vague to place it.
    Never,
}

/// What stays in memory of a mention, for as long as it may be compared: small, and quick to compare.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub id: Box<str>,
    pub report: i64,
    pub event_type: Box<str>,
    pub mode: Option<Box<str>>,
    pub status: Box<str>,
    pub when: When,
    pub actors: Set,
    pub recipients: Set,
    /// States of both; of the place, if there are none.
    pub states: Set,
    /// State and sector of those who take part.
    pub organs: Set,
    /// Last names of persons, and names of groups.
    pub names: Set,
    pub place: Option<Place>,
    /// Stems of the trigger's words.
    pub trigger: Set,
    /// Stems of the words of its sentences that say something.
    pub words: Set,
    /// Of these, those that name something.
    pub proper: Set,
    /// Stems of the names in all that its report says.
    pub context: Arc<Set>,
    /// Counts and sums in its sentences, as unit and value.
    pub figures: Set,
    /// Their units.
    pub units: Set,
    pub twin: Option<i64>,
}

/// A sentence shorter than this may be chance: "The two ministers met."
const WORDS_OF_A_TWIN: usize = 7;
/// Days that a week or a month may cover.
pub(crate) const WIDEST: i32 = 31;
/// Days that a year may cover, and days that hindsight goes back.
pub(crate) const HINDSIGHT: i32 = 366;
/// Days that news may come late.
pub(crate) const LATE: i32 = 7;

impl Profile {
    /// `context` is what [`context`] makes of the report.
    pub fn new(member: &Member, context: Arc<Set>) -> Profile {
        let (actors, recipients) = (states_of(member, true), states_of(member, false));
        let mut words = Vec::new();
        let mut proper = Vec::new();
        for sentence in &member.sentences {
            for (at, word) in split(sentence).enumerate() {
                let stem = stem(word);
                if !telling(&stem) {
                    continue;
                }
                if at > 0 && word.starts_with(char::is_uppercase) {
                    proper.push(stem.clone());
                }
                words.push(stem);
            }
        }
        let told = member.sentences.first().map_or("", String::as_str);
        let twin = (split(told).nth(WORDS_OF_A_TWIN - 1).is_some()).then(|| {
            let [actors, recipients] =
                [&actors, &recipients].map(|states| states.iter().copied().collect::<Vec<_>>().join(" "));
            let parts = [
                &member.event_type,
                &member.trigger,
                told,
                &member.day,
                actors.as_str(),
                recipients.as_str(),
            ];
            crate::hash::number("twin", &parts)
        });
        Profile {
            id: member.id.as_str().into(),
            report: member.report,
            event_type: member.event_type.as_str().into(),
            mode: member.mode.as_deref().map(Box::from),
            status: member.status.as_str().into(),
            when: when(member),
            actors: actors.iter().collect(),
            recipients: recipients.iter().collect(),
            states: states(member).iter().collect(),
            organs: member
                .parties
                .iter()
                .filter_map(|p| Some(format!("{} {}", p.state.as_ref()?, p.sector.as_ref()?)))
                .collect(),
            names: names(member).iter().collect(),
            place: member.place.clone(),
            trigger: verbs(member).iter().collect(),
            words: words.iter().collect(),
            proper: proper.iter().collect(),
            context,
            figures: counts(member).map(|(unit, value)| format!("{unit} {value}")).collect(),
            units: counts(member).map(|(unit, _)| unit).collect(),
            twin,
        }
    }
}

/// The names in what a report says.
pub(crate) fn context(sentences: &[String]) -> Set {
    let words = sentences.iter().flat_map(|sentence| split(sentence).skip(1));
    words.filter(|word| word.starts_with(char::is_uppercase)).map(stem).filter(|stem| telling(stem)).collect()
}

fn states_of(member: &Member, actor: bool) -> BTreeSet<&str> {
    member.parties.iter().filter(|p| p.actor == actor).filter_map(|p| p.state.as_deref()).collect()
}

pub(crate) fn states(member: &Member) -> BTreeSet<&str> {
    let mut states: BTreeSet<&str> = member.parties.iter().filter_map(|p| p.state.as_deref()).collect();
    // Rebels against soldiers: the country is where they fight.
    if states.is_empty() {
        states.extend(member.place.as_ref().and_then(|place| place.state.as_deref()));
    }
    states
}

pub(crate) fn names(member: &Member) -> BTreeSet<String> {
    member.parties.iter().filter_map(named).collect()
}

/// Counts and sums in its sentences, as unit and value.
pub(crate) fn counts(member: &Member) -> impl Iterator<Item = (&str, f64)> {
    member.figures.iter().filter_map(|figure| figure.unit.as_deref().zip(figure.value))
}

/// Stems of the trigger's words.
pub(crate) fn verbs(member: &Member) -> BTreeSet<String> {
    split(&member.trigger).map(stem).filter(|stem| stem.len() > 2).collect()
}

pub(crate) fn when(member: &Member) -> When {
    let past =
        || member.published.map_or(When::Never, |day| When::Past(Days { first: day - HINDSIGHT, last: day }));
    match member.date.as_deref().and_then(bounds) {
        Some(days) if days.is_one() => When::Day(days.first),
        Some(days) if days.last - days.first < WIDEST => When::Within(days),
        Some(days) if days.last - days.first < HINDSIGHT => When::Past(days),
        Some(_) => When::Never,
        None if member.date.is_some() || member.status == "historical" || hindsight(member) => past(),
        None => member.published.map_or(When::Never, When::News),
    }
}

/// "had met", "had been expelled": what was before the news.
fn hindsight(member: &Member) -> bool {
    let Some(told) = member.sentences.first() else { return false };
    let Some(at) = told.find(&member.trigger) else { return false };
    let before = &told[..at];
    split(before).rev().take(3).any(|word| word == "had") || split(&member.trigger).next() == Some("had")
}

/// The last word of the name of a person or a group. A government named for its country is none: that is its state.
fn named(party: &Party) -> Option<String> {
    let government = party.role.is_none() && party.state.is_some() && party.sector.as_deref() == Some("GOV");
    let last = split(party.name.as_deref()?).next_back()?;
    (!government && last.starts_with(char::is_uppercase)).then(|| last.to_lowercase())
}
