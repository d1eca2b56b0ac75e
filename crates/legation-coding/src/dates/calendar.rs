//! The calendar's own names: days, months, years, quarters, seasons, weekdays.

use super::expression::{Reader, Said, Which};
use super::words;
use crate::figures::atoms::{Atom, Kind};
use crate::figures::numeral::ordinal_word;

impl Reader<'_, '_> {
    pub(super) fn numeric(&self, at: usize) -> Option<(Said, usize)> {
        let atom = &self.atoms[at];
        if atom.glued
            && at > 0
            && (self.atoms[at - 1].kind == Kind::Word
                || matches!(self.atoms[at - 1].text, "$" | "€" | "£" | "#" | "." | "₹"))
        {
            return None;
        }
        if let Some(iso) = self.iso(at) {
            return Some(iso);
        }
        // `19th century`
        if self.atoms.get(at + 1).is_some_and(|a| a.glued && a.one_of(&["st", "nd", "rd", "th"]))
            && self.word(at + 2) == "century"
        {
            return atom.digits().filter(|n| (1..=30).contains(n)).map(|n| (Said::Century(n as i16), at + 2));
        }
        // `5 April 2018`, `5th of April`, `5-7 April`
        if let Some(day) = words::day(atom) {
            let mut next = at + 1;
            if self.atoms.get(next).is_some_and(|a| a.glued && a.one_of(&["st", "nd", "rd", "th"])) {
                next += 1;
            }
            let (mut to, mut end) = (None, next);
            if (self.dash(next) || matches!(self.word(next), "to" | "and" | "or"))
                && let Some(second) = self.atoms.get(next + 1).and_then(words::day)
            {
                (to, end) = (Some(second), next + 2);
            }
            if self.word(end) == "of" {
                end += 1;
            }
            if let Some((month, _)) = self.month_at(end) {
                let mut last = end;
                let after = self.past_dot(end + 1);
                let comma = if self.sign(after, ",") { after + 1 } else { after };
                let year =
                    self.atoms.get(comma).and_then(words::year).filter(|_| !self.amount_follows(comma));
                if year.is_some() {
                    last = comma;
                }
                let one = Said::Day { year, month, day };
                let said = match to {
                    Some(second) => {
                        Said::Between(Box::new(one), Box::new(Said::Day { year, month, day: second }))
                    }
                    None => one,
                };
                return Some((said, last));
            }
        }
        let year = words::year(atom)?;
        // `1990s`
        if self.atoms.get(at + 1).is_some_and(|a| a.glued && a.is("s")) && year % 10 == 0 {
            return Some((Said::Decade(year), at + 1));
        }
        if self.sign(at + 1, "'") && self.word(at + 2) == "s" && year % 10 == 0 {
            return Some((Said::Decade(year), at + 2));
        }
        if self.is_year(at, year) {
            // `1991-95`, `2018/19`
            let cut = self.atoms.get(at + 2).filter(|a| a.glued && a.text.len() == 2).and_then(Atom::digits);
            if let Some(cut) = cut.filter(|_| self.dash(at + 1) || self.sign(at + 1, "/")) {
                let end = year - year % 100 + cut as i16;
                if end > year {
                    return Some((
                        Said::Between(Box::new(Said::Year(year)), Box::new(Said::Year(end))),
                        at + 2,
                    ));
                }
            }
            // `2018 spring` and `2018 Q1` are rare; the year alone is what such words give.
            return Some((Said::Year(year), at));
        }
        None
    }

    /// `2018-04-05`, `2018-04`
    pub(super) fn iso(&self, at: usize) -> Option<(Said, usize)> {
        let year = words::year(&self.atoms[at])?;
        let two =
            |i: usize| self.atoms.get(i).filter(|a| a.glued && a.text.len() == 2).and_then(Atom::digits);
        let dash = |i: usize| self.atoms.get(i).is_some_and(|a| a.glued && (a.text == "-" || a.text == "/"));
        let month = two(at + 2).filter(|m| dash(at + 1) && (1..=12).contains(m))? as i8;
        let day = two(at + 4).filter(|d| dash(at + 3) && (1..=31).contains(d))? as i8;
        Some((Said::Day { year: Some(year), month, day }, at + 4))
    }

    /// Whether four digits are a year and no count: nothing counted follows them.
    pub(super) fn is_year(&self, at: usize, year: i16) -> bool {
        let before = at.checked_sub(1).map(|i| &self.atoms[i]);
        // "In 2010 soldiers cleared the square."
        let when = before.is_some_and(|b| b.one_of(&["in", "since", "during", "until"]));
        let people = when && self.word(at + 1).ends_with('s') && !self.word(at + 1).starts_with(['k', 'm']);
        if self.amount_follows(at) && !people {
            return false;
        }
        let lead = before.is_some_and(|b| {
            b.one_of(&[
                "in", "since", "of", "by", "until", "till", "from", "during", "to", "before", "after",
                "late", "early", "mid", "year", "through", "and", "for", "between",
            ]) || matches!(b.text, "(" | "-" | "–" | ",")
        });
        // What it would count stands in the plural: `2000 troops`, `its 2016 operations` is told by the word before.
        let next = self.word(at + 1);
        let plural = next.ends_with('s') && !next.ends_with("ss") || next == "people";
        let owned = before.is_some_and(|b| {
            b.one_of(&["the", "its", "his", "her", "their", "s", "this", "a", "disputed", "our"])
        });
        let loose = matches!(next, "" | "as" | "was" | "is" | "has" | "s");
        lead || owned || (year >= 1900 && (!plural || loose))
    }

    /// A unit, scale or percent behind digits: they are no date.
    pub(super) fn amount_follows(&self, at: usize) -> bool {
        let Some(next) = self.atoms.get(at + 1) else { return false };
        if matches!(next.text, "%" | "°" | "€" | "+")
            || next.glued && next.kind == Kind::Word && !next.is("s")
        {
            return true;
        }
        next.one_of(&[
            "people",
            "troops",
            "soldiers",
            "percent",
            "per",
            "million",
            "billion",
            "thousand",
            "dollars",
            "euros",
            "tons",
            "tonnes",
            "km",
            "kilometers",
            "kilometres",
            "miles",
            "meters",
            "metres",
            "hectares",
            "megawatts",
            "barrels",
            "civilians",
            "refugees",
            "migrants",
            "police",
            "workers",
            "members",
            "jobs",
            "homes",
            "houses",
            "families",
            "points",
            "votes",
        ])
    }

    /// A month's name at an atom, if it is one here: `May` and `March` are words of other kinds, too.
    pub(super) fn month_at(&self, at: usize) -> Option<(i8, bool)> {
        let atom = self.atoms.get(at).filter(|a| a.is_capital())?;
        words::month(&atom.lower)
    }

    pub(super) fn named(&self, at: usize) -> Option<(Said, usize)> {
        let word = self.word(at);
        if let Some((month, day, len)) = words::feast(word, self.word(at + 1))
            .filter(|_| self.atoms[at].is_capital() && !self.follows_name(at))
        {
            return Some((Said::Day { year: None, month, day }, at + len - 1));
        }
        if let Some(found) = self.month_expression(at, Which::Any) {
            return Some(found);
        }
        if self.atoms[at].is_capital()
            && let Some((day, cut)) = words::weekday(word)
        {
            return self.weekday(at, day, cut);
        }
        if let Some(part) = words::season(word) {
            return self.season(at, part);
        }
        self.year_words(at)
    }

    /// `April 5, 2018`, `Apr. 5-7`, `March 2018`, `in March`
    pub(super) fn month_expression(&self, at: usize, which: Which) -> Option<(Said, usize)> {
        let (month, cut) = self.month_at(at)?;
        let doubtful = cut || matches!(self.word(at), "may" | "march" | "august");
        let mut next = self.past_dot(at + 1);
        let dotted = next > at + 1;
        if self.word(next) == "the" {
            next += 1;
        }
        let day = self.atoms.get(next).and_then(words::day).or_else(|| ordinal_day(self.word(next)));
        if let Some(day) = day.filter(|_| !self.scale_follows(next)) {
            let mut last = next;
            if self.atoms.get(last + 1).is_some_and(|a| a.glued && a.one_of(&["st", "nd", "rd", "th"])) {
                last += 1;
            }
            let mut to = None;
            let link = self.dash(last + 1) || matches!(self.word(last + 1), "to" | "and" | "through");
            if link
                && let Some(second) = self
                    .atoms
                    .get(last + 2)
                    .and_then(words::day)
                    .filter(|d| *d > day && !self.scale_follows(last + 2))
            {
                // "April 5 and 20 people": what is counted is no day.
                let counts = self.word(last + 1) == "and"
                    && self
                        .atoms
                        .get(last + 3)
                        .is_some_and(|a| a.kind == Kind::Word && !a.one_of(&["in", "at", "by", "to", "and"]));
                if !counts {
                    (to, last) = (Some(second), last + 2);
                }
            }
            let comma = if self.sign(last + 1, ",") { last + 2 } else { last + 1 };
            let year = self.atoms.get(comma).and_then(words::year).filter(|_| !self.amount_follows(comma));
            if year.is_some() {
                last = comma;
            }
            let one = Said::Day { year, month, day };
            let said = match to {
                Some(second) => {
                    Said::Between(Box::new(one), Box::new(Said::Day { year, month, day: second }))
                }
                None => one,
            };
            return Some((said, last));
        }
        let comma = if self.sign(next, ",") || self.word(next) == "of" { next + 1 } else { next };
        if let Some(year) =
            self.atoms.get(comma).and_then(words::year).filter(|_| !self.amount_follows(comma))
        {
            return Some((Said::Month { year: Some(year), month, which }, comma));
        }
        let before = self.back(at, 1);
        let led = matches!(
            before,
            "in" | "since"
                | "until"
                | "till"
                | "by"
                | "last"
                | "next"
                | "this"
                | "late"
                | "early"
                | "mid"
                | "from"
                | "during"
                | "between"
                | "of"
                | "to"
                | "through"
                | "before"
                | "after"
                | "and"
                | "for"
        ) || at > 0 && self.dash(at - 1);
        // `Theresa May`, `March for Our Lives`, `Sat`: a name or verb unless a word of time leads or a dash joins months.
        let joined = self.dash(next) && self.month_at(next + 1).is_some();
        if doubtful && !(led || joined || which != Which::Any) {
            return None;
        }
        if self.atoms.get(at + 1).is_some_and(|a| a.is_capital() && !a.glued) && !led {
            return None;
        }
        let last = if dotted && cut && self.atoms.get(at + 2).is_some_and(|a| !a.is_capital()) {
            at + 1
        } else {
            at
        };
        Some((Said::Month { year: None, month, which }, last))
    }

    pub(super) fn scale_follows(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        matches!(
            next,
            "million" | "billion" | "percent" | "per" | "people" | "am" | "pm" | "troops" | "soldiers"
        ) || self.sign(at + 1, "%")
            || self.sign(at + 1, ":")
    }

    pub(super) fn weekday(&self, at: usize, day: i8, cut: bool) -> Option<(Said, usize)> {
        let before = self.back(at, 1);
        // Good Friday, Black Sunday: names.
        if matches!(before, "good" | "black" | "bloody" | "super" | "ash" | "palm" | "easter" | "cyber") {
            return None;
        }
        let mut next = self.past_dot(at + 1);
        let comma = if self.sign(next, ",") { next + 1 } else { next };
        let dated = self.month_at(comma).and_then(|_| self.month_expression(comma, Which::Any));
        let dated = dated.or_else(|| {
            self.atoms.get(comma).filter(|a| a.kind == Kind::Number).and_then(|_| self.numeric(comma))
        });
        if let Some((said @ (Said::Day { .. } | Said::Between(..)), last)) = dated {
            return Some((said, last));
        }
        if cut {
            return None;
        }
        if self.dash(next) && self.atoms[next].glued {
            next += 0;
        }
        let week = self.word(next) == "next" && self.word(next + 1) == "week" || self.word(next) == "week";
        let which = if week { Which::Next } else { Which::Any };
        let last = if !week {
            at
        } else if self.word(next) == "week" {
            next
        } else {
            next + 1
        };
        Some((Said::Weekday { day, which }, last))
    }

    /// `summer 2018`, `the summer of 2018`, `this spring`; a bare season only where a word of time leads.
    pub(super) fn season(&self, at: usize, part: &str) -> Option<(Said, usize)> {
        let of = if self.word(at + 1) == "of" { at + 2 } else { at + 1 };
        let part = part.to_string();
        if let Some(year) = self.atoms.get(of).and_then(words::year).filter(|_| !self.amount_follows(of)) {
            return Some((Said::Part { year: Some(year), part, which: Which::Any }, of));
        }
        let lead = self.back(at, 1);
        let article = lead == "the" && matches!(self.back(at, 2), "in" | "during" | "since" | "by" | "until");
        let bare = matches!(lead, "in" | "by" | "since") && !matches!(self.word(at), "spring" | "fall");
        (article || bare).then_some((Said::Part { year: None, part, which: Which::Any }, at))
    }

    /// `FY2018`, `fiscal year 2018-19`, `Q1 2018`, `the first quarter of 2018`, `the 19th century`
    pub(super) fn year_words(&self, at: usize) -> Option<(Said, usize)> {
        let word = self.word(at);
        if word == "fy" || word == "fiscal" && matches!(self.word(at + 1), "year" | "") {
            let from = if word == "fy" {
                at + 1
            } else if self.word(at + 1) == "year" {
                at + 2
            } else {
                at + 1
            };
            let (said, last) =
                self.atoms.get(from).and_then(words::year).and_then(|y| self.year_range(from, y))?;
            return Some((said, last));
        }
        if word == "q" && self.atoms.get(at + 1).is_some_and(|a| a.glued) {
            let n = self.atoms[at + 1].digits().filter(|n| (1..=4).contains(n))?;
            let year = self.atoms.get(at + 2).and_then(words::year);
            let last = if year.is_some() { at + 2 } else { at + 1 };
            return Some((Said::Part { year, part: format!("Q{n}"), which: Which::Any }, last));
        }
        if let Some(n) = ordinal_word(word).filter(|n| (1..=4).contains(n)) {
            let half = match self.word(at + 1) {
                "quarter" => Some(format!("Q{n}")),
                "half" if n <= 2 => Some(format!("H{n}")),
                _ => None,
            };
            if let Some(part) = half {
                let mut from = at + 2;
                if self.word(from) == "of" {
                    from += 1;
                }
                if let Some(year) =
                    self.atoms.get(from).and_then(words::year).filter(|_| !self.amount_follows(from))
                {
                    return Some((Said::Part { year: Some(year), part, which: Which::Any }, from));
                }
                if self.word(at + 2) == "of"
                    && matches!(self.word(from), "the" | "this" | "last" | "next")
                    && self.word(from + 1) == "year"
                {
                    let which = match self.word(from) {
                        "last" => Which::Last,
                        "next" => Which::Next,
                        _ => Which::This,
                    };
                    return Some((Said::Part { year: None, part, which }, from + 1));
                }
                if self.word(at + 1) == "quarter" && matches!(self.back(at, 1), "the" | "in") {
                    return Some((Said::Part { year: None, part, which: Which::Any }, at + 1));
                }
            }
            if self.word(at + 1) == "day" && self.back(at, 1) == "the" {
                return Some((Said::Untold("day"), at + 1));
            }
        }
        let (n, next) = match ordinal_word(word) {
            Some(n) => (n, at + 1),
            None => return None,
        };
        (self.word(next) == "century" && n > 0).then_some((Said::Century(n as i16), next))
    }

    /// `Johnnie Christmas`, `USA Today`: a capital before makes it a name.
    pub(super) fn follows_name(&self, at: usize) -> bool {
        at > 0 && self.atoms[at].is_capital() && self.atoms[at - 1].is_capital()
    }

    pub(super) fn year_range(&self, at: usize, year: i16) -> Option<(Said, usize)> {
        match self.numeric(at) {
            Some(found @ (Said::Between(..), _)) => Some(found),
            _ => Some((Said::Year(year), at)),
        }
    }
}

/// `5th` written in words: `the fifth`.
fn ordinal_day(word: &str) -> Option<i8> {
    ordinal_word(word).filter(|n| (1..=31).contains(n)).map(|n| n as i8)
}
