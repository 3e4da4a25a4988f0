"""Expressions: `${{ … }}` and `if` of GitHub Actions, `if` of GitLab's rules."""

import re

from .project import Fault

TOKEN = re.compile(
    r"""\s*(?:(?P<text>'[^']*'|"[^"]*")|(?P<operator>==|!=|&&|\|\||!|[(),])|(?P<name>\$?[A-Za-z_][\w.-]*))"""
)
OPERATORS = {"&&": " and ", "||": " or ", "!": " not "}


def evaluate(expression, lookup, functions=None):
    """The value of an expression; `lookup` gives that of a variable or of a path such as `matrix.share`."""
    parts, at, end = [], 0, len(expression.rstrip())
    while at < end:
        token = TOKEN.match(expression, at)
        if not token:
            raise Fault(f"an expression that is not emulated: {expression}")
        at = token.end()
        if token["name"] in (functions or {}):
            parts.append(f"functions[{token['name']!r}]")
        elif token["name"]:
            parts.append(f"lookup({token['name']!r})")
        else:
            parts.append(OPERATORS.get(token["operator"], token.group().strip()))
    # The expressions are those of this repository's own files.
    return eval("".join(parts), {"__builtins__": {}, "lookup": lookup, "functions": functions})  # noqa: S307


def interpolate(text, lookup, functions=None):
    """A text with the values of its `${{ … }}`."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(evaluate(match[1], lookup, functions)), str(text))


def path_in(contexts):
    """A lookup of dotted paths in nested mappings. Only an output of a step may be missing: it is empty."""

    def lookup(path):
        value = contexts
        for key in path.split("."):
            if key not in value:
                if path.startswith("steps.") and ".outputs." in path:
                    return ""
                raise Fault(f"{path} is not known")
            value = value[key]
        return value

    return lookup
