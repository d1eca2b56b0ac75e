//! Where results go, and how they look there.

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
