namespace MlopsInfra.Lifecycle;

/// <summary>The end of a log.</summary>
internal static class LogTail
{
    /// <summary>The last lines that are not empty.</summary>
    /// <param name="text">The log.</param>
    /// <param name="lines">How many at most.</param>
    public static IReadOnlyList<string> Of(string? text, int lines) =>
        [.. (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)
            .TakeLast(lines)];
}
