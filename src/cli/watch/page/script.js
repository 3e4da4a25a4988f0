// Shows the pages of a report as they are, and follows the files that they are made of.
"use strict";

const words = {
  nb: {
    report: "Rapport",
    template: "Mal",
    medium: "Vis",
    paper: "sider",
    web: "nettside",
    width: "Bredde",
    whole: "hele",
    phone: "telefon",
    tablet: "nettbrett",
    zoom: "Størrelse",
    fit: "Tilpasset",
    usual: "den vanlige",
    close: "Lukk",
    making: "lager sidene …",
    upToDate: (pages) => (pages === 0 ? "nettsiden er à jour" : pages === 1 ? "1 side, à jour" : `${pages} sider, à jour`),
    old: "filene har feil; sidene er fra før",
    none: "filene har feil; ingen sider ennå",
    away: "regionrapport watch svarer ikke; venter på den …",
    gone: "rapporten finnes ikke lenger",
    errors: (errors) => (errors === 1 ? "1 feil" : `${errors} feil`),
    warnings: (count) => (count === 1 ? "1 advarsel" : `${count} advarsler`),
    and: " og ",
    error: "feil",
    warning: "advarsel",
    failure: "Rapporten kan ikke lages: mappen data, programmet eller rapporten er borte",
    page: (page, pages) => `Side ${page} av ${pages}. Piltaster velger tekst, Enter viser hvor den kommer fra.`,
    at: (line) => `linje ${line}`,
    looking: "leter etter hvor teksten kommer fra …",
    stands: (text) => `«${text}» står her:`,
    may: (text) => `«${text}» kan komme fra ett av disse stedene:`,
    label: (text, key) => `«${text}» er laget med ordet ${key}.`,
    change: (file) => `Det kan endres i ${file}.`,
    derived: (text) => `«${text}» står ikke i dataene: det er regnet ut eller skrevet i malen.`,
    setBy: "Satt av",
    builtIn: "(innebygd)",
    other: "siden er en annen nå; klikk en gang til",
  },
  en: {
    report: "Report",
    template: "Template",
    medium: "Show",
    paper: "pages",
    web: "web page",
    width: "Width",
    whole: "whole",
    phone: "phone",
    tablet: "tablet",
    zoom: "Zoom",
    fit: "Fit",
    usual: "the usual",
    close: "Close",
    making: "making the pages …",
    upToDate: (pages) => (pages === 0 ? "the web page is up to date" : pages === 1 ? "1 page, up to date" : `${pages} pages, up to date`),
    old: "the files have errors; the pages are from before",
    none: "the files have errors; no pages yet",
    away: "regionrapport watch does not answer; waiting for it …",
    gone: "the report is no longer there",
    errors: (errors) => (errors === 1 ? "1 error" : `${errors} errors`),
    warnings: (count) => (count === 1 ? "1 warning" : `${count} warnings`),
    and: " and ",
    error: "error",
    warning: "warning",
    failure: "The report cannot be made: the data, the programme or the report is gone",
    page: (page, pages) => `Page ${page} of ${pages}. Arrow keys choose a text, Enter shows where it comes from.`,
    at: (line) => `line ${line}`,
    looking: "looking for where the text comes from …",
    stands: (text) => `«${text}» is written here:`,
    may: (text) => `«${text}» may come from one of these places:`,
    label: (text, key) => `«${text}» is made with the label ${key}.`,
    change: (file) => `It can be changed in ${file}.`,
    derived: (text) => `«${text}» is not in the data: it is worked out or written in the template.`,
    setBy: "Set by",
    builtIn: "(built in)",
    other: "the page is another one now; click again",
  },
}[document.documentElement.lang];

const byId = (id) => document.getElementById(id);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An element with a class and content. */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// What is chosen; it stands in the address, so that it outlives a reload.
const chosen = Object.fromEntries(
  ["report", "template", "medium", "zoom", "width"].map((name) => [name, new URLSearchParams(location.search).get(name) ?? ""]),
);
chosen.zoom ||= "fit";

// What is shown, and the request that waits for something else.
let state = null;
let waiting = new AbortController();
let opened = false;

/** The part of an address that names the view. */
const viewOf = () => new URLSearchParams({ report: chosen.report, template: chosen.template, medium: chosen.medium });

/** Remembers a choice and begins anew with it. */
function choose(name, value) {
  chosen[name] = value;
  history.replaceState(null, "", `?${new URLSearchParams(chosen)}`);
  if (name === "zoom") return scale();
  if (name === "width") return widen();
  state = null;
  say(words.making);
  waiting.abort();
}

function say(text) {
  if (byId("status").textContent !== text) byId("status").textContent = text;
}

/** Follows the view for as long as the page is open. */
async function follow() {
  for (;;) {
    waiting = new AbortController();
    const query = viewOf();
    if (state) {
      query.set("run", state.run);
      query.set("turn", state.turn);
    }
    try {
      const answer = await fetch(`/state?${query}`, { signal: waiting.signal });
      if (answer.ok) {
        show(await answer.json());
        continue;
      }
      say(words.gone);
      chosen.report = chosen.template = chosen.medium = "";
      state = null;
      await pause(1000);
    } catch (error) {
      if (error.name === "AbortError") continue;
      say(words.away);
      await pause(400);
    }
  }
}

function show(next) {
  if (state && state.run === next.run && state.turn === next.turn) return;
  state = next;
  // The command chooses what is shown first.
  chosen.report = next.report;
  chosen.template = next.template ?? "";
  chosen.medium = next.medium;
  const title = next.title ?? next.report;
  byId("title").textContent = title;
  document.title = `${title} – regionrapport`;
  // One that has gone is still what is shown.
  const reports = next.reports.includes(next.report) ? next.reports : [next.report, ...next.reports];
  options(byId("report"), reports.map((name) => [name, name]), next.report);
  const templates = next.templates.map((name) => [name, name]);
  options(byId("template"), [["", words.usual], ...templates], next.template ?? "");
  const isWeb = chosen.medium === "web";
  byId("medium").value = chosen.medium;
  byId("pdf").textContent = isWeb ? "HTML" : "PDF";
  byId("pdf").href = isWeb ? `/web/${next.web}.html?${viewOf()}` : `/report.pdf?${viewOf()}`;
  byId("pdf").hidden = !next.good;
  byId("zoom").parentElement.hidden = isWeb;
  byId("width").parentElement.hidden = byId("web").hidden = !isWeb;
  findings(next);
  pages(next);
  web(next);
  const some = next.pages.length > 0 || next.web !== null;
  say(next.good ? words.upToDate(next.pages.length) : some ? words.old : words.none);
}

function options(select, entries, value) {
  const same = entries.length === select.options.length && entries.every(([key], i) => select.options[i].value === key);
  if (!same) select.replaceChildren(...entries.map(([key, text]) => new Option(text, key)));
  select.value = value;
}

// Findings: errors are always shown, warnings when they are asked for.

function findings({ findings, failure }) {
  const errors = findings.filter((it) => it.severity === "error").length + (failure ? 1 : 0);
  const warnings = findings.length - errors + (failure ? 1 : 0);
  const bad = errors > 0;
  const button = byId("warnings");
  button.hidden = bad || warnings === 0;
  button.textContent = words.warnings(warnings);
  if (button.hidden) opened = false;
  button.setAttribute("aria-expanded", String(opened));
  const section = byId("findings");
  section.hidden = !bad && !opened;
  section.classList.toggle("bad", bad);
  const counts = [errors && words.errors(errors), warnings && words.warnings(warnings)].filter(Boolean);
  byId("findings-title").textContent = failure ? words.failure : counts.join(words.and);
  const items = failure ? [failed(failure)] : findings.map(finding);
  byId("list").replaceChildren(...items);
}

function failed({ message, hints }) {
  const item = element("li", "bad-one", element("p", "what", message));
  item.append(...hints.map((hint) => element("p", "hint", hint)));
  return item;
}

function finding({ severity, code, message, hint, place, related }) {
  const item = element("li", severity === "error" ? "bad-one" : "");
  const what = element("p", "what", element("span", "severity", words[severity]), ": ", message, " ");
  what.append(element("span", "code", code));
  item.append(what, ...located(place), element("p", "hint", hint));
  for (const other of related) item.append(...located(other.place, other.note));
  return item;
}

/** The name of a place, which leads to the editor, and its line with the place marked. */
function located({ file, line, link, source }, note) {
  const name = line ? `${file}, ${words.at(line)}` : file;
  const place = element("p", "place", note ? `${note}: ` : "", linked(name, link));
  if (!source) return [place];
  const [before, marked, after] = source;
  const text = element("pre", "", element("span", "number", `${line}  `), before, element("mark", "", marked || " "), after);
  text.tabIndex = 0;
  return [place, text];
}

function linked(text, link) {
  if (!link) return element("span", "", text);
  const made = element("a", "", text);
  made.href = link;
  return made;
}

byId("warnings").addEventListener("click", () => {
  opened = !opened;
  if (state) findings(state);
  if (opened) byId("findings").focus();
});

// Pages: each stays where it is and changes its picture when it looks different.

const nearby = new IntersectionObserver(
  (entries) => entries.filter((it) => it.isIntersecting).forEach((it) => draw(it.target)),
  { rootMargin: "60%" },
);

function pages({ pages, good, turn }) {
  const holder = byId("pages");
  holder.classList.toggle("old", !good);
  while (holder.children.length > pages.length) {
    nearby.unobserve(holder.lastElementChild);
    holder.lastElementChild.remove();
  }
  while (holder.children.length < pages.length) holder.append(emptyPage());
  pages.forEach(({ id, width, height }, i) => {
    const page = holder.children[i];
    Object.assign(page.dataset, { id, width, height });
    page.texts.setAttribute("aria-label", words.page(i + 1, pages.length));
  });
  scale();
  for (const page of holder.children) nearby.observe(page);
  const drawn = [...holder.children].filter(isNear).map(draw);
  // For those who wait until a change is seen.
  Promise.all(drawn).then(() => {
    if (state?.turn === turn) document.body.dataset.turn = turn;
  });
}

// The web page: the new one takes the old one's place when it is there, at the same height.

function web({ web, good, title }) {
  const holder = byId("web");
  holder.classList.toggle("old", !good);
  if (!web) return holder.replaceChildren();
  if (holder.dataset.id === web && holder.children.length > 0) return;
  holder.dataset.id = web;
  const frame = element("iframe", "coming");
  frame.title = title;
  frame.src = `/web/${web}.html?${viewOf()}`;
  frame.addEventListener("load", () => {
    const before = holder.querySelector("iframe:not(.coming)");
    const top = before?.contentWindow?.scrollY ?? 0;
    if (holder.dataset.id !== web) return frame.remove();
    before?.remove();
    frame.className = "";
    frame.contentWindow.scrollTo({ top, behavior: "instant" });
  });
  holder.append(frame);
  widen();
}

/** Gives the web page the width that is chosen. */
function widen() {
  for (const frame of byId("web").children) frame.style.maxWidth = chosen.width ? `${chosen.width}px` : "";
}

function emptyPage() {
  const page = element("div", "page");
  page.picture = element("img", "");
  page.picture.alt = "";
  page.texts = element("div", "texts");
  page.texts.tabIndex = 0;
  page.texts.setAttribute("role", "group");
  page.append(page.picture, page.texts);
  return page;
}

function isNear(page) {
  const { top, bottom } = page.getBoundingClientRect();
  return bottom > -innerHeight * 0.6 && top < innerHeight * 1.6;
}

/** Draws a page, unless it shows what it is to show or is about to. */
function draw(page) {
  const { id } = page.dataset;
  if (page.shows !== id) {
    page.shows = id;
    page.drawing = fill(page, id);
  }
  return page.drawing;
}

async function fill(page, id) {
  const picture = new Image();
  picture.alt = "";
  picture.src = `/page/${id}.svg?${viewOf()}`;
  const texts = fetch(`/page/${id}.json?${viewOf()}`).then((answer) => answer.json());
  try {
    await picture.decode();
    if (page.dataset.id !== id) return;
    page.picture.replaceWith(picture);
    page.picture = picture;
    page.texts.replaceChildren(...(await texts).map(text));
    page.dataset.drawn = id;
  } catch {
    // It has changed meanwhile, and the next state says how.
    page.shows = null;
  }
}

/** A text that stands above its picture: to be read aloud, chosen and clicked. */
function text({ text, x, y, width, size }, index) {
  const made = element("span", "", text);
  made.tabIndex = -1;
  made.dataset.piece = index;
  Object.assign(made.style, {
    left: `${x}px`,
    top: `${y - size * 0.86}px`,
    width: `${width}px`,
    height: `${size * 1.16}px`,
    fontSize: `${size}px`,
    overflow: "hidden",
  });
  return made;
}

/** Gives the pages their size on the screen, and keeps what is seen in its place. */
function scale() {
  const room = byId("pages").clientWidth;
  const top = scrollY / Math.max(1, document.documentElement.scrollHeight);
  let changed = false;
  for (const page of byId("pages").children) {
    const { width, height } = page.dataset;
    // A point is 4/3 pixels.
    const factor = chosen.zoom === "fit" ? Math.min(room / width, 1.6) : (chosen.zoom * 4) / 3;
    const size = `${width * factor}px`;
    changed ||= page.style.width !== "" && page.style.width !== size;
    page.style.width = size;
    page.style.height = `${height * factor}px`;
    Object.assign(page.texts.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `scale(${factor})`,
      transformOrigin: "0 0",
    });
  }
  if (changed) scrollTo({ top: top * document.documentElement.scrollHeight, behavior: "instant" });
}

// From a text of the page to its source.

async function origin(span) {
  const page = span.closest(".page");
  document.querySelectorAll(".here").forEach((it) => it.classList.remove("here"));
  span.classList.add("here");
  tell(element("p", "", words.looking));
  const query = viewOf();
  query.set("page", page.dataset.id);
  query.set("piece", span.dataset.piece);
  const answer = await fetch(`/origin?${query}`, { method: "POST" }).catch(() => null);
  if (!answer?.ok) return tell(element("p", "", words.other));
  const found = await answer.json();
  const said = explained(span.textContent.trim(), found);
  if (found.set_at) {
    const { file, line, link } = found.set_at;
    const name = `${file}, ${words.at(line)}`;
    said.push(element("p", "aside", `${words.setBy} `, linked(name, link), link ? "" : ` ${words.builtIn}`));
  }
  tell(...said);
}

function explained(text, { kind, places, label, file }) {
  const lines = places.map(({ file, line, link }) => element("p", "", linked(`${file}, ${words.at(line)}`, link)));
  if (kind === "label") {
    const change = places.length ? lines : [element("p", "aside", words.change(file))];
    return [element("p", "", words.label(text, label)), ...change];
  }
  if (kind === "derived") return [element("p", "", words.derived(text))];
  return [element("p", "", (kind === "maybe" ? words.may : words.stands)(text)), ...lines];
}

function tell(...lines) {
  byId("origin-text").replaceChildren(...lines);
  byId("origin").hidden = false;
}

function close() {
  byId("origin").hidden = true;
  document.querySelectorAll(".here").forEach((it) => it.classList.remove("here"));
}

byId("pages").addEventListener("click", ({ target }) => {
  if (target.dataset.piece) origin(target);
});
byId("pages").addEventListener("keydown", (event) => {
  const { target, key } = event;
  const texts = target.closest(".texts");
  if (!texts) return;
  if (key === "Enter" && target.dataset.piece) origin(target);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  if (!step) return;
  const next = target === texts ? texts.children[step > 0 ? 0 : texts.children.length - 1] : step > 0 ? target.nextElementSibling : target.previousElementSibling;
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  event.preventDefault();
});
addEventListener("keydown", ({ key }) => key === "Escape" && close());
byId("origin-close").addEventListener("click", close);
for (const name of ["report", "template", "medium", "zoom", "width"]) {
  byId(name).addEventListener("change", ({ target }) => {
    // A template belongs to the report that it was chosen for.
    if (name === "report") chosen.template = "";
    choose(name, target.value);
  });
}
addEventListener("resize", scale);
for (const labelled of document.querySelectorAll("[data-word]")) labelled.textContent = words[labelled.dataset.word];
byId("zoom").value = chosen.zoom;
byId("width").value = chosen.width;
say(words.making);
follow();
