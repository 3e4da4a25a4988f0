//! What the environment says.

use std::env;

use crate::diagnostics::Lang;

/// The language of messages: from `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn message_language() -> Lang {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.map_or(Lang::Nb, |locale| Lang::from_locale(&locale))
}
