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
use regionrapport::typeset::{page_svg, pieces};
use regionrapport::{Failure, Lang, message};
use serde::Serialize;

use super::Message;
use super::answers::{origin, state};
use super::http::{Request, Response, answer};
use super::origin::find;
use super::views::{RenderedPages, RenderedView, RenderedWeb, ViewKey, Views};

/// The port, if it is free and no other is asked for; else one of those after it.
const PORT: u16 = 3400;
/// The names that lead to this machine and nowhere else.
const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];
/// How many ports after the first are tried.
const EXTRA_PORTS: u16 = 20;
/// How long a browser waits for a change before it asks again.
const LONG_POLL_TIMEOUT: Duration = Duration::from_secs(20);

const JSON: &str = "application/json";
const PAGE: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");
const ICON: &str = include_str!("page/icon.svg");

/// Nothing but what is served here may be loaded, and no other page may hold this one.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; \
     script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// A report as a page of the web has its style and its pictures in itself, runs no script, and is held by
/// the page alone. Of the same origin, so that this page can keep what is seen in its place.
const WEB_POLICY: &str = "default-src 'none'; img-src data:; font-src data:; \
     style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/// What does not change while the page is served.
pub(super) struct PreviewConfig {
    /// The project's folder.
    pub(super) root: PathBuf,
    /// The language of the page.
    pub(super) lang: Lang,
    /// The address that opens a file in an editor, with names in braces.
    pub(super) editor: Option<String>,
    /// The view that is shown first.
    pub(super) first: ViewKey,
}

/// Where the page is served.
pub(super) struct Served {
    pub(super) port: u16,
    /// The port that was wanted, if another program has it.
    pub(super) occupied_port: Option<u16>,
}

/// Serves the page in threads of its own.
///
/// # Errors
/// No port is free, or the system refuses to listen.
pub(super) fn serve(
    config: PreviewConfig,
    views: Arc<Views>,
    sender: Sender<Message>,
    wanted: Option<u16>,
) -> Result<Served, Failure> {
    let first = wanted.unwrap_or(PORT);
    let listener = listen(first)?;
    let address = listener.local_addr().map_err(|e| refused(first, &e))?;
    let port = address.port();
    let site = Site { config, views, sender: Mutex::new(sender), port };
    thread::spawn(move || answer(&listener, move |request| site.answer(request)));
    Ok(Served { port, occupied_port: (first != port && first != 0).then_some(first) })
}

/// Binds the first free port from `first` on.
fn listen(first: u16) -> Result<TcpListener, Failure> {
    let mut last = None;
    for port in first..=first.saturating_add(EXTRA_PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => last = Some(e),
            Err(e) => return Err(refused(port, &e)),
        }
    }
    Err(refused(first, &last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into())))
}

fn refused(port: u16, error: &io::Error) -> Failure {
    let action = message!("vise siden på port {port}", "serve the page on port {port}");
    Failure::system(&action, error)
        .hint(message!("oppgi en annen port med --port", "name another port with --port"))
}

/// What requests are answered with.
struct Site {
    config: PreviewConfig,
    views: Arc<Views>,
    sender: Mutex<Sender<Message>>,
    port: u16,
}

/// A response with its media type and its directive for caches.
fn response(
    status: u16,
    media: &'static str,
    cache_control: &'static str,
    body: impl Into<Vec<u8>>,
) -> Response {
    under(POLICY, status, media, cache_control, body)
}

/// A response under a policy of its own.
fn under(
    policy: &'static str,
    status: u16,
    media: &'static str,
    cache_control: &'static str,
    body: impl Into<Vec<u8>>,
) -> Response {
    let fields = vec![
        ("Content-Type", media),
        ("Cache-Control", cache_control),
        ("Content-Security-Policy", policy),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    Response { status, fields, body: body.into() }
}

/// A response that must not be cached.
fn uncached(media: &'static str, body: impl Into<Vec<u8>>) -> Response {
    response(200, media, "no-store", body)
}

/// A response that may be cached for ever.
fn immutable(media: &'static str, body: impl Into<Vec<u8>>) -> Response {
    response(200, media, "max-age=31536000, immutable", body)
}

fn refusal(status: u16) -> Response {
    response(status, "text/plain; charset=utf-8", "no-store", "")
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("text and numbers are JSON")
}

impl Site {
    fn answer(&self, request: &Request) -> Response {
        match request.method.as_str() {
            _ if !self.is_addressed(request) => refusal(403),
            "GET" => self.get(&request.target),
            "POST" if self.is_own(request) => {
                self.open(&request.target).unwrap_or_else(|| refusal(404))
            }
            "POST" => refusal(403),
            _ => refusal(405),
        }
    }

    /// Whether a request is for this page by its own name: a page elsewhere can make a browser
    /// ask for a name that leads here, and would read the answer.
    fn is_addressed(&self, request: &Request) -> bool {
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

    fn get(&self, url: &str) -> Response {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        match path {
            "/" => uncached("text/html; charset=utf-8", self.page()),
            "/style.css" => uncached("text/css; charset=utf-8", STYLE),
            "/icon.svg" => uncached("image/svg+xml", ICON),
            "/script.js" => uncached("text/javascript; charset=utf-8", SCRIPT),
            _ => self.view(path, &Query::new(query)).unwrap_or_else(|| refusal(404)),
        }
    }

    /// The page in the language that the command speaks.
    fn page(&self) -> String {
        let lang = self.config.lang.choose("nb", "en");
        PAGE.replacen("lang=\"nb\"", &format!("lang=\"{lang}\""), 1)
    }

    /// What is asked of a view.
    fn view(&self, path: &str, query: &Query) -> Option<Response> {
        let key = self.key(query)?;
        if self.views.request(&key) {
            let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
            // Nobody receives any more when the command ends.
            let _ = sender.send(Message::ViewAdded);
        }
        if path == "/state" {
            return self.state(&key, query);
        }
        let shown = self.views.get(&key)?.shown?;
        match (&*shown, path) {
            (RenderedView::Pages(pages), "/report.pdf") => {
                Some(uncached("application/pdf", pages.rendered.pdf().ok()?))
            }
            (RenderedView::Pages(pages), _) => picture(pages, path),
            (RenderedView::Web(web), _) => web_page(web, path),
        }
    }

    /// Where a text of the page comes from; if that is one place, the editor opens it.
    fn open(&self, url: &str) -> Option<Response> {
        let query = Query::new(url.strip_prefix("/origin?")?);
        let key = self.key(&query)?;
        let shown = self.views.get(&key)?.shown?;
        let shown = shown.pages()?;
        let page = page_of(shown, query.get("page")?)?;
        let piece = query.get("piece")?.parse().ok()?;
        let text = find(&shown.rendered, key.template.as_deref(), page, piece)?;
        let (origin, link) = origin(&self.config, &text);
        if let Some(link) = link {
            // Where the system knows no such editor, the page still names the place.
            let _ = open::that_detached(link);
        }
        Some(uncached(JSON, json(&origin)))
    }

    /// The view as soon as it is another than the browser has.
    fn state(&self, key: &ViewKey, query: &Query) -> Option<Response> {
        let known = query.get("run") == Some(&process::id().to_string());
        let revision = query.get("turn").filter(|_| known).and_then(|text| text.parse().ok());
        let view = self.views.after(key, revision.unwrap_or_default(), LONG_POLL_TIMEOUT)?;
        let choices = self.views.choices();
        let state = state(&self.config, key, &choices, &view);
        Some(uncached(JSON, json(&state)))
    }

    /// The view that is asked for, if there is such a report and such a template.
    fn key(&self, query: &Query) -> Option<ViewKey> {
        let choices = self.views.choices();
        let Some(name) = query.get("report").filter(|name| !name.is_empty()) else {
            return Some(self.config.first.clone());
        };
        // One that is shown already may have gone, which its view tells.
        let report = choices.reports.into_iter().chain(self.views.reports());
        let report = report.into_iter().find(|id| id.to_string() == *name)?;
        let template = query.get("template").filter(|name| !name.is_empty()).cloned();
        let known = template.as_ref().is_none_or(|name| choices.templates.contains(name));
        let is_web = query.get("medium").is_some_and(|medium| medium == "web");
        known.then_some(ViewKey { report, template, is_web })
    }
}

/// A report as a page of the web: `/web/<digest>.html`.
fn web_page(web: &RenderedWeb, path: &str) -> Option<Response> {
    let digest = path.strip_prefix("/web/")?.strip_suffix(".html")?;
    let media = "text/html; charset=utf-8";
    let is_shown = digest == web.digest.to_string();
    is_shown.then(|| under(WEB_POLICY, 200, media, "no-store", web.html.clone()))
}

/// A page as a picture, or the texts on it: `/page/<number>.svg` or `.json`.
fn picture(shown: &RenderedPages, path: &str) -> Option<Response> {
    let (number, form) = path.strip_prefix("/page/")?.split_once('.')?;
    let page = page_of(shown, number)?;
    let document = &shown.rendered.pages().document;
    match form {
        "svg" => Some(immutable("image/svg+xml", page_svg(document, page)?)),
        "json" => Some(immutable(JSON, json(&pieces(document, page)))),
        _ => None,
    }
}

/// The index of the page with a number; `None` if no page looks like that any more.
fn page_of(shown: &RenderedPages, number: &str) -> Option<usize> {
    let number = u128::from_str_radix(number, 16).ok()?;
    shown.page_hashes.iter().position(|other| *other == number)
}

/// The query of an address.
struct Query(Vec<(String, String)>);

impl Query {
    fn new(text: &str) -> Self {
        Self(parse(text.as_bytes()).into_owned().collect())
    }

    fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}
