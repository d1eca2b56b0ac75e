//! Records of reports as JSON lines, and with `--explain` why each event was coded.
//! usage: code_reports [--no-cues] [--explain] (FILE DATE|-)... | --lines FILE (each line a report of its own)
use legation_coding::{Coder, events};
use legation_english::{English, Worker};
use legation_record::Document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let no_cues = args.first().is_some_and(|a| a == "--no-cues");
    if no_cues {
        args.remove(0);
    }
    let explain = args.first().is_some_and(|a| a == "--explain");
    if explain {
        args.remove(0);
    }
    let english = English::builtin()?;
    let read = |text: &str, worker: &mut Worker| {
        let mut sentences = english.read(text, worker);
        if no_cues {
            sentences.iter_mut().for_each(|s| s.cues.clear());
        }
        sentences
    };
    let coder = Coder::builtin()?;
    let mut worker = Worker::default();
    if args.first().is_some_and(|a| a == "--lines") {
        let text = std::fs::read_to_string(args.get(1).ok_or("--lines wants a file")?)?;
        for (n, line) in text.lines().enumerate() {
            let sentences = read(line, &mut worker);
            let document = Document { id: n.to_string(), text: line.to_owned(), ..Document::default() };
            println!("{}", legation_record::json::record(&coder.code(document, sentences)));
        }
        return Ok(());
    }
    for pair in args.chunks(2) {
        let text = std::fs::read_to_string(&pair[0])?;
        let id =
            std::path::Path::new(&pair[0]).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let published = pair.get(1).filter(|d| *d != "-").cloned();
        let sentences = read(&text, &mut worker);
        let document = Document { id, published, text, ..Document::default() };
        if explain {
            coder.with_report(document, sentences, |report| {
                for (si, s) in report.sentences.iter().enumerate() {
                    for (i, t) in s.tokens.iter().enumerate() {
                        let head = t.head.map_or("-".to_owned(), |h| format!("{h} {}", s.tokens[h].form));
                        let who: Vec<String> = report
                            .cast
                            .actors(si, i)
                            .iter()
                            .map(|a| {
                                format!(
                                    "{:?}/{:?}/{:?}",
                                    report.document.words(a.span),
                                    a.state.as_deref().unwrap_or("-"),
                                    a.sector.as_deref().unwrap_or("-")
                                )
                            })
                            .collect();
                        println!(
                            "{i:3} {:16} {:12} {:6} {:11} {head:16} {}",
                            t.form,
                            t.lemma,
                            t.upos.as_str(),
                            t.deprel,
                            who.join(" ")
                        );
                    }
                    println!();
                }
                for telling in events::tell(report, &coder.codebook) {
                    println!("{}", events::explain(report, &coder.codebook, &telling));
                }
            });
        } else {
            println!("{}", legation_record::json::record(&coder.code(document, sentences)));
        }
    }
    Ok(())
}
