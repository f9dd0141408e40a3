use super::*;
use crate::review::markup::{attribute, cells, check, parsed, texts};
use jiff::civil::{Date, date};
use maud::html;

const PARTS: [Part; 4] = [
    Part { name: "dikonfirmasi", fill: Fill::Solid },
    Part { name: "ditolak", fill: Fill::Lines },
    Part { name: "ragu-ragu", fill: Fill::Dots },
    Part { name: "menunggu", fill: Fill::Hollow },
];

const HOSTILE: &str = "</text><script>alert('1')</script>\"&<b>";

fn caption(lang: Lang) -> Caption<'static> {
    Caption { id: "uji", title: "Judul <uji>", about: "Cara & baca", lang }
}

fn weeks(number: i64) -> Vec<Date> {
    (0..number).map(|week| date(2024, 12, 9).saturating_add(jiff::Span::new().weeks(week))).collect()
}

/// The page of one plot.
fn page(plot: &Markup) -> scraper::Html {
    let page = parsed(&html! { (patterns()) (plot) });
    check(&page);
    page
}

#[test]
fn stacked_bars_stand_at_their_numbers() {
    let weeks = weeks(3);
    let columns = [[4, 2, 0, 0], [0, 0, 0, 0], [0, 1, 1, 1200]];
    let column = |(day, values): (&Date, &[usize; 4])| Column { day: *day, values: values.to_vec() };
    let small: Vec<Column> = weeks.iter().zip(&columns).map(column).collect();
    let page = page(&stacks(&caption(Lang::Id), &PARTS, &small[..2]));
    // The scale ends at 6, and the plot is 136 high from 16 on; a column takes 137, its bar four fifths of that.
    let paths = ["M51.7 61.3h109.6v90.7h-109.6z", "M51.7 16h109.6v45.3h-109.6z", "", ""];
    assert_eq!(attribute(&page, ".draw .solid, .draw .lines, .draw .dots, .draw .hollow", "d"), paths);
    assert_eq!(attribute(&page, ".draw .lines", "fill"), ["url(#fill-lines)"]);
    assert_eq!(texts(&page, ".draw > text"), ["0", "2", "4", "6", "9 Des", "16 Des"]);
    assert_eq!(texts(&page, "desc"), ["4 dikonfirmasi, 2 ditolak"]);
    assert_eq!(texts(&page, ".key li"), ["dikonfirmasi", "ditolak", "ragu-ragu", "menunggu"]);
    let page = self::page(&stacks(&caption(Lang::En), &PARTS, &small));
    assert_eq!(
        cells(&page, "#uji table"),
        [
            ["Week from", "dikonfirmasi", "ditolak", "ragu-ragu", "menunggu"],
            ["9 December 2024", "4", "2", "0", "0"],
            ["16 December 2024", "0", "0", "0", "0"],
            ["23 December 2024", "0", "1", "1", "1,200"],
        ]
    );
}

#[test]
fn days_under_a_long_plot_are_few_and_tell_the_year() {
    let columns: Vec<Column> =
        weeks(26).into_iter().map(|day| Column { day, values: vec![1, 0, 0, 0] }).collect();
    let page = page(&stacks(&caption(Lang::Id), &PARTS, &columns));
    // Every seventh week of 26; the last is of 2025.
    let days = texts(&page, ".draw > text").split_off(2);
    assert_eq!(days, ["9 Des 2024", "27 Jan", "17 Mar", "5 Mei"]);
    for x in attribute(&page, ".draw > text", "x") {
        let x: f64 = x.parse().expect("a number");
        assert!((0.0..=WIDTH - 30.0).contains(&x), "{x}");
    }
}

#[test]
fn bars_are_as_long_as_their_numbers() {
    let bar = |name: &str, href: Option<&str>, values: [usize; 4]| Bar {
        name: name.to_owned(),
        href: href.map(str::to_owned),
        values: values.to_vec(),
    };
    let all = [
        bar("Kota Balikpapan", Some("/stories?place=Kota+Balikpapan&since=2024-01-01"), [1, 2, 0, 5]),
        bar(HOSTILE, None, [0, 0, 2, 0]),
    ];
    let page = page(&bars(&caption(Lang::Id), &PARTS, &all));
    let bar = |name| attribute(&page, ".bars li svg rect", name);
    assert_eq!(bar("x"), ["0.00%", "12.50%", "37.50%", "0.00%"]);
    assert_eq!(bar("width"), ["12.50%", "25.00%", "62.50%", "25.00%"]);
    assert_eq!(attribute(&page, ".bars a", "href"), ["/stories?place=Kota+Balikpapan&since=2024-01-01"]);
    assert_eq!(texts(&page, ".bars a"), ["Kota Balikpapan"]);
    assert_eq!(texts(&page, ".bars span"), [HOSTILE]);
    assert_eq!(texts(&page, ".bars b"), ["8", "2"]);
    assert_eq!(texts(&page, ".bars small"), ["1 dikonfirmasi, 2 ditolak, 5 menunggu", "2 ragu-ragu"]);
    assert_eq!(
        cells(&page, "#uji table"),
        [
            ["Judul <uji>", "semua", "dikonfirmasi", "ditolak", "ragu-ragu", "menunggu"],
            ["Kota Balikpapan", "8", "1", "2", "0", "5"],
            [HOSTILE, "2", "0", "0", "2", "0"],
        ]
    );
}

#[test]
fn shares_stand_in_their_bands() {
    let weeks = weeks(2);
    let point = |day, share, interval, counts| Point { day, share, interval, counts };
    let series = [
        Series {
            name: "model uji-1".to_owned(),
            points: vec![
                point(weeks[0], 0.5, (0.25, 0.75), (4, 8)),
                point(weeks[1], 1.0, (0.5, 1.0), (5, 5)),
            ],
        },
        Series { name: HOSTILE.to_owned(), points: vec![point(weeks[1], 0.0, (0.0, 0.5), (0, 3))] },
        Series { name: "lama".to_owned(), points: vec![point(date(2020, 1, 6), 0.5, (0.0, 1.0), (1, 2))] },
    ];
    let page = page(&lines(&caption(Lang::Id), &weeks, &series));
    // Columns are 137 wide from 38 on; 1 stands at 16 and 0 at 152.
    assert_eq!(attribute(&page, ".line", "d"), ["M106.5 84L243.5 16"]);
    assert_eq!(attribute(&page, ".band", "d"), ["M106.5 50L243.5 16L243.5 84L106.5 118Z"]);
    assert_eq!(attribute(&page, ".whisker", "d"), ["M243.5 84L243.5 152"]);
    assert_eq!(attribute(&page, ".dot", "cy"), ["84", "16", "152"]);
    assert_eq!(texts(&page, ".letter"), ["A", "B"]);
    assert_eq!(texts(&page, ".key li"), ["A = model uji-1", &format!("B = {HOSTILE}")]);
    assert_eq!(
        texts(&page, "desc"),
        ["A, 16 Desember 2024: 100% (5 dari 5); B, 16 Desember 2024: 0% (0 dari 3)"]
    );
    assert_eq!(
        cells(&page, "#uji table"),
        [
            ["Pekan mulai", "Deret", "Bagian", "Selang", "Dihitung"],
            ["9 Desember 2024", "A: model uji-1", "50%", "25%–75%", "4 dari 8"],
            ["16 Desember 2024", "A: model uji-1", "100%", "50%–100%", "5 dari 5"],
            ["16 Desember 2024", &format!("B: {HOSTILE}"), "0%", "0%–50%", "0 dari 3"],
        ]
    );
}

#[test]
fn what_has_no_numbers_says_so() {
    let none = Column { day: date(2024, 12, 9), values: vec![0; 4] };
    for (lang, says) in [(Lang::En, "There is nothing to show yet."), (Lang::Id, "Belum ada data.")] {
        for plot in [
            stacks(&caption(lang), &PARTS, &[]),
            stacks(&caption(lang), &PARTS, std::slice::from_ref(&none)),
            bars(&caption(lang), &PARTS, &[]),
            lines(&caption(lang), &weeks(3), &[]),
            lines(&caption(lang), &[], &[]),
        ] {
            let page = page(&plot);
            assert_eq!(texts(&page, ".none"), [says]);
            assert!(texts(&page, "figure svg, table").is_empty());
            assert_eq!(texts(&page, "figcaption"), ["Judul <uji>Cara & baca"]);
        }
    }
}

#[test]
fn a_spark_tells_its_nights_in_words_too() {
    let page = page(&spark(&[(4, Mark::None), (0, Mark::Cross), (8, Mark::None)], "4, 0 ×, 8 <"));
    // Each of three bars has 32; the highest takes what is left between the cross and the line: 16 of 24.
    assert_eq!(attribute(&page, ".spark .solid", "d"), ["M4.8 22v-8h22.4v8zM68.8 22v-16h22.4v16z"]);
    assert_eq!(attribute(&page, ".spark .cross", "d"), ["M46 0l4 4m0 -4l-4 4"]);
    assert_eq!(texts(&page, ".spark title"), ["4, 0 ×, 8 <"]);
}
