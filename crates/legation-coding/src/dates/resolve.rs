//! From what is said to when it was: TIMEX3 values, reckoned from the report's day.

use super::expression::{Said, Which};
use super::tense::Tense;
use super::words::Unit;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// What a relative expression is reckoned from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reckoning {
    /// The report's day.
    pub published: Option<Date>,
    /// The day that the text told last, near by.
    pub told: Option<Date>,
    pub tense: Tense,
}

/// TIMEX3 value and precision.
pub(super) fn value(said: &Said, from: &Reckoning) -> (Option<String>, &'static str) {
    match said {
        Said::Day { year, month, day } => {
            let date = match year {
                Some(year) => Date::new(*year, *month, *day).ok(),
                None => from.published.and_then(|p| near_day(p, *month, *day, from.tense)),
            };
            (date.map(|d| d.to_string()), "day")
        }
        Said::Month { year, month, which } => {
            let year = year.or_else(|| from.published.map(|p| month_year(p, *month, *which, from.tense)));
            (year.map(|y| format!("{y:04}-{month:02}")), "month")
        }
        Said::Year(year) => (Some(format!("{year:04}")), "year"),
        Said::Decade(year) => (Some(format!("{:03}X", year / 10)), "decade"),
        Said::Century(n) => (Some(format!("{:02}XX", (n - 1).max(0))), "vague"),
        Said::Part { year, part, which } => {
            let year = year.or_else(|| from.published.map(|p| part_year(p, part, *which, from.tense)));
            let precision = if part.starts_with('H') { "year" } else { "quarter" };
            (year.map(|y| format!("{y:04}-{part}")), precision)
        }
        Said::Weekday { day, which } => {
            let date = from.published.and_then(|p| near_weekday(p, *day, *which, from.tense));
            (date.map(|d| d.to_string()), "day")
        }
        Said::Around { unit, shift } => {
            let day = from.published.and_then(|p| shifted(p, f64::from(*shift), *unit));
            (day.map(|d| cut(d, *unit)), unit.precision())
        }
        Said::Offset(days) => {
            let day = from.published.and_then(|p| p.checked_add(days.days()).ok());
            (day.map(|d| d.to_string()), "day")
        }
        Said::Shift { count, unit } => {
            let day = from.published.and_then(|p| shifted(p, *count, *unit));
            let unit = coarse(*count, *unit);
            (day.map(|d| cut(d, unit)), unit.precision())
        }
        Said::FromTold { count, unit } => {
            let day = from.told.and_then(|p| shifted(p, *count, *unit));
            (day.map(|d| cut(d, *unit)), unit.precision())
        }
        Said::Length { count, unit } => (Some(length(*count, *unit)), "duration"),
        Said::Value(value) => {
            let precision =
                if value.starts_with('P') && !value.ends_with("REF") { "duration" } else { "vague" };
            (Some((*value).to_string()), precision)
        }
        Said::Untold(precision) => (None, precision),
        Said::Between(one, two) => {
            let (first, precision) = value(one, from);
            let second = first.as_deref().and_then(|first| end(first, two)).or_else(|| value(two, from).0);
            (first.zip(second).map(|(a, b)| format!("{a}/{b}")), precision)
        }
    }
}

/// The end of a range whose year its beginning tells: the same year, or the next where it would come before.
fn end(first: &str, last: &Said) -> Option<String> {
    let year: i16 = first.get(..4)?.parse().ok()?;
    let told = |year: i16| match last {
        Said::Day { year: None, month, day } => Date::new(year, *month, *day).ok().map(|d| d.to_string()),
        Said::Month { year: None, month, .. } => Some(format!("{year:04}-{month:02}")),
        _ => None,
    };
    told(year).filter(|end| end.as_str() >= first).or_else(|| told(year + 1))
}

/// The day that later expressions ("the next day") are reckoned from.
pub(super) fn as_day(value: &str) -> Option<Date> {
    value.parse().ok().filter(|_| value.len() == 10)
}

/// A day without year: the last one before the report, the next one after it, or the nearer, as the tense tells.
fn near_day(published: Date, month: i8, day: i8, tense: Tense) -> Option<Date> {
    let in_year = |shift: i16| Date::new(published.year() + shift, month, day).ok();
    let days = |d: Date| d.since(published).map_or(i32::MAX, |s: Span| s.get_days());
    let candidates = [in_year(-1), in_year(0), in_year(1)].into_iter().flatten();
    match tense {
        // A day or two ahead of the report's own date is a report written ahead.
        Tense::Past => candidates.filter(|d| days(*d) <= 1).max(),
        Tense::Future => candidates.filter(|d| days(*d) >= 0).min(),
        Tense::Unclear => candidates.min_by_key(|d| days(*d).abs()),
    }
}

fn month_year(published: Date, month: i8, which: Which, tense: Tense) -> i16 {
    let (year, now) = (published.year(), published.month());
    match (which, tense) {
        (Which::This, _) => year,
        (Which::Last, _) => {
            if month < now {
                year
            } else {
                year - 1
            }
        }
        (Which::Next, _) => {
            if month > now {
                year
            } else {
                year + 1
            }
        }
        (_, Tense::Past) => {
            if month <= now {
                year
            } else {
                year - 1
            }
        }
        (_, Tense::Future) => {
            if month >= now {
                year
            } else {
                year + 1
            }
        }
        (_, Tense::Unclear) => {
            let ahead = (month - now).rem_euclid(12);
            match ahead {
                0 => year,
                1..=6 if month > now => year,
                1..=6 => year + 1,
                _ if month < now => year,
                _ => year - 1,
            }
        }
    }
}

fn part_year(published: Date, part: &str, which: Which, tense: Tense) -> i16 {
    // The month in which the part begins.
    let begins = match part {
        "Q1" | "H1" => 1,
        "SP" => 3,
        "Q2" => 4,
        "SU" => 6,
        "Q3" | "H2" => 7,
        "FA" => 9,
        "Q4" => 10,
        _ => 12,
    };
    let quarter = part.starts_with(['Q', 'H']);
    match which {
        Which::Last if quarter => published.year() - 1,
        Which::Next if quarter => published.year() + 1,
        // The season that goes on, or the coming one.
        Which::This | Which::Any if !quarter && begins == 12 && published.month() < 3 => published.year() - 1,
        Which::This => published.year(),
        Which::Last => {
            if published.month() >= begins + 3 {
                published.year()
            } else {
                published.year() - 1
            }
        }
        Which::Next => {
            if published.month() < begins {
                published.year()
            } else {
                published.year() + 1
            }
        }
        Which::Any => match tense {
            Tense::Future if begins + 3 <= published.month() => published.year() + 1,
            Tense::Past | Tense::Unclear if begins > published.month() => published.year() - 1,
            _ => published.year(),
        },
    }
}

/// "Wednesday": the last one or the day itself, or the coming one where the tense is future.
fn near_weekday(published: Date, day: i8, which: Which, tense: Tense) -> Option<Date> {
    let today = i32::from(published.weekday().to_monday_zero_offset());
    let back = (today - i32::from(day)).rem_euclid(7);
    let ahead = (i32::from(day) - today).rem_euclid(7);
    let shift = match (which, tense) {
        (Which::Last, _) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Which::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Which::This, Tense::Past) => -back,
        (Which::This, _) | (Which::Any, Tense::Future) => ahead,
        (Which::Any, _) => -back,
    };
    published.checked_add(shift.days()).ok()
}

/// A day so many units from another; parts of a unit are left aside where the calendar has none.
fn shifted(from: Date, count: f64, unit: Unit) -> Option<Date> {
    if count.abs() > 4000.0 {
        return None;
    }
    let whole = count.trunc() as i32;
    let span = match unit {
        Unit::Second | Unit::Minute => 0.days(),
        Unit::Hour => ((count / 24.0).trunc() as i32).days(),
        Unit::Day => whole.days(),
        Unit::Weekend | Unit::Week => whole.weeks(),
        Unit::Fortnight => (2 * whole).weeks(),
        Unit::Month => whole.months(),
        Unit::Quarter => (3 * whole).months(),
        Unit::Year => ((count * 12.0).round() as i32).months(),
        Unit::Decade => (10 * whole).years(),
        Unit::Century => (100 * whole).years(),
    };
    from.checked_add(span).ok()
}

/// "Two months ago" tells the month, "three days ago" the day, "ten years ago" the year.
fn coarse(_count: f64, unit: Unit) -> Unit {
    match unit {
        Unit::Decade | Unit::Century => Unit::Year,
        other => other,
    }
}

/// A day cut to the precision of a unit.
fn cut(day: Date, unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => day.to_string(),
        Unit::Week | Unit::Fortnight | Unit::Weekend => {
            let week = day.iso_week_date();
            let end = if unit == Unit::Weekend { "-WE" } else { "" };
            format!("{:04}-W{:02}{end}", week.year(), week.week())
        }
        Unit::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Unit::Quarter => format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3),
        Unit::Year => format!("{:04}", day.year()),
        Unit::Decade => format!("{:03}X", day.year() / 10),
        Unit::Century => format!("{:02}XX", day.year() / 100),
    }
}

/// `P3D`, `PT48H`, `P2Y`; `PXM` for several months.
fn length(count: Option<f64>, unit: Unit) -> String {
    let factor = if unit == Unit::Fortnight { 2.0 } else { 1.0 };
    let n = count.map_or("X".to_string(), |c| (c * factor).to_string());
    match unit {
        Unit::Second => format!("PT{n}S"),
        Unit::Minute => format!("PT{n}M"),
        Unit::Hour if count == Some(0.5) => "PT30M".into(),
        Unit::Hour => format!("PT{n}H"),
        Unit::Day => format!("P{n}D"),
        Unit::Weekend => format!("P{n}WE"),
        Unit::Week | Unit::Fortnight => format!("P{n}W"),
        Unit::Month => format!("P{n}M"),
        Unit::Quarter => format!("P{n}Q"),
        Unit::Year if count == Some(0.5) => "P6M".into(),
        Unit::Year => format!("P{n}Y"),
        Unit::Decade => format!("P{n}DE"),
        Unit::Century => format!("P{n}CE"),
    }
}
