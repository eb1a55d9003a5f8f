using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>
/// Where the network that Azure manages for a workspace lets its computes go. Source: "Workspace managed virtual network
/// isolation". Nothing is let out or kept in here.
/// </summary>
internal sealed class OutboundRuleResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/outboundRules";

    private const string Target = "properties.destination.serviceResourceId";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Workspace("Outbound rule");

    /// <inheritdoc/>
    public override IReadOnlyList<Reference> References { get; init; } = [MachineLearningReferences.To(Target)];

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } =
        new("workspaceOperationsStatus", Prefix: null, PutAnswersBody: false);

    /// <inheritdoc/>
    public override void CheckPut(PutContext put)
    {
        var mode = put.Cloud.Find(put.Id.Parent!.Value)?.Body.Text(ManagedNetwork.IsolationMode);
        if (!ManagedNetwork.IsOn(mode))
            throw Refused(
                $"The workspace '{put.Id.Parent.Name}' has no managed network that the rule '{put.Id.Name}' could be of.");
        // The sentence: github.com/microsoft-foundry/foundry-samples/pull/961. Its code is Azure ML's general one.
        var isPrivate = "PrivateEndpoint".Equals(put.Body.Text("properties.type"), StringComparison.OrdinalIgnoreCase);
        if (!isPrivate && "AllowInternetOutbound".Equals(mode, StringComparison.OrdinalIgnoreCase))
            throw Refused("Only \"PrivateEndpoint\" outbound rules are supported when managed network isolation mode is "
                + "\"AllowInternetOutbound\".");
        if (isPrivate && OtherTo(put) is { } other)
            throw Refused($"The rule '{other.Name}' leads to the same target, and to the same sub-resource of it, already.");
    }

    private static StoredResource? OtherTo(PutContext put) => put.Siblings
        .FirstOrDefault(other => Same(other, put, Target) && Same(other, put, "properties.destination.subresourceTarget"));

    private static bool Same(StoredResource other, PutContext put, string path) =>
        string.Equals(other.Body.Text(path), put.Body.Text(path), StringComparison.OrdinalIgnoreCase);

    private static ArmException Refused(string message) => MachineLearningErrors.User(message);
}
