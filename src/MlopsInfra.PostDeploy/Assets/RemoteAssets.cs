using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>What a folder refers to without describing it.</summary>
internal static class RemoteAssets
{
    public static IReadOnlyList<RemoteAsset> Of(FolderContents contents)
    {
        List<RemoteAsset> found = [];
        Collect(contents.Pipeline, found);
        foreach (var schedule in contents.Schedules)
        {
            Collect(schedule.Job.Component, found);
            found.AddRange(schedule.Job.Inputs.Values.Select(input => input.Asset?.Remote).OfType<RemoteAsset>());
        }

        return [.. found.Distinct()];
    }

    /// <summary>Computes that are named in the folder, with where.</summary>
    public static IEnumerable<(string Name, Yaml.SourceLocation Location)> Computes(FolderContents contents)
    {
        foreach (var node in contents.Pipeline.Nodes)
        {
            if (node.Compute is { } compute) yield return (compute, node.Location);
        }

        if (contents.Pipeline.Settings.DefaultCompute is { } byJob) yield return (byJob, contents.Pipeline.Location);
        if (contents.Deployment?.Settings.DefaultCompute is { } byDeployment)
            yield return (byDeployment, contents.Deployment.Location);
        foreach (var schedule in contents.Schedules)
        {
            if (schedule.Job.Settings.DefaultCompute is { } bySchedule) yield return (bySchedule, schedule.Location);
        }
    }

    private static void Collect(DefinitionReference<ComponentDefinition> reference, List<RemoteAsset> found)
    {
        if (reference.Remote is { } remote) found.Add(remote);
        else Collect(reference.Local!, found);
    }

    private static void Collect(ComponentDefinition component, List<RemoteAsset> found)
    {
        if (component is CommandComponent { Environment.Remote: { } environment }) found.Add(environment);
        foreach (var node in (component as PipelineComponent)?.Nodes ?? [])
        {
            Collect(node.Component, found);
            found.AddRange(node.Inputs.Values.Select(input => input.Asset?.Remote).OfType<RemoteAsset>());
        }
    }
}
