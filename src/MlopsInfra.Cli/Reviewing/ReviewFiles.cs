namespace MlopsInfra.Cli.Reviewing;

/// <summary>What a preview is compared with, and the files that it writes.</summary>
/// <param name="Against">The snapshot to compare with; null: the local stack.</param>
/// <param name="Markdown">Where the review goes as Markdown; null: nowhere.</param>
internal sealed record ReviewFiles(string? Against, string? Markdown)
{
    /// <summary>Whether anything beyond an everyday preview is asked for.</summary>
    public bool IsEmpty => this == new ReviewFiles(null, null);

    /// <summary>Whether a document is asked for that needs all that the program declares.</summary>
    public bool NeedRehearsal => Against is not null || Markdown is not null;
}
