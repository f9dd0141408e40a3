//! `netra outlets check`: whether what is known of the outlets still holds.

use super::super::Talk;
use super::super::exit::Exit;
use super::super::lang::{Lang, Word};
use super::super::output::{Format, Output};
use super::{explain, live};
use crate::annotate::visible;
use crate::article::{Article, Field, parse_with};
use crate::crawl::replica::{self, Expected};
use crate::crawl::{Outlet, Outlets};
use crate::error::Error;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

/// Checks the outlets against their stored replicas, a saved page, or one article of each live site
///
/// Every page of a replica stands beside what is true of it. A field that is read otherwise is shown, and the
/// exit status is 65. With --file and --live it is 65 where a page's title, text or day is not found or its
/// layout is not the one that the outlet's file describes, and 69 where no site could be reached.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The outlets to check, by their ids [default: all that have a replica]
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// A saved page to check instead
    #[arg(long, value_name = "PAGE.html", conflicts_with_all = ["ids", "live"])]
    file: Option<PathBuf>,

    /// Fetch one article of each outlet now and check it, within the site's robots.txt
    #[arg(long, requires = "contact")]
    live: bool,

    /// Whom the sites can write to: an e-mail address or a page; it stands in the User-Agent
    #[arg(long, value_name = "ADDRESS", requires = "live")]
    contact: Option<String>,

    /// A host, with its port, that may be asked though it is not on the public internet
    #[arg(long, value_name = "HOST", requires = "live")]
    allow_private: Vec<String>,

    /// The address from which the page was fetched
    #[arg(long, requires = "file")]
    url: Option<String>,
}

/// What became of one page, in JSON.
#[derive(Serialize)]
struct Row<'a> {
    outlet: &'a str,
    page: &'a str,
    ok: bool,
    wrong: Vec<Wrong>,
}

/// A field that is read otherwise than it should be.
#[derive(Debug, Serialize)]
struct Wrong {
    field: &'static str,
    found: String,
    expected: String,
}

pub(super) fn run(
    arguments: &Arguments,
    outlets: &Outlets,
    format: Format,
    lang: Lang,
    talk: Talk,
) -> Result<Exit, Error> {
    let mut output = Output::new(format);
    let mut exit = Exit::Done;
    if let Some(path) = &arguments.file {
        let article = parse_with(&explain::saved(path, arguments.url.as_deref())?, outlets);
        explain::write(&mut output, &article, lang)?;
        if !is_read(&article) {
            exit = Exit::BadData;
        }
        output.finish()?;
        return Ok(exit);
    }
    for id in &arguments.ids {
        explain::find(outlets, id)?;
    }
    let is_asked = |id: &str| arguments.ids.is_empty() || arguments.ids.iter().any(|asked| asked == id);
    let asked: Vec<&Outlet> = outlets.iter().filter(|outlet| is_asked(outlet.id())).collect();
    if arguments.live {
        let settings = live::settings(&asked, arguments.contact.as_deref(), &arguments.allow_private)?;
        return live::run(&asked, settings, outlets, format, lang, talk);
    }
    for outlet in asked {
        let samples = replica::samples(outlet.id());
        let rows: Vec<Row> = samples
            .iter()
            .map(|sample| {
                let wrong = differences(&sample.expected, outlet.id(), &parse_with(&sample.page, outlets));
                Row { outlet: outlet.id(), page: sample.name, ok: wrong.is_empty(), wrong }
            })
            .collect();
        if rows.iter().any(|row| !row.ok) {
            exit = Exit::BadData;
        }
        match format {
            Format::Text => output.text(|to, _| text(to, outlet.id(), &rows, lang))?,
            _ => rows.iter().try_for_each(|row| output.json(row))?,
        }
    }
    output.finish()?;
    Ok(exit)
}

/// Whether an article has what makes it one, by its outlet's file.
pub(super) fn is_read(article: &Article) -> bool {
    let needed = [Field::Title, Field::Body, Field::Published];
    !article.is_suspect() && needed.iter().all(|&field| article.source(field).is_some())
}

/// Writes what became of an outlet's pages for people.
fn text(to: &mut impl Write, outlet: &str, rows: &[Row], lang: Lang) -> io::Result<()> {
    let right = rows.iter().filter(|row| row.ok).count();
    match rows.len() {
        0 => writeln!(to, "{outlet:20} {}", lang.say(Word::NoReplica))?,
        pages => writeln!(to, "{outlet:20} {right}/{pages} {}", lang.say(Word::PagesRight))?,
    }
    for row in rows.iter().filter(|row| !row.ok) {
        for Wrong { field, found, expected } in &row.wrong {
            writeln!(to, "  {}: {field}", row.page)?;
            writeln!(to, "    {:12} {}", lang.say(Word::Found), visible(found))?;
            writeln!(to, "    {:12} {}", lang.say(Word::Expected), visible(expected))?;
        }
    }
    Ok(())
}

/// The fields of an article that are not as they should be.
fn differences(expected: &Expected, outlet: &str, article: &Article) -> Vec<Wrong> {
    let text = |value: Option<&str>| value.unwrap_or("–").to_owned();
    let layout = |number: Option<usize>| number.map_or("–".to_owned(), |number| number.to_string());
    let published = article.published_at().map(|published| published.to_string());
    let doubts: Vec<String> = article.doubts().iter().map(|doubt| doubt.to_string()).collect();
    let mut fields = vec![
        ("outlet", text(article.outlet()), outlet.to_owned()),
        ("layout", layout(article.layout()), layout(Some(expected.page))),
        ("title", text(article.title()), expected.title.clone()),
        ("published", text(published.as_deref()), expected.published.clone()),
        ("authors", article.authors().join("; "), expected.authors.join("; ")),
        ("section", text(article.section()), text(expected.section.as_deref())),
        ("address", text(article.canonical()), expected.canonical.clone()),
        ("kind", article.kind().name().to_owned(), expected.kind.clone()),
        ("language", text(article.language()), expected.language.clone()),
        ("further", article.further().join(" "), expected.further.join(" ")),
        ("doubts", doubts.join("; "), String::new()),
    ];
    // Of two texts the first paragraph that differs says most.
    let paragraphs: Vec<&str> = article.paragraphs().collect();
    let differs =
        |&index: &usize| paragraphs.get(index).copied() != expected.body.get(index).map(String::as_str);
    if let Some(index) = (0..paragraphs.len().max(expected.body.len())).find(differs) {
        fields.push((
            "body",
            text(paragraphs.get(index).copied()),
            text(expected.body.get(index).map(String::as_str)),
        ));
    }
    fields
        .into_iter()
        .filter(|(_, found, expected)| found != expected)
        .map(|(field, found, expected)| Wrong { field, found, expected })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crawl::Page;
    use std::collections::BTreeSet;

    #[test]
    fn every_page_of_every_replica_is_read_as_it_is_meant() {
        let outlets = Outlets::builtin();
        for outlet in outlets.iter() {
            for sample in replica::samples(outlet.id()) {
                let wrong = differences(&sample.expected, outlet.id(), &parse_with(&sample.page, outlets));
                assert!(wrong.is_empty(), "{}/{}: {wrong:#?}", outlet.id(), sample.name);
            }
        }
    }

    #[test]
    fn every_outlet_and_layout_is_shown() {
        for outlet in Outlets::builtin().iter() {
            let samples = replica::samples(outlet.id());
            assert!(samples.len() >= 3, "{} has {} pages of articles", outlet.id(), samples.len());
            let shown: BTreeSet<usize> = samples.iter().map(|sample| sample.expected.page).collect();
            assert_eq!(shown, outlet.layouts().collect(), "{}: the layouts that pages show", outlet.id());
        }
    }

    #[test]
    fn a_wrong_field_is_told() {
        let outlets = Outlets::builtin();
        let mut sample = replica::samples("kukarkab").remove(0);
        sample.expected.title.push('!');
        sample.expected.body.pop();
        let wrong = differences(&sample.expected, "kukarkab", &parse_with(&sample.page, outlets));
        let fields: Vec<&str> = wrong.iter().map(|wrong| wrong.field).collect();
        assert_eq!(fields, ["title", "body"]);
    }

    /// A site with a new theme, where every class and id has another name: the text is kept, and it is told.
    #[test]
    fn a_changed_layout_is_reported() {
        let outlets = Outlets::builtin();
        for outlet in outlets.iter() {
            let length =
                |sample: &replica::Sample| sample.expected.body.iter().map(String::len).sum::<usize>();
            let samples = replica::samples(outlet.id());
            let sample = samples
                .iter()
                .filter(|sample| !sample.name.ends_with(".amp"))
                .max_by_key(|sample| length(sample));
            let sample = sample.expect("every outlet has a replica");
            let page = String::from_utf8(sample.page.bytes().to_vec()).expect("replicas are in UTF-8");
            let changed = ["class=\"", "id=\"", "itemprop=\""]
                .iter()
                .fold(page, |page, attribute| page.replace(attribute, &format!("{attribute}v2-")));
            let changed = changed.replace("<article", "<section").replace("</article", "</section");
            let article = parse_with(&Page::from_text(changed).with_url(&sample.expected.url), outlets);
            assert!(article.is_suspect(), "{}: {:?}", outlet.id(), article.doubts());
            let body = &sample.expected.body;
            let kept = body.iter().filter(|paragraph| article.body().contains(paragraph.as_str())).count();
            assert!(
                kept * 10 >= body.len() * 8,
                "{}: {kept} of {} paragraphs are kept",
                outlet.id(),
                body.len()
            );
            assert!(article.source(Field::Title).is_some(), "{}", outlet.id());
        }
    }
}
