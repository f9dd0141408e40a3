//! The part of a text in which something was found.

use crate::text::Span;

/// How many characters of a text are shown, and how many of them may stand before the first hit.
const EXCERPT: usize = 160;
const BEFORE: usize = 60;

/// A part of a text in one line, and where in it the words stand that were looked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// What it says.
    pub(crate) text: String,
    /// Where the words stand, in bytes of it.
    pub(crate) hits: Vec<Span>,
}

/// The part of a text around the first of `spans` that does not stand in its title, or else around the first one;
/// `title` is the length of the title, with which the text begins.
pub(crate) fn excerpt(text: &str, title: usize, spans: &[Span]) -> Excerpt {
    let first = spans.iter().find(|span| span.start >= title).or(spans.first());
    let hit = first.map_or(title, |span| span.start);
    // The title stands above the excerpt already.
    let earliest = if hit >= title { title } else { 0 };
    let start = begin(text, earliest, hit);
    let end =
        text[start..].char_indices().nth(EXCERPT).map_or(text.len(), |(at, _)| word_end(text, start + at));
    let mut made = Excerpt { text: String::new(), hits: Vec::new() };
    if !text[earliest..start].trim().is_empty() {
        made.text.push('…');
    }
    let mut from = start;
    for span in spans.iter().filter(|span| span.start >= start && span.end <= end) {
        // Two phrases may share a word, which is shown once.
        let begin = span.start.max(from);
        made.add(&text[from..begin]);
        let at = made.text.len();
        made.add(&text[begin..span.end.max(begin)]);
        if at < made.text.len() {
            made.hits.push(Span::new(at, made.text.len()));
        }
        from = span.end.max(begin);
    }
    made.add(&text[from..end]);
    let length = made.text.trim_end().len();
    if made.hits.last().is_none_or(|hit| hit.end <= length) {
        made.text.truncate(length);
    }
    if !text[end..].trim().is_empty() {
        made.text.push('…');
    }
    made
}

/// Where an excerpt begins: at most so many characters before the hit, at the start of a word.
fn begin(text: &str, earliest: usize, hit: usize) -> usize {
    let before = &text[earliest..hit];
    let Some((at, _)) = before.char_indices().rev().nth(BEFORE) else {
        return earliest + (before.len() - before.trim_start().len());
    };
    match before[at..].find(char::is_whitespace) {
        Some(space) => hit - before[at + space..].trim_start().len(),
        None => earliest + at,
    }
}

/// The end of the last whole word before `end`, if there is one not far from it.
fn word_end(text: &str, end: usize) -> usize {
    const FAR: usize = 40;
    match text[..end].rfind(char::is_whitespace) {
        Some(space) if end - space <= FAR && !text[end..].starts_with(char::is_whitespace) => space,
        _ => end,
    }
}

impl Excerpt {
    /// Adds a part of the text, its white space as single spaces.
    fn add(&mut self, part: &str) {
        for char in part.chars() {
            match char.is_whitespace() {
                true if self.text.is_empty() || self.text.ends_with([' ', '…']) => {}
                true => self.text.push(' '),
                false => self.text.push(char),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_share_a_word_are_shown_as_one_after_the_other() {
        let made = excerpt("calon bupati hulu.", 0, &[Span::new(0, 12), Span::new(6, 17)]);
        assert_eq!(made.text, "calon bupati hulu.");
        assert_eq!(made.hits, [Span::new(0, 12), Span::new(12, 17)]);
        let made = excerpt("calon bupati hulu.", 0, &[Span::new(0, 12), Span::new(6, 12)]);
        assert_eq!(made.hits, [Span::new(0, 12)]);
    }

    /// The excerpt with its hits in brackets, around the words of `text` that stand in brackets there.
    #[track_caller]
    fn check(marked: &str, title: &str, expected: &str) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for (number, part) in marked.split(['[', ']']).enumerate() {
            if number % 2 == 1 {
                spans.push(Span::new(text.len(), text.len() + part.len()));
            }
            text.push_str(part);
        }
        let made = excerpt(&text, title.len(), &spans);
        let mut shown = made.text.clone();
        for span in made.hits.iter().rev() {
            shown.insert(span.end, ']');
            shown.insert(span.start, '[');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_part_around_the_first_hit_is_shown() {
        check("[Camat] itu\n\nhadir.", "", "[Camat] itu hadir.");
        check("Judul [camat]\n\nIsi tanpa kata itu.", "Judul camat", "Judul [camat] Isi tanpa kata itu.");
        check("Judul [camat]\n\nKata [camat] itu.", "Judul camat", "Kata [camat] itu.");
        check("", "", "");
        let many = "kata ".repeat(40);
        let before = "kata ".repeat(12);
        check(&format!("{many}[camat] hadir."), "", &format!("…{before}[camat] hadir."));
        // The hit, 31 words of five characters with their spaces, and no room for the next one.
        let after = "kata ".repeat(30);
        check(&format!("[camat] {many}"), "", &format!("[camat] {after}kata…"));
        let long = "x".repeat(300);
        check(&format!("[camat]{long}"), "", &format!("[camat]{}…", "x".repeat(155)));
        check(&format!("{long}[camat]"), "", &format!("…{}[camat]", "x".repeat(61)));
    }
}
