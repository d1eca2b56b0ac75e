//! What can be asked on the command line, with its help.

mod exchange;
mod questions;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
pub use exchange::*;
use legation_reading::Options;
pub use questions::*;
use std::path::PathBuf;

/// Reads news reports and keeps the record of relations between states.
///
/// Events coded by PLOVER, quotes, offices, figures, places and dates, each traced to its words.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Example: legation read reports/ --format csv > events.csv"
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Read reports and print their records
    Read(ReadArgs),
    /// Print the sentences of reports with tags, lemmas, heads and names as CoNLL-U
    Parse(ParseArgs),
    /// Show how one event of a report came about
    Explain(ExplainArgs),
    /// Say for each sentence of a table what its source does to its target
    Classify(ClassifyArgs),
    /// List who said what in reports
    Quotes(QuotesArgs),
    /// List who holds which office according to reports
    Offices(OfficesArgs),
    /// List the quantities in reports: trade, aid, troops, casualties
    Figures(FiguresArgs),
    /// Read reports into an archive
    Add(AddArgs),
    /// Take reports out of an archive
    Remove(RemoveArgs),
    /// Record what a person decides: two mentions tell of the same happening, of two, or one is wrong
    Judge(JudgeArgs),
    /// List what happened between two states, or all that one has a part in
    Timeline(TimelineArgs),
    /// Tell how relations between two states stand
    Dyad(DyadArgs),
    /// List what lies between states, as a graph
    Network(NetworkArgs),
    /// Find words in the evidence and in titles
    Search(SearchArgs),
    /// Show everything behind a happening, a mention or a report
    Show(ShowArgs),
    /// List what was added to an archive, corrected, removed and judged
    Changes(ChangesArgs),
    /// Write the happenings of an archive as other programs read them
    Export(ExportArgs),
    /// Read events of GDELT, ICEWS or POLECAT into an archive, to compare with
    Import(ImportArgs),
    /// Count what two states do by month, beside imported data sets
    Compare(CompareArgs),
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation add reports/ --archive news.db
  legation add today.jsonl --archive news.db --threads 8

The same report again changes nothing; another text of it takes the place of the first and leaves a trace
(legation changes). After an interruption run the same command again: what is stored is whole and is not read twice.")]
pub struct AddArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub archive: ArchiveArgs,
    #[command(flatten)]
    pub engine: EngineArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Example:
  legation remove report-17 --archive news.db")]
pub struct RemoveArgs {
    /// Ids or names of reports. Example: report-17
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<String>,
    #[command(flatten)]
    pub archive: ArchiveArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation judge same 5f3a91c2 07be4411 --archive news.db
  legation judge not-same 5f3a91c2 07be4411 --archive news.db --person \"A. Analyst\" --note \"a week apart\"
  legation judge wrong 5f3a91c2 --archive news.db
  legation judge withdraw 5f3a91c2 07be4411 --archive news.db

A judgement wins over the machine, and stays when reports are read again.")]
pub struct JudgeArgs {
    /// What you decide. Example: not-same
    #[arg(value_enum)]
    pub verdict: VerdictArg,
    /// Ids of one mention (wrong) or two; the id of a happening stands for its first mention. Example: 5f3a91c2 07be4411
    #[arg(value_name = "ID", required = true, num_args = 1..=2)]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Who decides. Example: --person \"A. Analyst\"
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// Why. Example: --note \"two visits a week apart\"
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerdictArg {
    /// Both tell of one happening
    Same,
    /// They tell of two
    NotSame,
    /// It tells of nothing of that kind
    Wrong,
    /// Takes back what was decided on them
    Withdraw,
}

/// The archive that a command works on.
#[derive(ClapArgs)]
pub struct ArchiveArgs {
    /// The archive: an SQLite file, made if it does not exist yet. Example: --archive news.db
    #[arg(long, value_name = "FILE")]
    pub archive: PathBuf,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation read report.txt --date 2023-04-19
  legation read reports/ news.jsonl page.html --format jsonl --output records.jsonl
  curl -s https://example.org/report.html | legation read - --format csv

In text that does not go to a terminal, *words* trigger the event, [words] name who acts, <words> whom it concerns.")]
pub struct ReadArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// What to print: a text to read, one JSON object a report, or a table of the events.
    /// Example: --format jsonl
    #[arg(long, value_enum, default_value_t = RecordFormat::Text)]
    pub format: RecordFormat,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub engine: EngineArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    Text,
    Jsonl,
    Csv,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation parse report.txt > report.conllu
  legation parse --input-format conllu treebank.conllu")]
pub struct ParseArgs {
    /// Files to parse; - reads standard input. Example: report.txt
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Raw text, or CoNLL-U whose sentences and tokens stay while the analysis is made anew.
    /// Example: --input-format conllu
    #[arg(long, value_enum, default_value_t = ParseFormat::Text)]
    pub input_format: ParseFormat,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub threads: ThreadArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParseFormat {
    Text,
    Conllu,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Example:
  legation read report.txt --format csv    # shows the ids
  legation explain report.txt 5f3a91c2")]
pub struct ExplainArgs {
    /// The input that holds the report; - reads standard input. Example: report.txt
    pub file: PathBuf,
    /// The event's id, or the first characters of it. Example: 5f3a91c2
    pub event_id: String,
    #[command(flatten)]
    pub options: InputOptions,
    #[command(flatten)]
    pub engine: EngineArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Example:
  legation classify --format tsv pairs.tsv > typed.tsv

The table has a header with the columns sentence, source and target. Other columns pass through, and the columns type,
quad and confidence are added.")]
pub struct ClassifyArgs {
    /// The table; - reads standard input. Example: pairs.tsv
    pub file: PathBuf,
    /// How its columns are separated. Example: --format csv
    #[arg(long, value_enum, default_value_t = TableFormat::Tsv)]
    pub format: TableFormat,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub engine: EngineArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Tsv,
    Csv,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation quotes reports/ --speaker Cohen --about \"nuclear\"
  legation quotes reports/ --speaker ISR --since 2023-01-01 --format csv > quotes.csv")]
pub struct QuotesArgs {
    /// Only quotes of this speaker: part of a name, or a state's code. Example: --speaker Cohen
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only quotes that hold these words. Example: --about sanctions
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    #[command(flatten)]
    pub view: ViewArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation offices reports/ --of AZE
  legation offices reports/ --person Cohen --format jsonl")]
pub struct OfficesArgs {
    /// Only offices of this state (ISO 3166-1 alpha-3) or body. Example: --of AZE
    #[arg(long, value_name = "STATE")]
    pub of: Option<String>,
    /// Only offices of this person: part of a name. Example: --person Cohen
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    #[command(flatten)]
    pub view: ViewArgs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  legation figures reports/ --about trade --of ISR
  legation figures reports/ --since 2023-01-01 --format csv > figures.csv")]
pub struct FiguresArgs {
    /// Only figures whose sentence or subject holds these words. Example: --about trade
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Only figures that concern this state (ISO 3166-1 alpha-3). Example: --of ISR
    #[arg(long, value_name = "STATE")]
    pub of: Option<String>,
    #[command(flatten)]
    pub view: ViewArgs,
}

/// What every list over many reports takes.
#[derive(ClapArgs)]
pub struct ViewArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Only what was said, or published, on this day or later. Example: --since 2023-01-01
    #[arg(long, value_name = "DATE", value_parser = iso_date)]
    pub since: Option<String>,
    /// How to print it: a table to read, one JSON object a line, or CSV. Example: --format csv
    #[arg(long, value_enum, default_value_t = ViewFormat::Table)]
    pub format: ViewFormat,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub engine: EngineArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViewFormat {
    Table,
    Jsonl,
    Csv,
}

#[derive(ClapArgs)]
pub struct InputArgs {
    /// Files (text, HTML, JSONL, JSON, CSV, TSV) or folders of them; - reads standard input.
    /// Example: reports/ news.jsonl
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub options: InputOptions,
}

#[derive(ClapArgs)]
#[command(next_help_heading = "Input")]
pub struct InputOptions {
    /// What the inputs are, where their names do not tell. Example: --input-format html
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<Format>,
    /// Date of publication of reports that do not tell their own. Example: --date 2023-04-19
    #[arg(long, value_parser = iso_date)]
    pub date: Option<String>,
    /// The inputs' encoding, if it is not UTF-8. Example: --encoding windows-1252
    #[arg(long, value_parser = known_encoding)]
    pub encoding: Option<&'static legation_reading::Encoding>,
    /// The field or column that holds the text. Example: --text-field article.body
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// The field or column that holds the title. Example: --title-field head
    #[arg(long, value_name = "NAME")]
    pub title_field: Option<String>,
    /// The field or column that holds the date of publication. Example: --date-field released
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,
    /// The field or column that holds the report's id. Example: --id-field number
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Html,
    Jsonl,
    Json,
    Csv,
    Tsv,
}

#[derive(ClapArgs)]
pub struct OutputArgs {
    /// Write to this file instead of standard output. Example: --output records.jsonl
    #[arg(long, short, alias = "out", value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub struct ThreadArgs {
    /// Threads to work on, all the machine has by default. The output is the same for any number. Example: --threads 4
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

#[derive(ClapArgs)]
#[command(next_help_heading = "Coding")]
pub struct EngineArgs {
    #[command(flatten)]
    pub threads: ThreadArgs,
    /// Actors of your own, added to the built-in ones: a table, or PETRARCH's files as they are.
    /// Example: --actors my-actors.toml
    #[arg(long, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
    /// A folder with codebook files of your own, in place of the built-in ones of the same name and beside the others.
    /// Example: --codebook my-codebook/
    #[arg(long, value_name = "FOLDER")]
    pub codebook: Option<PathBuf>,
}

impl ThreadArgs {
    pub fn count(&self) -> usize {
        match self.threads {
            Some(threads) => usize::from(threads),
            None => std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

impl InputOptions {
    pub fn to_options(&self) -> Options {
        let format = self.input_format.map(|format| match format {
            Format::Text => legation_reading::Format::Text,
            Format::Html => legation_reading::Format::Html,
            Format::Jsonl => legation_reading::Format::Jsonl,
            Format::Json => legation_reading::Format::Json,
            Format::Csv => legation_reading::Format::Csv,
            Format::Tsv => legation_reading::Format::Tsv,
        });
        Options {
            format,
            encoding: self.encoding,
            date: self.date.clone(),
            text_field: self.text_field.clone(),
            title_field: self.title_field.clone(),
            date_field: self.date_field.clone(),
            id_field: self.id_field.clone(),
            ..Options::default()
        }
    }
}

fn iso_date(text: &str) -> Result<String, String> {
    legation_reading::iso_date(text).map_err(|problem| match problem {
        legation_reading::DateProblem::Ambiguous => "it reads two ways; write it as YYYY-MM-DD".into(),
        legation_reading::DateProblem::Unreadable => "it is no date; write it as YYYY-MM-DD".into(),
    })
}

fn known_encoding(label: &str) -> Result<&'static legation_reading::Encoding, String> {
    let names = "names are those of the web, such as utf-8, utf-16le, windows-1252, iso-8859-2, shift_jis";
    legation_reading::encoding(label).ok_or_else(|| names.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent_and_every_one_has_an_example() {
        let mut command = Args::command();
        command.build();
        command.clone().debug_assert();
        for command in command.get_subcommands().filter(|c| c.get_name() != "help") {
            let name = command.get_name();
            let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(example.contains(&format!("legation {name}")), "{name} shows no example");
            for arg in command.get_arguments().filter(|a| !matches!(a.get_id().as_str(), "help" | "version"))
            {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.contains("Example: "), "{name} {} shows no example: {help}", arg.get_id());
            }
        }
    }
}
