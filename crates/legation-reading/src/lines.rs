//! Lines of bounded length: an endless line costs its message, not the memory.

use std::io::{self, BufRead};

pub enum Line {
    /// The line without its end.
    Whole(Vec<u8>),
    /// Longer than the limit; it has been skipped.
    TooLong,
}

pub struct Lines {
    input: Box<dyn BufRead + Send>,
    limit: usize,
    /// Number of the line last given, from 1.
    pub number: u64,
    /// Where that line begins, in bytes of the (decoded) input.
    pub start: u64,
    next_start: u64,
}

impl Lines {
    pub fn new(input: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Lines { input, limit, number: 0, start: 0, next_start: 0 }
    }

    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let buffer = match self.input.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let end = buffer.iter().position(|&b| b == b'\n');
            let piece = &buffer[..end.unwrap_or(buffer.len())];
            length += piece.len();
            if length <= self.limit {
                line.extend_from_slice(piece);
            } else {
                line = Vec::new();
            }
            let used = piece.len() + usize::from(end.is_some());
            let finished = end.is_some() || used == 0;
            self.input.consume(used);
            if !finished {
                continue;
            }
            if used == 0 && length == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.start = self.next_start;
            self.next_start += length as u64 + u64::from(end.is_some());
            return Ok(Some(if length > self.limit {
                Line::TooLong
            } else {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                Line::Whole(line)
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_skipped_and_counted() {
        let input = b"one\r\n\n0123456789abcdef\nlast";
        for capacity in [1, 4, 100] {
            let mut lines = Lines::new(Box::new(io::BufReader::with_capacity(capacity, &input[..])), 8);
            let mut seen = Vec::new();
            while let Some(line) = lines.next_line().unwrap() {
                let text = match line {
                    Line::Whole(bytes) => String::from_utf8(bytes).unwrap(),
                    Line::TooLong => "too long".into(),
                };
                seen.push((lines.number, lines.start, text));
            }
            let want = [(1, 0, "one"), (2, 5, ""), (3, 6, "too long"), (4, 23, "last")];
            assert_eq!(seen, want.map(|(n, s, t)| (n, s, t.to_string())));
        }
    }
}
