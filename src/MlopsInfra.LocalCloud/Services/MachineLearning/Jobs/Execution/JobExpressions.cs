using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>
/// Fills in the expressions of Azure ML: <c>${{inputs.x}}</c> in commands, <c>${{parent.inputs.x}}</c> in pipelines.
/// </summary>
internal static partial class JobExpressions
{
    /// <summary>The command line of a job.</summary>
    /// <param name="command">The command as its component has it.</param>
    /// <param name="inputs">What each input is on this machine; those without a value are left out.</param>
    /// <param name="outputs">What each output is on this machine.</param>
    /// <exception cref="JobException">It names an input that has no value, or an output that there is none of.</exception>
    public static string Command(string command, IReadOnlyDictionary<string, string> inputs,
        IReadOnlyDictionary<string, string> outputs)
    {
        // What stands in such brackets is left out where an optional input in it has no value.
        var text = OptionalPart().Replace(command, part =>
            Port().Matches(part.Groups["inside"].Value).All(port => Value(port) is not null) ? part.Groups["inside"].Value : "");
        return Port().Replace(text, port => Value(port)
            ?? throw JobException.User($"The command names '{port.Value}', which has no value."));

        string? Value(Match port) => (port.Groups["side"].Value == "inputs" ? inputs : outputs)
            .GetValueOrDefault(port.Groups["name"].Value);
    }

    /// <summary>What a node's input is given; null where it is bound to an optional input that has no value.</summary>
    /// <param name="bound">What it is bound to.</param>
    /// <param name="find">Finds the value of an input of the pipeline, or of a step's output (then with the step's name).</param>
    public static JobValue? Bound(JobValue bound, Func<string?, string, JobValue?> find)
    {
        var text = bound.Literal ?? bound.Uri ?? "";
        if (Parent().Match(text) is { Success: true } whole && whole.Length == text.Trim().Length)
            return Find(whole) is { } found ? found with { Mode = bound.Mode ?? found.Mode } : null;
        var filled = Parent().Replace(text, match => Find(match) is { } found ? found.Literal ?? found.Uri ?? "" : "");
        return bound.Uri is null ? bound with { Literal = filled } : bound with { Uri = filled };

        JobValue? Find(Match match) => match.Groups["step"] is { Success: true } step
            ? find(step.Value, match.Groups["output"].Value) : find(null, match.Groups["input"].Value);
    }

    /// <summary>The steps whose outputs a text names.</summary>
    /// <param name="text">What an input is bound to.</param>
    public static IEnumerable<string> StepsIn(string? text) =>
        Parent().Matches(text ?? "").Where(match => match.Groups["step"].Success).Select(match => match.Groups["step"].Value);

    /// <summary>The output of the pipeline that a step's output is bound to; null for none.</summary>
    /// <param name="text">What it is bound to.</param>
    public static string? ParentOutput(string? text) =>
        Output().Match(text ?? "") is { Success: true } match ? match.Groups["output"].Value : null;

    [GeneratedRegex(@"\$\[\[(?<inside>.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex OptionalPart();

    [GeneratedRegex(@"\$\{\{\s*(?<side>inputs|outputs)\.(?<name>\w+)(?:\.path)?\s*\}\}")]
    private static partial Regex Port();

    [GeneratedRegex(@"\$\{\{\s*parent\.(?:inputs\.(?<input>\w+)|jobs\.(?<step>[\w-]+)\.outputs\.(?<output>\w+))\s*\}\}")]
    private static partial Regex Parent();

    [GeneratedRegex(@"^\s*\$\{\{\s*parent\.outputs\.(?<output>\w+)\s*\}\}\s*$")]
    private static partial Regex Output();
}
