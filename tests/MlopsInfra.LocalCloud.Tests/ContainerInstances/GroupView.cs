using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>What a container group of one container shows of itself.</summary>
/// <param name="Shown">What a GET answers.</param>
internal sealed record GroupView(JsonObject Shown)
{
    public string? State => (string?)Shown["properties"]!["instanceView"]!["state"];

    public string? Provisioning => (string?)Shown["properties"]!["provisioningState"];

    public JsonNode? View => Shown["properties"]!["containers"]![0]!["properties"]!["instanceView"];

    public string? Container => (string?)View?["currentState"]?["state"];

    public string? Detail => (string?)View?["currentState"]?["detailStatus"];

    public int? ExitCode => (int?)View?["currentState"]?["exitCode"];

    public int Restarts => (int?)View?["restartCount"] ?? 0;

    public IEnumerable<string> Events => (View?["events"]?.AsArray() ?? []).Select(each => (string)each!["name"]!);

    public string Messages => string.Join('\n', (View?["events"]?.AsArray() ?? []).Select(each => (string)each!["message"]!));
}
