using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Holds the expressions of a command line to the component's inputs and outputs.</summary>
internal static partial class CommandCheck
{
    /// <param name="component">The component.</param>
    /// <param name="key">The key that holds the command line.</param>
    public static void Run(ComponentSource component, string key)
    {
        var map = component.Map;
        var location = map.At(key);
        foreach (Match match in Expression().Matches(map.Text(key) ?? ""))
        {
            var text = match.Groups["inside"].Value.Trim();
            if (text.StartsWith("inputs.", StringComparison.Ordinal)) CheckInput(component, map, location, text[7..]);
            else if (text.StartsWith("outputs.", StringComparison.Ordinal)) CheckOutput(component, map, location, text[8..]);
            else if (!text.StartsWith("search_space", StringComparison.Ordinal)
                && !text.StartsWith("name", StringComparison.Ordinal))
            {
                map.Error(location,
                    $"'${{{{{text}}}}}' is unknown in a command; allowed: ${{{{inputs.NAME}}}}, ${{{{outputs.NAME}}}}");
            }
        }
    }

    private static void CheckInput(ComponentSource component, YamlMap map, SourceLocation location, string name)
    {
        // An input of type mltable and the like may be asked for its parts: inputs.data.path.
        var input = component.Inputs.FirstOrDefault(known => known.Name == name.Split('.')[0]);
        if (input is null)
        {
            var known =
                component.Inputs.Count == 0 ? "it has none" : string.Join(", ", component.Inputs.Select(known => known.Name));
            map.Error(location, $"the command refers to the input '{name}', which does not exist; inputs: {known}");
        }
    }

    private static void CheckOutput(ComponentSource component, YamlMap map, SourceLocation location, string name)
    {
        if (component.Outputs.Any(output => output.Name == name.Split('.')[0])) return;
        var known =
            component.Outputs.Count == 0 ? "it has none" : string.Join(", ", component.Outputs.Select(output => output.Name));
        map.Error(location, $"the command refers to the output '{name}', which does not exist; outputs: {known}");
    }

    [GeneratedRegex(@"\$\{\{(?<inside>[^}]*)\}\}")]
    private static partial Regex Expression();
}
