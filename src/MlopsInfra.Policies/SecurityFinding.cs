namespace MlopsInfra.Policies;

/// <summary>A rule that a resource breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Property">Path of the input, with indexes.</param>
/// <param name="Actual">What is there, as text; null where nothing is.</param>
public sealed record SecurityFinding(SecurityRule Rule, string Resource, string Property, string? Actual)
{
    private const int MaxShown = 80;

    /// <summary>Why it is accepted; null where it is not.</summary>
    public AcceptedDeviation? Accepted { get; init; }

    /// <summary>What tells it apart from other findings, whatever the value: to compare two evaluations.</summary>
    public string Key => $"{Rule.Id} {Resource} {Property}";

    /// <summary>The sentence for people.</summary>
    public override string ToString()
    {
        var ids = Rule.PublicIds.Count == 0 ? Rule.Id : $"{Rule.Id} ({string.Join(", ", Rule.PublicIds)})";
        var actual = Actual is null ? "is not set" : $"is '{Shortened(Actual)}'";
        return $"{ids}: {Resource}: {Property} {actual}; it has to {Rule.Requirement.Text}.";
    }

    // A whole list or object would bury the sentence.
    private static string Shortened(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}...";
}
