using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes the classes of resources.</summary>
internal sealed class ResourceWriter(
    PackageSchema schema, PackageNames names, CSharpTypes types, ArgsWriter args, OutputTypeWriter outputs)
{
    /// <summary>What the method of a bridged provider answers: its configuration in Terraform's terms.</summary>
    public const string TerraformConfig = "ProviderTerraformConfigResult";

    private static readonly PropertySpec Configuration =
        new("result", "Result", new TypeSpec.Map(new TypeSpec.Any()), Required: true, Secret: false, Deprecated: false, null, []);

    /// <summary>Writes a resource, its args class and, where the package's <c>Get</c> takes hints, its state class.</summary>
    public void Write(CodeWriter code, ResourceSpec resource)
    {
        var name = PackageNames.ClassName(resource.Token);
        WriteHead(code, name, resource, "CustomResource");
        WriteConstructor(code, name, resource, CodeWriter.Quoted(resource.Token));
        WriteGet(code, name, resource);
        code.Close();
        args.Write(code, $"{name}Args", resource.Inputs, TypeUse.ResourceInput, "ResourceArgs");
        if (resource.State is { } state)
            args.Write(code, $"{name}State", state, TypeUse.ResourceState, "ResourceArgs");
    }

    /// <summary>Writes the package's provider and its args class.</summary>
    public void WriteProvider(CodeWriter code)
    {
        // Only strings come back as they are; all else is JSON text on the wire.
        var texts = schema.Provider.Outputs.Where(output => output.Type is TypeSpec.Primitive { Kind: PrimitiveKind.String });
        var provider = schema.Provider with { Outputs = [.. texts] };
        WriteHead(code, "Provider", provider, "ProviderResource");
        WriteConstructor(code, "Provider", provider, CodeWriter.Quoted(schema.Name));
        if (schema.IsBridged)
            WriteTerraformConfig(code);
        code.Close();
        if (schema.IsBridged)
            outputs.Write(code, TerraformConfig, [Configuration], TypeUse.FunctionOutput);
        args.Write(code, "ProviderArgs", provider.Inputs, TypeUse.ResourceInput, "ResourceArgs", jsonValues: true);
    }

    // Every bridged package has this method of its provider; schemas that were cut have no methods.
    private void WriteTerraformConfig(CodeWriter code)
    {
        var token = CodeWriter.Quoted($"pulumi:providers:{schema.Name}/terraformConfig");
        code.Line($"public Output<{TerraformConfig}> TerraformConfig()");
        var call = $"global::Pulumi.Deployment.Instance.Call<{TerraformConfig}>";
        code.Line($"    => {call}({token}, CallArgs.Empty, this, null, null);");
    }

    private void WriteHead(CodeWriter code, string name, ResourceSpec resource, string baseClass)
    {
        MemberNames.Check(name, resource.Outputs, "Id", "Urn", "Get", "GetResourceName", "GetResourceType");
        code.ObsoleteIf(resource.Deprecated).Line($"[{names.Package}ResourceType({CodeWriter.Quoted(resource.Token)})]");
        code.Open($"public partial class {name} : global::Pulumi.{baseClass}");
        foreach (var output in resource.Outputs)
        {
            code.Line($"[Output({CodeWriter.Quoted(output.WireName)})]");
            var type = $"Output<{types.Output(output, TypeUse.ResourceOutput)}>";
            code.Line($"public {MemberNames.Modifier(output)}{type} {output.CSharpName} {{ get; private set; }} = null!;");
        }
    }

    private static void WriteConstructor(CodeWriter code, string name, ResourceSpec resource, string token)
    {
        var (mark, initial) = resource.Inputs.Any(input => input.Required) ? ("", "") : ("?", " = null");
        var options = $"Utilities.ResourceOptions(options, \"\"{OwnOptions(resource)})";
        code.Line($"public {name}(string name, {name}Args{mark} args{initial}, CustomResourceOptions? options = null)");
        code.Open($"    : base({token}, name, args ?? new {name}Args(), {options})").Close();
    }

    private static void WriteGet(CodeWriter code, string name, ResourceSpec resource)
    {
        var (hints, state) = resource.State is null ? ("", "null") : ($"{name}State? state = null, ", "state");
        var options = $"Utilities.ResourceOptions(options, id{OwnOptions(resource)})";
        code.Line($"private {name}(string name, Input<string> id, {hints}CustomResourceOptions? options = null)");
        code.Open($"    : base({CodeWriter.Quoted(resource.Token)}, name, {state}, {options})").Close();
        code.Line($"public static {name} Get(string name, Input<string> id, {hints}CustomResourceOptions? options = null)");
        code.Line($"    => new {name}(name, id, {(resource.State is null ? "" : "state, ")}options);");
    }

    /// <summary>The options that the package itself sets, besides the version.</summary>
    private static string OwnOptions(ResourceSpec resource)
    {
        ImmutableArray<string> aliases =
            [.. resource.Aliases.Select(type => $"new global::Pulumi.Alias {{ Type = {CodeWriter.Quoted(type)} }}")];
        ImmutableArray<string> secrets =
            [.. resource.Outputs.Where(output => output.Secret).Select(output => CodeWriter.Quoted(output.WireName))];
        List<string> set = [];
        if (!aliases.IsEmpty) set.Add($"Aliases = {{ {string.Join(", ", aliases)} }}");
        if (!secrets.IsEmpty) set.Add($"AdditionalSecretOutputs = {{ {string.Join(", ", secrets)} }}");
        return set.Count == 0 ? "" : $", new CustomResourceOptions {{ {string.Join(", ", set)} }}";
    }
}
