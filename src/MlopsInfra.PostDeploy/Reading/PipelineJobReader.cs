using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads what a pipeline job says about a run: inputs, outputs, settings, display name and the like.</summary>
internal static class PipelineJobReader
{
    public static PipelineJob Read(FolderReader folder, YamlMap map, string file)
    {
        var properties = new JsonObject()
            .With("displayName", map.Text("display_name"))
            .With("description", map.Text("description"))
            .With("tags", Tags.Read(map))
            .With("experimentName", map.Text("experiment_name"));
        map.Ignore("$schema", "type", "name", "version", "services", "identity", "properties", "limits");
        var settings = PipelineSettingsReader.Read(folder, map, "a pipeline job");
        // The compute of a job is what its steps run on that name none; Azure looks it up.
        if (ReferenceReader.Compute(folder, map, "compute", isOfJob: true) is { } compute)
            settings = settings.Or(new PipelineSettings { DefaultCompute = compute });
        return new PipelineJob
        {
            Inputs = BindingReader.ReadInputs(folder, map, file),
            Outputs = BindingReader.ReadOutputs(map),
            Settings = settings,
            Properties = properties,
        };
    }

    /// <summary>The <c>properties</c> of a job that runs a published pipeline.</summary>
    /// <param name="component">The pipeline.</param>
    /// <param name="job">What the run says.</param>
    /// <param name="location">Where the run is described.</param>
    public static JsonObject Content(DefinitionReference<ComponentDefinition> component, PipelineJob job, SourceLocation location)
    {
        var inputs = new JsonObject();
        foreach (var (name, binding) in job.Inputs)
        {
            if (!binding.IsOpen) inputs[name] = binding.InJob();
        }

        var outputs = new JsonObject();
        foreach (var (name, binding) in job.Outputs) outputs[name] = binding.InJob();
        var content = new JsonObject
        {
            ["jobType"] = "Pipeline",
            ["componentId"] = AssetLink.To(component, AssetForm.Id).ToNode(),
            ["inputs"] = inputs,
            ["jobs"] = new JsonObject(),
            ["settings"] = Settings(job.Settings, location),
            ["isArchived"] = false,
        };
        if (outputs.Count > 0) content["outputs"] = outputs;
        foreach (var (name, value) in job.Properties) content.With(name, value);
        var data = job.Inputs.Values.Select(binding => binding.Uri).SelectMany(Wire.Links).OfType<AssetLink>()
            .Where(link => link.Local is DataDefinition || link.Remote?.Collection == "data").ToArray();
        if (data.Length == 0) return content;
        if (content["tags"] is not JsonObject tags) content["tags"] = tags = [];
        tags.With(DataVersionsLink.Tag, new DataVersionsLink(data, location));
        return content;
    }

    private static JsonObject Settings(PipelineSettings settings, SourceLocation location)
    {
        var compute = settings.DefaultCompute ?? new ComputeReference(null, null, IsOfJob: false, location);
        var content = new JsonObject()
            .With("default_compute", new ComputeLink(compute))
            .With("default_datastore", settings.DefaultDatastore is { } store ? new DatastoreLink(store, location) : null)
            .With("continue_on_step_failure", settings.ContinueOnStepFailure)
            .With("force_rerun", settings.ForceRerun);
        foreach (var (name, value) in settings.Others) content.With(name, value);
        return content.With("_source", "REMOTE.WORKSPACE.JOB");
    }
}
