"""The style sheet of the report: light and dark, from a phone's width on."""

CSS = """\
:root {
  --ground: #ffffff; --card: #f5f7f9; --text: #1b1f24; --muted: #545d68; --line: #d5dae0;
  --window: #2f7fd6; --reference: #3d444d;
  --breach: #a11a10; --breach-ground: #fdecea; --stable: #0d5f35; --stable-ground: #e6f5ec;
  --little: #6b4a00; --little-ground: #fff3d1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121518; --card: #1b2025; --text: #e8eaed; --muted: #a8b1bb; --line: #363e47;
    --window: #3f7fc4; --reference: #d3d9df;
    --breach: #ffb3a8; --breach-ground: #471a15; --stable: #93dfb2; --stable-ground: #12321f;
    --little: #f3d488; --little-ground: #3d3010;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 0.5rem; }
p, ul { margin: 0.25rem 0; }
ul { padding-left: 1.25rem; }
small { font-size: 0.8rem; color: var(--muted); }
.note, .explained { color: var(--muted); font-size: 0.9rem; }
.outcome { border-radius: 0.5rem; padding: 0.75rem 1rem; }
.outcome .state { font-size: 1.25rem; font-weight: 700; margin: 0; }
.outcome.breach, .badge.breach, .badge.vanished { background: var(--breach-ground); color: var(--breach); }
.outcome.stable, .badge.stable { background: var(--stable-ground); color: var(--stable); }
.outcome.too-little-data, .badge.too-little-data { background: var(--little-ground); color: var(--little); }
.badge { display: inline-block; border-radius: 1rem; padding: 0 0.6rem; font-size: 0.8rem; font-weight: 600; white-space: nowrap;
  background: var(--card); color: var(--muted); }
.sign { font-size: 0.75em; margin-right: 0.4em; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr)); gap: 0.75rem 1.5rem; margin: 1rem 0; }
dt { font-size: 0.8rem; color: var(--muted); }
dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
dd small { font-weight: 400; }
.counts { grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0 2rem; }
.counts div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line); padding: 0.3rem 0; }
.counts dt { font-size: 0.9rem; }
.counts .loss dt, .counts .loss dd { color: var(--breach); }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; margin: 0.75rem 0; }
th, td { text-align: left; padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { font-size: 0.8rem; color: var(--muted); font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
td .of { white-space: nowrap; }
.badge + small { margin-left: 0.5rem; }
td.breach .value, td.breach .sign { color: var(--breach); font-weight: 700; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; margin: 0.75rem 0; }
figure { margin: 0; background: var(--card); border-radius: 0.5rem; padding: 0.6rem 0.75rem; }
figcaption { display: flex; justify-content: space-between; gap: 0.5rem; font-size: 0.9rem; font-weight: 600; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 11px; fill: var(--muted); }
svg .window { fill: var(--window); }
svg .reference { fill: none; stroke: var(--reference); stroke-width: 1.5; }
svg .line { fill: none; stroke: var(--window); stroke-width: 2; }
svg .axis { stroke: var(--line); }
svg .registered { stroke: var(--reference); stroke-width: 1.5; stroke-dasharray: 5 4; }
.legend { font-size: 0.85rem; color: var(--muted); }
.key { display: inline-block; width: 0.9rem; height: 0.7rem; margin: 0 0.35rem 0 0.75rem; }
.key:first-child { margin-left: 0; }
.key.window { background: var(--window); }
.key.reference { height: 0; border-top: 2px solid var(--reference); vertical-align: middle; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 44rem) {
  table, tbody, tr, td, tbody th { display: block; width: 100%; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { background: var(--card); border-radius: 0.5rem; padding: 0.6rem 0.75rem; margin-bottom: 0.75rem; }
  th, td { border: 0; padding: 0.15rem 0; }
  tbody th { font-size: 1rem; }
  td { display: flex; justify-content: space-between; gap: 1rem; }
  td::before { content: attr(data-label); color: var(--muted); flex: none; }
  td > span { text-align: right; }
}
@media print { figure, tr { break-inside: avoid; } }
"""
