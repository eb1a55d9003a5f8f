using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Computes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>A deployment of a batch endpoint: a pipeline component, or a model.</summary>
internal sealed class BatchDeploymentResource() : EndpointResource("batchEndpoints/deployments")
{
    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Endpoint("Deployment");

    /// <inheritdoc/>
    public override IReadOnlyList<Reference> References { get; init; } =
        [MachineLearningReferences.To("properties.compute", ComputeResource.TypeName)];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(20);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } = Operations("bdbes");

    public override void Normalize(AssetWrite write)
    {
        if ((write.Properties["deploymentConfiguration"] as JsonObject)?["componentId"] is not JsonObject component
            || component["assetId"].AsText() is not { } reference
            || write.Workspace.Resolve(reference, "components") is not { } found) return;
        component["assetId"] = found.Id;
    }

    public override void Check(AssetWrite write)
    {
        if (write.Properties["deploymentConfiguration"] is JsonObject configuration)
            CheckPipeline(configuration, write.Workspace);
        else CheckModel(write);
        if (write.Properties.Number("errorThreshold") is < -1 and var threshold)
            throw Invalid($"The errorThreshold is {threshold}. It has to be -1, which ignores all errors, or more.");
    }

    public override void CheckDelete(DeleteContext delete)
    {
        // How the service words it is in no public report: the general code.
        if (delete.Cloud.Find(delete.Id.Parent!.Value) is not { } endpoint
            || !delete.Id.Name.Equals(endpoint.Body.Text("properties.defaults.deploymentName"),
                StringComparison.OrdinalIgnoreCase)) return;
        throw MachineLearningErrors.User(
            $"The deployment '{delete.Id.Name}' is the default of endpoint '{endpoint.Name}' and can't be deleted. Make another "
                + "one the default first.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "properties", new JsonObject());
        Default(properties, "provisioningState", "Succeeded");
    }

    private static void CheckPipeline(JsonObject configuration, WorkspaceAssets workspace)
    {
        var kind = configuration["deploymentConfigurationType"].AsText();
        if (!"PipelineComponent".Equals(kind, StringComparison.OrdinalIgnoreCase))
            throw Invalid($"The deploymentConfigurationType '{kind}' is none of PipelineComponent, Model.");
        var reference = configuration["componentId"]?["assetId"].AsText()
            ?? throw Invalid("The field 'deploymentConfiguration.componentId.assetId' is required.");
        var component = workspace.Resolve(reference, "components")
            ?? throw MachineLearningErrors.Reference("deploymentConfiguration.componentId", reference, "ComponentNotFound");
        var type = component.Properties?["componentSpec"]?["type"].AsText();
        if (component.Resource is not null && type != "pipeline")
            throw Invalid($"The component '{reference}' is of type {type}; a deployment takes a pipeline component.");
        JobDefinition.CheckSettings(configuration["settings"] as JsonObject, workspace);
    }

    private static void CheckModel(AssetWrite write)
    {
        var model = write.Properties["model"]?["assetId"].AsText()
            ?? throw Invalid("A deployment needs either deploymentConfiguration or model.");
        if (write.Workspace.Resolve(model, "models") is null)
            throw MachineLearningErrors.Reference("model", model, "ModelNotFound");
        var compute = write.Text("compute") ?? throw Invalid("A deployment of a model needs a compute.");
        if (write.Workspace.FindChild("computes", compute) is null)
            throw MachineLearningErrors.Reference("compute", compute, "ComputeNotFound");
        if (write.Text("environmentId") is { } environment && write.Workspace.Resolve(environment, "environments") is null)
        {
            throw MachineLearningErrors.Reference("environmentId", environment, "EnvironmentNotFound");
        }

        if (write.Properties["codeConfiguration"]?["codeId"].AsText() is { } code
            && write.Workspace.Resolve(code, "codes") is null)
        {
            throw MachineLearningErrors.Reference("codeConfiguration.codeId", code, "CodeNotFound");
        }
    }
}
