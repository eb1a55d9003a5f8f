using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// What kind of workspace one is. A hub has what its projects use, and a project stands in a hub ("What is an Azure Machine
/// Learning hub workspace?"). No public report shows how the service words its refusals: they have its general code.
/// </summary>
internal static class WorkspaceKind
{
    private const string HubId = "properties.hubResourceId";

    private static readonly string[] Kinds = ["Default", "FeatureStore", "Hub", "Project"];

    // What a workspace of a kind has to name itself. A project has what its hub has.
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Default"] = ["storageAccount", "keyVault", "applicationInsights"],
        ["Hub"] = ["storageAccount", "keyVault"],
    };

    private static readonly string[] Shared = ["storageAccount", "keyVault", "applicationInsights", "containerRegistry"];

    /// <summary>The kind of a workspace.</summary>
    /// <param name="body">Its body.</param>
    public static string Of(JsonObject body) => body.Text("kind") ?? Kinds[0];

    /// <summary>Writes the kind in Azure's case.</summary>
    /// <param name="put">The PUT.</param>
    public static void Normalize(PutContext put)
    {
        if (Kinds.FirstOrDefault(each => each.Equals(put.Body.Text("kind"), StringComparison.OrdinalIgnoreCase)) is { } kind)
            put.Body["kind"] = kind;
    }

    /// <summary>Refuses a kind that there is not, and what lacks what its kind needs.</summary>
    /// <param name="put">The PUT.</param>
    public static void Check(PutContext put)
    {
        var kind = Of(put.Body);
        if (!Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
            throw Invalid($"The kind '{kind}' of a workspace is none of {string.Join(", ", Kinds)}.", "kind");
        var missing = Needed.GetValueOrDefault(kind, []).Where(name => put.Body.Text($"properties.{name}") is null).ToList();
        if (missing.Count > 0)
            throw Invalid($"Missing dependent resources in workspace json: {string.Join(", ", missing)}.",
                $"properties.{missing[0]}");
        if (kind == "Project" && HubOf(put) is not { } hub)
            throw Invalid($"A project needs the id of a hub in 'hubResourceId', and '{put.Body.Text(HubId)}' is none.", HubId);
    }

    /// <summary>The hub of a project; null for another workspace.</summary>
    /// <param name="put">The PUT of the workspace.</param>
    public static StoredResource? HubOf(PutContext put) =>
        Of(put.Body) == "Project" && put.Cloud.Find(put.Body.Text(HubId)) is { } hub && hub.Type == WorkspaceResource.TypeName
            && Of(hub.Body) == "Hub" ? hub : null;

    /// <summary>The storage account of a workspace, a project's from its hub.</summary>
    /// <param name="put">The PUT of the workspace.</param>
    public static string? StorageOf(PutContext put) => (HubOf(put)?.Body ?? put.Body).Text("properties.storageAccount");

    /// <summary>Adds what a project has of its hub.</summary>
    /// <param name="put">The PUT.</param>
    /// <param name="properties">The computed properties.</param>
    public static void Complete(PutContext put, JsonObject properties)
    {
        if (HubOf(put) is not { } hub) return;
        foreach (var name in Shared)
        {
            if (hub.Body.Text($"properties.{name}") is { } id) properties[name] = id;
        }
    }

    /// <summary>Shows the projects of a hub.</summary>
    /// <param name="show">The workspace.</param>
    public static void Show(ShowContext show)
    {
        if (Of(show.Stored.Body) != "Hub") return;
        show.Shown.Set("properties.associatedWorkspaces",
            new JsonArray([.. ProjectsOf(show.Cloud, show.Stored).Select(project => (JsonNode)project.Key)]));
    }

    /// <summary>Refuses to delete a hub that has projects.</summary>
    /// <param name="delete">The DELETE.</param>
    public static void CheckDelete(DeleteContext delete)
    {
        if (Of(delete.Existing.Body) != "Hub" || ProjectsOf(delete.Cloud, delete.Existing).FirstOrDefault() is not { } project)
            return;
        throw new ArmException(409, "CannotDeleteResource",
            $"The hub '{delete.Id.Name}' has projects, such as '{project.Key}'. Delete them first.", delete.Id.Value);
    }

    private static IEnumerable<StoredResource> ProjectsOf(CloudContext cloud, StoredResource hub) =>
        cloud.Store.OfType(WorkspaceResource.TypeName).Where(other => other.Body.Text(HubId) is { } id
            && hub.Key.Equals(id.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            .OrderBy(other => other.Key, StringComparer.Ordinal);

    private static ArmException Invalid(string message, string target) => new(400, "ValidationError", message, target);
}
