namespace MlopsInfra.Review.Pictures;

/// <summary>Where everything stands: users on the left, what they use on the right of them; or all in one column.</summary>
internal sealed class PictureLayout
{
    /// <summary>Width of a card.</summary>
    public const int CardWidth = 256;

    /// <summary>Height of a card's head.</summary>
    public const int HeadHeight = 50;

    /// <summary>Height of a row.</summary>
    public const int RowHeight = 24;

    /// <summary>Height of a line of a card's note.</summary>
    public const int NoteLineHeight = 16;

    private const int Margin = 24;
    private const int NarrowMargin = 12;
    private const int TitleHeight = 46;
    private const int LegendHeight = 30;
    private const int ColumnGap = 72;
    private const int CardGap = 20;

    private PictureLayout(PictureModel model, int width, int height, IReadOnlyList<(int X, int Y)> places) =>
        (Model, Width, Height, Places) = (model, width, height, places);

    /// <summary>What is shown.</summary>
    public PictureModel Model { get; }

    /// <summary>Width of the whole.</summary>
    public int Width { get; }

    /// <summary>Height of the whole.</summary>
    public int Height { get; }

    /// <summary>Where the heading begins.</summary>
    public int Left => Places.Select(place => place.X).DefaultIfEmpty(Margin).Min();

    /// <summary>The upper left corner of each card.</summary>
    public IReadOnlyList<(int X, int Y)> Places { get; }

    /// <summary>For a wide page: columns.</summary>
    /// <param name="model">What is shown.</param>
    public static PictureLayout InColumns(PictureModel model)
    {
        var columns = Columns(model);
        var heights = columns.ConvertAll(column => column.Sum(card => HeightOf(model.Cards[card]))
            + (CardGap * Math.Max(0, column.Count - 1)));
        var tallest = heights.DefaultIfEmpty(0).Max();
        var places = new (int X, int Y)[model.Cards.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            var y = Margin + TitleHeight + ((tallest - heights[i]) / 2);
            foreach (var card in columns[i])
            {
                places[card] = (Margin + (i * (CardWidth + ColumnGap)), y);
                y += HeightOf(model.Cards[card]) + CardGap;
            }
        }

        var width = (2 * Margin) + (columns.Count * CardWidth) + (Math.Max(0, columns.Count - 1) * ColumnGap);
        return new PictureLayout(model, width, tallest + TitleHeight + (2 * Margin) + (model.ShowsChanges ? LegendHeight : 0),
            places);
    }

    /// <summary>For a phone: one column, users above what they use.</summary>
    /// <param name="model">What is shown.</param>
    public static PictureLayout InOneColumn(PictureModel model)
    {
        // Without lines, the words say what is used.
        model = model with { Cards = [.. model.Cards.Select((card, i) => card with { Note = NoteWithUses(model, i) })] };
        var places = new (int X, int Y)[model.Cards.Count];
        var y = Margin + TitleHeight;
        foreach (var card in Columns(model).SelectMany(column => column))
        {
            places[card] = (NarrowMargin, y);
            y += HeightOf(model.Cards[card]) + CardGap;
        }

        return new PictureLayout(model, (2 * NarrowMargin) + CardWidth, y - CardGap + NarrowMargin, places);
    }

    /// <summary>The height of a card.</summary>
    /// <param name="card">The card.</param>
    public static int HeightOf(PictureCard card) =>
        HeadHeight + (card.Rows.Count * RowHeight)
            + (card.Note.Length == 0 ? 10 : 14 + (NoteLines(card.Note).Count * NoteLineHeight));

    /// <summary>A note in lines that fit.</summary>
    /// <param name="note">The note.</param>
    public static IReadOnlyList<string> NoteLines(string note)
    {
        const int longest = 36;
        var lines = new List<string>();
        foreach (var part in note.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + part.Length + 2 <= longest) lines[^1] += $", {part}";
            else lines.Add(part);
        }

        return lines;
    }

    private static string NoteWithUses(PictureModel model, int card)
    {
        var uses = model.Links.Where(link => link.From == card).Select(link => $"→ {model.Cards[link.To].Title}");
        return string.Join(", ", uses.Append(model.Cards[card].Note).Where(text => text.Length > 0));
    }

    // A card stands one column to the left of the leftmost one that it uses.
    private static List<List<int>> Columns(PictureModel model)
    {
        var depth = new int[model.Cards.Count];
        // Links that go round in a circle would push each other on for ever: no chain is longer than there are cards.
        for (var round = 0; round < model.Cards.Count; round++)
        {
            foreach (var (from, to) in model.Links) depth[from] =
                Math.Min(model.Cards.Count, Math.Max(depth[from], depth[to] + 1));
        }

        // What nothing is known of stands where there is most room: above the foundations.
        for (var card = 0; card < depth.Length; card++)
        {
            if (!model.Links.Any(link => link.From == card || link.To == card)) depth[card] = Math.Min(1, depth.Max());
        }

        var used = depth.Distinct().OrderDescending().ToList();
        var columns = used.ConvertAll(level => Enumerable.Range(0, depth.Length).Where(card => depth[card] == level).ToList());
        var order = new double[depth.Length];
        for (var sweep = 0; sweep < 3; sweep++)
        {
            foreach (var column in Enumerable.Reverse(columns))
                Sort(column, order, card => model.Links.Where(link => link.From == card).Select(link => link.To));
            foreach (var column in columns)
                Sort(column, order, card => model.Links.Where(link => link.To == card).Select(link => link.From));
        }

        return columns;
    }

    // By the mean place of what a card is linked with, so that lines cross seldom; otherwise as it was.
    private static void Sort(List<int> column, double[] order, Func<int, IEnumerable<int>> linked)
    {
        var means = column.ToDictionary(card => card,
            card => linked(card).Select(other => order[other]).DefaultIfEmpty(order[card]).Average());
        var sorted = column.OrderBy(card => means[card]).ThenBy(card => card).ToList();
        column.Clear();
        column.AddRange(sorted);
        for (var i = 0; i < column.Count; i++) order[column[i]] = (i + 0.5) / column.Count;
    }
}
