using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;

/// <summary>A probe of a container, with Azure's defaults.</summary>
internal sealed record ContainerProbe
{
    /// <summary>The command that is run in the container; null for a request.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public string Scheme { get; init; } = "http";

    public string Path { get; init; } = "/";

    public int Port { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public TimeSpan InitialDelay { get; init; }

    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    public int FailureThreshold { get; init; } = 3;

    public int SuccessThreshold { get; init; } = 1;

    /// <summary>Reads one; null where there is none.</summary>
    public static ContainerProbe? Read(JsonNode? node)
    {
        if (node is not JsonObject probe) return null;
        var command = probe.Texts("exec.command[]").Select(word => word.Value).ToList();
        if (command.Count == 0 && probe.Number("httpGet.port") is null) return null;
        return new ContainerProbe
        {
            Command = command.Count > 0 ? command : null,
            Scheme = probe.Text("httpGet.scheme")?.ToLowerInvariant() ?? "http",
            Path = "/" + probe.Text("httpGet.path")?.TrimStart('/'),
            Port = (int)(probe.Number("httpGet.port") ?? 0),
            Headers = [.. probe.Objects("httpGet.httpHeaders")
                .Select(header => KeyValuePair.Create(header.Text("name") ?? "", header.Text("value") ?? ""))],
            InitialDelay = Seconds(probe, "initialDelaySeconds", 0),
            Period = Seconds(probe, "periodSeconds", 10),
            Timeout = Seconds(probe, "timeoutSeconds", 1),
            FailureThreshold = (int)Math.Max(1, probe.Number("failureThreshold") ?? 3),
            SuccessThreshold = (int)Math.Max(1, probe.Number("successThreshold") ?? 1),
        };
    }

    private static TimeSpan Seconds(JsonObject probe, string name, double preset) =>
        TimeSpan.FromSeconds(Math.Max(0, probe.Number(name) ?? preset));
}
