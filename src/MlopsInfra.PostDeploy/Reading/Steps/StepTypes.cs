using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>The types of steps.</summary>
internal static class StepTypes
{
    public static readonly IReadOnlyList<StepType> All =
    [
        new CommandStep(), new ParallelStep(), new SparkStep(), new SweepStep(), new NestedPipelineStep(), new AutoMlStep(),
        new DataTransferStep(), new ImportStep(), new IfElseStep(), new DoWhileStep(), new ParallelForStep(),
    ];

    /// <summary>The type of a step; null, with an error, if it is unknown.</summary>
    /// <param name="map">The step.</param>
    /// <param name="name">Its name.</param>
    public static StepType? Of(YamlMap map, string name)
    {
        if (map.Text("type") is not { } written) return All.FirstOrDefault(type => type.Describes(map)) ?? All[0];
        if (All.FirstOrDefault(type => type.Name.Equals(written, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        var names = All.Select(type => type.Name).ToArray();
        var proposal = NearestWord.Of(written, names) is { } nearest ? $"did you mean '{nearest}'? Allowed" : "allowed";
        map.Error(map.At("type"), $"step '{name}' has the unknown type '{written}'; {proposal}: {string.Join(", ", names)}");
        return null;
    }
}
