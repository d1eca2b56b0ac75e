//! The date of publication, from the forms in which the world writes it, as `YYYY-MM-DD`.

use jiff::civil::Date;

/// Why a date could not be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// `04/05/2023`: the fifth of April or the fourth of May.
    Ambiguous,
    Unreadable,
}

/// The calendar day that the writer of the date saw: a time of day or an offset from UTC never shifts it.
///
/// ```
/// use legation_reading::{DateProblem, iso_date};
/// assert_eq!(iso_date("Wed, 19 Apr 2023 23:30:00 -0500"), Ok("2023-04-19".into()));
/// assert_eq!(iso_date("April 19th, 2023"), Ok("2023-04-19".into()));
/// assert_eq!(iso_date("04/05/2023"), Err(DateProblem::Ambiguous));
/// ```
pub fn iso_date(text: &str) -> Result<String, DateProblem> {
    let text = text.trim();
    // Longer strings are no dates, and scanning them for one would find any year beside any month.
    if text.len() > 80 {
        return Err(DateProblem::Unreadable);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return from_digits(text);
    }
    let parts = parts(text);
    year_first(text, &parts)
        .or_else(|| with_month_name(&parts))
        .map_or_else(|| day_first(text, &parts), Ok)
        .map(|d| d.to_string())
}

pub(crate) fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
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
    let word = word.to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    let at = NAMES.iter().position(|name| word == *name || word == name[..3])?;
    i8::try_from(at + 1).ok()
}

/// `20230419`, `20230419120000`, or seconds or milliseconds since 1970.
fn from_digits(text: &str) -> Result<String, DateProblem> {
    let number: i64 = text.parse().map_err(|_| DateProblem::Unreadable)?;
    let date = match text.len() {
        8 | 14 => compact(text),
        9 | 10 => jiff::Timestamp::from_second(number).ok().map(day_in_utc),
        12 | 13 => jiff::Timestamp::from_millisecond(number).ok().map(day_in_utc),
        _ => None,
    };
    date.map(|d| d.to_string()).ok_or(DateProblem::Unreadable)
}

fn compact(digits: &str) -> Option<Date> {
    civil(digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?)
}

fn day_in_utc(at: jiff::Timestamp) -> Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// Runs of letters and runs of digits, with where they stand.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut kind = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let now = if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        };
        if now != kind {
            if kind != 0 {
                out.push((start, &text[start..at]));
            }
            start = at;
            kind = now;
        }
    }
    out
}

fn number(part: &str) -> Option<i16> {
    part.parse().ok()
}

fn year(part: &str) -> Option<i16> {
    if part.len() == 4 { number(part).filter(|y| (1000..=2999).contains(y)) } else { None }
}

/// `2023-04-19`, `2023/4/19`, `20230419T120000`, each with any time of day after it.
fn year_first(text: &str, parts: &[(usize, &str)]) -> Option<Date> {
    match parts {
        [(0, head), (_, "T" | "t"), ..] if head.len() == 8 => compact(head),
        [(0, y), (m_at, m), (d_at, d), ..] if m.len() <= 2 && d.len() <= 2 => {
            let separator = text.get(4..*m_at)?;
            if !matches!(separator, "-" | "/" | ".") || text.get(m_at + m.len()..*d_at)? != separator {
                return None;
            }
            civil(year(y)?, number(m)?.try_into().ok()?, number(d)?.try_into().ok()?)
        }
        _ => None,
    }
}

/// `19 Apr 2023`, `April 19, 2023`, `Wed, 19 Apr 2023 10:00:00 GMT`, `Apr 19th 2023`.
fn with_month_name(parts: &[(usize, &str)]) -> Option<Date> {
    let words: Vec<&str> = parts
        .iter()
        .map(|(_, w)| *w)
        .filter(|w| !matches!(*w, "st" | "nd" | "rd" | "th" | "of" | "the"))
        .collect();
    let at = words.iter().position(|w| month(w).is_some())?;
    let month = month(words[at])?;
    let word = |i: usize| words.get(i).copied().unwrap_or("");
    let day = |w: &str| if w.len() <= 2 { number(w) } else { None };
    let before = at.checked_sub(1).map_or("", word);
    let (day, year) = match (day(before), year(word(at + 1))) {
        (Some(d), Some(y)) => (d, y),
        _ => {
            // `Wed Apr 19 10:00:00 +0000 2023` has its year at the end.
            let year = year(word(at + 2)).or_else(|| words.iter().rev().find_map(|w| year(w)))?;
            (day(word(at + 1))?, year)
        }
    };
    civil(year, month, day.try_into().ok()?)
}

/// `19.04.2023` and `19/04/2023`. A dot always stands for day first; a stroke or dash only where one number is
/// above twelve or both are the same.
fn day_first(text: &str, parts: &[(usize, &str)]) -> Result<Date, DateProblem> {
    let [(_, a), (at, b), (_, y), ..] = parts else { return Err(DateProblem::Unreadable) };
    let (Some(a), Some(b), Some(y)) = (number(a), number(b), year(y)) else {
        return Err(DateProblem::Unreadable);
    };
    let dotted = text.get(..*at).is_some_and(|head| head.ends_with('.'));
    let (day, month) = match () {
        () if dotted || a > 12 || a == b => (a, b),
        () if b > 12 => (b, a),
        () if (1..=12).contains(&a) && (1..=12).contains(&b) => return Err(DateProblem::Ambiguous),
        () => return Err(DateProblem::Unreadable),
    };
    let small = |n: i16| i8::try_from(n).map_err(|_| DateProblem::Unreadable);
    civil(y, small(month)?, small(day)?).ok_or(DateProblem::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms() {
        for form in [
            "2023-04-19",
            "2023-04-19T23:59:59-05:00",
            "2023-04-19 00:00:00",
            "2023/4/19",
            "2023.04.19",
            "20230419",
            "20230419103000",
            "20230419T103000Z",
            "Wed, 19 Apr 2023 10:00:00 +0000",
            "Wed Apr 19 10:00:00 +0000 2023",
            "19 Apr 2023",
            "19 April, 2023",
            "the 19th of April 2023",
            "April 19, 2023",
            "Apr. 19, 2023 10:15 a.m. ET",
            "Wednesday, April 19th, 2023",
            "19-Apr-2023",
            "19.04.2023",
            "19/04/2023",
            "04/19/2023",
            "1681898400",
            "1681898400000",
            "  2023-04-19\n",
        ] {
            assert_eq!(iso_date(form).as_deref(), Ok("2023-04-19"), "{form}");
        }
    }

    #[test]
    fn what_cannot_be_known_is_not_guessed() {
        assert_eq!(iso_date("04/05/2023"), Err(DateProblem::Ambiguous));
        assert_eq!(iso_date("05/05/2023").as_deref(), Ok("2023-05-05"));
        for form in [
            "",
            "yesterday",
            "2023",
            "April 2023",
            "2023-04",
            "2023-02-30",
            "31/13/2023",
            "19 Apr",
            "12:30",
            "April 2023 12:30",
            "not a date at all",
            "99999999",
            "1",
            "–",
            "2023-04-19é".repeat(20).as_str(),
        ] {
            assert_eq!(iso_date(form), Err(DateProblem::Unreadable), "{form}");
        }
    }
}
