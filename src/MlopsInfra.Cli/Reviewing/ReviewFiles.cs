namespace MlopsInfra.Cli.Reviewing;

/// <summary>What a preview is compared with, and the files that it writes.</summary>
/// <param name="Against">The snapshot to compare with; null: the local stack.</param>
/// <param name="Markdown">Where the review goes as Markdown; null: nowhere.</param>
/// <param name="Html">Where it goes as a page; null: nowhere.</param>
/// <param name="ArmTemplate">Where all that is declared goes as an ARM template; null: nowhere.</param>
/// <param name="Flat">Whether that template is for one resource group, with its resources at the top.</param>
/// <param name="Bicep">Where all that is declared goes as a Bicep file; null: nowhere.</param>
internal sealed record ReviewFiles(string? Against, string? Markdown, string? Html, string? ArmTemplate, bool Flat, string? Bicep)
{
    /// <summary>Files of Azure policies to judge by; empty for the built-in ones, null for none at all.</summary>
    public IReadOnlyList<string>? AzurePolicies { get; init; }

    /// <summary>Whether anything beyond an everyday preview is asked for.</summary>
    public bool IsEmpty => this == new ReviewFiles(null, null, null, null, false, null);
}
