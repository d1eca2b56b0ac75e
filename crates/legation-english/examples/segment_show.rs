//! Prints the sentences of plain texts, one a line with its tokens parted by spaces, to look at by eye.
//!
//!     cargo run -p legation-english --example segment_show -- FILE.txt...

use legation_english::segment;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        println!("== {path}");
        for sentence in segment::sentences(&std::fs::read_to_string(&path)?) {
            let words: Vec<&str> = sentence.tokens.iter().map(|t| t.form.as_str()).collect();
            let mark = if sentence.headline { "H" } else { " " };
            println!("{:3}{mark} {}", sentence.paragraph, words.join(" "));
        }
    }
    Ok(())
}
