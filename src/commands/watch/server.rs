//! The page and what it asks for, served to browsers on this machine alone.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use form_urlencoded::parse;
use serde::Serialize;

use super::Message;
use super::answers::{OriginOf, State};
use super::http::{Request, Response, answer};
use super::origin::find;
use super::views::{Key, Shown, Views};
use crate::diagnostics::{Failure, Lang};
use crate::typeset::{Format, export, page_svg, pieces};

/// The port, if it is free and no other is asked for; else one of those after it.
const PORT: u16 = 3400;
/// The names that lead to this machine and nowhere else.
const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];
/// How many ports are tried.
const PORTS: u16 = 20;
/// How long a browser waits for a change before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

const PAGE: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");
const ICON: &str = include_str!("page/icon.svg");

/// Nothing but what is served here may be loaded, and no other page may hold this one.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; \
     script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// What does not change while the page is served.
pub(super) struct Front {
    /// The project's folder.
    pub(super) root: PathBuf,
    /// The language of the page.
    pub(super) lang: Lang,
    /// The address that opens a file in an editor, with names in braces.
    pub(super) editor: Option<String>,
    /// The view that is shown first.
    pub(super) first: Key,
}

/// Where the page is served.
pub(super) struct Served {
    pub(super) port: u16,
    /// The port that was wanted, if another program has it.
    pub(super) taken: Option<u16>,
}

/// Serves the page in threads of its own.
///
/// # Errors
/// No port is free.
pub(super) fn serve(
    front: Front,
    views: Arc<Views>,
    tell: Sender<Message>,
    wanted: Option<u16>,
) -> Result<Served, Failure> {
    let first = wanted.unwrap_or(PORT);
    let listener = listen(first)?;
    let address = listener.local_addr().map_err(|e| refused(first, &e))?;
    let port = address.port();
    let site = Site { front, views, tell: Mutex::new(tell), port };
    thread::spawn(move || answer(&listener, move |request| site.answer(request)));
    Ok(Served { port, taken: (first != port && first != 0).then_some(first) })
}

/// The first port from one on that is free.
fn listen(first: u16) -> Result<TcpListener, Failure> {
    let mut last = None;
    for port in first..=first.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => last = Some(e),
            Err(e) => return Err(refused(port, &e)),
        }
    }
    Err(refused(first, &last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into())))
}

fn refused(port: u16, error: &io::Error) -> Failure {
    Failure::new(format!("cannot serve the page on port {port}: {error}"))
        .hint("name another port with --port")
}

/// What requests are answered with.
struct Site {
    front: Front,
    views: Arc<Views>,
    tell: Mutex<Sender<Message>>,
    port: u16,
}

/// An answer, with its media type and whether it is the same for ever.
struct Answer {
    status: u16,
    media: &'static str,
    body: Vec<u8>,
    lasting: bool,
}

impl Answer {
    fn new(media: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, media, body: body.into(), lasting: false }
    }

    fn json(value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).expect("text and numbers are JSON");
        Self::new("application/json", body)
    }

    fn fault(status: u16) -> Self {
        Self { status, ..Self::new("text/plain; charset=utf-8", "") }
    }

    fn lasting(self) -> Self {
        Self { lasting: true, ..self }
    }

    fn response(self) -> Response {
        let kept = if self.lasting { "max-age=31536000, immutable" } else { "no-store" };
        let fields = vec![
            ("Content-Type", self.media),
            ("Cache-Control", kept),
            ("Content-Security-Policy", POLICY),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        Response { status: self.status, fields, body: self.body }
    }
}

impl Site {
    fn answer(&self, request: &Request) -> Response {
        let answer = match request.method.as_str() {
            _ if !self.is_meant(request) => Answer::fault(403),
            "GET" => self.get(&request.target),
            "POST" if self.is_own(request) => {
                self.open(&request.target).unwrap_or_else(|| Answer::fault(404))
            }
            "POST" => Answer::fault(403),
            _ => Answer::fault(405),
        };
        answer.response()
    }

    /// Whether a request is for this page by its own name: a page elsewhere can make a browser
    /// ask for a name that leads here, and would read the answer.
    fn is_meant(&self, request: &Request) -> bool {
        self.names_us(request, "Host", "")
    }

    /// Whether a request comes from this page: others may send what makes an editor open files.
    fn is_own(&self, request: &Request) -> bool {
        self.names_us(request, "Origin", "http://")
    }

    fn names_us(&self, request: &Request, field: &str, scheme: &str) -> bool {
        let own = NAMES.map(|name| format!("{scheme}{name}:{}", self.port));
        request.field(field).is_some_and(|value| own.iter().any(|own| value == own))
    }

    fn get(&self, url: &str) -> Answer {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        match path {
            "/" => Answer::new("text/html; charset=utf-8", self.page()),
            "/style.css" => Answer::new("text/css; charset=utf-8", STYLE),
            "/icon.svg" => Answer::new("image/svg+xml", ICON),
            "/script.js" => Answer::new("text/javascript; charset=utf-8", SCRIPT),
            _ => {
                self.view(path, &Query::new(query)).unwrap_or_else(|| Answer::fault(404))
            }
        }
    }

    /// The page in the language that the command speaks.
    fn page(&self) -> String {
        let lang = match self.front.lang {
            Lang::Nb => "nb",
            Lang::En => "en",
        };
        PAGE.replacen("lang=\"nb\"", &format!("lang=\"{lang}\""), 1)
    }

    /// What is asked of a view.
    fn view(&self, path: &str, query: &Query) -> Option<Answer> {
        let key = self.key(query)?;
        if self.views.want(&key) {
            let tell = self.tell.lock().unwrap_or_else(PoisonError::into_inner);
            // Nobody listens any more when the command ends.
            let _ = tell.send(Message::Wanted(key.clone()));
        }
        if path == "/state" {
            return self.state(&key, query);
        }
        let shown = self.views.get(&key)?.shown?;
        match path {
            "/report.pdf" => {
                let format = Format::Pdf;
                let files =
                    export(&shown.typeset.document, &shown.report, format).ok()?;
                Some(Answer::new("application/pdf", files.into_iter().next()?))
            }
            _ => picture(&shown, path),
        }
    }

    /// Where a text of the page comes from; if that is one place, the editor opens it.
    fn open(&self, url: &str) -> Option<Answer> {
        let query = Query::new(url.strip_prefix("/origin?")?);
        let key = self.key(&query)?;
        let shown = self.views.get(&key)?.shown?;
        let page = page_of(&shown, query.get("page")?)?;
        let piece = query.get("piece")?.parse().ok()?;
        let found = find(&shown, &key.report, key.template.as_deref(), page, piece)?;
        let origin = OriginOf::new(&self.front, &found);
        if let Some(link) = origin.only_link() {
            // Where the system knows no such editor, the page still names the place.
            let _ = open::that_detached(link);
        }
        Some(Answer::json(&origin))
    }

    /// The view as soon as it is another than the browser has.
    fn state(&self, key: &Key, query: &Query) -> Option<Answer> {
        let known = query.get("run") == Some(&process::id().to_string());
        let turn = query.get("turn").filter(|_| known).and_then(|it| it.parse().ok());
        let view = self.views.after(key, turn.unwrap_or_default(), PATIENCE)?;
        let choices = self.views.choices();
        let state = State::new(&self.front, process::id(), key, &choices, &view);
        Some(Answer::json(&state))
    }

    /// The view that is asked for, if there is such a report and such a template.
    fn key(&self, query: &Query) -> Option<Key> {
        let choices = self.views.choices();
        let Some(name) = query.get("report").filter(|name| !name.is_empty()) else {
            return Some(self.front.first.clone());
        };
        // One that is shown already may have gone, which its view tells.
        let report = choices.reports.into_iter().chain(self.views.reports());
        let report = report.into_iter().find(|id| id.to_string() == *name)?;
        let template = query.get("template").filter(|name| !name.is_empty()).cloned();
        let known = template.as_ref().is_none_or(|it| choices.templates.contains(it));
        known.then_some(Key { report, template })
    }
}

/// A page as a picture, or the texts on it: `/page/<number>.svg` or `.json`.
fn picture(shown: &Shown, path: &str) -> Option<Answer> {
    let (number, form) = path.strip_prefix("/page/")?.split_once('.')?;
    let page = page_of(shown, number)?;
    let document = &shown.typeset.document;
    let answer = match form {
        "svg" => Answer::new("image/svg+xml", page_svg(document, page)?),
        "json" => Answer::json(&pieces(document, page)),
        _ => return None,
    };
    Some(answer.lasting())
}

/// Which page has a number; none, if it no longer looks like that.
fn page_of(shown: &Shown, number: &str) -> Option<usize> {
    let number = u128::from_str_radix(number, 16).ok()?;
    shown.numbers.iter().position(|it| *it == number)
}

/// What stands behind the question mark of an address.
struct Query(Vec<(String, String)>);

impl Query {
    fn new(text: &str) -> Self {
        Self(parse(text.as_bytes()).into_owned().collect())
    }

    fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}
