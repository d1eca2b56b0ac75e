//! Where results go, and how they look there.

use crate::args::AnswerFormat;
use crate::show::table::{self, Column, Row};
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Standard output, or a file.
pub struct Output {
    out: Box<dyn Write>,
    pub look: Look,
    /// Whether a person watches it grow.
    pub terminal: bool,
}

/// Colours and width of what is meant to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub colour: bool,
    /// Columns of a line; `None` where lines are not to be cut.
    pub width: Option<usize>,
}

/// Lines longer than this are tiresome to read.
pub const WIDEST: usize = 100;

impl Output {
    pub fn open(path: Option<&Path>) -> Result<Output> {
        if let Some(path) = path {
            let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
            let look = Look { colour: false, width: None };
            return Ok(Output { out: Box::new(BufWriter::new(file)), look, terminal: false });
        }
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width =
            terminal.then(|| terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)));
        let out = Box::new(BufWriter::with_capacity(1 << 16, stdout));
        Ok(Output { out, look: Look { colour, width }, terminal })
    }

    /// Writes the whole of one result, which a reader at the other end sees at once.
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

impl Look {
    /// Columns for running text.
    pub fn text_width(self) -> usize {
        self.width.unwrap_or(WIDEST).clamp(30, WIDEST)
    }
}

/// An answer in the format asked for, written as it grows.
pub struct Answer {
    output: Output,
    format: AnswerFormat,
    held: Vec<u8>,
}

/// Bytes that are put together before they are written.
const HELD: usize = 1 << 16;

impl Answer {
    /// Writes what comes first: the names of the columns, or the head of the table.
    pub fn begin(output: Output, format: AnswerFormat, columns: &[Column], head: &str) -> io::Result<Answer> {
        let held = match format {
            AnswerFormat::Table => head.as_bytes().to_vec(),
            AnswerFormat::Jsonl => Vec::new(),
            AnswerFormat::Csv => table::header_by(b',', columns),
            AnswerFormat::Tsv => table::header_by(b'\t', columns),
        };
        Ok(Answer { output, format, held })
    }

    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.held.extend_from_slice(text.as_bytes());
        self.write_if(HELD)
    }

    pub fn row(&mut self, columns: &[Column], row: Row) -> io::Result<()> {
        let rows = [row];
        match self.format {
            AnswerFormat::Csv => self.held.extend(table::rows_by(b',', &rows)),
            AnswerFormat::Tsv => self.held.extend(table::rows_by(b'\t', &rows)),
            _ => self.held.extend(table::jsonl_rows(columns, &rows).into_bytes()),
        }
        self.write_if(HELD)
    }

    pub fn end(mut self) -> io::Result<()> {
        self.write_if(0)
    }

    fn write_if(&mut self, more_than: usize) -> io::Result<()> {
        if self.held.len() > more_than {
            self.output.put(&self.held)?;
            self.held.clear();
        }
        Ok(())
    }
}
