using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Pictures;

/// <summary>One component.</summary>
/// <param name="Title">What it is, as in <c>Training cluster</c>.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="Rows">What it is made of.</param>
/// <param name="Note">What goes along with that: how many role assignments, diagnostic settings, locks; empty for none.</param>
internal sealed record PictureCard(string Title, string Name, IReadOnlyList<PictureRow> Rows, string Note)
{
    /// <summary>The worst that happens to anything in it; null for nothing.</summary>
    public ChangeKind? Change { get; } = Rows.Where(row => row.Change is not null).Min(row => row.Change);
}
