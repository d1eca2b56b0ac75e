//! What is told from the report's day ("last week", "three days ago") or from the day told before ("the next day"), and lengths
//! of time.

use super::expression::{Reader, Said, Which};
use super::words::{self, Unit};
use crate::figures::atoms::Kind;
use crate::figures::numeral::{self, Manner};

impl Reader<'_, '_> {
    pub(super) fn relative(&self, at: usize) -> Option<(Said, usize)> {
        let word = self.word(at);
        let next = self.word(at + 1);
        let third = self.word(at + 2);
        Some(match (word, next, third) {
            ("the", "day", "before") if self.word(at + 3) == "yesterday" => (Said::Offset(-2), at + 3),
            ("the", "day", "after") if self.word(at + 3) == "tomorrow" => (Said::Offset(2), at + 3),
            ("today", ..) if self.follows_name(at) => return None,
            ("today" | "tonight", ..) => (Said::Offset(0), at),
            ("yesterday", ..) => (Said::Offset(-1), at),
            ("tomorrow", ..) => (Said::Offset(1), at),
            ("overnight", ..) => (Said::Offset(0), at),
            ("last", "night", _) => (Said::Offset(-1), at + 1),
            ("this", "morning" | "afternoon" | "evening", _) => (Said::Offset(0), at + 1),
            ("earlier", "today", _) | ("later", "today", _) => (Said::Offset(0), at + 1),
            ("earlier" | "later" | "late" | "early", "this" | "last" | "next", _) => {
                return self.relative(at + 1);
            }
            ("now" | "currently" | "nowadays" | "presently", ..) => (Said::Value("PRESENT_REF"), at),
            ("recently" | "formerly" | "previously", ..) => (Said::Value("PAST_REF"), at),
            ("soon", ..) => (Said::Value("FUTURE_REF"), at),
            ("at", "the", "time") | ("at", "that", "time") => (Said::Untold("vague"), at + 2),
            ("at", "the", "moment") | ("at", "this", "time") => (Said::Value("PRESENT_REF"), at + 2),
            ("in", "the", "past" | "future")
                if Unit::of(self.word(at + 3)).is_none() && numeral::read(self.atoms, at + 3).is_none() =>
            {
                (Said::Value(if third == "past" { "PAST_REF" } else { "FUTURE_REF" }), at + 2)
            }
            ("recent", unit, _) if Unit::of(unit).is_some() => (Said::Value("PAST_REF"), at + 1),
            ("coming", unit, _) if Unit::of(unit).is_some_and(|u| u >= Unit::Day) && unit.ends_with('s') => {
                (Said::Value("FUTURE_REF"), at + 1)
            }
            ("on", "the", "eve") if self.word(at + 3) == "of" => (Said::Untold("day"), at + 3),
            ("the", "eve", "of") => (Said::Untold("day"), at + 2),
            ("the", "same" | "following" | "next" | "previous", unit) => {
                let unit = Unit::of(unit).filter(|_| !unit.ends_with('s'))?;
                let count = match next {
                    "same" => 0.0,
                    "previous" => -1.0,
                    _ => 1.0,
                };
                (Said::FromTold { count, unit }, at + 2)
            }
            ("that", "day", _) => (Said::FromTold { count: 0.0, unit: Unit::Day }, at + 1),
            ("the", "end" | "start" | "beginning", "of") if self.word(at + 3) == "the" => {
                let unit = Unit::of(self.word(at + 4)).filter(|u| *u >= Unit::Week)?;
                (Said::Around { unit, shift: 0 }, at + 4)
            }
            ("last" | "this" | "next" | "past" | "coming" | "previous", ..) => return self.shifted(at),
            ("every" | "each", _, _) => {
                let value = match (Unit::of(next), words::weekday(next)) {
                    (Some(Unit::Day), _) => "P1D",
                    (Some(Unit::Week), _) => "P1W",
                    (Some(Unit::Month), _) => "P1M",
                    (Some(Unit::Year), _) => "P1Y",
                    (_, Some((day, _))) => [
                        "XXXX-WXX-1",
                        "XXXX-WXX-2",
                        "XXXX-WXX-3",
                        "XXXX-WXX-4",
                        "XXXX-WXX-5",
                        "XXXX-WXX-6",
                        "XXXX-WXX-7",
                    ][day as usize],
                    _ => return None,
                };
                (Said::Value(value), at + 1)
            }
            _ => return None,
        })
    }

    /// `last week`, `next Friday`, `this March`, `last summer`; "the last two years" is a length.
    pub(super) fn shifted(&self, at: usize) -> Option<(Said, usize)> {
        let (which, shift) = match self.word(at) {
            "last" | "past" | "previous" => (Which::Last, -1),
            "next" | "coming" => (Which::Next, 1),
            _ => (Which::This, 0),
        };
        let next = at + 1;
        let word = self.word(next);
        if let Some((day, false)) = words::weekday(word).filter(|_| self.atoms[next].is_capital()) {
            return Some((Said::Weekday { day, which }, next));
        }
        if let Some((Said::Month { year: None, month, .. }, last)) = self.month_expression(next, which) {
            return Some((Said::Month { year: None, month, which }, last));
        }
        if let Some(found) = self.month_expression(next, which) {
            return Some(found);
        }
        if let Some(part) = words::season(word) {
            return Some((Said::Part { year: None, part: part.into(), which }, next));
        }
        let unit = Unit::of(word)?;
        if word.ends_with('s') || unit < Unit::Day {
            return None;
        }
        // `this day`, "the last day": not told.
        if unit == Unit::Day || unit == Unit::Century {
            return None;
        }
        if self.back(at, 1) == "the" && which == Which::Last && self.word(at) != "past" {
            return None;
        }
        let said = if self.back(at, 1) == "the" {
            Said::Length { count: Some(1.0), unit }
        } else {
            Said::Around { unit, shift }
        };
        Some((said, next))
    }

    /// `three days`, `two-month`, `a year`, `several weeks`, `decades`; with `ago`, `later`, `earlier` a time of its own.
    pub(super) fn length(&self, at: usize) -> Option<(Said, usize)> {
        let (count, unit_at) = self.count(at)?;
        let unit = Unit::of(self.word(unit_at))?;
        let joined = unit_at > 0 && self.dash(unit_at - 1);
        let plain = self.word(unit_at);
        // Ages: `48-year-old`, `five years old`, `years of age`.
        let after = self.word(unit_at + 1);
        if after == "old"
            || self.dash(unit_at + 1) && self.word(unit_at + 2) == "old"
            || after == "of" && self.word(unit_at + 2) == "age"
        {
            return None;
        }
        // `the second quarter` and `a second`: no lengths.
        if unit == Unit::Quarter && !plain.ends_with('s')
            || unit == Unit::Second && count.is_none_or(|c| c == 1.0)
        {
            return None;
        }
        if joined && matches!(self.back(unit_at, 3), "$") {
            return None;
        }
        let shift = |sign: f64| match count {
            Some(count) => Said::Shift { count: sign * count, unit },
            None => Said::Value(if sign < 0.0 { "PAST_REF" } else { "FUTURE_REF" }),
        };
        let told = |sign: f64| match count {
            Some(count) => Said::FromTold { count: sign * count, unit },
            None => Said::Untold("vague"),
        };
        Some(match after {
            "ago" => (shift(-1.0), unit_at + 1),
            "from" if self.word(unit_at + 2) == "now" => (shift(1.0), unit_at + 2),
            "hence" => (shift(1.0), unit_at + 1),
            "later" | "afterwards" => (told(1.0), unit_at + 1),
            "earlier" | "before" | "previously" if after != "before" || self.ends_clause(unit_at + 2) => {
                (told(-1.0), unit_at + 1)
            }
            _ => {
                // `in three days' time`
                let time = (unit_at + 1..unit_at + 4).find(|i| self.word(*i) == "time");
                if let Some(time) = time.filter(|t| {
                    (unit_at + 1..*t).all(|i| self.sign(i, "'") || self.sign(i, "’") || self.word(i) == "s")
                }) {
                    return Some((shift(1.0), time));
                }
                // "the day", "a night": nobody measures.
                if count == Some(1.0)
                    && matches!(self.word(at), "a" | "an")
                    && unit < Unit::Week
                    && unit != Unit::Day
                    || self.word(at) == "one" && unit == Unit::Day
                {
                    return None;
                }
                (Said::Length { count, unit }, unit_at)
            }
        })
    }

    pub(super) fn ends_clause(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|a| a.kind == Kind::Sign)
    }

    /// How many, and the atom of the unit; `None` for a number that is not told.
    pub(super) fn count(&self, at: usize) -> Option<(Option<f64>, usize)> {
        let word = self.word(at);
        if Unit::of(word).is_some_and(|u| u >= Unit::Week && word.ends_with('s')) {
            // `for years`, `decades ago`, `weeks after`
            let led =
                matches!(self.back(at, 1), "for" | "of" | "in" | "over" | "after" | "within" | "through")
                    || matches!(self.word(at + 1), "ago" | "later" | "earlier" | "of");
            return led.then_some((None, at));
        }
        if matches!(word, "several" | "few" | "many" | "couple" | "some") {
            let next = if self.word(at + 1) == "of" { at + 2 } else { at + 1 };
            let plural = self.word(next).ends_with('s');
            let count = (word == "couple").then_some(2.0);
            return (plural && Unit::of(self.word(next)).is_some()).then_some((count, next));
        }
        if let Some(n) = numeral::read(self.atoms, at) {
            if n.manner == Manner::Fraction {
                let next = n.last + 1;
                let next = if matches!(self.word(next), "a" | "an") { next + 1 } else { next };
                return (n.value == 0.5 && Unit::of(self.word(next)).is_some() && next > n.last + 1)
                    .then_some((Some(0.5), next));
            }
            let next =
                if self.dash(n.last + 1) && self.atoms[n.last + 1].glued { n.last + 2 } else { n.last + 1 };
            let next =
                if matches!(self.word(next), "more" | "full" | "straight" | "consecutive" | "long" | "other")
                {
                    next + 1
                } else {
                    next
                };
            let next =
                if self.word(next) == "calendar" || self.word(next) == "working" { next + 1 } else { next };
            let count = if n.manner == Manner::Vague { None } else { Some(n.value) };
            // `millions of years`
            let next = if n.manner == Manner::Vague && self.word(next) == "of" { next + 1 } else { next };
            return (!n.letter && Unit::of(self.word(next)).is_some()).then_some((count, next));
        }
        if matches!(word, "a" | "an") {
            let next = if matches!(self.word(at + 1), "full" | "whole" | "single") { at + 2 } else { at + 1 };
            let unit = Unit::of(self.word(next)).filter(|_| !self.word(next).ends_with('s'))?;
            // `$60 a barrel`-like rates: `twice a week`, `5 million a day`.
            let before = at.checked_sub(1).map(|i| &self.atoms[i]);
            let rate = before.is_some_and(|b| {
                b.kind == Kind::Number
                    || b.one_of(&[
                        "once", "twice", "times", "million", "billion", "thousand", "barrels", "dollars",
                        "euros", "hours", "days", "people", "tons", "tonnes",
                    ])
            });
            let led = before.is_some_and(|b| {
                b.one_of(&[
                    "for", "in", "within", "over", "after", "about", "than", "nearly", "almost", "least",
                ])
            }) || matches!(self.word(next + 1), "ago" | "later" | "earlier" | "before" | "after");
            return (!rate && led && unit >= Unit::Hour).then_some((Some(1.0), next));
        }
        None
    }
}
