using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.GitHub;

/// <summary>An action of this repository that is made of steps.</summary>
internal sealed record CompositeAction(string Path, YamlMappingNode Root)
{
    public static IReadOnlyList<CompositeAction> All { get; } =
        [.. Repository.YamlFiles(".github/actions").Select(path => new CompositeAction(path, Yaml.Load(path)))];

    /// <summary>The five that take the place of the retired actions.</summary>
    public static IReadOnlyList<CompositeAction> OfModels { get; } =
        [.. All.Where(action => action.Path.Contains("/aml-", StringComparison.Ordinal))];

    public string Name => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path))!;

    public IReadOnlyList<YamlNode> Steps => Root.Get("runs")!.List("steps");

    /// <summary>The step that runs a command.</summary>
    public YamlNode Command => Steps.Single(step => step.Text("run") is not null);

    public static CompositeAction Named(string name) => All.Single(action => action.Name == name);

    /// <summary>The environment of its command, as GitHub makes it of what a workflow gives and of the defaults.</summary>
    /// <param name="given">The inputs that a workflow gives.</param>
    public IReadOnlyDictionary<string, string> Environment(IReadOnlyDictionary<string, string> given)
    {
        var inputs = Root.Map("inputs");
        Assert.All(given.Keys, name => Assert.Contains(name, inputs.Keys));
        var context = inputs.ToDictionary(input => $"inputs.{input.Key}",
            input => (object?)(given.TryGetValue(input.Key, out var value) ? value : input.Value.Text("default") ?? ""));
        return Command.Map("env").ToDictionary(variable => variable.Key,
            variable => Text(Expression.Evaluate(variable.Value.ToString(), context)));
    }

    /// <summary>Its outputs, as GitHub makes them of what its command wrote; without those that are empty.</summary>
    /// <param name="written">What the command wrote to <c>GITHUB_OUTPUT</c>, by name.</param>
    public IReadOnlyDictionary<string, string> Outputs(IReadOnlyDictionary<string, string> written)
    {
        var step = Command.Text("id");
        var context = written.ToDictionary(output => $"steps.{step}.outputs.{output.Key}", output => (object?)output.Value);
        return Root.Map("outputs").ToDictionary(output => output.Key,
                output => Text(Expression.Evaluate(output.Value.Text("value")!, context)))
            .Where(output => output.Value.Length > 0).ToDictionary();
    }

    public override string ToString() => Path;

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        _ => (string)value,
    };
}
