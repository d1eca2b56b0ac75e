//! The values of a JSON array, one at a time: an array of a million reports costs the memory of one.

use std::io::{self, BufRead};

pub enum Item {
    /// The bytes of one value, well formed or not.
    Whole(Vec<u8>),
    /// Longer than the limit; it has been skipped.
    TooLong,
}

/// Cuts an array, or values one after another, at the brackets of the outermost values.
pub struct Items {
    input: Box<dyn BufRead + Send>,
    limit: usize,
    /// Number of the item last given, from 1.
    pub number: u64,
    /// Line on which that item begins, from 1.
    pub line: u64,
    /// Whether the items stand in an array.
    pub in_array: bool,
    now_line: u64,
}

/// Where the scanner stands within one value.
#[derive(Default)]
struct Depth {
    open: usize,
    string: bool,
    escaped: bool,
}

impl Depth {
    /// Takes one byte of a value in; true where it ends the value.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.string = false,
                _ => {}
            }
            return !self.string && self.open == 0;
        }
        match byte {
            b'"' => self.string = true,
            b'{' | b'[' => self.open += 1,
            b'}' | b']' => {
                self.open = self.open.saturating_sub(1);
                return self.open == 0;
            }
            _ => {}
        }
        false
    }
}

impl Items {
    pub fn new(input: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Items { input, limit, number: 0, line: 1, in_array: false, now_line: 1 }
    }

    pub fn next_item(&mut self) -> io::Result<Option<Item>> {
        let Some(first) = self.next_start()? else { return Ok(None) };
        self.number += 1;
        self.line = self.now_line;
        let mut depth = Depth::default();
        let mut bytes = Vec::new();
        let mut length = 0;
        let bare = !matches!(first, b'{' | b'[' | b'"');
        loop {
            let buffer = fill(&mut self.input)?;
            let end = buffer.iter().enumerate().position(|(at, &byte)| match bare {
                // A bare word or number ends before what follows it, but a stray bracket is at least itself.
                true => (length > 0 || at > 0) && matches!(byte, b',' | b']' | b'\n'),
                // A bracketed value ends with its last bracket.
                false => depth.ends_with(byte),
            });
            let used = end.map_or(buffer.len(), |at| if bare { at } else { at + 1 });
            length += used;
            if length <= self.limit {
                bytes.extend_from_slice(&buffer[..used]);
            } else {
                bytes = Vec::new();
            }
            let finished = end.is_some() || buffer.is_empty();
            self.now_line += newlines(&buffer[..used]);
            self.input.consume(used);
            if finished {
                return Ok(Some(if length > self.limit { Item::TooLong } else { Item::Whole(bytes) }));
            }
        }
    }

    /// Skips what stands between values; the first byte of the next one, which stays unread.
    fn next_start(&mut self) -> io::Result<Option<u8>> {
        loop {
            let Some(&byte) = fill(&mut self.input)?.first() else { return Ok(None) };
            match byte {
                b'[' if self.number == 0 && !self.in_array => self.in_array = true,
                b' ' | b'\t' | b'\r' | b'\n' | b',' => self.now_line += u64::from(byte == b'\n'),
                b']' if self.in_array => {}
                _ => return Ok(Some(byte)),
            }
            self.input.consume(1);
        }
    }
}

fn fill(input: &mut Box<dyn BufRead + Send>) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
            Ok(_) => break,
        }
    }
    // Asked again because the borrow of the loop cannot leave it; the bytes are there already.
    input.fill_buf()
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&b| b == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(input: &'static str, capacity: usize, limit: usize) -> Vec<(u64, String)> {
        let mut items = Items::new(Box::new(io::BufReader::with_capacity(capacity, input.as_bytes())), limit);
        let mut seen = Vec::new();
        while let Some(item) = items.next_item().unwrap() {
            let text = match item {
                Item::Whole(bytes) => String::from_utf8(bytes).unwrap(),
                Item::TooLong => "too long".into(),
            };
            seen.push((items.line, text));
        }
        seen
    }

    #[test]
    fn arrays_are_cut_at_their_items() {
        let input = "[\n {\"a\": \"]}\\\"{\", \"b\": [1, {}]},\n\n {\"c\": \n 2}, 17, [3]\n]\n";
        let want = [(2, "{\"a\": \"]}\\\"{\", \"b\": [1, {}]}"), (4, "{\"c\": \n 2}"), (5, "17"), (5, "[3]")];
        for capacity in [1, 3, 1000] {
            assert_eq!(items(input, capacity, 100), want.map(|(n, s)| (n, s.to_string())));
        }
        assert_eq!(items("{\"a\": 1}\n{\"b\"", 8, 100), [(1, "{\"a\": 1}".into()), (2, "{\"b\"".into())]);
        assert_eq!(items("[{\"a\": \"0123456789\"}, {}]", 8, 9), [(1, "too long".into()), (1, "{}".into())]);
        assert_eq!(items("", 8, 9), []);
        assert_eq!(items("[]", 8, 9), []);
        assert_eq!(
            items("}]],1", 2, 9),
            [(1, "}".into()), (1, "]".into()), (1, "]".into()), (1, "1".into())]
        );
    }
}
