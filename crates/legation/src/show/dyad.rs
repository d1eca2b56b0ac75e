//! How relations between two states stand, as a page; the months as rows.

use super::brief::{count, short, sign};
use super::chart::{bar, sparkline};
use super::marks::{ACTOR, BOLD, DIM, TRIGGER};
use super::one_line;
use super::page::Page;
use super::people::called;
use super::table::{Column, Row, column};
use super::wrap::Piece;
use crate::output::Look;
use legation_archive::questions::{Brief, Count, Dyad, FigureTold, Lately, Meeting, Month, QuoteTold};
use serde_json::json;

#[rustfmt::skip]
pub const COLUMNS: [Column; 12] = [
    column("a", 0), column("b", 0), column("month", 0), column("happenings", 0), column("score", 0),
    column("verbal_cooperation", 0), column("material_cooperation", 0), column("verbal_conflict", 0),
    column("material_conflict", 0), column("a_to_b", 0), column("b_to_a", 0), column("both", 0),
];

/// Months that the chart shows.
const MONTHS: usize = 24;

pub fn row(dyad: &Dyad, month: &Month) -> Row {
    let count = &month.count;
    vec![
        json!(dyad.a),
        json!(dyad.b),
        json!(month.month),
        json!(count.happenings),
        json!(count.score),
        json!(count.verbal_cooperation),
        json!(count.material_cooperation),
        json!(count.verbal_conflict),
        json!(count.material_conflict),
        json!(count.a_to_b),
        json!(count.b_to_a),
        json!(count.both),
    ]
}

/// `names`: the usual names of both.
pub fn page(dyad: &Dyad, names: [&str; 2], look: Look) -> String {
    let mut page = Page::new(look);
    page.line(0, &[Piece::new(format!("{} and {}", names[0], names[1]), BOLD)]);
    let mut known = match (&dyad.first, &dyad.last) {
        (Some(first), Some(last)) => {
            format!("{} from {first} to {last}", count(dyad.total.happenings, "happening"))
        }
        _ => "nothing that happened".into(),
    };
    if let Some(score) = dyad.total.score {
        known.push_str(&format!(
            ", mean score {score:+.1}; {} > {} {}, {} > {} {}, together {}",
            dyad.a, dyad.b, dyad.total.a_to_b, dyad.b, dyad.a, dyad.total.b_to_a, dyad.total.both
        ));
    }
    if let Some(as_of) = &dyad.as_of {
        known.push_str(&format!("; as of {as_of}"));
    }
    page.dim(0, known);
    months(&mut page, &dyad.months);
    if let Some(lately) = &dyad.lately {
        changed(&mut page, lately);
    }
    briefs(&mut page, "Recent", &dyad.recent);
    briefs(&mut page, "Ahead", &dyad.ahead);
    briefs(&mut page, "Embassies and diplomatic ties", &dyad.ties);
    briefs(&mut page, "Agreements", &dyad.agreements);
    section(&mut page, "Officials who met", &dyad.meetings, |page, meeting| met(page, meeting, dyad));
    section(&mut page, "Leading quotes", &dyad.quotes, quote);
    section(&mut page, "Figures", &dyad.figures, figure);
    page.out
}

fn section<T>(page: &mut Page, name: &str, items: &[T], show: impl Fn(&mut Page, &T)) {
    if !items.is_empty() {
        page.heading(name);
        items.iter().for_each(|item| show(page, item));
    }
}

fn briefs(page: &mut Page, name: &str, briefs: &[Brief]) {
    section(page, name, briefs, |page, brief| page.brief(brief));
}

fn months(page: &mut Page, months: &[Month]) {
    if months.is_empty() {
        return;
    }
    let plain = page.look.width.is_none();
    page.heading("By month");
    let shown = &months[months.len().saturating_sub(MONTHS)..];
    let activity: Vec<u64> = shown.iter().map(|month| month.count.happenings).collect();
    let head = format!(
        "  {:<8} {:>6}  {:<21}  {:>8} {:>8} {:>8} {:>8}",
        "month", "score", "", "verbal +", "mater. +", "verbal -", "mater. -"
    );
    page.raw(&[Piece::new(head, DIM)]);
    let quiet = |at: usize| shown.get(at).is_none_or(|month| month.count.happenings == 0);
    for (at, month) in shown.iter().enumerate() {
        let of = &month.count;
        // A long silence is one line.
        if at > 1 && quiet(at) && quiet(at - 1) && quiet(at + 1) {
            if !quiet(at - 2) {
                page.dim(2, "...");
            }
            continue;
        }
        let score = of.score.unwrap_or(0.0);
        let (left, axis, right) = bar(score, 10.0, 10, plain);
        let number = of.score.map_or(String::new(), |score| format!("{score:+.1}"));
        let cell = |n: u64| if n == 0 { ".".to_owned() } else { n.to_string() };
        page.raw(&[
            Piece::plain(format!("  {:<8} ", month.month)),
            Piece::new(format!("{number:>6}  "), sign(score)),
            Piece::new(left, sign(-1.0)),
            Piece::new(axis, DIM),
            Piece::new(right, sign(1.0)),
            Piece::plain(format!(
                "  {:>8} {:>8} {:>8} {:>8}",
                cell(of.verbal_cooperation),
                cell(of.material_cooperation),
                cell(of.verbal_conflict),
                cell(of.material_conflict)
            )),
        ]);
    }
    if shown.len() > 1 {
        page.raw(&[
            Piece::new(format!("  {:<8} ", "activity"), DIM),
            Piece::plain(sparkline(&activity, plain)),
            Piece::new(format!("  {} to {}", shown[0].month, shown[shown.len() - 1].month), DIM),
        ]);
    }
    if months.len() > shown.len() {
        let earlier = &months[..months.len() - shown.len()];
        let happenings: u64 = earlier.iter().map(|month| month.count.happenings).sum();
        page.dim(
            2,
            format!(
                "and {} in {} before",
                count(happenings, "happening"),
                count(earlier.len() as u64, "month")
            ),
        );
    }
}

fn changed(page: &mut Page, lately: &Lately) {
    let (now, before) = (&lately.now, &lately.before);
    if now.happenings == 0 && before.happenings == 0 {
        return;
    }
    page.heading("What changed");
    page.dim(
        2,
        format!(
            "{} to {}, against the {} days before (from {})",
            lately.since, lately.until, lately.days, lately.before_since
        ),
    );
    let parts = [
        ("happenings", now.happenings, before.happenings),
        ("verbal cooperation", now.verbal_cooperation, before.verbal_cooperation),
        ("material cooperation", now.material_cooperation, before.material_cooperation),
        ("verbal conflict", now.verbal_conflict, before.verbal_conflict),
        ("material conflict", now.material_conflict, before.material_conflict),
    ];
    page.raw(&[Piece::new(format!("  {:<22} {:>8} {:>8} {:>8}", "", "now", "before", "change"), DIM)]);
    for (name, now, before) in parts {
        let change = now as i64 - before as i64;
        page.raw(&[Piece::plain(format!(
            "  {name:<22} {:>8} {:>8} {:>8}",
            now,
            before,
            if change == 0 { "=".to_owned() } else { format!("{change:+}") }
        ))]);
    }
    let score = |count: &Count| count.score.map_or("none".into(), |score| format!("{score:+.1}"));
    let mut pieces =
        vec![Piece::plain(format!("  {:<22} {:>8} {:>8} ", "mean score", score(now), score(before)))];
    if let Some((now, before)) = now.score.zip(before.score) {
        pieces.push(Piece::new(format!("{:>+8.1}", now - before), sign(now - before)));
    }
    page.raw(&pieces);
    for (name, types) in [("new", &lately.new_types), ("no longer", &lately.gone_types)] {
        if !types.is_empty() {
            page.line(2, &[Piece::new(format!("{name}: "), DIM), Piece::plain(types.join(", "))]);
        }
    }
}

fn met(page: &mut Page, meeting: &Meeting, dyad: &Dyad) {
    let mut pieces = called(&meeting.a, meeting.a_role.as_deref(), [Some(&dyad.a), None], ACTOR);
    pieces.push(Piece::plain(" and "));
    pieces.extend(called(&meeting.b, meeting.b_role.as_deref(), [Some(&dyad.b), None], ACTOR));
    let times = match meeting.times {
        1 => format!(": {}", meeting.last),
        times => format!(": {times} times, last {}", meeting.last),
    };
    pieces.push(Piece::plain(times));
    pieces.push(Piece::new(format!(", id {}", short(&meeting.happening)), DIM));
    page.line(2, &pieces);
}

fn quote(page: &mut Page, quote: &QuoteTold) {
    let mut pieces = called(&quote.speaker, quote.role.as_deref(), [Some(&quote.state), None], ACTOR);
    let words = one_line(&quote.text);
    let direct = quote.kind == "direct" && !words.starts_with(['"', '“', '‘', '\'']);
    pieces.push(Piece::plain(": "));
    pieces.push(Piece::plain(if direct { format!("“{words}”") } else { words }));
    pieces.push(Piece::new(format!(" ({}, {})", quote.day, one_line(&quote.report)), DIM));
    page.line(2, &pieces);
}

fn figure(page: &mut Page, figure: &FigureTold) {
    let about = figure.about.as_ref().map(|about| format!(": {}", one_line(about))).unwrap_or_default();
    let date = figure.date.as_deref().unwrap_or(&figure.day);
    page.line(
        2,
        &[
            Piece::new(one_line(&figure.text), TRIGGER),
            Piece::plain(about),
            Piece::new(format!(" ({date}, {})", one_line(&figure.report)), DIM),
        ],
    );
}
