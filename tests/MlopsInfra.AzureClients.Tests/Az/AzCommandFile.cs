namespace MlopsInfra.AzureClients.Tests.Az;

/// <summary>The commands of <c>tests/ClientRequests/az-commands.txt</c>, which says itself how it is read.</summary>
internal static class AzCommandFile
{
    /// <summary>Reads the file: the groups in their order, each with its commands.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<AzCommand> Commands)> Read()
    {
        List<(string Group, IReadOnlyList<AzCommand> Commands)> groups = [];
        List<AzCommand> commands = [];
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "ClientRequests", "az-commands.txt")))
        {
            var text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#')) continue;
            if (text.StartsWith('[')) groups.Add((text.Trim('[', ']'), commands = []));
            else if (line.StartsWith("az ", StringComparison.Ordinal)) commands.Add(new AzCommand(line));
            else Read(commands[^1], text);
        }

        return groups;
    }

    private static void Read(AzCommand command, string line)
    {
        var (sign, rest) = Split(line, " ");
        switch (sign)
        {
            case "!":
                var (code, text) = Split(rest, " ");
                command.Exit = int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
                if (text.Length > 0) command.Says.Add(text);
                break;
            case "?":
                command.Checks.Add(rest);
                break;
            case "~":
                command.Prints.Add(rest);
                break;
            case ">":
                var (name, path) = Split(rest, " = ");
                command.Saves.Add(name, path);
                break;
            case "$":
                var (variable, value) = Split(rest, "=");
                command.Environment.Add(variable, value);
                break;
            case "gap:":
                command.Gap = rest;
                break;
            default:
                throw new FormatException($"'{line}' says nothing about '{command.Text}'.");
        }
    }

    private static (string Before, string After) Split(string text, string separator) =>
        text.Split(separator, 2) is [var before, var after] ? (before, after) : (text, "");
}
