using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>The pipeline that the batch endpoint runs: one that is published along, or one that is registered already.</summary>
/// <param name="Name">Its name, which marks the deployments that are made for it.</param>
/// <param name="Component">The pipeline.</param>
internal sealed record DeployedPipeline(string Name, DefinitionReference<ComponentDefinition> Component)
{
    private const string InputProperty = "mlops.input.";

    /// <summary>What the job that names it, or that it was made of, says about a run; null if there is no job.</summary>
    public PipelineJob? Job { get; init; }

    /// <summary>The pipeline that is published along; null if it is registered already.</summary>
    public PipelineComponent? Local => Component.Local as PipelineComponent;

    /// <summary>The reference to it, as a deployment holds it.</summary>
    public JsonObject Reference =>
        new JsonObject { ["referenceType"] = "Id" }.With("assetId", AssetLink.To(Component, AssetForm.Id));

    /// <summary>
    /// The inputs that a run has to give: data, which has no default, and values for a component that has others. A job with
    /// steps gives its literals to the component as defaults.
    /// </summary>
    public IEnumerable<KeyValuePair<string, InputBinding>> RunInputs =>
        (Job?.Inputs ?? new Dictionary<string, InputBinding>()).Where(given => given.Value.Uri is not null
            || (given.Value.Value is { } value && Local?.Input(given.Key)?.Default != value));

    /// <summary>
    /// What the job gives those inputs, as properties of the deployment: whoever starts a run finds it there. Null if there is
    /// nothing.
    /// </summary>
    public JsonObject? GivenInputs
    {
        get
        {
            var given = new JsonObject();
            foreach (var (name, binding) in RunInputs)
                given.With(InputProperty + name, binding.Uri is { } uri ? AsWritten(uri) : binding.Value);
            return given.Count > 0 ? given : null;
        }
    }

    /// <summary>One that is published along.</summary>
    public static DeployedPipeline Of(PipelineComponent pipeline) =>
        new(pipeline.Name,
            new DefinitionReference<ComponentDefinition>(pipeline, null, pipeline.Location)) { Job = pipeline.Job };

    // What the workspace has is looked up by the run, not when the pipeline is published.
    private static JsonNode AsWritten(JsonNode uri) =>
        Wire.Links(uri).FirstOrDefault() is AssetLink { Remote: { } remote } ? remote.Text : uri;
}
