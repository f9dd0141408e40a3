//! The figures of a period.

use crate::sample::{claim, fetched, save, verdict};
use jiff::civil::{Date, date};
use netra::store::{Claim, Decision, Fetched, Groups, Named, Reach, Store, Tally, Verdict};

/// Groups as `name stories/confirmed/rejected/unsure`, and how many are left out.
fn shown(groups: &Groups) -> String {
    let mut shown: Vec<String> =
        groups.most.iter().map(|(name, tally)| format!("{name} {}", numbers(tally))).collect();
    if groups.left > 0 {
        shown.push(format!("+{}", groups.left));
    }
    shown.join(", ")
}

fn numbers(tally: &Tally) -> String {
    format!("{}/{}/{}/{}", tally.stories, tally.confirmed, tally.rejected, tally.unsure)
}

fn of(name: &str, outlet: &str, day: Date, claims: Vec<Claim>) -> Fetched {
    Fetched { outlet: outlet.to_owned(), day: Some(day), claims, people: Vec::new(), ..fetched(name) }
}

fn said(act: &str, status: &str, place: Option<&str>) -> Claim {
    let place = place.map(str::to_owned);
    Claim { act: act.to_owned(), status: status.to_owned(), place, ..claim("x") }
}

fn official(jurisdiction: &str) -> Named {
    Named {
        name: "Rukmini Salasa".to_owned(),
        position: Some("Bupati".to_owned()),
        jurisdiction: Some(jurisdiction.to_owned()),
        story_role: "speaker".to_owned(),
        ..Named::default()
    }
}

pub(crate) fn figures_count_each_story_once_in_a_group(store: &mut dyn Store) {
    let (sunday, monday, tuesday) = (date(2024, 10, 13), date(2024, 10, 14), date(2024, 10, 15));
    let (online, campaign) = ("support_online", "attend_campaign");
    // A story in two outlets and two weeks, which tells of one act in two states and of two places.
    let claims = vec![
        said(online, "alleged", Some("Kota Balikpapan")),
        said(online, "alleged", Some("Kota Balikpapan")),
    ];
    let first = save(store, &of("a", "kabar", sunday, claims));
    let story = store.article(first).expect("read").expect("it is there").story;
    let later = of("b", "warta", tuesday, vec![said(online, "dismissed", Some("Kabupaten Paser"))]);
    save(store, &Fetched { story: Some(story), ..later });
    // A story whose allegation names a province only, so that the office of the speaker tells; and one whose
    // allegation names a city, so that it does not.
    let province = vec![said(campaign, "alleged", Some("Provinsi Kalimantan Timur"))];
    let second = save(
        store,
        &Fetched {
            people: vec![official("Kabupaten Paser"), official("Kecamatan Kuaro")],
            ..of("c", "kabar", monday, province)
        },
    );
    let city = vec![said(campaign, "proven", Some("Kota Balikpapan"))];
    let third =
        save(store, &Fetched { people: vec![official("Kabupaten Berau")], ..of("d", "kabar", monday, city) });
    // Of a fourth nothing is known; a fifth is not flagged; a sixth lies outside the period.
    let fourth = save(store, &of("e", "suara", tuesday, Vec::new()));
    let city = vec![said(online, "alleged", Some("Kota Bontang"))];
    save(store, &Fetched { flagged: false, ..of("f", "kabar", monday, city.clone()) });
    save(store, &of("g", "kabar", date(2024, 10, 16), city));
    for (article, decision, reviewer, reach) in [
        (first, Decision::Reject, "sari", Reach::Story),
        (first, Decision::Confirm, "budi", Reach::Story),
        (second, Decision::Reject, "sari", Reach::Story),
        (third, Decision::Unsure, "sari", Reach::Story),
        (fourth, Decision::Confirm, "sari", Reach::Article),
    ] {
        let key = format!("{article} {reviewer}");
        let given = Verdict { reach, reviewer: reviewer.to_owned(), ..verdict(article, decision, &key) };
        store.add_verdict(&given).expect("judged");
    }
    let overview = store.overview(sunday, tuesday, 9).expect("read");
    assert_eq!(numbers(&overview.all), "4/1/1/1");
    assert_eq!((overview.all.decided(), overview.all.waiting()), (3, 1));
    let weeks: Vec<(String, String)> =
        overview.weeks.iter().map(|(week, tally)| (week.to_string(), numbers(tally))).collect();
    let week = |monday: &str, tally: &str| (monday.to_owned(), tally.to_owned());
    assert_eq!(weeks, [week("2024-10-07", "1/1/0/0"), week("2024-10-14", "3/0/1/1")]);
    assert_eq!(shown(&overview.outlets), "kabar 3/1/1/1, suara 1/0/0/0, warta 1/1/0/0");
    assert_eq!(shown(&overview.acts), "attend_campaign 2/0/1/1, support_online 1/1/0/0");
    assert_eq!(shown(&overview.states), "alleged 2/1/1/0, dismissed 1/1/0/0, proven 1/0/0/1");
    assert_eq!(shown(&overview.places), "Kabupaten Paser 2/1/1/0, Kota Balikpapan 2/1/0/1");
    assert_eq!(numbers(&overview.placeless), "1/0/0/0");
    // Of groups only the largest are told, and that there are more.
    let short = store.overview(sunday, tuesday, 1).expect("read");
    assert_eq!(shown(&short.outlets), "kabar 3/1/1/1, +2");
    // In a shorter period a story counts from its first article there on.
    let late = store.overview(tuesday, tuesday, 9).expect("read");
    assert_eq!(late.weeks, [(monday, late.all)]);
    assert_eq!(numbers(&late.all), "2/1/0/0");
    assert_eq!(store.overview(tuesday, sunday, 9).expect("read"), netra::store::Overview::default());
}
