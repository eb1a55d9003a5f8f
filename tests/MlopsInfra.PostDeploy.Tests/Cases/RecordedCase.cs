using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>A folder of <c>tests/PublishCases</c>: small YAML files, and what Microsoft's client sent for them.</summary>
internal sealed partial class RecordedCase
{
    public const string Workspace = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-plant/providers/"
        + "Microsoft.MachineLearningServices/workspaces/ws-plant";

    /// <summary>Where the storage account of the recording is.</summary>
    public const string Blobs = "https://stplant.blob.core.windows.net";

    private RecordedCase(string folder, JsonObject json)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        Entry = (string)json["entry"]!;
        Command = ((string)json["command"]!).Split(" --file", 2)[0];
        IsRefused = (string)json["outcome"]! == "refused";
        Known = json["known"] as JsonObject ?? [];
        Files = string.Concat(Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Select(File.ReadAllText));
        foreach (var request in json["sent"]?.AsArray() ?? [])
        {
            Sent.Add(new CaseRequest((string)request!["method"]!, ((string)request["path"]!)[(Workspace.Length + 1)..],
                request["body"]!.AsObject()));
        }

        foreach (var upload in json["uploads"]?.AsArray() ?? [])
            Sent.AddBlob((string)upload!["to"]!, File.ReadAllBytes(Path.Combine(folder, (string)upload["file"]!)));
    }

    public static string Root { get; } = Path.Combine(Repository.Root, "tests", "PublishCases");

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, RecordedCase> All { get; } =
        Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal).Select(Load)
            .ToDictionary(recorded => recorded.Name, StringComparer.Ordinal);

    public string Folder { get; }

    public string Name { get; }

    /// <summary>The file that the command was given.</summary>
    public string Entry { get; }

    /// <summary>As in <c>az ml job create</c>.</summary>
    public string Command { get; }

    /// <summary>Whether Microsoft's client refused it.</summary>
    public bool IsRefused { get; }

    /// <summary>What the workspace has: versions by name, by kind.</summary>
    public JsonObject Known { get; }

    /// <summary>The text of all its YAML files.</summary>
    public string Files { get; }

    /// <summary>What Microsoft's client sent.</summary>
    public Recording Sent { get; } = new();

    /// <summary>The request that the command is about: the last one, after those for what it refers to.</summary>
    public CaseRequest Main => Sent.Requests[^1];

    /// <summary>The <c>type</c> of the file; empty if it says none.</summary>
    public string Type => TypeLine().Match(File.ReadAllText(Path.Combine(Folder, Entry))).Groups["type"].Value;

    /// <summary>Whether it is this resource that the command creates.</summary>
    public bool IsAbout(string path) => !IsRefused && Main.Path == path;

    private static RecordedCase Load(string folder)
    {
        var text = File.ReadAllText(Path.Combine(folder, "case.json"))
            .Replace("{sub}", "11111111-2222-3333-4444-555555555555", StringComparison.Ordinal)
            .Replace("{rg}", "rg-plant", StringComparison.Ordinal)
            .Replace("{ws}", "ws-plant", StringComparison.Ordinal)
            .Replace("{blob}", Blobs, StringComparison.Ordinal)
            .Replace("{codeBlob}", Blobs + "/code", StringComparison.Ordinal);
        return new RecordedCase(folder, JsonNode.Parse(text)!.AsObject());
    }

    [GeneratedRegex(@"^type:\s*(?<type>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
