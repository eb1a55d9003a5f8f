using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Reads what inputs are given and where outputs go: in a step, a job, a schedule.</summary>
internal static class BindingReader
{
    /// <summary>What the inputs of a step or a job are given.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">The step or job.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="component">What takes the inputs, if that is known: a text for one that takes data is an address.</param>
    public static IReadOnlyDictionary<string, InputBinding> ReadInputs(
        FolderReader folder, YamlMap owner, string file, ComponentDefinition? component = null)
    {
        var inputs = new SortedDictionary<string, InputBinding>(StringComparer.Ordinal);
        foreach (var (name, value) in owner.EntriesOf("inputs"))
        {
            if (ReadInput(folder, owner, name, value, file, component?.Input(name)) is { } binding) inputs[name] = binding;
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
                outputs[name] = ReadOutput(map);
            }
        }

        return outputs;
    }

    /// <summary>A literal's type, as it is written: <c>true</c> is a boolean, <c>"true"</c> a string.</summary>
    public static string TypeOf(YamlScalarNode scalar) =>
        YamlScalar.AsBoolean(scalar) is not null ? "boolean"
        : YamlScalar.IsInteger(scalar) ? "integer"
        : YamlScalar.IsNumber(scalar) ? "number" : "string";

    private static OutputBinding ReadOutput(YamlMap map)
    {
        var path = map.Text("path");
        var isExpression = path is not null && path.Contains("${{parent.", StringComparison.Ordinal);
        var output = new OutputBinding(isExpression ? path : null, map.Location)
        {
            Type = map.OneOf("type", OutputDefinition.Types),
            Mode = map.OneOf("mode", InputMode.OfOutputs),
            Path = isExpression ? null : path,
            AssetName = map.Text("name"),
            AssetVersion = map.Text("version"),
        };
        map.Text("description");
        map.NoOthers("an output");
        return output;
    }

    /// <summary>What one input is given; null, with an error, if it is nothing that can be given.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">What has the input.</param>
    /// <param name="name">Name of the input.</param>
    /// <param name="value">What is written.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="declared">The input as its component declares it, if that is known.</param>
    public static InputBinding? ReadInput(
        FolderReader folder, YamlMap owner, string name, YamlNode value, string file, InputDefinition? declared = null)
    {
        if (value is YamlScalarNode scalar)
        {
            if (YamlScalar.IsNull(scalar)) return null;
            var literal = new InputBinding(YamlScalar.AsLiteral(scalar), owner.At(value)) { Type = TypeOf(scalar) };
            if (declared is not { IsData: true } || literal.IsExpression) return literal;
            return new InputBinding(null, owner.At(value))
            {
                Type = declared.Type,
                Uri = ReadUri(folder, YamlScalar.Text(scalar), owner.At(value), file, declared.Type),
            };
        }

        if (owner.AsMap(value, $"input '{name}'") is not { } map) return null;
        var written = map.OneOf("type", InputDefinition.AllTypes);
        var mode = map.OneOf("mode", InputMode.OfInputs);
        var path = map.Text("path");
        var given = map.Node("value") as YamlScalarNode;
        var type = written ?? (given is null ? "uri_folder" : TypeOf(given));
        map.Text("description");
        AddressReader.CheckStore(map, path);
        map.NoOthers("what an input is given");
        if (given is not null)
            return new InputBinding(YamlScalar.AsLiteral(given), map.Location) { Type = type, Mode = mode };
        if (path is null) return new InputBinding(null, map.Location) { Type = type, Mode = mode };
        if (path.Contains("${{parent.", StringComparison.Ordinal))
            return new InputBinding(path, map.Location) { Type = type, Mode = mode };
        return new InputBinding(null, map.Location)
        {
            Type = type,
            Mode = mode,
            Uri = ReadUri(folder, path, map.At("path"), file, type),
        };
    }

    private static JsonNode? ReadUri(FolderReader folder, string path, SourceLocation location, string file, string type)
    {
        if (UploadReader.IsLocal(path))
        {
            var form = type == "uri_folder" ? UploadForm.Folder : UploadForm.Path;
            var upload = folder.Uploads.Read(path, location, file, form);
            if (upload is { Snapshot.IsFolder: false } && type is "uri_folder" or "mltable")
                folder.Errors.Warn(location, $"'{path}' is a file, and the input is a {type}");
            if (upload is { Snapshot.IsFolder: true } && type == "uri_file")
                folder.Errors.Warn(location, $"'{path}' is a folder, and the input is a uri_file");
            // What is wrong was said: as it is written it raises no second error.
            return upload?.ToNode() ?? path;
        }

        if (path.StartsWith("azureml://", StringComparison.Ordinal) || !path.StartsWith("azureml:", StringComparison.Ordinal))
        {
            return path;
        }

        var kind = ReferenceKind.OfInput(type);
        var asset = ReferenceReader.Read<AssetDefinition>(folder, path, location, file, kind,
            (described, from) => kind == ReferenceKind.Model
                ? ModelReader.Load(folder, described, from) : DataReader.Load(folder, described, from));
        return asset is null ? path : AssetLink.To(asset, AssetForm.Id).ToNode();
    }
}
