//! Time expressions and what they are worth in a report of Thursday, 5 April 2018.

use super::*;
use crate::figures::atoms;
use legation_record::Token;

fn plain(text: &str) -> Sentence {
    let whole = Sentence { span: Span::new(0, text.len()), ..Default::default() };
    let tokens = atoms::cut(text, &whole)
        .iter()
        .map(|a| Token { span: a.span, form: a.text.to_string(), ..Default::default() })
        .collect();
    Sentence { tokens, ..whole }
}

fn read(text: &str, published: Option<&str>) -> Vec<String> {
    let doc = Document { text: text.into(), published: published.map(Into::into), ..Default::default() };
    let dates = find(&doc, &[plain(text)]);
    let show = |d: &Date| format!("{}={}", doc.words(d.span), d.value.as_deref().unwrap_or("-"));
    dates.iter().map(show).collect()
}

#[test]
#[rustfmt::skip]
fn values() {
    let table = [
        ("They met on Wednesday.", "Wednesday=2018-04-04"),
        ("They met on Thursday.", "Thursday=2018-04-05"),
        ("They will meet on Wednesday.", "Wednesday=2018-04-11"),
        ("They met last Thursday.", "last Thursday=2018-03-29"),
        ("They meet next Wednesday.", "next Wednesday=2018-04-11"),
        ("He left Wednesday night.", "Wednesday night=2018-04-04"),
        ("He spoke today.", "today=2018-04-05"),
        ("He spoke yesterday.", "yesterday=2018-04-04"),
        ("He spoke the day before yesterday.", "the day before yesterday=2018-04-03"),
        ("It starts tomorrow.", "tomorrow=2018-04-06"),
        ("It began earlier this week.", "earlier this week=2018-W14"),
        ("It began last week.", "last week=2018-W13"),
        ("It began last month.", "last month=2018-03"),
        ("It ends next year.", "next year=2019"),
        ("It ends this year.", "this year=2018"),
        ("It was signed in March.", "March=2018-03"),
        ("It was signed in December.", "December=2017-12"),
        ("It will be signed in March.", "March=2019-03"),
        ("It was signed in March 2016.", "March 2016=2016-03"),
        ("It was signed last September.", "last September=2017-09"),
        ("Ties go back to 1991.", "1991=1991"),
        ("War raged 1991-95.", "1991-95=1991/1995"),
        ("War raged from 1991 to 1995.", "1991 to 1995=1991/1995"),
        ("War raged in the 1990s.", "1990s=199X"),
        ("It began on April 5.", "April 5=2018-04-05"),
        ("It began on 5 April 2018.", "5 April 2018=2018-04-05"),
        ("It began on the 5th of April.", "5th of April=2018-04-05"),
        ("It began on Apr. 5.", "Apr. 5=2018-04-05"),
        ("It began on April 5th, 2017.", "April 5th, 2017=2017-04-05"),
        ("It began on Tuesday, April 3, 2018.", "Tuesday, April 3, 2018=2018-04-03"),
        ("He adjourned it to June 8.", "June 8=2018-06-08"),
        ("The hearing was adjourned until June 8.", "June 8=2018-06-08"),
        ("It will be heard on July 30.", "July 30=2018-07-30"),
        ("He came on 28 December.", "28 December=2017-12-28"),
        ("He visited April 5-7.", "April 5-7=2018-04-05/2018-04-07"),
        ("He visited from April 2 to April 4.", "April 2 to April 4=2018-04-02/2018-04-04"),
        ("It runs January-February of 2018.", "January-February of 2018=2018-01/2018-02"),
        ("On 2018-03-01 it rained.", "2018-03-01=2018-03-01"),
        ("It grew in the first quarter of 2018.", "first quarter of 2018=2018-Q1"),
        ("It grew in Q3 2017.", "Q3 2017=2017-Q3"),
        ("It grew in fiscal year 2018-19.", "fiscal year 2018-19=2018/2019"),
        ("It grew in the summer of 2017.", "summer of 2017=2017-SU"),
        ("He died three days ago.", "three days ago=2018-04-02"),
        ("He died two months ago.", "two months ago=2018-02"),
        ("He died 10 years ago.", "10 years ago=2008"),
        ("He talked for three days.", "three days=P3D"),
        ("A two-month notice was issued.", "two-month=P2M"),
        ("It took several weeks.", "several weeks=PXW"),
        ("It took 48 hours.", "48 hours=PT48H"),
        ("It took half an hour.", "half an hour=PT30M"),
        ("It lasted for decades.", "decades=PXDE"),
        ("On the third day he rested.", "third day=-"),
        ("He left on the eve of the summit.", "on the eve of=-"),
        ("He was minister at the time.", "at the time=-"),
        ("He arrived on March 3 and left the next day.", "March 3=2018-03-03 the next day=2018-03-04"),
        ("He arrived on March 3 and left two weeks later.", "March 3=2018-03-03 two weeks later=2018-W11"),
        ("They meet every Friday.", "every Friday=XXXX-WXX-5"),
        ("The deal of the 19th century.", "19th century=18XX"),
        ("He may march in Theresa May's city.", ""),
        ("A 48-year-old man and a five-year-old son.", ""),
        ("He has 2000 troops and 1990 people.", ""),
        ("USA Today told of Good Friday.", ""),
        ("At 3:30 p.m. he left.", ""),
        ("Mr Sat sat in Room 12.", ""),
    ];
    let wrong: Vec<String> = table.iter().filter_map(|(text, told)| {
        let found = read(text, Some("2018-04-05")).join(" ");
        (found != *told).then(|| format!("{text}\n    told {told}\n    read {found}"))
    }).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn without_a_published_date_relative_values_stay_open() {
    assert_eq!(
        read("On Wednesday, three days ago, in March.", None),
        ["Wednesday=-", "three days ago=-", "March=-"]
    );
    assert_eq!(read("On 5 April 2018, last week.", None), ["5 April 2018=2018-04-05", "last week=-"]);
}

#[test]
fn a_broken_published_date_is_none() {
    assert_eq!(read("yesterday", Some("April")), ["yesterday=-"]);
    assert_eq!(read("yesterday", Some("2018-04-05T12:00:00Z")), ["yesterday=2018-04-04"]);
}

/// A sentence from lines of `form upos head rel`, heads counted from 1.
fn parsed(lines: &[(&str, &str, usize, &str)]) -> (Document, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for (form, upos, head, rel) in lines {
        let start = text.len();
        text.push_str(form);
        tokens.push(Token {
            span: Span::new(start, text.len()),
            form: (*form).into(),
            lemma: form.to_lowercase(),
            upos: legation_record::Upos::parse(upos),
            head: head.checked_sub(1),
            deprel: (*rel).into(),
            ..Default::default()
        });
        text.push(' ');
    }
    let sentence = Sentence { span: Span::new(0, text.len()), tokens, ..Default::default() };
    let doc = Document { text, published: Some("2018-04-05".into()), ..Default::default() };
    (doc, sentence)
}

#[test]
#[rustfmt::skip]
fn a_date_belongs_to_its_clause() {
    let (doc, sentence) = parsed(&[
        ("Putin", "PROPN", 2, "nsubj"), ("said", "VERB", 0, "root"), ("Wednesday", "PROPN", 2, "obl:unmarked"),
        ("that", "SCONJ", 6, "mark"), ("troops", "NOUN", 6, "nsubj"), ("attacked", "VERB", 2, "ccomp"),
        ("towns", "NOUN", 6, "obj"), ("in", "ADP", 9, "case"), ("March", "PROPN", 6, "obl"),
    ]);
    let dates = find(&doc, std::slice::from_ref(&sentence));
    let told = |trigger| for_token(&sentence, &dates, trigger).map(|d| doc.words(d.span));
    assert_eq!(told(1), Some("Wednesday"));
    assert_eq!(told(5), Some("March"));
}

#[test]
#[rustfmt::skip]
fn a_report_s_day_is_not_the_told_event_s() {
    let (doc, sentence) = parsed(&[
        ("Putin", "PROPN", 2, "nsubj"), ("said", "VERB", 0, "root"), ("Wednesday", "PROPN", 2, "obl:unmarked"),
        ("that", "SCONJ", 6, "mark"), ("troops", "NOUN", 6, "nsubj"), ("attacked", "VERB", 2, "ccomp"),
    ]);
    let dates = find(&doc, std::slice::from_ref(&sentence));
    assert_eq!(for_token(&sentence, &dates, 5), None);
    let (doc, sentence) = parsed(&[
        ("They", "PRON", 2, "nsubj"), ("held", "VERB", 0, "root"), ("talks", "NOUN", 2, "obj"),
        ("on", "ADP", 5, "case"), ("Monday", "PROPN", 2, "obl"), ("and", "CCONJ", 7, "cc"), ("signed", "VERB", 2, "conj"), ("deals", "NOUN", 7, "obj"),
    ]);
    let dates = find(&doc, std::slice::from_ref(&sentence));
    let told = |trigger| for_token(&sentence, &dates, trigger).map(|d| doc.words(d.span));
    assert_eq!((told(2), told(6)), (Some("Monday"), Some("Monday")));
}
