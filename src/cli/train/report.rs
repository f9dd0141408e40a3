//! What is said of a candidate.

use super::super::judged::count;
use super::super::lang::Lang;
use super::super::model::{Verdicts, gained, table, verdicts};
use super::Arguments;
use super::candidate::Parts;
use crate::annotate::line;
use crate::classify::train::{Contest, Outcome, Trial};
use crate::date;

/// What the candidate learnt, and how it compares.
pub(super) fn text(parts: &Parts, learnt: &Verdicts, trial: &Trial, lang: Lang) -> String {
    let mut told = format!(
        "{}: {}\n{}\n",
        lang.pick(("learnt from verdicts", "belajar dari putusan")),
        verdicts(learnt, lang),
        left_out(parts, lang)
    );
    for (title, contest) in titles(parts, lang).iter().zip([&trial.recent, &trial.corpus]) {
        told.push_str(&format!("\n{title}, {}\n{}", counted(contest, lang), table(contest, lang)));
    }
    told
}

/// What the card says beside what every card says.
pub(super) fn card(parts: &Parts, learnt: &Verdicts, trial: &Trial) -> String {
    let lang = Lang::En;
    let mut card = format!(
        "\n## What it learnt from verdicts\n\n{}. {}\n\n\
        ## How it compares\n\n\
        Precision and recall are at each model's own threshold. What is gained is by how much the Brier score falls, \
        with its 95 % interval from draws of stories.\n",
        verdicts(learnt, lang),
        left_out(parts, lang)
    );
    for (title, contest) in titles(parts, lang).iter().zip([&trial.recent, &trial.corpus]) {
        let (title, counted, table) = (title, counted(contest, lang), table(contest, lang));
        card.push_str(&format!("\n{title}, {counted}:\n\n```\n{table}```\n"));
    }
    card
}

/// That a candidate is rejected, and why.
pub(super) fn rejected(trial: &Trial, outcome: Outcome, lang: Lang) -> String {
    let name = line(&trial.recent.after.model);
    let (why, gain) = match outcome {
        Outcome::WorseOnCorpus => (
            ("it is worse on the built-in articles", "hasilnya lebih buruk pada artikel bawaan"),
            &trial.corpus.gain,
        ),
        Outcome::NotBetter | Outcome::Better => (
            ("it is not better on recent verdicts", "hasilnya tidak lebih baik pada putusan terbaru"),
            &trial.recent.gain,
        ),
    };
    let is_rejected = lang.pick(("is rejected", "ditolak"));
    format!("{name} {is_rejected}: {} ({})", lang.pick(why), gained(gain, lang))
}

/// That a candidate is better.
pub(super) fn taken(trial: &Trial, arguments: &Arguments, lang: Lang) -> String {
    let (name, before) = (line(&trial.recent.after.model), line(&trial.recent.before.model));
    match (lang, arguments.dry_run) {
        (Lang::En, false) => {
            format!("\n{name} is better and in use now; `netra model rollback` goes back to {before}")
        }
        (Lang::En, true) => {
            format!("\n{name} is better than {before}; without --dry-run it would be in use now")
        }
        (Lang::Id, false) => {
            format!("\n{name} lebih baik dan sekarang dipakai; `netra model rollback` kembali ke {before}")
        }
        (Lang::Id, true) => {
            format!("\n{name} lebih baik daripada {before}; tanpa --dry-run model ini sekarang dipakai")
        }
    }
}

/// What was judged and teaches nothing.
fn left_out(parts: &Parts, lang: Lang) -> String {
    let Parts { unsure, known, seen, compared, .. } = parts;
    let held_out = count(compared);
    match lang {
        Lang::En => format!(
            "Held out to compare on: {held_out} articles. Left out: {unsure} articles that analysts were unsure about, \
             {known} that are labelled already, {seen} stories that the model in use may have seen."
        ),
        Lang::Id => format!(
            "Disisihkan untuk perbandingan: {held_out} artikel. Tidak dipakai: {unsure} artikel yang diragukan analis, \
             {known} yang sudah berlabel, {seen} berita yang mungkin sudah dilihat model yang dipakai."
        ),
    }
}

/// What models are compared on: recent verdicts, and the built-in articles.
fn titles(parts: &Parts, lang: Lang) -> [String; 2] {
    let since = parts.compared.iter().map(|story| story.last).min();
    let since = since.map_or_else(String::new, |day| date::day(day, lang));
    [
        format!(
            "{} {since}",
            lang.pick(("On recent verdicts, published since", "Pada putusan terbaru, terbit sejak"))
        ),
        lang.pick((
            "On the built-in articles, by models that had not seen the story",
            "Pada artikel bawaan, oleh model yang belum melihat beritanya",
        ))
        .to_owned(),
    ]
}

fn counted(contest: &Contest, lang: Lang) -> String {
    let Contest { articles, stories, violations, .. } = contest;
    match lang {
        Lang::En => {
            format!("{articles} articles of {stories} stories, {violations} of them labelled violations")
        }
        Lang::Id => format!("{articles} artikel dari {stories} berita, {violations} berlabel pelanggaran"),
    }
}
