using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.Torture.Requests;

/// <summary>What clients were recorded to ask: of Resource Manager, and of MLflow.</summary>
internal static class SeedFiles
{
    private static readonly string[] Clients = ["az", "azure-ai-ml", "terraform"];

    /// <summary>The requests of the recordings, each once.</summary>
    /// <param name="workspace">The id of a workspace, which has an MLflow.</param>
    public static IEnumerable<RequestSeed> Read(string workspace)
    {
        var tests = Path.Combine(Repository.Root, "tests");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var client in Clients)
        {
            foreach (var line in File.ReadLines(Path.Combine(tests, "ClientRequests", client + ".jsonl")))
            {
                var recorded = JsonNode.Parse(line)!;
                var (method, path) = ((string)recorded["method"]!, (string)recorded["path"]!);
                if (path.StartsWith('/') && seen.Add($"{method} {path}"))
                    yield return new RequestSeed("Resource Manager", method, Escaped(path), Planes.ResourceManager,
                        Bytes(recorded["body"]));
            }
        }

        var exchanges = JsonNode.Parse(File.ReadAllBytes(Path.Combine(tests, "MlflowExchanges", "exchanges.json")))!.AsArray();
        foreach (var request in exchanges.Select(each => each!["request"]!))
        {
            var (method, path) = ((string)request["method"]!, $"/mlflow/v2.0{workspace}{(string)request["path"]!}");
            yield return new RequestSeed("MLflow", method, Escaped(path), Planes.ResourceManager, Bytes(request["body"]));
        }
    }

    private static byte[]? Bytes(JsonNode? body) => body is null ? null : Encoding.UTF8.GetBytes(
        body is JsonValue value && value.TryGetValue<string>(out var text) ? text : body.ToJsonString());

    private static string Escaped(string path) => path.Replace(" ", "%20", StringComparison.Ordinal);
}
