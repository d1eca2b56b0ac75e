use legation_english::{English, Worker};
use legation_record::{Sentence, Token};
use std::time::Instant;
fn sentence(words: &str) -> Sentence {
    let token = |form: &str| Token { form: form.into(), ..Token::default() };
    Sentence { tokens: words.split(' ').map(token).collect(), ..Sentence::default() }
}
fn main() {
    let t = Instant::now();
    let english = English::builtin().unwrap();
    println!("open {:?}", t.elapsed());
    let plain = "Troops from Chad and Niger crossed the border near Diffa on Monday , ";
    for text in [plain.repeat(200 / 13), plain.repeat(2000/13), " xqzwv".repeat(250), "xqzwv ".repeat(1000)] {
        let mut s = sentence(text.trim());
        let t = Instant::now();
        english.parse_syntax([&mut s], &mut Worker::default());
        println!("{} tokens {:?}", s.tokens.len(), t.elapsed());
    }
}
