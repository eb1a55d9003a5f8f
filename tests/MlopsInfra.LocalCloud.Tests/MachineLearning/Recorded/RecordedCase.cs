using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Recorded;

/// <summary>
/// A case of <c>tests/PublishCases</c>: what Microsoft's client sends for a file, addressed to a test's workspace.
/// </summary>
internal sealed partial class RecordedCase
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PublishCases");
    private static readonly (string Placeholder, string Value)[] Placeholders =
    [
        ("{sub}", RestCloud.Subscription),
        ("{rg}", RestCloud.Workspace.Split('/')[4]),
        ("{ws}", RestCloud.Workspace.Split('/')[^1]),
        ("{blob}", "https://stmlops.blob.core.windows.net"),
        ("{randomName}", "calm_pump_abc123"),
        ("{currentFolder}", "plant"),
    ];

    private readonly string _folder;

    private RecordedCase(string name)
    {
        _folder = Path.Combine(Folder, name);
        var text = File.ReadAllText(Path.Combine(_folder, "case.json"));
        foreach (var (placeholder, value) in Placeholders) text = text.Replace(placeholder, value, StringComparison.Ordinal);
        Content = JsonNode.Parse(Uuid().Replace(text, match => UuidOf(match.Groups["n"].Value)))!.AsObject();
    }

    /// <summary>The names of the cases that the client sends something for.</summary>
    public static IEnumerable<string> Sent { get; } =
    [
        .. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
            .Where(name => (string?)Read(name).Content["outcome"] == "sent"),
    ];

    /// <summary>The case, without placeholders; only those of code that is still to be uploaded are left.</summary>
    public JsonObject Content { get; }

    /// <summary>What the client sends, in order.</summary>
    public IEnumerable<JsonObject> Requests => Content["sent"]!.AsArray().Select(sent => sent!.AsObject());

    public static RecordedCase Read(string name) => new(name);

    /// <summary>What the client uploads to a container: the files and their paths in it.</summary>
    public IEnumerable<(string File, string Path)> UploadsTo(string container) =>
        from upload in Content["uploads"] as JsonArray ?? []
        let to = (string)upload["to"]!
        where to.StartsWith($"{container}/", StringComparison.Ordinal)
        select (Path.Combine(_folder, (string)upload["file"]!), to[(container.Length + 1)..]);

    /// <summary>What the workspace has of a kind, as in <c>models</c>, with the versions.</summary>
    public IEnumerable<(string Name, string Version)> Known(string kind) => Content["known"]?[kind] switch
    {
        JsonObject versions => versions.Select(pair => (pair.Key, (string)pair.Value!)),
        JsonArray names => names.Select(name => ((string)name!, "")),
        _ => [],
    };

    private static string UuidOf(string number) =>
        $"00000000-0000-4000-8000-{int.Parse(number, CultureInfo.InvariantCulture):D12}";

    [GeneratedRegex(@"\{uuid:(?<n>\d+)\}")]
    private static partial Regex Uuid();
}
