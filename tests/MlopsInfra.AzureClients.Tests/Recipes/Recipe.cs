using System.Globalization;
using System.Text.RegularExpressions;

namespace MlopsInfra.AzureClients.Tests.Recipes;

/// <summary>
/// A recipe of <c>docs/local-cloud-rest.md</c>, as a user copies it: the lines for the shell, and the code. Only the port and the
/// file of the certificate are those of the server that is asked.
/// </summary>
/// <param name="Shell">The lines for the shell.</param>
/// <param name="Code">The blocks of code.</param>
internal sealed partial record Recipe(string Shell, IReadOnlyList<string> Code)
{
    /// <summary>Reads one.</summary>
    /// <param name="name">The title of its section.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="certificate">The file of its certificate.</param>
    public static Recipe Read(string name, int port, string certificate)
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "local-cloud-rest.md"))
            .Replace("8443", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(".mlops/cloud/server.pem", certificate, StringComparison.Ordinal);
        var section = Section().Matches(document).Single(match => match.Groups["name"].Value == name).Groups["text"].Value;
        var code = Fenced().Matches(section).Select(match => match.Groups["code"].Value).ToList();
        var shell = Fenced().Replace(section, "").Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .Select(line => line[4..]);
        return new Recipe(string.Join('\n', shell) + "\n", code);
    }

    [GeneratedRegex("""^### (?<name>[^\n]+)\n(?<text>.*?)(?=^##)""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("""^```[a-z]+\n(?<code>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
