namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>What can be read on a page, as a browser says it.</summary>
internal static class Contrast
{
    /// <summary>Elements whose text has too little contrast with what is behind it (WCAG 2 AA), as text.</summary>
    public const string FaintTexts =
        """
        (() => {
          const parse = color => (color.match(/[\d.]+/g) || []).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const ground = element => {
            for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; }
            return [255, 255, 255];
          };
          return [...document.querySelectorAll('body *')].filter(e => !e.closest('svg') && e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).filter(e => {
            const style = getComputedStyle(e), [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
            return (a + .05) / (b + .05) < (large ? 3 : 4.5);
          }).map(e => e.outerHTML.slice(0, 120)).join('\n');
        })()
        """;
}
