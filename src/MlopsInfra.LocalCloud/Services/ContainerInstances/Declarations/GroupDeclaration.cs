using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;

/// <summary>A container group as it is declared.</summary>
internal sealed record GroupDeclaration
{
    /// <summary>Its ARM id.</summary>
    public required string Id { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c> or <c>Never</c>.</summary>
    public required string RestartPolicy { get; init; }

    public required IReadOnlyList<ContainerDeclaration> InitContainers { get; init; }

    public required IReadOnlyList<ContainerDeclaration> Containers { get; init; }

    public required IReadOnlyList<JsonObject> Volumes { get; init; }

    /// <summary>The workspace's own id (<c>customerId</c>) that its output goes to; null for none.</summary>
    public string? LogWorkspace { get; init; }

    /// <summary>What it runs by: another one is another group.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its containers and those that come before them.</summary>
    public IEnumerable<ContainerDeclaration> All => InitContainers.Concat(Containers);

    /// <summary>Reads one.</summary>
    public static GroupDeclaration Read(StoredResource resource)
    {
        var body = resource.Body;
        return new GroupDeclaration
        {
            Id = resource.Key,
            RestartPolicy = body.Text("properties.restartPolicy") ?? "Always",
            InitContainers = [.. body.Objects("properties.initContainers").Select(ContainerDeclaration.Read)],
            Containers = [.. body.Objects("properties.containers").Select(ContainerDeclaration.Read)],
            Volumes = [.. body.Objects("properties.volumes")],
            LogWorkspace = body.Text("properties.diagnostics.logAnalytics.workspaceId"),
            Fingerprint = string.Create(CultureInfo.InvariantCulture,
                $"{resource.CreatedOn.UtcTicks} {body["properties"]?.ToJsonString()} {body["identity"]?.ToJsonString()}"),
        };
    }
}
