//! A mention boiled down to what two mentions are compared by.

use super::load::{Member, Party, Place};
use crate::days::{Days, bounds};
use std::collections::BTreeSet;

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

#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub id: String,
    pub report: i64,
    pub event_type: String,
    pub mode: Option<String>,
    pub status: String,
    pub when: When,
    pub actors: BTreeSet<String>,
    pub recipients: BTreeSet<String>,
    /// State and sector of those who take part.
    pub organs: BTreeSet<String>,
    /// Last names of persons with their state, and names of groups.
    pub names: BTreeSet<String>,
    pub place: Option<Place>,
    /// Stems of the trigger's words.
    pub trigger: BTreeSet<String>,
    /// Stems of the words of its sentences that say something.
    pub words: BTreeSet<String>,
    /// Of these, those that name something.
    pub proper: BTreeSet<String>,
    /// Stems of the names in all that its report says.
    pub context: BTreeSet<String>,
    /// Counts and sums in its sentences, as unit and value.
    pub figures: BTreeSet<(String, String)>,
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
    pub fn new(member: &Member) -> Profile {
        let states = |actor: bool| -> BTreeSet<String> {
            member.parties.iter().filter(|p| p.actor == actor).filter_map(|p| p.state.clone()).collect()
        };
        let told = member.sentences.first().map_or("", String::as_str);
        let mut words = BTreeSet::new();
        let mut proper = BTreeSet::new();
        let context = member
            .context
            .iter()
            .flat_map(|sentence| split(sentence).skip(1))
            .filter(|word| word.starts_with(char::is_uppercase));
        let context = context.map(stem).filter(|stem| telling(stem)).collect();
        for sentence in &member.sentences {
            for (at, word) in split(sentence).enumerate() {
                let stem = stem(word);
                if !telling(&stem) {
                    continue;
                }
                if at > 0 && word.starts_with(char::is_uppercase) {
                    proper.insert(stem.clone());
                }
                words.insert(stem);
            }
        }
        let figures =
            member.figures.iter().filter_map(|f| Some((f.unit.clone()?, f.value?.to_string()))).collect();
        let twin = (split(told).count() >= WORDS_OF_A_TWIN).then(|| {
            let actors: Vec<String> = states(true).into_iter().collect();
            let recipients: Vec<String> = states(false).into_iter().collect();
            crate::hash::number(
                "twin",
                &[
                    &member.event_type,
                    &member.trigger,
                    told,
                    &member.day,
                    &actors.join(" "),
                    &recipients.join(" "),
                ],
            )
        });
        Profile {
            id: member.id.clone(),
            report: member.report,
            event_type: member.event_type.clone(),
            mode: member.mode.clone(),
            status: member.status.clone(),
            when: when(member),
            actors: states(true),
            recipients: states(false),
            organs: member
                .parties
                .iter()
                .filter_map(|p| Some(format!("{} {}", p.state.as_ref()?, p.sector.as_ref()?)))
                .collect(),
            names: member.parties.iter().filter_map(named).collect(),
            place: member.place.clone(),
            trigger: split(&member.trigger).map(stem).filter(|s| s.len() > 2).collect(),
            words,
            proper,
            context,
            figures,
            twin,
        }
    }

    pub fn states(&self) -> BTreeSet<&str> {
        let mut states: BTreeSet<&str> =
            self.actors.iter().chain(&self.recipients).map(String::as_str).collect();
        // Rebels against soldiers: the country is where they fight.
        if states.is_empty() {
            states.extend(self.place.as_ref().and_then(|place| place.state.as_deref()));
        }
        states
    }
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

/// The words of a text.
pub(crate) fn split(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A word without the endings that English hangs on it, in small letters. It need not be a word: only the same for
/// "signed" and "signing".
pub(crate) fn stem(word: &str) -> String {
    let mut word = word.to_lowercase();
    for (ending, least) in [
        ("ations", 7),
        ("ation", 6),
        ("ings", 6),
        ("ing", 6),
        ("ies", 5),
        ("ed", 5),
        ("es", 5),
        ("s", 4),
        ("ly", 6),
    ] {
        if word.len() >= least && word.ends_with(ending) && word.is_char_boundary(word.len() - ending.len()) {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
    // "stopped", "stop"; "agreed", "agree"; "denied", "deny".
    let bytes = word.as_bytes();
    let n = bytes.len();
    if n > 4 && bytes[n - 1] == bytes[n - 2] && bytes[n - 1].is_ascii_alphabetic() {
        word.truncate(n - 1);
    }
    if word.len() > 3 && (word.ends_with('e') || word.ends_with('y') || word.ends_with('i')) {
        word.pop();
    }
    word
}

/// Whether a word is some sign that two sentences tell of the same.
fn telling(stem: &str) -> bool {
    stem.len() > 2 && COMMON.binary_search(&stem).is_err()
}

/// Stems that any report of politics has: no sign that two tell of the same. Sorted.
const COMMON: &[&str] = &[
    "about",
    "abov",
    "accord",
    "according",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "also",
    "among",
    "and",
    "announc",
    "any",
    "april",
    "are",
    "around",
    "ask",
    "august",
    "becaus",
    "been",
    "befor",
    "being",
    "betw",
    "both",
    "but",
    "call",
    "can",
    "capital",
    "chief",
    "could",
    "countr",
    "cours",
    "day",
    "december",
    "did",
    "dur",
    "dure",
    "each",
    "earlier",
    "eight",
    "februar",
    "first",
    "fiv",
    "follow",
    "foreign",
    "form",
    "four",
    "frida",
    "from",
    "government",
    "had",
    "has",
    "hav",
    "head",
    "her",
    "hi",
    "him",
    "his",
    "hour",
    "hous",
    "how",
    "its",
    "januar",
    "jul",
    "june",
    "last",
    "late",
    "later",
    "leader",
    "les",
    "made",
    "mak",
    "man",
    "mani",
    "many",
    "march",
    "may",
    "meet",
    "met",
    "minister",
    "ministr",
    "mondai",
    "monday",
    "month",
    "mor",
    "most",
    "much",
    "nation",
    "near",
    "new",
    "next",
    "nin",
    "not",
    "november",
    "now",
    "october",
    "off",
    "offic",
    "official",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "own",
    "part",
    "people",
    "presid",
    "president",
    "prim",
    "report",
    "sai",
    "said",
    "sam",
    "saturda",
    "say",
    "second",
    "secretar",
    "see",
    "september",
    "sev",
    "seven",
    "sever",
    "shall",
    "she",
    "sid",
    "sinc",
    "six",
    "som",
    "spok",
    "spokesman",
    "spokeswoman",
    "stat",
    "statement",
    "still",
    "such",
    "sunda",
    "talk",
    "tell",
    "ten",
    "than",
    "that",
    "the",
    "thei",
    "their",
    "them",
    "then",
    "ther",
    "thes",
    "they",
    "third",
    "this",
    "thos",
    "thre",
    "through",
    "thursda",
    "tim",
    "time",
    "today",
    "told",
    "tomorrow",
    "too",
    "tuesday",
    "two",
    "under",
    "until",
    "upon",
    "wa",
    "was",
    "wednesda",
    "week",
    "went",
    "were",
    "what",
    "when",
    "wher",
    "which",
    "whil",
    "who",
    "whos",
    "will",
    "with",
    "within",
    "without",
    "would",
    "year",
    "yesterda",
    "yet",
    "you",
];
