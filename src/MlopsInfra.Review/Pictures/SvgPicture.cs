using System.Globalization;
using System.Net;
using System.Text;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Pictures;

/// <summary>
/// Draws the architecture of a stack as SVG, from what the program declares. The same stack gives the same bytes.
/// </summary>
public sealed class SvgPicture
{
    private const int LongestText = 26;
    private readonly StringBuilder _svg = new();
    private readonly PictureLayout _layout;
    private readonly string _id;

    private SvgPicture(PictureLayout layout, string id) => (_layout, _id) = (layout, id);

    /// <summary>A picture that stands alone, in columns; dark or light as the reader's system is.</summary>
    /// <param name="snapshot">The stack.</param>
    public static string Draw(StackSnapshot snapshot) =>
        new SvgPicture(PictureLayout.InColumns(PictureReader.Read(snapshot)), "architecture").Write(isAlone: true);

    /// <summary>The picture of a change for a wide page that brings <see cref="PictureStyle"/>.</summary>
    /// <param name="review">The change.</param>
    internal static string DrawWide(StackReview review) =>
        new SvgPicture(PictureLayout.InColumns(PictureReader.Read(review)), "wide").Write(isAlone: false);

    /// <summary>The same for a narrow page.</summary>
    /// <param name="review">The change.</param>
    internal static string DrawNarrow(StackReview review) =>
        new SvgPicture(PictureLayout.InOneColumn(PictureReader.Read(review)), "narrow").Write(isAlone: false);

    private string Write(bool isAlone)
    {
        var model = _layout.Model;
        var size = isAlone ? $"""width="{_layout.Width}" height="{_layout.Height}" """ : "";
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" class="picture {_id}" viewBox="0 0 {_layout.Width} {_layout.Height}" """
            + $"""{size}role="img" aria-labelledby="{_id}-title {_id}-text">""");
        Line($"""<title id="{_id}-title">Architecture of {Text(model.Title)}</title>""");
        Line($"""<desc id="{_id}-text">{Text(Description(model))}</desc>""");
        if (isAlone) Line($"<style>{PictureStyle.Css}</style>");
        Line($"""<defs><marker id="{_id}-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">"""
            + """<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>""");
        Line($"""<rect class="paper" x=".5" y=".5" width="{_layout.Width - 1}" height="{_layout.Height - 1}" rx="14"/>""");
        Line($"""<text class="stack" x="{_layout.Left}" y="36">{Text(model.Title)}</text>""");
        if (_id != "narrow")
            Line($"""<text class="where" x="{40 + (model.Title.Length * 13)}" y="36">{Text(model.Subtitle)}</text>""");
        else if (model.Subtitle.Length > 0)
            Line($"""<text class="where" x="{_layout.Left}" y="55">{Text(Short(model.Subtitle, 46))}</text>""");
        if (_id != "narrow") Links();
        for (var i = 0; i < model.Cards.Count; i++) Card(i);
        if (model.ShowsChanges && _id != "narrow") Legend();
        Line("</svg>");
        return _svg.ToString();
    }

    private void Links()
    {
        var links = _layout.Model.Links;
        foreach (var (from, to) in links)
        {
            var (start, end) = (_layout.Places[from], _layout.Places[to]);
            var y1 = Port(from, links.Where(link => link.From == from).Select(link => link.To), to);
            var y2 = Port(to, links.Where(link => link.To == to).Select(link => link.From), from);
            var (x1, x2) = (start.X + PictureLayout.CardWidth, end.X - 2);
            var bend = Math.Max(28, (x2 - x1) / 2);
            Line($"""<path class="link" marker-end="url(#{_id}-arrow)" d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"/>""");
        }
    }

    // The lines of a card leave it one below the other, in the order of where they go.
    private string Port(int card, IEnumerable<int> others, int other)
    {
        var sorted = others.OrderBy(position => _layout.Places[position].Y).ThenBy(position => position).ToList();
        var height = PictureLayout.HeightOf(_layout.Model.Cards[card]);
        var y = _layout.Places[card].Y + (height * (sorted.IndexOf(other) + 1.0) / (sorted.Count + 1));
        return y.ToString("0.#", CultureInfo.InvariantCulture);
    }

    private void Card(int position)
    {
        var (card, (x, y)) = (_layout.Model.Cards[position], _layout.Places[position]);
        var height = PictureLayout.HeightOf(card);
        Line($"""<g class="card{Class(card.Change)}" transform="translate({x} {y})">""");
        Line($"""<rect class="box" width="{PictureLayout.CardWidth}" height="{height}" rx="9"/>""");
        Line($"""<text class="title" x="14" y="23">{Text(Short(card.Title, 26))}</text>""");
        Line($"""<text class="name" x="14" y="39">{Text(Short(card.Name, 32))}</text>""");
        var at = PictureLayout.HeadHeight;
        foreach (var row in card.Rows)
        {
            Row(row, at);
            at += PictureLayout.RowHeight;
        }

        foreach (var line in PictureLayout.NoteLines(card.Note))
        {
            Line($"""<text class="note" x="14" y="{at + 14}">{Text(line)}</text>""");
            at += PictureLayout.NoteLineHeight;
        }

        Line("</g>");
    }

    private void Row(PictureRow row, int y)
    {
        var count = Count(row);
        Line($"""<g class="row {row.Icon.ToString().ToLowerInvariant()}{Class(row.Change)}" transform="translate(14 {y})">"""
            + $"<title>{Text(string.Join(", ", row.Names))}</title>");
        if (row.Change is not null)
            Line($"""<rect class="mark" x="-8" y="0" width="{PictureLayout.CardWidth - 12}" height="22" rx="5"/>""");
        Line($"""<path class="icon" transform="translate(0 3)" d="{PictureIcons.Path(row.Icon)}"/>""");
        Line($"""<text x="25" y="16">{Text(Short(ChangeWords.Capital(row.Text), LongestText - count.Length))}{count}</text>""");
        if (row.Change is { } change)
            Line($"""<text class="sign" x="{PictureLayout.CardWidth - 34}" y="16">{ChangeWords.Sign(change)}</text>""");
        Line("</g>");
    }

    private void Legend()
    {
        var x = 24;
        foreach (var kind in (ReadOnlySpan<ChangeKind>)[ChangeKind.Created, ChangeKind.Changed, ChangeKind.Replaced,
            ChangeKind.Deleted])
        {
            Line($"""<g class="row{Class(kind)}" transform="translate({x} {_layout.Height - 40})">"""
                + """<rect class="mark" width="22" height="22" rx="5"/>"""
                + $"""<text class="sign" x="11" y="16">{ChangeWords.Sign(kind)}</text>"""
                + $"""<text x="30" y="16">{kind.ToString().ToLowerInvariant()}</text></g>""");
            x += 120;
        }
    }

    private static string Description(PictureModel model)
    {
        var cards = model.Cards.Select((card, i) =>
        {
            var uses = model.Links.Where(link => link.From == i).Select(link => model.Cards[link.To].Title).ToList();
            var rows = card.Rows.Select(row =>
                $"{row.Text}{Count(row)}{(row.Change is { } change ? $" ({change.ToString().ToLowerInvariant()})" : "")}");
            return $"{card.Title}: {string.Join(", ", rows)}{(uses.Count == 0 ? "" : $"; uses {string.Join(", ", uses)}")}.";
        });
        return string.Join(" ", cards);
    }

    private static string Count(PictureRow row) => row.Names.Count > 1 ? $" ×{row.Names.Count}" : "";

    private static string Class(ChangeKind? kind) => kind is { } known ? $" {known.ToString().ToLowerInvariant()}" : "";

    private static string Short(string text, int longest) => text.Length <= longest ? text : $"{text.AsSpan(0, longest - 1)}…";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private void Line(string text) => _svg.Append(text).Append('\n');
}
