using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Serving;

/// <summary>
/// Exchanges with Microsoft's azureml-inference-server-http 1.5.1, and the scripts that it served; a server for each script, for
/// all tests of a class.
/// </summary>
public sealed class ServingRecordings : IAsyncDisposable
{
    /// <summary>The folder that they lie in.</summary>
    public static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "MachineLearning", "Serving");

    private static readonly Lazy<JsonObject> Content = new(() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "inference-server.recordings.json")))!.AsObject());

    private readonly ConcurrentDictionary<string, Lazy<Task<ServingProcess>>> _servers = new();

    /// <summary>The exchanges that came in to the server, by name.</summary>
    internal static IReadOnlyDictionary<string, JsonObject> Cases => Content.Value["recordings"]!.AsArray()
        .Select(each => each!.AsObject()).Where(each => !each.ContainsKey("direction"))
        .ToDictionary(each => (string)each["case"]!);

    /// <summary>The text of a script.</summary>
    public static string Script(string name) => (string)Content.Value["scripts"]![name]!;

    /// <summary>The server that answers a recorded request.</summary>
    internal Task<ServingProcess> ServerAsync(JsonObject recording)
    {
        var script = (string)recording["entry_script"]!;
        var environment = recording["env"].Deserialize<Dictionary<string, string>>() ?? [];
        // The package is not in Debian: what the script uses of it lies beside the recordings.
        if (script.StartsWith("schema", StringComparison.Ordinal)) environment["PYTHONPATH"] = Folder;
        environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return _servers.GetOrAdd($"{script} {recording["env"]?.ToJsonString()}",
            _ => new Lazy<Task<ServingProcess>>(() => ServingProcess.Start(Script(script), environment).ReadyAsync())).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values) await (await server.Value).DisposeAsync();
    }
}
