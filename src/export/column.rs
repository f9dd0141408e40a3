//! The columns of a table. [`COLUMNS`] is the one list of them; `docs/reading.md` repeats their names, and a test
//! holds the two together.

use super::story::{Story, accused, found, sentence};
use crate::lang::Lang;
use crate::store::{Claim, Given, Reach, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;

/// One row: a claim of a story's face, or that face without a claim.
pub(super) struct Row<'s> {
    story: &'s Story,
    claim: Option<(usize, &'s Claim)>,
    lang: Lang,
}

/// What stands in a row below the name of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'s> {
    /// Nothing is known.
    Empty,
    /// A text, mostly foreign.
    Text(Cow<'s, str>),
    /// An address, which is a link only where it is one of the web.
    Address(Cow<'s, str>),
    /// A time as exactly as it is known: in a workbook a date where it is a day or a moment.
    When(&'s str),
    /// A whole number.
    Count(i64),
    /// A number from 0 to 1.
    Number(f64),
    /// Whether something is so.
    Holds(bool),
    /// A day.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

/// A column.
pub(super) struct Column {
    /// Its name for programs, which never changes.
    pub(super) name: &'static str,
    /// Its name for people.
    pub(super) title: (&'static str, &'static str),
    /// What stands in it.
    pub(super) about: (&'static str, &'static str),
    /// Its width in a workbook, in characters.
    pub(super) width: u8,
    /// Its cell in a row.
    pub(super) cell: for<'r, 's> fn(&'r Row<'s>) -> Cell<'s>,
}

/// The rows of a story.
pub(super) fn rows(story: &Story, lang: Lang) -> impl Iterator<Item = Row<'_>> {
    let claims = story.record.claims.iter().enumerate().map(Some);
    let without = story.record.claims.is_empty().then_some(None);
    claims.chain(without).map(move |claim| Row { story, claim, lang })
}

const fn column(
    name: &'static str,
    title: (&'static str, &'static str),
    width: u8,
    about: (&'static str, &'static str),
    cell: for<'r, 's> fn(&'r Row<'s>) -> Cell<'s>,
) -> Column {
    Column { name, title, about, width, cell }
}

/// All columns, in their order.
#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 52] = [
    column("story", ("Story", "Berita"), 8,
        ("number of the story: what several outlets tell of the same thing",
         "nomor berita: hal yang sama yang dimuat beberapa media"),
        |row| Cell::Count(row.story.record.story)),
    column("article", ("Article", "Artikel"), 8,
        ("number of the article that stands for the story, for `netra show`",
         "nomor artikel yang mewakili berita, untuk `netra show`"),
        |row| Cell::Count(row.story.record.article)),
    column("outlet", ("Outlet", "Media"), 16,
        ("the outlet, by its id", "media, menurut pengenalnya"),
        |row| text(&row.story.record.outlet)),
    column("title", ("Title", "Judul"), 44,
        ("headline of the article", "judul artikel"),
        |row| maybe(row.story.record.current.title.as_deref())),
    column("url", ("Address", "Alamat"), 30,
        ("address of the article", "alamat artikel"),
        |row| Cell::Address(Cow::Borrowed(&row.story.record.canonical))),
    column("published", ("Published", "Terbit"), 18,
        ("when it was published, as exactly as its page says", "waktu terbit, seteliti yang disebut halamannya"),
        |row| row.story.record.current.published.as_deref().map_or(Cell::Empty, Cell::When)),
    column("day", ("Day", "Hari"), 12,
        ("day of publication, else the day it was first seen", "hari terbit, atau hari pertama kali terlihat"),
        |row| Cell::Day(row.story.record.day)),
    column("first_seen", ("First seen", "Pertama terlihat"), 18,
        ("when netra first read it", "waktu netra pertama kali membacanya"),
        |row| Cell::Moment(row.story.record.first_seen)),
    column("vanished_at", ("Taken down", "Dihapus"), 18,
        ("when the outlet had taken it down", "waktu diketahui bahwa media menghapusnya"),
        |row| row.story.record.vanished_at.map_or(Cell::Empty, Cell::Moment)),
    column("revisions", ("Revisions", "Revisi"), 8,
        ("how many revisions it has; more than 1: it was changed", "jumlah revisi; lebih dari 1: pernah diubah"),
        |row| Cell::Count(row.story.record.current.number.into())),
    column("score", ("Score", "Skor"), 8,
        ("probability, by the model, that it reports a concrete possible violation; not a finding",
         "peluang, menurut model, bahwa artikel memberitakan dugaan pelanggaran yang konkret; bukan putusan"),
        |row| Cell::Number(row.story.record.score)),
    column("threshold", ("Threshold", "Ambang"), 8,
        ("the least score that is flagged", "skor terendah yang ditandai"),
        |row| Cell::Number(row.story.record.threshold)),
    column("flagged", ("Flagged", "Ditandai"), 9,
        ("whether it is to be reviewed", "apakah perlu ditinjau"),
        |row| Cell::Holds(row.story.record.flagged)),
    column("model", ("Model", "Model"), 16,
        ("the model that gave the score", "model yang memberi skor"),
        |row| text(&row.story.record.model)),
    column("advertorial", ("Advertorial", "Advertorial"), 9,
        ("whether it is marked as paid", "apakah bertanda advertorial"),
        |row| Cell::Holds(row.story.record.current.advertorial)),
    column("others", ("Other articles", "Artikel lain"), 8,
        ("how many other articles tell the story", "jumlah artikel lain tentang berita yang sama"),
        |row| count(row.story.summary.others)),
    column("outlets", ("Their outlets", "Medianya"), 24,
        ("the outlets of the other articles", "media dari artikel lain itu"),
        |row| list(&row.story.summary.outlets)),
    column("claim", ("Claim", "Dugaan ke-"), 8,
        ("number of the claim in the article, from 1; empty where it makes none",
         "nomor dugaan dalam artikel, dari 1; kosong bila tidak ada"),
        |row| row.claim.map_or(Cell::Empty, |(number, _)| count(number + 1))),
    column("accused", ("Said of", "Terlapor"), 28,
        ("whom the claim is about, as written", "siapa yang disebut, sebagaimana tertulis"),
        |row| of(row, |claim| text(&claim.accused))),
    column("person", ("Name", "Nama"), 22,
        ("the name, where the article gives one; initials stay initials",
         "nama, bila disebut artikel; inisial tetap inisial"),
        |row| of(row, |claim| maybe(claim.person.as_deref()))),
    column("position", ("Office", "Jabatan"), 20,
        ("the office", "jabatan"),
        |row| of(row, |claim| maybe(claim.position.as_deref()))),
    column("institution", ("Institution", "Instansi"), 28,
        ("the institution, where the article tells it", "instansi, bila diketahui dari artikel"),
        |row| of(row, |claim| maybe(accused(&row.story.record, claim).and_then(|it| it.institution.as_deref())))),
    column("bound_as", ("Bound as", "Terikat sebagai"), 14,
        ("the class of persons bound by the rules", "golongan yang terikat aturan"),
        |row| of(row, |claim| maybe(claim.bound_as.as_deref()))),
    column("act", ("Act", "Perbuatan (kode)"), 20,
        ("the act, by its id", "perbuatan, menurut kodenya"),
        |row| of(row, |claim| text(&claim.act))),
    column("act_name", ("Act in words", "Perbuatan"), 28,
        ("the act that is reported, in words", "perbuatan yang diberitakan, dalam kata-kata"),
        |row| of(row, |claim| Cell::Text(named(row.lang.act(&claim.act))))),
    column("status", ("State", "Status (kode)"), 14,
        ("the last state that this article reports, by its id", "status terakhir menurut artikel ini, menurut kodenya"),
        |row| of(row, |claim| text(&claim.status))),
    column("status_words", ("State in words", "Status"), 24,
        ("the same in words", "status itu dalam kata-kata"),
        |row| of(row, |claim| Cell::Text(named(row.lang.state(&claim.status))))),
    column("denied", ("Denied", "Dibantah"), 9,
        ("whether the accused or their side reject it in this article", "apakah dibantah pihak terlapor dalam artikel ini"),
        |row| of(row, |claim| Cell::Holds(claim.denied))),
    column("source", ("According to", "Menurut"), 22,
        ("who says so; empty: the article itself", "siapa yang menyebutnya; kosong: artikel itu sendiri"),
        |row| of(row, |claim| maybe(claim.source.as_deref()))),
    column("place", ("Place", "Tempat"), 20,
        ("place of the act", "tempat perbuatan"),
        |row| of(row, |claim| maybe(claim.place.as_deref()))),
    column("act_day", ("Day of the act", "Hari perbuatan"), 14,
        ("day of the act, as exactly as is known: a day, a month, a year or a range",
         "hari perbuatan, seteliti yang diketahui: hari, bulan, tahun, atau rentang"),
        |row| of(row, |claim| claim.day.as_deref().map_or(Cell::Empty, Cell::When))),
    column("central", ("Central", "Pokok berita"), 9,
        ("false for an older case in the background", "salah bila kasus lama di latar belakang"),
        |row| of(row, |claim| Cell::Holds(claim.central))),
    column("basis", ("Rules touched on", "Aturan yang disinggung"), 26,
        ("rules that such an act touches on; a hint, no judgement", "aturan yang disinggung; petunjuk, bukan penilaian"),
        |row| of(row, |claim| match row.claim.and_then(|(number, _)| found(&row.story.stored, number, claim)) {
            Some(found) => list(&found.basis),
            None => Cell::Empty,
        })),
    column("sentence", ("Sentence", "Kalimat"), 60,
        ("the sentence that makes the claim", "kalimat yang memuat dugaan"),
        |row| of(row, |claim| text(sentence(&row.story.record, claim)))),
    column("sentence_start", ("Sentence from", "Kalimat dari"), 9,
        ("where it begins in the article's text, in bytes", "awalnya dalam teks artikel, dalam bita"),
        |row| of(row, |claim| count(claim.sentence.start))),
    column("sentence_end", ("Sentence to", "Kalimat sampai"), 9,
        ("where it ends", "akhirnya"),
        |row| of(row, |claim| count(claim.sentence.end))),
    column("case", ("Case", "Kasus"), 8,
        ("number of the case: the same accusation in all articles", "nomor kasus: dugaan yang sama dalam semua artikel"),
        |row| of(row, |claim| claim.case.map_or(Cell::Empty, Cell::Count))),
    column("latest_status", ("Latest state", "Status terbaru (kode)"), 14,
        ("state of the case, as the newest article reports it", "status kasus menurut artikel terbaru"),
        |row| of(row, |claim| maybe(row.story.latest(claim).map(|it| it.status.as_str())))),
    column("latest_status_words", ("Latest state in words", "Status terbaru"), 24,
        ("the same in words", "status itu dalam kata-kata"),
        |row| of(row, |claim| match row.story.latest(claim) {
            Some(latest) => Cell::Text(named(row.lang.state(&latest.status))),
            None => Cell::Empty,
        })),
    column("latest_day", ("Since", "Sejak"), 12,
        ("day of that article", "hari artikel terbaru itu"),
        |row| of(row, |claim| row.story.latest(claim).map_or(Cell::Empty, |it| Cell::Day(it.day)))),
    column("latest_outlet", ("Reported by", "Diberitakan oleh"), 16,
        ("outlet of that article", "media artikel terbaru itu"),
        |row| of(row, |claim| maybe(row.story.latest(claim).map(|it| it.outlet.as_str())))),
    column("page_sha256", ("SHA-256 of the page", "SHA-256 halaman"), 20,
        ("digest of the bytes of the page as it was read", "sidik bita halaman ketika dibaca"),
        |row| maybe(row.story.page().map(|it| it.sha256.as_str()))),
    column("page_fetched_at", ("Page read", "Halaman dibaca"), 18,
        ("when that page was read", "waktu halaman itu dibaca"),
        |row| row.story.page().map_or(Cell::Empty, |it| Cell::Moment(it.fetched_at))),
    column("verdict", ("Verdict", "Putusan"), 14,
        ("what analysts decided: confirm, reject or unsure; of several reviewers joined by `; `",
         "putusan analis: confirm (valid), reject (tidak valid), unsure (ragu); bila lebih dari satu dipisah `; `"),
        |row| verdicts(row, |it| text(it.decision.name()))),
    column("verdict_on", ("Verdict on", "Putusan atas"), 12,
        ("story, or article where it is on that alone", "story (berita), atau article bila hanya atas artikel itu"),
        |row| verdicts(row, |it| text(match it.reach { Reach::Story => "story", Reach::Article => "article" }))),
    column("reason", ("Reason", "Alasan"), 16,
        ("why, by a short code", "alasan, berupa kode singkat"),
        |row| verdicts(row, |it| maybe(it.reason.as_deref()))),
    column("reviewer", ("Reviewer", "Peninjau"), 14,
        ("who decided", "siapa yang memutuskan"),
        |row| verdicts(row, |it| text(&it.reviewer))),
    column("verdict_at", ("Decided", "Waktu putusan"), 18,
        ("when", "waktu putusan"),
        |row| verdicts(row, |it| Cell::Moment(it.at))),
    column("score_shown", ("Score shown", "Skor terlihat"), 9,
        ("the score that the reviewer saw; empty: it was hidden", "skor yang dilihat peninjau; kosong: disembunyikan"),
        |row| verdicts(row, |it| it.score_shown.map_or(Cell::Empty, Cell::Number))),
    column("verdict_model", ("Model then", "Model saat itu"), 16,
        ("the model of that score", "model yang memberi skor itu"),
        |row| verdicts(row, |it| maybe(it.model.as_deref()))),
    column("note", ("Note", "Catatan"), 40,
        ("the reviewer's words", "catatan peninjau"),
        |row| verdicts(row, |it| maybe(it.note.as_deref()))),
    column("agreed", ("Agreed", "Sepakat"), 9,
        ("whether all reviewers decided the same; empty where fewer than two did",
         "apakah semua peninjau sepakat; kosong bila kurang dari dua"),
        |row| match row.story.verdicts.as_slice() {
            [] | [_] => Cell::Empty,
            [first, rest @ ..] => Cell::Holds(rest.iter().all(|it| it.verdict.decision == first.verdict.decision)),
        }),
];

/// What is said of the claim of a row, where it has one.
fn of<'s>(row: &Row<'s>, cell: impl FnOnce(&'s Claim) -> Cell<'s>) -> Cell<'s> {
    row.claim.map_or(Cell::Empty, |(_, claim)| cell(claim))
}

/// A part of the verdicts: of one as it is, of several joined, each in its place.
fn verdicts<'s>(row: &Row<'s>, cell: impl Fn(&'s Verdict) -> Cell<'s>) -> Cell<'s> {
    let told = |given: &'s Given| match cell(&given.verdict) {
        Cell::Text(text) => text.into_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(at) => at.to_string(),
        _ => String::new(),
    };
    match row.story.verdicts.as_slice() {
        [] => Cell::Empty,
        [given] => cell(&given.verdict),
        several if several.iter().all(|given| told(given).is_empty()) => Cell::Empty,
        several => Cell::Text(several.iter().map(told).collect::<Vec<_>>().join("; ").into()),
    }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn maybe(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, self::text)
}

/// The words for an identifier, which are short.
fn named<'s>(words: &str) -> Cow<'s, str> {
    Cow::Owned(words.to_owned())
}

fn list(texts: &[String]) -> Cell<'static> {
    if texts.is_empty() { Cell::Empty } else { Cell::Text(texts.join("; ").into()) }
}

fn count(number: usize) -> Cell<'static> {
    Cell::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn columns_are_told_apart_and_in_the_documentation() {
        let names: BTreeSet<&str> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), COLUMNS.len());
        let documentation = include_str!("../../docs/reading.md");
        for column in &COLUMNS {
            assert!(
                documentation.contains(&format!("`{}`", column.name)),
                "docs/reading.md does not tell of the column `{}`",
                column.name
            );
            let is_plain = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_';
            assert!(column.name.chars().all(is_plain), "{}", column.name);
            for lang in [Lang::En, Lang::Id] {
                assert!(!lang.pick(column.title).is_empty() && !lang.pick(column.about).is_empty());
            }
        }
    }

    #[test]
    fn files_are_named_by_day_and_kind() {
        let day = jiff::civil::date(2024, 11, 6);
        assert_eq!(Format::Csv.file_name(day), "netra-2024-11-06.csv");
        assert_eq!(Format::Xlsx.file_name(day), "netra-2024-11-06.xlsx");
        assert_eq!(Format::Jsonl.file_name(day), "netra-2024-11-06.jsonl");
    }
}
