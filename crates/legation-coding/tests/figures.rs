//! Whether figures are stated, estimated or forecast, through the parser that the product uses.

use legation_coding::Coder;
use legation_english::{English, Worker};
use legation_record::Document;

#[test]
fn figures_are_stated_estimated_or_forecast() {
    let text = "Trade will reach $5 billion next year. An estimated 4,000 troops crossed the border. Iran sold 20 tanks. \
                The economy is forecast to grow by 3.5 percent.";
    let english = English::builtin().expect("the parameters that the binary carries");
    let coder = Coder::builtin().expect("the tables that the binary carries");
    let sentences = english.read(text, &mut Worker::default());
    let doc = Document { text: text.into(), published: Some("2018-04-05".into()), ..Document::default() };
    let record = coder.code(doc, sentences);
    let told: Vec<String> =
        record.figures.iter().map(|f| format!("{} {}", f.unit.as_deref().unwrap_or("-"), f.status)).collect();
    assert_eq!(told, ["USD forecast", "troop estimated", "tank stated", "percent forecast"]);
}
