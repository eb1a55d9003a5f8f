namespace MlopsInfra.Review.Html;

/// <summary>The page's style sheet: from a phone's width up, light and dark.</summary>
internal static class HtmlStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root{--ground:#eef1f6;--sheet:#fff;--ink:#1b2430;--soft:#56616f;--edge:#d5dbe5;--code:#f0f3f8;--created:#d9f5e0;--created-ink:#0f6b2d;--changed:#fff2c4;--changed-ink:#7a5200;--replaced:#efe3ff;--replaced-ink:#6b2fc4;--deleted:#ffe3e1;--deleted-ink:#b3161f;--link:#0b5cad}
        @media (prefers-color-scheme:dark){:root{--ground:#0b0f15;--sheet:#151b24;--ink:#e8edf4;--soft:#9aa7b8;--edge:#2c3644;--code:#1f2834;--created:#12351f;--created-ink:#74dd94;--changed:#3a2f0c;--changed-ink:#f0c657;--replaced:#2d1f49;--replaced-ink:#c9a6ff;--deleted:#43191b;--deleted-ink:#ff9c98;--link:#7ab8ff}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
        header,main,footer{max-width:1400px;margin:0 auto;padding:0 20px}
        header{padding-top:26px}
        .over,.compared{margin:0;color:var(--soft);font-size:14px}
        .compared{margin-top:10px;overflow-wrap:anywhere}
        h1{margin:0;font-size:34px;line-height:1.15}
        h2{margin:0 0 12px;font-size:20px}
        .count{color:var(--soft);font-weight:400;font-size:15px;margin-left:6px}
        .chips{display:flex;flex-wrap:wrap;gap:8px;margin:14px 0 0}
        .chip{padding:5px 12px;border-radius:999px;background:var(--sheet);border:1px solid var(--edge);color:var(--ink);text-decoration:none}
        .chip:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .chip.created,.tag.created{background:var(--created);color:var(--created-ink);border-color:transparent}
        .chip.changed{background:var(--changed);color:var(--changed-ink);border-color:transparent}
        .chip.replaced{background:var(--replaced);color:var(--replaced-ink);border-color:transparent}
        .chip.deleted,.tag.deleted{background:var(--deleted);color:var(--deleted-ink);border-color:transparent}
        section{background:var(--sheet);border:1px solid var(--edge);border-radius:14px;padding:18px 20px;margin:18px 0}
        .danger{background:var(--deleted);border-color:var(--deleted-ink)}
        .danger h2{color:var(--deleted-ink)}
        .danger ul{margin:0;padding-left:20px}
        .pictures svg{display:block;width:100%;height:auto}
        .pictures .paper{stroke:none}
        .pictures .narrow{display:none}
        details{border:1px solid var(--edge);border-left-width:5px;border-radius:8px;margin:6px 0}
        details.created{border-left-color:var(--created-ink)}details.changed{border-left-color:var(--changed-ink)}details.replaced{border-left-color:var(--replaced-ink)}details.deleted{border-left-color:var(--deleted-ink)}
        summary{display:flex;gap:10px;align-items:baseline;padding:6px 12px;cursor:pointer;list-style:none}
        summary::-webkit-details-marker{display:none}
        summary::after{content:"▸";color:var(--soft)}
        details[open]>summary::after{content:"▾"}
        .sign{font-weight:700;min-width:14px}
        .created .sign{color:var(--created-ink)}.changed .sign{color:var(--changed-ink)}.replaced .sign{color:var(--replaced-ink)}.deleted .sign{color:var(--deleted-ink)}
        small{color:var(--soft);font-size:13px}
        .what{display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline;flex:1}
        .what small{margin-left:auto}
        .rights small{display:block}
        .risk,.forces{color:var(--deleted-ink)}.forces{font-size:13px}
        code{font-family:ui-monospace,"Cascadia Code",Menlo,Consolas,monospace;font-size:13.5px;background:var(--code);padding:1px 5px;border-radius:4px;overflow-wrap:anywhere}
        details>p{margin:0 14px 10px;color:var(--soft)}
        .table{padding:0 12px 12px}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:7px 10px;border-top:1px solid var(--edge);font-weight:400}
        thead th{color:var(--soft);font-size:13px;border-top:0}
        tbody th{width:32%}
        .none{color:var(--soft)}
        dl{margin:0;padding:0 14px 12px;display:grid;grid-template-columns:minmax(120px,240px) 1fr;gap:6px 14px}
        dt{color:var(--soft);overflow-wrap:anywhere}dd{margin:0}
        .rights,.chain{list-style:none;margin:0;padding:0}
        .rights li{padding:9px 0;border-top:1px solid var(--edge);overflow-wrap:anywhere}
        .rights li:first-child{border-top:0}
        .tag{padding:1px 9px;border-radius:999px;font-size:13px;font-weight:600;white-space:nowrap}
        .chain li{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:12px;padding:4px 0}
        .bar{position:relative;padding-left:calc(var(--share)*.8 + 10px);white-space:nowrap;font-variant-numeric:tabular-nums}
        .bar::before{content:"";position:absolute;left:0;top:4px;height:16px;width:calc(var(--share)*.8);min-width:3px;background:var(--link);border-radius:4px}
        footer{color:var(--soft);font-size:14px;padding-bottom:30px}
        @media (max-width:760px){
        body{font-size:15px}header,main,footer{padding:0 12px}header{padding-top:18px}section{padding:14px 12px;border-radius:12px}
        main{display:flex;flex-direction:column}.architecture{order:1}.what small{margin-left:0;flex-basis:100%}
        .pictures .wide{display:none}.pictures .narrow{display:block;max-width:420px;margin:0 auto}
        thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
        tr{display:block;border-top:1px solid var(--edge);padding:6px 0}tr:first-child{border-top:0}
        tbody th,td{display:block;width:auto;border:0;padding:3px 0}
        td::before{content:attr(data-label) ": ";color:var(--soft);font-size:13px}
        dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:8px}
        .chain li{grid-template-columns:1fr;gap:2px}
        }
        """;
}
