using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Tests.Steps;

/// <summary>
/// Runs a pipeline on this machine the way Azure wires it: what a step is given comes from the pipeline's inputs and from the
/// folders that other steps wrote, and its command line is the component's.
/// </summary>
internal sealed partial class PipelineRun : IDisposable
{
    private readonly TempPipeline _work = new();
    private readonly PipelineComponent _pipeline;
    private readonly Python _python;
    private readonly Dictionary<string, string?> _inputs;
    private readonly Dictionary<string, string> _said = [];
    private readonly Dictionary<string, string> _variables = [];

    private PipelineRun(PipelineComponent pipeline, Python python)
    {
        _pipeline = pipeline;
        _python = python;
        _inputs = pipeline.Inputs.ToDictionary(input => input.Name, input => input.Default);
    }

    /// <summary>The pipeline of a folder of <c>pipelines/</c>.</summary>
    public static PipelineRun Of(string folder, Python python) => new(
        PipelineFolder.Read(Path.Combine(TempPipeline.Repository, "pipelines", folder), new PipelineFolderOptions
            { Entries = ["pipeline.yml"] }).Contents.Pipeline!, python);

    public static PipelineRun OfSample(Python python)
    {
        var run = new PipelineRun(PipelineFolder.Read(TempPipeline.Sample).Contents.Pipeline!, python);
        run.Give("training_data", Path.Combine(TempPipeline.Sample, "data"));
        return run;
    }

    /// <summary>The data contract that the steps go by; null for the sample's.</summary>
    public string? Contract { get; set; }

    public void Give(string input, string value) => _inputs[input] = value;

    /// <summary>Sets environment variables of a step.</summary>
    public void Set(string step, params (string Name, string Value)[] variables) =>
        _variables[step] = string.Concat(variables.Select(variable => $"export {variable.Name}='{variable.Value}'; "));

    public string Write(string file, string text)
    {
        _work.Write(file, text);
        return _work.PathOf(file);
    }

    public string PathOf(string file) => _work.PathOf(file);

    public string Output(string step, string output) => _work.PathOf($"{step}/{output}");

    public JsonNode Json(string step, string output, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Output(step, output), file)))!;

    /// <summary>Runs its steps.</summary>
    /// <param name="output">Where what they print is written to.</param>
    /// <param name="until">The last one; null for all.</param>
    public async Task RunAsync(ITestOutputHelper output, string? until = null)
    {
        HashSet<string> done = [];
        while (done.Count < _pipeline.Nodes.Count && (until is null || !done.Contains(until)))
        {
            var next = _pipeline.Nodes.First(node => !done.Contains(node.Name) && Before(node).All(done.Contains));
            var component = next.Component!.Local!;
            var code = Wire.Links(component.Properties).OfType<CodeLink>().Single().Snapshot;
            var said = await _python.ShellAsync(CodeOf(next.Name, code),
                _variables.GetValueOrDefault(next.Name) + CommandLine(next, component), next.Name);
            output.WriteLine($"{next.Name}: {said}");
            _said[next.Name] = said;
            done.Add(next.Name);
        }
    }

    /// <summary>What a step printed.</summary>
    public string Said(string step) => _said[step];

    public void Dispose() => _work.Dispose();

    // A step starts in a folder with all that is uploaded as its code, and nothing else.
    private string CodeOf(string step, CodeSnapshot code)
    {
        foreach (var file in code.Files)
        {
            var target = _work.PathOf($"code/{step}/{file.Path}");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file.Path == "dataset.yml" && Contract is not null ? Contract : file.Source, target);
        }

        return _work.PathOf($"code/{step}");
    }

    private static IEnumerable<string> Before(PipelineNode node) =>
        node.Inputs.Values.Select(input => OtherOutput().Match(input.Value!)).Where(match => match.Success)
            .Select(match => match.Groups["step"].Value);

    private string CommandLine(PipelineNode node, ComponentDefinition component)
    {
        foreach (var output in component.Outputs) Directory.CreateDirectory(Output(node.Name, output.Name));
        var given = component.Inputs.ToDictionary(input => input.Name,
            input => node.Inputs.TryGetValue(input.Name, out var binding) ? Value(binding.Value!) : input.Default);
        var command = Optional().Replace((string)component.Properties["componentSpec"]!["command"]!, part =>
            Placeholder().Matches(part.Groups["inside"].Value).All(match => given[match.Groups["name"].Value] is not null)
                ? part.Groups["inside"].Value : "");
        return Placeholder().Replace(command, match => match.Groups["side"].Value == "inputs"
            ? given[match.Groups["name"].Value] ?? throw new InvalidOperationException($"{node.Name} has no {match.Value}.")
            : Output(node.Name, match.Groups["name"].Value));
    }

    private string? Value(string value)
    {
        var input = ParentInput().Match(value);
        if (input.Success) return _inputs[input.Groups["name"].Value];
        var other = OtherOutput().Match(value);
        return other.Success ? Output(other.Groups["step"].Value, other.Groups["name"].Value) : value;
    }

    [GeneratedRegex(@"\$\[\[(?<inside>.*?)\]\]")]
    private static partial Regex Optional();

    [GeneratedRegex(@"\$\{\{(?<side>inputs|outputs)\.(?<name>\w+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\$\{\{parent\.inputs\.(?<name>\w+)\}\}$")]
    private static partial Regex ParentInput();

    [GeneratedRegex(@"^\$\{\{parent\.jobs\.(?<step>\w+)\.outputs\.(?<name>\w+)\}\}$")]
    private static partial Regex OtherOutput();
}
