using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Computes;

/// <summary>Computes of a workspace: training clusters, and Kubernetes clusters that are attached.</summary>
internal sealed class ComputeResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/computes";

    private const string Subnet = "properties.properties.subnet.id";
    private const string NodePublicIp = "properties.properties.enableNodePublicIp";

    public override string InvalidValueCode { get; init; } = "BadRequest";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } =
        new(@"[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9\-]{2,23}", 3, 24, "ValidationError",
            "Compute name '{0}' is invalid. It must be 3 to 24 letters, digits and hyphens, begin with a letter and not end with "
                + "a hyphen and digits.");

    /// <inheritdoc/>
    public override LocationRule Location { get; init; } = LocationRule.Optional;

    /// <summary>Only the scale settings of a cluster change (OpenAPI 2025-12-01: PATCH takes them alone).</summary>
    public override ChangesWithoutEffect? ChangesWithoutEffect { get; init; } =
        new(["properties", "location", "sku"], ["properties.properties.scaleSettings", "properties.description"]);

    /// <inheritdoc/>
    public override IReadOnlyList<Reference> References { get; init; } =
    [
        MachineLearningReferences.To("properties.resourceId", "Microsoft.ContainerService/managedClusters",
            "Microsoft.Kubernetes/connectedClusters", "Microsoft.Compute/virtualMachines"),
        MachineLearningReferences.To(Subnet, "Microsoft.Network/virtualNetworks/subnets") with { Uses = true },
    ];

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } =
        new("computeOperationsStatus", Prefix: null, PutAnswersBody: true);

    /// <inheritdoc/>
    public override bool HasDiagnosticSettings => false;

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(60);

    /// <inheritdoc/>
    public override TypicalDuration? DurationOf(JsonObject body) =>
        // Attaching a cluster takes longer than other computes.
        IsKubernetes(body) ? TypicalDuration.Estimated(90) : null;

    public override void CheckPut(PutContext put)
    {
        switch (put.Body.Text("properties.computeType")?.ToUpperInvariant())
        {
            case "AMLCOMPUTE":
                CheckCluster(put);
                MachineSizes.CheckCompute(put);
                break;
            case "COMPUTEINSTANCE":
                MachineSizes.CheckCompute(put);
                break;
            case "KUBERNETES":
                KubernetesAttach.Check(put);
                break;
        }
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var created = put.Existing?.CreatedOn ?? put.Cloud.Now;
        var isAttached = IsKubernetes(put.Body);
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["createdOn"] = CommonOutputs.Time(created),
            ["modifiedOn"] = CommonOutputs.Time(put.Cloud.Now),
            ["isAttachedCompute"] = isAttached,
            ["provisioningErrors"] = new JsonArray(),
        };
        if (put.Body.Text("location") is { } location) properties["computeLocation"] = Regions.Normalize(location);
        if (ComputeInstance.Is(put.Body)) properties["properties"] = ComputeInstance.Computed(put);
        else if (!isAttached)
        {
            var nodes = put.Body.Number("properties.properties.scaleSettings.minNodeCount") ?? 0;
            properties["properties"] = new JsonObject
            {
                ["allocationState"] = "Steady",
                ["allocationStateTransitionTime"] = CommonOutputs.Time(created),
                ["currentNodeCount"] = nodes,
                ["targetNodeCount"] = nodes,
                ["nodeStateCounts"] = new JsonObject
                {
                    ["idleNodeCount"] = nodes, ["leavingNodeCount"] = 0, ["preemptedNodeCount"] = 0, ["preparingNodeCount"] = 0,
                    ["runningNodeCount"] = 0, ["unusableNodeCount"] = 0,
                },
                ["errors"] = new JsonArray(),
            };
        }

        computed["properties"] = properties;
    }

    public override void CheckDelete(DeleteContext delete)
    {
        // The parameter is mandatory in the API (OpenAPI 2025-12-01); the providers fill it in themselves. No public report shows
        // what the service answers without it: the refusal has its general code.
        if (delete.Options.ApiVersion is not null
            && delete.Options.Query?.FirstOrDefault(pair =>
                pair.Key.Equals("underlyingResourceAction", StringComparison.OrdinalIgnoreCase)).Value is not ("Delete"
                    or "Detach"))
            throw MachineLearningErrors.Invalid("The query parameter 'underlyingResourceAction' is required: Delete or Detach.");
    }

    private static bool IsKubernetes(JsonObject body) => ComputeInstance.Has(body, "Kubernetes");

    private static void CheckCluster(PutContext put)
    {
        var scale = put.Body.At("properties.properties.scaleSettings") as JsonObject;
        var (minimum, maximum) = (scale?.Number("minNodeCount") ?? 0, scale?.Number("maxNodeCount"));
        if (minimum < 0 || maximum is < 0 || maximum < minimum)
            throw Bad($"The scale settings are invalid: minNodeCount {minimum} must be between 0 and maxNodeCount {maximum}.",
                "properties.properties.scaleSettings");
        if (scale?.Text("nodeIdleTimeBeforeScaleDown") is { } idle && !(IsoDurations.Parse(idle) >= TimeSpan.Zero))
            throw Bad($"The idle time '{idle}' is no ISO 8601 duration such as PT120S.",
                "properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown");
        // Like all but the scale settings, a cluster's network stays as it is.
        if (put.IsNew) CheckNetwork(put);
    }

    // "Secure an Azure Machine Learning training environment with virtual networks". No public report shows the codes: these have
    // the type's general one.
    private static void CheckNetwork(PutContext put)
    {
        var workspace = put.Cloud.Find(put.Id.Parent!.Value);
        if (put.Body.Text(Subnet) is not { } subnet)
        {
            // In a managed network the nodes have a subnet that the service brings along
            // (hashicorp/terraform-provider-azurerm 25901).
            if (put.Body.Flag(NodePublicIp) == false && !ManagedNetwork.IsOn(workspace?.Body.Text(ManagedNetwork.IsolationMode)))
                throw Bad("A compute without public IP addresses needs a subnet, or a workspace with a managed network.",
                    NodePublicIp);
            return;
        }

        var network = put.Cloud.Find(ResourceId.Parse(subnet).Parent?.Value);
        var region = put.Body.Text("properties.computeLocation") ?? put.Body.Text("location")
            ?? workspace?.Body.Text("location");
        if (network?.Body.Text("location") is { } other && region is not null
            && Regions.Normalize(other) != Regions.Normalize(region))
            throw Bad($"The virtual network '{network.Name}' is in {Regions.Normalize(other)}, the compute in "
                + $"{Regions.Normalize(region)}. They have to be in the same region.", Subnet);
    }

    private static ArmException Bad(string message, string target) => new(400, "BadRequest", message, target);
}
