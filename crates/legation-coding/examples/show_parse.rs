//! Prints the parse of text on standard input: a help while looking at what the cast stands on.
use legation_english::{English, Worker};
use std::io::Read;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let english = English::builtin()?;
    for s in english.read(&text, &mut Worker::default()) {
        for (i, t) in s.tokens.iter().enumerate() {
            println!(
                "{i}\t{}\t{}\t{}\t{:?}\t{}\t{}",
                t.form,
                t.lemma,
                t.upos.as_str(),
                t.head,
                t.deprel,
                s.name_at(i).map_or("", |n| n.kind.as_str())
            );
        }
        println!();
    }
    Ok(())
}
