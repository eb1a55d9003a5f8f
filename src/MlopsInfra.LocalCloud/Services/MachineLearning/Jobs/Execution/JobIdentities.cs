using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>
/// Who a job acts as, and where it stands ("Set up authentication between Azure Machine Learning and other services"): as it says
/// itself, else as its compute's identity, else as who submitted it.
/// </summary>
internal sealed class JobIdentities(WorkloadIdentities identities)
{
    /// <summary>
    /// What a job's process may get tokens of, and how it asks: who submitted it only where it says so, as
    /// <c>AzureMLOnBehalfOfCredential</c> does, else its compute's identities, if that has any.
    /// </summary>
    public (IReadOnlyList<WorkloadIdentity> Identities, TokenForm Form, string RunsIn) OfProcess(JobContext context,
        string? compute)
    {
        var runsIn = ClusterOf(context, compute) ?? context.Workspace.Id.Value;
        var who = Of(context, compute);
        if (TypeOf(context).StartsWith("User", StringComparison.OrdinalIgnoreCase)) return (who, TokenForm.OnBehalfOf, runsIn);
        return ([.. who.Where(identity => identity.ResourceId.Length > 0)], TokenForm.MachineLearning, runsIn);
    }

    /// <summary>The identities that a job works with, the one that reads its data first.</summary>
    public IReadOnlyList<WorkloadIdentity> Of(JobContext context, string? compute)
    {
        var type = TypeOf(context);
        var cluster = ClusterOf(context, compute);
        // Serverless compute has the identities that users assigned to the workspace.
        IReadOnlyList<WorkloadIdentity> ofCompute = cluster is not null ? identities.Of(cluster)
            : [.. identities.Of(context.Workspace.Id.Value).Where(identity => !identity.IsSystemAssigned)];
        if (type.StartsWith("User", StringComparison.OrdinalIgnoreCase)) return [identities.Submitter(context.Principal)];
        if (!type.StartsWith("Managed", StringComparison.OrdinalIgnoreCase))
            return ofCompute.Count > 0 ? ofCompute : [identities.Submitter(context.Principal)];
        var client = (context.Identity?["clientId"] ?? context.Identity?["client_id"]).AsText();
        var chosen = client is null ? ofCompute : [.. ofCompute.Where(each => each.ClientId == client)];
        return chosen.Count > 0 ? chosen : throw JobException.User(client is null
            ? $"The job is to run with a managed identity, but its compute '{compute}' has none."
            : $"The job is to run with the managed identity of client id '{client}', which its compute '{compute}' does not "
                + "have.");
    }

    /// <summary>With what rights, and from where, it reads and writes its data.</summary>
    public JobAccess AccessOf(JobContext context, string? compute) => new(
        Of(context, compute) is [var identity, ..]
            ? new JobPrincipal(identities.IsDeployer(identity) ? null : identity.PrincipalId, NameOf(identity)) : null,
        PlaceOf(context, compute));

    private static string TypeOf(JobContext context) =>
        (context.Identity?["identityType"] ?? context.Identity?["type"]).AsText() ?? "";

    private static string? ClusterOf(JobContext context, string? compute) =>
        compute is null ? null : context.Workspace.FindChild("computes", compute)?["id"].AsText();

    private static string NameOf(WorkloadIdentity identity) =>
        ResourceId.TryParse(identity.ResourceId, out var id) ? id.Name : identity.PrincipalId;

    // Nodes without a network of their own call from the internet.
    private static CallerPlace PlaceOf(JobContext context, string? compute)
    {
        var subnet = compute is null ? null
            : context.Workspace.FindChild("computes", compute)?.Text("properties.properties.subnet.id");
        if (ResourceId.TryParse(subnet, out var id)) return new CallerPlace.InNetwork(id.Parent!.Value, id.Value);
        return context.Workspace.HasManagedNetwork ? new CallerPlace.Service(context.Workspace.Id.Value) : CallerPlace.Outside;
    }
}
