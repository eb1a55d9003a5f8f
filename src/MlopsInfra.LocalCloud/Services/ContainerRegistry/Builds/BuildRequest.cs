using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>A <c>DockerBuildRequest</c>.</summary>
internal sealed record BuildRequest
{
    public required string Source { get; init; }

    public required string Dockerfile { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    public required string OperatingSystem { get; init; }

    public required string Architecture { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required bool IsPushed { get; init; }

    public string? Target { get; init; }

    /// <summary>Servers of other registries that the build has credentials for.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="ArmException">Something is missing.</exception>
    public static BuildRequest Read(JsonObject body)
    {
        if (body.Text("type") != "DockerBuildRequest")
            throw Invalid($"The type '{body["type"]}' is not DockerBuildRequest. The local cloud runs no other requests.",
                "type");
        if (body["timeout"] is JsonValue timeout && (!timeout.TryGetValue(out int given) || given is < 300 or > 28800))
            throw Invalid("The timeout is 300 to 28800 seconds.", "timeout");
        return new BuildRequest
        {
            OperatingSystem = Require(body, "platform.os").ToLowerInvariant(),
            Architecture = body.Text("platform.architecture")?.ToLowerInvariant() ?? "amd64",
            Dockerfile = Require(body, "dockerFilePath"),
            Source = Require(body, "sourceLocation"),
            Names = [.. body.Texts("imageNames[]").Select(name => name.Value)],
            Arguments = body.Objects("arguments").Where(argument => argument.Text("name") is not null)
                .GroupBy(argument => argument.Text("name")!, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last().Text("value") ?? "", StringComparer.Ordinal),
            Timeout = TimeSpan.FromSeconds(body.Number("timeout") ?? 3600),
            IsPushed = body.Flag("isPushEnabled") != false,
            Target = body.Text("target") is { Length: > 0 } target ? target : null,
            Servers = [.. (body.At("credentials.customRegistries") as JsonObject ?? []).Select(pair => pair.Key)],
        };
    }

    private static string Require(JsonObject body, string path) => body.Text(path) is { Length: > 0 } text ? text
        : throw Invalid($"The {path} is required.", path);

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequestContent", message, target);
}
