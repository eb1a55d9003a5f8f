using Pulumi;

namespace MlopsInfra.Components;

/// <summary>What the identity of scoring may do.</summary>
internal static class ScoringGrants
{
    public static IReadOnlyList<RoleGrant> Of(ProductionScoringArgs args)
    {
        var grants = new List<RoleGrant>
        {
            new("images", BuiltInRoles.AcrPull, args.RegistryId, "Deployments pull their images."),
            new("models", BuiltInRoles.StorageBlobDataReader, args.StorageAccountId, "Deployments read their models."),
        };
        AddLog(grants, "inputs", args.ScoringInputsContainerId, "Logs what it was asked.");
        AddLog(grants, "predictions", args.PredictionsContainerId, "Logs what it answered.");
        if (args.ApplicationInsightsId is { } insights)
        {
            grants.Add(new("telemetry", BuiltInRoles.MonitoringMetricsPublisher, insights, "Sends telemetry without a key."));
        }

        if (args.UploadsModels)
        {
            grants.Add(new("uploads", BuiltInRoles.StorageBlobDataContributor, args.StorageAccountId,
                "A release uploads the model from inside the network, with this identity."));
        }

        return grants;
    }

    private static void AddLog(List<RoleGrant> grants, string name, Input<string>? containerId, string reason)
    {
        if (containerId is { } id) grants.Add(new(name, BuiltInRoles.StorageBlobDataContributor, id, reason));
    }
}
