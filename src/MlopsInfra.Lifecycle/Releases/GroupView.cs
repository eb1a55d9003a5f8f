using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>How a container group of one container is, as Resource Manager shows it.</summary>
/// <param name="Shown">What a GET answers.</param>
internal sealed record GroupView(JsonObject Shown)
{
    private JsonNode? FirstContainer => Shown["properties"]?["containers"]?[0];

    private JsonNode? View => FirstContainer?["properties"]?["instanceView"];

    /// <summary>How the PUT of it went: <c>Succeeded</c>, <c>Failed</c>, or anything on the way.</summary>
    public string? Provisioning => (string?)Shown["properties"]?["provisioningState"];

    /// <summary>The group's state, as in <c>Running</c>.</summary>
    public string? State => (string?)Shown["properties"]?["instanceView"]?["state"];

    /// <summary>Name of the container.</summary>
    public string ContainerName => (string)FirstContainer!["name"]!;

    /// <summary>The container's image.</summary>
    public string? Image => (string?)FirstContainer?["properties"]?["image"];

    /// <summary>The container's state: <c>Waiting</c>, <c>Running</c>, <c>Terminated</c>.</summary>
    public string? Container => (string?)View?["currentState"]?["state"];

    /// <summary>What the container ended with; null while it runs.</summary>
    public int? ExitCode => (int?)View?["currentState"]?["exitCode"];

    /// <summary>What the container ended with when it was started the last time; null if it never ended.</summary>
    public int? LastExitCode => ExitCode ?? (int?)View?["previousState"]?["exitCode"];

    /// <summary>How often the container was started again.</summary>
    public int Restarts => (int?)View?["restartCount"] ?? 0;

    /// <summary>How the container is in Azure's words, as in <c>CrashLoopBackOff</c>.</summary>
    public string Detail => (string?)View?["currentState"]?["detailStatus"] ?? "";

    /// <summary>The last events, in Azure's words.</summary>
    public string Events => string.Join("; ", All.TakeLast(3).Select(each => $"{each["name"]}: {each["message"]}"));

    /// <summary>Why nothing runs, where the local cloud only plays the group; null where it runs.</summary>
    public string? Simulated => All.Where(each => (string?)each["name"] == "Simulated")
        .Select(each => (string?)each["message"]).FirstOrDefault();

    /// <summary>Where the group answers, from its address and first port; null before it has one.</summary>
    public Uri? Address => Shown["properties"]?["ipAddress"] is JsonObject address && (string?)address["ip"] is { Length: > 0 } ip
        && (int?)address["ports"]?[0]?["port"] is { } port ? new Uri($"http://{ip}:{port}/") : null;

    private IEnumerable<JsonNode> All => ((View?["events"] as JsonArray) ?? [])
        .Concat((Shown["properties"]?["instanceView"]?["events"] as JsonArray) ?? []).OfType<JsonNode>();
}
