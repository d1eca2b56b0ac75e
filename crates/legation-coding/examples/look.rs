//! Prints what the offices and the cast make of text files: `cargo run -p legation-coding --example look -- FILE...`.
use legation_coding::cast::Cast;
use legation_coding::knowledge::Knowledge;
use legation_english::{English, Worker};
use legation_record::Document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (english, knowledge, mut worker) = (English::builtin()?, Knowledge::builtin()?, Worker::default());
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file)?;
        let sentences = english.read(&text, &mut worker);
        let doc = Document { text, published: Some("2018-04-05".into()), ..Document::default() };
        let cast = Cast::build(&doc, &sentences, &knowledge);
        println!("== {file} home {:?}", cast.home());
        for r in cast.roles() {
            println!(
                "  {} | {} | {} | {}",
                r.person,
                r.title,
                r.of.as_deref().unwrap_or("-"),
                doc.words(r.evidence).chars().take(150).collect::<String>().replace('\n', " ")
            );
        }
        for (si, s) in sentences.iter().enumerate() {
            for (ti, t) in s.tokens.iter().enumerate() {
                if t.deprel.starts_with("nsubj") && s.tokens[ti].upos.is_nominal() {
                    let who: Vec<String> = cast
                        .actors(si, ti)
                        .iter()
                        .map(|a| {
                            format!(
                                "{} {} {}",
                                a.state.as_deref().unwrap_or("-"),
                                a.sector.as_deref().unwrap_or("-"),
                                a.name.as_deref().unwrap_or("")
                            )
                        })
                        .collect();
                    println!(
                        "    {:45} {:12} {}",
                        doc.words(cast.mention_span(&sentences, si, ti)).replace('\n', " "),
                        t.head.map_or("", |h| &s.tokens[h].form),
                        who.join(" + ")
                    );
                }
            }
        }
    }
    Ok(())
}
