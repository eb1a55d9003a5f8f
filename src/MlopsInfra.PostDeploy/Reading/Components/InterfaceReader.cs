using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Reads what a component takes and gives.</summary>
internal static class InterfaceReader
{
    public static IReadOnlyList<InputDefinition> ReadInputs(YamlMap component)
    {
        List<InputDefinition> inputs = [];
        foreach (var (name, value) in component.EntriesOf("inputs"))
        {
            AssetName.CheckParameter(component, name, component.At(value), "an input");
            if (component.AsMap(value, $"input '{name}'") is { } map) inputs.Add(ReadInput(name, map));
        }

        return inputs;
    }

    public static IReadOnlyList<OutputDefinition> ReadOutputs(YamlMap component)
    {
        List<OutputDefinition> outputs = [];
        foreach (var (name, value) in component.EntriesOf("outputs"))
        {
            AssetName.CheckParameter(component, name, component.At(value), "an output");
            if (component.AsMap(value, $"output '{name}'") is not { } map) continue;
            outputs.Add(new OutputDefinition(name, ReadType(map, name, "output", OutputDefinition.Types), map.Location)
            {
                Mode = map.OneOf("mode", InputMode.OfComponents),
                Description = map.Text("description"),
            });
            // Whether an output decides which steps run is seen from the steps that read it: `az ml` does not send this.
            map.Flag("is_control");
            map.NoOthers("an output");
        }

        return outputs;
    }

    private static InputDefinition ReadInput(string name, YamlMap map)
    {
        var type = ReadType(map, name, "input", InputDefinition.AllTypes);
        var input = new InputDefinition(name, type, map.Location)
        {
            IsOptional = map.Flag("optional"),
            Default = ReadLiteral(map, "default", type),
            Min = ReadLiteral(map, "min", type),
            Max = ReadLiteral(map, "max", type),
            Mode = map.OneOf("mode", InputMode.OfComponents),
            Description = map.Text("description"),
            Enum = map.Node("enum") is YamlSequenceNode list
                ? [.. list.Children.OfType<YamlScalarNode>().Select(YamlScalar.AsLiteral)]
                : [],
        };
        map.NoOthers("an input");
        if (input.IsData && input.Default is not null)
        {
            map.Error(map.At("default"),
                $"input '{name}' is a {type}: data has no default; make it optional, or give it where it is used");
        }

        return input;
    }

    private static string ReadType(YamlMap map, string name, string what, IReadOnlyList<string> allowed)
    {
        if (!map.Has("type"))
        {
            map.Text("type");
            map.Error(map.Location, $"{what} '{name}' needs 'type': {string.Join(", ", allowed)}");
            return allowed[0];
        }

        var type = map.Text("type");
        if (type is not null && allowed.Contains(type)) return type;
        map.Error(map.At("type"), $"{what} '{name}' has the unknown type '{type}'; allowed: {string.Join(", ", allowed)}");
        return allowed[0];
    }

    private static string? ReadLiteral(YamlMap map, string key, string type)
    {
        if (map.Node(key) is not { } node) return null;
        if (node is not YamlScalarNode scalar)
        {
            map.Error(map.At(node), $"'{key}' has to be a single value");
            return null;
        }

        if (YamlScalar.AsDefault(scalar, type) is { } text) return text;
        map.Error(map.At(node), $"'{key}' is '{scalar.Value}', which is no {type}");
        return null;
    }
}
