//! XML.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A file of XML that is being written.
pub(super) struct Markup(Writer<Vec<u8>>);

impl Markup {
    /// A file that begins with an element, which has a namespace.
    pub(super) fn new(root: &str, namespace: &str) -> Self {
        let mut markup = Self(Writer::new_with_indent(Vec::new(), b' ', 2));
        markup.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        markup.open(root, &[("xmlns", namespace)]);
        markup
    }

    /// The begin of an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.write(Event::Start(element));
    }

    /// The end of an element.
    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.write(Event::Text(BytesText::new(text)));
        self.close(name);
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.write(Event::Empty(element));
    }

    /// The text of the file, whose first element ends.
    pub(super) fn finish(mut self, root: &str) -> Vec<u8> {
        self.close(root);
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes all bytes");
    }
}
