//! What a time expression says, before anyone asks when the report was written.

use super::words::{self, Unit};
use crate::figures::atoms::{Atom, Kind};
use crate::figures::numeral::{self, Manner, ordinal_word};

/// Which of the many Wednesdays, weeks or Aprils.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// No word tells: tense and nearness do.
    Any,
    Last,
    This,
    Next,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
        which: Which,
    },
    Year(i16),
    Decade(i16),
    Century(i16),
    /// A quarter (`Q1`), half (`H1`) or season (`SU`) of a year.
    Part {
        year: Option<i16>,
        part: String,
        which: Which,
    },
    Weekday {
        day: i8,
        which: Which,
    },
    /// `last week`, `this month`, `next year`; shifted by so many.
    Around {
        unit: Unit,
        shift: i32,
    },
    /// Days from the report's own.
    Offset(i32),
    /// `three days ago` (-3), `in two weeks' time` (2).
    Shift {
        count: f64,
        unit: Unit,
    },
    /// `two weeks earlier`, `the next day`: from the day that the text told last.
    FromTold {
        count: f64,
        unit: Unit,
    },
    /// A length; `None` for "several".
    Length {
        count: Option<f64>,
        unit: Unit,
    },
    /// `weekly`, `every Friday`: a value of its own.
    Value(&'static str),
    /// A time that only the text's own story tells ("the third day", "the eve of"), and its precision.
    Untold(&'static str),
    Between(Box<Said>, Box<Said>),
}

/// An expression over atoms `first..=last`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    pub first: usize,
    pub last: usize,
    pub said: Said,
}

pub(super) struct Reader<'a, 't> {
    pub atoms: &'a [Atom<'t>],
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        match self.atoms.get(at) {
            Some(a) if a.kind == Kind::Word => a.lower.as_ref(),
            _ => "",
        }
    }

    fn back(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |i| self.word(i))
    }

    fn sign(&self, at: usize, sign: &str) -> bool {
        self.atoms.get(at).is_some_and(|a| a.text == sign)
    }

    fn dash(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(Atom::is_dash)
    }

    /// Past the dot of a cut word (`Apr.`).
    fn past_dot(&self, at: usize) -> usize {
        if self.sign(at, ".") && self.atoms[at].glued { at + 1 } else { at }
    }

    /// The expression that begins at atom `at`, the longest, ranges included.
    pub fn read(&self, at: usize) -> Option<Expression> {
        let one = self.single(at)?;
        let one = Expression { last: self.with_time_of_day(&one), ..one };
        Some(self.range(&one).unwrap_or(one))
    }

    /// `Wednesday night`, `Friday at 3 p.m.`
    fn with_time_of_day(&self, one: &Expression) -> usize {
        let daily = matches!(one.said, Said::Weekday { .. } | Said::Offset(_) | Said::Day { .. });
        if daily && words::of_day(self.word(one.last + 1)) { one.last + 1 } else { one.last }
    }

    fn single(&self, at: usize) -> Option<Expression> {
        let atom = self.atoms.get(at)?;
        let found = match atom.kind {
            Kind::Number => self.numeric(at).or_else(|| self.length(at)),
            Kind::Word => self.named(at).or_else(|| self.relative(at)).or_else(|| self.length(at)),
            Kind::Sign => None,
        };
        found.map(|(said, last)| Expression { first: at, last, said })
    }

    // ---- the calendar's own names ----

    fn numeric(&self, at: usize) -> Option<(Said, usize)> {
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
    fn iso(&self, at: usize) -> Option<(Said, usize)> {
        let year = words::year(&self.atoms[at])?;
        let two =
            |i: usize| self.atoms.get(i).filter(|a| a.glued && a.text.len() == 2).and_then(Atom::digits);
        let dash = |i: usize| self.atoms.get(i).is_some_and(|a| a.glued && (a.text == "-" || a.text == "/"));
        let month = two(at + 2).filter(|m| dash(at + 1) && (1..=12).contains(m))? as i8;
        let day = two(at + 4).filter(|d| dash(at + 3) && (1..=31).contains(d))? as i8;
        Some((Said::Day { year: Some(year), month, day }, at + 4))
    }

    /// Whether four digits are a year and no count: nothing counted follows them.
    fn is_year(&self, at: usize, year: i16) -> bool {
        if self.amount_follows(at) {
            return false;
        }
        let before = at.checked_sub(1).map(|i| &self.atoms[i]);
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
    fn amount_follows(&self, at: usize) -> bool {
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
    fn month_at(&self, at: usize) -> Option<(i8, bool)> {
        let atom = self.atoms.get(at).filter(|a| a.is_capital())?;
        words::month(&atom.lower)
    }

    fn named(&self, at: usize) -> Option<(Said, usize)> {
        let word = self.word(at);
        if let Some((month, day, len)) =
            words::feast(word, self.word(at + 1)).filter(|_| self.atoms[at].is_capital())
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
    fn month_expression(&self, at: usize, which: Which) -> Option<(Said, usize)> {
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

    fn scale_follows(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        matches!(
            next,
            "million" | "billion" | "percent" | "per" | "people" | "am" | "pm" | "troops" | "soldiers"
        ) || self.sign(at + 1, "%")
            || self.sign(at + 1, ":")
    }

    fn weekday(&self, at: usize, day: i8, cut: bool) -> Option<(Said, usize)> {
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
    fn season(&self, at: usize, part: &str) -> Option<(Said, usize)> {
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
    fn year_words(&self, at: usize) -> Option<(Said, usize)> {
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

    fn year_range(&self, at: usize, year: i16) -> Option<(Said, usize)> {
        match self.numeric(at) {
            Some(found @ (Said::Between(..), _)) => Some(found),
            _ => Some((Said::Year(year), at)),
        }
    }

    // ---- told from the report's day ----

    fn relative(&self, at: usize) -> Option<(Said, usize)> {
        let word = self.word(at);
        let next = self.word(at + 1);
        let third = self.word(at + 2);
        Some(match (word, next, third) {
            ("the", "day", "before") if self.word(at + 3) == "yesterday" => (Said::Offset(-2), at + 3),
            ("the", "day", "after") if self.word(at + 3) == "tomorrow" => (Said::Offset(2), at + 3),
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
    fn shifted(&self, at: usize) -> Option<(Said, usize)> {
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

    // ---- lengths, and what is told by them ----

    /// `three days`, `two-month`, `a year`, `several weeks`, `decades`; with `ago`, `later`, `earlier` a time of its own.
    fn length(&self, at: usize) -> Option<(Said, usize)> {
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

    fn ends_clause(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|a| a.kind == Kind::Sign)
    }

    /// How many, and the atom of the unit; `None` for a number that is not told.
    fn count(&self, at: usize) -> Option<(Option<f64>, usize)> {
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

    // ---- ranges ----

    /// `1991-1995`, `from May to July 2018`, `between March 3 and March 5`, `January-February of 2018`
    fn range(&self, one: &Expression) -> Option<Expression> {
        let link = one.last + 1;
        let lead = self.back(one.first, 1);
        let dash = self.dash(link);
        let to = matches!(self.word(link), "to" | "until" | "till" | "through")
            && (lead == "from" || matches!(one.said, Said::Year(_) | Said::Month { .. }));
        let and = self.word(link) == "and" && lead == "between";
        if !(dash || to || and) {
            return None;
        }
        let two = self.single(link + 1)?;
        let (mut first, second) = (one.said.clone(), two.said);
        match (&mut first, &second) {
            (Said::Year(a), Said::Year(b)) if b > a => {}
            (Said::Month { year, .. }, Said::Month { year: later, .. })
            | (Said::Day { year, .. }, Said::Day { year: later, .. }) => {
                *year = year.or(*later);
            }
            _ => return None,
        }
        Some(Expression {
            first: one.first,
            last: two.last,
            said: Said::Between(Box::new(first), Box::new(second)),
        })
    }
}

/// `5th` written in words: `the fifth`.
fn ordinal_day(word: &str) -> Option<i8> {
    ordinal_word(word)
        .filter(|n| (1..=31).contains(n) && word != "second" || *n == 2)
        .map(|n| n as i8)
        .filter(|n| (1..=31).contains(n))
}
