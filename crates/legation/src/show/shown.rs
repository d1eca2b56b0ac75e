//! Everything behind one id, as a page; its mentions as rows.

use super::brief::{count, kind, sentence, short, sources, told as told_brief};
use super::marks::{ACTOR, BOLD, DIM, TRIGGER};
use super::one_line;
use super::page::Page;
use super::people::called;
use super::table::{Column, Row, column};
use super::wrap::Piece;
use crate::output::Look;
use legation_archive::questions::{
    HappeningPage, Judged, Link, MentionPage, Participant, ReportBrief, ReportPage, Shown, Told,
};
use serde_json::{Value, json};

#[rustfmt::skip]
pub const COLUMNS: [Column; 29] = [
    column("mention", 0), column("report", 0), column("published", 0), column("source", 0), column("story", 0),
    column("type", 0), column("mode", 0), column("contexts", 0), column("quad", 0), column("status", 0),
    column("score", 0), column("cameo", 0), column("goldstein", 0), column("actors", 0), column("actor_states", 0),
    column("recipients", 0), column("recipient_states", 0), column("day", 0), column("date", 0), column("place", 0),
    column("place_state", 0), column("lat", 0), column("lon", 0), column("trigger", 0), column("sentence", 0),
    column("sentence_start", 0), column("confidence", 0), column("wrong", 0), column("why", 0),
];

/// The mentions that a page holds.
pub fn mentions(shown: &Shown) -> &[Told] {
    match shown {
        Shown::Happening(page) => &page.told,
        Shown::Mention(page) => std::slice::from_ref(&page.told),
        Shown::Report(page) => &page.told,
    }
}

pub fn row(told: &Told) -> Row {
    let states = |side: &[Participant]| -> Value {
        side.iter().map(|one| one.state.as_deref().unwrap_or("")).collect()
    };
    let evidence = told.evidence.first();
    vec![
        json!(told.id),
        json!(told.report.name),
        json!(told.report.published),
        json!(told.report.source),
        json!(told.report.story),
        json!(told.event_type),
        json!(told.mode),
        json!(told.contexts),
        json!(told.quad),
        json!(told.status),
        json!(told.score),
        json!(told.cameo),
        json!(told.goldstein),
        told.actors.iter().map(Participant::called).collect(),
        states(&told.actors),
        told.recipients.iter().map(Participant::called).collect(),
        states(&told.recipients),
        json!(told.day),
        json!(told.date),
        json!(told.place),
        json!(told.place_state),
        json!(told.lat),
        json!(told.lon),
        json!(told.trigger.text),
        json!(evidence.map(|words| &words.text)),
        json!(evidence.map(|words| words.start)),
        json!(told.confidence),
        json!(told.wrong),
        json!(told.why),
    ]
}

pub fn page(shown: &Shown, look: Look) -> String {
    let mut page = Page::new(look);
    match shown {
        Shown::Happening(happening) => of_happening(&mut page, happening),
        Shown::Mention(mention) => of_mention(&mut page, mention),
        Shown::Report(report) => of_report(&mut page, report),
    }
    page.out
}

fn of_happening(page: &mut Page, happening: &HappeningPage) {
    let brief = &happening.brief;
    let mut pieces = told_brief(brief);
    pieces.push(Piece::plain(dated(brief.date.as_deref().unwrap_or(&brief.day))));
    page.line(0, &pieces);
    page.dim(
        2,
        format!(
            "happening {}: {}, {}, {}, score {:+.1}, confidence {:.2}",
            brief.id,
            kind(&brief.event_type, brief.mode.as_deref()),
            brief.quad,
            brief.status,
            brief.score,
            brief.confidence
        ),
    );
    page.dim(2, codes(&brief.cameo, brief.goldstein));
    let mut known = vec![sources(brief), count(brief.mentions, "mention")];
    if brief.date.is_some() {
        known.push(format!("date told by {}", count(happening.date_sources, "source")));
    }
    if let Some(earliest) = happening.earliest.as_ref().filter(|day| **day != brief.day) {
        known.push(format!("earliest day told {earliest}"));
    }
    page.dim(2, known.join(", "));
    if let Some(place) = &brief.place {
        page.dim(2, place_line(place, brief.place_state.as_deref(), brief.lat.zip(brief.lon)));
    }
    if !happening.disagree.is_empty() {
        page.heading("Where sources disagree");
        let mut about = "";
        for told in &happening.disagree {
            let name = if told.about == about { String::new() } else { told.about.clone() };
            about = &told.about;
            page.raw(&[
                Piece::new(format!("  {name:<12} "), BOLD),
                Piece::plain(format!("{:<24} ", one_line(&told.value))),
                Piece::new(
                    format!("{}, such as {}", count(told.sources, "source"), short(&told.mention)),
                    DIM,
                ),
            ]);
        }
    }
    page.heading("Told by");
    happening.told.iter().for_each(|told| mention(page, told, true));
    links(page, &happening.links);
    judgements(page, &happening.judgements);
}

fn of_mention(page: &mut Page, shown: &MentionPage) {
    mention(page, &shown.told, true);
    page.heading("Tells of");
    match &shown.happening {
        Some(happening) => page.brief(happening),
        None => page.dim(2, "nothing: a person judged it wrong"),
    }
    links(page, &shown.links);
    judgements(page, &shown.judgements);
}

fn of_report(page: &mut Page, report: &ReportPage) {
    page.line(0, &[Piece::new(title(&report.report), BOLD)]);
    page.dim(0, where_from(&report.report));
    page.dim(
        0,
        format!(
            "report {}, coded by {} with codebook {}",
            report.report.id,
            report.release,
            short(&report.codebook)
        ),
    );
    if !report.copies.is_empty() {
        page.heading("Copies");
        for copy in &report.copies {
            let shared = format!(" ({:.0} % the same)", copy.shared * 100.0);
            page.line(2, &[Piece::plain(title(&copy.report)), Piece::new(shared, DIM)]);
            page.dim(4, format!("{}, report {}", where_from(&copy.report), short(&copy.report.id)));
        }
    }
    if !report.told.is_empty() {
        page.heading("Events");
        report.told.iter().for_each(|told| mention(page, told, false));
    }
    if !report.quotes.is_empty() {
        page.heading("Quotes");
        for quote in &report.quotes {
            let speaker = quote.speaker.as_deref().unwrap_or("Somebody");
            let mut pieces = called(speaker, quote.role.as_deref(), [quote.state.as_deref(), None], ACTOR);
            pieces.push(Piece::plain(format!(": {}", one_line(&quote.content.text))));
            page.line(2, &pieces);
        }
    }
    if !report.roles.is_empty() {
        page.heading("Offices");
        for role in &report.roles {
            let of = role.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
            let title = format!(", {}{of}", one_line(&role.title));
            page.line(2, &[Piece::new(one_line(&role.person), ACTOR), Piece::plain(title)]);
        }
    }
    if !report.figures.is_empty() {
        page.heading("Figures");
        for figure in &report.figures {
            let about =
                figure.about.as_ref().map(|about| format!(": {}", one_line(about))).unwrap_or_default();
            let parties = match figure.parties.is_empty() {
                true => String::new(),
                false => format!(" ({})", figure.parties.join(", ")),
            };
            let text = one_line(&figure.text);
            page.line(2, &[Piece::new(text, TRIGGER), Piece::plain(about), Piece::new(parties, DIM)]);
        }
    }
    if !report.changes.is_empty() {
        page.heading("History");
        for change in &report.changes {
            let told = change.after.as_ref().or(change.before.as_ref()).map(|t| format!(": {}", one_line(t)));
            let told = format!(" {} {}{}", change.kind, change.what, told.unwrap_or_default());
            page.line(2, &[Piece::new(&change.at, DIM), Piece::plain(told)]);
        }
    }
}

/// What a report tells: as a sentence, its coding, all sentences of evidence, and where they stand.
fn mention(page: &mut Page, told: &Told, with_report: bool) {
    let coded = (told.event_type.as_str(), told.mode.as_deref(), told.status.as_str());
    let mut pieces = sentence(coded, &told.actors, &told.recipients);
    if let Some(place) = &told.place {
        pieces.push(Piece::plain(format!(" in {}", one_line(place))));
    }
    pieces.push(Piece::plain(dated(told.date.as_deref().unwrap_or(""))));
    page.line(2, &pieces);
    let wrong = if told.wrong { ", judged wrong" } else { "" };
    page.dim(
        4,
        format!(
            "mention {}: {}, {}, confidence {:.2}, {}{wrong}",
            told.id,
            kind(&told.event_type, told.mode.as_deref()),
            told.status,
            told.confidence,
            one_line(&told.why)
        ),
    );
    if with_report {
        page.dim(4, format!("{}; {}", title(&told.report), where_from(&told.report)));
    }
    for words in &told.evidence {
        page.line(4, &marked(told, words, page.look.colour));
    }
}

/// A sentence with its trigger and participants marked, as `legation read` marks them.
fn marked(told: &Told, words: &legation_archive::questions::Words, colour: bool) -> Vec<Piece> {
    let trigger = [(told.trigger.start, told.trigger.end, TRIGGER, ("*", "*"))];
    let actors = told.actors.iter().map(|one| (one.start, one.end, ACTOR, ("[", "]")));
    let recipients =
        told.recipients.iter().map(|one| (one.start, one.end, super::marks::RECIPIENT, ("<", ">")));
    let mut chosen: Vec<(i64, i64, anstyle::Style, (&str, &str))> = Vec::new();
    for mark in trigger.into_iter().chain(actors).chain(recipients) {
        let inside = mark.0 >= words.start && mark.1 <= words.end && mark.0 < mark.1;
        if inside && chosen.iter().all(|other| mark.1 <= other.0 || other.1 <= mark.0) {
            chosen.push(mark);
        }
    }
    chosen.sort_by_key(|mark| mark.0);
    let letters: Vec<char> =
        words.text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
    let part = |from: i64, to: i64| -> String {
        let place = |at: i64| usize::try_from(at - words.start).unwrap_or(0).min(letters.len());
        letters[place(from)..place(to).max(place(from))].iter().collect()
    };
    let mut pieces = Vec::new();
    let mut at = words.start;
    for (start, end, style, (before, after)) in chosen {
        pieces.push(Piece::plain(part(at, start)));
        let (before, after) = if colour { ("", "") } else { (before, after) };
        pieces.push(Piece::new(format!("{before}{}{after}", part(start, end)), style));
        at = end;
    }
    pieces.push(Piece::plain(part(at, words.end)));
    pieces
}

fn links(page: &mut Page, links: &[Link]) {
    if links.is_empty() {
        return;
    }
    page.heading("Why they are one");
    for link in links {
        page.line(
            2,
            &[
                Piece::plain(format!("{} and {}", short(&link.a), short(&link.b))),
                Piece::new(format!(" ({:.2}): {}", link.score, one_line(&link.reasons)), DIM),
            ],
        );
    }
}

fn judgements(page: &mut Page, judgements: &[Judged]) {
    if judgements.is_empty() {
        return;
    }
    page.heading("Judged by people");
    for judged in judgements {
        let both = judged.b.as_ref().map(|b| format!(" and {}", short(b))).unwrap_or_default();
        let person = judged.person.as_ref().map(|p| format!(" by {}", one_line(p))).unwrap_or_default();
        let note = judged.note.as_ref().map(|n| format!(": {}", one_line(n))).unwrap_or_default();
        page.line(
            2,
            &[
                Piece::new(&judged.verdict, BOLD),
                Piece::plain(format!(" {}{both}{person}{note}", short(&judged.a))),
            ],
        );
    }
}

fn dated(date: &str) -> String {
    match date.starts_with(|c: char| c.is_ascii_digit()) {
        true if date.len() == "2023-04-19".len() && !date.contains('W') => format!(" on {date}"),
        true => format!(" in {date}"),
        false => String::new(),
    }
}

fn codes(cameo: &Option<String>, goldstein: Option<f64>) -> String {
    let known = |value: Option<String>| value.unwrap_or_else(|| "none".into());
    format!("CAMEO {}, Goldstein {}", known(cameo.clone()), known(goldstein.map(|value| value.to_string())))
}

fn place_line(place: &str, state: Option<&str>, at: Option<(f64, f64)>) -> String {
    let state = state.map(|state| format!(" ({state})")).unwrap_or_default();
    let at = at.map(|(lat, lon)| format!(", {lat:.3} {lon:.3}")).unwrap_or_default();
    format!("place {}{state}{at}", one_line(place))
}

fn title(report: &ReportBrief) -> String {
    one_line(report.title.as_deref().unwrap_or(&report.name))
}

fn where_from(report: &ReportBrief) -> String {
    let published = report.published.as_deref().unwrap_or("date unknown");
    format!("{published}, {}", one_line(report.source.as_deref().unwrap_or("standard input")))
}
