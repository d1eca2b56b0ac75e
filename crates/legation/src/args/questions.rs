//! What can be asked of an archive.

use super::OutputArgs;
use clap::{Args as ClapArgs, ValueEnum};
use legation_archive::questions::{Filter, Order, Period};
use legation_archive::{bounds, to_iso};
use legation_coding::codebook::EventType;
use std::path::PathBuf;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation timeline ISR AZE --archive news.db
  legation timeline Israel Azerbaijan --since 2023 --type CONSULT --type AGREE --archive news.db
  legation timeline Azerbaijani --quad verbal-conflict --format csv --archive news.db > events.csv

One line a happening, with the number of independent sources. Of one state alone, all its happenings.")]
pub struct TimelineArgs {
    /// One state or two: codes, names or adjectives. Example: ISR Azerbaijan
    #[arg(value_name = "STATE", required = true, num_args = 1..=2)]
    pub states: Vec<String>,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Which come first. Example: --order oldest
    #[arg(long, value_enum, default_value_t = OrderArg::Newest)]
    pub order: OrderArg,
    #[command(flatten)]
    pub limit: LimitArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation dyad ISR AZE --archive news.db
  legation dyad Israel Azerbaijan --since 2022-01 --until 2023-06 --archive news.db
  legation dyad ISR AZE --format csv --archive news.db > months.csv

CSV and TSV are the months; JSONL is all of it in one object. The end of the period is the day of the archive's latest
report, if --until does not say otherwise.")]
pub struct DyadArgs {
    /// A state: code, name or adjective. Example: ISR
    #[arg(value_name = "STATE")]
    pub state: String,
    /// The other state. Example: Azerbaijan
    #[arg(value_name = "STATE")]
    pub other: String,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub period: PeriodArgs,
    /// How many days count as lately, compared with as many before. Example: --days 30
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=36525))]
    pub days: u32,
    /// Entries that a list has at most. Example: --most 20
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub most: u16,
    #[command(flatten)]
    pub format: FormatArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation network --since 2023-01 --until 2023-06 --archive news.db
  legation network --state ISR --status actual --format csv --archive news.db > edges.csv
  legation network --format json --archive news.db > network.json

An edge's weight is its number of happenings; its sign is that of the sum of their scores (balance).")]
pub struct NetworkArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Only edges of this state; of several, those between them. Example: --state ISR --state AZE
    #[arg(long, value_name = "STATE")]
    pub state: Vec<String>,
    /// Leave out edges with fewer happenings. Example: --at-least 5
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub at_least: u64,
    #[command(flatten)]
    pub limit: LimitArgs,
    /// How to print it: a table to read, one JSON object an edge, CSV or TSV of the edges, or one JSON object with nodes and
    /// edges. Example: --format json
    #[arg(long, value_enum, default_value_t = NetworkFormat::Table)]
    pub format: NetworkFormat,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation search embassy Baku --archive news.db
  legation search '\"free trade\" OR tariff*' --since 2023 --state CHL --archive news.db
  legation search 'sanction* NOT oil' --type SANCTION --format jsonl --archive news.db

Words must all occur; OR, NOT, \"phrases\", begin* and NEAR(a b, 5) are understood. Word endings make no difference.
In text that does not go to a terminal, what was found stands in *asterisks*.")]
pub struct SearchArgs {
    /// What to look for in sentences that are evidence, and in titles. Example: embassy Baku
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub source: SourceArgs,
    /// Only what tells of an event with this state. Example: --state Azerbaijan
    #[arg(long, value_name = "STATE")]
    pub state: Option<String>,
    /// Only what tells of an event of this PLOVER type; may be given again. Example: --type SANCTION
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    pub types: Vec<String>,
    #[command(flatten)]
    pub period: PeriodArgs,
    #[command(flatten)]
    pub limit: LimitArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation show 5f3a91c2d4e6 --archive news.db
  legation show report-17 --format jsonl --archive news.db

JSONL is everything in one object; CSV and TSV are the mentions, one a row.")]
pub struct ShowArgs {
    /// Id of a happening, a mention or a report, or the first characters of it; or a report's name. Example: 5f3a91c2
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation changes --since 2023-04-19 --archive news.db
  legation changes --kind corrected --kind removed --format csv --archive news.db > changes.csv

The dates are those on which the archive was written (UTC).")]
pub struct ChangesArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Only changes of this kind; may be given again. Example: --kind corrected
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Vec<ChangeKind>,
    /// Only changes of this; may be given again. Example: --what mention
    #[arg(long, value_enum, value_name = "WHAT")]
    pub what: Vec<ChangeOf>,
    #[command(flatten)]
    pub limit: LimitArgs,
    #[command(flatten)]
    pub format: FormatArgs,
}

/// The archive that a question goes to.
#[derive(ClapArgs)]
pub struct SourceArgs {
    /// The archive that `legation add` made. Example: --archive news.db
    #[arg(long, value_name = "FILE")]
    pub archive: PathBuf,
}

#[derive(ClapArgs)]
pub struct FormatArgs {
    /// How to print it: to be read, one JSON object a line, CSV or TSV. Example: --format csv
    #[arg(long, value_enum, default_value_t = AnswerFormat::Table)]
    pub format: AnswerFormat,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    Table,
    Jsonl,
    Csv,
    Tsv,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkFormat {
    Table,
    Jsonl,
    Csv,
    Tsv,
    Json,
}

#[derive(ClapArgs)]
pub struct LimitArgs {
    /// Print at most so many, 0 for all: 50 where they are to be read, otherwise all. Example: --limit 200
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

impl LimitArgs {
    pub fn most(&self, format: AnswerFormat) -> Option<usize> {
        match self.limit {
            Some(0) => None,
            Some(limit) => Some(limit),
            None => (format == AnswerFormat::Table).then_some(50),
        }
    }
}

#[derive(ClapArgs)]
pub struct PeriodArgs {
    /// From this day on; a month or a year stands for its first day. Example: --since 2023-01
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub since: Option<String>,
    /// Up to this day; a month or a year stands for its last day. Example: --until 2023-06-30
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub until: Option<String>,
}

impl PeriodArgs {
    pub fn period(&self) -> Period {
        Period { since: self.since.clone(), until: self.until.clone() }
    }
}

#[derive(ClapArgs)]
pub struct FilterArgs {
    #[command(flatten)]
    pub period: PeriodArgs,
    /// Only events of this PLOVER type; may be given again. Example: --type CONSULT
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    pub types: Vec<String>,
    /// Only events of this quad class; may be given again. Example: --quad material-conflict
    #[arg(long, value_enum, value_name = "QUAD")]
    pub quad: Vec<QuadArg>,
    /// Only events of this status; may be given again. Example: --status actual
    #[arg(long, value_enum, value_name = "STATUS")]
    pub status: Vec<StatusArg>,
    /// Only events at least this sure, from 0 to 1. Example: --min-confidence 0.8
    #[arg(long, value_name = "P", value_parser = part_of_one)]
    pub min_confidence: Option<f64>,
}

impl FilterArgs {
    pub fn filter(&self) -> Filter {
        Filter {
            period: self.period.period(),
            types: self.types.clone(),
            quads: self.quad.iter().map(|quad| name(quad).replace('-', " ")).collect(),
            statuses: self.status.iter().map(name).collect(),
            min_confidence: self.min_confidence,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QuadArg {
    VerbalCooperation,
    MaterialCooperation,
    VerbalConflict,
    MaterialConflict,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    Actual,
    Future,
    Hypothetical,
    Negated,
    Historical,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangeKind {
    New,
    Corrected,
    Removed,
    Judged,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangeOf {
    Report,
    Mention,
    Judgement,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OrderArg {
    Newest,
    Oldest,
}

impl OrderArg {
    pub fn order(self) -> Order {
        match self {
            OrderArg::Newest => Order::NewestFirst,
            OrderArg::Oldest => Order::OldestFirst,
        }
    }
}

/// The name under which a value is typed.
pub fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
}

fn event_type(text: &str) -> Result<String, String> {
    let name = text.to_uppercase();
    match EventType::parse(&name) {
        Some(found) => Ok(found.name().to_owned()),
        None => {
            let all: Vec<&str> = EventType::ALL.iter().map(|t| t.name()).collect();
            Err(format!("PLOVER's types are {}", all.join(", ")))
        }
    }
}

fn first_day(text: &str) -> Result<String, String> {
    days(text).map(|(first, _)| first)
}

fn last_day(text: &str) -> Result<String, String> {
    days(text).map(|(_, last)| last)
}

fn days(text: &str) -> Result<(String, String), String> {
    let whole = text.len() >= 4 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let days = bounds(text).filter(|_| whole);
    // A day that a month does not have comes back as another.
    let days = days.filter(|days| text.len() != 10 || to_iso(days.first) == text);
    days.map(|days| (to_iso(days.first), to_iso(days.last)))
        .ok_or_else(|| "it is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD".into())
}

fn part_of_one(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    number.filter(|n| (0.0..=1.0).contains(n)).ok_or_else(|| "write a number from 0 to 1".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_or_a_year_stands_for_its_days() {
        assert_eq!(days("2023").unwrap(), ("2023-01-01".into(), "2023-12-31".into()));
        assert_eq!(days("2024-02").unwrap(), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(days("2023-04-19").unwrap(), ("2023-04-19".into(), "2023-04-19".into()));
        for wrong in ["", "202", "2023-13", "2023-02-30", "soon", "19/04/2023", "2023-W16"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn types_and_quads_are_named_as_the_record_names_them() {
        assert_eq!(event_type("consult").unwrap(), "CONSULT");
        assert!(event_type("MEETING").unwrap_err().contains("CONSULT"));
        assert_eq!(name(&QuadArg::VerbalConflict), "verbal-conflict");
    }
}
