//! What kind of input a file is: by its extension, else by its first bytes.

use crate::table::sniff_delimiter;
use crate::{ReadError, fields};
use std::path::Path;

/// The kinds of input that this crate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One report, as it stands.
    Text,
    /// One page with one report.
    Html,
    /// One JSON object a line, each a report.
    Jsonl,
    /// An array of JSON objects, or a single one.
    Json,
    /// A table with a header, separated by commas, semicolons, tabs or strokes.
    Csv,
    /// A table with a header, separated by tabs.
    Tsv,
}

/// The format that a file's extension names.
pub(crate) fn by_extension(path: &Path) -> Option<Format> {
    Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Format::Text,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        _ => return None,
    })
}

/// The format that the first bytes of an input show; plain text where they show none.
pub(crate) fn by_head(head: &[u8]) -> Format {
    let head = String::from_utf8_lossy(&head[..head.len().min(1 << 14)]);
    let text = head.trim_start_matches('\u{feff}').trim_start();
    let lower: String = text.chars().take(256).collect::<String>().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| lower.starts_with(tag))
        || (lower.starts_with("<?xml") && lower.contains("<html"))
    {
        return Format::Html;
    }
    if text.starts_with('{') {
        return if lines_of_json(text) { Format::Jsonl } else { Format::Json };
    }
    if text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']'])) {
        return Format::Json;
    }
    let first = text.lines().next().unwrap_or("");
    let delimiter = char::from(sniff_delimiter(first.as_bytes()));
    let names = || first.split(delimiter).map(|name| name.trim().trim_matches('"'));
    if names().count() > 1 && names().any(fields::is_text_name) && names().all(|name| name.len() < 40) {
        return if delimiter == '\t' { Format::Tsv } else { Format::Csv };
    }
    Format::Text
}

/// Whether one object ends and the next begins with the line.
fn lines_of_json(text: &str) -> bool {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let whole = first.trim_end().ends_with('}');
    whole && rest.trim_start().starts_with('{')
}

/// Files that are no text at all, with what to do about them.
pub(crate) fn not_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const UNPACK: &str = "unpack it first";
    const EXTRACT: &str = "extract its text first, for example with pdftotext or pandoc";
    const KINDS: [(&[u8], &str, &str); 8] = [
        (b"%PDF-", "a PDF, not text", EXTRACT),
        (b"PK\x03\x04", "a ZIP archive or an office document, not text", EXTRACT),
        (b"\xD0\xCF\x11\xE0", "an office document, not text", EXTRACT),
        (b"{\\rtf", "an RTF document, not plain text", EXTRACT),
        (b"\x1F\x8B", "compressed with gzip", UNPACK),
        (b"\x28\xB5\x2F\xFD", "compressed with zstd", UNPACK),
        (b"\x89PNG", "a picture, not text", "leave it out"),
        (b"\xFF\xD8\xFF", "a picture, not text", "leave it out"),
    ];
    KINDS.iter().find(|(magic, ..)| bytes.starts_with(magic)).map(|&(_, what, mend)| (what, mend))
}

/// Refuses decoded text that holds what no text holds.
pub(crate) fn check_text(text: &str, place: &crate::Place) -> Result<(), ReadError> {
    if text.contains('\0') {
        let mend = "leave it out; or, if it is text in UTF-16, name it with --encoding utf-16le";
        return Err(ReadError::new(place.clone(), "binary, not text: it holds zero bytes", mend));
    }
    if text.trim().is_empty() {
        return Err(ReadError::new(place.clone(), "empty: there is no text in it", ""));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_show_their_format() {
        for (head, format) in [
            ("BAKU, April 19 — The minister met, among others, the president.", Format::Text),
            ("", Format::Text),
            ("[Agency] The minister came.", Format::Text),
            ("The text, the title, the date were agreed.\n", Format::Text),
            ("\u{feff}<!DOCTYPE html><p>x", Format::Html),
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", Format::Jsonl),
            ("{\"text\": \"a\"}", Format::Json),
            ("{\n \"text\": \"a\"}", Format::Json),
            (" [\n {\"text\": \"a\"}]", Format::Json),
            ("[]", Format::Json),
            ("id,date,text\n1,2,3", Format::Csv),
            ("id\tsentence\tbody\n", Format::Tsv),
            ("\"id\";\"content\"\n", Format::Csv),
        ] {
            assert_eq!(by_head(head.as_bytes()), format, "{head}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert!(not_text(b"%PDF-1.7").is_some());
        assert!(not_text(b"PDF readers").is_none());
    }
}
