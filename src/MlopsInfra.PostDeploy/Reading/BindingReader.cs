using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads what inputs are given and where outputs go: in a step, a job, a schedule.</summary>
internal static class BindingReader
{
    public static IReadOnlyDictionary<string, InputBinding> ReadInputs(FolderReader folder, YamlMap owner, string file)
    {
        var inputs = new SortedDictionary<string, InputBinding>(StringComparer.Ordinal);
        foreach (var (name, value) in owner.EntriesOf("inputs"))
        {
            if (ReadInput(folder, owner, name, value, file) is { } binding) inputs[name] = binding;
        }

        return inputs;
    }

    public static IReadOnlyDictionary<string, OutputBinding> ReadOutputs(YamlMap owner)
    {
        var outputs = new SortedDictionary<string, OutputBinding>(StringComparer.Ordinal);
        foreach (var (name, value) in owner.EntriesOf("outputs"))
        {
            if (value is YamlScalarNode scalar)
            {
                // `metrics:` without a value asks for the defaults, as in many public examples.
                outputs[name] = new OutputBinding(YamlScalar.IsNull(scalar) ? null : YamlScalar.Text(scalar), owner.At(value));
            }
            else if (owner.AsMap(value, $"output '{name}'") is { } map)
            {
                var path = map.Text("path");
                var isExpression = path is not null && path.Contains("${{parent.", StringComparison.Ordinal);
                outputs[name] = new OutputBinding(isExpression ? path : null, owner.At(value))
                {
                    Type = map.OneOf("type", OutputDefinition.Types),
                    Mode = map.OneOf("mode", OutputDefinition.Modes),
                    Path = isExpression ? null : path,
                };
                map.Text("description");
                map.NoOthers("an output");
            }
        }

        return outputs;
    }

    /// <summary>A literal's type, as it is written: <c>true</c> is a boolean, <c>"true"</c> a string.</summary>
    public static string TypeOf(YamlScalarNode scalar) =>
        YamlScalar.AsBoolean(scalar) is not null ? "boolean"
        : YamlScalar.IsInteger(scalar) ? "integer"
        : YamlScalar.IsNumber(scalar) ? "number" : "string";

    private static InputBinding? ReadInput(FolderReader folder, YamlMap owner, string name, YamlNode value, string file)
    {
        if (value is YamlScalarNode scalar)
        {
            return YamlScalar.IsNull(scalar)
                ? null : new InputBinding(YamlScalar.AsLiteral(scalar), owner.At(value)) { Type = TypeOf(scalar) };
        }

        if (owner.AsMap(value, $"input '{name}'") is not { } map) return null;
        var type = map.OneOf("type", InputDefinition.AllTypes) ?? "uri_folder";
        var mode = map.OneOf("mode", InputDefinition.Modes);
        var path = map.Text("path");
        var literal = map.Node("value") as YamlScalarNode;
        map.Text("description");
        map.NoOthers("what an input is given");
        if (literal is not null)
            return new InputBinding(YamlScalar.AsLiteral(literal), map.Location) { Type = type, Mode = mode };
        if (path is null)
        {
            map.Error(map.Location, $"input '{name}' needs 'path'");
            return null;
        }

        if (path.Contains("${{parent.", StringComparison.Ordinal))
            return new InputBinding(path, map.Location) { Type = "string", Mode = mode };
        if (!path.StartsWith("azureml:", StringComparison.Ordinal) || path.StartsWith("azureml://", StringComparison.Ordinal))
        {
            return new InputBinding(null, map.Location) { Type = type, Mode = mode, Path = path };
        }

        var asset = ReferenceReader.Read(folder, path, map.At("path"), file, ReferenceKind.Data,
            (described, from) => DataReader.Load(folder, described, from));
        return asset is null ? null : new InputBinding(null, map.Location) { Type = type, Mode = mode, Asset = asset };
    }
}
