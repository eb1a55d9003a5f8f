namespace MlopsInfra.Review.Pictures;

/// <summary>
/// The colours of a picture, light and dark. Contrast of text to its ground is 4.5 to 1 at least; no meaning is in a colour
/// alone.
/// </summary>
internal static class PictureStyle
{
    /// <summary>The style sheet, for a picture alone or for a page with pictures in it.</summary>
    public const string Css =
        """
        .picture{--paper:#f6f8fb;--edge:#d5dbe5;--box:#fff;--ink:#1b2430;--soft:#5a6675;--line:#8a97a8;--created:#d9f5e0;--created-ink:#0f6b2d;--changed:#fff2c4;--changed-ink:#7a5200;--replaced:#efe3ff;--replaced-ink:#6b2fc4;--deleted:#ffe3e1;--deleted-ink:#b3161f;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
        @media (prefers-color-scheme:dark){.picture{--paper:#10151d;--edge:#2c3644;--box:#19212c;--ink:#e8edf4;--soft:#9aa7b8;--line:#6d7b8f;--created:#12351f;--created-ink:#74dd94;--changed:#3a2f0c;--changed-ink:#f0c657;--replaced:#2d1f49;--replaced-ink:#c9a6ff;--deleted:#43191b;--deleted-ink:#ff9c98}}
        .picture .paper{fill:var(--paper);stroke:var(--edge)}.picture text{fill:var(--ink);font-size:13.5px}.picture .stack{font-size:22px;font-weight:700}.picture .where{font-size:14px;fill:var(--soft)}.picture.narrow .where{font-size:11.5px}
        .picture .link{fill:none;stroke:var(--line);stroke-width:1.6}.picture .tip{fill:var(--line)}
        .picture .box{fill:var(--box);stroke:var(--edge);stroke-width:1.2}.picture .title{font-size:15px;font-weight:650}.picture .name,.picture .note{font-size:11.5px;fill:var(--soft)}.picture .name{font-family:ui-monospace,"Cascadia Code",Menlo,Consolas,monospace}
        .picture .icon{fill:none;stroke:var(--soft);stroke-width:1.3;stroke-linejoin:round;stroke-linecap:round}.picture .storage .icon,.picture .registry .icon{stroke:#2f7ed8}.picture .vault .icon,.picture .identity .icon{stroke:#c98a00}.picture .compute .icon,.picture .endpoint .icon{stroke:#d2603a}.picture .learning .icon,.picture .event .icon{stroke:#8b5cf6}.picture .network .icon{stroke:#0d9488}.picture .monitor .icon,.picture .code .icon{stroke:#5b8c2a}
        .picture .sign{font-weight:700;text-anchor:middle}
        .picture .row.created .mark{fill:var(--created)}.picture .row.created text{fill:var(--created-ink)}.picture .row.changed .mark{fill:var(--changed)}.picture .row.changed text{fill:var(--changed-ink)}.picture .row.replaced .mark{fill:var(--replaced)}.picture .row.replaced text{fill:var(--replaced-ink)}.picture .row.deleted .mark{fill:var(--deleted)}.picture .row.deleted text{fill:var(--deleted-ink)}
        .picture .card.created>.box{stroke:var(--created-ink)}.picture .card.changed>.box{stroke:var(--changed-ink)}.picture .card.replaced>.box{stroke:var(--replaced-ink)}.picture .card.deleted>.box{stroke:var(--deleted-ink)}
        """;
}
