using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Reads how a pipeline runs.</summary>
internal static class PipelineSettingsReader
{
    /// <summary>The <c>settings</c> of a deployment or a job.</summary>
    public static PipelineSettings Read(FolderReader folder, YamlMap owner, string what)
    {
        if (owner.Map("settings") is not { } map) return new PipelineSettings();
        var settings = new PipelineSettings
        {
            // `az ml` does not look it up, but no run can do without it.
            DefaultCompute = ReferenceReader.Compute(folder, map, "default_compute", isOfJob: true),
            DefaultDatastore = ReferenceReader.BareName(map.Text("default_datastore")),
            ContinueOnStepFailure = map.Flag("continue_on_step_failure"),
            ForceRerun = map.Flag("force_rerun"),
        };
        UnknownKeys.Keep(map, $"the settings of {what}", settings.Others);
        return settings;
    }
}
