"""How a document looks as a web page: by day, by night, and on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d2733; --quiet: #5b6673; --paper: #fff; --line: #d5dbe1;
  --head: #f2f5f8; --accent: #1f4e79; --helps: #1b6e3c; --hinders: #a3302a; --solution: #0b6478;
  --promise: #7a2f86; --decision: #2a4ea3; --attention: #8a5300; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --quiet: #a3adb8; --paper: #14191f;
  --line: #37414c; --head: #1e252d; --accent: #8fbce6; --helps: #7fd09d; --hinders: #f0938c;
  --solution: #76cbdd; --promise: #dba0e4; --decision: #9db8f2; --attention: #f0c069; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 2rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 Calibri, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere; }
.kind { margin: 0; color: var(--quiet); font-weight: 600; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; color: var(--accent); }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.25rem 0 .75rem; padding-bottom: .2rem;
  color: var(--accent); border-bottom: 2px solid var(--line); }
h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.1rem 0 .3rem; color: var(--quiet); }
h2 .muted, h3 .muted, h4 .muted, .title .muted { font-weight: normal; font-size: .9em; }
p { margin: .4rem 0; }
li, td, dd, p, h1 { unicode-bidi: plaintext; }
.muted { color: var(--quiet); }
.title { font-weight: bold; margin-top: .9rem; }
.title.helps, span.helps, .items > .helps > strong { color: var(--helps); }
.title.hinders, span.hinders, .items > .hinders > strong { color: var(--hinders); }
.title.solution, span.solution, .items > .solution > strong { color: var(--solution); }
.title.promise, span.promise, .items > .promise > strong { color: var(--promise); }
.title.decision, span.decision, .items > .decision > strong { color: var(--decision); }
p.attention, span.attention, .items > .attention > strong { color: var(--attention);
  font-weight: bold; }
nav ul { list-style: none; margin: 1.25rem 0 0; padding: 0; display: flex; flex-wrap: wrap;
  gap: .2rem 1.1rem; }
nav a { color: var(--accent); }
.items { margin: .3rem 0; padding-left: 0; list-style: none; }
.items > li { margin: .6rem 0; padding-left: .75rem; border-left: 3px solid var(--line); }
.items > .helps { border-color: var(--helps); }
.items > .hinders { border-color: var(--hinders); }
.items > .solution { border-color: var(--solution); }
.items > .decision { border-color: var(--decision); }
.items ul { margin: .2rem 0; padding-left: 1.25rem; }
dl { margin: .2rem 0; }
dl > div { display: flex; flex-wrap: wrap; gap: 0 .5rem; }
dt { color: var(--quiet); }
dt:not(:empty)::after { content: ": "; }
dd { margin: 0; flex: 1 1 60%; }
.facts dt { flex: 0 0 14rem; }
.items dl > div { display: block; }
.items dt, .items dd { display: inline; }
.items dt:empty { display: none; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
  gap: 0 2rem; }
.wide { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th, thead td { background: var(--head); color: var(--quiet); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.heads td { font-weight: bold; padding-top: .8rem; }
svg { display: inline-block; vertical-align: middle; max-width: none; }
.accent { fill: var(--accent); }
.line { fill: var(--line); }
.paper { fill: var(--paper); }
.tint.helps { background: color-mix(in srgb, var(--helps) 12%, transparent); }
.tint.hinders { background: color-mix(in srgb, var(--hinders) 12%, transparent); }
.tint.attention { background: color-mix(in srgb, var(--attention) 16%, transparent); }
.tint.muted { background: var(--head); }
.bars td:first-child { min-width: 14rem; }
.bars .number { padding-left: .3rem; padding-right: .3rem; }
@media print {
  @page { size: A4; margin: 20mm 18mm; }
  :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb;
    --head: #eee; --accent: #1f4e79; --helps: #1b6e3c; --hinders: #a3302a; --solution: #0b6478;
    --promise: #7a2f86; --decision: #2a4ea3; --attention: #8a5300; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  .wide { overflow: visible; }
  h2, h3, h4, h2 + p, .title { break-after: avoid; }
  tr, .items > li { break-inside: avoid; }
  .heads { break-after: avoid; }
  thead { display: table-header-group; }
  svg, .tint, thead th, thead td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
