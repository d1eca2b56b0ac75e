//! Inputs that hold many reports, cut into envelopes one at a time.

use crate::envelope::Content;
use crate::items::{Item, Items};
use crate::lines::{Line, Lines};
use crate::table::{Row, Rows, sniff_delimiter};
use crate::{Envelope, Format, Options, Place, ReadError, charset, fields};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One open input of many reports.
pub(crate) struct Stream {
    path: PathBuf,
    options: Arc<Options>,
    kind: Kind,
    ended: bool,
}

enum Kind {
    Lines(Lines),
    Items(Items),
    Table { rows: Box<Rows>, columns: Option<Arc<Vec<String>>> },
}

impl Stream {
    /// `format` is one of those that hold many reports.
    pub fn new(
        path: &Path,
        mut input: Box<dyn BufRead + Send>,
        format: Format,
        options: &Arc<Options>,
    ) -> io::Result<Stream> {
        input = charset::utf8_reader(input, options.encoding)?;
        let kind = match format {
            Format::Jsonl => Kind::Lines(Lines::new(input, options.max_document)),
            Format::Csv | Format::Tsv => {
                let tab = format == Format::Tsv;
                let delimiter = if tab { b'\t' } else { sniff_delimiter(input.fill_buf()?) };
                Kind::Table {
                    rows: Box::new(Rows::new(input, delimiter, options.max_document)),
                    columns: None,
                }
            }
            Format::Json | Format::Text | Format::Html => {
                Kind::Items(Items::new(input, options.max_document))
            }
        };
        Ok(Stream { path: path.to_owned(), options: Arc::clone(options), kind, ended: false })
    }

    pub fn next_envelope(&mut self) -> Option<Result<Envelope, ReadError>> {
        if self.ended {
            return None;
        }
        let next = match &mut self.kind {
            Kind::Lines(lines) => next_line(lines, &self.path, &self.options),
            Kind::Items(items) => next_item(items, &self.path, &self.options),
            Kind::Table { rows, columns } => next_row(rows, columns, &self.path, &self.options),
        };
        match next {
            Ok(next) => next.map(Ok),
            Err(stop) => {
                self.ended = stop.for_good;
                Some(Err(stop.error))
            }
        }
    }
}

/// A problem, and whether the rest of the input can still be read.
struct Stop {
    error: ReadError,
    for_good: bool,
}

fn skip<T>(place: Place, reason: impl Into<String>, mend: impl Into<String>) -> Result<T, Stop> {
    Err(Stop { error: ReadError::new(place, reason, mend), for_good: false })
}

fn end<T>(place: Place, reason: impl Into<String>, mend: impl Into<String>) -> Result<T, Stop> {
    Err(Stop { error: ReadError::new(place, reason, mend), for_good: true })
}

pub(crate) fn too_long(limit: usize) -> String {
    format!("longer than {} MB", limit / 1_000_000)
}

fn next_line(lines: &mut Lines, path: &Path, options: &Arc<Options>) -> Result<Option<Envelope>, Stop> {
    loop {
        let line = lines.next_line();
        let place = Place::line(path, lines.number);
        match line {
            Err(e) => return end(place, format!("cannot be read on: {e}"), charset::ENCODING_MEND),
            Ok(None) => return Ok(None),
            Ok(Some(Line::TooLong)) => {
                return skip(place, too_long(options.max_document), "put one report on each line");
            }
            Ok(Some(Line::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
            Ok(Some(Line::Whole(bytes))) => {
                let content = Content::Json { bytes, start: lines.start, line: lines.number };
                return Ok(Some(Envelope::numbered(place, lines.number, content, options)));
            }
        }
    }
}

fn next_item(items: &mut Items, path: &Path, options: &Arc<Options>) -> Result<Option<Envelope>, Stop> {
    let item = items.next_item();
    let place = Place { path: path.to_owned(), line: Some(items.line), item: Some(items.number) };
    match item {
        Err(e) => end(place, format!("cannot be read on: {e}"), charset::ENCODING_MEND),
        Ok(None) => Ok(None),
        Ok(Some(Item::TooLong)) => {
            skip(place, too_long(options.max_document), "check that its brackets close")
        }
        Ok(Some(Item::Whole(bytes))) => {
            let content = Content::Json { bytes, start: 0, line: items.line };
            let alone = !items.in_array && items.number == 1;
            Ok(Some(match alone {
                true => Envelope::new(place, content, options),
                false => Envelope::numbered(place, items.number, content, options),
            }))
        }
    }
}

fn next_row(
    rows: &mut Rows,
    columns: &mut Option<Arc<Vec<String>>>,
    path: &Path,
    options: &Arc<Options>,
) -> Result<Option<Envelope>, Stop> {
    loop {
        let row = rows.next_row();
        let place = Place::line(path, rows.line);
        let cells = match row {
            Err(e) => return end(place, format!("cannot be read on: {e}"), charset::ENCODING_MEND),
            Ok(None) => return Ok(None),
            Ok(Some(Row::TooLong)) => {
                let mend = "check that its quotation marks close";
                return skip(place, too_long(options.max_document), mend);
            }
            Ok(Some(Row::Whole(cells))) => cells,
        };
        let Some(columns) = columns else {
            *columns = Some(Arc::new(header(cells, &place, options)?));
            continue;
        };
        if cells.len() != columns.len() {
            let reason = format!("{} fields where the header has {}", cells.len(), columns.len());
            return skip(place, reason, "check its separators and quotation marks");
        }
        let line = rows.line;
        let content = Content::Row { columns: Arc::clone(columns), cells };
        return Ok(Some(Envelope::numbered(place, line, content, options)));
    }
}

fn header(cells: Vec<Vec<u8>>, place: &Place, options: &Options) -> Result<Vec<String>, Stop> {
    let names: Result<Vec<String>, _> = cells.into_iter().map(String::from_utf8).collect();
    let Ok(names) = names else {
        return end(place.clone(), "the header is not UTF-8", charset::ENCODING_MEND);
    };
    if fields::has_text(&names, options) {
        return Ok(names);
    }
    let reason = match &options.text_field {
        Some(name) => format!("no column {name:?} in the header ({})", names.join(", ")),
        None => format!("none of the columns usually holds the text ({})", names.join(", ")),
    };
    end(place.clone(), reason, "name the column that holds it with --text-field")
}
