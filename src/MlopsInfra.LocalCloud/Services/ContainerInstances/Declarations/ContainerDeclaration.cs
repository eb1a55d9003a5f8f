using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;

/// <summary>A container as its group declares it.</summary>
internal sealed record ContainerDeclaration
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>What is run in place of the image's entry point and command; empty for those.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Environment variables, secure ones included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public IReadOnlyList<int> Ports { get; init; } = [];

    public ContainerProbe? Liveness { get; init; }

    public ContainerProbe? Readiness { get; init; }

    public IReadOnlyList<VolumeMount> Mounts { get; init; } = [];

    /// <summary>Reads one.</summary>
    public static ContainerDeclaration Read(JsonObject container) => new()
    {
        Name = container.Text("name") ?? "",
        Image = container.Text("properties.image") ?? "",
        Command = [.. container.Texts("properties.command[]").Select(word => word.Value)],
        Environment = [.. container.Objects("properties.environmentVariables").Select(variable =>
            KeyValuePair.Create(variable.Text("name") ?? "", variable.Text("value") ?? variable.Text("secureValue") ?? ""))],
        Ports = [.. container.Objects("properties.ports").Where(port => !IsUdp(port))
            .Select(port => (int)(port.Number("port") ?? 0)).Where(port => port > 0)],
        Liveness = ContainerProbe.Read(container.At("properties.livenessProbe")),
        Readiness = ContainerProbe.Read(container.At("properties.readinessProbe")),
        Mounts = [.. container.Objects("properties.volumeMounts")
            .Select(mount => new VolumeMount(mount.Text("name") ?? "", mount.Text("mountPath") ?? ""))],
    };

    private static bool IsUdp(JsonObject port) => "UDP".Equals(port.Text("protocol"), StringComparison.OrdinalIgnoreCase);
}
