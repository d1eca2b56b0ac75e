//! The paragraphs of a piece of HTML: what a reader sees as such, without what stands around an article.

use dom_query::NodeRef;

/// Never the words of an article.
const SKIPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "form",
    "button",
    "select",
    "textarea",
    "figure",
    "figcaption",
    "svg",
    "math",
    "iframe",
    "object",
    "video",
    "audio",
    "canvas",
    "head",
    "footer",
    "menu",
    "dialog",
];

/// Run on within a line; every other element begins a paragraph and ends one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Every paragraph under `root`, whitespace collapsed. A short line that is nothing but a link is left out: it leads
/// to another report. Walks without recursion, so that no depth of tags costs the stack.
pub(crate) fn paragraphs(root: NodeRef<'_>) -> Vec<String> {
    let mut collector = Collector::default();
    let mut node = Some(root);
    while let Some(current) = node {
        let inside = collector.enter(&current);
        node = current.first_child().filter(|_| inside);
        if node.is_some() {
            continue;
        }
        // Up until somebody has a next sibling.
        let mut done = current;
        node = loop {
            if !done.is_text() {
                collector.leave(&done);
            }
            if done.id == root.id {
                break None;
            }
            if let Some(next) = done.next_sibling() {
                break Some(next);
            }
            match done.parent() {
                Some(parent) => done = parent,
                None => break None,
            }
        };
    }
    collector.end_paragraph();
    collector.out
}

#[derive(Default)]
struct Collector {
    out: Vec<String>,
    line: String,
    /// Letters of the line that stand within a link.
    linked: usize,
    in_links: usize,
    after_break: bool,
}

impl Collector {
    /// Takes a node in; whether its children count.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return true };
        if SKIPPED.contains(&&*name) {
            return false;
        }
        match &*name {
            // Two line breaks make a paragraph, one is a space.
            "br" if self.after_break => self.end_paragraph(),
            "br" => {
                self.line.push(' ');
                self.after_break = true;
            }
            "a" => self.in_links += 1,
            name if !INLINE.contains(&name) => self.end_paragraph(),
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        match node.node_name().as_deref() {
            Some("a") => self.in_links = self.in_links.saturating_sub(1),
            Some("br") | None => {}
            Some(name) if !INLINE.contains(&name) => self.end_paragraph(),
            Some(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.after_break = false;
        }
        if self.in_links > 0 {
            self.linked += letters(text);
        }
        self.line.push_str(text);
    }

    fn end_paragraph(&mut self) {
        self.after_break = false;
        let linked = std::mem::take(&mut self.linked);
        let line = std::mem::take(&mut self.line);
        let mut paragraph = String::with_capacity(line.len());
        for word in line.split_whitespace() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(word);
        }
        let only_link = linked > 0 && linked == letters(&paragraph);
        let leads_away = only_link && paragraph.len() < 200 && !paragraph.ends_with(['.', '”', '"']);
        if !paragraph.is_empty() && !leads_away {
            self.out.push(paragraph);
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Vec<String> {
        paragraphs(dom_query::Document::fragment(html).root())
    }

    #[test]
    fn blocks_make_paragraphs() {
        assert_eq!(
            of(
                "<div>One <b>b</b>old\n word<p>Two&nbsp;&amp; <a href=x>a link</a>.</p>three<br>lines<br/>\n<br>four</div>\
                <script>no()</script><ul><li>Five<li><a href=y>Read more: six</a></ul><figure>no</figure>"
            ),
            ["One bold word", "Two & a link.", "three lines", "four", "Five"]
        );
        assert_eq!(of(""), [""; 0]);
        assert_eq!(of("plain"), ["plain"]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = format!("{}<p>x</p>", "<div>".repeat(3_000));
        assert_eq!(of(&deep), ["x"]);
    }
}
