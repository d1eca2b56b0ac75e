//! The words of the calendar.

use crate::figures::atoms::{Atom, Kind};

pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

pub(crate) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub fn of(word: &str) -> Option<Unit> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "second" => Unit::Second,
            "minute" | "min" => Unit::Minute,
            "hour" | "hr" => Unit::Hour,
            "day" | "night" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" | "centurie" => Unit::Century,
            _ => return None,
        })
    }

    pub fn precision(self) -> &'static str {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "day",
            Unit::Weekend | Unit::Week | Unit::Fortnight => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "vague",
        }
    }
}

/// A month by its name; the flag tells a cut form (`Apr`, `Sept`), which needs a number beside it.
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    if let Some(m) = MONTHS.iter().position(|m| *m == word) {
        return Some((m as i8 + 1, false));
    }
    let cut = if word == "sept" { "sep" } else { word };
    let fits = cut.len() == 3 || matches!(cut, "febr");
    let found = MONTHS.iter().position(|m| fits && m.starts_with(cut));
    found.map(|m| (m as i8 + 1, true))
}

/// A weekday by its name, Monday 0; the flag tells a cut form.
pub(super) fn weekday(word: &str) -> Option<(i8, bool)> {
    let word = word.strip_suffix('s').filter(|w| w.ends_with("day")).unwrap_or(word);
    if let Some(d) = WEEKDAYS.iter().position(|d| *d == word) {
        return Some((d as i8, false));
    }
    let cut =
        matches!(word, "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun");
    let found = WEEKDAYS.iter().position(|d| cut && d.starts_with(word));
    found.map(|d| (d as i8, true))
}

/// A season, as TIMEX3 writes it.
pub(super) fn season(word: &str) -> Option<&'static str> {
    Some(match word {
        "spring" => "SP",
        "summer" => "SU",
        "autumn" | "fall" => "FA",
        "winter" => "WI",
        _ => return None,
    })
}

/// Feasts of a fixed day.
pub(super) fn feast(first: &str, second: &str) -> Option<(i8, i8, usize)> {
    Some(match (first, second) {
        ("christmas", "eve") => (12, 24, 2),
        ("christmas", "day") => (12, 25, 2),
        ("christmas", _) => (12, 25, 1),
        ("may", "day") => (5, 1, 2),
        _ => return None,
    })
}

pub(super) fn of_day(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    matches!(
        word,
        "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "noon"
            | "midnight"
            | "lunchtime"
            | "midday"
            | "overnight"
    )
}

/// A year in four digits.
pub(super) fn year(atom: &Atom) -> Option<i16> {
    let bare = atom.kind == Kind::Number && atom.text.len() == 4;
    atom.digits().filter(|y| bare && (1700..=2099).contains(y)).map(|y| y as i16)
}

/// A day of a month: `5`, `05`, `5th`, `third` are read by the caller; this is the number's own range.
pub(super) fn day(atom: &Atom) -> Option<i8> {
    let bare = atom.kind == Kind::Number && atom.text.len() <= 2;
    atom.digits().filter(|d| bare && (1..=31).contains(d)).map(|d| d as i8)
}
