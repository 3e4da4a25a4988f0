//! As much of HTTP as one page on this machine needs: one request and one response a connection.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The most bytes that the head of a request may have.
const MAX_HEAD_BYTES: usize = 16 * 1024;
/// The most header fields.
const MAX_FIELDS: usize = 64;
/// How long nobody is let in when the system has no handle to give.
const SHORTAGE_PAUSE: Duration = Duration::from_millis(50);
/// How long a client may take to send its request.
const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// A request without a body.
pub(super) struct Request {
    pub(super) method: String,
    /// The path with what stands behind the question mark.
    pub(super) target: String,
    fields: Vec<(String, String)>,
}

impl Request {
    /// A header field, whatever the case of its name.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name));
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value.as_str())
    }
}

/// An answer.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) fields: Vec<(&'static str, &'static str)>,
    pub(super) body: Vec<u8>,
}

/// Answers requests for ever, each in a thread of its own: one that waits holds up no other.
pub(super) fn answer(
    listener: &TcpListener,
    respond: impl Fn(&Request) -> Response + Send + Sync + 'static,
) {
    let respond = Arc::new(respond);
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // The system is short of handles; without a pause, this would take all of a core.
            thread::sleep(SHORTAGE_PAUSE);
            continue;
        };
        let respond = Arc::clone(&respond);
        // Where the system has no thread to give, or the client has gone, nothing can be said.
        let _ = thread::Builder::new().spawn(move || {
            let _ = converse(stream, &*respond);
        });
    }
}

fn converse(mut stream: TcpStream, respond: &impl Fn(&Request) -> Response) -> io::Result<()> {
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    stream.set_nodelay(true)?;
    let response = match request(&mut stream)? {
        Some(request) => respond(&request),
        None => Response { status: 400, fields: Vec::new(), body: Vec::new() },
    };
    let Response { status, fields, body } = response;
    let fields: String =
        fields.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect();
    let fields = format!("{fields}Content-Length: {}\r\nConnection: close\r\n", body.len());
    // Clients go by the number of the status.
    let head = format!("HTTP/1.1 {status} \r\n{fields}\r\n");
    stream.write_all(&[head.as_bytes(), &body].concat())?;
    stream.flush()
}

/// Reads the head of a request; `None` if it is none.
fn request(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    while bytes.len() < MAX_HEAD_BYTES {
        let count = stream.read(&mut piece)?;
        if count == 0 {
            return Ok(None);
        }
        bytes.extend_from_slice(&piece[..count]);
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut head = httparse::Request::new(&mut fields);
        match head.parse(&bytes) {
            Ok(httparse::Status::Complete(_)) => return Ok(Some(parsed(&head))),
            Ok(httparse::Status::Partial) => {}
            Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

fn parsed(head: &httparse::Request<'_, '_>) -> Request {
    let fields = head
        .headers
        .iter()
        .map(|header| (header.name.to_owned(), String::from_utf8_lossy(header.value).into_owned()));
    Request {
        method: head.method.unwrap_or_default().to_owned(),
        target: head.path.unwrap_or_default().to_owned(),
        fields: fields.collect(),
    }
}
