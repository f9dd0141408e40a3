//! The article as the extractors see it: tokens, sentences and the lexicon's phrases, made once.

use crate::article::Article;
use crate::lexicon::{self, Lexicon, Match, Word};
use crate::text::{self, Kind, Span, Token};
use jiff::civil::Date;
use std::ops::Range;

/// A tokenized article with the phrases of the lexicon found in it.
pub(crate) struct Document<'a> {
    /// The article's text.
    pub(crate) text: &'a str,
    /// The article itself.
    pub(crate) article: &'a Article,
    /// The words it is compared with.
    pub(crate) lexicon: &'static Lexicon,
    /// Its tokens, white space left out.
    pub(crate) tokens: Vec<Token>,
    /// For each token its number in the lexicon.
    pub(crate) words: Vec<Word>,
    /// For each token the [`lexicon::fold_hash`] of what it says.
    pub(crate) hashes: Vec<u64>,
    /// Its sentences, as ranges of tokens. The title is one of its own.
    pub(crate) sentences: Vec<Range<usize>>,
    /// The phrases found, by first token.
    pub(crate) matches: Vec<Match>,
    /// For each token the first match that starts there or later; one more at the end.
    match_index: Vec<u32>,
    /// For each token whether a line break stands before it; one more at the end.
    starts_line: Vec<bool>,
}

impl<'a> Document<'a> {
    /// Reads `article`, at most the first `limit` bytes of its text.
    pub(crate) fn new(article: &'a Article, limit: usize) -> Document<'a> {
        let mut end = article.text().len().min(limit);
        while !article.text().is_char_boundary(end) {
            end -= 1;
        }
        let text = &article.text()[..end];
        let lexicon = lexicon::builtin();
        let guess = text.len() / 4;
        let mut tokens = Vec::with_capacity(guess);
        let mut words = Vec::with_capacity(guess);
        let mut hashes = Vec::with_capacity(guess);
        let mut starts_line = Vec::with_capacity(guess);
        let mut breaks = false;
        for token in text::tokens(text) {
            if token.kind == Kind::Space {
                let space = &text.as_bytes()[token.span().range()];
                breaks |= space != b" " && space.contains(&b'\n');
                continue;
            }
            tokens.push(token);
            let (word, hash) = lexicon.words.word_at(text, token.span().range());
            words.push(word);
            hashes.push(hash);
            starts_line.push(breaks);
            breaks = false;
        }
        starts_line.push(breaks);
        let sentences = text::split_sentences(text, &tokens);
        let mut matches = Vec::with_capacity(tokens.len());
        let mut match_index = Vec::with_capacity(tokens.len() + 1);
        let is_capitalised = |at: usize| tokens[at].is_capitalised();
        lexicon.phrases.find(&words, is_capitalised, &mut matches, &mut match_index);
        match_index.push(matches.len() as u32);
        Document {
            text,
            article,
            lexicon,
            tokens,
            words,
            hashes,
            sentences,
            matches,
            match_index,
            starts_line,
        }
    }

    /// The day of publication.
    pub(crate) fn published(&self) -> Option<Date> {
        self.article.published()
    }

    /// What a token says.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.text)
    }

    /// The phrases that start at a token; none past the end.
    pub(crate) fn at(&self, token: usize) -> &[Match] {
        if token >= self.tokens.len() {
            return &[];
        }
        &self.matches[self.match_index[token] as usize..self.match_index[token + 1] as usize]
    }

    /// The phrases that start in a range of tokens.
    pub(crate) fn matches_in(&self, tokens: Range<usize>) -> &[Match] {
        let end = tokens.end.min(self.tokens.len());
        let start = tokens.start.min(end);
        &self.matches[self.match_index[start] as usize..self.match_index[end] as usize]
    }

    /// The bytes from the first of a range of tokens to its last.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span().join(self.tokens[tokens.end - 1].span())
    }

    /// The first token that ends after `byte`.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.span().end <= byte)
    }

    /// The number of the sentence that holds a token.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= token)
    }

    /// Whether a line break stands before a token. At the end of the text, whether one stands after the last.
    pub(crate) fn starts_line(&self, token: usize) -> bool {
        self.starts_line[token]
    }

    /// The bytes of the text between two neighbouring tokens.
    pub(crate) fn gap_before(&self, token: usize) -> &'a str {
        let start = token.checked_sub(1).map_or(0, |before| self.tokens[before].span().end);
        let end = self.tokens.get(token).map_or(self.text.len(), |token| token.span().start);
        &self.text[start..end]
    }
}
