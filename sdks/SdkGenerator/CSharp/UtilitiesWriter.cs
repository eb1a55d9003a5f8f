using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes what the classes of one package share: its version, its resource attribute and a few helpers.</summary>
internal static class UtilitiesWriter
{
    /// <summary>Writes the internal class <c>Utilities</c> and the resource attribute.</summary>
    public static void Write(CodeWriter code, PackageSchema schema, PackageNames names)
    {
        code.Open("internal static class Utilities");
        code.Line($"public const string Version = {CodeWriter.Quoted(schema.Version)};");
        foreach (var line in Members.Split('\n'))
            code.Line(line);
        code.Close();
        code.Open($"internal sealed class {names.Package}ResourceTypeAttribute : global::Pulumi.ResourceTypeAttribute");
        code.Line($"public {names.Package}ResourceTypeAttribute(string type) : base(type, Utilities.Version) {{ }}");
        code.Close();
    }

    private const string Members = """
        public static string? GetEnv(params string[] names)
        {
            foreach (var name in names)
            {
                if (global::System.Environment.GetEnvironmentVariable(name) is { } value)
                    return value;
            }
            return null;
        }
        public static Input<T>? Secret<T>(Input<T>? value)
            => value is null ? null : (Input<T>)Output.CreateSecret(value.ToOutput());
        public static InputMap<T>? Secret<T>(InputMap<T>? value)
            => value is null ? null : (InputMap<T>)Output.CreateSecret(value.ToOutput());
        public static InputList<T>? Secret<T>(InputList<T>? value)
            => value is null ? null : (InputList<T>)Output.CreateSecret(value.ToOutput());
        public static CustomResourceOptions ResourceOptions(
            CustomResourceOptions? options, Input<string> id, CustomResourceOptions? own = null)
        {
            own ??= new CustomResourceOptions();
            own.Version = Version;
            var merged = CustomResourceOptions.Merge(own, options);
            merged.Id = id;
            return merged;
        }
        public static InvokeOptions WithDefaults(InvokeOptions? options)
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
        public static InvokeOutputOptions WithDefaults(InvokeOutputOptions options)
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
