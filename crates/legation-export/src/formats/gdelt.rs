//! GDELT 2.0: the 61 columns of events and the 16 of mentions, in their order, with a header.

use super::Job;
use super::table::{Column, Line, blank, column, digits, number, text};
use crate::codes::{Codes, quad_number};
use crate::error::Result;
use crate::happening::{Happening, Party, Report};
use std::io::Write;

fn name(party: Option<&Party>) -> String {
    text(party.map(Party::label)).to_uppercase()
}

fn state(party: Option<&Party>) -> Option<&str> {
    party?.state.as_deref()
}

fn country(party: Option<&Party>, codes: &Codes) -> String {
    text(state(party).and_then(|state| codes.cameo_state(state)))
}

fn group(party: Option<&Party>, codes: &Codes) -> String {
    text(state(party).and_then(|state| codes.known_group(state)))
}

fn role(party: Option<&Party>, codes: &Codes) -> String {
    text(party.and_then(|p| codes.cameo_sector(p.sector.as_deref()?)))
}

/// `ISRGOV`: country or known group, then role.
fn code(party: Option<&Party>, codes: &Codes) -> String {
    format!("{}{}{}", country(party, codes), group(party, codes), role(party, codes))
}

/// The year with the part of it that has passed, as GDELT counts: months of thirty days.
fn fraction(day: &str) -> String {
    let part = |range: std::ops::Range<usize>| day.get(range).and_then(|p| p.parse::<f64>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
        return String::new();
    };
    format!("{:.4}", year + ((month - 1.0) * 30.0 + day) / 365.0)
}

/// 1 a state, 2 and 5 a state's part (2 in the United States), 3 and 4 a place (3 in the United States), 0 none.
fn geo_type(h: &Happening, codes: &Codes) -> &'static str {
    let Some(place) = h.place.as_deref() else { return "0" };
    let american = h.place_state.as_deref() == Some("USA");
    if codes.state_of_name(place).is_some_and(|state| h.place_state.as_deref() == Some(state)) {
        "1"
    } else if h.admin1.as_deref() == Some(place) && h.geonames.is_none() {
        if american { "2" } else { "5" }
    } else if american {
        "3"
    } else {
        "4"
    }
}

/// `Baku, Azerbaijan`.
fn full_name(h: &Happening, codes: &Codes) -> String {
    let Some(place) = h.place.as_deref() else { return String::new() };
    match h.place_state.as_deref().map(|state| codes.name(state)) {
        Some(state) if state != place => format!("{place}, {state}"),
        _ => place.to_owned(),
    }
}

/// Midnight of the day of publication: news reports tell no hour.
fn added(report: Option<&Report>) -> String {
    let day = report.and_then(|r| r.published.as_deref()).map(|day| digits(day, 8)).unwrap_or_default();
    if day.len() == 8 { day + "000000" } else { String::new() }
}

pub(crate) const EVENTS: &[Column] = &[
    column("GLOBALEVENTID", |h, _| h.id.clone()),
    column("SQLDATE", |h, _| digits(&h.day, 8)),
    column("MonthYear", |h, _| digits(&h.day, 6)),
    column("Year", |h, _| digits(&h.day, 4)),
    column("FractionDate", |h, _| fraction(&h.day)),
    column("Actor1Code", |h, c| code(h.source(), c)),
    column("Actor1Name", |h, _| name(h.source())),
    column("Actor1CountryCode", |h, c| country(h.source(), c)),
    column("Actor1KnownGroupCode", |h, c| group(h.source(), c)),
    blank("Actor1EthnicCode"),
    blank("Actor1Religion1Code"),
    blank("Actor1Religion2Code"),
    column("Actor1Type1Code", |h, c| role(h.source(), c)),
    blank("Actor1Type2Code"),
    blank("Actor1Type3Code"),
    column("Actor2Code", |h, c| code(h.target(), c)),
    column("Actor2Name", |h, _| name(h.target())),
    column("Actor2CountryCode", |h, c| country(h.target(), c)),
    column("Actor2KnownGroupCode", |h, c| group(h.target(), c)),
    blank("Actor2EthnicCode"),
    blank("Actor2Religion1Code"),
    blank("Actor2Religion2Code"),
    column("Actor2Type1Code", |h, c| role(h.target(), c)),
    blank("Actor2Type2Code"),
    blank("Actor2Type3Code"),
    blank("IsRootEvent"),
    column("EventCode", |h, _| text(h.cameo.as_deref())),
    column("EventBaseCode", |h, _| text(h.cameo.as_deref().map(|code| code.get(..3).unwrap_or(code)))),
    column("EventRootCode", |h, _| text(h.cameo.as_deref().and_then(|code| code.get(..2)))),
    column("QuadClass", |h, _| quad_number(&h.quad).map(|n| (n + 1).to_string()).unwrap_or_default()),
    column("GoldsteinScale", |h, _| number(h.goldstein)),
    column("NumMentions", |h, _| h.mentions.to_string()),
    column("NumSources", |h, _| h.sources.to_string()),
    column("NumArticles", |h, _| h.reports.to_string()),
    blank("AvgTone"),
    blank("Actor1Geo_Type"),
    blank("Actor1Geo_FullName"),
    blank("Actor1Geo_CountryCode"),
    blank("Actor1Geo_ADM1Code"),
    blank("Actor1Geo_ADM2Code"),
    blank("Actor1Geo_Lat"),
    blank("Actor1Geo_Long"),
    blank("Actor1Geo_FeatureID"),
    blank("Actor2Geo_Type"),
    blank("Actor2Geo_FullName"),
    blank("Actor2Geo_CountryCode"),
    blank("Actor2Geo_ADM1Code"),
    blank("Actor2Geo_ADM2Code"),
    blank("Actor2Geo_Lat"),
    blank("Actor2Geo_Long"),
    blank("Actor2Geo_FeatureID"),
    column("ActionGeo_Type", |h, c| geo_type(h, c).to_owned()),
    column("ActionGeo_FullName", full_name),
    column("ActionGeo_CountryCode", |h, c| text(h.place_state.as_deref().and_then(|state| c.fips(state)))),
    blank("ActionGeo_ADM1Code"),
    blank("ActionGeo_ADM2Code"),
    column("ActionGeo_Lat", |h, _| number(h.lat)),
    column("ActionGeo_Long", |h, _| number(h.lon)),
    blank("ActionGeo_FeatureID"),
    column("DATEADDED", |h, _| added(h.first_report())),
    column("SOURCEURL", |h, _| text(h.first_report().map(Report::address))),
];

#[rustfmt::skip]
pub(crate) const MENTIONS: [&str; 16] = [
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
];

pub(crate) fn write_mentions(job: &Job, out: &mut (dyn Write + Send)) -> Result<u64> {
    let mut line = Line::new(out);
    MENTIONS.iter().for_each(|name| line.put(name));
    line.end()?;
    let mut rows = 0;
    job.for_each(true, |happening| {
        let first = added(happening.first_report());
        for mention in &happening.told {
            let offset = |party: Option<&Party>| party.map(|p| p.start.to_string()).unwrap_or_default();
            let second = mention.recipients.first().or(mention.actors.get(1));
            line.put(&happening.id);
            line.put(&first);
            line.put(&added(Some(&mention.report)));
            // GDELT: 1 is the web, 2 a citation of what is not on it.
            line.put(if mention.report.is_on_the_web() { "1" } else { "2" });
            line.put(mention.report.publisher());
            line.put(mention.report.address());
            line.put("");
            line.put(&offset(mention.actors.first()));
            line.put(&offset(second));
            line.put(&mention.trigger_start.to_string());
            line.put("1");
            line.put(&format!("{:.0}", mention.confidence * 100.0));
            line.put(&mention.report.length.map(|length| length.to_string()).unwrap_or_default());
            line.put("");
            line.put("");
            line.put(&format!("<MENTION>{}</MENTION>", mention.id));
            line.end()?;
            rows += 1;
        }
        Ok(())
    })?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_gdelts() {
        assert_eq!(EVENTS.len(), 61);
        assert_eq!(fraction("2023-04-19"), "2023.2986");
        assert_eq!(fraction(""), "");
    }
}
