//! What plain text tells of itself: its headline, and the date in its dateline.

use crate::date::{iso_date, month};

/// The first line, where it stands as a headline: short, followed by a blank line, and no sentence.
pub fn headline(text: &str) -> Option<&str> {
    let start = text.find(|c: char| !c.is_whitespace())?;
    let text = &text[start..];
    let (line, rest) = text.split_once('\n')?;
    let next = rest.split('\n').next()?;
    let line = line.trim();
    let blank = next.trim().is_empty() && !rest.trim().is_empty();
    let sentence =
        line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', ';', ',', ':']);
    let long = line.chars().count() > 200;
    (blank && !sentence && !long && date_of_line(line).is_none()).then_some(line)
}

/// The full date in the dateline of the report, as in `BAKU, April 19, 2023 — The foreign minister ...`, or on a line
/// of its own near the head (`April 19, 2023`, `Published: 2023-04-19`). Without its year a date tells too little.
pub fn date(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(4);
    lines.into_iter().find_map(|line| date_of_line(line).or_else(|| date_of_dateline(line)))
}

fn date_of_line(line: &str) -> Option<String> {
    if line.len() > 60 {
        return None;
    }
    let label = line.split_once(':').filter(|(label, _)| {
        let label = label.trim().to_ascii_lowercase();
        matches!(label.as_str(), "date" | "published" | "updated" | "posted" | "publication date")
    });
    let date = label.map_or(line, |(_, rest)| rest);
    // A headline such as "May 2023 summit ends" must not pass for a date: every word has to belong to it.
    let all_belong = date.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
        w.bytes().all(|b| b.is_ascii_digit()) || month(w).is_some() || is_weekday(w) || is_ordinal(w)
    });
    let separated = date.contains(|c: char| !c.is_ascii_digit());
    (all_belong && separated).then(|| iso_date(date).ok()).flatten()
}

fn date_of_dateline(line: &str) -> Option<String> {
    // The dash that ends a dateline stands near the head of the line.
    let head_end = line.char_indices().nth(100).map_or(line.len(), |(at, _)| at);
    let head = &line[..head_end];
    let end = ["—", "–", " - ", "--"].iter().filter_map(|dash| head.find(dash)).min()?;
    let dateline = &head[..end];
    // An agency in brackets stands between date and dash: `GENEVA, 4 May 2021 (Agency) —`.
    let dateline = dateline.split('(').next()?.trim();
    let at = dateline.find(|c: char| c.is_ascii_digit())?;
    let from_month =
        dateline[..at].trim_end().rfind(|c: char| !c.is_alphabetic() && c != '.').map_or(0, |i| i + 1);
    let month_first = dateline[from_month..at].trim().trim_end_matches('.');
    let from = if month(month_first).is_some() { from_month } else { at };
    let place = dateline[..from].trim().trim_end_matches([',', ';', '/']);
    let place_in_capitals = place.split([',', ' ']).find(|w| !w.is_empty()).is_some_and(|w| {
        w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.chars().any(char::is_lowercase)
    });
    if place_in_capitals { iso_date(&dateline[from..]).ok() } else { None }
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| word == *day || word == day[..3])
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| {
        word.strip_suffix(end).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_with_a_full_date() {
        for (text, iso) in [
            ("BAKU, April 19, 2023 — The minister met the president.", Some("2023-04-19")),
            ("Ministers meet\n\nNEW DELHI, 4 May 2021 (Agency) – Talks began.", Some("2021-05-04")),
            ("ADEN, Yemen, Sept. 3, 2019 -- Fighting went on.", Some("2019-09-03")),
            ("Ministers meet\nApril 19, 2023\n\nThe minister came.", Some("2023-04-19")),
            ("Date: 2023-04-19\n\nThe minister came.", Some("2023-04-19")),
            ("Wednesday, April 19th, 2023\r\n\r\nThe minister came.", Some("2023-04-19")),
            ("BAKU, April 19 — The minister came in 2023.", None),
            ("The minister came on April 19, 2023 — a Wednesday.", None),
            ("On April 19, 2023 – a Wednesday – he came.", None),
            ("A plan for 2023-2027 was signed", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(date(text).as_deref(), iso, "{text}");
        }
    }

    #[test]
    fn headlines_are_lines_of_their_own_and_no_sentences() {
        assert_eq!(headline("Ministers meet in Oslo\r\n\r\nThey talked."), Some("Ministers meet in Oslo"));
        assert_eq!(headline("\n Will they meet?\n\nThey did."), Some("Will they meet?"));
        assert_eq!(headline("They met in Oslo.\n\nThey talked."), None);
        assert_eq!(headline("“They met.”\n\nThey talked."), None);
        assert_eq!(headline("They met in\nOslo.\n\nThey talked."), None);
        assert_eq!(headline("April 19, 2023\n\nThey talked."), None);
        assert_eq!(headline("Only a line"), None);
        assert_eq!(headline("Only a line\n\n  \n"), None);
    }
}
