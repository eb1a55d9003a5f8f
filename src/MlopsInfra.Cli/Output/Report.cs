namespace MlopsInfra.Cli.Output;

/// <summary>What a command found, on standard output: lines for people, or with <c>--json</c> a document.</summary>
internal static class Report
{
    /// <summary>Prints it.</summary>
    /// <param name="isJson">Whether the document is asked for.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="document">Writes the document.</param>
    public static void Print(bool isJson, IEnumerable<string> lines, Action<Stream> document)
    {
        if (!isJson)
        {
            foreach (var line in lines) Console.WriteLine(line);
            return;
        }

        document(StandardStream.Output);
        Console.WriteLine();
    }

    /// <summary>How wide a column is.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="text">What a row has in it.</param>
    public static int Width<T>(IEnumerable<T> rows, Func<T, string> text) =>
        rows.Select(row => text(row).Length).DefaultIfEmpty().Max();
}
