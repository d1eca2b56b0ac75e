//! Rows of a CSV or TSV file, of bounded length: an unclosed quotation mark costs its message, not the memory.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::io::{self, BufRead};

pub enum Row {
    Whole(Vec<Vec<u8>>),
    /// Longer than the limit; it has been skipped.
    TooLong,
}

pub struct Rows {
    input: Box<dyn BufRead + Send>,
    reader: Reader,
    limit: usize,
    /// Line on which the row last given begins, from 1.
    pub line: u64,
}

impl Rows {
    pub fn new(input: Box<dyn BufRead + Send>, delimiter: u8, limit: usize) -> Self {
        Rows { input, reader: ReaderBuilder::new().delimiter(delimiter).build(), limit, line: 1 }
    }

    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        let mut fields = Vec::new();
        let mut field = Vec::new();
        let mut length = 0;
        let mut buffer = [0; 1 << 14];
        let mut begun = false;
        loop {
            let input = match self.input.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if !begun {
                // Blank lines before a row belong to none, so count from its first byte.
                let blank = input.iter().take_while(|b| matches!(b, b'\n' | b'\r')).count();
                if blank > 0 {
                    let newlines = input[..blank].iter().filter(|&&b| b == b'\n').count() as u64;
                    self.input.consume(blank);
                    self.reader.set_line(self.reader.line() + newlines);
                    continue;
                }
                self.line = self.reader.line();
                begun = !input.is_empty();
            }
            let (result, read, written) = self.reader.read_field(input, &mut buffer);
            self.input.consume(read);
            length += written;
            if length <= self.limit {
                field.extend_from_slice(&buffer[..written]);
            } else {
                (fields, field) = (Vec::new(), Vec::new());
            }
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    if length <= self.limit {
                        fields.push(std::mem::take(&mut field));
                        // An empty field costs memory too.
                        length += 1;
                    }
                    if record_end {
                        return Ok(Some(if length > self.limit { Row::TooLong } else { Row::Whole(fields) }));
                    }
                }
                ReadFieldResult::End => return Ok(None),
            }
        }
    }
}

/// The separator of a table: of comma, semicolon, tab and stroke, the one its first line has most of.
pub fn sniff_delimiter(head: &[u8]) -> u8 {
    let first = head.split(|&b| b == b'\n').next().unwrap_or(head);
    let count = |d: u8| first.iter().filter(|&&b| b == d).count();
    // max_by_key takes the last of equals, and a comma is to win.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&d| count(d)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(input: &'static [u8], limit: usize) -> Vec<(u64, Option<Vec<String>>)> {
        let mut rows = Rows::new(Box::new(io::BufReader::with_capacity(5, input)), b',', limit);
        let mut seen = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            let texts = match row {
                Row::Whole(fields) => {
                    Some(fields.into_iter().map(|f| String::from_utf8(f).unwrap()).collect::<Vec<_>>())
                }
                Row::TooLong => None,
            };
            seen.push((rows.line, texts));
        }
        seen
    }

    #[test]
    fn rows_know_their_line_and_their_limit() {
        let some = |fields: &[&str]| Some(fields.iter().map(|s| s.to_string()).collect::<Vec<_>>());
        assert_eq!(
            rows(b"id,text\n\n1,\"two\nlines, \"\"said\"\" he\"\r\n2,short\n", 40),
            [
                (1, some(&["id", "text"])),
                (3, some(&["1", "two\nlines, \"said\" he"])),
                (5, some(&["2", "short"])),
            ]
        );
        assert_eq!(
            rows(b"a,b\n1,0123456789\n2,x", 8),
            [(1, some(&["a", "b"])), (2, None), (3, some(&["2", "x"]))]
        );
        assert_eq!(rows(b"a\n\"never closed\nand so on\n", 8), [(1, some(&["a"])), (2, None)]);
    }

    #[test]
    fn delimiters() {
        assert_eq!(sniff_delimiter(b"id;date;text\n1;x;a, b, c, d"), b';');
        assert_eq!(sniff_delimiter(b"text\nplain"), b',');
    }
}
