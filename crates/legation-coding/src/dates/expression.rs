//! What a time expression says, before anyone asks when the report was written.

use super::words::{self, Unit};
use crate::figures::atoms::{Atom, Kind};

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
    pub(super) fn word(&self, at: usize) -> &str {
        match self.atoms.get(at) {
            Some(a) if a.kind == Kind::Word => a.lower.as_ref(),
            _ => "",
        }
    }

    pub(super) fn back(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |i| self.word(i))
    }

    pub(super) fn sign(&self, at: usize, sign: &str) -> bool {
        self.atoms.get(at).is_some_and(|a| a.text == sign)
    }

    pub(super) fn dash(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(Atom::is_dash)
    }

    /// Past the dot of a cut word (`Apr.`).
    pub(super) fn past_dot(&self, at: usize) -> usize {
        if self.sign(at, ".") && self.atoms[at].glued { at + 1 } else { at }
    }

    /// The expression that begins at atom `at`, the longest, ranges included.
    pub fn read(&self, at: usize) -> Option<Expression> {
        let one = self.single(at)?;
        let one = Expression { last: self.with_time_of_day(&one), ..one };
        Some(self.range(&one).unwrap_or(one))
    }

    /// `Wednesday night`, `Friday at 3 p.m.`
    pub(super) fn with_time_of_day(&self, one: &Expression) -> usize {
        let daily = matches!(one.said, Said::Weekday { .. } | Said::Offset(_) | Said::Day { .. });
        if daily && words::of_day(self.word(one.last + 1)) { one.last + 1 } else { one.last }
    }

    pub(super) fn single(&self, at: usize) -> Option<Expression> {
        let atom = self.atoms.get(at)?;
        let found = match atom.kind {
            Kind::Number => self.numeric(at).or_else(|| self.length(at)),
            Kind::Word => self.named(at).or_else(|| self.relative(at)).or_else(|| self.length(at)),
            Kind::Sign => None,
        };
        found.map(|(said, last)| Expression { first: at, last, said })
    }

    /// `1991-1995`, `from May to July 2018`, `between March 3 and March 5`, `January-February of 2018`
    pub(super) fn range(&self, one: &Expression) -> Option<Expression> {
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
