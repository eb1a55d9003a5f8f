using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Steps of a pipeline that wait for each other.</summary>
internal static class StepCycle
{
    /// <summary>The first cycle; null if there is none.</summary>
    /// <param name="nodes">The steps.</param>
    /// <param name="before">Of each step that waits: the steps it waits for.</param>
    public static (PipelineNode Node, IReadOnlyList<string> Cycle)? Find(
        IEnumerable<PipelineNode> nodes, IReadOnlyDictionary<string, HashSet<string>> before)
    {
        HashSet<string> done = [];
        foreach (var node in nodes)
        {
            if (Find(node.Name, before, [], done) is { } cycle) return (node, cycle);
        }

        return null;
    }

    private static List<string>? Find(
        string name, IReadOnlyDictionary<string, HashSet<string>> before, List<string> path, HashSet<string> done)
    {
        if (path.Contains(name)) return [.. path.SkipWhile(step => step != name), name];
        if (done.Contains(name)) return null;
        path.Add(name);
        foreach (var needed in before.GetValueOrDefault(name, []))
        {
            if (Find(needed, before, path, done) is { } cycle) return cycle;
        }

        path.Remove(name);
        done.Add(name);
        return null;
    }
}
