using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads how a pipeline runs.</summary>
internal static class PipelineSettingsReader
{
    /// <summary>The <c>settings</c> of a deployment or a job, and the job's own <c>compute</c>.</summary>
    public static PipelineSettings Read(YamlMap owner, string what)
    {
        var compute = owner.Text("compute");
        var settings = new PipelineSettings { DefaultCompute = ReferenceReader.BareName(compute) };
        if (owner.Map("settings") is not { } map) return settings;
        var written = new PipelineSettings
        {
            DefaultCompute = ReferenceReader.BareName(map.Text("default_compute")),
            DefaultDatastore = ReferenceReader.BareName(map.Text("default_datastore")),
            ContinueOnStepFailure = map.Flag("continue_on_step_failure"),
            ForceRerun = map.Flag("force_rerun"),
        };
        map.WarnOthers($"the settings of {what}");
        return written.Or(settings);
    }
}
