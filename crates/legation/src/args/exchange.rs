//! `legation export`, `import` and `compare`: their arguments.

use super::{ArchiveArgs, FilterArgs, OutputArgs, SourceArgs, ViewFormat};
use clap::Args as ClapArgs;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use legation_export::Format;
use std::path::PathBuf;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation export --archive news.db --format csv --output events.csv
  legation export --archive news.db --format panel --zeros --since 2020 --until 2024 --output panel.csv
  legation export --archive news.db --format graphml --type assault --output attacks.graphml

A row is a happening, however many reports tell of it. Columns and readers for R and Python: docs/exports.md. Where a format
has no place for release, codebook and query, they stand beside it in NAME.metadata.json.")]
pub struct ExportArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// The form to write. Example: --format gdelt-events
    #[arg(long, value_parser = formats())]
    pub format: Format,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub chosen: ChosenArgs,
    /// Only happenings in which one of these states takes part. Example: --state ISR --state Azerbaijan
    #[arg(long, value_name = "STATE")]
    pub state: Vec<String>,
    /// Only happenings between these two states. Example: --dyad ISR AZE
    #[arg(long, value_names = ["STATE", "STATE"], num_args = 2)]
    pub dyad: Vec<String>,
    /// In panels, also a row for each month in which nothing happened. Example: --format panel --zeros
    #[arg(long)]
    pub zeros: bool,
}

/// The formats by their names, each with what it is.
fn formats() -> impl TypedValueParser<Value = Format> {
    let shown = Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(shown)
        .try_map(|name| Format::ALL.into_iter().find(|format| format.name() == name).ok_or("no such format"))
}

/// Which happenings are meant.
#[derive(ClapArgs)]
pub struct ChosenArgs {
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Events of every status. Without it and --status, only what is actual. Example: --any-status
    #[arg(long, conflicts_with = "status")]
    pub any_status: bool,
    /// Only events that at least as many independent sources tell. Example: --min-sources 2
    #[arg(long, value_name = "N")]
    pub min_sources: Option<u32>,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation import 20230419.export.CSV.zip --archive news.db
  legation import ngecEvents.DV.2023.txt --archive news.db --origin polecat-2023

What a file is shows in its columns: GDELT 2.0 or 1.0 events, ICEWS, POLECAT; plain, .gz or .zip. Its events stay apart from
the archive's own (table imported) and are for legation compare.")]
pub struct ImportArgs {
    /// Files of events. Example: 20230419.export.CSV.zip
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// What to call them, gdelt, icews or polecat by default. Example: --origin gdelt-translated
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Example:
  legation compare ISR AZE --archive news.db --since 2023

Each month has a row for the archive and one for every imported data set. Scores are those of the events' PLOVER types, so
that all rows are measured alike.")]
pub struct CompareArgs {
    /// A state: code, name or adjective. Example: ISR
    #[arg(value_name = "STATE")]
    pub state: String,
    /// The other state. Example: Azerbaijan
    #[arg(value_name = "OTHER")]
    pub other: String,
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub chosen: ChosenArgs,
    /// How to print it: a table to read, one JSON object a line, or CSV. Example: --format csv
    #[arg(long, value_enum, default_value_t = ViewFormat::Table)]
    pub format: ViewFormat,
    #[command(flatten)]
    pub output: OutputArgs,
}
