using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Output;

/// <summary>What a step changes, property by property.</summary>
internal static class ChangeText
{
    private const int LongestValue = 80;

    /// <summary>One line per changed property: old and new value, and whether it forces the replacement.</summary>
    /// <param name="step">The step.</param>
    public static IEnumerable<string> Lines(ResourceStep step)
    {
        foreach (var change in step.Changes)
        {
            var values = change.Kind switch
            {
                PropertyChangeKind.Add => $"+ {change.Path}: {Short(change.New)}",
                PropertyChangeKind.Delete => $"- {change.Path}: {Short(change.Old)}",
                _ => $"~ {change.Path}: {Short(change.Old)} => {Short(change.New)}",
            };
            yield return change.ForcesReplacement ? $"{values} (forces replacement)" : values;
        }

        if (step.ReplacementReason is { } reason) yield return $"replaced because of {reason}";
    }

    private static string Short(PropertyValue? value)
    {
        var text = value is null ? "" : PropertyJson.Text(value).ReplaceLineEndings(" ");
        return text.Length <= LongestValue ? text : $"{text.AsSpan(0, LongestValue)}...";
    }
}
