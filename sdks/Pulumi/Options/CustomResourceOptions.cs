namespace Pulumi;

public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;
    private Dictionary<string, string>? _envVarMappings;

    public bool? DeleteBeforeReplace { get; set; }

    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    public string? ImportId { get; set; }

    public Dictionary<string, string> EnvVarMappings
    {
        get => _envVarMappings ??= [];
        set => _envVarMappings = value;
    }

    internal Dictionary<string, string>? EnvVarMappingsIfAny => _envVarMappings;

    /// <summary>A new object: what the second says goes over what the first says, lists are joined (P3, P4).</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        if (options1 is not null)
        {
            // The first one's own dictionary takes the second one's entries (P5).
            merged.EnvVarMappings = options1.EnvVarMappings;
            merged.Take(options1);
        }
        if (options2 is not null)
            merged.Take(options2);
        return merged;
    }

    private void Take(CustomResourceOptions source)
    {
        base.Take(source);
        DeleteBeforeReplace = source.DeleteBeforeReplace ?? DeleteBeforeReplace;
        ImportId = source.ImportId ?? ImportId;
        _additionalSecretOutputs = Joined(_additionalSecretOutputs, source._additionalSecretOutputs);
        if (source._envVarMappings is not null && !ReferenceEquals(_envVarMappings, source._envVarMappings))
            foreach (var (name, value) in source._envVarMappings)
                EnvVarMappings[name] = value;
    }
}
