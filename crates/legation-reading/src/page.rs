//! HTML pages: the article, and what the page says of it.

use crate::date::iso_date;
use crate::paragraphs::paragraphs;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use serde_json::{Map, Value};

/// What a page gives. Dates stand as the page writes them, the most trusted first.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub title: Option<String>,
    pub dates: Vec<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    /// The article's paragraphs joined by blank lines; empty where no article was found.
    pub text: String,
}

/// Tags deeper than this are no page that somebody wrote, and the extraction of the main text recurses over them.
const DEEPEST: usize = 400;

/// Reads a page: its JSON-LD first, then its meta elements, then what it shows.
pub(crate) fn read(html: &str) -> Page {
    let doc = Document::from(html);
    let linked = linked_data(&doc);
    let meta = Meta::of(&doc);
    let string = |key: &str| linked.as_ref().and_then(|l| l.get(key)).and_then(Value::as_str).map(tidy);

    let mut dates: Vec<String> =
        ["datePublished", "dateCreated"].iter().filter_map(|key| string(key)).collect();
    dates.extend(meta.all(PUBLISHED));
    let times =
        doc.select("time[itemprop='datePublished'], time[pubdate], article time[datetime], time[datetime]");
    dates.extend(times.iter().filter_map(|time| time.attr("datetime")).map(|value| tidy(&value)));

    let heading = || Some(tidy(&doc.select("h1").iter().next()?.text()));
    let name = || Some(tidy(&doc.select("title").iter().next()?.text()));
    let title = string("headline").or_else(|| meta.first(&["og:title", "twitter:title", "dc.title"]));
    let title = title.or_else(heading).filter(|t| !t.is_empty()).or_else(name).filter(|t| !t.is_empty());

    let link = doc.select("link[rel='canonical']").attr("href").map(|href| tidy(&href));
    let url = link.or_else(|| meta.first(&["og:url"])).filter(|url| url.starts_with("http"));
    let stated = doc.select("html").attr("lang").map(|lang| lang.to_string());
    let language = string("inLanguage").or(stated).or_else(|| meta.first(&["og:locale", "content-language"]));

    let body =
        string_of(linked.as_ref(), "articleBody").map(|body| body_paragraphs(&body)).filter(|p| is_whole(p));
    let mut text = body.unwrap_or_else(|| main_text(doc));
    // The headline is the page's title, and the article begins after it.
    if text.len() > 1 && title.as_ref() == text.first() {
        text.remove(0);
    }
    let text = text.join("\n\n");
    dates.retain(|date| iso_date(date).is_ok());
    Page { title, dates, language, url, text }
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "last-modified",
];

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn string_of(linked: Option<&Map<String, Value>>, key: &str) -> Option<String> {
    linked?.get(key)?.as_str().map(str::to_owned)
}

/// The content of the page's meta elements by their (lower-case) names, in the order of the page.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(doc: &Document) -> Meta {
        let mut all = Vec::new();
        for meta in doc.select("meta").iter() {
            let Some(content) = meta.attr("content").map(|c| tidy(&c)).filter(|c| !c.is_empty()) else {
                continue;
            };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = meta.attr(key) {
                    all.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Meta(all)
    }

    /// The values of these names, in the order of the names.
    fn all(&self, names: &[&str]) -> impl Iterator<Item = String> {
        let found = names.iter().flat_map(|name| self.0.iter().filter(move |(n, _)| n == name));
        found.map(|(_, content)| content.clone()).collect::<Vec<_>>().into_iter()
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next()
    }
}

/// The object of the page's JSON-LD that describes the article: the one with its body, else the one of its type.
fn linked_data(doc: &Document) -> Option<Map<String, Value>> {
    let mut typed = None;
    for script in doc.select("script[type='application/ld+json']").iter() {
        let json = script.text();
        let json = json.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(json) else { continue };
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.into_iter().rev()),
                Value::Object(object) if object.contains_key("articleBody") => return Some(object),
                Value::Object(mut object) => {
                    for key in ["mainEntity", "@graph"] {
                        open.extend(object.remove(key));
                    }
                    if typed.is_none() && object.get("@type").is_some_and(is_article) {
                        typed = Some(object);
                    }
                }
                _ => {}
            }
        }
    }
    typed
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind.as_str(), "Report")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// Paragraphs of an `articleBody`, which is plain text, text with entities, or HTML, as the site likes it.
fn body_paragraphs(body: &str) -> Vec<String> {
    if body.contains("</") || body.contains("<p>") || body.contains("<br") || body.contains("&lt;") {
        let once = Document::fragment(body);
        let text = once.text();
        let escaped_twice = text.contains("</p>");
        return if escaped_twice {
            paragraphs(Document::fragment(text).root())
        } else {
            paragraphs(once.root())
        };
    }
    let lines = body.lines().map(tidy).filter(|line| !line.is_empty());
    if !body.contains('&') {
        return lines.collect();
    }
    lines.map(|line| tidy(&Document::fragment(line).text())).collect()
}

/// Whether a body from the JSON-LD is the article, and not its first lines for those who do not pay.
fn is_whole(paragraphs: &[String]) -> bool {
    let length: usize = paragraphs.iter().map(String::len).sum();
    let cut = paragraphs.last().is_some_and(|last| last.ends_with(['…', ']']) || last.ends_with("..."));
    length >= 200 && !cut
}

/// The paragraphs of what the page shows as its main text.
fn main_text(doc: Document) -> Vec<String> {
    if depth(&doc) > DEEPEST {
        return doc.body().map(paragraphs).unwrap_or_default();
    }
    let all = doc.body().map(paragraphs).unwrap_or_default();
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(doc, None, Some(config)).and_then(|mut page| page.parse());
    let found =
        article.map(|article| paragraphs(Document::fragment(article.content).root())).unwrap_or_default();
    // Where no part of the page stands out, as on a page that is nothing but text, the page is the article.
    if found.is_empty() { all } else { found }
}

fn depth(doc: &Document) -> usize {
    let (mut deepest, mut now) = (0, 0_usize);
    let root = doc.root();
    let mut node = root.first_child();
    while let Some(current) = node {
        if let Some(child) = current.first_child() {
            now += 1;
            deepest = deepest.max(now);
            node = Some(child);
            continue;
        }
        let mut done = current;
        node = loop {
            if let Some(next) = done.next_sibling() {
                break Some(next);
            }
            match done.parent() {
                Some(parent) if parent.id != root.id => (done, now) = (parent, now.saturating_sub(1)),
                _ => break None,
            }
        };
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "The foreign minister of Norway, Kari Holt, met her colleague from Chile, Tomas Vidal, in Oslo \
                         on Tuesday, and the two signed an agreement on fisheries that had been in the making for \
                         three years, her ministry said.";

    fn around(article: &str, head: &str) -> String {
        format!(
            "<!doctype html><html lang=en-GB><head><title>Talks | The Paper</title>{head}</head><body>\
             <nav><ul><li><a href=/>Home</a></li><li><a href=/world>World</a></li></ul></nav>\
             <div class=content><article><h1>Norway and Chile sign</h1>{article}</article></div>\
             <div class=related><h3>Most read</h3><a href=/1>Something else</a></div>\
             <footer>Copyright. All rights reserved.</footer></body></html>"
        )
    }

    #[test]
    fn the_article_without_its_surroundings() {
        let article = format!(
            "<p>{WORDS}</p><p>{WORDS}</p><p><a href=/x>Read also: another report</a></p><p>{WORDS}</p>"
        );
        let head = "<meta property='article:published_time' content='2023-04-18T22:15:00+02:00'>\
                    <link rel=canonical href='https://example.org/talks'>";
        let page = read(&around(&article, head));
        assert_eq!(page.text, [WORDS; 3].join("\n\n"));
        assert_eq!(page.title.as_deref(), Some("Norway and Chile sign"));
        assert_eq!(page.dates, ["2023-04-18T22:15:00+02:00"]);
        assert_eq!(page.language.as_deref(), Some("en-GB"));
        assert_eq!(page.url.as_deref(), Some("https://example.org/talks"));
    }

    #[test]
    fn linked_data_comes_first() {
        let body = format!("{WORDS}\\n{WORDS} &amp; more");
        let head = format!(
            "<script type='application/ld+json'>{{\"@graph\": [{{\"@type\": \"Organization\", \"name\": \"P\"}}, \
             {{\"@type\": [\"NewsArticle\"], \"headline\": \"The headline\", \"datePublished\": \"2023-04-18\", \
             \"articleBody\": \"{body}\"}}]}}</script><meta name=date content=2020-01-01>"
        );
        let page = read(&around("<p>Other words.</p>", &head));
        assert_eq!(page.text, format!("{WORDS}\n\n{WORDS} & more"));
        assert_eq!(page.title.as_deref(), Some("The headline"));
        assert_eq!(page.dates, ["2023-04-18", "2020-01-01"]);
    }

    #[test]
    fn a_teaser_is_not_the_article() {
        let head = format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{WORDS}...\"}}</script>"
        );
        let article = format!("<p>{WORDS}</p><p>{WORDS}</p>");
        assert_eq!(read(&around(&article, &head)).text, [WORDS; 2].join("\n\n"));
    }

    #[test]
    fn bodies_in_html_of_any_escaping() {
        assert_eq!(body_paragraphs("<p>One &amp; two</p><p>Three</p>"), ["One & two", "Three"]);
        assert_eq!(body_paragraphs("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;"), ["One", "Two"]);
        assert_eq!(body_paragraphs("One\r\n\r\n two  words \nThree"), ["One", "two words", "Three"]);
    }

    #[test]
    fn pages_that_are_hardly_pages() {
        assert_eq!(read("").text, "");
        assert_eq!(read("<p>Short.</p>").text, "Short.");
        assert_eq!(read("<html><body></body></html>").text, "");
        let deep = format!("<html><body>{}<p>x</p>", "<div>".repeat(3_000));
        assert_eq!(read(&deep).text, "x");
        read("<script type='application/ld+json'>{broken</script><time datetime=soon>");
    }
}
