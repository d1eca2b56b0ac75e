//! Days of the calendar as numbers, and the days that a date covers.

/// The first and the last day of a date, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: i32,
    pub last: i32,
}

impl Days {
    pub fn is_one(self) -> bool {
        self.first == self.last
    }
}

/// The days that a value as in TIMEX3 covers (`2023-04-19`, `2023-W16`, `2023-04`, `2023-Q2`, `2023`, `202`); none for
/// a duration or a vague one.
pub fn bounds(value: &str) -> Option<Days> {
    let value = value.split('T').next()?;
    let mut parts = value.split('-');
    let year = parts.next()?;
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        // A decade or a century.
        3 => return Some(span((number * 10, 1), (number * 10 + 10, 1))),
        2 => return Some(span((number * 100, 1), (number * 100 + 100, 1))),
        _ => return None,
    };
    let Some(part) = parts.next() else { return Some(span((year, 1), (year + 1, 1))) };
    if let Some(week) = part.strip_prefix('W').filter(|week| *week != "I") {
        let week: i32 = week.parse().ok().filter(|w| (1..=53).contains(w))?;
        // Week 1 holds 4 January and begins on a Monday; 1970-01-01 was a Thursday.
        let fourth = day_number(year, 1, 4);
        let monday = fourth - (fourth + 3).rem_euclid(7);
        let first = monday + (week - 1) * 7;
        return Some(Days { first, last: first + 6 });
    }
    let months = |first: i32, count: i32| {
        let after = first + count;
        span((year, first), if after > 12 { (year + 1, after - 12) } else { (year, after) })
    };
    match part {
        "Q1" => return Some(months(1, 3)),
        "Q2" => return Some(months(4, 3)),
        "Q3" => return Some(months(7, 3)),
        "Q4" => return Some(months(10, 3)),
        "H1" => return Some(months(1, 6)),
        "H2" => return Some(months(7, 6)),
        "SP" => return Some(months(3, 3)),
        "SU" => return Some(months(6, 3)),
        "FA" => return Some(months(9, 3)),
        "WI" => return Some(months(12, 3)),
        _ => {}
    }
    let month: i32 = part.parse().ok().filter(|m| (1..=12).contains(m))?;
    match parts.next() {
        None => Some(months(month, 1)),
        Some(day) => {
            let day: i32 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
            let one = day_number(year, month, day);
            Some(Days { first: one, last: one })
        }
    }
}

/// From the first day of one month to the day before the first of another.
fn span(from: (i32, i32), to: (i32, i32)) -> Days {
    Days { first: day_number(from.0, from.1, 1), last: day_number(to.0, to.1, 1) - 1 }
}

/// Days since 1970-01-01 in the Gregorian calendar. Years run from March, so that the leap day ends one.
fn day_number(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day of an ISO date with day precision.
pub fn from_iso(text: &str) -> Option<i32> {
    bounds(text.get(..10)?).filter(|days| days.is_one()).map(|days| days.first)
}

/// `2023-04-19` for a number of days since 1970-01-01.
pub fn to_iso(day: i32) -> String {
    let shifted = i64::from(day) + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(value: &str) -> Option<(String, String)> {
        bounds(value).map(|days| (to_iso(days.first), to_iso(days.last)))
    }

    #[test]
    fn dates_cover_their_days() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(range("2023-04-19"), pair("2023-04-19", "2023-04-19"));
        assert_eq!(range("2024-02"), pair("2024-02-01", "2024-02-29"));
        assert_eq!(range("2023"), pair("2023-01-01", "2023-12-31"));
        assert_eq!(range("2023-Q4"), pair("2023-10-01", "2023-12-31"));
        assert_eq!(range("2023-WI"), pair("2023-12-01", "2024-02-29"));
        assert_eq!(range("2023-W16"), pair("2023-04-17", "2023-04-23"));
        assert_eq!(range("2021-W01"), pair("2021-01-04", "2021-01-10"));
        assert_eq!(range("199"), pair("1990-01-01", "1999-12-31"));
        for none in ["P3D", "PAST_REF", "", "2023-13", "2023-04-41", "twenty", "2023-W99", "é"] {
            assert_eq!(range(none), None, "{none}");
        }
    }

    #[test]
    fn numbers_and_days_agree() {
        for day in (-700_000..200_000).step_by(97) {
            assert_eq!(from_iso(&to_iso(day)), Some(day));
        }
        assert_eq!(to_iso(0), "1970-01-01");
    }
}
