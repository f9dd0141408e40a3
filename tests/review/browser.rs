//! Chromium, driven by its DevTools protocol over a pipe: JSON messages that end with a zero byte. The browser is
//! Debian's; it talks to nothing but loopback.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How long is waited for what a page is to become.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running browser with one tab; it ends when this is dropped.
pub(crate) struct Browser {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: Option<String>,
    sent: u64,
}

impl Browser {
    /// Starts a browser with an empty profile in a folder.
    pub(crate) fn start(folder: &Path) -> Browser {
        let program = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
            let asked =
                Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
            asked.is_ok_and(|status| status.success())
        });
        let program = program.expect("a browser is needed: apt-get install chromium (README, Tests)");
        // The protocol is spoken on descriptors 3 and 4, which a shell makes of its own input and output.
        let mut process = Command::new("sh")
            .arg("-c")
            .arg("exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1")
            .arg(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the browser starts");
        let to = process.stdin.take().expect("it has an input");
        let from = BufReader::new(process.stdout.take().expect("it has an output"));
        let mut browser = Browser { process, to, from, session: None, sent: 0 };
        let targets = browser.call("Target.getTargets", json!({}));
        let tabs = targets["targetInfos"].as_array().expect("there are targets");
        let tab = tabs.iter().find(|it| it["type"] == "page").expect("there is a tab")["targetId"].clone();
        let attached = browser.call("Target.attachToTarget", json!({"targetId": tab, "flatten": true}));
        browser.session = Some(attached["sessionId"].as_str().expect("a session").to_owned());
        browser.call("Page.enable", json!({}));
        browser.call("Runtime.enable", json!({}));
        browser
    }

    /// Calls a method of the protocol; its result.
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).expect("the browser listens");
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).expect("the browser answers");
            assert_eq!(bytes.pop(), Some(0), "the browser has ended");
            let answer: Value = serde_json::from_slice(&bytes).expect("it speaks JSON");
            if answer["id"] == self.sent {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn open(&mut self, address: &str) {
        self.evaluate("window.before = true");
        self.call("Page.navigate", json!({"url": address}));
        self.arrive("!window.before");
    }

    /// The value of an expression.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.call("Runtime.evaluate", asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// The text of an expression.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.evaluate(expression).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&mut self, expression: &str) {
        let began = Instant::now();
        // Between two pages there is nothing to ask.
        let asked =
            format!("(() => {{ try {{ return Boolean({expression}) }} catch {{ return false }} }})()");
        while self.evaluate(&asked) != true {
            if began.elapsed() > PATIENCE {
                let page = self.text("document.body.innerText");
                panic!("waited in vain for {expression}; the page is:\n{page}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until a page of which an expression is true is loaded.
    pub(crate) fn arrive(&mut self, expression: &str) {
        self.until(&format!("{expression} && document.readyState === 'complete'"));
    }

    /// Presses and releases a key that writes a character.
    pub(crate) fn press(&mut self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { key } else { "" };
            self.call("Input.dispatchKeyEvent", json!({"type": kind, "key": key, "text": text}));
        }
    }

    /// Sets the width of the window, and whether the reader prefers a dark page.
    pub(crate) fn look(&mut self, width: u32, scheme: &str) {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", size);
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.call("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// Keeps a picture of the whole page, for a person to look at.
    pub(crate) fn picture(&mut self, file: &Path) {
        let asked = json!({"format": "png", "captureBeyondViewport": true});
        let answer = self.call("Page.captureScreenshot", asked);
        std::fs::write(file, decoded(answer["data"].as_str().expect("a picture")))
            .expect("it can be written");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The bytes of a text in Base64 (RFC 4648).
fn decoded(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter_map(|byte| DIGITS.iter().position(|&it| it == byte)) {
        bits = bits << 6 | digit as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    bytes
}
