//! Rows of values as CSV, as JSON lines, or as a table to read.

use super::one_line;
use crate::output::Look;
use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A column by its name, and its width in a table to read; the last column takes the rest of the line.
pub struct Column {
    pub name: &'static str,
    /// 0 for a column that only the other formats have.
    pub width: usize,
}

pub const fn column(name: &'static str, width: usize) -> Column {
    Column { name, width }
}

/// One value a column. A list is written with semicolons where there are no lists.
pub type Row = Vec<Value>;

pub fn csv_header(columns: &[Column]) -> Vec<u8> {
    header_by(b',', columns)
}

pub fn csv_rows(rows: &[Row]) -> Vec<u8> {
    rows_by(b',', rows)
}

pub fn header_by(delimiter: u8, columns: &[Column]) -> Vec<u8> {
    lines_by(delimiter, [columns.iter().map(|c| c.name.to_owned()).collect()])
}

pub fn rows_by(delimiter: u8, rows: &[Row]) -> Vec<u8> {
    lines_by(delimiter, rows.iter().map(|row| row.iter().map(cell).collect()))
}

fn lines_by(delimiter: u8, lines: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for line in lines {
        // Writing into memory fails only where rows differ in length, which the columns rule out.
        if writer.write_record(&line).is_err() {
            continue;
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// One JSON object a line, its fields in the order of the columns.
pub fn jsonl_rows(columns: &[Column], rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let fields = columns.iter().zip(row).map(|(column, value)| format!("{:?}:{value}", column.name));
        out.push_str(&format!("{{{}}}\n", fields.collect::<Vec<_>>().join(",")));
    }
    out
}

pub fn text_header(columns: &[Column], look: Look) -> String {
    let names: Row = columns.iter().map(|column| Value::from(column.name)).collect();
    let line = text_rows(columns, &[names], look);
    let mut out = String::new();
    super::wrap::paint(&mut out, line.trim_end(), super::marks::BOLD, look.colour);
    out.push('\n');
    out
}

/// Cells longer than their column are cut; the last one only where a line must not be longer than the terminal.
pub fn text_rows(columns: &[Column], rows: &[Row], look: Look) -> String {
    let shown: Vec<usize> = (0..columns.len()).filter(|&i| columns[i].width > 0).collect();
    let mut out = String::new();
    for row in rows {
        let mut used = 0;
        for (place, &i) in shown.iter().enumerate() {
            let text = row.get(i).map(cell).unwrap_or_default();
            let text = one_line(&text);
            if place + 1 == shown.len() {
                let room = look.width.map_or(usize::MAX, |width| width.saturating_sub(used).max(20));
                out.push_str(cut(&text, room).0);
                out.push_str(cut(&text, room).1);
                continue;
            }
            let width = columns[i].width;
            let (start, dots) = cut(&text, width);
            out.push_str(start);
            out.push_str(dots);
            let padding = width.saturating_sub(start.width() + dots.width()) + 2;
            out.extend(std::iter::repeat_n(' ', padding));
            used += width + 2;
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

/// The beginning of a text that fits, and the dots that tell of the rest.
pub fn cut(text: &str, width: usize) -> (&str, &'static str) {
    if text.width() <= width {
        return (text, "");
    }
    let mut used = 1;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > width
    });
    (end.map_or(text, |(at, _)| text[..at].trim_end()), "…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const COLUMNS: [Column; 3] = [column("name", 6), column("id", 0), column("words", 5)];

    fn rows() -> Vec<Row> {
        vec![
            vec![json!("Oslo"), json!(1), json!(["a", "b\n\"c\""])],
            vec![json!("日本国の人"), Value::Null, json!("a long one")],
        ]
    }

    #[test]
    fn each_format() {
        let csv = [csv_header(&COLUMNS), csv_rows(&rows())].concat();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "name,id,words\nOslo,1,\"a; b\n\"\"c\"\"\"\n日本国の人,,a long one\n"
        );
        assert_eq!(
            jsonl_rows(&COLUMNS, &rows()),
            "{\"name\":\"Oslo\",\"id\":1,\"words\":[\"a\",\"b\\n\\\"c\\\"\"]}\n\
             {\"name\":\"日本国の人\",\"id\":null,\"words\":\"a long one\"}\n"
        );
        let look = Look { colour: false, width: None };
        assert_eq!(
            text_header(&COLUMNS, look) + &text_rows(&COLUMNS, &rows(), look),
            "name    words\nOslo    a; b \"c\"\n日本…   a long one\n"
        );
    }
}
