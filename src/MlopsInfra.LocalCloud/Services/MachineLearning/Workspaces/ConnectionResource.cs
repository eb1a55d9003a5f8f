using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// A connection of a workspace to something outside: its secrets are taken, and listed by their own action only.
/// </summary>
internal sealed class ConnectionResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/connections";

    private static readonly string[] Secrets = ["credentials", "value"];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Workspace("Connection");

    /// <inheritdoc/>
    public override IReadOnlyList<string> SecretPointers { get; init; } = [.. Secrets.Select(name => $"/properties/{name}")];

    /// <inheritdoc/>
    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        if (!post.Is("listsecrets")) return false;
        var shown = Views.Shown(post.Cloud, post.Existing);
        foreach (var name in Secrets)
        {
            if (post.Existing.Body.At($"properties.{name}") is { } secret) shown.Set($"properties.{name}", secret.DeepClone());
        }

        answer = shown;
        return true;
    }
}
