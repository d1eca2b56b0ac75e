//! English numerals, in digits and in words: `4.5 billion`, `half a million`, `two dozen`, `tens of thousands`.

use super::atoms::{Atom, Kind};

/// How the words give the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Exact,
    /// `dozens`, `hundreds of millions`, `several hundred`: the value is the least that the word says.
    Vague,
    /// `half`, `two-thirds`, `a quarter`: a part of a whole.
    Fraction,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// Atoms `first..=last`.
    pub first: usize,
    pub last: usize,
    pub value: f64,
    pub manner: Manner,
    /// It holds a word of scale: `million`, `bn`, `crore`, `dozen`.
    pub scaled: bool,
    /// It ends in a letter that may be a scale or a unit: `3m` (million or metres), `5k`, `2b`, `7t`.
    pub letter: bool,
    /// It begins with a digit.
    pub figures: bool,
}

pub(crate) fn unit_word(word: &str) -> Option<u64> {
    #[rustfmt::skip]
    const WORDS: [&str; 20] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];
    WORDS.iter().position(|w| *w == word).map(|n| n as u64)
}

pub(crate) fn tens_word(word: &str) -> Option<u64> {
    const WORDS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    WORDS.iter().position(|w| *w == word).map(|n| 20 + 10 * n as u64)
}

/// `third`, `twelfth`, `twentieth` and, for fractions, their plurals' singular.
pub(crate) fn ordinal_word(word: &str) -> Option<u64> {
    #[rustfmt::skip]
    const WORDS: [&str; 20] = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    ];
    const TENS: [&str; 8] = [
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
    ];
    let small = WORDS.iter().position(|w| *w == word).map(|n| n as u64);
    small.or_else(|| TENS.iter().position(|w| *w == word).map(|n| 20 + 10 * n as u64)).or(match word {
        "hundredth" => Some(100),
        "thousandth" => Some(1000),
        "millionth" => Some(1_000_000),
        _ => None,
    })
}

/// `thousand`, `million`, `crore` and the abbreviations that stand with a space, too.
fn scale_word(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "lakh" | "lakhs" | "lac" => 1e5,
        "million" | "mln" | "mn" | "mio" => 1e6,
        "crore" | "crores" | "cr" => 1e7,
        "billion" | "bn" | "bln" | "mrd" => 1e9,
        "trillion" | "trn" | "tn" | "trln" => 1e12,
        "quadrillion" => 1e15,
        _ => return None,
    })
}

/// Letters that are a scale only where they touch the digits.
fn scale_letter(word: &str) -> Option<f64> {
    Some(match word {
        "k" => 1e3,
        "m" => 1e6,
        "b" => 1e9,
        "t" => 1e12,
        _ => return None,
    })
}

fn vague_word(word: &str) -> Option<f64> {
    Some(match word {
        "tens" => 10.0,
        "dozens" => 12.0,
        "scores" => 20.0,
        "hundreds" => 1e2,
        "thousands" => 1e3,
        "lakhs" => 1e5,
        "millions" => 1e6,
        "crores" => 1e7,
        "billions" => 1e9,
        "trillions" => 1e12,
        _ => return None,
    })
}

/// No numeral has more words; a longer run is noise.
const LONGEST: usize = 24;

struct Reader<'a, 't> {
    atoms: &'a [Atom<'t>],
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        match self.atoms.get(at) {
            Some(a) if a.kind == Kind::Word => a.lower.as_ref(),
            _ => "",
        }
    }

    /// Past a hyphen that joins two parts of one word (`forty-two`, `10-million`).
    fn over_hyphen(&self, at: usize) -> Option<usize> {
        let dash = self.atoms.get(at)?;
        let joined = dash.is_dash() && dash.glued && self.atoms.get(at + 1).is_some_and(|a| a.glued);
        joined.then_some(at + 1)
    }

    /// The next part, whether a space or a hyphen parts it.
    fn next(&self, at: usize) -> usize {
        self.over_hyphen(at).unwrap_or(at)
    }

    fn below_hundred(&self, at: usize) -> Option<(u64, usize)> {
        if let Some(tens) = tens_word(self.word(at)) {
            let next = self.next(at + 1);
            return Some(match unit_word(self.word(next)) {
                Some(unit @ 1..=9) => (tens + unit, next + 1),
                _ => (tens, at + 1),
            });
        }
        unit_word(self.word(at)).map(|n| (n, at + 1))
    }

    fn below_thousand(&self, at: usize) -> Option<(u64, usize)> {
        let article = matches!(self.word(at), "a" | "an") && self.word(self.next(at + 1)) == "hundred";
        let (n, end) = if article { (1, at + 1) } else { self.below_hundred(at)? };
        let hundred = self.next(end);
        if self.word(hundred) != "hundred" || n == 0 {
            return Some((n, end));
        }
        let end = hundred + 1;
        let after = if self.word(end) == "and" { end + 1 } else { self.next(end) };
        // `one hundred and two hundred`: what follows "and" is a number of its own.
        match self.below_hundred(after) {
            Some((rest, stop)) if rest > 0 && self.word(stop) != "hundred" => Some((n * 100 + rest, stop)),
            _ => Some((n * 100, end)),
        }
    }

    /// A word of scale follows.
    fn goes_on(&self, at: usize) -> bool {
        scale_word(self.word(self.next(at))).is_some()
    }

    /// Words for a whole number: `three hundred and forty-two thousand and one`.
    fn cardinal(&self, at: usize) -> Option<(f64, usize, bool)> {
        let mut total = 0.0;
        let mut least = f64::INFINITY;
        let mut at = at;
        let mut found = None;
        loop {
            let joined = found.is_some() && self.word(at) == "and";
            let from = if joined {
                at + 1
            } else if found.is_some() {
                self.next(at)
            } else {
                at
            };
            let article = found.is_none() && matches!(self.word(from), "a" | "an");
            let group = match self.below_thousand(from) {
                Some(group) => group,
                None if article && self.goes_on(from + 1) => (1, from + 1),
                None => break,
            };
            let (mut value, mut end) = (group.0 as f64, group.1);
            if found.is_none() && self.word(end) == "point" && unit_word(self.word(end + 1)).is_some() {
                let mut place = 0.1;
                end += 1;
                while let Some(digit @ 0..=9) = unit_word(self.word(end)) {
                    value += digit as f64 * place;
                    place /= 10.0;
                    end += 1;
                }
            }
            // `two and a half million`
            if found.is_none()
                && self.word(end) == "and"
                && self.word(end + 1) == "a"
                && self.word(end + 2) == "half"
            {
                value += 0.5;
                end += 3;
            }
            let mut scale = 1.0;
            while let Some(s) = scale_word(self.word(self.next(end))).filter(|_| value > 0.0) {
                scale *= s;
                end = self.next(end) + 1;
            }
            if scale >= least || joined && (value >= 100.0 || scale > 1.0) || found.is_some() && value == 0.0
            {
                break;
            }
            total += value * scale;
            at = end;
            found = Some(found.unwrap_or(false) || scale > 1.0 || value >= 100.0);
            if scale < 1000.0 {
                break;
            }
            least = scale;
            if self.word(at) == "and" && self.word(at + 1) == "a" && self.word(at + 2) == "half" {
                total += 0.5 * scale;
                at += 3;
                break;
            }
        }
        found.map(|scaled| (total, at, scaled))
    }

    /// Digits with groups parted by spaces and scales behind them: `10 000`, `1.5bn`, `5 lakh crore`.
    fn digits(&self, at: usize) -> Option<(f64, usize, bool, bool)> {
        let first = self.atoms.get(at)?;
        let mut value = first.number()?;
        let mut end = at + 1;
        let group = |a: &Atom| a.kind == Kind::Number && a.text.len() == 3 && a.digits().is_some();
        if first.digits().is_some_and(|d| d > 0)
            && first.text.len() <= 3
            && self.atoms.get(end).is_some_and(&group)
        {
            while let Some(next) = self.atoms.get(end).filter(|a| group(a) && !a.glued && end < at + LONGEST)
            {
                value = value * 1000.0 + next.number().unwrap_or(0.0);
                end += 1;
            }
        } else if first.digits().is_some()
            && self
                .atoms
                .get(end)
                .is_some_and(|a| a.number().is_some_and(|v| v < 1.0 && v > 0.0) && !a.text.starts_with('0'))
        {
            value += self.atoms[end].number().unwrap_or(0.0);
            end += 1;
        }
        if self.word(end) == "and" && self.word(end + 1) == "a" && self.word(end + 2) == "half" {
            value += 0.5;
            end += 3;
        }
        let mut scaled = false;
        let mut letter = false;
        while let Some(s) = scale_word(self.word(self.next(end))).filter(|_| end < at + LONGEST) {
            value *= s;
            end = self.next(end) + 1;
            scaled = true;
        }
        if !scaled
            && let Some(a) = self.atoms.get(end).filter(|a| a.glued)
            && let Some(s) = scale_letter(&a.lower)
        {
            value *= s;
            end += 1;
            letter = true;
        }
        Some((value, end, scaled, letter))
    }

    /// `dozens`, `tens of thousands`, `hundreds of millions`, `several hundred`, `a few thousand`.
    fn vague(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(mut value) = vague_word(self.word(at)) {
            let mut end = at + 1;
            if matches!(self.word(at), "tens" | "scores") && self.word(end) != "of" {
                return None;
            }
            while (self.word(end) == "of" || self.word(end) == "and") && end < at + LONGEST {
                match vague_word(self.word(end + 1)) {
                    Some(more) if self.word(end) == "of" => value *= more,
                    Some(_) => {}
                    None => break,
                }
                end += 2;
            }
            return Some((value, end));
        }
        let start = match (self.word(at), self.word(at + 1)) {
            ("several" | "many", _) => at + 1,
            ("a", "few" | "couple") | ("some", "few") => at + 2,
            _ => return None,
        };
        let start = if self.word(start) == "of" { start + 1 } else { start };
        let mut value = 1.0;
        let mut end = start;
        while let Some(s) = scale_word(self.word(end)).or((self.word(end) == "dozen").then_some(12.0)) {
            value *= s;
            end += 1;
        }
        (end > start).then_some((value, end))
    }

    /// `half`, `two-thirds`, `a quarter`, `one in five`; not `the third` or `a second`.
    fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        if self.word(at) == "half" {
            return Some((0.5, at + 1));
        }
        let (top, next) = match self.word(at) {
            "a" => (1, at + 1),
            _ => self.below_hundred(at)?,
        };
        let of = self.next(next);
        let word = self.word(of);
        let singular = word.strip_suffix('s').unwrap_or(word);
        let bottom = match singular {
            "half" | "halve" => 2,
            "quarter" => 4,
            "second" | "first" => return None,
            _ => ordinal_word(singular)?,
        };
        let plural = word.ends_with('s');
        let agrees = (top > 1) == plural || top == 1 && !plural;
        // `a third minister` is no fraction, `a third of ministers` is.
        let whole = top > 1 || matches!(self.word(of + 1), "of" | "more" | "less" | "fewer");
        (agrees && whole && top < bottom && bottom > 0).then(|| (top as f64 / bottom as f64, of + 1))
    }
}

/// `65.4 billion` is 65400000000 and not a hair more: digits beyond the twelfth are the multiplication's.
fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// Reads the numeral that begins at atom `at`, the longest.
pub(crate) fn read(atoms: &[Atom], at: usize) -> Option<Numeral> {
    let r = Reader { atoms };
    let first = atoms.get(at)?;
    let numeral = |value: f64, end: usize, manner, scaled, letter| {
        let figures = first.kind == Kind::Number;
        let value = tidy(value);
        value.is_finite().then_some(Numeral {
            first: at,
            last: end - 1,
            value,
            manner,
            scaled,
            letter,
            figures,
        })
    };
    if first.kind == Kind::Number {
        let (value, end, scaled, letter) = r.digits(at)?;
        // `16th`, `1990s`, `1MDB`: letters that touch the digits make them something else.
        let tail = atoms.get(end).filter(|a| a.glued && a.kind == Kind::Word);
        if tail.is_some_and(|a| a.one_of(&["st", "nd", "rd", "th", "s"])) {
            return None;
        }
        if !scaled && !letter && r.word(end) == "dozen" {
            return numeral(value * 12.0, end + 1, Manner::Exact, true, false);
        }
        return numeral(value, end, Manner::Exact, scaled, letter);
    }
    if first.kind != Kind::Word {
        return None;
    }
    if let Some((value, end)) = r.vague(at) {
        return numeral(value, end, Manner::Vague, true, false);
    }
    if let Some((part, end)) = r.fraction(at) {
        // `half a million`, `half a dozen`, `three quarters of a million`
        let from = if r.word(end) == "of" { end + 1 } else { end };
        let from = if matches!(r.word(from), "a" | "an") { from + 1 } else { from };
        let whole = scale_word(r.word(from)).or((r.word(from) == "dozen").then_some(12.0));
        return match whole {
            Some(scale) if from > end || r.word(at) == "half" => {
                numeral(part * scale, from + 1, Manner::Exact, true, false)
            }
            _ => numeral(part, end, Manner::Fraction, false, false),
        };
    }
    if matches!(r.word(at), "a" | "an" | "another") && r.word(at + 1) == "dozen" {
        return numeral(12.0, at + 2, Manner::Exact, true, false);
    }
    // `a quarter million`
    if r.word(at) == "a" && r.word(at + 1) == "quarter" && scale_word(r.word(r.next(at + 2))).is_some() {
        let scale = r.next(at + 2);
        return numeral(0.25 * scale_word(r.word(scale))?, scale + 1, Manner::Exact, true, false);
    }
    if let Some((value, end, scaled)) = r.cardinal(at) {
        // `twenty-fifth` is an ordinal.
        if r.over_hyphen(end).is_some_and(|n| ordinal_word(r.word(n)).is_some()) {
            return None;
        }
        if r.word(r.next(end)) == "dozen" {
            return numeral(value * 12.0, r.next(end) + 1, Manner::Exact, true, false);
        }
        return numeral(value, end, Manner::Exact, scaled, false);
    }
    // `a billion-dollar deal`: the scale alone.
    match scale_word(r.word(at)).filter(|s| *s >= 1e6 && r.word(at).ends_with("illion")) {
        Some(scale) => numeral(scale, at + 1, Manner::Exact, true, false),
        None => None,
    }
}
