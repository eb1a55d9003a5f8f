namespace MlopsInfra.Cli.Output;

/// <summary>Errors as lines for standard error.</summary>
internal static class ErrorText
{
    /// <summary>One line for the error, one for each detail; the stack trace only where it was asked for.</summary>
    /// <param name="error">The error.</param>
    /// <param name="verbose">Whether <c>--verbose</c> was given.</param>
    public static IEnumerable<string> Lines(CliException error, bool verbose)
    {
        yield return $"error {error.Code}: {error.Message}";
        foreach (var detail in error.Details.Where(detail => detail.Message != error.Message))
        {
            var about = detail.Target is null || detail.Message.Contains(detail.Target, StringComparison.Ordinal)
                ? "" : $"{detail.Target}: ";
            yield return $"  {about}{detail.Message}{(detail.Code == error.Code ? "" : $" ({detail.Code})")}";
        }

        if (verbose) yield return error.ToString();
    }
}
