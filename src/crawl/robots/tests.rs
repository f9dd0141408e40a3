//! The examples of RFC 9309 and the cases of Google's parser (google/robotstxt, robots_test.cc, Apache-2.0), with
//! this program in the place of theirs, and what sites get wrong.

use super::*;

fn address(target: &str) -> Address {
    Address::read(&format!("https://a.example{target}")).expect("an address")
}

fn allows(rules: &Rules, target: &str) -> bool {
    rules.check(&address(target)).is_ok()
}

/// The file, what it allows and what it forbids.
fn check(name: &str, file: impl AsRef<[u8]>, allowed: &[&str], forbidden: &[&str]) {
    let rules = Rules::of(200, file.as_ref());
    for target in allowed {
        assert!(allows(&rules, target), "{name}: {target} is allowed");
    }
    for target in forbidden {
        assert!(!allows(&rules, target), "{name}: {target} is forbidden");
    }
}

/// The cases that follow, with the rules in a group for this program.
fn check_rules(rules: &str, allowed: &[&str], forbidden: &[&str]) {
    check(rules, format!("user-agent: netra\n{rules}\n"), allowed, forbidden);
}

#[test]
fn groups_are_found_as_the_rfc_says() {
    let groups = "allow: /foo/bar/\n\nuser-agent: netra\ndisallow: /\nallow: /x/\nuser-agent: lain\ndisallow: /\n\
                  allow: /y/\n\n\nallow: /w/\nuser-agent: ketiga\n\nuser-agent: NETRA\nallow: /z/\ndisallow: /\n";
    for (name, file, allowed, forbidden) in [
        (
            "rfc 5.1",
            "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
          User-Agent: lain\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n",
            // The longer of the two patterns lets the last one through.
            &["/publications/a", "/a.gif.html", "/", "/publications/a.gif"][..],
            &["/a.gif", "/example/page.html"][..],
        ),
        (
            "rfc 5.1, named",
            "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\n\n\
          User-Agent: netra\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n",
            &["/example/page.html", "/example/allowed.gif"],
            &["/", "/example/", "/publications/"],
        ),
        (
            "rfc 5.1, two agents",
            "User-Agent: lain\nUser-Agent: netra\nDisallow: /example/page.html\n",
            &["/example/", "/a.gif"],
            &["/example/page.html"],
        ),
        (
            "rfc 5.1, no rules of its own",
            "User-Agent: *\nDisallow: /\n\nUser-Agent: netra\n",
            &["/", "/a"],
            &[],
        ),
        (
            "rfc 5.2",
            "User-Agent: netra\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
            &["/example/page/", "/example/page/a.gif"],
            &["/example/page/disallowed.gif"],
        ),
        (
            "groups are merged, lines outside of groups are none",
            groups,
            &["/x/b", "/z/d"],
            &["/foo/bar/", "/y/c", "/w/a"],
        ),
        (
            "only others are meant",
            "user-agent: lain\ndisallow: /\n\nuser-agent: netra-lain\ndisallow: /\n",
            &["/"],
            &[],
        ),
        ("all are meant, and none in particular", "user-agent: *\ndisallow: /\n", &[], &["/", "/a"]),
        (
            "the particular group wins, before",
            "user-agent: netra\nallow: /\n\nuser-agent: *\ndisallow: /\n",
            &["/a"],
            &[],
        ),
        (
            "the particular group wins, behind",
            "user-agent: *\nallow: /\n\nuser-agent: netra\ndisallow: /\n",
            &[],
            &["/a"],
        ),
        (
            "the particular group stands alone",
            "user-agent: *\ndisallow: /x/\n\nuser-agent: netra\ndisallow: /y/\n",
            &["/x/"],
            &["/y/"],
        ),
        ("a version is no part of the name", "user-agent: netra/2.1\ndisallow: /\n", &[], &["/"]),
        ("nor is a second word", "user-agent: Netra Bot\ndisallow: /\n", &[], &["/"]),
        ("a star and more", "user-agent: * semua\ndisallow: /\n", &[], &["/"]),
        (
            "sitemaps end no group",
            "user-agent: netra\nsitemap: https://a.example/s.xml\nuser-agent: *\ndisallow: /\n",
            &[],
            &["/"],
        ),
        (
            "nor do unknown lines",
            "user-agent: netra\nclean-param: a\nuser-agent: lain\ndisallow: /\n",
            &[],
            &["/"],
        ),
        ("nor do delays", "user-agent: netra\ncrawl-delay: 3\nuser-agent: lain\ndisallow: /\n", &[], &["/"]),
        ("nor do empty lines", "user-agent: netra\n\n\ndisallow: /\n", &[], &["/"]),
        ("rules before any group are none", "disallow: /\n\nuser-agent: lain\nallow: /\n", &["/"], &[]),
    ] {
        check(name, file, allowed, forbidden);
    }
}

#[test]
fn lines_are_read_however_they_are_written() {
    let long = format!("user-agent: netra\n# {}\ndisallow: /x\n", "panjang ".repeat(5_000));
    for (name, file, allowed, forbidden) in [
        (
            "small letters, capitals",
            "USER-AGENT: Netra\nDISALLOW: /x\nAllow: /x/y\n",
            &["/x/y", "/X"][..],
            &["/x"][..],
        ),
        ("no space", "user-agent:netra\ndisallow:/x\n", &["/y"], &["/x"]),
        ("much space", "  user-agent \t: \t netra \t\n \tdisallow\t:\t/x \t \n", &["/y"], &["/x"]),
        ("no colon", "user-agent netra\ndisallow /x\n", &["/y"], &["/x"]),
        ("no colon in prose", "user-agent: netra\ndisallow robots please /\n", &["/"], &[]),
        (
            "carriage returns and line feeds",
            "user-agent: netra\r\ndisallow: /x\r\ndisallow: /y\r\n",
            &["/z"],
            &["/x", "/y"],
        ),
        ("carriage returns only", "user-agent: netra\rdisallow: /x\rdisallow: /y\r", &["/z"], &["/x", "/y"]),
        ("no line end at the end", "user-agent: netra\ndisallow: /x", &["/z"], &["/x"]),
        (
            "comments",
            "# disallow: /\nuser-agent: netra # kami\ndisallow: /x#y\nallow: / # boleh\n",
            &["/y"],
            &["/x", "/x1"],
        ),
        ("byte order mark", "\u{feff}user-agent: netra\ndisallow: /x\n", &["/z"], &["/x"]),
        (
            "frequent mistakes",
            "useragent: netra\ndissallow: /a\ndissalow: /b\ndisalow: /c\ndiasllow: /d\ndisallaw: /e\n",
            &["/z"],
            &["/a", "/b", "/c", "/d", "/e"],
        ),
        ("NUL", "\0user-agent: netra\0\ndisallow: /x\0\n\0", &["/z"], &["/x"]),
        ("a long line before", &long, &["/z"], &["/x"]),
        ("other words", "foo: netra\nbar: /\n", &["/"], &[]),
        ("nothing", "", &["/", "/a?b"], &[]),
        (
            "HTML",
            "<!DOCTYPE html>\n<html><head><title>Beranda</title>\n<style>a: b</style></head></html>\n",
            &["/"],
            &[],
        ),
    ] {
        check(name, file, allowed, forbidden);
    }
    for mark in [&b"\xef\xbb\xbf"[..], b"\xef\xbb", b"\xef"] {
        check("mark, or part of it", [mark, b"user-agent: netra\ndisallow: /x\n"].concat(), &["/z"], &["/x"]);
    }
    let wide: Vec<u8> =
        "\u{feff}user-agent: netra\ndisallow: /x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("UTF-16", wide, &["/z"], &["/x"]);
    check(
        "no UTF-8",
        b"user-agent: netra\ndisallow: /caf\xe9\n# \xff\xfe\ndisallow: /x\n",
        &["/z"],
        &["/x", "/caf%E9"],
    );
}

#[test]
fn the_longest_pattern_decides() {
    for (rules, allowed, forbidden) in [
        ("disallow: /x/page.html\nallow: /x/", &["/x/"][..], &["/x/page.html"][..]),
        ("allow: /x/page.html\ndisallow: /x/", &["/x/page.html"], &["/x/"]),
        ("disallow:\nallow:", &["/x/page.html"], &[]),
        ("disallow: /\nallow: /", &["/x/page.html"], &[]),
        ("disallow: /x\nallow: /x/", &["/x/"], &["/x"]),
        ("disallow: /x/page.html\nallow: /x/page.html", &["/x/page.html"], &[]),
        ("allow: /page\ndisallow: /*.html", &["/page"], &["/page.html"]),
        ("allow: /x/page.\ndisallow: /*.html", &["/x/page.html"], &["/x/y.html"]),
        ("allow: /p\ndisallow: /", &["/page"], &["/"]),
        ("allow: /folder\ndisallow: /folder", &["/folder/page"], &[]),
        ("allow: /page\ndisallow: /*.htm", &[], &["/page.htm"]),
        ("allow: /$\ndisallow: /", &["/"], &["/page.htm", "/?a"]),
        ("disallow: /", &["/robots.txt"], &["/robots.txt?x", "/robots.txt/", "/a/robots.txt"]),
    ] {
        check_rules(rules, allowed, forbidden);
    }
}

#[test]
fn patterns_match_as_google_documents_them() {
    for (pattern, matching, others) in [
        (
            "/fish",
            &[
                "/fish",
                "/fish.html",
                "/fish/salmon.html",
                "/fishheads",
                "/fishheads/yummy.html",
                "/fish.html?id=a",
            ][..],
            &["/Fish.asp", "/catfish", "/?id=fish"][..],
        ),
        (
            "/fish*",
            &["/fish", "/fish.html", "/fishheads/yummy.html", "/fish.html?id=a"],
            &["/Fish.asp", "/catfish", "/?id=fish"],
        ),
        (
            "/fish/",
            &["/fish/", "/fish/salmon", "/fish/?salmon", "/fish/?id=a"],
            &["/fish", "/fish.html", "/Fish/Salmon.html"],
        ),
        (
            "/*.php",
            &["/index.php", "/folder/filename.php?parameters", "/folder/any.php.file.html", "/filename.php/"],
            &["/", "/windows.PHP"],
        ),
        (
            "/*.php$",
            &["/filename.php", "/folder/filename.php", "/a.php/b.php"],
            &["/filename.php?parameters", "/filename.php/", "/filename.php5", "/windows.PHP"],
        ),
        ("/fish*.php", &["/fish.php", "/fishheads/catfish.php?parameters"], &["/Fish.PHP"]),
        ("/foo/bar$", &["/foo/bar"], &["/foo/bar/", "/foo/bar/baz", "/foo/bar?a"]),
        ("/foo/*/qux", &["/foo/bar/qux", "/foo//qux", "/foo/bax/qux", "/foo/a/b/qux"], &["/foo/qux"]),
        ("*/feed", &["/feed", "/a/feed/", "/a?b/feed"], &["/fee"]),
        ("*", &["/", "/a?b"], &[]),
        ("/**", &["/", "/a"], &[]),
        ("/*$", &["/", "/a?b"], &[]),
        ("/a*a$", &["/aa", "/aba"], &["/a", "/ab"]),
        ("/*a*b*c", &["/abc", "/xaybzc/d"], &["/acb", "/ab"]),
        ("/a$b", &["/a$b", "/a%24b"], &["/a"]),
        ("/?s=", &["/?s=", "/?s=camat"], &["/s=", "/?p=1&s="]),
        ("/*?*replytocom", &["/a/?replytocom=1", "/a?x&replytocom"], &["/a/replytocom"]),
    ] {
        check_rules(&format!("disallow: {pattern}"), others, matching);
    }
}

#[test]
fn escapes_do_not_matter_where_they_need_not() {
    for (rule, matching, others) in [
        // The table of RFC 9309, 2.2.2.
        ("/foo/bar?baz=quz", &["/foo/bar?baz=quz"][..], &["/foo/bar?baz"][..]),
        (
            "/foo/bar?baz=https://foo.bar",
            &["/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"],
            &[],
        ),
        (
            "/foo/bar?baz=https%3A%2F%2Ffoo.bar",
            &["/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3a%2f%2ffoo.bar"],
            &[],
        ),
        ("/foo/bar/U+E38384", &["/foo/bar/U+E38384"], &[]),
        ("/foo/bar/ツ", &["/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", "/foo/bar/ツ"], &["/foo/bar/"]),
        ("/foo/bar/%E3%83%84", &["/foo/bar/%E3%83%84", "/foo/bar/ツ"], &[]),
        ("/foo/bar/%62%61%7A", &["/foo/bar/baz", "/foo/bar/%62%61%7A"], &[]),
        // 2.2.3: stars and dollars that mean themselves.
        (
            "/path/file-with-a-%2A.html",
            &["/path/file-with-a-*.html", "/path/file-with-a-%2a.html"],
            &["/path/file-with-a-b.html"],
        ),
        ("/path/foo-%24", &["/path/foo-$", "/path/foo-%24x"], &["/path/foo-"]),
        // What the path keeps apart, and what browsers escape.
        ("/a%2Fb", &["/a%2fb"], &["/a/b"]),
        ("/a b", &["/a%20b"], &["/a"]),
        ("/a?b='c'", &["/a?b=%27c%27"], &[]),
        ("/100%", &["/100%25", "/100%"], &["/100"]),
        ("/a|b", &["/a%7Cb"], &["/a"]),
    ] {
        check_rules(&format!("disallow: {rule}"), others, matching);
    }
}

#[test]
fn what_is_no_path_forbids_what_it_means_and_allows_nothing() {
    for (rules, allowed, forbidden) in [
        ("disallow: https://a.example/private", &["/", "/publik"][..], &["/private", "/private/x"][..]),
        ("disallow: http://www.a.example", &[], &["/", "/a"]),
        ("disallow: private/", &["/", "/publik"], &["/private/"]),
        ("disallow: /\nallow: https://b.example/x", &[], &["/x"]),
        ("disallow: /\nallow: x", &[], &["/x"]),
    ] {
        check_rules(rules, allowed, forbidden);
    }
}

#[test]
fn the_delay_is_that_of_the_group() {
    for (file, seconds) in [
        ("user-agent: *\ndisallow: /x\ncrawl-delay: 7\n", 7.0),
        ("user-agent: *\ncrawl-delay: 7\n\nuser-agent: netra\ncrawl-delay: 2.5\n", 2.5),
        ("user-agent: *\ncrawl-delay: 7\n\nuser-agent: netra\nallow: /\n", 0.0),
        ("user-agent: bingbot\ncrawl-delay: 30\n\nuser-agent: *\ndisallow: /x\n", 0.0),
        ("user-agent: netra\nuser-agent: lain\ncrawl-delay: 4\n", 4.0),
        ("user-agent: netra\ncrawl-delay: 4\nuser-agent: lain\ndisallow: /x\n", 4.0),
        ("user-agent: netra\ncrawl-delay: 4\n\nuser-agent: netra\ncrawl-delay: 9\n", 9.0),
        ("crawl-delay: 5\nuser-agent: *\ndisallow: /x\n", 5.0),
        ("crawl-delay: 5\nuser-agent: *\ncrawl-delay: 3\n", 3.0),
        ("user-agent: *\nCrawl-Delay: 10s\n", 10.0),
        ("user-agent: *\ncrawl-delay: 0,5 detik\n", 0.5),
        ("user-agent: *\ncrawl-delay: -3\n", 0.0),
        ("user-agent: *\ncrawl-delay: NaN\n", 0.0),
        ("user-agent: *\ncrawl-delay: sebentar\n", 0.0),
        ("user-agent: *\ncrawl-delay:\n", 0.0),
    ] {
        assert_eq!(Rules::of(200, file.as_bytes()).delay(), Duration::from_secs_f64(seconds), "{file}");
    }
    for value in ["1e30", "inf", "99999999999999999999"] {
        let delay = Rules::of(200, format!("user-agent: *\ncrawl-delay: {value}\n").as_bytes()).delay();
        assert!(delay > Duration::from_hours(24), "{value}: {delay:?}");
    }
}

#[test]
fn what_cannot_be_had_allows_nothing() {
    let forbidding = b"user-agent: *\ndisallow: /\n";
    let page = address("/berita/1/a-b");
    for (status, expected) in [
        (200, Err(Refusal::Robots)),
        (204, Err(Refusal::Robots)),
        (301, Err(Refusal::RobotsUnreachable)),
        (400, Ok(())),
        (401, Ok(())),
        (403, Ok(())),
        (404, Ok(())),
        (410, Ok(())),
        (429, Err(Refusal::RobotsUnreachable)),
        (500, Err(Refusal::RobotsUnreachable)),
        (503, Err(Refusal::RobotsUnreachable)),
        (599, Err(Refusal::RobotsUnreachable)),
    ] {
        let rules = Rules::of(status, forbidding);
        assert_eq!(rules.check(&page), expected, "{status}");
        assert_eq!(rules.check(&address("/robots.txt")), Ok(()), "{status}");
    }
}

#[test]
fn half_a_megabyte_is_read_in_whole_lines() {
    let filled = |size: usize, last: &str| {
        let mut file = "user-agent: netra\ndisallow: /awal\n".to_owned();
        while file.len() < size {
            file.push_str("# isi\n");
        }
        file.push_str(last);
        file
    };
    check("500 KiB", filled(500 << 10, "disallow: /akhir\n"), &["/"], &["/awal", "/akhir"]);
    check("more", filled(LONGEST, "disallow: /akhir\n"), &["/akhir"], &["/awal"]);
    let cut = filled(LONGEST - 15, "allow: /awal/rahasia\n");
    check("cut in a line", &cut.as_bytes()[..LONGEST], &["/"], &["/awal", "/awal/rah"]);
    check("one line", vec![b'x'; LONGEST + 1], &["/"], &[]);
}

#[test]
fn hostile_files_are_read_in_time() {
    let stars = format!("user-agent: *\ndisallow: /{}b\n", "*a".repeat(100_000));
    check("stars", stars, &[&format!("/{}", "a".repeat(2_000))], &[]);
    let many = format!("user-agent: *\n{}", "disallow: /*a*b*c$\n".repeat(20_000));
    check("many", many, &[&format!("/{}", "ab".repeat(500))], &[]);
}
