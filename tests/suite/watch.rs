//! `watch`: what it makes, what its page is told, and who may ask. `scripts/preview/check.mjs` does
//! the same in a real browser.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value as Json;

use crate::project::Project;

/// How many states are waited for, some of which come only because nothing has changed.
const MOST_STATES: usize = 8;

/// The command in a project, until it goes out of scope.
struct Watched {
    child: Child,
    port: String,
}

impl Watched {
    fn new(project: &Project, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args([&["watch", "--port", "0"], args].concat())
            .current_dir(project.root())
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("http://localhost:").nth(1).unwrap_or_else(|| panic!("{line}"));
        let port = port.split('/').next().unwrap().to_owned();
        Self { child, port }
    }

    /// The head and the body of an answer to some bytes.
    fn sent(&self, bytes: &[u8]) -> (String, Vec<u8>) {
        let Ok(mut stream) = TcpStream::connect(format!("127.0.0.1:{}", self.port)) else {
            return Default::default();
        };
        // It may answer before it has read everything.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap_or(answer.len());
        let body = answer.get(end + 4..).unwrap_or_default().to_vec();
        (String::from_utf8_lossy(&answer[..end]).into_owned(), body)
    }

    /// The answer to a request of the page itself.
    fn asked(&self, method: &str, target: &str) -> (String, Vec<u8>) {
        let own = format!("localhost:{}", self.port);
        let request =
            format!("{method} {target} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n\r\n");
        self.sent(request.as_bytes())
    }

    fn json(&self, method: &str, target: &str) -> Json {
        let (head, body) = self.asked(method, target);
        serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{target}: {head}"))
    }

    /// The state after another one.
    fn after(&self, state: &Json) -> Json {
        self.json("GET", &format!("/state?run={}&turn={}", state["run"], state["turn"]))
    }

    /// The first state after another one that is as it should be.
    fn until(&self, mut state: Json, is_so: impl Fn(&Json) -> bool) -> Json {
        for _ in 0..MOST_STATES {
            if is_so(&state) {
                return state;
            }
            state = self.after(&state);
        }
        panic!("{state:#}");
    }

    /// How it ends when it is interrupted.
    fn ended(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_good(state: &Json) -> bool {
    state["good"] == true
}

#[test]
fn the_page_and_the_report_follow_the_files() {
    let project = Project::new();
    let watched = Watched::new(&project, &[]);
    let state = watched.json("GET", "/state");
    assert!(is_good(&state), "{state:#}");
    assert_eq!(state["report"], "p/nord/2026");
    assert_eq!(state["title"], "Nord: sluttrapport 2026");
    let svg = format!("/page/{}.svg", state["pages"][0]["id"].as_str().unwrap());
    let (head, body) = watched.asked("GET", &svg);
    assert!(head.contains("image/svg+xml") && head.contains("immutable"), "{head}");
    assert!(String::from_utf8(body).unwrap().starts_with("<svg"));

    let project = project.with_region("navn: Nordvest\nsøkerkommune: Storvik\n");
    let state = watched.until(state, |it| it["title"] == "Nordvest: sluttrapport 2026");
    // What looked otherwise is no longer there.
    assert!(watched.asked("GET", &svg).0.starts_with("HTTP/1.1 404"));

    let project = project.with_period("type: sluttrapport\nresultatar: Ja\n");
    let state = watched.until(state, |it| !is_good(it));
    assert_eq!(state["title"], "Nordvest: sluttrapport 2026", "the last good pages stay");
    let finding = &state["findings"][0];
    assert_eq!(finding["code"], "unknown-field");
    assert_eq!(finding["place"]["line"], 2);
    assert_eq!(finding["place"]["source"], serde_json::json!(["", "resultatar", ": Ja"]));
    assert!(
        finding["place"]["link"].as_str().unwrap().ends_with("/nord/2026.yaml:2:1"),
        "{finding:#}"
    );

    let project = project.with_period("type: sluttrapport\nresultater: Ja, alle sammen.\n");
    let state = watched.until(state, is_good);
    let pdf = || fs::metadata(project.path("rapporter/p/nord-2026.pdf")).ok();
    assert!((0..1000).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        pdf().is_some_and(|it| it.len() > 0)
    }));
    fs::rename(project.path("data"), project.path("away")).unwrap();
    let state = watched.until(state, |it| !it["failure"].is_null());
    fs::rename(project.path("away"), project.path("data")).unwrap();
    watched.until(state, is_good);
    assert_eq!(watched.ended(), Some(0));
}

/// The report as a page of the web, held by the page alone, which runs no script of it.
#[test]
fn the_page_of_the_web_follows_the_files_as_well() {
    let project = Project::new();
    let watched = Watched::new(&project, &[]);
    let view = "report=p/nord/2026&medium=web";
    let state = watched.json("GET", &format!("/state?{view}"));
    assert!(is_good(&state) && state["medium"] == "web", "{state:#}");
    assert_eq!(state["title"], "Nord: sluttrapport 2026");
    let address = format!("/web/{}.html?{view}", state["web"].as_str().unwrap());
    let (head, body) = watched.asked("GET", &address);
    let policy = head.lines().find(|line| line.starts_with("Content-Security-Policy")).unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert!(!policy.contains("allow-scripts") && policy.contains("frame-ancestors 'self'"));
    assert!(String::from_utf8(body).unwrap().contains("<h1>Nord</h1>"));
    for wrong in ["/web/0.html", "/report.pdf", "/page/0.svg"] {
        let (head, _) = watched.asked("GET", &format!("{wrong}?{view}"));
        assert!(head.starts_with("HTTP/1.1 404"), "{wrong}: {head}");
    }
    let _project = project.with_region("navn: Nordvest\nsøkerkommune: Storvik\n");
    let turn = format!("/state?{view}&run={}&turn={}", state["run"], state["turn"]);
    let state = watched.json("GET", &turn);
    assert_eq!(state["title"], "Nordvest: sluttrapport 2026");
    assert!(watched.asked("GET", &address).0.starts_with("HTTP/1.1 404"));
}

#[test]
fn what_has_gone_is_told_and_links_are_followed() {
    let project = Project::new().with_south();
    let watched = Watched::new(&project, &["nord"]);
    let state = watched.until(watched.json("GET", "/state"), is_good);
    let file = project.path("data/p/regioner/nord/2026.yaml");
    fs::remove_file(&file).unwrap();
    let state = watched.until(state, |it| !it["failure"].is_null());
    let failure = &state["failure"]["message"];
    assert_eq!(failure, "rapporten «p/nord/2026» finnes ikke lenger", "{state:#}");
    assert_eq!(state["pages"].as_array().unwrap().len(), 1, "the last good pages stay");
    let named = watched.json("GET", "/state?report=p/nord/2026");
    assert_eq!(named["good"], false, "{named:#}");
    assert!(watched.asked("GET", "/state?report=p/vest/2026").0.starts_with("HTTP/1.1 404"));
    // It comes back as a link.
    let project = project.with("delt/periode.yaml", "type: sluttrapport\ntype: nei\n");
    std::os::unix::fs::symlink(project.path("delt/periode.yaml"), &file).unwrap();
    let state = watched.until(state, |it| !is_good(it) && it["failure"].is_null());
    let _project = project.with("delt/periode.yaml", "type: sluttrapport\n");
    watched.until(state, is_good);
    assert_eq!(watched.ended(), Some(0));
}

#[test]
fn what_lies_behind_links_is_followed_while_no_page_is_open() {
    let project = Project::new().with("delt/sor/region.yaml", "navn: Sør\nsøkerkommune: Storvik\n");
    let project = project.with("delt/sor/2026.yaml", "type: sluttrapport\n");
    let link = project.path("data/p/regioner/sor");
    std::os::unix::fs::symlink("../../../delt/sor", link).unwrap();
    assert!(project.run(&["build"]).status.success());
    let watched = Watched::new(&project, &[]);
    watched.until(watched.json("GET", "/state"), is_good);
    let pdf = project.path("rapporter/p/sor-2026.pdf");
    let before = fs::read(&pdf).unwrap();
    let project = project.with("delt/sor/2026.yaml", "type: sluttrapport\ningress: Noe nytt.\n");
    let is_new =
        || fs::read(project.path("rapporter/p/sor-2026.pdf")).is_ok_and(|now| now != before);
    for _ in 0..100 {
        if is_new() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(is_new());
    assert_eq!(watched.ended(), Some(0));
}

#[test]
fn a_text_leads_to_the_value_that_it_changes_with() {
    let region = "navn: Nord\nsøkerkommune: Storvik\nfakta:\n  areal: 1 234\n  folketall:\n    \
                  antall: 1 234\n    dato: 2026-01-01\n";
    let project = Project::new()
        .with_region(region)
        .with_period("type: sluttrapport\nresultater: |\n  Det gikk bra.\n\n  Storvik ble by.\n");
    let watched = Watched::new(&project, &["--editor", "none"]);
    let state = watched.json("GET", "/state");
    let page = state["pages"][0]["id"].as_str().unwrap();
    let pieces = watched.json("GET", &format!("/page/{page}.json"));
    let all = |text: &str| -> Vec<Json> {
        let pieces = pieces.as_array().unwrap().iter().enumerate();
        let found = pieces
            .filter(|(_, it)| it["text"].as_str().unwrap().replace('\u{a0}', " ").trim() == text);
        let origin = |(i, _)| watched.json("POST", &format!("/origin?page={page}&piece={i}"));
        found.map(origin).collect()
    };
    let at = |place: &Json| {
        assert!(place["link"].is_null(), "{place:#}");
        let file = place["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        (file, place["line"].as_u64().unwrap())
    };
    let places = |origin: &Json| -> Vec<_> {
        assert_eq!(origin["kind"], "value", "{origin:#}");
        origin["places"].as_array().unwrap().iter().map(at).collect()
    };
    // Two values read the same, and each text of the page has its own.
    let line = |number: u64| ("region.yaml".to_owned(), number);
    let both: Vec<_> = all("1 234").iter().map(places).collect();
    assert_eq!(both, [[line(6)], [line(4)]]);
    // One text of two values.
    assert_eq!(places(&all("1 234 (1. januar 2026)")[0]), [line(6), line(7)]);
    // The line of a long text.
    let long = ("2026.yaml".to_owned(), 5);
    assert_eq!(places(&all("Storvik ble by.")[0]), [long]);
    let label = &all("Areal")[0];
    assert_eq!(label["kind"], "label", "{label:#}");
    assert_eq!(label["file"], "templates/lang/nb.yaml");
    assert_eq!(watched.ended(), Some(0));
}

#[test]
fn a_template_without_end_is_left_when_it_is_mended() {
    let slow = "#let work(n) = range(n).fold(0, (a, b) => calc.rem(a * 31 + b, 1009))\n\
                #range(4000).map(i => work(9000 + i)).sum()\n";
    // The archive wants a date.
    let page = |title: &str| {
        let date = "datetime(year: 2026, month: 1, day: 1)";
        format!("#set document(title: \"{title}\", date: {date})\n= {title}\n")
    };
    let project = Project::new().with("templates/egen.typ", page("A"));
    let watched = Watched::new(&project, &["--template", "egen", "--time-limit", "600"]);
    let state = watched.until(watched.json("GET", "/state"), is_good);
    let project = project.with("templates/egen.typ", slow);
    std::thread::sleep(Duration::from_millis(2500));
    let _project = project.with("templates/egen.typ", page("B"));
    // The limit of time is much longer than what is waited here.
    watched.until(state, |it| it["title"] == "B");
    assert_eq!(watched.ended(), Some(0));
}

#[test]
fn a_template_that_ends_the_process_is_told_and_mended() {
    let project = Project::new();
    let watched = Watched::new(&project, &[]);
    let good = watched.until(watched.json("GET", "/state"), is_good);
    let crash = "#let facts(..a) = { let f(x) = { show: f; x }; f[] }\n";
    let project = project.with("templates/sections/facts.typ", crash);
    // The command that is asked may be one that is just about to end.
    let state = |is_so: &dyn Fn(&Json) -> bool| {
        for _ in 0..200 {
            let (_, body) = watched.asked("GET", "/state?report=p/nord/2026");
            match serde_json::from_slice::<Json>(&body) {
                Ok(state) if is_so(&state) => return state,
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
        panic!("the state did not come");
    };
    let crashed = state(&|state| state["findings"][0]["code"] == "crashed");
    assert_ne!(crashed["run"], good["run"], "another process serves the page");
    fs::remove_file(project.path("templates/sections/facts.typ")).unwrap();
    let mended = state(&is_good);
    assert_eq!(mended["findings"], serde_json::json!([]));
    assert_eq!(watched.ended(), Some(0));
}

#[test]
fn nobody_else_may_ask() {
    let project = Project::new();
    let watched = Watched::new(&project, &[]);
    let status = |bytes: &[u8]| {
        let (head, _) = watched.sent(bytes);
        head.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    let own = format!("localhost:{}", watched.port);
    let with = |method: &str, host: &str, more: &str| {
        status(format!("{method} /state HTTP/1.1\r\nHost: {host}\r\n{more}\r\n").as_bytes())
    };
    assert_eq!(with("GET", &own, ""), "200");
    assert_eq!(with("GET", &own.to_uppercase(), ""), "403");
    assert_eq!(with("GET", "evil.example", ""), "403");
    assert_eq!(with("GET", &format!("evil.example:{}", watched.port), ""), "403");
    assert_eq!(status(b"GET /state HTTP/1.1\r\n\r\n"), "403");
    assert_eq!(with("POST", &own, ""), "403");
    assert_eq!(with("POST", &own, "Origin: http://evil.example\r\n"), "403");
    assert_eq!(with("DELETE", &own, ""), "405");
    assert_eq!(status(b"\x16\x03\x01 no request at all\r\n\r\n"), "400");
    assert_eq!(status(&vec![b'a'; 40_000]), "400");
    for target in ["/../Cargo.toml", "/page/0.svg", "/page/%00.svg", "/state?report=no/such", "//"]
    {
        assert!(watched.asked("GET", target).0.starts_with("HTTP/1.1 404"), "{target}");
    }
    let (head, _) = watched.asked("GET", "/");
    assert!(head.contains("Content-Security-Policy: default-src 'none';"), "{head}");
    assert_eq!(watched.ended(), Some(0));
}

/// The keys of the words of one language in the page's script.
fn keys_of_words(lang: &str) -> Vec<String> {
    let script = include_str!("../../src/cli/watch/page/script.js");
    let start = script.split_once(&format!("\n  {lang}: {{\n")).unwrap().1;
    let block = start.split_once("\n  },\n").unwrap().0;
    let lines = block.lines().filter_map(|line| line.strip_prefix("    "));
    let keys = lines.filter_map(|line| line.split_once(':').map(|(key, _)| key));
    keys.filter(|key| key.chars().all(char::is_alphanumeric)).map(str::to_owned).collect()
}

#[test]
fn the_page_has_the_same_words_in_both_languages() {
    let keys = keys_of_words("nb");
    assert!(keys.len() > 20 && keys.iter().any(|key| key == "upToDate"), "{keys:?}");
    assert_eq!(keys, keys_of_words("en"));
}
