using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes what the classes of one package share: its version, its resource attribute and a few helpers.</summary>
internal static class UtilitiesWriter
{
    /// <summary>Writes the class <c>Utilities</c> and the resource attribute; no program can use their members.</summary>
    public static void Write(CodeWriter code, PackageSchema schema, PackageNames names, OtherNames others)
    {
        code.Open($"{Access("Utilities")} static class Utilities");
        code.Line($"internal const string Version = {CodeWriter.Quoted(schema.Version)};");
        code.Line($"internal const string {OtherNames.Constant} = {CodeWriter.Quoted(others.Message)};");
        foreach (var line in Members.Split('\n'))
            code.Line(line);
        code.Close();
        var attribute = $"{names.Package}ResourceTypeAttribute";
        code.Open($"{Access(attribute)} sealed class {attribute} : global::Pulumi.ResourceTypeAttribute");
        code.Line($"internal {attribute}(string type) : base(type, Utilities.Version) {{ }}");
        code.Close();

        string Access(string type) => others.IsPublic(names.Root, type) ? "public" : "internal";
    }

    private const string Members = """
        internal sealed class Variable<T>(global::System.Func<T> read)
        {
            private (bool IsSet, T? Value) _own;
            public T Value { get => _own.IsSet ? _own.Value! : read(); set => _own = (true, value); }
        }
        internal static string? GetEnv(params string[] names)
        {
            foreach (var name in names)
            {
                if (global::System.Environment.GetEnvironmentVariable(name) is { } value)
                    return value;
            }
            return null;
        }
        internal static Input<T>? Secret<T>(Input<T>? value)
            => value is null ? null : (Input<T>)Output.CreateSecret(value.ToOutput());
        internal static InputMap<T>? Secret<T>(InputMap<T>? value)
            => value is null ? null : (InputMap<T>)Output.CreateSecret(value.ToOutput());
        internal static InputList<T>? Secret<T>(InputList<T>? value)
            => value is null ? null : (InputList<T>)Output.CreateSecret(value.ToOutput());
        internal static CustomResourceOptions ResourceOptions(
            CustomResourceOptions? options, Input<string> id, CustomResourceOptions? own = null)
        {
            own ??= new CustomResourceOptions();
            own.Version = Version;
            var merged = CustomResourceOptions.Merge(own, options);
            merged.Id = id;
            return merged;
        }
        internal static InvokeOptions WithDefaults(InvokeOptions? options)
        {
            if (options is InvokeOutputOptions outputOptions)
                return WithDefaults(outputOptions);
            return new InvokeOptions
            {
                Parent = options?.Parent,
                Provider = options?.Provider,
                PluginDownloadURL = options?.PluginDownloadURL,
                Version = options?.Version ?? Version,
            };
        }
        internal static InvokeOutputOptions WithDefaults(InvokeOutputOptions options)
            => new InvokeOutputOptions
            {
                Parent = options.Parent,
                Provider = options.Provider,
                PluginDownloadURL = options.PluginDownloadURL,
                Version = options.Version ?? Version,
                DependsOn = options.DependsOn,
            };
        """;
}
