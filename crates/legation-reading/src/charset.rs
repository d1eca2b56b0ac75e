//! From bytes to text: by byte order mark, by declaration, else UTF-8. Nothing is replaced silently.

use crate::{Place, ReadError};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use std::io::{self, BufRead, Read};

/// The encoding of that name (`windows-1252`, `utf-16le`, `shift_jis`, as on the web).
pub fn encoding(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

pub const ENCODING_MEND: &str = "save it as UTF-8, or name its encoding, for example --encoding windows-1252";

/// The text of a whole file. `declared` is what the file says of itself (a page's `<meta charset>`).
pub fn decode(
    bytes: Vec<u8>,
    given: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
    place: &Place,
) -> Result<String, ReadError> {
    let (marked, mark) = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (None, 0),
    };
    let encoding = marked.or(given).or(declared).unwrap_or(UTF_8);
    if encoding == UTF_8 {
        let mut bytes = bytes;
        bytes.drain(..mark);
        return String::from_utf8(bytes).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            not_utf8(place, (mark + at) as u64, e.as_bytes().get(at).copied())
        });
    }
    encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).map(String::from).ok_or_else(
        || {
            ReadError::new(
                place.clone(),
                format!("not {}: some bytes stand for nothing in it", encoding.name()),
                "leave --encoding away or name another",
            )
        },
    )
}

/// The message of a byte that is no UTF-8; `at` counts from the start of the file.
pub fn not_utf8(place: &Place, at: u64, byte: Option<u8>) -> ReadError {
    let what = byte.map_or(String::new(), |b| format!(" (0x{b:02X})"));
    ReadError::new(place.clone(), format!("not UTF-8: byte {at}{what}"), ENCODING_MEND)
}

/// What a page declares within its first bytes: `<meta charset=...>` or the charset of its content type.
pub fn declared_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find("charset") {
        rest = &rest[at + "charset".len()..];
        let value =
            rest.trim_start().strip_prefix('=').unwrap_or("").trim_start().trim_start_matches(['"', '\'']);
        let label: String =
            value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        if let Some(encoding) = encoding(&label) {
            // A page that could declare UTF-16 in ASCII letters is not in UTF-16.
            let utf16 = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
            return Some(if utf16 { UTF_8 } else { encoding });
        }
    }
    None
}

/// A reader whose bytes are UTF-8 whatever the file's encoding, for inputs that are read piece by piece.
///
/// UTF-8 passes through unchecked: whoever cuts it into lines checks each, so that one bad line does not cost the rest.
pub fn utf8_reader<'a, R: BufRead + Send + 'a>(
    mut inner: R,
    given: Option<&'static Encoding>,
) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let marked = Encoding::for_bom(inner.fill_buf()?);
    let (encoding, mark) = marked.unwrap_or((given.unwrap_or(UTF_8), 0));
    inner.consume(mark);
    if encoding == UTF_8 {
        return Ok(Box::new(inner));
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Ok(Box::new(Decoded { inner, decoder, buffer: vec![0; 1 << 16], at: 0, end: 0, state: State::Going }))
}

/// Decodes into a buffer of its own, since a character may need more room than a caller's buffer has left.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    state: State,
}

enum State {
    Going,
    Ended,
    /// What came before the bad bytes is given out first.
    Bad,
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.end {
            match self.state {
                State::Going => {}
                State::Ended => return Ok(&[]),
                State::Bad => {
                    let name = self.decoder.encoding().name();
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        format!("not {name} from here on"),
                    ));
                }
            }
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(input, &mut self.buffer, last);
            self.inner.consume(read);
            (self.at, self.end) = (0, written);
            match result {
                DecoderResult::InputEmpty if last => self.state = State::Ended,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.state = State::Bad,
            }
        }
        Ok(&self.buffer[self.at..self.end])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.end);
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut decoded = self.fill_buf()?;
        let read = decoded.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn text(bytes: &[u8], given: Option<&str>) -> Result<String, ReadError> {
        decode(bytes.to_vec(), given.and_then(encoding), None, &Place::file(Path::new("a.txt")))
    }

    #[test]
    fn marks_win_and_bad_bytes_are_named() {
        assert_eq!(text(b"\xEF\xBB\xBFcaf\xC3\xA9", None).unwrap(), "café");
        assert_eq!(text(b"\xFF\xFEh\0i\0", Some("windows-1252")).unwrap(), "hi");
        assert_eq!(text(b"caf\xE9 \x93x\x94", Some("windows-1252")).unwrap(), "café “x”");
        let error = text(b"caf\xE9", None).unwrap_err().to_string();
        assert!(error.starts_with("a.txt: not UTF-8: byte 3 (0xE9)"), "{error}");
    }

    #[test]
    fn pages_declare_their_charset() {
        let page = b"<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>";
        assert_eq!(declared_by_page(page).unwrap().name(), "windows-1252");
        assert_eq!(declared_by_page(b"<meta charset=\"utf-8\">").unwrap(), UTF_8);
        assert!(declared_by_page(b"<p>no charset here").is_none());
    }

    #[test]
    fn pieces_decode_as_the_whole() {
        let bytes = "жук\nи 🙂 дом\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let marked = [b"\xFF\xFE".to_vec(), bytes].concat();
        let mut text = String::new();
        let small = io::BufReader::with_capacity(3, &marked[..]);
        utf8_reader(small, None).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "жук\nи 🙂 дом\n");
    }

    #[test]
    fn what_comes_before_bad_bytes_is_read() {
        let japanese = encoding("shift_jis");
        let mut input = utf8_reader(&b"first\n\xFF\xFFsecond\n"[..], japanese).unwrap();
        let mut line = String::new();
        input.read_line(&mut line).unwrap();
        assert_eq!(line, "first\n");
        assert!(input.read_line(&mut line).unwrap_err().to_string().contains("not Shift_JIS"));
    }
}
